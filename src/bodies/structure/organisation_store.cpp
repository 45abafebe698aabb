#include "bodies/structure/organisation_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

const Sql find_sql{
    "SELECT o.id, o.name, o.kind, o.code, o.parent_id, p.name, o.valid_from, o.valid_to, o.contact FROM organisation o "
    "LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.id = $1 AND o.merged_into IS NULL"};
const Sql row_sql{
    "SELECT o.id, o.name, o.kind, o.code, o.parent_id, p.name, o.valid_from, o.valid_to, o.contact FROM organisation o "
    "LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.id = $1"};
const Sql by_code_sql{
    "SELECT o.id, o.name, o.kind, o.code, o.parent_id, p.name, o.valid_from, o.valid_to, o.contact FROM organisation o "
    "LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.code = $1 AND o.merged_into IS NULL ORDER BY o.id"};
const Sql all_sql{
    "SELECT o.id, o.name, o.kind, o.code, o.parent_id, p.name, o.valid_from, o.valid_to, o.contact FROM organisation o "
    "LEFT JOIN organisation p ON p.id = o.parent_id "
    "WHERE o.merged_into IS NULL AND o.id NOT IN (SELECT id FROM unnamed_organisation) ORDER BY o.kind, o.sort_key, o.id"};
const Sql known_sql{
    "SELECT o.id, o.name, o.kind, o.code, o.parent_id, p.name, o.valid_from, o.valid_to, o.contact FROM organisation o "
    "LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.merged_into IS NULL ORDER BY o.kind, o.sort_key, o.id"};
const Sql update_sql{
    "UPDATE organisation SET kind = $2, code = $3, parent_id = $4, valid_from = $5, valid_to = $6, contact = $7 WHERE id = $1"};

const Sql later_sql{
    "SELECT x.organisation_id, x.region_id, x.valid_from, r.name FROM organisation_region x JOIN organisation r ON r.id = x.region_id "
    "WHERE CAST($1 AS TEXT) = '' OR x.organisation_id = $1 ORDER BY x.organisation_id, x.valid_from"};
const Sql insert_later_sql{
    "INSERT INTO organisation_region (organisation_id, region_id, valid_from) VALUES ($1, $2, $3)"};

Organisation read(Rows& rows) {
  return {.id = rows.string(0),
          .name = rows.string(1),
          .kind = organisation_kind(rows.text(2)).value_or(OrganisationKind::other),
          .code = rows.optional_string(3),
          .parent_id = rows.optional_string(4),
          .parent_name = rows.optional_string(5),
          .period = period_of(rows, 6, 7),
          .contact = rows.optional_string(8)};
}

std::optional<Organisation> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<Organisation> all(Rows rows) {
  std::vector<Organisation> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace

std::optional<Organisation> find_organisation(Connection& connection, std::string_view id) {
  return first(connection.query(find_sql, id));
}

std::optional<Organisation> find_organisation_row(Connection& connection, std::string_view id) {
  return first(connection.query(row_sql, id));
}

std::optional<Organisation> find_organisation_by_code(Connection& connection, std::string_view code) {
  return first(connection.query(by_code_sql, code));
}

std::vector<Organisation> all_organisations(Connection& connection) { return all(connection.query(all_sql)); }

std::vector<Organisation> known_organisations(Connection& connection) { return all(connection.query(known_sql)); }

std::vector<LaterRegion> later_regions(Connection& connection, std::string_view organisation_id) {
  std::vector<LaterRegion> found;
  auto rows = connection.query(later_sql, organisation_id);
  while (rows.next())
    if (const auto from = parse_iso_date(rows.text(2)))
      found.push_back({rows.string(0), rows.string(1), *from, rows.string(3)});
  return found;
}

void insert_later_region(Connection& connection, const LaterRegion& one) {
  connection.execute(insert_later_sql, one.organisation_id, one.region_id, iso(one.from));
}

void update_organisation(Connection& connection, const Organisation& one) {
  connection.execute(update_sql, one.id, bodies::name(one.kind), one.code, one.parent_id, from_text(one.period),
                     to_text(one.period), one.contact);
}

}  // namespace klynge::structure
