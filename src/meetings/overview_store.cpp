#include "meetings/overview_store.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "meetings/list_sql.hpp"
#include "meetings/list_store.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

constexpr Sql latest_rows{KLYNGE_MEETING_ROW
                          " WHERE m.taken_back = 0" KLYNGE_READABLE("$2", "$3") " ORDER BY m.id DESC LIMIT $1"};
constexpr Sql attendance_rows{
    "SELECT " KLYNGE_ROW_MEETING
    ", a.name, a.title, a.organisation, a.status, a.role, a.moderates, a.remote,"
    " a.substitutes_for, a.note FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
    " LEFT JOIN body b ON b.id = m.body_id WHERE a.person_id = $1 AND m.taken_back = 0" KLYNGE_READABLE("$4", "$5")
        KLYNGE_NEWEST_FIRST ", a.position LIMIT $2 OFFSET $3"};
constexpr Sql presentation_rows{
    "SELECT " KLYNGE_ROW_MEETING ", " KLYNGE_ROW_ITEM
    " FROM presenter p JOIN meeting m ON m.id = p.meeting_id"
    " JOIN item i ON i.id = p.item_id LEFT JOIN body b ON b.id = m.body_id"
    " WHERE p.person_id = $1 AND m.taken_back = 0 AND i.removed = 0 AND i.closed = 0" KLYNGE_READABLE("$4", "$5")
        KLYNGE_NEWEST_FIRST ", i.position LIMIT $2 OFFSET $3"};
// A meeting that was announced is no longer only announced once it is convened or there is a document of it.
constexpr Sql next_rows{
    "SELECT m.next_meeting, m.body_id, COALESCE(b.name, m.body_printed), m.id" KLYNGE_FROM_MEETING
    " WHERE m.taken_back = 0 AND m.next_meeting >= $1 AND NOT EXISTS (SELECT 1 FROM meeting n"
    " WHERE n.body_id = m.body_id AND n.held_on = m.next_meeting AND n.taken_back = 0)" KLYNGE_READABLE(
        "$3", "$4") " ORDER BY m.next_meeting, m.id LIMIT $2"};
#define KLYNGE_BODY_ROW                                                                   \
  "SELECT b.id, b.name, b.level, count(m.id), min(m.held_on), max(m.held_on) FROM body b" \
  " LEFT JOIN meeting m ON m.body_id = b.id AND m.taken_back = 0" KLYNGE_READABLE("$1", "$2")
constexpr Sql body_rows{KLYNGE_BODY_ROW
                        " WHERE b.merged_into IS NULL AND b.id NOT IN (SELECT id FROM unnamed_body)"
                        " GROUP BY b.id, b.name, b.level, b.sort_key ORDER BY b.sort_key, b.id"};
constexpr Sql body_by_id{KLYNGE_BODY_ROW " WHERE b.id = $3 GROUP BY b.id, b.name, b.level"};
constexpr Sql person_organisations{
    "SELECT o.id, o.name FROM person_organisation p JOIN organisation o ON o.id = p.organisation_id"
    " WHERE p.person_id = $1 ORDER BY o.sort_key, o.id"};

BodyRow body_row(Rows& rows) {
  return {.id = rows.string(0),
          .name = rows.string(1),
          .level = rows.string(2),
          .meetings = rows.integer(3),
          .first_date = rows.optional_string(4),
          .last_date = rows.optional_string(5)};
}

}  // namespace

Counts counts(Connection& connection, const Scope& scope) {
  if (scope.is_everything()) return counts(connection);
  return {.meetings = count(connection, scope, MeetingFilter{}),
          .decisions = count(connection, scope, DecisionFilter{}),
          .tasks = count(connection, scope, TaskFilter{}),
          .open_findings = count(connection, scope, FindingFilter{.state = "open"})};
}

std::vector<BodyRow> all_bodies(Connection& connection, const Scope& scope) {
  std::vector<BodyRow> out;
  auto rows = connection.query(body_rows, scope.person, scope.today);
  while (rows.next()) out.push_back(body_row(rows));
  return out;
}

std::optional<BodyRow> find_body(Connection& connection, const Scope& scope, std::string_view body_id) {
  auto rows = connection.query(body_by_id, scope.person, scope.today, body_id);
  if (!rows.next()) return std::nullopt;
  return body_row(rows);
}

std::vector<Choice> organisations_of_person(Connection& connection, std::string_view person_id) {
  std::vector<Choice> out;
  auto rows = connection.query(person_organisations, person_id);
  while (rows.next()) out.push_back({.id = rows.string(0), .name = rows.string(1)});
  return out;
}

std::vector<AttendanceRow> attendance_of_person(Connection& connection, const Scope& scope, std::string_view person_id,
                                                Paging paging) {
  std::vector<AttendanceRow> out;
  auto rows = connection.query(attendance_rows, person_id, paging.limit, paging.offset, scope.person, scope.today);
  while (rows.next()) {
    AttendanceRow row;
    row.meeting = row_meeting(rows);
    row.attendee.name = rows.text(5);
    row.attendee.title = rows.optional_string(6);
    row.attendee.organisation = rows.optional_string(7);
    row.attendee.status = parse_status(rows.text(8));
    row.attendee.role = parse_role(rows.text(9));
    row.attendee.moderates = rows.boolean(10);
    row.attendee.remote = rows.boolean(11);
    row.attendee.substitutes_for = rows.optional_string(12);
    row.attendee.note = rows.optional_string(13);
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<PresentationRow> presentations_of_person(Connection& connection, const Scope& scope,
                                                     std::string_view person_id, Paging paging) {
  std::vector<PresentationRow> out;
  auto rows = connection.query(presentation_rows, person_id, paging.limit, paging.offset, scope.person, scope.today);
  while (rows.next()) out.push_back({.meeting = row_meeting(rows), .item = row_item(rows)});
  return out;
}

std::vector<MeetingRow> latest_meetings(Connection& connection, const Scope& scope, std::int64_t limit) {
  std::vector<MeetingRow> out;
  auto rows = connection.query(latest_rows, limit, scope.person, scope.today);
  while (rows.next()) out.push_back(meeting_row(rows));
  // Documents of one batch are read side by side and come in no order of their own: within about a minute (the first 32
  // of an id's 48 bits of milliseconds) the newest meeting stands first.
  std::ranges::stable_sort(out, std::greater{}, [](const MeetingRow& row) {
    return std::pair(row.head.id.substr(0, 8), row.head.date.value_or(""));
  });
  return out;
}

std::vector<NextMeetingRow> next_meetings(Connection& connection, const Scope& scope, std::string_view today,
                                          std::int64_t limit) {
  std::vector<NextMeetingRow> out;
  auto rows = connection.query(next_rows, today, limit, scope.person, scope.today);
  while (rows.next())
    out.push_back({.date = rows.string(0),
                   .body_id = rows.optional_string(1),
                   .body_name = rows.optional_string(2),
                   .meeting_id = rows.string(3)});
  return out;
}

}  // namespace klynge::meetings
