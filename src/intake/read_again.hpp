// Sources read again with the reader of this program.
//
// A better reader is worth nothing to the documents that are in the register already unless they are read
// anew. The readings stay, each with the name of its reader; corrections are laid over the new one; where a
// correction no longer finds its place, the old version stands and a person is asked.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "intake/intake_actions.hpp"

namespace klynge::intake {

// Reads outside the transaction, then calls reread(). Errors:
// not_found for an entry without a source, and what reread() refuses.
Result<Reread> read_again(const Register& to, const audit::Actor& actor, std::string_view entry_id);

struct ReadAgainSummary {
  std::int64_t documents = 0;  // that were to be read
  std::int64_t changed = 0, unchanged = 0;
  std::int64_t left = 0;  // a person must look first; told to `left_alone`
};

struct ReadAgainOptions {
  bool all = false;                         // also what this very reader has read
  const std::atomic<bool>* stop = nullptr;  // ends after the document in work; the next run goes on there
  std::function<void(const ReadAgainSummary&)> progress{};
  std::function<void(const std::string& file_name, const Problem&)> left_alone{};
};

// Every document that waits or is its meeting's current version, one transaction for each.
ReadAgainSummary read_all_again(const Register& to, const audit::Actor& actor, const ReadAgainOptions& options);

}  // namespace klynge::intake
