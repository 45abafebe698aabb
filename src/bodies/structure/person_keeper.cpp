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
const Sql forget_sql[] = {
    {"DELETE FROM person_contact WHERE person_id = $1"},
    {"UPDATE hand_over_approval SET name = 'Slettet person', person_id = NULL WHERE person_id = $1"}};
const Sql signatures[] = {{"UPDATE structure_answer SET answered_by = $2 WHERE answered_by = $1"},
                          {"UPDATE hand_over_approval SET name = $2 WHERE name = $1"},
                          {"UPDATE hand_over_approval SET entered_by = $2 WHERE entered_by = $1"},
                          {"UPDATE hand_over SET created_by = $2 WHERE created_by = $1"}};

// Free text, and documents that were approved as they are.
const Sql texts_sql[] = {
    {"SELECT 'Stamdata for ' || name, '/organisationer/' || id || '/stamdata' FROM organisation WHERE replace(contact, $1, '') <> contact ORDER BY id"},
    {"SELECT 'Kilden til ' || name, '/omraader/' || id FROM cluster WHERE replace(source, $1, '') <> source ORDER BY id"},
    {"SELECT 'Stamdata for ' || b.name, '/organer/' || b.id || '/stamdata' FROM body b JOIN body_profile p ON p.body_id = b.id"
     " WHERE replace(p.secretariat, $1, '') <> p.secretariat OR replace(p.contact, $1, '') <> p.contact OR replace(p.legal_basis, $1, '') <> p.legal_basis"
     " OR replace(p.open_questions, $1, '') <> p.open_questions ORDER BY b.id"},
    {"SELECT DISTINCT 'Opgaver for ' || b.name, '/organer/' || b.id || '/stamdata' FROM body b JOIN body_duty d ON d.body_id = b.id WHERE replace(d.text, $1, '') <> d.text"},
    {"SELECT DISTINCT CASE d.kind WHEN 'mandate' THEN 'Kommissorium for ' ELSE 'Forretningsorden for ' END || b.name,"
     " '/organer/' || b.id || '/dokumenter/' || CASE d.kind WHEN 'mandate' THEN 'kommissorium' ELSE 'forretningsorden' END"
     " FROM body b JOIN body_document d ON d.body_id = b.id WHERE replace(d.text, $1, '') <> d.text OR replace(d.decided_by, $1, '') <> d.decided_by"},
    {"SELECT 'Efterfølgere til ' || b.name, '/organer/' || b.id || '/stamdata' FROM body b JOIN body_succession s ON s.predecessor_id = b.id WHERE replace(s.note, $1, '') <> s.note"},
    {"SELECT DISTINCT 'Regler om sammensætning i ' || b.name, '/organer/' || b.id || '/sammensaetning' FROM body b JOIN composition_rule r ON r.body_id = b.id"
     " LEFT JOIN composition_deviation d ON d.rule_id = r.id WHERE replace(r.sentence, $1, '') <> r.sentence OR replace(r.source, $1, '') <> r.source"
     " OR replace(d.reason, $1, '') <> d.reason OR replace(d.decided_by, $1, '') <> d.decided_by OR replace(d.sentence, $1, '') <> d.sentence"},
    {"SELECT 'En plads i ' || b.name, '/pladser/' || s.id FROM body b JOIN seat s ON s.body_id = b.id WHERE replace(s.label, $1, '') <> s.label ORDER BY s.id"},
    {"SELECT DISTINCT CASE h.state WHEN 'approved' THEN 'Godkendt overdragelse fra ' ELSE 'Overdragelse fra ' END || b.name, '/overdragelser/' || h.id"
     " FROM hand_over h JOIN body b ON b.id = h.body_id LEFT JOIN hand_over_matter m ON m.hand_over_id = h.id LEFT JOIN hand_over_approval a ON a.hand_over_id = h.id"
     " WHERE replace(h.reason, $1, '') <> h.reason OR replace(h.document, $1, '') <> h.document OR replace(m.title, $1, '') <> m.title"
     " OR replace(m.detail, $1, '') <> m.detail OR replace(m.closed_reason, $1, '') <> m.closed_reason OR replace(a.standing_in, $1, '') <> a.standing_in"}};

std::vector<std::string> holds(Connection& connection, const ErasedPerson& person, Date today) {
  std::vector<std::string> parts;
  const std::string day = iso(today);
  for (const auto& id : person.ids) {
    for (auto rows = connection.query(held_sql, id, day); rows.next();) {
      const std::string when = danish(period_of(rows, 2, 3));
      parts.push_back(fmt::format("{} ”{}” i {}{}{}", rows.boolean(4) ? "er stedfortræder for" : "har pladsen",
                                  rows.text(0), rows.text(1), when.empty() ? "" : " ", when));
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

std::vector<bodies::NamePlace> left(Connection& connection, const ErasedPerson& person) {
  return bodies::places_of_names(connection, texts_sql, person);
}

}  // namespace

bodies::PersonKeeper person_keeper() { return {.holds = holds, .forget = forget, .left = left}; }

}  // namespace klynge::structure
