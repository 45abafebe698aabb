// An identity provider: where its doors are, which keys it signs with, and the way there and back
// (authorisation code with PKCE, RFC 7636, always S256).
//
// What the provider says of itself is asked for at the first sign-in and kept for an hour. Its keys are
// kept too; a token signed with one that is not known makes us ask once more, at most once a minute, so
// that keys may change at any time and nobody can make us hammer the provider. Only a few requests at once may
// wait for the provider; a slow one does not take the workers from everybody.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "platform/oidc/fetch.hpp"
#include "platform/oidc/id_token.hpp"

namespace klynge::oidc {

struct Settings {
  std::string issuer;                          // "https://login.example.org"; "" for no provider
  std::string client_id, client_secret;        // a secret "" makes us a public client
  std::string name = "organisationens login";  // on the button: “Log ind med …”
  std::string scopes = "openid email profile";
  std::string claim;  // which claim finds an account that is not linked yet; "" for none
  // What that claim is: the account's email or login, or the email of a person of the register ("person"), whose
  // account it is.
  std::string match = "email";
  bool makes_accounts = false;  // for such a person who has none yet; what they may then follows from their seats
  std::string ca_file;
};

// What is wrong with the settings, in English; "" where they are sound.
std::string fault_of(const Settings& settings);

// One sign-in under way: made at its start, needed at its end.
struct Attempt {
  std::string state, nonce, verifier;
  Instant began;
};

class Provider {
 public:
  Provider(Settings settings, Fetch fetch, Clock clock);

  const Settings& settings() const { return settings_; }
  // Where the browser is sent. Waits for the network. Problem: unavailable.
  Result<std::string> way_there(const Attempt& attempt, std::string_view redirect_uri);
  // Who came back with `code`. Waits for the network. Problems: forbidden (the provider or we refused it), unavailable.
  Result<Identity> who_is(const Attempt& attempt, std::string_view code, std::string_view redirect_uri);

 private:
  struct Doors {
    std::string authorise, token, keys;
    bool secret_in_form = false;  // client_secret_post
    Instant read_at;
  };
  Result<Doors> doors();
  Result<std::string> ask(Question question);
  // The keys as they are known; `anew` asks for newer ones, unless that was done a moment ago.
  Result<Keys> keys(const Doors& doors, bool anew);
  Result<std::string> exchange(const Doors& doors, const Attempt& attempt, std::string_view code,
                               std::string_view redirect_uri);

  Settings settings_;
  Fetch fetch_;
  Clock clock_;
  std::mutex mutex_;
  std::optional<Doors> doors_;
  std::optional<Keys> keys_;
  std::optional<Instant> keys_asked_again_at_;
  std::counting_semaphore<> places_{3};
};

// New random values for an attempt.
Attempt new_attempt(Instant now);
// BASE64URL(SHA256(verifier)), RFC 7636, 4.2.
std::string challenge_of(std::string_view verifier);

}  // namespace klynge::oidc
