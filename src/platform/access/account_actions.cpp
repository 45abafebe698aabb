#include "platform/access/account_actions.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/link_actions.hpp"
#include "platform/access/link_store.hpp"
#include "platform/access/second_factor.hpp"

namespace klynge::access {
namespace {

using audit::Actor;
using audit::Permission;
using audit::Transaction;

const audit::Action session_start_action{"session.start", audit::Action::Reach::own};
const audit::Action account_disable_action{"account.disable", audit::Permission::manage_accounts};
const audit::Action account_enable_action{"account.enable", audit::Permission::manage_accounts};
const audit::Action account_end_sessions_action{"account.end_sessions", audit::Permission::manage_accounts};
const audit::Action session_end_all_action{"session.end_all", audit::Action::Reach::own};
const audit::Action session_end_action{"session.end", audit::Action::Reach::own};
const audit::Action account_add_action{"account.add", audit::Permission::manage_accounts};
const audit::Action account_set_roles_action{"account.set_roles", audit::Permission::manage_accounts};
const audit::Action account_set_email_action{"account.set_email", audit::Permission::manage_accounts};
const audit::Action account_link_person_action{"account.link_person", audit::Permission::manage_accounts};
const audit::Action account_reset_password_action{"account.reset_password", audit::Permission::manage_accounts};
const audit::Action account_change_password_action{"account.change_password", audit::Action::Reach::own};

constexpr std::int64_t quarter_hour_us = 15 * 60 * 1'000'000LL;
// Were it one, anybody could keep anybody out of their account from one address with a try a minute.
constexpr int addresses_that_close_a_name = 5;

audit::Change account_changed(Id<Account> id, const nlohmann::json& payload) {
  return {"account", id.text(), payload.dump()};
}

std::unexpected<Problem> no_such_account() { return fail(Problem::Kind::not_found, "Kontoen findes ikke."); }

std::unexpected<Problem> wrong_sign_in() {
  return fail(Problem::Kind::forbidden, "Brugernavnet eller adgangskoden er forkert.", "sign-in refused");
}

std::unexpected<Problem> too_many_tries() {
  return fail(Problem::Kind::too_many, "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen.",
              "sign-in: too many tries");
}

// Counts a try against the name and the address; both must have one left.
bool take_try(Access& access, const std::string& login, const std::string& address, Instant now) {
  if (!access.tries_by_address.take(address, now)) return false;
  if (access.tries_by_login.take(login, now)) return true;
  access.tries_by_address.give_back(address);
  return false;
}

std::unexpected<Problem> not_ones_own(std::string_view what) {
  return invalid(fmt::format("Du kan ikke ændre {} på din egen konto. Bed en anden administrator om det.", what));
}

}  // namespace

void forget_all(Access& access) {
  access.sessions.forget_all();
  access.tokens.forget_all();
}

Actor actor_of(const Access& access, const ApiToken& token, std::string_view address) {
  const std::string name = "token:" + token.name;
  return {.id = name,
          .name = name,
          .address = std::string(address),
          .permissions = permissions_of(token.scopes),
          .today = local_date(access.book.clock())};
}

Actor actor_of(const Access& access, const Account& account, std::string_view address) {
  return {.id = account.id.text(),
          .name = account.name,
          .address = std::string(address),
          .permissions = permissions_of(account.roles),
          .today = local_date(access.book.clock())};
}

Access::Access(audit::Book& shared_book, mail::Outbox& shared_outbox, Settings settings)
    : book(shared_book),
      outbox(shared_outbox),
      secure(settings.secure_cookie),
      public_url(std::move(settings.public_url)),
      hasher(settings.cost),
      tokens(shared_book.database, shared_book.clock),
      sessions(shared_book.database, shared_book.clock),
      tries_by_login(addresses_that_close_a_name * limits::sign_in_attempts_per_quarter_hour, quarter_hour_us),
      tries_by_address(limits::sign_in_attempts_per_quarter_hour, quarter_hour_us),
      resets_by_email(limits::reset_requests_per_hour, 4 * quarter_hour_us),
      resets_by_address(4 * limits::reset_requests_per_hour, 4 * quarter_hour_us),
      sign_ons_by_address(6 * limits::sign_in_attempts_per_quarter_hour, quarter_hour_us),
      codes_by_account(limits::code_attempts_per_quarter_hour, quarter_hour_us),
      refusals(shared_book) {
  sessions.also_write([this] { tokens.write_last_used(); });
}

Result<SignedIn> sign_in(Access& access, std::string_view typed_login, std::string_view password,
                         std::string_view address) {
  if (access.hasher.is_full()) return std::unexpected(PasswordHasher::busy());
  const std::string login = folded_login(typed_login.substr(0, limits::password_bytes));
  const std::string from = address_key(address);
  if (!take_try(access, login, from, access.book.clock())) return too_many_tries();

  const auto known = find_login(access.book.database.reader(), login);
  const auto right =
      access.hasher.verify(password, known ? std::string_view(known->password_hash) : std::string_view{});
  if (!right) {
    // Not the user's fault: it counts as no try.
    access.tries_by_address.give_back(from);
    access.tries_by_login.give_back(login);
    return std::unexpected(right.error());
  }
  if (!*right || known->account.disabled) {
    if (known)
      access.refusals.at_account(known->account.id.text(), *right ? "disabled" : "password", address);
    else
      access.refusals.at_unknown_name(address);
    return wrong_sign_in();
  }

  access.tries_by_login.forget(login);
  access.tries_by_address.give_back(from);
  if (known->account.has_factor) return SignedIn{known->account, "", waiting_note(access, *known)};
  return start_session(access, *known, address);
}

Result<SignedIn> start_session(Access& access, const AccountWithPassword& known, std::string_view address,
                               const std::function<Result<void>(Transaction&)>& first, const audit::Action* action) {
  SignedIn signed_in{known.account, random_token(), ""};
  const std::string csrf_token = random_token();
  auto done =
      audit::perform<void>(access.book, actor_of(access, known.account, address),
                           action ? *action : session_start_action, [&](Transaction& transaction) -> Result<void> {
                             // It may have been disabled or given a new password while the hash was computed.
                             const auto still = find_with_password(transaction.connection(), known.account.id);
                             if (!still || still->account.disabled || still->password_hash != known.password_hash)
                               return wrong_sign_in();
                             if (first)
                               if (auto allowed = first(transaction); !allowed) return allowed;
                             constexpr std::int64_t kept_us = 30LL * 24 * 3600 * 1'000'000;
                             delete_old_sessions(transaction.connection(), Instant{transaction.now().us - kept_us});
                             insert_session(transaction.connection(), token_hash_of(signed_in.token), known.account.id,
                                            csrf_token, transaction.now());
                             transaction.changed(account_changed(known.account.id, {{"signed_in", true}}));
                             return {};
                           });
  if (!done) return std::unexpected(done.error());
  return signed_in;
}

Result<void> sign_out(Access& access, const Actor& actor, std::string_view token) {
  const std::string token_hash = token_hash_of(token);
  auto done =
      audit::perform<void>(access.book, actor, session_end_action, [&](Transaction& transaction) -> Result<void> {
        end_session(transaction.connection(), token_hash, transaction.now());
        transaction.changed({"account", actor.id, R"({"signed_in":false})"});
        return {};
      });
  access.sessions.forget(token_hash);
  return done;
}

Result<Account> open_account(Transaction& transaction, const NewAccount& checked, std::string_view password_hash) {
  Account account{.id = transaction.new_id<Account>(),
                  .login = checked.login,
                  .name = squeeze(checked.name),
                  .roles = ordered(checked.roles),
                  .email = checked.email,
                  .created_at = transaction.now()};
  if (!insert_account(transaction.connection(), account, password_hash))
    return fail(Problem::Kind::conflict, fmt::format("Brugernavnet {} er taget. Vælg et andet.", account.login),
                "login taken");
  transaction.changed(account_changed(account.id, {{"login", account.login},
                                                   {"name", account.name},
                                                   {"roles", words_of(account.roles)},
                                                   {"email", account.email}}));
  return account;
}

Result<Account> add_account(audit::Book& book, PasswordHasher& hasher, const Actor& actor, const NewAccount& wanted) {
  const std::string login = folded_login(wanted.login);
  const std::string email = folded_email(wanted.email);
  for (const auto& checked : {check_login(login), check_name(wanted.name), check_password(wanted.password, login)})
    if (!checked) return std::unexpected(checked.error());
  if (auto checked = check_email(email); !email.empty() && !checked) return std::unexpected(checked.error());
  // Before the work of hashing, not only inside perform().
  if (!actor.may(Permission::manage_accounts))
    return fail(Problem::Kind::forbidden, "Du har ikke ret til at oprette konti.", "account.add without permission");
  const auto hash = hasher.hash(wanted.password);
  if (!hash) return std::unexpected(hash.error());
  return audit::perform<Account>(book, actor, account_add_action, [&](Transaction& transaction) -> Result<Account> {
    return open_account(transaction, {login, wanted.name, wanted.roles, {}, email}, *hash);
  });
}

Result<void> set_disabled(Access& access, const Actor& actor, Id<Account> id, bool disabled) {
  if (disabled && id.text() == actor.id) return invalid("Du kan ikke spærre din egen konto.");
  auto done = audit::perform<void>(access.book, actor, disabled ? account_disable_action : account_enable_action,
                                   [&](Transaction& transaction) -> Result<void> {
                                     if (!update_disabled(transaction.connection(), id, disabled))
                                       return no_such_account();
                                     if (disabled) {
                                       end_links(transaction, id);
                                       end_sessions(transaction.connection(), id, "", transaction.now());
                                     }
                                     transaction.changed(account_changed(id, {{"disabled", disabled}}));
                                     return {};
                                   });
  forget_all(access);
  return done;
}

Result<void> set_roles(Access& access, const Actor& actor, Id<Account> id, const Roles& wanted) {
  if (id.text() == actor.id) return not_ones_own("rollerne");
  const Roles roles = ordered(wanted);
  auto done =
      audit::perform<void>(access.book, actor, account_set_roles_action, [&](Transaction& transaction) -> Result<void> {
        const auto account = find_account(transaction.connection(), id);
        if (!account) return no_such_account();
        replace_roles(transaction.connection(), id, roles);
        transaction.changed(account_changed(id, {{"before", words_of(account->roles)}, {"after", words_of(roles)}}));
        return {};
      });
  forget_all(access);
  return done;
}

Result<void> set_email(Access& access, const Actor& actor, Id<Account> id, std::string_view typed) {
  const std::string email = folded_email(typed);
  if (auto checked = check_email(email); !email.empty() && !checked) return checked;
  auto done =
      audit::perform<void>(access.book, actor, account_set_email_action, [&](Transaction& transaction) -> Result<void> {
        const auto known = find_with_password(transaction.connection(), id);
        if (!known) return no_such_account();
        const Account& account = known->account;
        update_email(transaction.connection(), id, email);
        end_links(transaction, id);  // they went to the old one
        transaction.changed(account_changed(id, {{"before", account.email}, {"after", email}}));
        // Where nobody has signed in yet, the old address may be a stranger's, written by mistake.
        if (known->password_hash.empty() || account.email == email) return {};
        return write_notice(access, transaction, account, "En administrator har ændret e-mailen");
      });
  forget_all(access);
  return done;
}

Result<void> link_person(Access& access, const Actor& actor, Id<Account> id,
                         const std::optional<std::string>& person_id) {
  if (id.text() == actor.id) return not_ones_own("personen");
  auto done = audit::perform<void>(
      access.book, actor, account_link_person_action, [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        const auto account = find_account(connection, id);
        if (!account) return no_such_account();
        if (person_id && !(access.persons.get && access.persons.get(connection, *person_id)))
          return fail(Problem::Kind::not_found, "Personen findes ikke i registeret.");
        const auto other = person_id ? find_by_person(connection, *person_id) : std::nullopt;
        if (other && other->id != id)
          return fail(
              Problem::Kind::conflict,
              fmt::format("Personen er allerede knyttet til kontoen {}. En person har højst én konto.", other->login),
              "person has an account");
        update_person(connection, id, person_id);
        transaction.changed(
            account_changed(id, {{"before", account->person_id.value_or("")}, {"after", person_id.value_or("")}}));
        return {};
      });
  forget_all(access);
  return done;
}

Result<void> end_all_sessions(Access& access, const Actor& actor, Id<Account> id) {
  const bool own = id.text() == actor.id;
  auto done = audit::perform<void>(access.book, actor, own ? session_end_all_action : account_end_sessions_action,
                                   [&](Transaction& transaction) -> Result<void> {
                                     if (!find_account(transaction.connection(), id)) return no_such_account();
                                     end_sessions(transaction.connection(), id, "", transaction.now());
                                     transaction.changed(account_changed(id, {{"signed_in", false}}));
                                     return {};
                                   });
  forget_all(access);
  return done;
}

Result<std::string> reset_password(Access& access, const Actor& actor, Id<Account> id) {
  if (!actor.may(Permission::manage_accounts))
    return fail(Problem::Kind::forbidden, "Du har ikke ret til at ændre andres adgangskode.",
                "account.reset_password without permission");
  // One's own is changed by who knows the old one, not by who finds a session open.
  if (id.text() == actor.id) return invalid("Skift din egen adgangskode under “Din konto”.");
  std::string password = generated_password();
  const auto hash = access.hasher.hash(password);
  if (!hash) return std::unexpected(hash.error());
  auto done = audit::perform<void>(
      access.book, actor, account_reset_password_action, [&](Transaction& transaction) -> Result<void> {
        const auto account = find_account(transaction.connection(), id);
        if (!account) return no_such_account();
        update_password(transaction.connection(), id, *hash);
        end_links(transaction, id);
        end_sessions(transaction.connection(), id, "", transaction.now());
        transaction.changed(account_changed(id, {{"password", "reset"}}));
        return write_notice(access, transaction, *account, "En administrator har valgt en ny adgangskode");
      });
  if (!done) return std::unexpected(done.error());
  forget_all(access);
  return password;
}

Result<void> check_own_password(Access& access, const Actor& actor, std::string_view password) {
  const auto id = Id<Account>::parse(actor.id);
  const auto known = id ? find_with_password(access.book.database.reader(), *id) : std::nullopt;
  if (!known) return no_such_account();
  if (known->password_hash.empty())
    return fail(Problem::Kind::conflict,
                "Kontoen har ingen adgangskode. Vælg først en med “Glemt adgangskode?” på siden, hvor man logger ind.",
                "account without a password");
  const std::string from = address_key(actor.address);
  if (!take_try(access, known->account.login, from, access.book.clock())) return too_many_tries();
  const auto right = access.hasher.verify(password, known->password_hash);
  if (!right) {
    access.tries_by_address.give_back(from);
    access.tries_by_login.give_back(known->account.login);
    return std::unexpected(right.error());
  }
  if (!*right) {
    access.refusals.at_account(actor.id, "password", actor.address);
    return fail(Problem::Kind::forbidden, "Den nuværende adgangskode er forkert.", "old password wrong");
  }
  access.tries_by_login.forget(known->account.login);
  access.tries_by_address.give_back(from);
  return {};
}

Result<void> change_own_password(Access& access, const Actor& actor, std::string_view old_password,
                                 std::string_view new_password, std::string_view kept_token) {
  const auto id = Id<Account>::parse(actor.id);
  const auto known = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!known) return no_such_account();
  if (auto checked = check_password(new_password, known->login); !checked) return checked;
  if (auto right = check_own_password(access, actor, old_password); !right) return right;
  const auto hash = access.hasher.hash(new_password);
  if (!hash) return std::unexpected(hash.error());
  auto done = audit::perform<void>(
      access.book, actor, account_change_password_action, [&](Transaction& transaction) -> Result<void> {
        if (!update_password(transaction.connection(), *id, *hash)) return no_such_account();
        end_links(transaction, *id);
        end_sessions(transaction.connection(), *id, token_hash_of(kept_token), transaction.now());
        transaction.changed(account_changed(*id, {{"password", "changed"}}));
        return {};
      });
  if (done) forget_all(access);
  return done;
}

}  // namespace klynge::access
