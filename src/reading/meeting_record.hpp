// The meeting record: what the reader makes of one agenda or minutes document.
//
// It is the contract between the reader and everything that keeps or shows minutes. Texts stand as
// in the document (line breaks and line-end hyphens resolved); nothing is invented: what the
// document does not say is empty. Each value's place in the source is kept beside the record, by
// JSON pointer, together with how sure the reader is.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"

namespace klynge::reading {

// Minutes of a clock time since midnight, local.
struct ClockTime {
  int minutes = 0;
  auto operator<=>(const ClockTime&) const = default;
};
std::string text(ClockTime time);  // "17:00"

enum class Kind { agenda, minutes };
enum class Mode { in_person, online, hybrid };
enum class Status { present, apologies, substitute, vacant };
enum class Role { chair, cochair, member, observer, secretary, guest, administration };
enum class ItemKind { item, pause };  // "break" in the record
enum class Outcome { approved, followed, noted, discussed, decided, postponed, rejected, returned, withdrawn, none };
enum class FindingKind {
  amounts_do_not_add_up,
  malformed_amount,
  date_conflict,
  time_conflict,
  item_without_minutes,
  unreadable,
  numbering_gap,
  duplicate_of,
  person_number
};
enum class Act { recorded, approved };

struct Attendee {
  std::string name;  // "(vacant)" for a seat not yet filled
  std::optional<std::string> title, organisation;
  Status status = Status::present;
  Role role = Role::member;
  bool moderates = false, remote = false;
  std::optional<std::string> substitutes_for;
  std::vector<std::string> items;  // numbers, where the document limits the attendance
  std::optional<std::string> note;
};

struct Amount {
  std::int64_t ore = 0;
  std::string text;  // as printed
  std::optional<std::string> label, period;
  bool estimate = false;
};

struct Task {
  std::string text;
  std::vector<std::string> responsible;
  std::optional<std::string> due;  // ISO date or "next_meeting"
};

struct Decision {
  std::vector<int> recommendations;  // from 1
  Outcome outcome = Outcome::decided;
  std::optional<std::string> text;
};

struct Vote {
  std::optional<int> in_favour, against, abstained;
  std::optional<std::string> text;
};

struct Item {
  std::optional<std::string> number;
  std::string title;
  std::optional<ClockTime> start, end;
  ItemKind kind = ItemKind::item;
  bool closed = false;
  std::optional<std::string> case_number;
  std::vector<std::string> presenters;
  std::optional<std::string> requested_by;
  std::optional<std::string> case_text;  // "case" in the record
  std::vector<std::string> recommendations;
  std::optional<std::string> minutes;
  std::optional<Outcome> outcome;
  std::vector<Decision> decisions;
  std::vector<Vote> votes;
  std::vector<std::string> recused;
  std::vector<std::string> attachments, links;
  std::vector<Amount> amounts;
  std::vector<Task> tasks;
};

struct Approval {
  std::string by;
  Act act = Act::recorded;
};

struct Finding {
  FindingKind kind = FindingKind::unreadable;
  std::string message;  // a plain Danish sentence
  std::optional<std::string> item;
  std::optional<std::uint32_t> page, line;
};

// Where a value stands: lines are Line::number, start and end are bytes in the first and last line.
struct Place {
  std::uint32_t page = 1, line = 1, start = 0, end = 0;
  std::uint32_t last_line = 0;  // 0: the same line
  float confidence = 1;         // 0…1
};

// What is said with less is marked as unsure where people see it: of such values about one in five is wrong
// (confidence.cpp says what was measured).
inline constexpr float unsure_below = 0.82F;

struct MeetingRecord {
  Kind kind = Kind::agenda;
  std::optional<std::string> title, body, meeting_number;
  std::optional<Date> date, next_meeting;
  std::optional<ClockTime> start, end;
  std::optional<std::string> place;
  std::optional<Mode> mode;
  std::vector<Attendee> attendance;
  std::vector<Item> items;
  std::vector<Approval> approval;
  std::vector<Finding> findings;
  std::string reader;                    // name and version
  std::map<std::string, Place> sources;  // JSON pointer into the record -> place
};

// The names used in records and databases ("in_person", "break", "none" …).
std::string_view name(Kind);
std::string_view name(Mode);
std::string_view name(Status);
std::string_view name(Role);
std::string_view name(ItemKind);
std::string_view name(Outcome);
std::string_view name(FindingKind);
std::string_view name(Act);

// The record as JSON by meeting-record.schema.json; `pretty` for people, else one line.
std::string to_json(const MeetingRecord& record, bool pretty = false);
// Reads what to_json wrote. Errors: not JSON, or not of the schema.
Result<MeetingRecord> from_json(std::string_view json);

}  // namespace klynge::reading
