// The registers: decisions, tasks, amounts, findings and meetings across all bodies and years.
//
// Each is a filter, a row and two store functions (rows of a page, number of rows); pages, CSV and the
// command line read the same rows in the same order, newest meeting first. Closed items stand in no
// register, removed items and meetings taken back neither. A filter's empty fields do not filter.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "meetings/meeting.hpp"

namespace klynge::meetings {

struct Paging {
  std::int64_t offset = 0;
  std::int64_t limit = static_cast<std::int64_t>(limits::page_rows);
};

// The meeting a row comes from.
struct RowMeeting {
  std::string id;
  std::optional<std::string> date, body_id, body_name;  // date: ISO
  bool published = false;
};
struct RowItem {
  std::string id;
  std::optional<std::string> number;
  std::string title;
};

struct MeetingFilter {
  std::string body_id, year;
};
struct MeetingRow {
  MeetingHead head;
  std::int64_t items = 0, open_findings = 0;
  bool called_off = false;  // convened here, and called off again
};

struct DecisionFilter {
  std::string body_id, year, outcome, words;  // words: all of them must occur
};
struct DecisionRow {
  RowMeeting meeting;
  RowItem item;
  reading::Outcome outcome = reading::Outcome::decided;
  std::vector<int> recommendations;
  std::string text;  // the decision's own, else the item's minutes
};

struct TaskFilter {
  std::string body_id, year;  // of the meeting
  std::string person_id, organisation_id, responsible_body_id;
};
struct TaskRow {
  RowMeeting meeting;
  RowItem item;
  std::string id, text;
  std::optional<std::string> due;  // ISO date or "next_meeting"
  TaskState state = TaskState::unknown;
  std::vector<NamedView> responsible;
  std::optional<reading::Outcome> outcome;             // of the item the task comes from
  std::optional<std::string> handed_to_id, handed_to;  // the body that took it over, by an approved hand-over
};

struct AmountFilter {
  std::string body_id, year, label;  // label: words that occur in it
};
struct AmountRow {
  RowMeeting meeting;
  RowItem item;
  Money amount;
  std::string text;  // as printed
  std::optional<std::string> label, period;
  bool estimate = false;
};
// A sum is given only over amounts that bear one and the same label: a table's parts and its total
// stand side by side in a register, and adding those would say nothing.
struct AmountSum {
  Money sum;
  std::int64_t count = 0, estimates = 0;
  std::string label;
};

struct FindingFilter {
  std::string kind, state, body_id, meeting_id;
};
struct FindingRow {
  RowMeeting meeting;
  std::optional<RowItem> item;
  FindingView finding;
};

// One meeting a person had to do with.
struct AttendanceRow {
  RowMeeting meeting;
  AttendeeView attendee;
};

struct Choice {
  std::string id, name;
};

}  // namespace klynge::meetings
