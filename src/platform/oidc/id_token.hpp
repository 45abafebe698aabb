// ID tokens: what an identity provider says of who has signed in, and whether to believe it.
//
// OpenID Connect Core 1.0, section 3.1.3.7, with the care that RFC 8725 asks for: only signatures with a
// public key are taken, and the key decides what kind of signature it may be. A token without a signature
// (alg none), or one “signed” with the public key as a shared secret (HS256), gets nowhere.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/date.hpp"
#include "base/problem.hpp"

namespace klynge::oidc {

// One public key of a provider.
struct Key {
  std::string id;                   // "" where it has none
  std::string algorithm;            // the only one it is for; "" where the provider does not say
  bool is_rsa = false;              // else an elliptic curve
  std::shared_ptr<const void> jwk;  // cjose's
};
using Keys = std::vector<Key>;

// The keys for signatures of a JWK set (RFC 7517); what is not understood is passed over, as the RFC wants.
// nullopt where it is no JWK set.
std::optional<Keys> parse_keys(std::string_view json);

struct Expected {
  std::string issuer, client_id, nonce;
  Instant began;  // when this sign-in set out
};

struct Identity {
  std::string issuer, subject;
  std::vector<std::pair<std::string, std::string>> texts;  // claims that are texts
  bool email_refused = false;                              // email_verified is there and false
  std::string text(std::string_view claim) const;          // "" where absent
};

enum class Trust { sound, no_key, bad_signature, malformed, refused };

struct Verdict {
  Trust trust = Trust::malformed;
  std::string why{};    // English, for the log; nothing of the token
  Identity identity{};  // where it is sound
};

// no_key and bad_signature: newer keys may help.
Verdict verify(std::string_view token, const Keys& keys, const Expected& expected, Instant now);

}  // namespace klynge::oidc
