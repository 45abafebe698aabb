// Machines' accounts: a robot or another system carries a token instead of signing in.
//
// A token has a name, a few scopes and an end; it is shown once, and the database knows only its hash. It
// never administers, reads no closed item and belongs to no person. In the log its actor is “token:NAME”,
// so a name is never used again. It stands on its maker: at each use the maker's account must be open, still manage
// accounts, and still hold all that the scopes give; else the token rests until that is so again. What was
// found is remembered for a few seconds, as sessions are: a token that is revoked here, or whose maker is
// disabled here, is refused at once here, and within those seconds on other nodes.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/problem.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::access {

enum class Scope { read, import, audit };
using Scopes = std::vector<Scope>;

const Scopes& all_scopes();
std::string_view word_of(Scope scope);      // "read"
std::string_view danish(Scope scope);       // "Læse"
std::string_view explanation(Scope scope);  // a sentence
std::optional<Scope> scope_from(std::string_view word);
audit::Permissions permissions_of(const Scopes& scopes);

struct ApiToken {
  Id<ApiToken> id;
  std::string name;
  Scopes scopes;
  std::string created_by;    // the name of the account
  bool maker_stands = true;  // its maker may still give out what it gives
  Instant created_at, expires_at;
  std::optional<Instant> last_used_at, revoked_at;
};

std::vector<ApiToken> list_tokens(database::Connection& connection);  // newest first

struct NewToken {
  std::string name;
  Scopes scopes;
  Date last_day;  // on which it may be used, in Denmark
};
// The token itself, for once. Needs manage_accounts; nobody gives a scope that is more than they may themselves.
// Problems: invalid (name, no scope, a day that is past or too far away), conflict (the name is or was another's),
// forbidden.
Result<std::string> add_token(audit::Book& book, const audit::Actor& actor, const NewToken& wanted);

class ApiTokens {
 public:
  ApiTokens(database::Database& database, Clock clock) : database_(database), clock_(std::move(clock)) {}

  enum class State { sound, unknown, revoked, expired, maker_fell };
  struct Found {
    State state = State::unknown;
    ApiToken token;
  };
  // `text`: as it was sent.
  Found find(std::string_view text);
  void forget_all();
  // Writes when tokens were last used; now and then, by the thread that does so for sessions.
  void write_last_used();

 private:
  struct Known {
    ApiToken token;
    Instant read_at;
  };
  database::Database& database_;
  Clock clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  std::map<std::string, Instant> used_;  // by id, not written yet
  std::uint64_t changes_ = 0;
};

// Needs manage_accounts. Problems: not_found, conflict (it is revoked already).
Result<void> revoke_token(audit::Book& book, ApiTokens& tokens, const audit::Actor& actor, Id<ApiToken> id);

}  // namespace klynge::access
