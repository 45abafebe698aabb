#include "platform/access/link_actions.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::access {
namespace {

using audit::Actor;
using audit::Permission;
using audit::Transaction;

const audit::Action account_invite_action{"account.invite", audit::Permission::manage_accounts};
const audit::Action account_send_link_action{"account.send_link", audit::Permission::manage_accounts};
const audit::Action account_request_reset_action{"account.request_reset", audit::Action::Reach::own};
const audit::Action account_choose_password_action{"account.choose_password", audit::Action::Reach::own};
const audit::Action account_request_email_action{"account.request_email", audit::Action::Reach::own};
const audit::Action account_change_email_action{"account.change_email", audit::Action::Reach::own};

constexpr std::int64_t hour_us = 3600LL * 1'000'000;

audit::Change account_changed(Id<Account> id, const nlohmann::json& payload) {
  return {"account", id.text(), payload.dump()};
}

std::int64_t lifetime_us(LinkPurpose purpose) {
  return (purpose == LinkPurpose::invitation ? limits::invitation_hours : limits::reset_link_hours) * hour_us;
}

// A new link of the account, the only one that opens. It is of the letter that `wanted` names. Returns its address.
std::string make_link(Access& access, Transaction& transaction, const LinkRow& wanted) {
  const Instant now = transaction.now();
  const std::string token = random_token();
  LinkRow link = wanted;
  link.expires_at = Instant{now.us + lifetime_us(link.purpose)};
  end_links(transaction, link.account);
  delete_links_before(transaction.connection(), Instant{now.us - 30 * 24 * hour_us});
  insert_link(transaction.connection(), token_hash_of(token), link, now);
  return access.public_url + "/adgang/" + token;
}

std::string until(Transaction& transaction, LinkPurpose purpose) {
  return danish(Instant{transaction.now().us + lifetime_us(purpose)});
}

Result<void> write_invitation(Access& access, Transaction& transaction, const Account& account, std::string_view by) {
  const std::string letter = transaction.new_id_text();
  const std::string link =
      make_link(access, transaction, {.account = account.id, .purpose = LinkPurpose::invitation, .letter_id = letter});
  return mail::put(
      access.outbox, transaction,
      {account.email, "Din konto i Klynge",
       fmt::format(
           "Hej {}\n\n{} har oprettet en konto til dig i Klynge. Dit brugernavn er {}\n\nVælg en adgangskode her:\n{}\n\n"
           "Linket kan bruges én gang, og det gælder til {}. Har du ikke ventet dette brev, så se bort fra det.\n",
           account.name, by, account.login, link, until(transaction, LinkPurpose::invitation))},
      letter);
}

Result<void> write_reset(Access& access, Transaction& transaction, const Account& account) {
  const std::string letter = transaction.new_id_text();
  const std::string link =
      make_link(access, transaction, {.account = account.id, .purpose = LinkPurpose::reset, .letter_id = letter});
  return mail::put(
      access.outbox, transaction,
      {account.email, "Ny adgangskode til Klynge",
       fmt::format(
           "Hej {}\n\nDer er bedt om en ny adgangskode til kontoen {} i Klynge. Vælg den her:\n{}\n\n"
           "Linket kan bruges én gang, og det gælder til {}. Har du ikke selv bedt om det, så se bort fra brevet: "
           "din nuværende adgangskode gælder fortsat.\n",
           account.name, account.login, link, until(transaction, LinkPurpose::reset))},
      letter);
}

std::unexpected<Problem> no_address() {
  return invalid("Kontoen har ingen e-mail, som et brev kan sendes til. Skriv den først.");
}

Result<void> check_link(const std::optional<LinkRow>& link, const std::optional<Account>& account, Instant now) {
  using Kind = Problem::Kind;
  if (!link || !account)
    return fail(Kind::not_found, "Linket er ikke rigtigt. Åbn det fra brevet igen, eller bed om et nyt.",
                "unknown link");
  if (link->used_at)
    return fail(Kind::conflict,
                "Linket er allerede brugt, eller der er kommet et nyere. Bed om et nyt, hvis du har brug for det.",
                "link used");
  if (link->expires_at.us <= now.us) return fail(Kind::conflict, "Linket er udløbet. Bed om et nyt.", "link expired");
  if (account->disabled)
    return fail(Kind::forbidden, "Kontoen er spærret. Spørg din administrator.", "link of a disabled account");
  return {};
}

struct Found {
  LinkRow link;
  Account account;
};

Result<Found> find_usable(database::Connection& connection, std::string_view token, Instant now) {
  auto link = find_link(connection, token_hash_of(token));
  auto account = link ? find_account(connection, link->account) : std::nullopt;
  if (auto checked = check_link(link, account, now); !checked) return std::unexpected(checked.error());
  return Found{std::move(*link), std::move(*account)};
}

}  // namespace

void end_links(Transaction& transaction, Id<Account> account) {
  for (const auto& letter : letters_of_open_links(transaction.connection(), account))
    mail::withdraw(transaction, letter);
  close_links(transaction.connection(), account, transaction.now());
}

Result<void> write_notice(Access& access, Transaction& transaction, const Account& account, std::string_view what) {
  if (account.email.empty()) return {};
  return mail::put(
      access.outbox, transaction,
      {account.email, "Din konto i Klynge er ændret",
       fmt::format(
           "Hej {}\n\n{} for kontoen {} i Klynge. Var det ikke dig selv eller aftalt med dig, så sig det straks til din administrator.\n",
           account.name, what, account.login)});
}

Result<Account> invite_account(Access& access, const Actor& actor, const NewAccount& wanted) {
  const std::string login = folded_login(wanted.login), email = folded_email(wanted.email);
  for (const auto& checked : {check_login(login), check_name(wanted.name)})
    if (!checked) return std::unexpected(checked.error());
  if (email.empty()) return invalid("Skriv den e-mail, invitationen skal sendes til.");
  if (auto checked = check_email(email); !checked) return std::unexpected(checked.error());
  return audit::perform<Account>(
      access.book, actor, account_invite_action, [&](Transaction& transaction) -> Result<Account> {
        auto account = open_account(transaction, {login, wanted.name, wanted.roles, {}, email}, "");
        if (!account) return account;
        if (auto done = write_invitation(access, transaction, *account, actor.name); !done)
          return std::unexpected(done.error());
        return account;
      });
}

namespace {

// From an address, as check_login() wants it.
std::string login_from(std::string_view email) {
  std::string login;
  for (const char c : email.substr(0, 60))
    login += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '@' ? c : '-';
  return login;
}

constexpr int logins_tried = 9;

}  // namespace

Result<Account> open_guest_account(Access& access, Transaction& transaction, const NewGuest& guest) {
  const std::string email = folded_email(guest.email);
  for (const auto& checked : {check_name(guest.name), check_email(email)})
    if (!checked) return std::unexpected(checked.error());
  Account account{.id = transaction.new_id<Account>(),
                  .login = login_from(email),
                  .name = squeeze(guest.name),
                  .roles = {},
                  .email = email,
                  .created_at = transaction.now()};
  const std::string wanted = account.login;
  for (int i = 2; !insert_account(transaction.connection(), account, ""); ++i) {
    if (i > logins_tried)
      return fail(Problem::Kind::conflict,
                  "Der er allerede en konto med det brugernavn. Bed en administrator om at rette den.", "login taken");
    account.login = fmt::format("{}-{}", wanted, i);
  }
  update_person(transaction.connection(), account.id, guest.person_id);
  account.person_id = guest.person_id;
  transaction.changed(account_changed(account.id, {{"login", account.login},
                                                   {"name", account.name},
                                                   {"roles", ""},
                                                   {"email", email},
                                                   {"person", guest.person_id}}));
  if (auto done = write_invitation(access, transaction, account, guest.invited_by); !done)
    return std::unexpected(done.error());
  return account;
}

Result<void> send_link(Access& access, const Actor& actor, Id<Account> id) {
  return audit::perform<void>(
      access.book, actor, account_send_link_action, [&](Transaction& transaction) -> Result<void> {
        const auto known = find_with_password(transaction.connection(), id);
        if (!known) return fail(Problem::Kind::not_found, "Kontoen findes ikke.");
        if (known->account.disabled)
          return fail(Problem::Kind::conflict, "Kontoen er spærret. Åbn den, før du sender et link.");
        if (known->account.email.empty()) return no_address();
        transaction.changed(account_changed(id, {{"link", known->password_hash.empty() ? "invitation" : "reset"}}));
        if (known->password_hash.empty()) return write_invitation(access, transaction, known->account, actor.name);
        return write_reset(access, transaction, known->account);
      });
}

Result<void> request_reset(Access& access, std::string_view typed_email, std::string_view address) {
  const std::string email = folded_email(typed_email.substr(0, limits::password_bytes));
  if (auto checked = check_email(email); !checked) return checked;
  const Instant now = access.book.clock();
  if (!access.resets_by_address.take(address_key(address), now))
    return fail(Problem::Kind::too_many,
                "Der er bedt om en ny adgangskode for mange gange herfra. Vent en time, og prøv så igen.",
                "reset: too many from one address");
  // Who may not be written to again is told nothing else: it would say that the address is known.
  if (!access.resets_by_email.take(email, now)) return {};
  // An entry in the log in any case, so that both cases wait for the disk.
  const Actor nobody{.id = "", .name = "", .address = std::string(address)};
  return audit::perform<void>(access.book, nobody, account_request_reset_action,
                              [&](Transaction& transaction) -> Result<void> {
                                for (const Account& account : find_by_email(transaction.connection(), email)) {
                                  if (account.disabled) continue;
                                  transaction.changed(account_changed(account.id, {{"link", "reset"}}));
                                  if (auto done = write_reset(access, transaction, account); !done) return done;
                                }
                                return {};
                              });
}

Result<OpenLink> look_at_link(Access& access, std::string_view token) {
  auto found = find_usable(access.book.database.reader(), token, access.book.clock());
  if (!found) return std::unexpected(found.error());
  return OpenLink{std::move(found->account), found->link.purpose, std::move(found->link.email)};
}

Result<void> choose_password(Access& access, std::string_view token, std::string_view password,
                             std::string_view address) {
  // Before the work of hashing: without a link nobody makes us hash.
  const auto open = look_at_link(access, token);
  if (!open) return std::unexpected(open.error());
  if (open->purpose == LinkPurpose::email) return invalid("Linket er til en ny e-mail, ikke til en adgangskode.");
  if (auto checked = check_password(password, open->account.login); !checked) return checked;
  const auto hash = access.hasher.hash(password);
  if (!hash) return std::unexpected(hash.error());
  auto done = audit::perform<void>(
      access.book, actor_of(access, open->account, address), account_choose_password_action,
      [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        const auto still = find_usable(connection, token, transaction.now());
        if (!still) return std::unexpected(still.error());
        update_password(connection, still->account.id, *hash);
        end_links(transaction, still->account.id);
        end_sessions(connection, still->account.id, "", transaction.now());
        transaction.changed(account_changed(still->account.id, {{"password", word_of(still->link.purpose)}}));
        if (still->link.purpose == LinkPurpose::invitation) return {};
        return write_notice(access, transaction, still->account, "Der er valgt en ny adgangskode");
      });
  if (!done) return done;
  forget_all(access);
  access.tries_by_login.forget(open->account.login);
  return {};
}

Result<void> request_email_change(Access& access, const Actor& actor, std::string_view password,
                                  std::string_view typed_email) {
  const std::string email = folded_email(typed_email);
  if (auto checked = check_email(email); !checked) return checked;
  if (auto right = check_own_password(access, actor, password); !right) return right;
  const auto id = Id<Account>::parse(actor.id);
  return audit::perform<
      void>(access.book, actor, account_request_email_action, [&](Transaction& transaction) -> Result<void> {
    const auto account = find_account(transaction.connection(), *id);
    if (!account || account->disabled) return fail(Problem::Kind::not_found, "Kontoen findes ikke.");
    const std::string letter = transaction.new_id_text();
    const std::string link = make_link(
        access, transaction, {.account = *id, .purpose = LinkPurpose::email, .email = email, .letter_id = letter});
    transaction.changed(account_changed(*id, {{"link", "email"}, {"email", email}}));
    return mail::put(
        access.outbox, transaction,
        {email, "Bekræft din e-mail i Klynge",
         fmt::format(
             "Hej {}\n\nDer er bedt om, at kontoen {} i Klynge får denne e-mail. Bekræft det her:\n{}\n\n"
             "Linket kan bruges én gang, og det gælder til {}. Har du ikke selv bedt om det, så se bort fra brevet.\n",
             account->name, account->login, link, until(transaction, LinkPurpose::email))},
        letter);
  });
}

Result<void> confirm_email(Access& access, std::string_view token, std::string_view address) {
  const auto open = look_at_link(access, token);
  if (!open) return std::unexpected(open.error());
  if (open->purpose != LinkPurpose::email) return invalid("Linket er til en adgangskode, ikke til en ny e-mail.");
  auto done = audit::perform<void>(
      access.book, actor_of(access, open->account, address), account_change_email_action,
      [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        const auto still = find_usable(connection, token, transaction.now());
        if (!still) return std::unexpected(still.error());
        update_email(connection, still->account.id, still->link.email);
        end_links(transaction, still->account.id);
        transaction.changed(
            account_changed(still->account.id, {{"before", still->account.email}, {"after", still->link.email}}));
        return write_notice(access, transaction, still->account, "E-mailen er ændret til " + still->link.email);
      });
  if (done) forget_all(access);
  return done;
}

}  // namespace klynge::access
