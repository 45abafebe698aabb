#include "bodies/structure/seat_store.hpp"

#include <unordered_map>

#include "bodies/structure/organisation.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

// Each reads rows of one shape, see read_seat() and read_holding().
#define KLYNGE_SEAT_COLUMNS                                                                                                                              \
  "SELECT s.id, s.body_id, s.position, s.label, s.kind, s.organisation_id, o.name, s.appointed_by, a.name, s.voting, s.role, s.valid_from, s.valid_to, " \
  "o.kind, a.kind "
#define KLYNGE_SEAT_TABLES \
  "FROM seat s LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN organisation a ON a.id = s.appointed_by "
#define KLYNGE_HOLDING_COLUMNS \
  "SELECT t.id, t.seat_id, t.person_id, t.valid_from, t.valid_to, t.from_seen, t.to_seen, p.name "

// Of one body; of all; one seat; of an organisation.
const Sql of_body_sql{KLYNGE_SEAT_COLUMNS KLYNGE_SEAT_TABLES "WHERE s.body_id = $1 ORDER BY s.position, s.id"};
const Sql all_sql{KLYNGE_SEAT_COLUMNS KLYNGE_SEAT_TABLES "ORDER BY s.body_id, s.position, s.id"};
const Sql one_sql{KLYNGE_SEAT_COLUMNS KLYNGE_SEAT_TABLES "WHERE s.id = $1"};
const Sql of_organisation_sql{
    KLYNGE_SEAT_COLUMNS
    ", b.name " KLYNGE_SEAT_TABLES
    "JOIN body b ON b.id = s.body_id WHERE (s.organisation_id = $1 OR s.appointed_by = $1) AND b.merged_into IS NULL "
    "ORDER BY b.sort_key, s.body_id, s.position, s.id"};
const Sql of_person_sql{
    KLYNGE_SEAT_COLUMNS
    ", b.name, t.id, t.valid_from, t.valid_to, t.from_seen, t.to_seen, 0 " KLYNGE_SEAT_TABLES
    "JOIN body b ON b.id = s.body_id JOIN seat_term t ON t.seat_id = s.id WHERE t.person_id = $1 UNION ALL " KLYNGE_SEAT_COLUMNS
    ", b.name, t.id, t.valid_from, t.valid_to, t.from_seen, t.to_seen, 1 " KLYNGE_SEAT_TABLES
    "JOIN body b ON b.id = s.body_id JOIN seat_substitute t ON t.seat_id = s.id WHERE t.person_id = $1 "
    "ORDER BY 18 DESC NULLS LAST, 1, 22"};

const Sql terms_of_body_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat s JOIN seat_term t ON t.seat_id = s.id JOIN person p ON p.id = t.person_id WHERE s.body_id = $1 "
    "ORDER BY t.seat_id, COALESCE(t.valid_from, ''), t.id"};
const Sql all_terms_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat_term t JOIN person p ON p.id = t.person_id ORDER BY t.seat_id, COALESCE(t.valid_from, ''), t.id"};
const Sql terms_of_seat_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat_term t JOIN person p ON p.id = t.person_id WHERE t.seat_id = $1 ORDER BY COALESCE(t.valid_from, ''), t.id"};
const Sql terms_of_organisation_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat s JOIN seat_term t ON t.seat_id = s.id JOIN person p ON p.id = t.person_id "
    "WHERE s.organisation_id = $1 OR s.appointed_by = $1 ORDER BY t.seat_id, COALESCE(t.valid_from, ''), t.id"};
const Sql substitutes_of_body_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat s JOIN seat_substitute t ON t.seat_id = s.id JOIN person p ON p.id = t.person_id WHERE s.body_id = $1 "
    "ORDER BY t.seat_id, COALESCE(t.valid_from, ''), t.id"};
const Sql all_substitutes_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat_substitute t JOIN person p ON p.id = t.person_id ORDER BY t.seat_id, COALESCE(t.valid_from, ''), t.id"};
const Sql substitutes_of_seat_sql{
    KLYNGE_HOLDING_COLUMNS
    "FROM seat_substitute t JOIN person p ON p.id = t.person_id WHERE t.seat_id = $1 ORDER BY COALESCE(t.valid_from, ''), t.id"};

const Sql insert_seat_sql{
    "INSERT INTO seat (id, body_id, position, label, kind, organisation_id, appointed_by, voting, role, valid_from, valid_to) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const Sql update_seat_sql{
    "UPDATE seat SET position = $2, label = $3, kind = $4, organisation_id = $5, appointed_by = $6, voting = $7, role = $8, valid_from = $9, "
    "valid_to = $10 WHERE id = $1"};
const Sql next_position_sql{"SELECT COALESCE(MAX(position), 0) + 1 FROM seat WHERE body_id = $1"};

const Sql insert_term_sql{
    "INSERT INTO seat_term (id, seat_id, person_id, valid_from, valid_to, from_seen, to_seen) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql update_term_sql{
    "UPDATE seat_term SET person_id = $2, valid_from = $3, valid_to = $4, from_seen = $5, to_seen = $6 WHERE id = $1"};
const Sql delete_term_sql{"DELETE FROM seat_term WHERE id = $1"};
const Sql find_term_sql{KLYNGE_HOLDING_COLUMNS "FROM seat_term t JOIN person p ON p.id = t.person_id WHERE t.id = $1"};
const Sql insert_substitute_sql{
    "INSERT INTO seat_substitute (id, seat_id, person_id, valid_from, valid_to, from_seen, to_seen) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql update_substitute_sql{
    "UPDATE seat_substitute SET person_id = $2, valid_from = $3, valid_to = $4, from_seen = $5, to_seen = $6 WHERE id = $1"};
const Sql delete_substitute_sql{"DELETE FROM seat_substitute WHERE id = $1"};
const Sql find_substitute_sql{KLYNGE_HOLDING_COLUMNS
                              "FROM seat_substitute t JOIN person p ON p.id = t.person_id WHERE t.id = $1"};

const Sql contact_sql{"SELECT email, telephone FROM person_contact WHERE person_id = $1"};
const Sql contacts_of_body_sql{
    "SELECT c.person_id, c.email, c.telephone FROM person_contact c WHERE c.person_id IN "
    "(SELECT t.person_id FROM seat s JOIN seat_term t ON t.seat_id = s.id WHERE s.body_id = $1 UNION "
    "SELECT t.person_id FROM seat s JOIN seat_substitute t ON t.seat_id = s.id WHERE s.body_id = $1)"};
const Sql write_contact_sql{
    "INSERT INTO person_contact (person_id, email, telephone) VALUES ($1, $2, $3) "
    "ON CONFLICT (person_id) DO UPDATE SET email = $2, telephone = $3"};
const Sql delete_contact_sql{"DELETE FROM person_contact WHERE person_id = $1"};

bodies::OrganisationKind kind_at(Rows& rows, int column) {
  return rows.is_null(column) ? bodies::OrganisationKind::other
                              : organisation_kind(rows.text(column)).value_or(bodies::OrganisationKind::other);
}

Seat read_seat(Rows& rows) {
  return {.id = rows.string(0),
          .body_id = rows.string(1),
          .position = rows.integer(2),
          .label = rows.string(3),
          .kind = rows.string(4),
          .organisation_id = rows.optional_string(5),
          .organisation_name = rows.optional_string(6),
          .appointed_by = rows.optional_string(7),
          .appointed_by_name = rows.optional_string(8),
          .voting = rows.boolean(9),
          .role = seat_role(rows.text(10)).value_or(SeatRole::member),
          .period = period_of(rows, 11, 12),
          .organisation_kind = kind_at(rows, 13),
          .appointed_by_kind = kind_at(rows, 14)};
}

Holding read_holding(Rows& rows) {
  return {.id = rows.string(0),
          .seat_id = rows.string(1),
          .person_id = rows.string(2),
          .period = period_of(rows, 3, 4),
          .from_seen = rows.boolean(5),
          .to_seen = rows.boolean(6),
          .person_name = rows.string(7)};
}

std::vector<SeatHistory> read_seats(Rows rows) {
  std::vector<SeatHistory> found;
  while (rows.next()) found.push_back({.seat = read_seat(rows)});
  return found;
}

// Puts each holding to its seat.
class BySeat {
 public:
  explicit BySeat(std::vector<SeatHistory>& seats) {
    for (auto& one : seats) by_id_.emplace(one.seat.id, &one);
  }
  void put(Rows rows, std::vector<Holding> SeatHistory::* where) {
    while (rows.next()) {
      auto holding = read_holding(rows);
      const auto seat = by_id_.find(holding.seat_id);
      if (seat != by_id_.end()) (seat->second->*where).push_back(std::move(holding));
    }
  }

 private:
  std::unordered_map<std::string_view, SeatHistory*> by_id_;
};

std::optional<Holding> first_holding(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read_holding(rows);
}

void run_write(Connection& connection, const Sql& insert, const Holding& one) {
  connection.execute(insert, one.id, one.seat_id, one.person_id, from_text(one.period), to_text(one.period),
                     one.from_seen, one.to_seen);
}
void run_update(Connection& connection, const Sql& update, const Holding& one) {
  connection.execute(update, one.id, one.person_id, from_text(one.period), to_text(one.period), one.from_seen,
                     one.to_seen);
}

}  // namespace

std::vector<SeatHistory> seats(Connection& connection, std::string_view body_id) {
  const bool all = body_id.empty();
  auto found = read_seats(all ? connection.query(all_sql) : connection.query(of_body_sql, body_id));
  BySeat by_seat(found);
  by_seat.put(all ? connection.query(all_terms_sql) : connection.query(terms_of_body_sql, body_id),
              &SeatHistory::terms);
  by_seat.put(all ? connection.query(all_substitutes_sql) : connection.query(substitutes_of_body_sql, body_id),
              &SeatHistory::substitutes);
  return found;
}

std::optional<SeatHistory> find_seat(Connection& connection, std::string_view seat_id) {
  auto found = read_seats(connection.query(one_sql, seat_id));
  if (found.empty()) return std::nullopt;
  BySeat by_seat(found);
  by_seat.put(connection.query(terms_of_seat_sql, seat_id), &SeatHistory::terms);
  by_seat.put(connection.query(substitutes_of_seat_sql, seat_id), &SeatHistory::substitutes);
  return std::move(found.front());
}

void insert_seat(Connection& connection, const Seat& one) {
  connection.execute(insert_seat_sql, one.id, one.body_id, one.position, one.label, one.kind, one.organisation_id,
                     one.appointed_by, one.voting, name(one.role), from_text(one.period), to_text(one.period));
}

void update_seat(Connection& connection, const Seat& one) {
  connection.execute(update_seat_sql, one.id, one.position, one.label, one.kind, one.organisation_id, one.appointed_by,
                     one.voting, name(one.role), from_text(one.period), to_text(one.period));
}

std::int64_t next_position(Connection& connection, std::string_view body_id) {
  auto rows = connection.query(next_position_sql, body_id);
  return rows.next() ? rows.integer(0) : 1;
}

void insert_term(Connection& connection, const Term& term) { run_write(connection, insert_term_sql, term); }
void update_term(Connection& connection, const Term& term) { run_update(connection, update_term_sql, term); }
void delete_term(Connection& connection, std::string_view id) { connection.execute(delete_term_sql, id); }
std::optional<Term> find_term(Connection& connection, std::string_view id) {
  return first_holding(connection.query(find_term_sql, id));
}
void insert_substitute(Connection& connection, const Substitute& one) {
  run_write(connection, insert_substitute_sql, one);
}
void update_substitute(Connection& connection, const Substitute& one) {
  run_update(connection, update_substitute_sql, one);
}
void delete_substitute(Connection& connection, std::string_view id) { connection.execute(delete_substitute_sql, id); }
std::optional<Substitute> find_substitute(Connection& connection, std::string_view id) {
  return first_holding(connection.query(find_substitute_sql, id));
}

std::vector<HeldSeat> seats_of_person(Connection& connection, std::string_view person_id) {
  std::vector<HeldSeat> found;
  auto rows = connection.query(of_person_sql, person_id);
  while (rows.next())
    found.push_back({.seat = read_seat(rows),
                     .body_name = rows.string(15),
                     .holding = {.id = rows.string(16),
                                 .seat_id = rows.string(0),
                                 .person_id = std::string(person_id),
                                 .period = period_of(rows, 17, 18),
                                 .from_seen = rows.boolean(19),
                                 .to_seen = rows.boolean(20)},
                     .as_substitute = rows.boolean(21)});
  return found;
}

std::vector<OrganisationSeat> seats_of_organisation(Connection& connection, std::string_view organisation_id) {
  std::vector<SeatHistory> histories;
  std::vector<std::string> names;
  {
    auto rows = connection.query(of_organisation_sql, organisation_id);
    while (rows.next()) {
      histories.push_back({.seat = read_seat(rows)});
      names.push_back(rows.string(15));
    }
  }
  BySeat by_seat(histories);
  by_seat.put(connection.query(terms_of_organisation_sql, organisation_id), &SeatHistory::terms);
  std::vector<OrganisationSeat> found;
  for (std::size_t i = 0; i < histories.size(); ++i) found.push_back({std::move(histories[i]), std::move(names[i])});
  return found;
}

Contact contact_of(Connection& connection, std::string_view person_id) {
  auto rows = connection.query(contact_sql, person_id);
  if (!rows.next()) return {};
  return {rows.optional_string(0), rows.optional_string(1)};
}

std::map<std::string, Contact> contacts_of_body(Connection& connection, std::string_view body_id) {
  std::map<std::string, Contact> found;
  auto rows = connection.query(contacts_of_body_sql, body_id);
  while (rows.next()) found[rows.string(0)] = {rows.optional_string(1), rows.optional_string(2)};
  return found;
}

void write_contact(Connection& connection, std::string_view person_id, const Contact& contact) {
  if (contact == Contact{}) {
    connection.execute(delete_contact_sql, person_id);
  } else {
    connection.execute(write_contact_sql, person_id, contact.email, contact.telephone);
  }
}

}  // namespace klynge::structure
