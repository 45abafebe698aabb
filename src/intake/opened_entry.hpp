// An entry with everything in it: its reading, the corrections, and the two laid together.
#pragma once
#include <string_view>
#include <vector>

#include "intake/correction.hpp"
#include "intake/entry.hpp"
#include "platform/database/connection.hpp"

namespace klynge::intake {

struct OpenedEntry {
  Entry entry;
  IdentifiedRecord reading;                   // as read, without corrections
  std::vector<StoredCorrection> corrections;  // undone ones too
  Applied applied;                            // with the corrections that stand
  std::int64_t last_ordinal = 0;              // of the newest correction; 0 where there is none
  bool corrected() const;
};

// Errors: not_found where there is no such entry or it holds no reading (it failed).
Result<OpenedEntry> open_entry(database::Connection& connection, std::string_view entry_id);

// The corrections that stand, in order.
std::vector<Operation> standing_operations(const std::vector<StoredCorrection>& corrections);

}  // namespace klynge::intake
