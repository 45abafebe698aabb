// Everything of access that lives as long as the server: sessions, the password hasher, the limits
// on guessing. `app` makes one and hands it to the routes and the server's hooks.
#pragma once
#include "base/limits.hpp"
#include "platform/access/password.hpp"
#include "platform/access/rate_limit.hpp"
#include "platform/access/session.hpp"
#include "platform/audit/perform.hpp"
#include "platform/http/server.hpp"

namespace klynge::access {

struct Access {
  // `secure_cookie`: the users' addresses begin with https.
  explicit Access(audit::Book& shared_book, bool secure_cookie = false, PasswordCost cost = {});

  audit::Book& book;
  bool secure;
  PasswordHasher hasher;
  Sessions sessions;
  RateLimit tries_by_login, tries_by_address;
};

// The server's hooks: who is asking, and what they see who may not. `access` outlives the server.
http::Hooks hooks(Access& access);

// /log-ind, /log-ud, /konto, /konti and what hangs below them.
std::vector<http::Route> routes(Access& access);

}  // namespace klynge::access
