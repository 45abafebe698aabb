#include "bodies/unnamed.hpp"

#include <array>

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;
using PerKind = std::array<Sql, 3>;

const Sql insert_sql{"INSERT INTO unnamed_identity (kind, id) VALUES ($1, $2) ON CONFLICT (kind, id) DO NOTHING"};
const Sql delete_sql{"DELETE FROM unnamed_identity WHERE kind = $1 AND id = $2"};
const PerKind all_sql{{{"SELECT id FROM unnamed_person ORDER BY id"},
                       {"SELECT id FROM unnamed_organisation ORDER BY id"},
                       {"SELECT id FROM unnamed_body ORDER BY id"}}};
const PerKind one_sql{{{"SELECT 1 FROM unnamed_person WHERE id = $1"},
                       {"SELECT 1 FROM unnamed_organisation WHERE id = $1"},
                       {"SELECT 1 FROM unnamed_body WHERE id = $1"}}};

}  // namespace

void lost_a_mention(Connection& connection, IdentityKind kind, std::string_view id) {
  connection.execute(insert_sql, name(kind), id);
  // Whoever is named elsewhere is not kept there: each list would look them up again.
  if (!is_unnamed(connection, kind, id)) connection.execute(delete_sql, name(kind), id);
}

std::vector<std::string> unnamed(Connection& connection, IdentityKind kind) {
  std::vector<std::string> ids;
  auto rows = connection.query(all_sql[static_cast<std::size_t>(kind)]);
  while (rows.next()) ids.push_back(rows.string(0));
  return ids;
}

bool is_unnamed(Connection& connection, IdentityKind kind, std::string_view id) {
  return connection.query(one_sql[static_cast<std::size_t>(kind)], id).next();
}

}  // namespace klynge::bodies
