// What hangs on an identity inside the bodies room: names, keys, memberships.
//
// A merge pours the facets of one into the other and keeps a snapshot of both, so that taking the
// merge back restores exactly what the merge changed and keeps what was learnt since.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

// One value: the facet's name, and its one or two columns.
struct Facet {
  std::string table, first, second;
  auto operator<=>(const Facet&) const = default;
};
using Facets = std::set<Facet>;

// Whether there is a facet with the same key (table and first column), whatever its second column.
bool has_key(const Facets& facets, const Facet& facet);

Facets read_facets(database::Connection& connection, IdentityKind kind, std::string_view id);
void add_facets(database::Connection& connection, IdentityKind kind, std::string_view id, const Facets& facets);
void remove_facets(database::Connection& connection, IdentityKind kind, std::string_view id, const Facets& facets);

// As kept in identity_merge.moved.
std::string to_json(const Facets& facets);
Facets facets_from_json(std::string_view json);

}  // namespace klynge::bodies
