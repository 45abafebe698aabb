#include "app/person_directory.hpp"

#include "bodies/register_store.hpp"

namespace klynge::app {
namespace {

using database::Connection;
using database::Sql;
using Entry = access::PersonDirectory::Entry;

const Sql select_person{"SELECT id, name FROM person WHERE id = $1 AND merged_into IS NULL AND erased_at IS NULL"};

constexpr std::int64_t most_found = 20;

std::vector<Entry> find(Connection& connection, std::string_view words) {
  std::vector<Entry> found;
  for (auto& row : bodies::read_register(connection, bodies::IdentityKind::person, {.words = std::string(words)}, 0, most_found))
    found.push_back({std::move(row.id), std::move(row.name), std::move(row.beside)});
  return found;
}

std::optional<Entry> get(Connection& connection, std::string_view id) {
  auto rows = connection.query(select_person, id);
  if (!rows.next()) return std::nullopt;
  return Entry{rows.string(0), rows.string(1), bodies::organisations_of(connection, id)};
}

}  // namespace

access::PersonDirectory person_directory() { return {find, get}; }

}  // namespace klynge::app
