#include "bodies/person_erasure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "bodies/identity_store.hpp"
#include "platform/access/account_erasure.hpp"
#include "platform/audit/audit_actions.hpp"

namespace klynge::bodies {
namespace {

using audit::Permission;
using audit::Transaction;
using database::Connection;
using database::Sql;

const audit::Action person_erase_action{"person.erase", audit::Permission::manage_accounts};

constexpr std::size_t reason_characters = 500;

const Sql find_erased_sql{"SELECT 1 FROM person WHERE id = $1 AND erased_at IS NOT NULL"};
const Sql poured_in_sql{"SELECT id, name FROM person WHERE merged_into = $1"};
const Sql mark_erased_sql{"UPDATE person SET erased_at = $2 WHERE id = $1"};
const Sql delete_rows[] = {{"DELETE FROM person_alias WHERE person_id = $1"},
                           {"DELETE FROM person_key WHERE person_id = $1"},
                           {"DELETE FROM person_organisation WHERE person_id = $1"},
                           {"DELETE FROM person_body WHERE person_id = $1"},
                           {"DELETE FROM match_doubt WHERE kind = 'person' AND (chosen_id = $1 OR candidate_id = $1)"},
                           {"DELETE FROM identity_merge WHERE kind = 'person' AND (kept_id = $1 OR gone_id = $1)"}};

// The person with all who were poured into them, and every name they go by.
struct Known {
  ErasedPerson person;
  std::vector<access::Account> accounts;
  std::vector<std::string> texts;  // by which the log's payloads are found
};

void add_poured_in(Connection& connection, ErasedPerson& person, std::set<std::string>& names) {
  for (std::size_t i = 0; i < person.ids.size(); ++i) {
    const std::string into = person.ids[i];
    for (auto rows = connection.query(poured_in_sql, into); rows.next();) {
      if (std::ranges::find(person.ids, rows.text(0)) != person.ids.end()) continue;
      person.ids.push_back(rows.string(0));
      names.insert(rows.string(1));
    }
  }
}

Known known(Connection& connection, const Identity& identity) {
  Known out;
  std::set<std::string> names{identity.name};
  out.person.ids.push_back(identity.id);
  add_poured_in(connection, out.person, names);
  std::set<std::string> emails;
  for (const auto& id : out.person.ids) {
    for (auto& name : names_of(connection, IdentityKind::person, id)) names.insert(std::move(name));
    for (auto& account : access::accounts_of_person(connection, id)) {
      names.insert(account.name);
      if (!account.email.empty()) emails.insert(account.email);
      out.accounts.push_back(std::move(account));
    }
  }
  out.person.names.assign(names.begin(), names.end());
  out.texts = out.person.ids;
  for (const auto& account : out.accounts) out.texts.push_back(account.id.text());
  out.texts.insert(out.texts.end(), emails.begin(), emails.end());
  // A single word is a name of many, and would take what is said of others along.
  for (const auto& name : names)
    if (squeeze(name).find(' ') != std::string::npos) out.texts.push_back(name);
  return out;
}

Result<Identity> standing(Connection& connection, std::string_view id) {
  auto found = find_identity(connection, IdentityKind::person, id);
  if (!found || is_erased(connection, id))
    return fail(Problem::Kind::not_found, "Personen findes ikke, eller er allerede slettet.");
  if (found->merged_into)
    return fail(Problem::Kind::conflict,
                fmt::format("”{}” er lagt sammen med en anden. Gå til den andens side, og slet der.", found->name),
                "merged away");
  return std::move(*found);
}

std::vector<std::string> held(Connection& connection, std::span<const PersonKeeper> keepers, const ErasedPerson& person,
                              Date today) {
  std::vector<std::string> all;
  for (const auto& keeper : keepers) {
    if (!keeper.holds) continue;
    auto some = keeper.holds(connection, person, today);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::string listed(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " og " : ", ";
    out += parts[i];
  }
  return out;
}

Result<void> check(Connection& connection, const audit::Actor& actor, std::span<const PersonKeeper> keepers,
                   const Known& who, std::string_view reason, Date today) {
  if (std::ranges::any_of(who.accounts, [&](const auto& account) { return account.id.text() == actor.id; }))
    return invalid("Du kan ikke slette dig selv. Bed en anden administrator om det.", "erasing oneself");
  const auto holding = held(connection, keepers, who.person, today);
  if (!holding.empty())
    return fail(
        Problem::Kind::conflict,
        fmt::format(
            "Personen kan ikke slettes endnu: Vedkommende {}. Sæt en sidste dag, der er gået, på hver plads, og prøv igen.",
            listed(holding)),
        "the person holds a seat");
  const std::string said = lower(reason);
  for (const auto& name : who.person.names)
    if (audit::holds_words(said, lower(squeeze(name))))
      return invalid("Begrundelsen bliver stående i loggen. Skriv den uden personens navn.",
                     "the reason holds the name");
  return {};
}

void erase_rows(Transaction& transaction, const Known& who) {
  auto& connection = transaction.connection();
  for (const auto& id : who.person.ids) {
    for (const Sql& sql : delete_rows) connection.execute(sql, id);
    set_shown_name(connection, IdentityKind::person, id, erased_person_name);
    connection.execute(mark_erased_sql, id, transaction.now().us);
  }
}

}  // namespace

bool is_erased(Connection& connection, std::string_view person_id) {
  return connection.query(find_erased_sql, person_id).next();
}

std::vector<std::string> what_holds(Connection& connection, std::span<const PersonKeeper> keepers,
                                    std::string_view person_id, Date today) {
  const auto identity = find_identity(connection, IdentityKind::person, person_id);
  if (!identity) return {};
  return held(connection, keepers, known(connection, *identity).person, today);
}

void replace_names(Connection& connection, const Sql& update, const ErasedPerson& person) {
  for (const auto& name : person.names) connection.execute(update, name, erased_person_name);
}

std::vector<NamePlace> places_of_names(Connection& connection, std::span<const Sql> questions,
                                       const ErasedPerson& person) {
  std::set<NamePlace> found;
  for (const auto& name : person.names) {
    if (squeeze(name).find(' ') == std::string::npos) continue;
    for (const Sql& sql : questions) {
      auto rows = connection.query(sql, name);
      for (std::size_t i = 0; i < most_name_places && rows.next(); ++i) found.insert({rows.string(0), rows.string(1)});
    }
  }
  return {found.begin(), found.end()};
}

Result<Erased> erase_person(audit::Book& book, const audit::Actor& actor, std::span<const PersonKeeper> keepers,
                            const ErasePerson& command) {
  const std::string reason = squeeze(command.reason);
  if (reason.empty()) return invalid("Skriv, hvorfor personen slettes.", "erasing without a reason");
  if (shorten(reason, reason_characters) != reason)
    return invalid(fmt::format("Begrundelsen er for lang. Skriv højst {} tegn.", reason_characters),
                   "too long a reason");

  // Before the transaction, which must be short: the whole log is read for the names.
  audit::PayloadSearch search({});
  std::vector<std::string> sought;
  if (actor.may(Permission::manage_accounts)) {
    auto& reader = book.database.reader();
    const auto identity = standing(reader, command.id);
    if (!identity) return std::unexpected(identity.error());
    sought = known(reader, *identity).texts;
    search = audit::PayloadSearch(sought);
    search.search(reader);
  }
  ErasedPerson gone;
  auto erased =
      audit::perform<Erased>(book, actor, person_erase_action, [&](Transaction& transaction) -> Result<Erased> {
        auto& connection = transaction.connection();
        const auto identity = standing(connection, command.id);
        if (!identity) return std::unexpected(identity.error());
        const Known who = known(connection, *identity);
        if (auto checked = check(connection, actor, keepers, who, reason, local_date(transaction.now())); !checked)
          return std::unexpected(checked.error());

        auto found = who.texts == sought ? search : audit::PayloadSearch(who.texts);
        found.search(connection);
        for (const auto& id : who.person.ids)
          transaction.changed({"person", id,
                               id == identity->id ? nlohmann::json{{"erased", true}, {"reason", reason}}.dump(
                                                        -1, ' ', false, nlohmann::json::error_handler_t::replace)
                                                  : std::string(R"({"erased":true})")});
        for (const auto& account : who.accounts) access::erase_account(transaction, account);
        for (const auto& keeper : keepers)
          if (keeper.forget) keeper.forget(transaction, who.person);
        erase_rows(transaction, who);
        gone = who.person;
        return Erased{audit::erase_payloads(book, actor, transaction, found.found(), "person " + identity->id)};
      });
  if (!erased) return erased;
  for (const auto& keeper : keepers)
    if (keeper.left) std::ranges::move(keeper.left(book.database.reader(), gone), std::back_inserter(erased->left));
  return erased;
}

}  // namespace klynge::bodies
