#include "platform/access/sign_on.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "platform/access/account_store.hpp"
#include "platform/html/components.hpp"
#include "platform/html/url.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using audit::Transaction;
using http::Request;
using http::Response;
using Kind = Problem::Kind;

const audit::Action account_make_by_provider_action{"account.make_by_provider", audit::Action::Reach::itself};
const audit::Action session_start_by_provider_action{"session.start_by_provider", audit::Action::Reach::own};
const audit::Action account_unlink_identity_action{"account.unlink_identity", audit::Permission::manage_accounts};

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t attempt_us = limits::provider_attempt_minutes * 60 * second_us;
constexpr std::size_t cookie_digits = 64;

std::unexpected<Problem> no_provider() {
  return fail(Kind::not_found, "Der er ikke sat en login-tjeneste op. Log ind med brugernavn og adgangskode.");
}

std::string key_of(std::string_view state, std::string_view browser) {
  return token_hash_of(fmt::format("{} {}", state, browser));
}

std::string redirect_uri(const Access& access) { return access.public_url + std::string(sign_on_answer_path); }

Result<AttemptRow> attempt_of(Access& access, const SignOnAnswer& answer) {
  std::optional<AttemptRow> attempt;
  if (!answer.state.empty() && answer.browser.size() == cookie_digits)
    access.book.database.write([&](database::Connection& connection) {
      attempt = take_attempt(connection, key_of(answer.state, answer.browser));
      return true;
    });
  if (!attempt)
    return fail(
        Kind::forbidden,
        "Svaret fra login-tjenesten hører ikke til et login, der er begyndt i denne browser, eller det er allerede brugt. Log ind igen.",
        "sign-on: no such attempt");
  if (access.book.clock().us - attempt->started_at.us > attempt_us)
    return fail(Kind::forbidden,
                fmt::format("Der gik mere end {} minutter, så svaret fra login-tjenesten er udløbet. Log ind igen.",
                            limits::provider_attempt_minutes),
                "sign-on: attempt expired");
  return std::move(*attempt);
}

Result<std::string> code_of(const SignOnAnswer& answer, const std::string& issuer) {
  if (answer.error == "access_denied")
    return fail(Kind::forbidden, "Login blev afbrudt hos login-tjenesten. Prøv igen, hvis det ikke var meningen.",
                "sign-on: access_denied");
  if (!answer.error.empty())
    return fail(Kind::forbidden, "Login-tjenesten kunne ikke logge dig ind. Prøv igen.",
                "sign-on: error of the provider");
  // RFC 9207: an answer of another provider.
  if (!answer.issuer.empty() && answer.issuer != issuer)
    return fail(Kind::forbidden, "Svaret kommer ikke fra den rigtige login-tjeneste. Log ind igen.",
                "sign-on: another issuer in the answer");
  if (answer.code.empty())
    return fail(Kind::forbidden, "Svaret fra login-tjenesten er ikke helt. Log ind igen.", "sign-on: no code");
  return std::string(answer.code);
}

std::unexpected<Problem> no_account_there() {
  return fail(
      Kind::forbidden,
      "Du er logget ind hos login-tjenesten, men der er ingen konto i Klynge til dig. Bed din administrator om en.",
      "sign-on: unknown identity");
}

std::unexpected<Problem> several(std::string_view what) {
  return fail(
      Kind::conflict,
      fmt::format(
          "Der er flere {} i Klynge med din e-mail, så det kan ikke afgøres, hvilken der er din. Bed din administrator om at rette det.",
          what),
      "sign-on: several accounts for one identity");
}

// Whom the claim names: an account, or a person of the register with or without one.
struct Named {
  std::optional<Account> account;
  std::optional<PersonDirectory::Entry> person{};
};

// The account of the person whose address it is. The register's addresses are changed by more hands than accounts are:
// an account with roles opens only to the address that it has itself.
Result<Named> person_by_email(const Access& access, database::Connection& connection, const std::string& email) {
  const auto persons =
      access.persons.by_email ? access.persons.by_email(connection, email) : std::vector<PersonDirectory::Entry>{};
  if (persons.empty()) return no_account_there();
  if (persons.size() > 1) return several("personer");
  Named named{find_by_person(connection, persons.front().id), persons.front()};
  if (named.account && !named.account->roles.empty() && named.account->email != email)
    return fail(
        Kind::forbidden,
        "Din konto i Klynge har en anden e-mail end den, login-tjenesten siger. Bed din administrator om at rette den.",
        "sign-on: the account has roles and another address");
  return named;
}

Result<Named> by_claim(const Access& access, database::Connection& connection, const oidc::Identity& identity) {
  const oidc::Settings& settings = access.provider->settings();
  const std::string value = settings.claim.empty() ? std::string{} : identity.text(settings.claim);
  if (value.empty() || value.size() > 254) return no_account_there();
  // The provider itself says that nobody has proved the address, and an address would decide: a login may be one, too.
  if (identity.email_refused && (settings.match != "login" || settings.claim == "email"))
    return fail(Kind::forbidden, "Din e-mail er ikke bekræftet hos login-tjenesten. Bekræft den der, og prøv igen.",
                "sign-on: address not verified");
  if (settings.match == "login") {
    auto known = find_login(connection, folded_login(value));
    if (!known) return no_account_there();
    return Named{std::move(known->account)};
  }
  if (settings.match == "person") return person_by_email(access, connection, folded_email(value));
  auto accounts = find_by_email(connection, folded_email(value));
  if (accounts.empty()) return no_account_there();
  if (accounts.size() > 1) return several("konti");
  return Named{std::move(accounts.front())};
}

struct Match {
  Account account;
  bool is_linked = false;
};

// The identity's account, linked to it already or to be linked. `whose`: the account where one is known, even if it is
// refused.
Result<Match> match_account(const Access& access, database::Connection& connection, const oidc::Identity& identity,
                            std::string& whose) {
  std::optional<Account> account;
  const auto linked = find_identity(connection, identity.issuer, identity.subject);
  if (linked) {
    account = find_account(connection, linked->account);
  } else {
    auto named = by_claim(access, connection, identity);
    if (!named) return std::unexpected(named.error());
    if (!named->account) return no_account_there();
    whose = named->account->id.text();
    for (const auto& other : identities_of(connection, named->account->id))
      if (other.issuer == identity.issuer)
        return fail(
            Kind::conflict,
            "Din konto i Klynge hører allerede til en anden bruger hos login-tjenesten. Bed din administrator om at fjerne den gamle.",
            "sign-on: the account belongs to another identity");
    account = std::move(named->account);
  }
  if (account) whose = account->id.text();
  if (!account || account->disabled)
    return fail(Kind::forbidden, "Din konto i Klynge er spærret. Spørg din administrator.",
                "sign-on: account disabled");
  return Match{std::move(*account), linked.has_value()};
}

// An account for a person of the register who comes for the first time: without password and roles, so that all they
// may follows from their seats. Nothing where none is to be made.
Result<void> make_account(Access& access, const oidc::Identity& identity, std::string_view address) {
  const oidc::Settings& settings = access.provider->settings();
  auto& reader = access.book.database.reader();
  if (!settings.makes_accounts || find_identity(reader, identity.issuer, identity.subject)) return {};
  const auto named = by_claim(access, reader, identity);
  if (!named || named->account || !named->person) return {};
  const std::string email = folded_email(identity.text(settings.claim));
  const audit::Actor program{.id = "system", .name = "Klynge", .address = std::string(address)};
  return audit::perform<void>(
      access.book, program, account_make_by_provider_action, [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        if (find_by_person(connection, named->person->id)) return {};  // made a moment ago
        Account account{.id = transaction.new_id<Account>(),
                        .login = email,
                        .name = named->person->name,
                        .roles = {},
                        .email = check_email(email) ? email : std::string{},
                        .created_at = transaction.now()};
        if (!check_login(account.login)) account.login = "person-" + account.id.text();
        if (!insert_account(connection, account, ""))
          return fail(
              Kind::conflict,
              "Der er en anden konto i Klynge med din e-mail som brugernavn. Bed din administrator om at rette det.",
              "sign-on: login taken");
        update_person(connection, account.id, named->person->id);
        transaction.changed(
            {"account", account.id.text(),
             nlohmann::json{{"login", account.login}, {"email", email}, {"person", named->person->id}}.dump()});
        return {};
      });
}

std::string cookie_header(std::string_view value, bool secure, std::int64_t seconds) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie_name(sign_on_cookie, secure), value,
                     seconds, secure ? "; Secure" : "");
}

std::string_view cookie_in(const Access& access, const Request& request) {
  const auto found = request.cookies.find(cookie_name(sign_on_cookie, access.secure));
  return found == request.cookies.end() ? std::string_view{} : std::string_view(found->second);
}

std::string return_address(std::string_view wanted) {
  const auto local = html::local_url(wanted);
  return local ? local->text() : "/";
}

Response refused_sign_on(const Request& request, const Problem& problem) {
  spdlog::info("{}", problem.detail);
  // Whoever goes back in the browser to an answer that was used is signed in all the same, as the page's head says.
  if (!request.actor.id.empty())
    return http::message_page(request, http::status_of(problem.kind), "Der blev ikke logget ind på ny",
                              problem.danish + " Du er stadig logget ind som " + request.actor.name + ".",
                              html::paragraph_link(html::url("/"), "Til forsiden"));
  return http::message_page(request, http::status_of(problem.kind), "Du er ikke logget ind", problem.danish,
                            html::paragraph_link(html::url("/log-ind"), "Til siden, hvor man logger ind"));
}

Response do_begin(Access& access, const Request& request) {
  const auto start =
      begin_sign_on(access, cookie_in(access, request), return_address(request.query_value("til")), request.address);
  if (!start) return refused_sign_on(request, start.error());
  Response response = Response::see_other(start->location);
  response.headers.emplace_back("Set-Cookie", cookie_header(start->browser, access.secure, attempt_us / second_us));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response do_finish(Access& access, const Request& request) {
  const auto done =
      finish_sign_on(access,
                     {request.query_value("state"), request.query_value("code"), request.query_value("error"),
                      request.query_value("iss"), cookie_in(access, request)},
                     request.address);
  Response response = done ? Response::see_other(done->return_to) : refused_sign_on(request, done.error());
  if (done) response.headers.emplace_back("Set-Cookie", start_cookie(done->signed_in.token, access.secure));
  // The code stands in the address.
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

Result<SignOnStart> begin_sign_on(Access& access, std::string_view browser, std::string_view return_to,
                                  std::string_view address) {
  if (!access.provider) return no_provider();
  const Instant now = access.book.clock();
  if (!access.sign_ons_by_address.take(address_key(address), now))
    return fail(Kind::too_many, "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen.",
                "sign-on: too many from one address");
  const oidc::Attempt attempt = oidc::new_attempt(now);
  const auto location = access.provider->way_there(attempt, redirect_uri(access));
  if (!location) return std::unexpected(location.error());
  const std::string held = browser.size() == cookie_digits ? std::string(browser) : random_token();
  bool full = false;
  access.book.database.write([&](database::Connection& connection) {
    delete_attempts_before(connection, Instant{now.us - attempt_us});
    full = count_attempts(connection) >= limits::provider_attempts;
    if (!full)
      insert_attempt(connection, key_of(attempt.state, held),
                     {attempt.nonce, attempt.verifier, std::string(return_to), now});
    return true;
  });
  if (full)
    return fail(Kind::unavailable, "Der logger mange ind lige nu. Vent et øjeblik og prøv igen.",
                "sign-on: too many under way");
  return SignOnStart{*location, held};
}

namespace {

Result<SignedOn> finish(Access& access, const SignOnAnswer& answer, std::string_view address, std::string& whose) {
  const auto attempt = attempt_of(access, answer);
  if (!attempt) return std::unexpected(attempt.error());
  const auto code = code_of(answer, access.provider->settings().issuer);
  if (!code) return std::unexpected(code.error());
  const auto identity = access.provider->who_is(
      {std::string(answer.state), attempt->nonce, attempt->verifier, attempt->started_at}, *code, redirect_uri(access));
  if (!identity) return std::unexpected(identity.error());

  if (const auto made = make_account(access, *identity, address); !made) return std::unexpected(made.error());
  auto match = match_account(access, access.book.database.reader(), *identity, whose);
  if (!match) return std::unexpected(match.error());
  SignedOn done{{std::move(match->account), random_token()}, attempt->return_to};
  const Account& account = done.signed_in.account;
  const std::string csrf_token = random_token();
  auto signed_in = audit::perform<void>(
      access.book, actor_of(access, account, address), session_start_by_provider_action,
      [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        // It may have been disabled or linked otherwise since it was found.
        const auto still = match_account(access, connection, *identity, whose);
        if (!still) return std::unexpected(still.error());
        if (still->account.id != account.id)
          return fail(Kind::conflict, "Din konto blev ændret imens. Log ind igen.", "sign-on: matched another account");
        if (!still->is_linked)
          insert_identity(connection, {identity->issuer, identity->subject, account.id, transaction.now()});
        insert_session(connection, token_hash_of(done.signed_in.token), account.id, csrf_token, transaction.now());
        nlohmann::json payload{{"signed_in", true}, {"by", identity->issuer}};
        if (!still->is_linked) payload["linked"] = identity->subject;
        transaction.changed({"account", account.id.text(), payload.dump()});
        return {};
      });
  if (!signed_in) return std::unexpected(signed_in.error());
  return done;
}

// What the log says of a refusal: our own words of it, never the provider's or the browser's.
std::string why(const Problem& problem) {
  const auto at = problem.detail.find(": ");
  return at == std::string::npos ? problem.detail : problem.detail.substr(at + 2);
}

}  // namespace

Result<SignedOn> finish_sign_on(Access& access, const SignOnAnswer& answer, std::string_view address) {
  if (!access.provider) return no_provider();
  std::string whose;
  auto done = finish(access, answer, address, whose);
  // Whoever got in was no guess: a whole office signs in from one address in the morning.
  if (done)
    access.sign_ons_by_address.give_back(address_key(address));
  else if (done.error().kind == Kind::forbidden || done.error().kind == Kind::conflict) {
    if (whose.empty())
      access.refusals.at_provider(why(done.error()), address);
    else
      access.refusals.at_account(whose, why(done.error()), address);
  }
  return done;
}

Result<void> unlink_identity(Access& access, const audit::Actor& actor, Id<Account> id, std::string_view issuer,
                             std::string_view subject) {
  return audit::perform<void>(
      access.book, actor, account_unlink_identity_action, [&](Transaction& transaction) -> Result<void> {
        if (!delete_identity(transaction.connection(), {std::string(issuer), std::string(subject), id, {}}))
          return fail(Kind::not_found, "Kontoen hører ikke (længere) til den bruger hos login-tjenesten.");
        end_sessions(transaction.connection(), id, "", transaction.now());
        transaction.changed({"account", id.text(), nlohmann::json{{"unlinked", issuer}, {"subject", subject}}.dump()});
        return {};
      });
}

std::vector<http::Route> sign_on_routes(Access& access) {
  using http::Method;
  // On workers: they wait for the provider and the disk.
  return {
      {Method::get, "/log-ind/tjeneste", Permission::none,
       [&access](const Request& request) { return do_begin(access, request); }, true},
      {Method::get, std::string(sign_on_answer_path), Permission::none,
       [&access](const Request& request) { return do_finish(access, request); }, true},
  };
}

}  // namespace klynge::access
