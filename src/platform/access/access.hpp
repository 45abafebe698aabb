// Everything of access that lives as long as the server: sessions, the password hasher, the limits
// on guessing. `app` makes one and hands it to the routes and the server's hooks.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "platform/access/api_token.hpp"
#include "platform/access/password.hpp"
#include "platform/access/rate_limit.hpp"
#include "platform/access/refusals.hpp"
#include "platform/access/session.hpp"
#include "platform/audit/perform.hpp"
#include "platform/http/server.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/oidc/provider.hpp"

namespace klynge::access {

// The persons of the register, whom an account may belong to; a room above knows them.
struct PersonDirectory {
  struct Entry {
    std::string id, name, beside;  // beside: where the person belongs
  };
  // By a part of the name, in Danish order, at most 20.
  std::function<std::vector<Entry>(database::Connection&, std::string_view words)> find{};
  std::function<std::optional<Entry>(database::Connection&, std::string_view id)> get{};
  // Whose address in the register this is, however it is written; folded_email() has been over it.
  std::function<std::vector<Entry>(database::Connection&, std::string_view email)> by_email{};
};

struct Settings {
  bool secure_cookie = false;  // the users' addresses begin with https
  PasswordCost cost{};
  std::string public_url = "http://127.0.0.1:8080";  // what stands in front of a path in a letter; no slash at its end
};

struct Access {
  // Both outlive it. The outbox's key is the installation's, which seals second factors too.
  Access(audit::Book& shared_book, mail::Outbox& shared_outbox, Settings settings = {});
  Access(const Access&) = delete;

  audit::Book& book;
  mail::Outbox& outbox;
  bool secure;
  std::string public_url;
  PasswordHasher hasher;
  ApiTokens tokens;
  Sessions sessions;  // its thread writes for the tokens, too
  RateLimit tries_by_login, tries_by_address;
  RateLimit resets_by_email, resets_by_address, sign_ons_by_address, codes_by_account;
  Refusals refusals;
  PersonDirectory persons{};                   // filled by app
  std::unique_ptr<oidc::Provider> provider{};  // filled by app; null where no identity provider is set
};

// What is remembered of sessions and tokens: due after an account changed in any way.
void forget_all(Access& access);

// Who acts when this account does: the one place where an account becomes an actor.
audit::Actor actor_of(const Access& access, const Account& account, std::string_view address);
// A machine acts, by its token.
audit::Actor actor_of(const Access& access, const ApiToken& token, std::string_view address);

// The server's hooks: who is asking, and what they see who may not. `access` outlives the server.
http::Hooks hooks(Access& access);

// /log-ind, /log-ud, /glemt-adgangskode, /adgang, /konto, /konti, /adgangsnoegler and what hangs below them.
std::vector<http::Route> routes(Access& access);

}  // namespace klynge::access
