#include "meetings/list_store.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "meetings/list_sql.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

constexpr Sql meeting_rows{KLYNGE_MEETING_ROW KLYNGE_OF_BODY_IN_YEAR KLYNGE_READABLE("$4", "$5") KLYNGE_NEWEST_FIRST
                           " LIMIT $6 OFFSET $7"};
constexpr Sql meeting_count{"SELECT count(*) FROM meeting m" KLYNGE_OF_BODY_IN_YEAR KLYNGE_READABLE("$4", "$5")};
#define DECISIONS                                                                              \
  KLYNGE_OF_BODY_IN_YEAR                                                                       \
  " AND d.meeting_id = m.id"                                                                   \
  " AND ($4 = '' OR d.outcome = $4) AND ($5 = '' OR d.words LIKE $5 ESCAPE '\\')"              \
  " AND ($6 = '' OR d.words LIKE $6 ESCAPE '\\') AND ($7 = '' OR d.words LIKE $7 ESCAPE '\\')" \
  " AND ($8 = '' OR d.words LIKE $8 ESCAPE '\\')" KLYNGE_READABLE("$9", "$10")
constexpr Sql decision_rows{
    "SELECT " KLYNGE_ROW_MEETING ", " KLYNGE_ROW_ITEM
    ", d.outcome, d.recommendations, COALESCE(d.text, i.minutes, '')"
    " FROM meeting m CROSS JOIN decision d CROSS JOIN item i LEFT JOIN body b ON b.id = m.body_id" DECISIONS
    " AND i.id = d.item_id" KLYNGE_NEWEST_FIRST ", i.position, d.position LIMIT $11 OFFSET $12"};
constexpr Sql decision_count{"SELECT count(*) FROM meeting m CROSS JOIN decision d" DECISIONS};

// A task that was handed over belongs to both: the body it was given in and each that took it over. The meetings with
// such tasks are named too, so that a narrowed list does not walk the tasks of every meeting.
#define KLYNGE_HANDED_TASKS                                              \
  " FROM hand_over_matter hm JOIN hand_over h ON h.id = hm.hand_over_id" \
  " JOIN task ht ON ht.id = hm.matter_id WHERE hm.kind = 'task' AND h.state = 'approved'"
#define TASKS                                                                           \
  " WHERE m.taken_back = 0 AND ($1 = '' OR m.body_id = $1"                              \
  " OR m.id IN (SELECT ht.meeting_id" KLYNGE_HANDED_TASKS                               \
  " AND hm.successor_id = $1))"                                                         \
  " AND ($1 = '' OR m.body_id = $1 OR t.id IN (SELECT ht.id" KLYNGE_HANDED_TASKS        \
  " AND hm.successor_id = $1))"                                                         \
  " AND ($2 = '' OR (m.held_on >= $2 AND m.held_on <= $3))"                             \
  " AND t.meeting_id = m.id AND t.removed = 0 AND i.id = t.item_id AND i.closed = 0"    \
  " AND (($4 = '' AND $5 = '' AND $6 = '') OR EXISTS (SELECT 1 FROM task_responsible f" \
  " WHERE f.meeting_id = m.id AND f.task_id = t.id AND ($4 = '' OR f.person_id = $4)"   \
  " AND ($5 = '' OR f.organisation_id = $5) AND ($6 = '' OR f.body_id = $6)))" KLYNGE_READABLE("$7", "$8")
// The responsible of a task come as further rows of the same task. Whom it was handed over to is asked for the rows
// of the page alone; where it went on from body to body, it is with the last.
constexpr Sql task_rows{
    "SELECT p.meeting_id, p.held_on, p.body_id, p.body_name, p.published, p.item_id, p.number, p.title, p.id, p.text,"
    " p.due, p.state, p.outcome, r.name, r.person_id, r.organisation_id, r.body_id, s.id, s.name"
    " FROM (SELECT m.id AS meeting_id, m.held_on, m.body_id, COALESCE(b.name, m.body_printed) AS body_name,"
    " m.published, i.id AS item_id, i.number, i.title, i.position AS item_position, i.outcome, t.id, t.text, t.due,"
    " t.state, t.position FROM meeting m CROSS JOIN task t CROSS JOIN item i LEFT JOIN body b ON b.id = m.body_id" TASKS KLYNGE_NEWEST_FIRST
    ", i.position, t.position LIMIT $9 OFFSET $10) p"
    " LEFT JOIN task_responsible r ON r.meeting_id = p.meeting_id AND r.task_id = p.id"
    " LEFT JOIN body s ON s.id = (SELECT hm.successor_id FROM hand_over_matter hm JOIN hand_over h ON h.id = hm.hand_over_id"
    " WHERE hm.kind = 'task' AND hm.matter_id = p.id AND hm.successor_id IS NOT NULL AND h.state = 'approved' ORDER BY h.ends_on DESC, h.id DESC LIMIT 1)"
    " ORDER BY p.held_on DESC NULLS LAST, p.meeting_id DESC, p.item_position, p.position, p.id, r.position"};
constexpr Sql task_count{"SELECT count(*) FROM meeting m CROSS JOIN task t CROSS JOIN item i" TASKS};

#define AMOUNTS                                                                                                             \
  KLYNGE_OF_BODY_IN_YEAR                                                                                                    \
  " AND a.meeting_id = m.id"                                                                                                \
  " AND ($4 = '' OR a.label_words LIKE $4 ESCAPE '\\') AND ($5 = '' OR a.label_words LIKE $5 ESCAPE '\\')"                  \
  " AND ($6 = '' OR a.label_words LIKE $6 ESCAPE '\\') AND ($7 = '' OR a.label_words LIKE $7 ESCAPE '\\')" KLYNGE_READABLE( \
      "$8", "$9")
constexpr Sql amount_rows{
    "SELECT " KLYNGE_ROW_MEETING ", " KLYNGE_ROW_ITEM
    ", a.ore, a.text, a.label, a.period, a.estimate"
    " FROM meeting m CROSS JOIN amount a CROSS JOIN item i LEFT JOIN body b ON b.id = m.body_id" AMOUNTS
    " AND i.id = a.item_id" KLYNGE_NEWEST_FIRST ", i.position, a.position LIMIT $10 OFFSET $11"};
constexpr Sql amount_count{"SELECT count(*) FROM meeting m CROSS JOIN amount a" AMOUNTS};
constexpr Sql amounts_to_add{
    "SELECT a.ore, a.label, a.estimate, a.label_words FROM meeting m CROSS JOIN amount a" AMOUNTS};

// An item's own findings are shown with its title only where the item is open to all.
#define FINDINGS                                                                                       \
  " JOIN finding f ON f.meeting_id = m.id LEFT JOIN item i ON i.id = f.item_id WHERE m.taken_back = 0" \
  " AND ($1 = '' OR f.kind = $1) AND ($2 = '' OR f.state = $2) AND ($3 = '' OR m.body_id = $3)"        \
  " AND ($4 = '' OR m.id = $4) AND COALESCE(i.closed, 0) = 0" KLYNGE_READABLE("$5", "$6")
constexpr Sql finding_rows{
    "SELECT " KLYNGE_ROW_MEETING ", " KLYNGE_ROW_ITEM
    ", f.id, f.kind, f.message, f.page, f.line, f.state, f.word" KLYNGE_FROM_MEETING FINDINGS KLYNGE_NEWEST_FIRST
    ", f.line NULLS FIRST, f.id LIMIT $7 OFFSET $8"};
constexpr Sql finding_count{"SELECT count(*) FROM meeting m" FINDINGS};

constexpr Sql
    bodies_with_meetings{"SELECT b.id, b.name FROM body b WHERE EXISTS (SELECT 1 FROM meeting m WHERE m.body_id = b.id AND m.taken_back = 0" KLYNGE_READABLE(
        "$1", "$2") ")"
                    " ORDER BY b.sort_key, b.id"};
// Also who took a task over: a new body need not have met yet.
constexpr Sql
    bodies_with_tasks{"SELECT b.id, b.name FROM body b WHERE EXISTS (SELECT 1 FROM meeting m WHERE m.body_id = b.id AND m.taken_back = 0" KLYNGE_READABLE(
        "$1",
        "$2") ") OR EXISTS (SELECT 1 FROM hand_over_matter hm JOIN hand_over h ON h.id = hm.hand_over_id AND h.state = 'approved'"
              " JOIN task t ON t.id = hm.matter_id AND t.removed = 0 JOIN item i ON i.id = t.item_id AND i.closed = 0"
              " JOIN meeting m ON m.id = t.meeting_id AND m.taken_back = 0"
              " WHERE hm.kind = 'task' AND hm.successor_id = b.id" KLYNGE_READABLE(
                  "$1",
                  "$2") ")"
                        " ORDER BY b.sort_key, b.id"};
constexpr Sql years_with_meetings{
    "SELECT DISTINCT substr(m.held_on, 1, 4) AS year FROM meeting m WHERE m.taken_back = 0 AND m.held_on IS NOT NULL" KLYNGE_READABLE(
        "$1", "$2") " ORDER BY year DESC"};
// Only who is named where the list shows it: in open items of meetings that stand.
#define TASK_IN_THE_LIST                                                                                \
  " JOIN task t ON t.id = r.task_id AND t.removed = 0 JOIN item i ON i.id = t.item_id AND i.closed = 0" \
  " JOIN meeting m ON m.id = r.meeting_id AND m.taken_back = 0" KLYNGE_READABLE("$1", "$2")
constexpr Sql responsible_with_tasks{
    "SELECT 'person:' || p.id AS id, p.name, p.sort_key, 1 AS part FROM person p WHERE EXISTS"
    " (SELECT 1 FROM task_responsible r" TASK_IN_THE_LIST
    " WHERE r.person_id = p.id)"
    " UNION ALL SELECT 'organisation:' || o.id, o.name, o.sort_key, 2 FROM organisation o WHERE EXISTS"
    " (SELECT 1 FROM task_responsible r" TASK_IN_THE_LIST
    " WHERE r.organisation_id = o.id)"
    " UNION ALL SELECT 'body:' || b.id, b.name, b.sort_key, 3 FROM body b WHERE EXISTS"
    " (SELECT 1 FROM task_responsible r" TASK_IN_THE_LIST
    " WHERE r.body_id = b.id)"
    " ORDER BY part, sort_key, id"};

struct Year {
  std::string first, last;
  explicit Year(const std::string& year) {
    if (year.empty()) return;
    first = year + "-01-01";
    last = year + "-12-31";
  }
};

// Up to four words as LIKE patterns; more would not make a search of a register any narrower.
std::array<std::string, 4> patterns(std::string_view words) {
  std::array<std::string, 4> out;
  std::size_t used = 0;
  const auto squeezed = squeeze(lower(words));
  for (const auto word : split(squeezed, ' ')) {
    if (word.empty() || used == out.size()) continue;
    auto& pattern = out[used++];
    pattern = '%';
    for (const char c : word) {
      if (c == '%' || c == '_' || c == '\\') pattern += '\\';
      pattern += c;
    }
    pattern += '%';
  }
  return out;
}

std::vector<int> ordinals(std::string_view text) {
  std::vector<int> numbers;
  for (const auto word : split(text, ' ')) {
    int number = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), number).ec == std::errc()) numbers.push_back(number);
  }
  return numbers;
}

TaskState task_state(std::string_view text) {
  using enum TaskState;
  for (const auto state : {unknown, open, done, dropped})
    if (name(state) == text) return state;
  return unknown;
}

TaskRow task_row(Rows& rows) {
  TaskRow row;
  row.meeting = row_meeting(rows);
  row.item = row_item(rows);
  row.id = rows.text(8);
  row.text = rows.text(9);
  row.due = rows.optional_string(10);
  row.state = task_state(rows.text(11));
  if (!rows.is_null(12)) row.outcome = parse_outcome(rows.text(12));
  row.handed_to_id = rows.optional_string(17);
  row.handed_to = rows.optional_string(18);
  return row;
}

NamedView responsible(Rows& rows) {
  return {.name = rows.string(13),
          .person_id = rows.optional_string(14),
          .organisation_id = rows.optional_string(15),
          .body_id = rows.optional_string(16)};
}

std::int64_t only_number(Rows rows) {
  rows.next();
  return rows.integer(0);
}

std::vector<Choice> choices(Rows rows, int name_column) {
  std::vector<Choice> out;
  while (rows.next()) out.push_back({.id = rows.string(0), .name = rows.string(name_column)});
  return out;
}

}  // namespace

RowMeeting row_meeting(database::Rows& rows) {
  return {.id = rows.string(0),
          .date = rows.optional_string(1),
          .body_id = rows.optional_string(2),
          .body_name = rows.optional_string(3),
          .published = rows.boolean(4)};
}

RowItem row_item(database::Rows& rows) {
  return {.id = rows.string(5), .number = rows.optional_string(6), .title = rows.string(7)};
}

MeetingRow meeting_row(database::Rows& rows) {
  MeetingRow row;
  row.head.id = rows.text(0);
  row.head.date = rows.optional_string(1);
  row.head.body_id = rows.optional_string(2);
  row.head.body_name = rows.optional_string(3);
  row.head.published = rows.boolean(4);
  row.head.title = rows.optional_string(5);
  row.head.meeting_number = rows.optional_string(6);
  row.head.start = rows.optional_string(7);
  row.head.end = rows.optional_string(8);
  row.head.place = rows.optional_string(9);
  row.head.kind = rows.text(10) == "minutes" ? reading::Kind::minutes : reading::Kind::agenda;
  row.head.version = rows.integer(11);
  row.head.created_at_us = rows.integer(12);
  row.items = rows.integer(13);
  row.open_findings = rows.integer(14);
  row.called_off = rows.integer(15) > 0;
  return row;
}

void each_meeting(Connection& connection, const Scope& scope, const MeetingFilter& filter, Paging paging,
                  const Take<MeetingRow>& take) {
  const Year year(filter.year);
  auto rows = connection.scan(meeting_rows, filter.body_id, year.first, year.last, scope.person, scope.today,
                              paging.limit, paging.offset);
  while (rows.next()) take(meeting_row(rows));
}

std::int64_t count(Connection& connection, const Scope& scope, const MeetingFilter& filter) {
  const Year year(filter.year);
  return only_number(connection.query(meeting_count, filter.body_id, year.first, year.last, scope.person, scope.today));
}

void each_decision(Connection& connection, const Scope& scope, const DecisionFilter& filter, Paging paging,
                   const Take<DecisionRow>& take) {
  const Year year(filter.year);
  const auto words = patterns(filter.words);
  auto rows = connection.scan(decision_rows, filter.body_id, year.first, year.last, filter.outcome, words[0], words[1],
                              words[2], words[3], scope.person, scope.today, paging.limit, paging.offset);
  while (rows.next())
    take({.meeting = row_meeting(rows),
          .item = row_item(rows),
          .outcome = parse_outcome(rows.text(8)).value_or(reading::Outcome::decided),
          .recommendations = ordinals(rows.text(9)),
          .text = rows.string(10)});
}

std::int64_t count(Connection& connection, const Scope& scope, const DecisionFilter& filter) {
  const Year year(filter.year);
  const auto words = patterns(filter.words);
  return only_number(connection.query(decision_count, filter.body_id, year.first, year.last, filter.outcome, words[0],
                                      words[1], words[2], words[3], scope.person, scope.today));
}

void each_task(Connection& connection, const Scope& scope, const TaskFilter& filter, Paging paging,
               const Take<TaskRow>& take) {
  const Year year(filter.year);
  auto rows =
      connection.scan(task_rows, filter.body_id, year.first, year.last, filter.person_id, filter.organisation_id,
                      filter.responsible_body_id, scope.person, scope.today, paging.limit, paging.offset);
  std::optional<TaskRow> task;
  while (rows.next()) {
    if (task && task->id != rows.text(8)) take(std::move(*std::exchange(task, std::nullopt)));
    if (!task) task = task_row(rows);
    if (!rows.is_null(13)) task->responsible.push_back(responsible(rows));
  }
  if (task) take(std::move(*task));
}

std::int64_t count(Connection& connection, const Scope& scope, const TaskFilter& filter) {
  const Year year(filter.year);
  return only_number(connection.query(task_count, filter.body_id, year.first, year.last, filter.person_id,
                                      filter.organisation_id, filter.responsible_body_id, scope.person, scope.today));
}

void each_amount(Connection& connection, const Scope& scope, const AmountFilter& filter, Paging paging,
                 const Take<AmountRow>& take) {
  const Year year(filter.year);
  const auto words = patterns(filter.label);
  auto rows = connection.scan(amount_rows, filter.body_id, year.first, year.last, words[0], words[1], words[2],
                              words[3], scope.person, scope.today, paging.limit, paging.offset);
  while (rows.next())
    take({.meeting = row_meeting(rows),
          .item = row_item(rows),
          .amount = {rows.integer(8)},
          .text = rows.string(9),
          .label = rows.optional_string(10),
          .period = rows.optional_string(11),
          .estimate = rows.boolean(12)});
}

std::int64_t count(Connection& connection, const Scope& scope, const AmountFilter& filter) {
  const Year year(filter.year);
  const auto words = patterns(filter.label);
  return only_number(connection.query(amount_count, filter.body_id, year.first, year.last, words[0], words[1], words[2],
                                      words[3], scope.person, scope.today));
}

std::optional<AmountSum> sum(Connection& connection, const Scope& scope, const AmountFilter& filter) {
  if (filter.label.empty()) return std::nullopt;
  const Year year(filter.year);
  const auto words = patterns(filter.label);
  auto rows = connection.scan(amounts_to_add, filter.body_id, year.first, year.last, words[0], words[1], words[2],
                              words[3], scope.person, scope.today);
  std::optional<AmountSum> out;
  std::string label_words;
  while (rows.next()) {
    if (!out) {
      label_words = rows.text(3);
      out = AmountSum{.sum = {}, .label = rows.optional_string(1).value_or("")};
    }
    const auto total = add(out->sum, Money{rows.integer(0)});
    if (!total || rows.text(3) != label_words) return std::nullopt;
    out->sum = *total;
    out->count += 1;
    out->estimates += rows.boolean(2) ? 1 : 0;
  }
  return out;
}

void each_finding(Connection& connection, const Scope& scope, const FindingFilter& filter, Paging paging,
                  const Take<FindingRow>& take) {
  auto rows = connection.scan(finding_rows, filter.kind, filter.state, filter.body_id, filter.meeting_id, scope.person,
                              scope.today, paging.limit, paging.offset);
  while (rows.next()) {
    FindingRow row;
    row.meeting = row_meeting(rows);
    if (!rows.is_null(5)) row.item = row_item(rows);
    row.finding = {.id = rows.string(8),
                   .meeting_id = row.meeting.id,
                   .item_id = row.item ? std::optional(row.item->id) : std::nullopt,
                   .kind = parse_finding_kind(rows.text(9)).value_or(reading::FindingKind::unreadable),
                   .message = rows.string(10),
                   .page = rows.optional_integer(11),
                   .line = rows.optional_integer(12),
                   .state = parse_finding_state(rows.text(13)).value_or(FindingState::open),
                   .word = rows.optional_string(14)};
    take(std::move(row));
  }
}

std::int64_t count(Connection& connection, const Scope& scope, const FindingFilter& filter) {
  return only_number(connection.query(finding_count, filter.kind, filter.state, filter.body_id, filter.meeting_id,
                                      scope.person, scope.today));
}

std::vector<Choice> body_choices(Connection& connection, const Scope& scope) {
  return choices(connection.query(bodies_with_meetings, scope.person, scope.today), 1);
}
std::vector<Choice> task_body_choices(Connection& connection, const Scope& scope) {
  return choices(connection.query(bodies_with_tasks, scope.person, scope.today), 1);
}
std::vector<Choice> year_choices(Connection& connection, const Scope& scope) {
  return choices(connection.query(years_with_meetings, scope.person, scope.today), 0);
}
std::vector<Choice> responsible_choices(Connection& connection, const Scope& scope) {
  return choices(connection.query(responsible_with_tasks, scope.person, scope.today), 1);
}

}  // namespace klynge::meetings
