#include "bodies/facets.hpp"

#include <nlohmann/json.hpp>
#include <span>

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;

struct FacetTable {
  const char* name;
  bool two_columns;
  Sql read, add, remove;
};

const FacetTable person_tables[] = {
    {"alias",
     true,
     {"SELECT folded, name FROM person_alias WHERE person_id = $1"},
     {"INSERT INTO person_alias (person_id, folded, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_alias WHERE person_id = $1 AND folded = $2"}},
    {"key",
     false,
     {"SELECT match_key, '' FROM person_key WHERE person_id = $1"},
     {"INSERT INTO person_key (person_id, match_key) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_key WHERE person_id = $1 AND match_key = $2"}},
    {"organisation",
     false,
     {"SELECT organisation_id, '' FROM person_organisation WHERE person_id = $1"},
     {"INSERT INTO person_organisation (person_id, organisation_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_organisation WHERE person_id = $1 AND organisation_id = $2"}},
    {"body",
     false,
     {"SELECT body_id, '' FROM person_body WHERE person_id = $1"},
     {"INSERT INTO person_body (person_id, body_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_body WHERE person_id = $1 AND body_id = $2"}}};

const FacetTable organisation_tables[] = {
    {"alias",
     true,
     {"SELECT folded, name FROM organisation_alias WHERE organisation_id = $1"},
     {"INSERT INTO organisation_alias (organisation_id, folded, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
     {"DELETE FROM organisation_alias WHERE organisation_id = $1 AND folded = $2"}},
    {"person",
     false,
     {"SELECT person_id, '' FROM person_organisation WHERE organisation_id = $1"},
     {"INSERT INTO person_organisation (organisation_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_organisation WHERE organisation_id = $1 AND person_id = $2"}}};

const FacetTable body_tables[] = {
    {"alias",
     true,
     {"SELECT folded, name FROM body_alias WHERE body_id = $1"},
     {"INSERT INTO body_alias (body_id, folded, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
     {"DELETE FROM body_alias WHERE body_id = $1 AND folded = $2"}},
    {"person",
     false,
     {"SELECT person_id, '' FROM person_body WHERE body_id = $1"},
     {"INSERT INTO person_body (body_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
     {"DELETE FROM person_body WHERE body_id = $1 AND person_id = $2"}}};

std::span<const FacetTable> tables_of(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::person:
      return person_tables;
    case IdentityKind::organisation:
      return organisation_tables;
    case IdentityKind::body:
      break;
  }
  return body_tables;
}

template <class Do>
void each(IdentityKind kind, const Facets& facets, Do act) {
  for (const auto& facet : facets)
    for (const auto& table : tables_of(kind))
      if (facet.table == table.name) act(table, facet);
}

}  // namespace

bool has_key(const Facets& facets, const Facet& facet) {
  const auto at = facets.lower_bound({facet.table, facet.first, ""});
  return at != facets.end() && at->table == facet.table && at->first == facet.first;
}

Facets read_facets(Connection& connection, IdentityKind kind, std::string_view id) {
  Facets facets;
  for (const auto& table : tables_of(kind)) {
    auto rows = connection.query(table.read, id);
    while (rows.next()) facets.insert({table.name, rows.string(0), rows.string(1)});
  }
  return facets;
}

void add_facets(Connection& connection, IdentityKind kind, std::string_view id, const Facets& facets) {
  each(kind, facets, [&](const FacetTable& table, const Facet& facet) {
    if (table.two_columns)
      connection.execute(table.add, id, facet.first, facet.second);
    else
      connection.execute(table.add, id, facet.first);
  });
}

void remove_facets(Connection& connection, IdentityKind kind, std::string_view id, const Facets& facets) {
  each(kind, facets,
       [&](const FacetTable& table, const Facet& facet) { connection.execute(table.remove, id, facet.first); });
}

std::string to_json(const Facets& facets) {
  auto list = nlohmann::json::array();
  for (const auto& facet : facets) list.push_back({facet.table, facet.first, facet.second});
  return list.dump();
}

Facets facets_from_json(std::string_view json) {
  Facets facets;
  for (const auto& entry : nlohmann::json::parse(json)) facets.insert({entry.at(0), entry.at(1), entry.at(2)});
  return facets;
}

}  // namespace klynge::bodies
