#include "intake/person_keeper.hpp"

namespace klynge::intake {
namespace {

using audit::Transaction;
using bodies::ErasedPerson;
using database::Sql;

const Sql signatures[] = {{"UPDATE intake_batch SET started_by = $2 WHERE started_by = $1"},
                          {"UPDATE correction SET made_by = $2 WHERE made_by = $1"},
                          {"UPDATE batch_take_back SET asked_by_name = $2 WHERE asked_by_name = $1"}};
const Sql sentences[] = {
    {"UPDATE intake_entry SET doubts = replace(doubts, $1, $2) WHERE replace(doubts, $1, '') <> doubts"},
    {"UPDATE intake_entry SET problem = replace(problem, $1, $2) WHERE replace(problem, $1, '') <> problem"}};

const Sql texts_sql[] = {
    {"SELECT DISTINCT 'Dokumentet ' || replace(e.file_name, $1, '…'), '/import/dokument/' || e.id FROM intake_entry e LEFT JOIN correction c ON c.entry_id = e.id"
     " WHERE e.state IN ('preview', 'failed') AND (replace(e.file_name, $1, '') <> e.file_name OR replace(c.operation, $1, '') <> c.operation"
     " OR replace(c.description, $1, '') <> c.description)"}};

void forget(Transaction& transaction, const ErasedPerson& person) {
  auto& connection = transaction.connection();
  for (const Sql& sql : signatures) bodies::replace_names(connection, sql, person);
  for (const auto& name : person.names)
    // Inside JSON, where a name with a quotation mark stands with a backslash; such a one is left.
    if (name.find(' ') != std::string::npos && name.find_first_of("\"\\") == std::string::npos)
      for (const Sql& sql : sentences) connection.execute(sql, name, bodies::erased_person_name);
}

std::vector<bodies::NamePlace> left(database::Connection& connection, const ErasedPerson& person) {
  return bodies::places_of_names(connection, texts_sql, person);
}

}  // namespace

bodies::PersonKeeper person_keeper() { return {.holds = {}, .forget = forget, .left = left}; }

}  // namespace klynge::intake
