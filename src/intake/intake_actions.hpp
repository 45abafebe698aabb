// Everything that changes when documents come in: each function is one action, in one transaction
// with one audit entry.
//
// A document is taken in as a preview or, where it raises no doubt and the caller wants it so,
// straight into the register. What it is to the meetings there (new, the same, a new version) is
// judged inside the transaction that writes it, so that two documents of one meeting that come in
// at the same moment still become one.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/entry.hpp"
#include "intake/prepare.hpp"
#include "meetings/resolver.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::intake {

// What every action works on.
struct Register {
  audit::Book& book;
  const meetings::Resolver& resolver;
};

enum class TakeInAs {
  preview,            // always waits for a person
  committed_if_sure,  // waits only where there is a doubt
};

struct TakenIn {
  std::string entry_id;  // of the entry that was there already for same_bytes
  EntryState state = EntryState::preview;
  std::optional<std::string> meeting_id;
  std::vector<std::string> doubts;
};

Result<std::string> start_batch(audit::Book& book, const audit::Actor& actor, std::string_view label,
                                std::int64_t files);
// `skipped`: files whose bytes were here already.
Result<void> finish_batch(audit::Book& book, const audit::Actor& actor, std::string_view batch_id,
                          std::int64_t skipped);

// The same bytes again change nothing; `note_same_bytes` leaves an entry that says so all the same,
// for a person who waits to see what became of a file.
Result<TakenIn> take_in(const Register& to, const audit::Actor& actor, std::string_view batch_id,
                        const Prepared& prepared, TakeInAs as, bool note_same_bytes);
// A file that could not be read, with the reason. Returns the entry's id.
Result<std::string> record_failure(audit::Book& book, const audit::Actor& actor, std::string_view batch_id,
                                   std::string_view file_name, const Problem& problem);

// Corrects a waiting entry, or one in the register that is its meeting's current version: then a new
// version comes of it. `seen_ordinal`: the newest correction the person saw; where there is a newer
// one, nothing is changed (conflict). All operations or none.
Result<void> correct(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                     std::int64_t seen_ordinal, std::span<const Operation> operations);
Result<void> undo_correction(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                             std::int64_t ordinal);

enum class CommitAs {
  as_judged,
  new_meeting,
  new_version,
  as_judged_if_sure,  // judged anew; waits on where that raises a doubt
};
// Puts a waiting entry into the register. Doubts do not hinder, since a person has looked, but for
// as_judged_if_sure, which is for many at once that nobody has looked at one by one.
Result<TakenIn> commit(const Register& to, const audit::Actor& actor, std::string_view entry_id, CommitAs as);
Result<void> discard(audit::Book& book, const audit::Actor& actor, std::string_view entry_id);

// Takes back what an entry became: its versions go, the meeting is again what it was before; what it
// only added a source to loses that source. Documents that counted as the same content wait again.
// Source, reading and corrections stay.
Result<void> take_back(const Register& to, const audit::Actor& actor, std::string_view entry_id);

// Lays the corrections over a new reading of the same source (see read_again.hpp). An entry in the
// register becomes a new version where that changes it; where a correction no longer fits, the
// register stays as it is and the entry says what to look at.
enum class Reread { changed, unchanged, needs_a_person };
Result<Reread> reread(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                      const reading::MeetingRecord& record);

}  // namespace klynge::intake
