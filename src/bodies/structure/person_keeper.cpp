#include "bodies/structure/person_keeper.hpp"

#include <fmt/format.h>

#include "bodies/structure/period.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using bodies::ErasedPerson;
using database::Connection;
using database::Sql;

const Sql held_sql{
    "SELECT s.label, b.name, t.valid_from, t.valid_to, 0 FROM seat_term t JOIN seat s ON s.id = t.seat_id JOIN body b ON b.id = s.body_id"
    " WHERE t.person_id = $1 AND (t.valid_to IS NULL OR t.valid_to > $2) UNION ALL"
    " SELECT s.label, b.name, t.valid_from, t.valid_to, 1 FROM seat_substitute t JOIN seat s ON s.id = t.seat_id JOIN body b ON b.id = s.body_id"
    " WHERE t.person_id = $1 AND (t.valid_to IS NULL OR t.valid_to > $2) ORDER BY 2, 1, 3"};
const Sql forget_sql[] = {{"DELETE FROM person_contact WHERE person_id = $1"},
                          {"UPDATE hand_over_approval SET name = 'Slettet person', person_id = NULL WHERE person_id = $1"}};
const Sql signatures[] = {{"UPDATE structure_answer SET answered_by = $2 WHERE answered_by = $1"},
                          {"UPDATE hand_over_approval SET name = $2 WHERE name = $1"},
                          {"UPDATE hand_over_approval SET entered_by = $2 WHERE entered_by = $1"},
                          {"UPDATE hand_over SET created_by = $2 WHERE created_by = $1"}};

std::vector<std::string> holds(Connection& connection, const ErasedPerson& person, Date today) {
  std::vector<std::string> parts;
  const std::string day = iso(today);
  for (const auto& id : person.ids) {
    for (auto rows = connection.query(held_sql, id, day); rows.next();) {
      const std::string when = danish(period_of(rows, 2, 3));
      parts.push_back(fmt::format("{} ”{}” i {}{}{}", rows.boolean(4) ? "er stedfortræder for" : "har pladsen", rows.text(0), rows.text(1), when.empty() ? "" : " ",
                                  when));
    }
  }
  return parts;
}

void forget(Transaction& transaction, const ErasedPerson& person) {
  auto& connection = transaction.connection();
  for (const auto& id : person.ids)
    for (const Sql& sql : forget_sql) connection.execute(sql, id);
  for (const Sql& sql : signatures) bodies::replace_names(connection, sql, person);
}

}  // namespace

bodies::PersonKeeper person_keeper() { return {.holds = holds, .forget = forget}; }

}  // namespace klynge::structure
