// Restoring a backup whose audit log has been verified first.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "platform/audit/verify.hpp"
#include "platform/database/backup.hpp"

namespace klynge::audit {

struct Restored {
  std::int64_t rows = 0;
  Verification verification;  // of the backup
};

// Verifies the log in the backup at `path` against those of `seals` that are not younger than the
// backup, and restores only what is sound. After a restore begin a new seal file: what was sealed
// between the backup and the restore is gone, and the old file would rightly say so for ever.
// conflict where the log does not verify: `detail` says what and where.
Result<Restored> restore_verified(const std::string& path, database::Database& database, std::span<const Seal> seals,
                                  const database::CopyProgress& progress = {});

}  // namespace klynge::audit
