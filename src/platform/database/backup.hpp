// Backup and restore: everything in one file, from either database to either.
//
// The file is an SQLite database with the schema of the migrations, also when the source is
// PostgreSQL: one format to keep, to check and to open with common tools, and a way from one
// database to the other. A backup is taken while the program runs and is of one moment; it appears
// under its name only when it is whole and on disk. A restore fills an empty database in one
// transaction or leaves it empty. A file from an older program is brought up to date on the way, in
// a copy. The search index is not part of it: it is made from the rest.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "platform/database/database.hpp"

namespace klynge::database {

// Called now and then with how much is done, of how much; pages or rows.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

struct BackupReport {
  std::int64_t bytes = 0;  // size of the file
};

// Writes `path`, replacing what stood there (but never the database itself). A path that cannot be
// written and a full disk are Problems; a source that goes away is a DatabaseError. Either way
// nothing half-done stays.
Result<BackupReport> backup(Database& database, const std::string& path, const CopyProgress& progress = {});

struct RestoreReport {
  std::int64_t rows = 0;
};

// Looks at the backup, opened as a database and up to date, before anything is restored from it;
// an error keeps it from being restored.
using BackupCheck = std::function<Result<void>(Database& backup)>;

// Restores into `database`, which must be empty (migrated or not). Problems: no such file, not a
// backup, damaged, newer than the program, a database that is not empty, what `check` found.
Result<RestoreReport> restore(const std::string& path, Database& database, const BackupCheck& check = {},
                              const CopyProgress& progress = {});

}  // namespace klynge::database
