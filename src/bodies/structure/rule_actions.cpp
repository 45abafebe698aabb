#include "bodies/structure/rule_actions.hpp"

#include "bodies/composition/rule.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/decision.hpp"
#include "bodies/structure/permissions.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;

const audit::Action rule_add_action{"rule.add", may_change_structure};
const audit::Action rule_change_action{"rule.change", may_change_structure};
const audit::Action deviation_add_action{"deviation.add", may_change_structure};
const audit::Action deviation_change_action{"deviation.change", may_change_structure};

Json json_of_rule(const RuleRow& one) {
  return {{"rule", one.id},
          {"position", one.position},
          {"sentence", one.sentence},
          {"source", json_of(one.source)},
          {"period", json_of(one.period)}};
}

Json json_of_deviation(const Deviation& one) {
  return {{"deviation", one.id},
          {"rule", one.rule_id},
          {"reason", one.reason},
          {"decided_by", one.decided_by},
          {"decided_on", json_of(one.decided_on)},
          {"sentence", json_of(one.sentence)},
          {"period", json_of(one.period)}};
}

// The sentence in its standard form.
Result<std::string> standard_form(std::string_view sentence) {
  const auto rule = composition::parse(sentence);
  if (!rule) return std::unexpected(rule.error());
  if (const auto never = composition::never_met(*rule)) return invalid(*never, "a rule that can never be met");
  return composition::write(*rule);
}

Result<RuleRow> checked(RuleRow one) {
  auto sentence = standard_form(one.sentence);
  if (!sentence) return std::unexpected(sentence.error());
  one.sentence = std::move(*sentence);
  one.source = one_line(one.source);
  if (auto fits = check_length(one.source, note_bytes, "Kilden"); !fits) return std::unexpected(fits.error());
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  return one;
}

Result<Deviation> checked(Deviation one) {
  const auto reason = several_lines(one.reason);
  if (!reason) return invalid("Skriv, hvorfor reglen er fraveget.", "a deviation without a reason");
  const auto decided = decision_from(one.decided_by);
  if (!decided)
    return invalid("Skriv, hvem der har besluttet det, eller sæt linket til punktet ind.",
                   "a deviation without a decision");
  one.reason = *reason;
  one.decided_by = *decided;
  for (const auto* text : {&one.reason, &one.decided_by})
    if (auto fits = check_length(*text, note_bytes, "En af teksterne"); !fits) return std::unexpected(fits.error());
  one.sentence = one_line(one.sentence);
  if (one.sentence) {
    auto sentence = standard_form(*one.sentence);
    if (!sentence) return std::unexpected(sentence.error());
    one.sentence = std::move(*sentence);
  }
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  return one;
}

Result<void> change_rule_in(Transaction& transaction, const RuleRow& wanted) {
  const auto before = find_rule(transaction.connection(), wanted.id);
  if (!before) return not_there("Reglen", wanted.id);
  auto after = checked(wanted);
  if (!after) return std::unexpected(after.error());
  after->body_id = before->body_id;
  if (after->position <= 0) after->position = before->position;
  update_rule(transaction.connection(), *after);
  transaction.changed({"body", after->body_id, difference(json_of_rule(*before), json_of_rule(*after))});
  return {};
}

Result<void> change_deviation_in(Transaction& transaction, const Deviation& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_deviation(connection, wanted.id);
  const auto rule = before ? find_rule(connection, before->rule_id) : std::nullopt;
  if (!rule) return not_there("Fravigelsen", wanted.id);
  auto after = checked(wanted);
  if (!after) return std::unexpected(after.error());
  after->rule_id = before->rule_id;
  update_deviation(connection, *after);
  transaction.changed({"body", rule->body_id, difference(json_of_deviation(*before), json_of_deviation(*after))});
  return {};
}

}  // namespace

Result<std::string> add_rule_in(Transaction& transaction, const RuleRow& wanted) {
  auto& connection = transaction.connection();
  if (!find_profile(connection, wanted.body_id)) return not_there("Organet", wanted.body_id);
  auto one = checked(wanted);
  if (!one) return std::unexpected(one.error());
  one->id = transaction.new_id_text();
  if (one->position <= 0) {
    const auto standing = rules(connection, one->body_id);
    one->position = standing.empty() ? 1 : standing.back().position + 1;
  }
  insert_rule(connection, *one);
  transaction.changed({"body", one->body_id, difference({}, json_of_rule(*one))});
  return one->id;
}

Result<std::string> add_rule(audit::Book& book, const audit::Actor& actor, const RuleRow& rule) {
  return audit::perform<std::string>(book, actor, rule_add_action,
                                     [&](Transaction& transaction) { return add_rule_in(transaction, rule); });
}

Result<void> change_rule(audit::Book& book, const audit::Actor& actor, const RuleRow& rule) {
  return audit::perform<void>(book, actor, rule_change_action,
                              [&](Transaction& transaction) { return change_rule_in(transaction, rule); });
}

Result<std::string> add_deviation_in(Transaction& transaction, const Deviation& wanted) {
  auto& connection = transaction.connection();
  const auto rule = find_rule(connection, wanted.rule_id);
  if (!rule) return not_there("Reglen", wanted.rule_id);
  auto one = checked(wanted);
  if (!one) return std::unexpected(one.error());
  one->id = transaction.new_id_text();
  insert_deviation(connection, *one);
  transaction.changed({"body", rule->body_id, difference({}, json_of_deviation(*one))});
  return one->id;
}

Result<std::string> add_deviation(audit::Book& book, const audit::Actor& actor, const Deviation& deviation) {
  return audit::perform<std::string>(book, actor, deviation_add_action, [&](Transaction& transaction) {
    return add_deviation_in(transaction, deviation);
  });
}

Result<void> change_deviation(audit::Book& book, const audit::Actor& actor, const Deviation& deviation) {
  return audit::perform<void>(book, actor, deviation_change_action,
                              [&](Transaction& transaction) { return change_deviation_in(transaction, deviation); });
}

}  // namespace klynge::structure
