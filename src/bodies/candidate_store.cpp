#include "bodies/candidate_store.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;
using database::Value;

const Sql known_here_sql{
    "SELECT a.person_id, CASE WHEN o.person_id IS NULL THEN 0 ELSE 1 END FROM person_alias a "
    "JOIN person_body b ON b.person_id = a.person_id AND b.body_id = $2 "
    "LEFT JOIN person_organisation o ON o.person_id = a.person_id AND o.organisation_id = $3 "
    "WHERE a.folded = $1 ORDER BY a.person_id LIMIT 3"};
const Sql people_of_body_sql{"SELECT count(*) FROM person_body WHERE body_id = $1"};
const Sql printed_so_sql{"SELECT person_id FROM person_alias WHERE folded = $1 ORDER BY person_id LIMIT 60"};

// Lists are asked for sixteen at a time: one statement text, prepared once.
constexpr std::size_t chunk = 16;
const Sql by_keys_sql{
    "SELECT DISTINCT person_id FROM person_key WHERE match_key IN "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ORDER BY person_id LIMIT 60"};
const Sql names_sql{
    "SELECT a.person_id, a.name FROM person_alias a WHERE a.person_id IN "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
const Sql organisations_sql{
    "SELECT p.person_id, o.name FROM person_organisation p JOIN organisation o ON o.id = p.organisation_id "
    "WHERE p.person_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
const Sql in_body_sql{
    "SELECT person_id FROM person_body WHERE body_id = $17 AND person_id IN "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};

const Sql organisation_printed_so_sql{
    "SELECT organisation_id FROM organisation_alias WHERE folded = $1 ORDER BY organisation_id LIMIT 3"};
const Sql body_printed_so_sql{"SELECT body_id FROM body_alias WHERE folded = $1 ORDER BY body_id LIMIT 3"};
const Sql all_organisations_sql{
    "SELECT o.id, o.name, a.name FROM organisation o LEFT JOIN organisation_alias a ON a.organisation_id = o.id "
    "WHERE o.merged_into IS NULL ORDER BY o.id"};
const Sql all_bodies_sql{
    "SELECT b.id, b.name, a.name FROM body b LEFT JOIN body_alias a ON a.body_id = b.id "
    "WHERE b.merged_into IS NULL ORDER BY b.id"};

const std::string& as_key(const std::string& key) { return key; }
const std::string& as_key(const FoundPerson& person) { return person.id; }

// Sixteen values from `from` on; the last is repeated where there are fewer.
template <class T>
std::vector<Value> chunk_values(const std::vector<T>& of, std::size_t from) {
  std::vector<Value> values;
  values.reserve(chunk + 1);
  for (std::size_t i = 0; i < chunk; ++i)
    values.push_back(database::to_value(as_key(of[std::min(from + i, of.size() - 1)])));
  return values;
}

// Where each of them stands in the list.
std::map<std::string, std::size_t, std::less<>> places(const std::vector<FoundPerson>& found) {
  std::map<std::string, std::size_t, std::less<>> place;
  for (std::size_t i = 0; i < found.size(); ++i) place.emplace(found[i].id, i);
  return place;
}

std::vector<std::string> first_column(database::Rows rows) {
  std::vector<std::string> out;
  while (rows.next()) out.push_back(rows.string(0));
  return out;
}

// A name that stands for itself: abbreviated forms only lead to a person, they are not compared.
bool is_full(const PersonName& name) {
  return std::ranges::none_of(name.words, [](const NameWord& word) { return word.initial; });
}

std::vector<FoundPerson> with_names(Connection& connection, const std::vector<std::string>& ids) {
  std::vector<FoundPerson> found;
  for (const auto& id : ids) found.push_back({id, false, {}});
  const auto place = places(found);
  std::vector<std::vector<PersonName>> abbreviated(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += chunk) {
    auto rows = connection.run(names_sql, chunk_values(found, from));
    while (rows.next()) {
      const std::size_t i = place.find(rows.text(0))->second;
      PersonName name = parse_person_name(rows.text(1));
      (is_full(name) ? found[i].candidate.names : abbreviated[i]).push_back(std::move(name));
    }
  }
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (found[i].candidate.names.empty()) found[i].candidate.names = std::move(abbreviated[i]);
  return found;
}

void add_organisations(Connection& connection, std::vector<FoundPerson>& found) {
  const auto place = places(found);
  for (std::size_t from = 0; from < found.size(); from += chunk) {
    auto rows = connection.run(organisations_sql, chunk_values(found, from));
    while (rows.next()) {
      FoundPerson& person = found[place.find(rows.text(0))->second];
      person.has_organisations = true;
      person.candidate.organisations.push_back(parse_organisation_name(rows.text(1)));
    }
  }
}

void mark_seen_in(Connection& connection, std::vector<FoundPerson>& found, std::string_view body_id) {
  const auto place = places(found);
  for (std::size_t from = 0; from < found.size(); from += chunk) {
    auto values = chunk_values(found, from);
    values.push_back(database::to_value(body_id));
    auto rows = connection.run(in_body_sql, values);
    while (rows.next()) found[place.find(rows.text(0))->second].candidate.in_this_body = true;
  }
}

}  // namespace

std::vector<KnownHere> persons_known_here(Connection& connection, std::string_view key, std::string_view body_id,
                                          std::optional<std::string_view> organisation_id) {
  std::vector<KnownHere> found;
  auto rows = connection.query(known_here_sql, key, body_id, organisation_id);
  while (rows.next()) found.push_back({rows.string(0), rows.boolean(1)});
  return found;
}

std::int64_t people_of_body(Connection& connection, std::string_view body_id) {
  auto rows = connection.query(people_of_body_sql, body_id);
  rows.next();
  return rows.integer(0);
}

std::vector<std::string> persons_printed_so(Connection& connection, std::string_view key) {
  return first_column(connection.query(printed_so_sql, key));
}

std::vector<std::string> persons_by_search_keys(Connection& connection, const std::vector<std::string>& keys) {
  std::vector<std::string> ids;
  for (std::size_t from = 0; from < keys.size(); from += chunk) {
    const auto values = chunk_values(keys, from);
    for (auto& id : first_column(connection.run(by_keys_sql, values)))
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
  }
  return ids;
}

std::vector<FoundPerson> load_persons(Connection& connection, const std::vector<std::string>& ids,
                                      std::optional<std::string_view> body_id,
                                      const std::function<bool(const PersonName&)>& could_be) {
  std::vector<FoundPerson> found = with_names(connection, ids);
  if (could_be)
    std::erase_if(found,
                  [&](const FoundPerson& person) { return std::ranges::none_of(person.candidate.names, could_be); });
  add_organisations(connection, found);
  if (body_id) mark_seen_in(connection, found, *body_id);
  return found;
}

std::vector<std::string> organisations_printed_so(Connection& connection, std::string_view key) {
  return first_column(connection.query(organisation_printed_so_sql, key));
}

std::vector<FoundOrganisation> load_organisations(Connection& connection) {
  std::vector<FoundOrganisation> found;
  auto rows = connection.query(all_organisations_sql);
  while (rows.next()) {
    if (found.empty() || found.back().id != rows.text(0))
      found.push_back({rows.string(0), {{parse_organisation_name(rows.text(1))}, false}});
    if (!rows.is_null(2)) found.back().candidate.names.push_back(parse_organisation_name(rows.text(2)));
  }
  return found;
}

std::vector<std::string> bodies_printed_so(Connection& connection, std::string_view key) {
  return first_column(connection.query(body_printed_so_sql, key));
}

std::vector<FoundBody> load_bodies(Connection& connection) {
  std::vector<FoundBody> found;
  auto rows = connection.query(all_bodies_sql);
  while (rows.next()) {
    if (found.empty() || found.back().id != rows.text(0))
      found.push_back({rows.string(0), {{parse_body_name(rows.text(1))}}});
    if (!rows.is_null(2)) found.back().candidate.names.push_back(parse_body_name(rows.text(2)));
  }
  return found;
}

}  // namespace klynge::bodies
