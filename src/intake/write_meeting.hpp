// From an entry to the meetings' tables and back: the part of the actions that touches the register.
// Called inside an action's transaction; the caller stores the entry afterwards.
#pragma once
#include "intake/entry.hpp"
#include "intake/intake_actions.hpp"
#include "intake/intake_store.hpp"

namespace klynge::intake {

// Sets what the entry is to the register, and its doubts.
void judge_entry(Entry& entry, const reading::MeetingRecord& record, const Found& found, Date today);

// "" where the source is not known.
std::string content_hash_of(Connection& connection, std::string_view sha256);

// Writes the entry as what `found` says it is, and settles it: meeting, version, state, aliases.
// `as_read`: the record is its reading's, nothing has been corrected.
void write_to_register(audit::Transaction& transaction, const Register& to, const audit::Actor& actor, Entry& entry,
                       const IdentifiedRecord& identified, const Found& found, bool as_read);

// A further version of the meeting that the entry became, with the same sources.
void write_further_version(audit::Transaction& transaction, const Register& to, const audit::Actor& actor, Entry& entry,
                           const IdentifiedRecord& identified);

// Undoes what write_to_register() did.
Result<void> remove_from_register(audit::Transaction& transaction, const Register& to, const Entry& entry);

}  // namespace klynge::intake
