#include "bodies/structure/rule_store.hpp"

#include <algorithm>

namespace klynge::structure {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

// Of one body ($1) and of all: one statement for both would read all and pick one.
const Sql rules_sql{
    "SELECT id, body_id, position, sentence, source, valid_from, valid_to FROM composition_rule WHERE body_id = $1 ORDER BY position, id"};
const Sql all_rules_sql{
    "SELECT id, body_id, position, sentence, source, valid_from, valid_to FROM composition_rule ORDER BY body_id, position, id"};
const Sql deviations_sql{
    "SELECT d.id, d.rule_id, d.reason, d.decided_by, d.decided_on, d.sentence, d.valid_from, d.valid_to FROM composition_rule r "
    "JOIN composition_deviation d ON d.rule_id = r.id WHERE r.body_id = $1 ORDER BY COALESCE(d.valid_from, ''), d.id"};
const Sql all_deviations_sql{
    "SELECT id, rule_id, reason, decided_by, decided_on, sentence, valid_from, valid_to FROM composition_deviation ORDER BY COALESCE(valid_from, ''), id"};
const Sql find_rule_sql{
    "SELECT id, body_id, position, sentence, source, valid_from, valid_to FROM composition_rule WHERE id = $1"};
const Sql deviations_of_rule_sql{
    "SELECT id, rule_id, reason, decided_by, decided_on, sentence, valid_from, valid_to FROM composition_deviation WHERE rule_id = $1 "
    "ORDER BY COALESCE(valid_from, ''), id"};
const Sql find_deviation_sql{
    "SELECT id, rule_id, reason, decided_by, decided_on, sentence, valid_from, valid_to FROM composition_deviation WHERE id = $1"};
const Sql insert_rule_sql{
    "INSERT INTO composition_rule (id, body_id, position, sentence, source, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql update_rule_sql{
    "UPDATE composition_rule SET position = $2, sentence = $3, source = $4, valid_from = $5, valid_to = $6 WHERE id = $1"};
const Sql insert_deviation_sql{
    "INSERT INTO composition_deviation (id, rule_id, reason, decided_by, decided_on, sentence, valid_from, valid_to) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const Sql update_deviation_sql{
    "UPDATE composition_deviation SET reason = $2, decided_by = $3, decided_on = $4, sentence = $5, valid_from = $6, valid_to = $7 WHERE id = $1"};

RuleRow read_rule(Rows& rows) {
  return {.id = rows.string(0),
          .body_id = rows.string(1),
          .position = rows.integer(2),
          .sentence = rows.string(3),
          .source = rows.optional_string(4),
          .period = period_of(rows, 5, 6)};
}

Deviation read_deviation(Rows& rows) {
  return {.id = rows.string(0),
          .rule_id = rows.string(1),
          .reason = rows.string(2),
          .decided_by = rows.string(3),
          .decided_on = rows.is_null(4) ? std::nullopt : parse_iso_date(rows.text(4)),
          .sentence = rows.optional_string(5),
          .period = period_of(rows, 6, 7)};
}

std::optional<std::string> text_of(const std::optional<Date>& day) {
  return day ? std::optional(iso(*day)) : std::nullopt;
}

}  // namespace

std::vector<RuleRow> rules(Connection& connection, std::string_view body_id) {
  std::vector<RuleRow> found;
  {
    auto rows = body_id.empty() ? connection.query(all_rules_sql) : connection.query(rules_sql, body_id);
    while (rows.next()) found.push_back(read_rule(rows));
  }
  if (found.empty()) return found;
  auto rows = body_id.empty() ? connection.query(all_deviations_sql) : connection.query(deviations_sql, body_id);
  while (rows.next()) {
    const auto rule = std::ranges::find(found, rows.text(1), &RuleRow::id);
    if (rule != found.end()) rule->deviations.push_back(read_deviation(rows));
  }
  return found;
}

std::optional<RuleRow> find_rule(Connection& connection, std::string_view id) {
  std::optional<RuleRow> rule;
  {
    auto rows = connection.query(find_rule_sql, id);
    if (!rows.next()) return std::nullopt;
    rule = read_rule(rows);
  }
  auto rows = connection.query(deviations_of_rule_sql, id);
  while (rows.next()) rule->deviations.push_back(read_deviation(rows));
  return rule;
}

void insert_rule(Connection& connection, const RuleRow& one) {
  connection.execute(insert_rule_sql, one.id, one.body_id, one.position, one.sentence, one.source,
                     from_text(one.period), to_text(one.period));
}

void update_rule(Connection& connection, const RuleRow& one) {
  connection.execute(update_rule_sql, one.id, one.position, one.sentence, one.source, from_text(one.period),
                     to_text(one.period));
}

void insert_deviation(Connection& connection, const Deviation& one) {
  connection.execute(insert_deviation_sql, one.id, one.rule_id, one.reason, one.decided_by, text_of(one.decided_on),
                     one.sentence, from_text(one.period), to_text(one.period));
}

void update_deviation(Connection& connection, const Deviation& one) {
  connection.execute(update_deviation_sql, one.id, one.reason, one.decided_by, text_of(one.decided_on), one.sentence,
                     from_text(one.period), to_text(one.period));
}

std::optional<Deviation> find_deviation(Connection& connection, std::string_view id) {
  auto rows = connection.query(find_deviation_sql, id);
  if (!rows.next()) return std::nullopt;
  return read_deviation(rows);
}

}  // namespace klynge::structure
