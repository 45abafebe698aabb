#include "meetings/convocation_store.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/limits.hpp"
#include "meetings/list_sql.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Sql;

constexpr Sql convocation_by_id{
    "SELECT meeting_id, record, word, convened_at, convened_by, changed_at, called_off_at, called_off_by, called_off_reason FROM convocation"
    " WHERE meeting_id = $1"};
constexpr Sql insert_sql{
    "INSERT INTO convocation (meeting_id, record, item_ids, word, convened_at, convened_by) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Sql update_sql{
    "UPDATE convocation SET record = $2, item_ids = $3, word = $4, changed_at = $5, called_off_at = NULL, called_off_by = NULL,"
    " called_off_reason = NULL WHERE meeting_id = $1"};
constexpr Sql call_off_sql{
    "UPDATE convocation SET called_off_at = $2, called_off_by = $3, called_off_reason = $4 WHERE meeting_id = $1"};
constexpr Sql lock_sql{"UPDATE body SET name = name WHERE id = $1"};
constexpr Sql coming_rows{
    "SELECT m.id, m.held_on, m.starts, m.ends, m.place, m.body_id, COALESCE(b.name, m.body_printed), m.version, c.called_off_at" KLYNGE_FROM_MEETING
    " LEFT JOIN convocation c ON c.meeting_id = m.id"
    " WHERE m.taken_back = 0 AND m.kind = 'agenda' AND m.held_on >= $1 AND ($2 = '' OR m.body_id = $2)" KLYNGE_READABLE(
        "$3", "$4") " ORDER BY m.held_on, m.starts, m.id LIMIT $5"};
constexpr Sql asked_sql{
    "SELECT DISTINCT r.person_id, p.name, p.sort_key FROM body_standing r JOIN person p ON p.id = r.person_id"
    " WHERE r.body_id = $1 AND r.substitute = 0 AND COALESCE(r.valid_from, '') <= $2 AND $2 < COALESCE(r.valid_to, '9999')"
    " ORDER BY p.sort_key, r.person_id LIMIT $3"};

std::string joined(const std::vector<ItemId>& items) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : " ") + item.text();
  return text;
}

std::string address_of(Connection& connection, std::string_view person_id) {
  const auto account = access::find_by_person(connection, person_id);
  return account && !account->disabled ? account->email : "";
}

}  // namespace

std::optional<Convocation> find_convocation(Connection& connection, std::string_view meeting_id) {
  Convocation one;
  std::string json;
  {
    auto rows = connection.query(convocation_by_id, meeting_id);
    if (!rows.next()) return std::nullopt;
    one = {.meeting_id = rows.string(0),
           .plan = {},
           .word = rows.optional_string(2),
           .convened_at_us = rows.integer(3),
           .convened_by = rows.string(4),
           .changed_at_us = rows.optional_integer(5),
           .called_off_at_us = rows.optional_integer(6),
           .called_off_by = rows.optional_string(7),
           .called_off_reason = rows.optional_string(8)};
    json = rows.string(1);
  }
  const auto id = MeetingId::parse(meeting_id);
  const auto record = reading::from_json(json);
  auto plan = id && record ? plan_of(*record, version_items(connection, *id, 0)) : std::nullopt;
  if (!plan) throw std::runtime_error("convocation.record cannot be read: " + std::string(meeting_id));
  one.plan = std::move(*plan);
  return one;
}

void insert_convocation(Connection& connection, const Convocation& one, std::string_view record,
                        const std::vector<ItemId>& items) {
  connection.execute(insert_sql, one.meeting_id, record, joined(items), one.word, one.convened_at_us, one.convened_by);
}

void update_convocation(Connection& connection, const Convocation& one, std::string_view record,
                        const std::vector<ItemId>& items) {
  connection.execute(update_sql, one.meeting_id, record, joined(items), one.word, one.changed_at_us);
}

void mark_called_off(Connection& connection, std::string_view meeting_id, Instant now, std::string_view by,
                     std::string_view reason) {
  connection.execute(call_off_sql, meeting_id, now.us, by, reason);
}

void lock_body(Connection& connection, std::string_view body_id) { connection.execute(lock_sql, body_id); }

std::vector<ComingMeeting> coming_meetings(Connection& connection, const Scope& scope, std::string_view body_id,
                                           std::string_view today, std::int64_t limit) {
  std::vector<ComingMeeting> out;
  auto rows = connection.query(coming_rows, today, body_id, scope.person, scope.today, limit);
  while (rows.next())
    out.push_back({.id = rows.string(0),
                   .date = rows.string(1),
                   .start = rows.optional_string(2),
                   .end = rows.optional_string(3),
                   .place = rows.optional_string(4),
                   .body_id = rows.optional_string(5),
                   .body_name = rows.optional_string(6),
                   .convened = rows.integer(7) == 0,
                   .called_off = !rows.is_null(8)});
  return out;
}

std::vector<Asked> asked_to_come(Connection& connection, std::string_view body_id, const std::vector<Date>& days) {
  std::vector<Asked> out;
  for (const auto day : days) {
    auto rows = connection.query(asked_sql, body_id, iso(day), static_cast<std::int64_t>(limits::persons_per_meeting));
    while (rows.next()) {
      const auto person = rows.text(0);
      if (std::ranges::none_of(out, [&](const Asked& one) { return one.person_id == person; }))
        out.push_back({std::string(person), rows.string(1), ""});
    }
  }
  for (auto& one : out) one.email = address_of(connection, one.person_id);
  return out;
}

}  // namespace klynge::meetings
