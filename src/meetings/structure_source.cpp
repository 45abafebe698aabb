#include "meetings/structure_source.hpp"

#include "bodies/structure/organisation.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Sql;

// Minutes alone: an agenda says who was asked to come, not who came.
const Sql attended_sql{
    "SELECT a.meeting_id, m.held_on, a.person_id, a.name, a.title, a.organisation_id, COALESCE(o.name, a.organisation), a.role, a.status, "
    "a.substitutes_for, p.name, o.kind FROM meeting m JOIN attendance a ON a.meeting_id = m.id LEFT JOIN organisation o ON o.id = a.organisation_id "
    "LEFT JOIN person p ON p.id = a.person_id "
    "WHERE m.body_id = $1 AND m.taken_back = 0 AND m.kind = 'minutes' AND m.held_on IS NOT NULL ORDER BY m.held_on, m.id, a.position"};
const Sql item_sql{
    "SELECT i.number, i.title, b.name, m.held_on FROM item i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN body b ON b.id = m.body_id "
    "WHERE i.id = $1 AND i.closed = 0 AND i.removed = 0 AND m.taken_back = 0"};

std::vector<structure::Attended> attended(Connection& connection, std::string_view body_id) {
  std::vector<structure::Attended> found;
  auto rows = connection.query(attended_sql, body_id);
  while (rows.next()) {
    const auto day = parse_iso_date(rows.text(1));
    if (!day) continue;
    const auto person_id = rows.optional_string(2);
    found.push_back({.meeting_id = rows.string(0),
                     .body_id = std::string(body_id),
                     .day = *day,
                     .person_id = person_id.value_or(""),
                     .name = person_id ? rows.optional_string(10).value_or(rows.string(3)) : rows.string(3),
                     .title = rows.optional_string(4).value_or(""),
                     .organisation_id = rows.optional_string(5).value_or(""),
                     .organisation_name = rows.optional_string(6).value_or(""),
                     .organisation_kind = structure::organisation_kind(rows.optional_string(11).value_or(""))
                                              .value_or(bodies::OrganisationKind::other),
                     .role = rows.string(7),
                     .status = rows.string(8),
                     .substitutes_for = rows.optional_string(9).value_or("")});
  }
  return found;
}

std::optional<structure::NamedItem> item(Connection& connection, std::string_view id) {
  auto rows = connection.query(item_sql, id);
  if (!rows.next()) return std::nullopt;
  std::string title = rows.is_null(0) ? std::string() : "Punkt " + rows.string(0) + ", ";
  title += rows.string(1);
  const auto day = rows.is_null(3) ? std::nullopt : parse_iso_date(rows.text(3));
  std::string where = rows.optional_string(2).value_or("");
  if (day) where += (where.empty() ? "" : ", ") + danish(*day);
  if (!where.empty()) title += " (" + where + ")";
  return structure::NamedItem{std::move(title), "/punkter/" + std::string(id)};
}

}  // namespace

structure::Above structure_source() { return {attended, item}; }

}  // namespace klynge::meetings
