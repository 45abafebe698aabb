// Sessions: from a cookie to the person who is signed in.
//
// The cookie is 32 random bytes; the database knows only its SHA-256, so that who reads a backup
// signs in nowhere. What was found, and what the person's seats open, is remembered for a few seconds,
// so that most pages cost no lookup. Signing out or disabling on this node takes effect at once, on
// another node and for a seat within those seconds. When somebody was seen last is written now and then
// by a thread of its own, because a page must not wait for the disk.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "platform/access/account.hpp"
#include "platform/audit/standing.hpp"
#include "platform/database/database.hpp"

namespace klynge::access {

inline constexpr std::string_view session_cookie = "klynge_session";
// As the browser is given it. Over https a prefix (RFC 6265bis, 4.1.3.2) keeps a neighbour under the same domain from
// setting one of its own choice, in whose session somebody would then work unawares.
std::string cookie_name(std::string_view name, bool secure);

struct Session {
  Account account;
  std::string csrf_token, token_hash;
  std::shared_ptr<const audit::Standings> standings{};  // of the account's person
};

// What a person's seats open to them; the room that knows seats answers, and nothing where nobody is asked.
using StandingsOf =
    std::function<std::shared_ptr<const audit::Standings>(database::Connection&, std::string_view person_id)>;

class Sessions {
 public:
  Sessions(database::Database& database, Clock clock);
  ~Sessions();
  Sessions(const Sessions&) = delete;

  // nullopt where the token is unknown, ended, too old (limits::session_absolute_hours), unused for
  // too long (limits::session_idle_minutes), or its account is disabled.
  std::optional<Session> find(std::string_view token);
  // Forgets what is remembered, after something was changed here.
  void forget(std::string_view token_hash);
  void forget_all();
  // Before the first request.
  void ask_for_standings(StandingsOf standings_of) { standings_of_ = std::move(standings_of); }
  // What else the thread writes, now and then. Before the first request.
  void also_write(std::function<void()> others);
  // Writes when sessions were last seen. Called by the thread; a test calls it itself.
  void write_last_seen();

 private:
  struct Known {
    Session session;
    Instant created_at, last_seen_at, read_at;
  };
  std::optional<Known> remembered(const std::string& token_hash, Instant now, std::uint64_t& changes);
  bool has_expired(const Known& known, Instant now) const;
  void remember(const std::string& token_hash, Known known);
  void run();

  database::Database& database_;
  Clock clock_;
  StandingsOf standings_of_;
  std::function<void()> others_;
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  std::map<std::string, Instant> seen_;  // not written yet
  std::uint64_t changes_ = 0;            // so that nothing read before a change is remembered after it
  std::condition_variable wakes_;
  bool stopping_ = false;
  std::thread thread_;
};

// SHA-256 of a token as it stands in the database.
std::string token_hash_of(std::string_view token);
// The Set-Cookie header's value that starts or ends a session in the browser.
std::string start_cookie(std::string_view token, bool secure);
std::string end_cookie(bool secure);

}  // namespace klynge::access
