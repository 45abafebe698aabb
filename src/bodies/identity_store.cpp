#include "bodies/identity_store.hpp"

#include <array>

#include "base/text.hpp"

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;

// One statement for each kind, in the order of IdentityKind.
using PerKind = std::array<Sql, 3>;
const Sql& of(const PerKind& statements, IdentityKind kind) { return statements[static_cast<std::size_t>(kind)]; }

const PerKind find_sql{{{"SELECT id, name, merged_into FROM person WHERE id = $1"},
                        {"SELECT id, name, merged_into FROM organisation WHERE id = $1"},
                        {"SELECT id, name, merged_into FROM body WHERE id = $1"}}};
const PerKind names_sql{{{"SELECT name FROM person_alias WHERE person_id = $1 ORDER BY folded, name"},
                         {"SELECT name FROM organisation_alias WHERE organisation_id = $1 ORDER BY folded, name"},
                         {"SELECT name FROM body_alias WHERE body_id = $1 ORDER BY folded, name"}}};
const PerKind add_name_sql{
    {{"INSERT INTO person_alias (folded, person_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
     {"INSERT INTO organisation_alias (folded, organisation_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
     {"INSERT INTO body_alias (folded, body_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"}}};
const PerKind set_name_sql{{{"UPDATE person SET name = $2, sort_key = $3 WHERE id = $1"},
                            {"UPDATE organisation SET name = $2, sort_key = $3 WHERE id = $1"},
                            {"UPDATE body SET name = $2, sort_key = $3 WHERE id = $1"}}};
const PerKind set_merged_sql{{{"UPDATE person SET merged_into = $2 WHERE id = $1"},
                              {"UPDATE organisation SET merged_into = $2 WHERE id = $1"},
                              {"UPDATE body SET merged_into = $2 WHERE id = $1"}}};

const Sql insert_person_sql{"INSERT INTO person (id, name, sort_key) VALUES ($1, $2, $3)"};
const Sql insert_organisation_sql{"INSERT INTO organisation (id, name, kind, sort_key) VALUES ($1, $2, $3, $4)"};
const Sql insert_body_sql{"INSERT INTO body (id, name, level, sort_key) VALUES ($1, $2, $3, $4)"};
const Sql add_key_sql{"INSERT INTO person_key (match_key, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const Sql set_kind_sql{"UPDATE organisation SET kind = $2 WHERE id = $1"};
const Sql kind_sql{"SELECT kind FROM organisation WHERE id = $1"};
const Sql set_level_sql{"UPDATE body SET level = $2 WHERE id = $1"};
const Sql add_organisation_sql{
    "INSERT INTO person_organisation (person_id, organisation_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const Sql add_body_sql{"INSERT INTO person_body (body_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};

// Persons stand in lists by family name.
std::string person_sort_key(std::string_view name) {
  const std::string squeezed = squeeze(name);
  const std::size_t blank = squeezed.rfind(' ');
  if (blank == std::string::npos) return danish_sort_key(squeezed);
  return danish_sort_key(squeezed.substr(blank + 1) + ", " + squeezed.substr(0, blank));
}

std::string sort_key(IdentityKind kind, std::string_view name) {
  return kind == IdentityKind::person ? person_sort_key(name) : danish_sort_key(name);
}

void add_person_keys(Connection& connection, std::string_view id, const PersonName& parsed) {
  for (const auto& key : person_stored_keys(parsed)) connection.execute(add_key_sql, key, id);
}

}  // namespace

std::string_view name(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::person:
      return "person";
    case IdentityKind::organisation:
      return "organisation";
    case IdentityKind::body:
      break;
  }
  return "body";
}

std::optional<IdentityKind> identity_kind(std::string_view text) {
  for (const auto kind : {IdentityKind::person, IdentityKind::organisation, IdentityKind::body})
    if (name(kind) == text) return kind;
  return std::nullopt;
}

std::optional<Identity> find_identity(Connection& connection, IdentityKind kind, std::string_view id) {
  auto rows = connection.query(of(find_sql, kind), id);
  if (!rows.next()) return std::nullopt;
  return Identity{rows.string(0), rows.string(1), rows.optional_string(2)};
}

std::optional<Identity> living_identity(Connection& connection, IdentityKind kind, std::string_view id) {
  auto found = find_identity(connection, kind, id);
  // Merges form no circle (merge() refuses one); the bound is for a damaged database.
  for (int step = 0; found && found->merged_into && step < 1000; ++step)
    found = find_identity(connection, kind, *found->merged_into);
  return found;
}

std::vector<std::string> names_of(Connection& connection, IdentityKind kind, std::string_view id) {
  std::vector<std::string> names;
  auto rows = connection.query(of(names_sql, kind), id);
  while (rows.next()) names.push_back(rows.string(0));
  return names;
}

void insert_person(Connection& connection, std::string_view id, std::string_view name) {
  connection.execute(insert_person_sql, id, name, person_sort_key(name));
}

void insert_organisation(Connection& connection, std::string_view id, std::string_view shown, OrganisationKind kind) {
  connection.execute(insert_organisation_sql, id, shown, name(kind), danish_sort_key(shown));
}

void insert_body(Connection& connection, std::string_view id, std::string_view shown, BodyLevel level) {
  connection.execute(insert_body_sql, id, shown, name(level), danish_sort_key(shown));
}

void add_name(Connection& connection, IdentityKind kind, std::string_view id, std::string_view printed) {
  std::string key;
  if (kind == IdentityKind::person) {
    const PersonName parsed = parse_person_name(printed);
    key = person_key(parsed);
    if (!key.empty()) add_person_keys(connection, id, parsed);
  } else if (kind == IdentityKind::organisation) {
    key = organisation_key(parse_organisation_name(printed));
  } else {
    key = body_key(parse_body_name(printed));
  }
  if (key.empty()) return;
  const std::string shown = kind == IdentityKind::person ? shown_person_name(printed) : squeeze(printed);
  connection.execute(of(add_name_sql, kind), key, id, shown);
}

void set_shown_name(Connection& connection, IdentityKind kind, std::string_view id, std::string_view name) {
  connection.execute(of(set_name_sql, kind), id, name, sort_key(kind, name));
}

void set_merged_into(Connection& connection, IdentityKind kind, std::string_view id,
                     std::optional<std::string_view> into) {
  connection.execute(of(set_merged_sql, kind), id, into);
}

void set_organisation_kind(Connection& connection, std::string_view id, OrganisationKind kind) {
  connection.execute(set_kind_sql, id, name(kind));
}

std::string organisation_kind_of(Connection& connection, std::string_view id) {
  auto rows = connection.query(kind_sql, id);
  return rows.next() ? rows.string(0) : std::string();
}

void set_body_level(Connection& connection, std::string_view id, BodyLevel level) {
  connection.execute(set_level_sql, id, name(level));
}

void add_membership(Connection& connection, std::string_view person_id, std::optional<std::string_view> organisation_id,
                    std::optional<std::string_view> body_id) {
  if (organisation_id) connection.execute(add_organisation_sql, person_id, *organisation_id);
  if (body_id) connection.execute(add_body_sql, *body_id, person_id);
}

}  // namespace klynge::bodies
