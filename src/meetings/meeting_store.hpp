// The meetings' tables: how a version is written into them and how meetings are read out.
//
// Writing: a MeetingRecord becomes the current version of a meeting. Rows that carry a permalink
// (meeting, item, task, finding) keep their id from version to version; what a new version no longer
// has is marked removed and still answers. Everything else is replaced.
// Reading: a whole meeting takes one query for each of its tables, never one for each item, because
// the meeting page is the most read page of all.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "meetings/meeting.hpp"
#include "meetings/resolver.hpp"
#include "platform/audit/perform.hpp"
#include "platform/database/database.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::meetings {

struct NewVersion {
  MeetingId meeting;           // made by the caller; a known one gets a further version
  bool meeting_is_new = true;  // the caller knows; saves looking
  std::string_view reading_id;
  const reading::MeetingRecord& record;  // the reading's with its corrections
  // True where no correction was made: the record is the reading's own and is not kept a second
  // time, which spares half of what a version costs.
  bool as_read = false;
  std::span<const ItemId> item_ids;      // one for each of record.items; known ones are kept
  std::span<const std::string> sources;  // sha256; the first is the one record.sources speaks of
  std::string_view committed_by;         // the actor's name
};

// Puts the record into the tables as the meeting's current version and says so to the listeners
// (Change "meeting"). Texts of a record with a person_number finding are stored with the numbers
// masked. Returns the version's number, from 1.
std::int64_t write_version(audit::Transaction& transaction, const Resolver& resolver, const NewVersion& version);

// Puts what is convened into the tables as the meeting's state before its first version (version 0), and says so
// to the listeners with `payload`. The caller keeps the record itself (convocation_store.hpp) in the same
// transaction. Not for a meeting that has a version already.
struct ConvenedState {
  MeetingId meeting;
  bool meeting_is_new = true;
  const reading::MeetingRecord& record;
  std::span<const ItemId> item_ids;  // one for each of record.items; known ones are kept
  std::string payload;
};
void write_convened(audit::Transaction& transaction, const Resolver& resolver, const ConvenedState& state);

// One more source of a version's content (another extraction or format). Already there: nothing.
void add_source(audit::Transaction& transaction, MeetingId meeting, std::int64_t version, std::string_view sha256);

// Takes the version back. The version before it becomes current again; where none is left, what was
// convened does, and where it never was, the meeting itself counts as taken back: in no list, its
// permalink answers 404.
// Errors: not_found where there is no such version; conflict where it was taken back already.
Result<void> take_back_version(audit::Transaction& transaction, const Resolver& resolver, MeetingId meeting,
                               std::int64_t version);

// Writes the tables anew from what the version says, after a person number was found to be none.
void rewrite_current(audit::Transaction& transaction, const Resolver& resolver, MeetingId meeting,
                     std::int64_t version);

// The ids of a version's items, in the record's order.
std::vector<ItemId> version_items(database::Connection& connection, MeetingId meeting, std::int64_t version);
// The record of a version as JSON (meeting-record.schema.json), as it was committed: person numbers
// are not masked in it, so it is for working on, not for showing.
std::optional<std::string> version_record(database::Connection& connection, MeetingId meeting, std::int64_t version);
std::vector<VersionHead> versions(database::Connection& connection, MeetingId meeting);

// Meetings of a body on a day, those taken back left out: the candidates for "the same meeting".
std::vector<MeetingHead> meetings_on(database::Connection& connection, std::string_view body_id,
                                     std::string_view iso_date);

std::optional<MeetingHead> find_head(database::Connection& connection, MeetingId meeting);
// Everything of the current version. None where there is no such meeting or it was taken back.
std::optional<MeetingView> find_meeting(database::Connection& connection, MeetingId meeting);
// The same with head, places and attendance alone: what a search hit shows of a meeting.
std::optional<MeetingView> find_attended(database::Connection& connection, MeetingId meeting);
// An item with the head of its meeting; also a removed one.
std::optional<ItemWithMeeting> find_item(database::Connection& connection, ItemId item);

// The bytes of a source and, except for plain text, what klynge-extract made of them.
struct SourceContent {
  SourceView source;
  std::string bytes;
  std::optional<std::string> document;
};
std::optional<SourceContent> find_source(database::Connection& connection, std::string_view sha256);

// What must be asked before a source's bytes or page images are shown: whether any meeting that is
// made of it has closed items, or a person number that nobody has dismissed. Of a source that is not
// in the register nothing of this is known here.
struct SourceGuard {
  bool has_closed_items = false, has_person_numbers = false;
  bool in_register = false;
};
SourceGuard guard_of_source(database::Connection& connection, std::string_view sha256);
// The meetings that a version of is made of this source, those taken back left out: whoever reads one of
// them reads the source.
struct MeetingOfSource {
  std::string id;
  std::optional<std::string> body_id, date;  // ISO
  bool published = false;
};
std::vector<MeetingOfSource> meetings_of_source(database::Connection& connection, std::string_view sha256);

// Whether something in a meeting looks like a person number and nobody has said what it is: until
// then the meeting is not public, though it be published (a later version may bring one).
bool has_open_person_number(database::Connection& connection, std::string_view meeting_id);

struct Counts {
  std::int64_t meetings = 0, items = 0, decisions = 0, tasks = 0, open_findings = 0, persons = 0, bodies = 0;
};
Counts counts(database::Connection& connection);

}  // namespace klynge::meetings
