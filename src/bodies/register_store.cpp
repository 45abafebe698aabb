#include "bodies/register_store.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "bodies/name_words.hpp"

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;
using PerKind = std::array<Sql, 3>;

// Persons are looked for by the database; the words typed stand in the folded names as they are.
const PerKind count_sql{
    {{"SELECT count(*) FROM person x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_person) AND x.erased_at IS NULL AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND (CAST($3 AS TEXT) = '' OR EXISTS (SELECT 1 FROM person_alias a WHERE a.person_id = x.id AND a.folded LIKE $3 ESCAPE '!'))"},
     {"SELECT count(*) FROM organisation x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_organisation) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND CAST($3 AS TEXT) = ''"},
     {"SELECT count(*) FROM body x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_body) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND CAST($3 AS TEXT) = ''"}}};
const PerKind read_sql{
    {{"SELECT x.id, x.name, '' FROM person x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_person) AND x.erased_at IS NULL AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND (CAST($3 AS TEXT) = '' OR EXISTS (SELECT 1 FROM person_alias a WHERE a.person_id = x.id AND a.folded LIKE $3 ESCAPE '!')) "
      "ORDER BY x.sort_key, x.id LIMIT $4 OFFSET $5"},
     {"SELECT x.id, x.name, x.kind FROM organisation x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_organisation) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND CAST($3 AS TEXT) = '' ORDER BY x.sort_key, x.id LIMIT $4 OFFSET $5"},
     {"SELECT x.id, x.name, x.level FROM body x WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_body) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) "
      "AND CAST($3 AS TEXT) = '' ORDER BY x.sort_key, x.id LIMIT $4 OFFSET $5"}}};
// An organisation's and a body's folded names are made for matching (“municipality: lyngsted”) and lack the words
// everybody types, so these few are looked through here by the names that are shown.
const Sql named_organisations_sql{
    "SELECT x.id, x.name, x.kind, a.name FROM organisation x LEFT JOIN organisation_alias a ON a.organisation_id = x.id "
    "WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_organisation) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) ORDER BY x.sort_key, x.id"};
const Sql named_bodies_sql{
    "SELECT x.id, x.name, x.level, a.name FROM body x LEFT JOIN body_alias a ON a.body_id = x.id "
    "WHERE x.merged_into IS NULL AND x.id NOT IN (SELECT id FROM unnamed_body) AND x.sort_key >= $1 AND (CAST($2 AS TEXT) = '' OR x.sort_key < $2) ORDER BY x.sort_key, x.id"};
const Sql organisations_sql{
    "SELECT o.name FROM person_organisation p JOIN organisation o ON o.id = p.organisation_id WHERE p.person_id = $1 ORDER BY o.sort_key, o.id LIMIT 10"};
const Sql persons_sql{
    "SELECT p.id, p.name FROM person_organisation m JOIN person p ON p.id = m.person_id "
    "WHERE m.organisation_id = $1 AND p.merged_into IS NULL AND p.id NOT IN (SELECT id FROM unnamed_person) ORDER BY p.sort_key, p.id LIMIT $2"};

struct Range {
  std::string from, before;
};

// The sort keys of names that begin with the letter.
Range range_of(std::string_view letter) {
  const auto& letters = danish_letters();
  const auto found = std::ranges::find(letters, letter);
  if (found == letters.end()) return {};
  const auto next = std::next(found);
  return {danish_sort_key(*found), next == letters.end() ? std::string() : danish_sort_key(*next)};
}

// A pattern for LIKE over folded names; the words in the order typed.
std::string pattern_of(std::string_view words) {
  std::string pattern;
  for (const auto& word : name_words(words)) {
    pattern += '%';
    for (const char c : word) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
  }
  return pattern.empty() ? pattern : pattern + '%';
}

bool holds_all(std::string_view name, const std::vector<std::string>& words) {
  const std::string folded = join(name_words(name), " ");
  return std::ranges::all_of(words, [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

// Organisations or bodies one of whose names holds all the words typed, in Danish order.
std::vector<RegisterRow> named(Connection& connection, IdentityKind kind, const Range& range,
                               const std::vector<std::string>& words) {
  std::vector<RegisterRow> found;
  auto rows = connection.query(kind == IdentityKind::body ? named_bodies_sql : named_organisations_sql, range.from,
                               range.before);
  while (rows.next())
    if ((found.empty() || found.back().id != rows.text(0)) &&
        (holds_all(rows.text(1), words) || holds_all(rows.text(3), words)))
      found.push_back({rows.string(0), rows.string(1), rows.string(2)});
  return found;
}

}  // namespace

std::string organisations_of(Connection& connection, std::string_view person_id) {
  std::string names;
  auto rows = connection.query(organisations_sql, person_id);
  while (rows.next()) {
    if (!names.empty()) names += ", ";
    names += rows.text(0);
  }
  return names;
}

const std::vector<std::string>& danish_letters() {
  static const std::vector<std::string> letters = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                                   "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
                                                   "u", "v", "w", "x", "y", "z", "æ", "ø", "å"};
  return letters;
}

std::int64_t count_register(Connection& connection, IdentityKind kind, const RegisterFilter& filter) {
  const Range range = range_of(filter.letter);
  const std::string pattern = pattern_of(filter.words);
  if (kind != IdentityKind::person && !pattern.empty())
    return static_cast<std::int64_t>(named(connection, kind, range, name_words(filter.words)).size());
  auto rows = connection.query(count_sql[static_cast<std::size_t>(kind)], range.from, range.before, pattern);
  return rows.next() ? rows.integer(0) : 0;
}

std::vector<RegisterRow> read_register(Connection& connection, IdentityKind kind, const RegisterFilter& filter,
                                       std::int64_t offset, std::int64_t limit) {
  std::vector<RegisterRow> found;
  const Range range = range_of(filter.letter);
  const std::string pattern = pattern_of(filter.words);
  if (kind != IdentityKind::person && !pattern.empty()) {
    found = named(connection, kind, range, name_words(filter.words));
    found.erase(found.begin(), found.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(found)));
    if (std::ssize(found) > limit) found.resize(static_cast<std::size_t>(limit));
    return found;
  }
  {
    auto rows =
        connection.query(read_sql[static_cast<std::size_t>(kind)], range.from, range.before, pattern, limit, offset);
    while (rows.next()) found.push_back({rows.string(0), rows.string(1), rows.string(2)});
  }
  if (kind == IdentityKind::person)
    for (auto& row : found) row.beside = organisations_of(connection, row.id);
  return found;
}

std::vector<RegisterRow> persons_of_organisation(Connection& connection, std::string_view organisation_id,
                                                 std::int64_t limit) {
  std::vector<RegisterRow> found;
  auto rows = connection.query(persons_sql, organisation_id, limit);
  while (rows.next()) found.push_back({rows.string(0), rows.string(1), {}});
  return found;
}

}  // namespace klynge::bodies
