#include "bodies/structure/organisation_actions.hpp"

#include "bodies/identity_store.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;

const audit::Action organisation_add_action{"organisation.add", may_change_structure};
const audit::Action organisation_change_action{"organisation.change", may_change_structure};

constexpr std::size_t contact_bytes = 2'000;

Json json_of_organisation(const Organisation& one) {
  return {{"kind", bodies::name(one.kind)},
          {"code", json_of(one.code)},
          {"parent", json_of(one.parent_id)},
          {"period", json_of(one.period)},
          {"contact", json_of(one.contact)}};
}

Result<void> check_parent(database::Connection& connection, const Organisation& one) {
  if (!one.parent_id) return {};
  if (*one.parent_id == one.id)
    return invalid("En organisation kan ikke høre under sig selv. Vælg en anden region.", "its own parent");
  const auto parent = find_organisation(connection, *one.parent_id);
  if (!parent) return not_there("Den valgte region", *one.parent_id);
  if (parent->kind != OrganisationKind::region)
    return invalid("”" + parent->name + "” er ikke en region. Vælg en region.", "parent is no region");
  return {};
}

Result<void> check_code(database::Connection& connection, const Organisation& one) {
  if (!one.code) return {};
  const auto code = read_code(*one.code);
  if (!code) return std::unexpected(code.error());
  const auto other = find_organisation_by_code(connection, *one.code);
  if (other && other->id != one.id)
    return fail(Problem::Kind::conflict, "Koden " + *one.code + " hører til ”" + other->name + "”. Ret koden.",
                "code is taken");
  return {};
}

Result<Organisation> checked(database::Connection& connection, Organisation one) {
  if (one.code && one.code->empty()) one.code.reset();
  if (one.parent_id && one.parent_id->empty()) one.parent_id.reset();
  one.contact = several_lines(one.contact);
  if (auto fits = check_length(one.contact, contact_bytes, "Kontaktteksten"); !fits)
    return std::unexpected(fits.error());
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  if (auto fits = check_code(connection, one); !fits) return std::unexpected(fits.error());
  if (auto fits = check_parent(connection, one); !fits) return std::unexpected(fits.error());
  return one;
}

}  // namespace

Result<std::string> add_organisation_in(Transaction& transaction, const Organisation& wanted) {
  auto& connection = transaction.connection();
  const auto shown = one_line(wanted.name);
  if (!shown || shown->size() > name_characters)
    return invalid("Skriv et navn på højst 300 tegn.", "empty or too long name");
  if (organisation_named(connection, *shown))
    return fail(Problem::Kind::conflict, "Der er allerede en organisation, der hedder ”" + *shown + "”.",
                "name is taken");
  auto one = checked(connection, wanted);
  if (!one) return std::unexpected(one.error());
  one->id = transaction.new_id_text();
  one->name = *shown;
  bodies::insert_organisation(connection, one->id, one->name, one->kind);
  bodies::add_name(connection, bodies::IdentityKind::organisation, one->id, one->name);
  update_organisation(connection, *one);
  auto payload = json_of_organisation(*one);
  payload["name"] = one->name;
  transaction.changed({"organisation", one->id, difference({}, payload)});
  return one->id;
}

Result<std::string> add_organisation(audit::Book& book, const audit::Actor& actor, const Organisation& organisation) {
  return audit::perform<std::string>(book, actor, organisation_add_action, [&](Transaction& transaction) {
    return add_organisation_in(transaction, organisation);
  });
}

Result<void> change_organisation_in(Transaction& transaction, const Organisation& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_organisation(connection, wanted.id);
  if (!before) return not_there("Organisationen", wanted.id);
  const auto after = checked(connection, wanted);
  if (!after) return std::unexpected(after.error());
  update_organisation(connection, *after);
  transaction.changed(
      {"organisation", after->id, difference(json_of_organisation(*before), json_of_organisation(*after))});
  return {};
}

Result<void> change_organisation(audit::Book& book, const audit::Actor& actor, const Organisation& organisation) {
  return audit::perform<void>(book, actor, organisation_change_action, [&](Transaction& transaction) {
    return change_organisation_in(transaction, organisation);
  });
}

}  // namespace klynge::structure
