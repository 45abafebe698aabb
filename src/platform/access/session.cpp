#include "platform/access/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::access {
namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t remember_us = 5 * second_us;
constexpr std::int64_t idle_us = limits::session_idle_minutes * 60 * second_us;
constexpr std::int64_t absolute_us = limits::session_absolute_hours * 3600 * second_us;
// Seen again within this time is not worth a write.
constexpr std::int64_t write_step_us = 60 * second_us;
constexpr std::size_t most_remembered = 20'000;
constexpr std::size_t token_digits = 64;
constexpr auto write_pause = std::chrono::seconds(20);

}  // namespace

Sessions::Sessions(database::Database& database, Clock clock)
    : database_(database), clock_(std::move(clock)), thread_([this] { run(); }) {}

Sessions::~Sessions() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
}

std::optional<Session> Sessions::find(std::string_view token) {
  if (token.size() != token_digits) return std::nullopt;
  const std::string hash = token_hash_of(token);
  const Instant now = clock_();
  std::uint64_t changes = 0;
  auto known = remembered(hash, now, changes);
  if (!known) {
    auto row = find_session(database_.reader(), hash);
    if (!row) return std::nullopt;
    known = Known{{std::move(row->account), std::move(row->csrf_token), hash}, row->created_at, row->last_seen_at, now};
    const auto& person = known->session.account.person_id;
    if (person && standings_of_) known->session.standings = standings_of_(database_.reader(), *person);
  }
  const std::scoped_lock lock(mutex_);
  if (const auto seen = seen_.find(hash); seen != seen_.end())
    known->last_seen_at = std::max(known->last_seen_at, seen->second);
  if (has_expired(*known, now)) {
    known_.erase(hash);
    return std::nullopt;
  }
  if (now.us - known->last_seen_at.us >= write_step_us) {
    seen_[hash] = now;
    known->last_seen_at = now;
  }
  if (changes == changes_) remember(hash, *known);
  return std::move(known->session);
}

std::optional<Sessions::Known> Sessions::remembered(const std::string& token_hash, Instant now,
                                                    std::uint64_t& changes) {
  const std::scoped_lock lock(mutex_);
  changes = changes_;
  const auto found = known_.find(token_hash);
  if (found == known_.end() || now.us - found->second.read_at.us > remember_us) return std::nullopt;
  return found->second;
}

bool Sessions::has_expired(const Known& known, Instant now) const {
  return now.us - known.created_at.us > absolute_us || now.us - known.last_seen_at.us > idle_us;
}

void Sessions::remember(const std::string& token_hash, Known known) {
  if (known_.size() >= most_remembered) known_.clear();
  known_.insert_or_assign(token_hash, std::move(known));
}

void Sessions::forget(std::string_view token_hash) {
  const std::scoped_lock lock(mutex_);
  ++changes_;
  known_.erase(std::string(token_hash));
}

void Sessions::forget_all() {
  const std::scoped_lock lock(mutex_);
  ++changes_;
  known_.clear();
}

void Sessions::write_last_seen() {
  std::map<std::string, Instant> seen;
  {
    const std::scoped_lock lock(mutex_);
    seen.swap(seen_);
  }
  if (seen.empty()) return;
  database_.write([&](database::Connection& connection) {
    for (const auto& [token_hash, at] : seen) touch_session(connection, token_hash, at);
    return true;
  });
}

void Sessions::also_write(std::function<void()> others) {
  const std::scoped_lock lock(mutex_);
  others_ = std::move(others);
}

void Sessions::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wakes_.wait_for(lock, write_pause);
    const auto others = others_;
    lock.unlock();
    try {
      write_last_seen();
      if (others) others();
    } catch (const std::exception&) {
      // The database is away; what a request finds out it tells. Sessions seem a little more idle.
    }
    lock.lock();
  }
}

std::string token_hash_of(std::string_view token) { return sha256_hex(token); }

std::string cookie_name(std::string_view name, bool secure) {
  return fmt::format("{}{}", secure ? "__Host-" : "", name);
}

std::string start_cookie(std::string_view token, bool secure) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}", cookie_name(session_cookie, secure), token,
                     secure ? "; Secure" : "");
}

std::string end_cookie(bool secure) {
  return fmt::format("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", cookie_name(session_cookie, secure),
                     secure ? "; Secure" : "");
}

}  // namespace klynge::access
