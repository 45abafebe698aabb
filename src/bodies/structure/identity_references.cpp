#include "bodies/structure/identity_references.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/profile_merge.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using bodies::IdentityKind;
using database::Connection;
using database::Sql;

// One sort of row that points at an identity. `list` ($1) gives the rows' keys, up to two columns; `move` points
// one at another: $1, $2 the key, $3 from, $4 to, where nothing stands against it.
struct Slot {
  const char* name;
  IdentityKind kind;
  Sql list, move;
};

const Slot slots[] = {
    {"term",
     IdentityKind::person,
     {"SELECT id, '-' FROM seat_term WHERE person_id = $1 ORDER BY id"},
     {"UPDATE seat_term SET person_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND person_id = $3"}},
    {"substitute",
     IdentityKind::person,
     {"SELECT id, '-' FROM seat_substitute WHERE person_id = $1 ORDER BY id"},
     {"UPDATE seat_substitute SET person_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND person_id = $3"}},
    {"contact",
     IdentityKind::person,
     {"SELECT '-', '-' FROM person_contact WHERE person_id = $1"},
     {"UPDATE person_contact SET person_id = $4 WHERE '-' = CAST($1 AS TEXT) AND '-' = CAST($2 AS TEXT) AND person_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM person_contact k WHERE k.person_id = $4)"}},
    {"approval",
     IdentityKind::person,
     {"SELECT hand_over_id, body_id FROM hand_over_approval WHERE person_id = $1 ORDER BY hand_over_id, body_id"},
     {"UPDATE hand_over_approval SET person_id = $4 WHERE hand_over_id = $1 AND body_id = $2 AND person_id = $3"}},

    {"parent",
     IdentityKind::organisation,
     {"SELECT id, '-' FROM organisation WHERE parent_id = $1 ORDER BY id"},
     {"UPDATE organisation SET parent_id = $4 WHERE id = $1 AND id <> $4 AND '-' = CAST($2 AS TEXT) AND parent_id = $3"}},
    {"later_region_of",
     IdentityKind::organisation,
     {"SELECT region_id, valid_from FROM organisation_region WHERE organisation_id = $1 ORDER BY valid_from"},
     {"UPDATE organisation_region SET organisation_id = $4 WHERE region_id = $1 AND valid_from = $2 AND organisation_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM organisation_region k WHERE k.organisation_id = $4 AND k.valid_from = $2)"}},
    {"later_region",
     IdentityKind::organisation,
     {"SELECT organisation_id, valid_from FROM organisation_region WHERE region_id = $1 ORDER BY organisation_id, valid_from"},
     {"UPDATE organisation_region SET region_id = $4 WHERE organisation_id = $1 AND valid_from = $2 AND region_id = $3"}},
    {"cluster_region",
     IdentityKind::organisation,
     {"SELECT id, '-' FROM cluster WHERE region_id = $1 ORDER BY id"},
     {"UPDATE cluster SET region_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND region_id = $3"}},
    {"in_cluster",
     IdentityKind::organisation,
     {"SELECT cluster_id, '-' FROM cluster_organisation WHERE organisation_id = $1 ORDER BY cluster_id"},
     {"UPDATE cluster_organisation SET organisation_id = $4 WHERE cluster_id = $1 AND '-' = CAST($2 AS TEXT) AND organisation_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM cluster_organisation k WHERE k.cluster_id = $1 AND k.organisation_id = $4)"}},
    {"body_region",
     IdentityKind::organisation,
     {"SELECT body_id, '-' FROM body_profile WHERE region_id = $1 ORDER BY body_id"},
     {"UPDATE body_profile SET region_id = $4 WHERE body_id = $1 AND '-' = CAST($2 AS TEXT) AND region_id = $3"}},
    {"seat_of",
     IdentityKind::organisation,
     {"SELECT id, '-' FROM seat WHERE organisation_id = $1 ORDER BY id"},
     {"UPDATE seat SET organisation_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND organisation_id = $3"}},
    {"appointed_by",
     IdentityKind::organisation,
     {"SELECT id, '-' FROM seat WHERE appointed_by = $1 ORDER BY id"},
     {"UPDATE seat SET appointed_by = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND appointed_by = $3"}},

    {"profile",
     IdentityKind::body,
     {"SELECT '-', '-' FROM body_profile WHERE body_id = $1"},
     {"UPDATE body_profile SET body_id = $4 WHERE '-' = CAST($1 AS TEXT) AND '-' = CAST($2 AS TEXT) AND body_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM body_profile k WHERE k.body_id = $4)"}},
    {"duty",
     IdentityKind::body,
     {"SELECT id, '-' FROM body_duty WHERE body_id = $1 ORDER BY id"},
     {"UPDATE body_duty SET body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3"}},
    // Versions are numbered in each body: one whose number is taken there comes last, and gets its own back.
    {"document",
     IdentityKind::body,
     {"SELECT id, CAST(version AS TEXT) FROM body_document WHERE body_id = $1 ORDER BY kind, version"},
     {"UPDATE body_document SET body_id = $4, version = CASE WHEN EXISTS "
      "(SELECT 1 FROM body_document k WHERE k.body_id = $4 AND k.kind = body_document.kind AND k.version = CAST($2 AS BIGINT)) THEN "
      "(SELECT MAX(k.version) + 1 FROM body_document k WHERE k.body_id = $4 AND k.kind = body_document.kind) "
      "ELSE CAST($2 AS BIGINT) END WHERE id = $1 AND body_id = $3"}},
    {"relation_from",
     IdentityKind::body,
     {"SELECT id, '-' FROM body_relation WHERE from_body_id = $1 ORDER BY id"},
     {"UPDATE body_relation SET from_body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND from_body_id = $3 AND to_body_id <> $4"}},
    {"relation_to",
     IdentityKind::body,
     {"SELECT id, '-' FROM body_relation WHERE to_body_id = $1 ORDER BY id"},
     {"UPDATE body_relation SET to_body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND to_body_id = $3 AND from_body_id <> $4"}},
    {"predecessor",
     IdentityKind::body,
     {"SELECT successor_id, '-' FROM body_succession WHERE predecessor_id = $1 ORDER BY successor_id"},
     {"UPDATE body_succession SET predecessor_id = $4 WHERE successor_id = $1 AND '-' = CAST($2 AS TEXT) AND predecessor_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM body_succession k WHERE k.predecessor_id = $4 AND k.successor_id = $1)"}},
    {"successor",
     IdentityKind::body,
     {"SELECT predecessor_id, '-' FROM body_succession WHERE successor_id = $1 ORDER BY predecessor_id"},
     {"UPDATE body_succession SET successor_id = $4 WHERE predecessor_id = $1 AND '-' = CAST($2 AS TEXT) AND successor_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM body_succession k WHERE k.successor_id = $4 AND k.predecessor_id = $1)"}},
    {"rule",
     IdentityKind::body,
     {"SELECT id, '-' FROM composition_rule WHERE body_id = $1 ORDER BY id"},
     // A rule that stands in both would ask for twice as many.
     {"UPDATE composition_rule SET body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3 AND (EXISTS "
      "(SELECT 1 FROM composition_deviation d WHERE d.rule_id = composition_rule.id) OR NOT EXISTS (SELECT 1 FROM composition_rule k "
      "WHERE k.body_id = $4 AND k.sentence = composition_rule.sentence AND COALESCE(k.valid_from, '') = COALESCE(composition_rule.valid_from, '') "
      "AND COALESCE(k.valid_to, '') = COALESCE(composition_rule.valid_to, '')))"}},
    {"seat",
     IdentityKind::body,
     {"SELECT id, '-' FROM seat WHERE body_id = $1 ORDER BY id"},
     {"UPDATE seat SET body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3"}},
    // One that is at work stays where the other body has one at work too.
    {"hand_over",
     IdentityKind::body,
     {"SELECT id, '-' FROM hand_over WHERE body_id = $1 ORDER BY id"},
     {"UPDATE hand_over SET body_id = $4 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3 AND (state IN ('approved', 'cancelled') "
      "OR NOT EXISTS (SELECT 1 FROM hand_over k WHERE k.body_id = $4 AND k.state IN ('draft', 'for_approval')))"}},
    {"hand_over_successor",
     IdentityKind::body,
     {"SELECT hand_over_id, '-' FROM hand_over_successor WHERE body_id = $1 ORDER BY hand_over_id"},
     {"UPDATE hand_over_successor SET body_id = $4 WHERE hand_over_id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM hand_over_successor k WHERE k.hand_over_id = $1 AND k.body_id = $4)"}},
    {"hand_over_matter",
     IdentityKind::body,
     {"SELECT hand_over_id, kind || ' ' || matter_id FROM hand_over_matter WHERE successor_id = $1 ORDER BY hand_over_id, kind, matter_id"},
     {"UPDATE hand_over_matter SET successor_id = $4 WHERE hand_over_id = $1 AND kind || ' ' || matter_id = $2 AND successor_id = $3"}},
    {"hand_over_approval",
     IdentityKind::body,
     {"SELECT hand_over_id, '-' FROM hand_over_approval WHERE body_id = $1 ORDER BY hand_over_id"},
     {"UPDATE hand_over_approval SET body_id = $4 WHERE hand_over_id = $1 AND '-' = CAST($2 AS TEXT) AND body_id = $3 "
      "AND NOT EXISTS (SELECT 1 FROM hand_over_approval k WHERE k.hand_over_id = $1 AND k.body_id = $4)"}}};

// For choosing which to split off: a name, what it is there, where, and the seat or body it leads to.
const Sql person_mentions_sql{
    "SELECT 'term', t.id, p.name, s.label, b.name, s.id FROM seat_term t JOIN seat s ON s.id = t.seat_id JOIN body b ON b.id = s.body_id "
    "JOIN person p ON p.id = t.person_id WHERE t.person_id = $1 UNION ALL "
    "SELECT 'substitute', t.id, p.name, s.label, b.name, s.id FROM seat_substitute t JOIN seat s ON s.id = t.seat_id JOIN body b ON b.id = s.body_id "
    "JOIN person p ON p.id = t.person_id WHERE t.person_id = $1 ORDER BY 5, 4, 2 LIMIT $2"};
const Sql organisation_mentions_sql{
    "SELECT 'seat_of', s.id, o.name, s.label, b.name, s.id FROM seat s JOIN body b ON b.id = s.body_id JOIN organisation o ON o.id = s.organisation_id "
    "WHERE s.organisation_id = $1 UNION ALL "
    "SELECT 'appointed_by', s.id, o.name, s.label, b.name, s.id FROM seat s JOIN body b ON b.id = s.body_id JOIN organisation o ON o.id = s.appointed_by "
    "WHERE s.appointed_by = $1 ORDER BY 5, 4, 1 LIMIT $2"};

constexpr Sql set_aside_rules_sql{
    "SELECT 1 FROM composition_rule g WHERE g.body_id = $2 AND EXISTS (SELECT 1 FROM composition_rule k WHERE k.body_id = $1) "
    "AND NOT EXISTS (SELECT 1 FROM composition_rule k WHERE k.body_id = $1 AND k.sentence = g.sentence "
    "AND COALESCE(k.valid_from, '') = COALESCE(g.valid_from, '') AND COALESCE(k.valid_to, '') = COALESCE(g.valid_to, '')) LIMIT 1"};
constexpr Sql both_have_seats_sql{
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM seat WHERE body_id = $1) AND EXISTS (SELECT 1 FROM seat WHERE body_id = $2)"};

struct Row {
  const Slot* slot;
  std::string first, second;
  std::string text() const { return std::string(slot->name) + " " + first + " " + second; }
};

std::vector<Row> rows_of(Connection& connection, IdentityKind kind, std::string_view id) {
  std::vector<Row> found;
  for (const auto& slot : slots) {
    if (slot.kind != kind) continue;
    auto rows = connection.query(slot.list, id);
    while (rows.next()) found.push_back({&slot, rows.string(0), rows.string(1)});
  }
  return found;
}

// "slot first second"; the second may hold blanks.
std::optional<Row> parse(std::string_view text) {
  const auto a = text.find(' ');
  const auto b = a == text.npos ? a : text.find(' ', a + 1);
  if (b == text.npos) return std::nullopt;
  const auto* slot = std::ranges::find(slots, text.substr(0, a), &Slot::name);
  if (slot == std::end(slots)) return std::nullopt;
  return Row{slot, std::string(text.substr(a + 1, b - a - 1)), std::string(text.substr(b + 1))};
}

bool move(Connection& connection, const Row& row, std::string_view from, std::string_view to) {
  const std::string_view name = row.slot->name;
  if (name == "predecessor" || name == "successor") {
    const auto standing = all_successions(connection);
    const bool closes = name == "predecessor" ? would_close_circle(standing, to, row.first)
                                              : would_close_circle(standing, row.first, to);
    if (closes) return false;
  }
  return connection.execute(row.slot->move, row.first, row.second, from, to) == 1;
}

// Whoever follows the rights of seats must hear of it.
void tell(Transaction& transaction, const Row& row) {
  const std::string_view name = row.slot->name;
  if (name == "seat") transaction.changed({"seat", row.first, R"({"body_changed":true})"});
  if (name == "term" || name == "substitute") transaction.changed({"seat", row.first, R"({"holder_merged":true})"});
}

// The kept one's profile is filled in from the other's, which stays where it is.
constexpr std::string_view filled_word = "filled ";

template <class Merge>
std::vector<std::string> fill(const Merge& merge, auto write) {
  if (!merge.filled.empty()) write(merge.merged);
  return merge.filled;
}

std::string fill_profile(Transaction& transaction, IdentityKind kind, std::string_view from, std::string_view to) {
  auto& connection = transaction.connection();
  std::vector<std::string> filled;
  if (kind == IdentityKind::body) {
    const auto gone = find_profile_row(connection, from), kept = find_profile_row(connection, to);
    if (gone && kept)
      filled = fill(merge_profiles(*kept, *gone), [&](const BodyProfile& one) { write_profile(connection, one); });
  } else if (kind == IdentityKind::organisation) {
    const auto gone = find_organisation_row(connection, from), kept = find_organisation_row(connection, to);
    if (gone && kept)
      filled = fill(merge_organisations(*kept, *gone),
                    [&](const Organisation& one) { update_organisation(connection, one); });
  }
  if (filled.empty()) return {};
  std::string line(filled_word);
  for (const auto& field : filled) line += field + " ";
  return line + "\n";
}

void empty_profile(Transaction& transaction, IdentityKind kind, std::string_view filled, std::string_view from,
                   std::string_view to) {
  auto& connection = transaction.connection();
  std::vector<std::string> fields;
  for (const auto field : split(filled, ' '))
    if (!field.empty()) fields.emplace_back(field);
  if (kind == IdentityKind::body) {
    const auto gone = find_profile_row(connection, from), kept = find_profile_row(connection, to);
    if (gone && kept) write_profile(connection, without_filled(*kept, *gone, fields));
  } else if (kind == IdentityKind::organisation) {
    const auto gone = find_organisation_row(connection, from), kept = find_organisation_row(connection, to);
    if (gone && kept) update_organisation(connection, without_filled(*kept, *gone, fields));
  }
}

std::string sentences_of(Connection& connection, std::string_view body_id) {
  std::string out;
  for (const auto& rule : rules(connection, body_id)) out += (out.empty() ? "" : "\n") + rule.sentence;
  return out;
}

std::string labels_of(Connection& connection, std::string_view body_id) {
  std::string out;
  for (const auto& one : seats(connection, body_id)) out += (out.empty() ? "" : "\n") + one.seat.label;
  return out;
}

std::string said(const Contact& contact) {
  return contact.email.value_or("") + (contact.email && contact.telephone ? "\n" : "") + contact.telephone.value_or("");
}

std::vector<bodies::Disagreement> conflicts(Connection& connection, IdentityKind kind, std::string_view kept_id,
                                            std::string_view gone_id) {
  if (kind == IdentityKind::person) {
    // Only one contact can stand, and the kept one's does where there is one.
    const auto kept = contact_of(connection, kept_id), gone = contact_of(connection, gone_id);
    if (kept == gone || kept == Contact{} || gone == Contact{}) return {};
    return {{"kontakten", said(kept), said(gone)}};
  }
  if (kind == IdentityKind::organisation) {
    const auto gone = find_organisation_row(connection, gone_id), kept = find_organisation_row(connection, kept_id);
    return gone && kept ? merge_organisations(*kept, *gone).conflicts : std::vector<bodies::Disagreement>{};
  }
  std::vector<bodies::Disagreement> what;
  // With or without a row of its profile: a body known from minutes alone has a level, too.
  const auto gone = find_profile(connection, gone_id), kept = find_profile(connection, kept_id);
  if (gone && kept) what = merge_profiles(*kept, *gone).conflicts;
  if (connection.query(set_aside_rules_sql, kept_id, gone_id).next())
    what.push_back({"reglerne om sammensætning", sentences_of(connection, kept_id), sentences_of(connection, gone_id)});
  if (connection.query(both_have_seats_sql, kept_id, gone_id).next())
    what.push_back({"pladserne", labels_of(connection, kept_id), labels_of(connection, gone_id)});
  return what;
}

std::string move_all(Transaction& transaction, IdentityKind kind, std::string_view from, std::string_view to) {
  std::string moved = fill_profile(transaction, kind, from, to);
  for (const auto& row : rows_of(transaction.connection(), kind, from)) {
    if (!move(transaction.connection(), row, from, to)) continue;
    tell(transaction, row);
    moved += row.text() + "\n";
  }
  return moved;
}

void move_back(Transaction& transaction, IdentityKind kind, std::string_view moved, std::string_view from,
               std::string_view to) {
  for (const auto line : split(moved, '\n')) {
    if (line.starts_with(filled_word)) {
      empty_profile(transaction, kind, line.substr(filled_word.size()), from, to);
      continue;
    }
    const auto row = parse(line);
    if (row && row->slot->kind == kind && move(transaction.connection(), *row, to, from)) tell(transaction, *row);
  }
}

std::string_view what_danish(std::string_view slot) {
  if (slot == "substitute") return "stedfortræder";
  if (slot == "appointed_by") return "udpeger";
  return "plads";
}

std::vector<bodies::Mention> mentions(Connection& connection, IdentityKind kind, std::string_view id,
                                      std::int64_t most) {
  std::vector<bodies::Mention> found;
  if (kind == IdentityKind::body) return found;  // a body's seats are not parted between two bodies
  auto rows =
      connection.query(kind == IdentityKind::person ? person_mentions_sql : organisation_mentions_sql, id, most);
  while (rows.next())
    found.push_back({rows.string(0) + " " + rows.string(1) + " -", rows.string(2),
                     std::string(what_danish(rows.text(0))), rows.string(4) + ", " + rows.string(3),
                     "/pladser/" + rows.string(5)});
  return found;
}

Result<std::vector<bodies::MovedMention>> move_some(Transaction& transaction, IdentityKind kind,
                                                    const std::vector<std::string>& chosen, std::string_view from,
                                                    std::string_view to) {
  std::vector<bodies::MovedMention> moved;
  for (const auto& value : chosen) {
    const auto row = parse(value);
    if (!row || row->slot->kind != kind || !move(transaction.connection(), *row, from, to))
      return fail(Problem::Kind::conflict, "Et af de valgte steder er ændret imens. Genindlæs siden, og vælg igen.",
                  "no mention " + value.substr(0, 200));
    tell(transaction, *row);
  }
  return moved;
}

}  // namespace

bodies::References identity_references() { return {mentions, move_all, move_back, move_some, conflicts}; }

}  // namespace klynge::structure
