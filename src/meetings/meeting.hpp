// A meeting as it is kept and shown: the current version of what its documents say.
//
// A MeetingRecord is what one reading of one document says; a MeetingView is what the register holds
// after matching and corrections, with ids that live on. The structs are plain: a store fills them,
// a page, a list or the search index reads them. Ids stand as text here, because a view only prints
// them; functions that look something up take the typed id.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::meetings {

struct Meeting;
struct AgendaItem;
using MeetingId = Id<Meeting>;
using ItemId = Id<AgendaItem>;

// Where fields stand in the source, under their names inside the meeting or the item: "date",
// "attendance/3", "minutes", "recommendations/0", "tasks/1/text". Kept as the text it is stored as
// (compact.hpp) and looked into when asked, because a page asks for few of many.
class Places {
 public:
  Places() = default;
  explicit Places(std::string text) : text_(std::move(text)) {}
  std::optional<reading::Place> find(std::string_view field) const;
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

struct AttendeeView {
  std::string name;  // as printed
  std::optional<std::string> person_id, title, organisation, organisation_id;
  reading::Status status = reading::Status::present;
  reading::Role role = reading::Role::member;
  bool moderates = false, remote = false;
  std::optional<std::string> substitutes_for;
  std::vector<std::string> items;  // numbers; empty: the whole meeting
  std::optional<std::string> note;
};

// A name as printed, and whom or what it was matched to: at most one of the three.
struct NamedView {
  std::string name;
  std::optional<std::string> person_id, organisation_id, body_id;
};

enum class TaskState { unknown, open, done, dropped };

struct TaskView {
  std::string id, text;
  std::vector<NamedView> responsible;
  std::optional<std::string> due;  // ISO date or "next_meeting"
};

struct DecisionView {
  std::vector<int> recommendations;  // from 1; empty: the item as a whole
  reading::Outcome outcome = reading::Outcome::decided;
  std::optional<std::string> text;  // none: the item's minutes say it
};

struct ItemView {
  std::string id;
  std::optional<std::string> number;
  std::string title;
  std::optional<std::string> start, end;  // "17:00"
  reading::ItemKind kind = reading::ItemKind::item;
  bool closed = false, removed = false;
  bool withheld = false;  // closed, and nothing of it is in this view
  std::optional<std::string> case_number, requested_by, case_text, minutes;
  std::optional<reading::Outcome> outcome;
  std::vector<NamedView> presenters;
  std::vector<std::string> recommendations, recused, attachments, links;
  std::vector<DecisionView> decisions;
  std::vector<reading::Vote> votes;
  std::vector<reading::Amount> amounts;
  std::vector<TaskView> tasks;
  Places places;
};

enum class FindingState { open, settled, dismissed };

struct FindingView {
  std::string id, meeting_id;
  std::optional<std::string> item_id;
  reading::FindingKind kind = reading::FindingKind::unreadable;
  std::string message;  // Danish; never holds a person number
  std::optional<std::int64_t> page, line;
  FindingState state = FindingState::open;
  std::optional<std::string> word;  // why it was settled or dismissed
};

struct SourceView {
  std::string sha256, file_name, format;
  std::int64_t size_bytes = 0;
};

// What a list shows of a meeting.
struct MeetingHead {
  std::string id;
  std::optional<std::string> body_id, body_name;  // the register's name, else as printed
  std::optional<std::string> title, meeting_number;
  std::optional<std::string> date;  // ISO
  std::optional<std::string> start, end, place, mode, next_meeting;
  reading::Kind kind = reading::Kind::agenda;
  std::int64_t version = 0;
  bool published = false, taken_back = false;
  std::int64_t created_at_us = 0;
};

struct MeetingView {
  MeetingHead head;
  std::optional<std::string> body_printed;
  std::vector<AttendeeView> attendance;
  std::vector<ItemView> items;  // in order; without the removed
  std::vector<reading::Approval> approval;
  std::vector<FindingView> findings;
  std::vector<SourceView> sources;  // of the current version; the places speak of the first
  Places places;                    // of the head and the attendance
};

struct ItemWithMeeting {
  MeetingHead meeting;
  ItemView item;
};

struct VersionHead {
  std::int64_t version = 0;
  std::int64_t committed_at_us = 0;
  std::string committed_by;
  std::optional<std::int64_t> taken_back_at_us;
  std::vector<SourceView> sources;
};

// What a heading says: "Møde i Styregruppen den 7. november 2022", with what is known.
std::string heading(const MeetingHead& head);

// The names used in the database.
std::string_view name(TaskState);
std::string_view name(FindingState);
std::optional<reading::Outcome> parse_outcome(std::string_view name);
std::vector<std::string> outcome_names();
std::optional<reading::FindingKind> parse_finding_kind(std::string_view name);
std::optional<FindingState> parse_finding_state(std::string_view name);
// What the tables hold; an unknown word counts as present, as a member.
reading::Status parse_status(std::string_view name);
reading::Role parse_role(std::string_view name);

// Words for the screen: "godkendt", "Beløb, der ikke stemmer", "til stede" …
std::string_view danish(reading::Outcome);
std::string_view danish(reading::FindingKind);
std::string_view danish(reading::Status);
std::string_view danish(reading::Role);
std::string_view danish(reading::Mode);
std::string_view danish(FindingState);
std::string_view danish(TaskState);

}  // namespace klynge::meetings
