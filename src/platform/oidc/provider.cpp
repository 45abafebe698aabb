#include "platform/oidc/provider.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/secret_box.hpp"

namespace klynge::oidc {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t keep_doors_us = 3600 * second_us;
constexpr std::int64_t ask_keys_again_us = 60 * second_us;

std::string random_text() {
  char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  return base64_url({bytes, sizeof bytes});
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool lists(const Json& object, const char* name, std::string_view value, bool where_absent) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return where_absent;
  for (const Json& one : *found)
    if (one.is_string() && one.get<std::string>() == value) return true;
  return false;
}

std::unexpected<Problem> odd_provider(std::string detail) {
  return fail(Problem::Kind::unavailable, "Login-tjenesten svarer ikke, som den skal. Sig det til din administrator.",
              std::move(detail));
}

std::unexpected<Problem> refused(std::string detail) {
  return fail(Problem::Kind::forbidden, "Svaret fra login-tjenesten kunne ikke godkendes. Prøv at logge ind igen.",
              std::move(detail));
}

}  // namespace

std::string fault_of(const Settings& settings) {
  if (settings.issuer.empty()) return {};
  if (!may_ask(settings.issuer)) return "the identity provider's issuer is not an https:// address";
  if (settings.client_id.empty()) return "the identity provider's client_id is missing";
  if ((" " + settings.scopes + " ").find(" openid ") == std::string::npos)
    return "the scopes asked of the identity provider lack openid";
  if (settings.match != "email" && settings.match != "login" && settings.match != "person")
    return "the identity provider's match is not email, login or person";
  if (settings.match == "person" && settings.claim.empty())
    return "the identity provider's match is person, and no claim is set";
  if (settings.makes_accounts && settings.match != "person")
    return "accounts are made for persons alone: the identity provider's match is not person";
  return {};
}

Attempt new_attempt(Instant now) { return {random_text(), random_text(), random_text(), now}; }

std::string challenge_of(std::string_view verifier) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
  return base64_url({reinterpret_cast<const char*>(hash), sizeof hash});
}

Provider::Provider(Settings settings, Fetch fetch, Clock clock)
    : settings_(std::move(settings)), fetch_(std::move(fetch)), clock_(std::move(clock)) {}

Result<std::string> Provider::ask(Question question) {
  if (!places_.try_acquire())
    return fail(Problem::Kind::unavailable, "Der logger mange ind lige nu. Vent et øjeblik og prøv igen.",
                "identity provider: all places taken");
  question.ca_file = settings_.ca_file;
  try {
    auto answer = fetch_(question);
    places_.release();
    return answer;
  } catch (...) {
    places_.release();
    throw;
  }
}

Result<Provider::Doors> Provider::doors() {
  const Instant now = clock_();
  {
    const std::scoped_lock lock(mutex_);
    if (doors_ && now.us - doors_->read_at.us < keep_doors_us) return *doors_;
  }
  std::string base = settings_.issuer;
  while (base.ends_with('/')) base.pop_back();
  const auto answer = ask({.url = base + "/.well-known/openid-configuration"});
  if (!answer) return std::unexpected(answer.error());
  const Json json = Json::parse(*answer, nullptr, false);
  if (!json.is_object()) return odd_provider("discovery: not JSON");
  // Section 4.3: whoever says another name is another.
  if (text_of(json, "issuer") != settings_.issuer) return odd_provider("discovery: another issuer");
  if (!lists(json, "code_challenge_methods_supported", "S256", true))
    return odd_provider("discovery: no PKCE with S256");
  Doors found{text_of(json, "authorization_endpoint"), text_of(json, "token_endpoint"), text_of(json, "jwks_uri"),
              !lists(json, "token_endpoint_auth_methods_supported", "client_secret_basic", true), now};
  for (const auto& url : {found.authorise, found.token, found.keys})
    if (!may_ask(url)) return odd_provider("discovery: an endpoint is missing or not https");
  const std::scoped_lock lock(mutex_);
  return *(doors_ = std::move(found));
}

Result<Keys> Provider::keys(const Doors& doors, bool anew) {
  const Instant now = clock_();
  {
    const std::scoped_lock lock(mutex_);
    if (keys_ && !anew) return *keys_;
    if (keys_ && keys_asked_again_at_ && now.us - keys_asked_again_at_->us < ask_keys_again_us) return *keys_;
    if (keys_) keys_asked_again_at_ = now;
  }
  const auto answer = ask({.url = doors.keys});
  if (!answer) return std::unexpected(answer.error());
  auto parsed = parse_keys(*answer);
  if (!parsed) return odd_provider("keys: not a JWK set");
  const std::scoped_lock lock(mutex_);
  return *(keys_ = std::move(*parsed));
}

Result<std::string> Provider::way_there(const Attempt& attempt, std::string_view redirect_uri) {
  const auto doors = this->doors();
  if (!doors) return std::unexpected(doors.error());
  return fmt::format(
      "{}{}response_type=code&client_id={}&redirect_uri={}&scope={}&state={}&nonce={}&code_challenge={}&code_challenge_method=S256",
      doors->authorise, doors->authorise.find('?') == std::string::npos ? '?' : '&',
      percent_encoded(settings_.client_id), percent_encoded(redirect_uri), percent_encoded(settings_.scopes),
      percent_encoded(attempt.state), percent_encoded(attempt.nonce), challenge_of(attempt.verifier));
}

Result<std::string> Provider::exchange(const Doors& doors, const Attempt& attempt, std::string_view code,
                                       std::string_view redirect_uri) {
  Question question{.url = doors.token};
  question.form = fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}",
                              percent_encoded(code), percent_encoded(redirect_uri), percent_encoded(attempt.verifier));
  if (settings_.client_secret.empty()) {
    question.form += "&client_id=" + percent_encoded(settings_.client_id);
  } else if (doors.secret_in_form) {
    question.form += "&client_id=" + percent_encoded(settings_.client_id) +
                     "&client_secret=" + percent_encoded(settings_.client_secret);
  } else {
    // RFC 6749, 2.3.1: form-encoded first.
    question.user = percent_encoded(settings_.client_id);
    question.password = percent_encoded(settings_.client_secret);
  }
  const auto answer = ask(std::move(question));
  if (!answer) return std::unexpected(answer.error());
  const Json json = Json::parse(*answer, nullptr, false);
  if (!json.is_object()) return odd_provider("token: not JSON");
  if (json.contains("error")) {
    const std::string error = text_of(json, "error");
    if (error == "invalid_grant")
      return fail(Problem::Kind::forbidden,
                  "Svaret fra login-tjenesten er udløbet eller allerede brugt. Prøv at logge ind igen.",
                  "token: invalid_grant");
    return odd_provider("token: " + error.substr(0, 100));
  }
  std::string token = text_of(json, "id_token");
  if (token.empty()) return odd_provider("token: no ID token");
  return token;
}

Result<Identity> Provider::who_is(const Attempt& attempt, std::string_view code, std::string_view redirect_uri) {
  const auto doors = this->doors();
  if (!doors) return std::unexpected(doors.error());
  const auto token = exchange(*doors, attempt, code, redirect_uri);
  if (!token) return std::unexpected(token.error());
  const Expected expected{settings_.issuer, settings_.client_id, attempt.nonce, attempt.began};
  Verdict verdict;
  for (const bool anew : {false, true}) {
    const auto known = keys(*doors, anew);
    if (!known) return std::unexpected(known.error());
    verdict = verify(*token, *known, expected, clock_());
    if (verdict.trust != Trust::no_key && verdict.trust != Trust::bad_signature) break;
  }
  if (verdict.trust != Trust::sound) return refused("ID token: " + verdict.why);
  return std::move(verdict.identity);
}

}  // namespace klynge::oidc
