// Verification: walks every audit chain and says what does not fit, and where.
//
// What one can find without a seal: an entry that is missing inside a chain, an entry of which any
// column was changed, a payload that is not the one committed to, a payload that is gone without an
// erasure having been logged, a head that is not the last entry. What only a seal can show: that
// the end was cut off together with the head, or that a chain was written anew from some point on.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "platform/audit/seal.hpp"

namespace klynge::audit {

struct Fault {
  enum class Kind {
    missing_entries,  // a gap inside a chain, or its beginning
    broken_link,      // an entry that does not follow the one before it
    changed_entry,
    changed_payload,
    missing_payload,  // and no erasure is logged
    head_mismatch,    // the head is not the last entry
    missing_tail,     // entries that a seal or the head has seen are no longer there
    rewritten,        // another entry stands where a seal has seen one
  };
  Kind kind = Kind::changed_entry;
  std::string node;           // the chain
  std::int64_t sequence = 0;  // the (first) entry concerned
  std::int64_t last = 0;      // the last one; the same but for missing entries
  std::string text;           // an English sentence with the place, without payload
};

struct Verification {
  std::int64_t entries = 0;
  std::int64_t erased_payloads = 0;
  std::int64_t seals = 0;     // how many were compared
  std::vector<Seal> heads;    // where each chain stood when the walk began
  std::vector<Fault> faults;  // by chain and sequence; at most fault_limit
  bool more_faults = false;
  bool sound() const { return faults.empty(); }
};

inline constexpr std::size_t fault_limit = 1'000;

// Called now and then from any thread, one at a time, with entries checked and entries in all.
using VerifyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

// May run while others write: what is appended meanwhile is left for the next time. Long chains are
// walked in several parts at once. Throws DatabaseError where the database cannot be read.
Verification verify(database::Database& database, std::span<const Seal> seals, const VerifyProgress& progress = {});

const char* word(Fault::Kind kind);  // "missing entries", for print-outs

}  // namespace klynge::audit
