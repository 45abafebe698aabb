#include "bodies/structure/body_store.hpp"

#include "bodies/identity_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

// Of one body ($1) and of all: one statement for both would read all and pick one.
#define KLYNGE_PROFILE_COLUMNS                                                                                   \
  "SELECT b.id, b.name, b.level, p.reach, p.cluster_id, c.name, p.region_id, r.name, p.valid_from, p.valid_to, " \
  "p.planned, p.legal_basis, p.secretariat, p.meetings_per_year, p.contact, p.open_questions FROM body b "
#define KLYNGE_PROFILE_NAMES \
  "LEFT JOIN cluster c ON c.id = p.cluster_id LEFT JOIN organisation r ON r.id = p.region_id "
#define KLYNGE_PROFILES                                                                       \
  KLYNGE_PROFILE_COLUMNS "LEFT JOIN body_profile p ON p.body_id = b.id " KLYNGE_PROFILE_NAMES \
                         "WHERE b.merged_into IS NULL "
const Sql profile_row_sql{KLYNGE_PROFILE_COLUMNS "JOIN body_profile p ON p.body_id = b.id " KLYNGE_PROFILE_NAMES
                                                 "WHERE b.id = $1"};
const Sql one_profile_sql{KLYNGE_PROFILES "AND b.id = $1"};
const Sql all_profiles_sql{KLYNGE_PROFILES "AND b.id NOT IN (SELECT id FROM unnamed_body) ORDER BY b.sort_key, b.id"};
const Sql known_profiles_sql{KLYNGE_PROFILES "ORDER BY b.sort_key, b.id"};
const Sql write_profile_sql{
    "INSERT INTO body_profile (body_id, reach, cluster_id, region_id, valid_from, valid_to, planned, legal_basis, secretariat, "
    "meetings_per_year, contact, open_questions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "ON CONFLICT (body_id) DO UPDATE SET reach = $2, cluster_id = $3, region_id = $4, valid_from = $5, valid_to = $6, planned = $7, "
    "legal_basis = $8, secretariat = $9, meetings_per_year = $10, contact = $11, open_questions = $12"};

const Sql duties_sql{
    "SELECT id, body_id, position, text, valid_from, valid_to FROM body_duty WHERE body_id = $1 ORDER BY position, id"};
const Sql all_duties_sql{
    "SELECT id, body_id, position, text, valid_from, valid_to FROM body_duty ORDER BY body_id, position, id"};
const Sql find_duty_sql{"SELECT id, body_id, position, text, valid_from, valid_to FROM body_duty WHERE id = $1"};
const Sql insert_duty_sql{
    "INSERT INTO body_duty (id, body_id, position, text, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)"};
const Sql update_duty_sql{
    "UPDATE body_duty SET position = $2, text = $3, valid_from = $4, valid_to = $5 WHERE id = $1"};

#define KLYNGE_RELATIONS                                                                                              \
  "SELECT x.id, x.from_body_id, x.to_body_id, x.kind, x.valid_from, x.valid_to, f.name, t.name FROM body_relation x " \
  "JOIN body f ON f.id = x.from_body_id JOIN body t ON t.id = x.to_body_id WHERE f.merged_into IS NULL AND t.merged_into IS NULL "
const Sql relations_sql{KLYNGE_RELATIONS
                        "AND (x.from_body_id = $1 OR x.to_body_id = $1) ORDER BY x.kind, f.sort_key, t.sort_key, x.id"};
const Sql all_relations_sql{KLYNGE_RELATIONS "ORDER BY x.kind, f.sort_key, t.sort_key, x.id"};
const Sql find_relation_sql{
    "SELECT x.id, x.from_body_id, x.to_body_id, x.kind, x.valid_from, x.valid_to, f.name, t.name FROM body_relation x "
    "JOIN body f ON f.id = x.from_body_id JOIN body t ON t.id = x.to_body_id WHERE x.id = $1"};
const Sql insert_relation_sql{
    "INSERT INTO body_relation (id, from_body_id, to_body_id, kind, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)"};
const Sql update_relation_sql{"UPDATE body_relation SET valid_from = $2, valid_to = $3 WHERE id = $1"};

const Sql successions_sql{
    "SELECT s.predecessor_id, s.successor_id, s.on_day, s.note, p.name, n.name FROM body_succession s "
    "JOIN body p ON p.id = s.predecessor_id JOIN body n ON n.id = s.successor_id "
    "WHERE p.merged_into IS NULL AND n.merged_into IS NULL ORDER BY p.sort_key, n.sort_key, s.predecessor_id, s.successor_id"};
const Sql write_succession_sql{
    "INSERT INTO body_succession (predecessor_id, successor_id, on_day, note) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (predecessor_id, successor_id) DO UPDATE SET on_day = $3, note = $4"};
const Sql remove_succession_sql{"DELETE FROM body_succession WHERE predecessor_id = $1 AND successor_id = $2"};

BodyProfile read_profile(Rows& rows) {
  BodyProfile one{
      .body_id = rows.string(0), .name = rows.string(1), .level = level_of(rows.text(2)).value_or(BodyLevel::unknown)};
  if (rows.is_null(3)) return one;  // nobody has said more of it than its name
  one.reach = reach_of(rows.text(3)).value_or(Reach::unknown);
  one.cluster_id = rows.optional_string(4);
  one.cluster_name = rows.optional_string(5);
  one.region_id = rows.optional_string(6);
  one.region_name = rows.optional_string(7);
  one.period = period_of(rows, 8, 9);
  one.planned = rows.boolean(10);
  one.legal_basis = rows.optional_string(11);
  one.secretariat = rows.optional_string(12);
  one.meetings_per_year = rows.optional_integer(13);
  one.contact = rows.optional_string(14);
  one.open_questions = rows.optional_string(15);
  return one;
}

std::vector<BodyProfile> read_profiles(Rows rows) {
  std::vector<BodyProfile> found;
  while (rows.next()) found.push_back(read_profile(rows));
  return found;
}

Duty read_duty(Rows& rows) {
  return {rows.string(0), rows.string(1), rows.integer(2), rows.string(3), period_of(rows, 4, 5)};
}

Relation read_relation(Rows& rows) {
  return {rows.string(0),        rows.string(1),
          rows.string(2),        relation_kind(rows.text(3)).value_or(RelationKind::reports_to),
          period_of(rows, 4, 5), rows.string(6),
          rows.string(7)};
}

}  // namespace

std::optional<BodyProfile> find_profile(Connection& connection, std::string_view body_id) {
  auto found = read_profiles(connection.query(one_profile_sql, body_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<BodyProfile> find_profile_row(Connection& connection, std::string_view body_id) {
  auto found = read_profiles(connection.query(profile_row_sql, body_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<BodyProfile> all_profiles(Connection& connection) {
  return read_profiles(connection.query(all_profiles_sql));
}

std::vector<BodyProfile> known_profiles(Connection& connection) {
  return read_profiles(connection.query(known_profiles_sql));
}

void write_profile(Connection& connection, const BodyProfile& one) {
  bodies::set_body_level(connection, one.body_id, one.level);
  connection.execute(write_profile_sql, one.body_id, name(one.reach), one.cluster_id, one.region_id,
                     from_text(one.period), to_text(one.period), one.planned, one.legal_basis, one.secretariat,
                     one.meetings_per_year, one.contact, one.open_questions);
}

std::vector<Duty> duties(Connection& connection, std::string_view body_id) {
  std::vector<Duty> found;
  auto rows = body_id.empty() ? connection.query(all_duties_sql) : connection.query(duties_sql, body_id);
  while (rows.next()) found.push_back(read_duty(rows));
  return found;
}

std::optional<Duty> find_duty(Connection& connection, std::string_view id) {
  auto rows = connection.query(find_duty_sql, id);
  if (!rows.next()) return std::nullopt;
  return read_duty(rows);
}

void insert_duty(Connection& connection, const Duty& one) {
  connection.execute(insert_duty_sql, one.id, one.body_id, one.position, one.text, from_text(one.period),
                     to_text(one.period));
}

void update_duty(Connection& connection, const Duty& one) {
  connection.execute(update_duty_sql, one.id, one.position, one.text, from_text(one.period), to_text(one.period));
}

std::vector<Relation> relations(Connection& connection, std::string_view body_id) {
  std::vector<Relation> found;
  auto rows = body_id.empty() ? connection.query(all_relations_sql) : connection.query(relations_sql, body_id);
  while (rows.next()) found.push_back(read_relation(rows));
  return found;
}

std::optional<Relation> find_relation(Connection& connection, std::string_view id) {
  auto rows = connection.query(find_relation_sql, id);
  if (!rows.next()) return std::nullopt;
  return read_relation(rows);
}

void insert_relation(Connection& connection, const Relation& one) {
  connection.execute(insert_relation_sql, one.id, one.from_body_id, one.to_body_id, name(one.kind),
                     from_text(one.period), to_text(one.period));
}

void update_relation(Connection& connection, const Relation& one) {
  connection.execute(update_relation_sql, one.id, from_text(one.period), to_text(one.period));
}

std::vector<Succession> all_successions(Connection& connection) {
  std::vector<Succession> found;
  auto rows = connection.query(successions_sql);
  while (rows.next())
    found.push_back({rows.string(0), rows.string(1), rows.is_null(2) ? std::nullopt : parse_iso_date(rows.text(2)),
                     rows.optional_string(3), rows.string(4), rows.string(5)});
  return found;
}

void write_succession(Connection& connection, const Succession& one) {
  connection.execute(write_succession_sql, one.predecessor_id, one.successor_id,
                     one.on_day ? std::optional(iso(*one.on_day)) : std::nullopt, one.note);
}

void remove_succession(Connection& connection, std::string_view predecessor_id, std::string_view successor_id) {
  connection.execute(remove_succession_sql, predecessor_id, successor_id);
}

}  // namespace klynge::structure
