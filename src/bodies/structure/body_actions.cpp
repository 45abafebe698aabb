#include "bodies/structure/body_actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/identity_store.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/seat_follow.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;

const audit::Action body_add_action{"body.add", may_change_structure};
const audit::Action body_change_action{"body.change", may_change_structure};
const audit::Action body_duty_action{"body.duty", may_change_structure};
const audit::Action body_relation_action{"body.relation", may_change_structure};
const audit::Action body_succession_action{"body.succession", may_change_structure};

constexpr std::int64_t most_meetings_per_year = 366;

Json json_of_profile(const BodyProfile& one) {
  return {{"level", bodies::name(one.level)},
          {"reach", name(one.reach)},
          {"cluster", json_of(one.cluster_id)},
          {"region", json_of(one.region_id)},
          {"period", json_of(one.period)},
          {"planned", one.planned},
          {"legal_basis", json_of(one.legal_basis)},
          {"secretariat", json_of(one.secretariat)},
          {"meetings_per_year", one.meetings_per_year ? Json(*one.meetings_per_year) : Json()},
          {"contact", json_of(one.contact)},
          {"open_questions", json_of(one.open_questions)}};
}

Result<void> check_texts(const BodyProfile& one) {
  for (const auto* text : {&one.legal_basis, &one.secretariat, &one.contact, &one.open_questions})
    if (auto fits = check_length(*text, note_bytes, "En af teksterne"); !fits) return fits;
  if (one.meetings_per_year && (*one.meetings_per_year < 0 || *one.meetings_per_year > most_meetings_per_year))
    return invalid(fmt::format("Antallet af møder om året skal være mellem 0 og {}.", most_meetings_per_year),
                   "meetings per year out of range");
  return {};
}

Result<BodyProfile> checked(Connection& connection, BodyProfile one) {
  one.legal_basis = several_lines(one.legal_basis);
  one.secretariat = several_lines(one.secretariat);
  one.contact = several_lines(one.contact);
  one.open_questions = several_lines(one.open_questions);
  if (auto fits = check_texts(one); !fits) return std::unexpected(fits.error());
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  if (one.cluster_id && one.cluster_id->empty()) one.cluster_id.reset();
  if (one.region_id && one.region_id->empty()) one.region_id.reset();
  if (one.cluster_id && !find_cluster(connection, *one.cluster_id))
    return not_there("Det valgte område", *one.cluster_id);
  if (one.region_id) {
    const auto region = find_organisation(connection, *one.region_id);
    if (!region || region->kind != OrganisationKind::region)
      return invalid("Vælg en region, der står i registeret.", "no such region");
  }
  return one;
}

Json json_of_duty(const Duty& one) {
  return {{"duty", one.id}, {"position", one.position}, {"text", one.text}, {"period", json_of(one.period)}};
}

Result<Duty> checked_duty(Duty one) {
  const auto text = several_lines(one.text);
  if (!text) return invalid("Skriv, hvad opgaven er.", "a duty without text");
  one.text = *text;
  if (auto fits = check_length(one.text, note_bytes, "Opgaven"); !fits) return std::unexpected(fits.error());
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  return one;
}

Result<void> change_duty_in(Transaction& transaction, const Duty& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_duty(connection, wanted.id);
  if (!before) return not_there("Opgaven", wanted.id);
  auto after = checked_duty(wanted);
  if (!after) return std::unexpected(after.error());
  after->body_id = before->body_id;
  update_duty(connection, *after);
  transaction.changed({"body", after->body_id, difference(json_of_duty(*before), json_of_duty(*after))});
  return {};
}

Json json_of_relation(const Relation& one) {
  return {{"relation", one.id},
          {"kind", name(one.kind)},
          {"from", one.from_body_id},
          {"to", one.to_body_id},
          {"period", json_of(one.period)}};
}

Result<void> check_relation(Connection& connection, const Relation& one) {
  if (one.from_body_id == one.to_body_id)
    return invalid("Et organ kan ikke referere til eller høre sig selv. Vælg et andet organ.", "related to itself");
  for (const auto* id : {&one.from_body_id, &one.to_body_id})
    if (!find_profile(connection, *id)) return not_there("Det valgte organ", *id);
  if (auto fits = check_period(one.period); !fits) return fits;
  for (const auto& other : relations(connection, one.from_body_id))
    if (other.id != one.id && other.kind == one.kind && other.from_body_id == one.from_body_id &&
        other.to_body_id == one.to_body_id && overlaps(other.period, one.period))
      return fail(Problem::Kind::conflict, "Den forbindelse står der allerede for noget af den tid. Ret den, der står.",
                  "relation stands already");
  return {};
}

Result<void> change_relation_in(Transaction& transaction, const Relation& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_relation(connection, wanted.id);
  if (!before) return not_there("Forbindelsen", wanted.id);
  Relation after = *before;
  after.period = wanted.period;
  if (auto fits = check_relation(connection, after); !fits) return fits;
  update_relation(connection, after);
  transaction.changed({"body", after.from_body_id, difference(json_of_relation(*before), json_of_relation(after))});
  return {};
}

// The period without what lies after `end`; none where it has ended by then.
std::optional<Period> cut(const Period& period, Date end) {
  if (period.to && *period.to <= end) return std::nullopt;
  return Period{period.from, end};
}

template <class Row, class Update>
void end_rows(Connection& connection, std::vector<Row> rows, Date end, Update update) {
  for (auto& row : rows) {
    const auto period = cut(row.period, end);
    if (!period || period->is_empty()) continue;  // over, or never begun in this body's time
    row.period = *period;
    update(connection, row);
  }
}

}  // namespace

Result<std::string> add_body_in(Transaction& transaction, const BodyProfile& wanted) {
  auto& connection = transaction.connection();
  const auto shown = one_line(wanted.name);
  if (!shown || shown->size() > name_characters)
    return invalid("Skriv et navn på organet, højst 300 tegn.", "empty or too long name");
  if (body_named(connection, *shown))
    return fail(Problem::Kind::conflict, "Der er allerede et organ, der hedder ”" + *shown + "”.", "name is taken");
  auto one = checked(connection, wanted);
  if (!one) return std::unexpected(one.error());
  one->body_id = transaction.new_id_text();
  one->name = *shown;
  bodies::insert_body(connection, one->body_id, one->name, one->level);
  bodies::add_name(connection, bodies::IdentityKind::body, one->body_id, one->name);
  write_profile(connection, *one);
  auto payload = json_of_profile(*one);
  payload["name"] = one->name;
  transaction.changed({"body", one->body_id, difference({}, payload)});
  return one->body_id;
}

Result<std::string> add_body(audit::Book& book, const audit::Actor& actor, const BodyProfile& profile) {
  return audit::perform<std::string>(book, actor, body_add_action,
                                     [&](Transaction& transaction) { return add_body_in(transaction, profile); });
}

Result<void> change_profile_in(Transaction& transaction, const BodyProfile& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_profile(connection, wanted.body_id);
  if (!before) return not_there("Organet", wanted.body_id);
  const auto after = checked(connection, wanted);
  if (!after) return std::unexpected(after.error());
  if (auto done = seats_follow_body(connection, after->body_id, before->period, after->period); !done) return done;
  write_profile(connection, *after);
  transaction.changed({"body", after->body_id, difference(json_of_profile(*before), json_of_profile(*after))});
  return {};
}

Result<void> change_profile(audit::Book& book, const audit::Actor& actor, const BodyProfile& profile) {
  return audit::perform<void>(book, actor, body_change_action,
                              [&](Transaction& transaction) { return change_profile_in(transaction, profile); });
}

Result<void> end_body_in(Transaction& transaction, std::string_view body_id, Date end) {
  auto& connection = transaction.connection();
  const auto before = find_profile(connection, body_id);
  if (!before) return not_there("Organet", body_id);
  auto after = *before;
  if (const auto period = cut(before->period, end)) after.period = *period;
  if (auto fits = check_period(after.period); !fits) return fits;
  if (auto done = end_seats_of_body(connection, body_id, end); !done) return done;
  end_rows(connection, duties(connection, body_id), end, update_duty);
  end_rows(connection, relations(connection, body_id), end, update_relation);
  end_rows(connection, rules(connection, body_id), end, update_rule);
  write_profile(connection, after);
  transaction.changed({"body", after.body_id, difference(json_of_profile(*before), json_of_profile(after))});
  return {};
}

Result<std::string> add_duty_in(Transaction& transaction, const Duty& wanted) {
  auto& connection = transaction.connection();
  auto one = checked_duty(wanted);
  if (!one) return std::unexpected(one.error());
  if (!find_profile(connection, one->body_id)) return not_there("Organet", one->body_id);
  one->id = transaction.new_id_text();
  const auto standing = duties(connection, one->body_id);
  if (one->position <= 0) one->position = standing.empty() ? 1 : standing.back().position + 1;
  insert_duty(connection, *one);
  transaction.changed({"body", one->body_id, difference({}, json_of_duty(*one))});
  return one->id;
}

Result<std::string> add_duty(audit::Book& book, const audit::Actor& actor, const Duty& duty) {
  return audit::perform<std::string>(book, actor, body_duty_action,
                                     [&](Transaction& transaction) { return add_duty_in(transaction, duty); });
}

Result<void> change_duty(audit::Book& book, const audit::Actor& actor, const Duty& duty) {
  return audit::perform<void>(book, actor, body_duty_action,
                              [&](Transaction& transaction) { return change_duty_in(transaction, duty); });
}

Result<std::string> add_relation_in(Transaction& transaction, const Relation& wanted) {
  Relation one = wanted;
  one.id.clear();
  if (auto fits = check_relation(transaction.connection(), one); !fits) return std::unexpected(fits.error());
  one.id = transaction.new_id_text();
  insert_relation(transaction.connection(), one);
  transaction.changed({"body", one.from_body_id, difference({}, json_of_relation(one))});
  return one.id;
}

Result<std::string> add_relation(audit::Book& book, const audit::Actor& actor, const Relation& relation) {
  return audit::perform<std::string>(book, actor, body_relation_action,
                                     [&](Transaction& transaction) { return add_relation_in(transaction, relation); });
}

Result<void> change_relation(audit::Book& book, const audit::Actor& actor, const Relation& relation) {
  return audit::perform<void>(book, actor, body_relation_action,
                              [&](Transaction& transaction) { return change_relation_in(transaction, relation); });
}

Result<void> set_succession_in(Transaction& transaction, const Succession& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_profile(connection, wanted.predecessor_id),
             after = find_profile(connection, wanted.successor_id);
  if (!before || !after) return not_there("Det valgte organ", before ? wanted.successor_id : wanted.predecessor_id);
  if (before->body_id == after->body_id)
    return invalid("Et organ kan ikke efterfølge sig selv. Vælg et andet organ.", "succeeds itself");
  if (would_close_circle(all_successions(connection), before->body_id, after->body_id))
    return invalid(fmt::format("”{}” kommer allerede før ”{}”. Så ville organet komme til at efterfølge sig selv.",
                               after->name, before->name),
                   "a circle of successions");
  Succession one = wanted;
  one.note = one_line(one.note);
  if (auto fits = check_length(one.note, note_bytes, "Bemærkningen"); !fits) return fits;
  write_succession(connection, one);
  transaction.changed(
      {"body", one.predecessor_id,
       Json{{"successor", one.successor_id}, {"on_day", json_of(one.on_day)}, {"note", json_of(one.note)}}.dump()});
  return {};
}

Result<void> set_succession(audit::Book& book, const audit::Actor& actor, const Succession& succession) {
  return audit::perform<void>(book, actor, body_succession_action,
                              [&](Transaction& transaction) { return set_succession_in(transaction, succession); });
}

Result<void> take_succession_back(audit::Book& book, const audit::Actor& actor, std::string_view predecessor_id,
                                  std::string_view successor_id) {
  return audit::perform<void>(book, actor, body_succession_action, [&](Transaction& transaction) -> Result<void> {
    const auto all = all_successions(transaction.connection());
    const bool stands = std::ranges::any_of(all, [&](const Succession& one) {
      return one.predecessor_id == predecessor_id && one.successor_id == successor_id;
    });
    if (!stands) return not_there("Forbindelsen", predecessor_id);
    remove_succession(transaction.connection(), predecessor_id, successor_id);
    transaction.changed({"body", std::string(predecessor_id), Json{{"no_successor", successor_id}}.dump()});
    return {};
  });
}

}  // namespace klynge::structure
