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

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t attempt_us = limits::provider_attempt_minutes * 60 * second_us;
constexpr std::size_t cookie_digits = 64;

std::unexpected<Problem> no_provider() { return fail(Kind::not_found, "Der er ikke sat en login-tjeneste op. Log ind med brugernavn og adgangskode."); }

std::string key_of(std::string_view state, std::string_view browser) { return token_hash_of(fmt::format("{} {}", state, browser)); }

std::string redirect_uri(const Access& access) { return access.public_url + std::string(sign_on_answer_path); }

Result<AttemptRow> attempt_of(Access& access, const SignOnAnswer& answer) {
  std::optional<AttemptRow> attempt;
  if (!answer.state.empty() && answer.browser.size() == cookie_digits)
    access.book.database.write([&](database::Connection& connection) {
      attempt = take_attempt(connection, key_of(answer.state, answer.browser));
      return true;
    });
  if (!attempt)
    return fail(Kind::forbidden, "Svaret fra login-tjenesten hører ikke til et login, der er begyndt i denne browser, eller det er allerede brugt. Log ind igen.",
                "sign-on: no such attempt");
  if (access.book.clock().us - attempt->started_at.us > attempt_us)
    return fail(Kind::forbidden, fmt::format("Der gik mere end {} minutter, så svaret fra login-tjenesten er udløbet. Log ind igen.", limits::provider_attempt_minutes),
                "sign-on: attempt expired");
  return std::move(*attempt);
}

Result<std::string> code_of(const SignOnAnswer& answer, const std::string& issuer) {
  if (answer.error == "access_denied") return fail(Kind::forbidden, "Login blev afbrudt hos login-tjenesten. Prøv igen, hvis det ikke var meningen.", "sign-on: access_denied");
  if (!answer.error.empty()) return fail(Kind::forbidden, "Login-tjenesten kunne ikke logge dig ind. Prøv igen.", fmt::format("sign-on: {}", answer.error.substr(0, 60)));
  // RFC 9207: an answer of another provider.
  if (!answer.issuer.empty() && answer.issuer != issuer)
    return fail(Kind::forbidden, "Svaret kommer ikke fra den rigtige login-tjeneste. Log ind igen.", "sign-on: another issuer in the answer");
  if (answer.code.empty()) return fail(Kind::forbidden, "Svaret fra login-tjenesten er ikke helt. Log ind igen.", "sign-on: no code");
  return std::string(answer.code);
}

// The one account that the configured claim names.
Result<Account> account_by_claim(database::Connection& connection, const oidc::Settings& settings, const oidc::Identity& identity) {
  const auto unknown = [] {
    return fail(Kind::forbidden, "Du er logget ind hos login-tjenesten, men der er ingen konto i Klynge til dig. Bed din administrator om en.", "sign-on: unknown identity");
  };
  const std::string value = settings.claim.empty() ? std::string{} : identity.text(settings.claim);
  if (value.empty() || value.size() > 254) return unknown();
  // The provider itself says that nobody has proved the address, and an address would decide: a login may be one, too.
  if (identity.email_refused && (settings.match == "email" || settings.claim == "email"))
    return fail(Kind::forbidden, "Din e-mail er ikke bekræftet hos login-tjenesten. Bekræft den der, og prøv igen.", "sign-on: address not verified");
  if (settings.match == "login") {
    auto known = find_login(connection, folded_login(value));
    if (!known) return unknown();
    return std::move(known->account);
  }
  auto accounts = find_by_email(connection, folded_email(value));
  if (accounts.empty()) return unknown();
  if (accounts.size() > 1)
    return fail(Kind::conflict, "Der er flere konti i Klynge med din e-mail, så det kan ikke afgøres, hvilken der er din. Bed din administrator om at rette det.",
                "sign-on: several accounts for one identity");
  return std::move(accounts.front());
}

struct Match {
  Account account;
  bool is_linked = false;
};

// The identity's account, linked to it already or to be linked.
Result<Match> match_account(database::Connection& connection, const oidc::Settings& settings, const oidc::Identity& identity) {
  std::optional<Account> account;
  const auto linked = find_identity(connection, identity.issuer, identity.subject);
  if (linked) {
    account = find_account(connection, linked->account);
  } else {
    auto found = account_by_claim(connection, settings, identity);
    if (!found) return std::unexpected(found.error());
    for (const auto& other : identities_of(connection, found->id))
      if (other.issuer == identity.issuer)
        return fail(Kind::conflict, "Din konto i Klynge hører allerede til en anden bruger hos login-tjenesten. Bed din administrator om at fjerne den gamle.",
                    "sign-on: the account belongs to another identity");
    account = std::move(*found);
  }
  if (!account || account->disabled) return fail(Kind::forbidden, "Din konto i Klynge er spærret. Spørg din administrator.", "sign-on: account disabled");
  return Match{std::move(*account), linked.has_value()};
}

std::string cookie_header(std::string_view value, bool secure, std::int64_t seconds) {
  return fmt::format("{}={}; Path=/log-ind; Max-Age={}; HttpOnly; SameSite=Lax{}", sign_on_cookie, value, seconds, secure ? "; Secure" : "");
}

std::string_view cookie_in(const Request& request) {
  const auto found = request.cookies.find(sign_on_cookie);
  return found == request.cookies.end() ? std::string_view{} : std::string_view(found->second);
}

std::string return_address(std::string_view wanted) {
  const auto local = html::local_url(wanted);
  return local ? local->text() : "/";
}

Response refused_sign_on(const Request& request, const Problem& problem) {
  spdlog::info("{}", problem.detail);
  return http::message_page(request, http::status_of(problem.kind), "Du er ikke logget ind", problem.danish,
                            html::paragraph_link(html::url("/log-ind"), "Til siden, hvor man logger ind"));
}

Response do_begin(Access& access, const Request& request) {
  const auto start = begin_sign_on(access, cookie_in(request), return_address(request.query_value("til")), request.address);
  if (!start) return refused_sign_on(request, start.error());
  Response response = Response::see_other(start->location);
  response.headers.emplace_back("Set-Cookie", cookie_header(start->browser, access.secure, attempt_us / second_us));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response do_finish(Access& access, const Request& request) {
  const auto done = finish_sign_on(access, {request.query_value("state"), request.query_value("code"), request.query_value("error"), request.query_value("iss"),
                                            cookie_in(request)}, request.address);
  Response response = done ? Response::see_other(done->return_to) : refused_sign_on(request, done.error());
  if (done) response.headers.emplace_back("Set-Cookie", start_cookie(done->signed_in.token, access.secure));
  // The code stands in the address.
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

Result<SignOnStart> begin_sign_on(Access& access, std::string_view browser, std::string_view return_to, std::string_view address) {
  if (!access.provider) return no_provider();
  const Instant now = access.book.clock();
  if (!access.sign_ons_by_address.take(address_key(address), now))
    return fail(Kind::too_many, "Der er forsøgt for mange gange. Vent et kvarter, og prøv så igen.", "sign-on: too many from one address");
  const oidc::Attempt attempt = oidc::new_attempt(now);
  const auto location = access.provider->way_there(attempt, redirect_uri(access));
  if (!location) return std::unexpected(location.error());
  const std::string held = browser.size() == cookie_digits ? std::string(browser) : random_token();
  bool full = false;
  access.book.database.write([&](database::Connection& connection) {
    delete_attempts_before(connection, Instant{now.us - attempt_us});
    full = count_attempts(connection) >= limits::provider_attempts;
    if (!full) insert_attempt(connection, key_of(attempt.state, held), {attempt.nonce, attempt.verifier, std::string(return_to), now});
    return true;
  });
  if (full) return fail(Kind::unavailable, "Der logger mange ind lige nu. Vent et øjeblik og prøv igen.", "sign-on: too many under way");
  return SignOnStart{*location, held};
}

Result<SignedOn> finish_sign_on(Access& access, const SignOnAnswer& answer, std::string_view address) {
  if (!access.provider) return no_provider();
  const auto attempt = attempt_of(access, answer);
  if (!attempt) return std::unexpected(attempt.error());
  const auto code = code_of(answer, access.provider->settings().issuer);
  if (!code) return std::unexpected(code.error());
  const auto identity = access.provider->who_is({std::string(answer.state), attempt->nonce, attempt->verifier, attempt->started_at}, *code, redirect_uri(access));
  if (!identity) return std::unexpected(identity.error());

  auto match = match_account(access.book.database.reader(), access.provider->settings(), *identity);
  if (!match) return std::unexpected(match.error());
  SignedOn done{{std::move(match->account), random_token()}, attempt->return_to};
  const Account& account = done.signed_in.account;
  const std::string csrf_token = random_token();
  auto signed_in = audit::perform<void>(
      access.book, actor_of(access, account, address), Permission::none, "session.start_by_provider", [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        // It may have been disabled or linked otherwise since it was found.
        const auto still = match_account(connection, access.provider->settings(), *identity);
        if (!still) return std::unexpected(still.error());
        if (still->account.id != account.id) return fail(Kind::conflict, "Din konto blev ændret imens. Log ind igen.", "sign-on: matched another account");
        if (!still->is_linked) insert_identity(connection, {identity->issuer, identity->subject, account.id, transaction.now()});
        insert_session(connection, token_hash_of(done.signed_in.token), account.id, csrf_token, transaction.now());
        nlohmann::json payload{{"signed_in", true}, {"by", identity->issuer}};
        if (!still->is_linked) payload["linked"] = identity->subject;
        transaction.changed({"account", account.id.text(), payload.dump()});
        return {};
      });
  if (!signed_in) return std::unexpected(signed_in.error());
  // Whoever got in was no guess: a whole office signs in from one address in the morning.
  access.sign_ons_by_address.give_back(address_key(address));
  return done;
}

Result<void> unlink_identity(Access& access, const audit::Actor& actor, Id<Account> id, std::string_view issuer, std::string_view subject) {
  return audit::perform<void>(access.book, actor, Permission::manage_accounts, "account.unlink_identity", [&](Transaction& transaction) -> Result<void> {
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
      {Method::get, "/log-ind/tjeneste", Permission::none, [&access](const Request& request) { return do_begin(access, request); }, true},
      {Method::get, std::string(sign_on_answer_path), Permission::none, [&access](const Request& request) { return do_finish(access, request); }, true},
  };
}

}  // namespace klynge::access
