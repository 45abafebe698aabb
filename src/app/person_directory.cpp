#include "app/person_directory.hpp"

#include "bodies/register_store.hpp"

namespace klynge::app {
namespace {

using database::Connection;
using database::Sql;
using Entry = access::PersonDirectory::Entry;

const Sql select_person{"SELECT id, name FROM person WHERE id = $1 AND merged_into IS NULL AND erased_at IS NULL"};

const Sql select_by_email{
    "SELECT p.id, p.name FROM person_contact c JOIN person p ON p.id = c.person_id WHERE lower(c.email) = $1 AND p.merged_into IS NULL AND p.erased_at IS NULL"
    " ORDER BY p.id LIMIT 3"};

constexpr std::int64_t most_found = 20;

std::vector<Entry> find(Connection& connection, std::string_view words) {
  std::vector<Entry> found;
  for (auto& row :
       bodies::read_register(connection, bodies::IdentityKind::person, {.words = std::string(words)}, 0, most_found))
    found.push_back({std::move(row.id), std::move(row.name), std::move(row.beside)});
  return found;
}

std::optional<Entry> get(Connection& connection, std::string_view id) {
  auto rows = connection.query(select_person, id);
  if (!rows.next()) return std::nullopt;
  return Entry{rows.string(0), rows.string(1), bodies::organisations_of(connection, id)};
}

std::vector<Entry> by_email(Connection& connection, std::string_view email) {
  std::vector<Entry> found;
  auto rows = connection.query(select_by_email, email);
  while (rows.next()) found.push_back({rows.string(0), rows.string(1), {}});
  return found;
}

}  // namespace

access::PersonDirectory person_directory() { return {find, get, by_email}; }

}  // namespace klynge::app
