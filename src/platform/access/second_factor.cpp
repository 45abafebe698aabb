#include "platform/access/second_factor.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/backup_code.hpp"
#include "platform/access/totp.hpp"

namespace klynge::access {
namespace {

using audit::Actor;
using audit::Transaction;
using Json = nlohmann::json;
using Kind = Problem::Kind;

const audit::Action account_set_second_factor_action{"account.set_second_factor", audit::Action::Reach::own};
const audit::Action remove_own_second_factor_action{"account.remove_own_second_factor", audit::Action::Reach::own};
const audit::Action renew_backup_codes_action{"account.renew_backup_codes", audit::Action::Reach::own};
const audit::Action start_by_backup_code_action{"session.start_by_backup_code", audit::Action::Reach::own};
const audit::Action account_remove_second_factor_action{"account.remove_second_factor",
                                                        audit::Permission::manage_accounts};

constexpr std::int64_t minute_us = 60LL * 1'000'000;
constexpr std::int64_t setup_us = 30 * minute_us;
constexpr std::int64_t wait_us = limits::code_wait_minutes * minute_us;

audit::Change factor_changed(Id<Account> id, std::string_view what) {
  return {"account", id.text(), Json{{"second_factor", what}}.dump()};
}

std::unexpected<Problem> wrong_code() {
  return fail(Kind::forbidden, "Koden er forkert eller allerede brugt. Vent på den næste kode, og skriv den.",
              "second factor: wrong code");
}

std::unexpected<Problem> too_many_codes() {
  return fail(Kind::too_many, "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen.",
              "second factor: too many tries");
}

std::unexpected<Problem> no_account() { return fail(Kind::not_found, "Kontoen findes ikke."); }

// Something of ours that went through a page: whose it is, and not too old.
std::string note_of(const Access& access, std::string_view what, const Account& account, std::string_view text) {
  return sealed(
      access.outbox.key,
      Json{{"what", what}, {"account", account.id.text()}, {"at", access.book.clock().us}, {"text", base64(text)}}
          .dump());
}

struct Note {
  Id<Account> account;
  std::string text;
};

std::optional<Note> read_note(const Access& access, std::string_view what, std::string_view sealed_note,
                              std::int64_t lifetime_us) {
  const auto plain = opened(access.outbox.key, sealed_note);
  const Json json = plain ? Json::parse(*plain, nullptr, false) : Json{};
  if (!json.is_object() || json.value("what", "") != what) return std::nullopt;
  const std::int64_t age_us = access.book.clock().us - json.value("at", std::int64_t{0});
  const auto account = Id<Account>::parse(json.value("account", ""));
  const auto text = from_base64(json.value("text", ""));
  if (age_us < 0 || age_us > lifetime_us || !account || !text) return std::nullopt;
  return Note{*account, *text};
}

Result<void> use_one_of_the_backup_codes(Transaction& transaction, Id<Account> id, std::string_view code) {
  auto& connection = transaction.connection();
  if (!use_backup_code(connection, id, code))
    return fail(Kind::forbidden, "Reservekoden er forkert eller allerede brugt. Skriv en af de andre.",
                "second factor: wrong backup code");
  transaction.changed(
      {"account", id.text(),
       Json{{"backup_code", "used"}, {"backup_codes_left", count_backup_codes(connection, id)}}.dump()});
  return {};
}

// Uses the code up, whether of the app or a backup code. Forbidden where it does not count.
Result<void> use_code(Access& access, Transaction& transaction, Id<Account> id, std::string_view code) {
  auto& connection = transaction.connection();
  const auto factor = find_factor(connection, id);
  if (!factor) return fail(Kind::conflict, "Kontoen har ikke to-trins-login.");
  if (is_like_backup_code(code)) return use_one_of_the_backup_codes(transaction, id, code);
  const auto secret = opened(access.outbox.key, factor->sealed_secret);
  if (!secret)
    return fail(
        Kind::unavailable,
        "Koden kan ikke kontrolleres, fordi serveren har fået en anden nøgle. Bed din administrator om at fjerne to-trins-login fra din konto.",
        "second factor sealed with another key");
  const auto step = matching_step(*secret, code, transaction.now(), factor->last_step);
  if (!step || !use_step(connection, id, *step)) return wrong_code();
  return {};
}

// A letter, where an address is known.
Result<void> tell(Access& access, Transaction& transaction, const Account& account, const char* subject,
                  std::string text) {
  if (account.email.empty()) return {};
  return mail::put(access.outbox, transaction, {account.email, subject, std::move(text)});
}

Result<void> tell_of_backup_code(Access& access, Transaction& transaction, const Account& account) {
  return tell(
      access, transaction, account, "En reservekode til Klynge er brugt",
      fmt::format(
          "Hej {}\n\nDer er logget ind på kontoen {} i Klynge med en af dine reservekoder. Koden kan ikke bruges igen, og du har {} tilbage. "
          "Var det ikke dig, så skift straks din adgangskode, og lav nye reservekoder under “Din konto”.\n",
          account.name, account.login, count_backup_codes(transaction.connection(), account.id)));
}

}  // namespace

FactorSetup begin_factor(const Access& access, const Account& account, std::string_view sealed) {
  if (const auto begun = read_note(access, "factor", sealed, setup_us); begun && begun->account == account.id)
    return {begun->text, std::string(sealed)};
  std::string secret = new_totp_secret();
  std::string note = note_of(access, "factor", account, secret);
  return {std::move(secret), std::move(note)};
}

Result<std::vector<std::string>> confirm_factor(Access& access, const Actor& actor, std::string_view sealed_secret,
                                                std::string_view code, std::string_view password) {
  const auto note = read_note(access, "factor", sealed_secret, setup_us);
  if (!note || note->account.text() != actor.id)
    return invalid("Siden er for gammel. Åbn den igen, og scan det nye billede.");
  const auto step = matching_step(note->text, code, access.book.clock(), std::nullopt);
  if (!step)
    return invalid("Koden passer ikke. Skriv den kode, appen viser nu, og se efter, at telefonens ur går rigtigt.");
  if (auto right = check_own_password(access, actor, password); !right) return std::unexpected(right.error());
  using Codes = std::vector<std::string>;
  return audit::perform<Codes>(
      access.book, actor, account_set_second_factor_action, [&](Transaction& transaction) -> Result<Codes> {
        const auto account = find_account(transaction.connection(), note->account);
        if (!account) return no_account();
        if (account->has_factor) return fail(Kind::conflict, "To-trins-login er allerede slået til.");
        set_factor(transaction.connection(), note->account, sealed(access.outbox.key, note->text), *step);
        transaction.changed(factor_changed(note->account, "set"));
        return renew_backup_codes(transaction.connection(), note->account, transaction.now());
      });
}

// Password and code of whoever acts, then `change` in the code's transaction.
Result<void> with_own_code(Access& access, const Actor& actor, const audit::Action& action, std::string_view password,
                           std::string_view code, const std::function<void(Transaction&, Id<Account>)>& change) {
  const auto id = Id<Account>::parse(actor.id);
  if (!id) return no_account();
  if (auto right = check_own_password(access, actor, password); !right) return right;
  if (!access.codes_by_account.take(actor.id, access.book.clock())) return too_many_codes();
  auto done = audit::perform<void>(access.book, actor, action, [&](Transaction& transaction) -> Result<void> {
    if (auto used = use_code(access, transaction, *id, code); !used) return used;
    change(transaction, *id);
    return {};
  });
  if (!done && done.error().kind == Kind::forbidden) access.refusals.at_account(actor.id, "code", actor.address);
  return done;
}

Result<void> remove_own_factor(Access& access, const Actor& actor, std::string_view password, std::string_view code) {
  return with_own_code(access, actor, remove_own_second_factor_action, password, code,
                       [](Transaction& transaction, Id<Account> id) {
                         clear_factor(transaction.connection(), id);
                         transaction.changed(factor_changed(id, "removed"));
                       });
}

Result<std::vector<std::string>> renew_own_backup_codes(Access& access, const Actor& actor, std::string_view password,
                                                        std::string_view code) {
  std::vector<std::string> codes;
  const auto done = with_own_code(
      access, actor, renew_backup_codes_action, password, code, [&](Transaction& transaction, Id<Account> id) {
        codes = renew_backup_codes(transaction.connection(), id, transaction.now());
        transaction.changed({"account", id.text(), Json{{"backup_codes_left", codes.size()}}.dump()});
      });
  if (!done) return std::unexpected(done.error());
  return codes;
}

Result<void> remove_factor(Access& access, const Actor& actor, Id<Account> id) {
  // Otherwise a session that was left open would be enough to take one's own away without password and code.
  if (id.text() == actor.id)
    return invalid(
        "Slå dit eget to-trins-login fra under “Din konto”. Er telefonen væk, så bed en anden administrator om det.");
  auto done = audit::perform<
      void>(access.book, actor, account_remove_second_factor_action, [&](Transaction& transaction) -> Result<void> {
    const auto account = find_account(transaction.connection(), id);
    if (!account) return no_account();
    if (!account->has_factor) return fail(Kind::conflict, "Kontoen har ikke to-trins-login.");
    clear_factor(transaction.connection(), id);
    end_sessions(transaction.connection(), id, "", transaction.now());
    transaction.changed(factor_changed(id, "removed by an administrator"));
    return tell(
        access, transaction, *account, "Din konto i Klynge er ændret",
        fmt::format(
            "Hej {}\n\nEn administrator har fjernet to-trins-login fra kontoen {} i Klynge. Var det ikke aftalt med dig, så sig det straks. "
            "Slå det til igen under “Din konto”, når du har din telefon.\n",
            account->name, account->login));
  });
  if (done) forget_all(access);
  return done;
}

std::string waiting_note(const Access& access, const AccountWithPassword& known) {
  // Bound to the password: a new one makes the note worthless.
  return note_of(access, "sign-in", known.account, sha256_hex(known.password_hash));
}

Result<SignedIn> finish_sign_in(Access& access, std::string_view note_text, std::string_view code,
                                std::string_view address) {
  const auto late = [] {
    return fail(Kind::forbidden,
                fmt::format("Der gik mere end {} minutter, eller adgangskoden er ændret imens. Log ind igen.",
                            limits::code_wait_minutes),
                "second factor: note too old");
  };
  const auto note = read_note(access, "sign-in", note_text, wait_us);
  if (!note) return late();
  if (!access.codes_by_account.take(note->account.text(), access.book.clock())) return too_many_codes();
  const auto known = find_with_password(access.book.database.reader(), note->account);
  if (!known || known->account.disabled || sha256_hex(known->password_hash) != note->text) return late();
  const bool by_backup_code = is_like_backup_code(code);
  auto signed_in = start_session(
      access, *known, address,
      [&](Transaction& transaction) -> Result<void> {
        if (auto used = use_code(access, transaction, note->account, code); !used || !by_backup_code) return used;
        return tell_of_backup_code(access, transaction, known->account);
      },
      by_backup_code ? &start_by_backup_code_action : nullptr);
  if (signed_in)
    access.codes_by_account.forget(note->account.text());
  else if (signed_in.error().kind == Kind::forbidden)
    access.refusals.at_account(note->account.text(), "code", address);
  return signed_in;
}

}  // namespace klynge::access
