#include "meetings/person_keeper.hpp"

#include <set>

#include "meetings/earlier_answers.hpp"

namespace klynge::meetings {
namespace {

using audit::Transaction;
using bodies::ErasedPerson;
using database::Sql;

struct Rows {
  Sql mentions;  // meeting and printed name
  Sql unlink;
};
const Rows pointing_at[] = {{{"SELECT meeting_id, name FROM attendance WHERE person_id = $1"},
                             {"UPDATE attendance SET person_id = NULL WHERE person_id = $1"}},
                            {{"SELECT meeting_id, name FROM presenter WHERE person_id = $1"},
                             {"UPDATE presenter SET person_id = NULL WHERE person_id = $1"}},
                            {{"SELECT meeting_id, name FROM task_responsible WHERE person_id = $1"},
                             {"UPDATE task_responsible SET person_id = NULL WHERE person_id = $1"}}};
const Sql remember_sql{"INSERT INTO erased_mention (meeting_id, name_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const Sql uninvite_sql{"DELETE FROM item_guest WHERE person_id = $1"};

// Who did something, by name.
const Sql signatures[] = {{"UPDATE meeting_version SET committed_by = $2 WHERE committed_by = $1"},
                          {"UPDATE finding SET settled_by = $2 WHERE settled_by = $1"},
                          {"UPDATE convocation SET convened_by = $2 WHERE convened_by = $1"},
                          {"UPDATE convocation SET called_off_by = $2 WHERE called_off_by = $1"}};
// Sentences of ours that may hold a name; the minutes' own texts are not among them.
const Sql sentences[] = {
    {"UPDATE finding SET message = replace(message, $1, $2) WHERE replace(message, $1, '') <> message"},
    {"UPDATE finding SET word = replace(word, $1, $2) WHERE replace(word, $1, '') <> word"},
    {"UPDATE convocation SET word = replace(word, $1, $2) WHERE replace(word, $1, '') <> word"},
    {"UPDATE convocation SET called_off_reason = replace(called_off_reason, $1, $2)"
     " WHERE replace(called_off_reason, $1, '') <> called_off_reason"}};

// Minutes and agendas stay as they were written; the newest first.
const Sql minutes_sql[] = {
    {"SELECT COALESCE(b.name, m.body_printed, 'Et møde') || COALESCE(', ' || m.held_on, ''), '/moeder/' || m.id FROM meeting m LEFT JOIN body b ON b.id = m.body_id"
     " WHERE m.taken_back = 0 AND (EXISTS (SELECT 1 FROM attendance a WHERE a.meeting_id = m.id AND (a.name = $1 OR a.substitutes_for = $1 OR replace(a.note, $1, '') <> a.note))"
     " OR EXISTS (SELECT 1 FROM item i WHERE i.meeting_id = m.id AND (replace(i.title, $1, '') <> i.title OR replace(i.case_text, $1, '') <> i.case_text"
     " OR replace(i.minutes, $1, '') <> i.minutes OR replace(i.requested_by, $1, '') <> i.requested_by OR replace(i.lists, $1, '') <> i.lists))"
     " OR EXISTS (SELECT 1 FROM presenter p WHERE p.meeting_id = m.id AND p.name = $1)"
     " OR EXISTS (SELECT 1 FROM task_responsible t WHERE t.meeting_id = m.id AND t.name = $1)"
     " OR EXISTS (SELECT 1 FROM task t WHERE t.meeting_id = m.id AND replace(t.text, $1, '') <> t.text)) ORDER BY m.held_on DESC, m.id"}};

void forget(Transaction& transaction, const ErasedPerson& person) {
  auto& connection = transaction.connection();
  std::set<std::pair<std::string, std::string>> printed;
  for (const auto& id : person.ids) {
    connection.execute(uninvite_sql, id);
    for (const auto& rows : pointing_at) {
      for (auto found = connection.query(rows.mentions, id); found.next();)
        printed.emplace(found.string(0), found.string(1));
      connection.execute(rows.unlink, id);
    }
  }
  for (const auto& [meeting, name] : printed)
    connection.execute(remember_sql, meeting, erased_name_hash(meeting, name));
  for (const Sql& sql : signatures) bodies::replace_names(connection, sql, person);
  for (const auto& name : person.names)
    if (name.find(' ') != std::string::npos)
      for (const Sql& sql : sentences) connection.execute(sql, name, bodies::erased_person_name);
}

std::vector<bodies::NamePlace> left(database::Connection& connection, const ErasedPerson& person) {
  auto places = bodies::places_of_names(connection, minutes_sql, person);
  for (auto& place : places) {
    const auto comma = place.what.rfind(", ");
    const auto day =
        comma == std::string::npos ? std::nullopt : parse_iso_date(std::string_view(place.what).substr(comma + 2));
    if (day) place.what.replace(comma, std::string::npos, " den " + danish(*day));
  }
  return places;
}

}  // namespace

bodies::PersonKeeper person_keeper() { return {.holds = {}, .forget = forget, .left = left}; }

}  // namespace klynge::meetings
