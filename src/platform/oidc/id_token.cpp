#include "platform/oidc/id_token.hpp"

#include <cjose/cjose.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/secret_box.hpp"
#include "base/text.hpp"

namespace klynge::oidc {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t skew_us = limits::clock_skew_seconds * 1'000'000;
constexpr std::array rsa_algorithms = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"};
constexpr std::array curve_algorithms = {"ES256", "ES384", "ES512"};

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<Key> key_from(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const std::string kind = text_of(json, "kty"), use = text_of(json, "use");
  if ((kind != "RSA" && kind != "EC") || (!use.empty() && use != "sig")) return std::nullopt;
  const std::string text = json.dump();
  cjose_err error{};
  cjose_jwk_t* jwk = cjose_jwk_import(text.data(), text.size(), &error);
  if (!jwk) return std::nullopt;
  std::shared_ptr<const void> held(
      jwk, [](const void* one) { cjose_jwk_release(static_cast<cjose_jwk_t*>(const_cast<void*>(one))); });
  // A short RSA key can be broken; RFC 7518, 3.3 wants 2048 bits.
  if (kind == "RSA" && cjose_jwk_get_keysize(jwk, &error) < 2048) return std::nullopt;
  return Key{text_of(json, "kid"), text_of(json, "alg"), kind == "RSA", std::move(held)};
}

bool fits(const Key& key, const std::string& algorithm) {
  if (!key.algorithm.empty() && key.algorithm != algorithm) return false;
  const auto is = [&](const char* one) { return algorithm == one; };
  return key.is_rsa ? std::ranges::any_of(rsa_algorithms, is) : std::ranges::any_of(curve_algorithms, is);
}

bool signed_by(std::string_view token, const Key& key, std::string& payload) {
  cjose_err error{};
  const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(cjose_jws_import(token.data(), token.size(), &error),
                                                                 cjose_jws_release);
  if (!jws || !cjose_jws_verify(jws.get(), static_cast<const cjose_jwk_t*>(key.jwk.get()), &error)) return false;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &error)) return false;
  payload.assign(reinterpret_cast<const char*>(bytes), size);
  return true;
}

Verdict verdict(Trust trust, std::string why) { return {.trust = trust, .why = std::move(why)}; }
Verdict refused(std::string why) { return verdict(Trust::refused, std::move(why)); }

// Whether we are who it was made for.
std::optional<std::string> audience_fault(const Json& claims, const std::string& client_id) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return "no audience";
  std::size_t count = 1;
  if (audience->is_array()) {
    count = audience->size();
    if (std::ranges::none_of(*audience, [&](const Json& one) { return one.is_string() && one == client_id; }))
      return "another audience";
  } else if (!audience->is_string() || *audience != client_id) {
    return "another audience";
  }
  const auto party = claims.find("azp");
  if (party == claims.end())
    return count > 1 ? std::optional<std::string>("several audiences and no authorised party") : std::nullopt;
  if (!party->is_string() || *party != client_id) return "another authorised party";
  return std::nullopt;
}

// Whole seconds since 1970; nullopt where absent or no number that a time can be.
std::optional<Instant> time_in(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds > 0 && seconds < 1e11)) return std::nullopt;
  return Instant{static_cast<std::int64_t>(seconds) * 1'000'000};
}

std::optional<std::string> time_fault(const Json& claims, Instant began, Instant now) {
  const auto expires = time_in(claims, "exp"), issued = time_in(claims, "iat");
  if (!expires || !issued) return "no time of issue or expiry";
  if (expires->us + skew_us <= now.us) return "expired";
  if (issued->us - skew_us > now.us) return "issued in the future";
  if (issued->us + skew_us < began.us) return "issued before this sign-in began";
  if (claims.contains("nbf")) {
    const auto not_before = time_in(claims, "nbf");
    if (!not_before || not_before->us - skew_us > now.us) return "not valid yet";
  }
  return std::nullopt;
}

Verdict check_claims(const Json& claims, const Expected& expected, Instant now) {
  if (text_of(claims, "iss") != expected.issuer) return refused("another issuer");
  if (const auto fault = audience_fault(claims, expected.client_id)) return refused(*fault);
  if (const auto fault = time_fault(claims, expected.began, now)) return refused(*fault);
  if (expected.nonce.empty() || text_of(claims, "nonce") != expected.nonce) return refused("another nonce");
  Verdict sound{.trust = Trust::sound};
  sound.identity.issuer = expected.issuer;
  sound.identity.subject = text_of(claims, "sub");
  if (sound.identity.subject.empty() || sound.identity.subject.size() > 255) return refused("no subject");
  for (const auto& [name, value] : claims.items())
    if (value.is_string()) sound.identity.texts.emplace_back(name, value.get<std::string>());
  const auto verified = claims.find("email_verified");
  sound.identity.email_refused = verified != claims.end() && *verified != true && *verified != "true";
  return sound;
}

}  // namespace

std::string Identity::text(std::string_view claim) const {
  const auto found = std::ranges::find(texts, claim, &std::pair<std::string, std::string>::first);
  return found == texts.end() ? std::string{} : found->second;
}

std::optional<Keys> parse_keys(std::string_view json) {
  const Json set = Json::parse(json, nullptr, false);
  const auto list = set.is_object() ? set.find("keys") : set.end();
  if (!set.is_object() || list == set.end() || !list->is_array()) return std::nullopt;
  Keys keys;
  for (const Json& one : *list) {
    if (keys.size() >= limits::provider_keys) break;
    if (auto key = key_from(one)) keys.push_back(std::move(*key));
  }
  return keys;
}

Verdict verify(std::string_view token, const Keys& keys, const Expected& expected, Instant now) {
  if (token.size() > limits::provider_document_bytes) return verdict(Trust::malformed, "too long");
  const auto parts = split(token, '.');
  if (parts.size() != 3 || parts[2].empty()) return verdict(Trust::malformed, "not a signed token");
  const auto head_text = from_base64_url(parts[0]);
  const Json head = head_text ? Json::parse(*head_text, nullptr, false) : Json{};
  if (!head.is_object()) return verdict(Trust::malformed, "no header");
  if (head.contains("crit")) return refused("asks for an extension");
  const std::string algorithm = text_of(head, "alg"), wanted = text_of(head, "kid");

  // The header says which key; without a word all that fit may try.
  bool found = false;
  std::string payload;
  for (const Key& key : keys) {
    if (!wanted.empty() && key.id != wanted) continue;
    if (!fits(key, algorithm)) continue;
    found = true;
    if (signed_by(token, key, payload)) {
      const Json claims = Json::parse(payload, nullptr, false);
      if (!claims.is_object()) return verdict(Trust::malformed, "no claims");
      return check_claims(claims, expected, now);
    }
  }
  if (found) return verdict(Trust::bad_signature, "the signature does not fit");
  const auto is = [&](const char* one) { return algorithm == one; };
  const bool known = std::ranges::any_of(rsa_algorithms, is) || std::ranges::any_of(curve_algorithms, is);
  return known ? verdict(Trust::no_key, "no key fits") : refused("signed in a way that is not taken");
}

}  // namespace klynge::oidc
