// The audit log's word of sign-ins and of machines' tokens that were refused.
//
// Who guessed at an account must be found afterwards: when, from where, at which account. What was typed
// is never kept, neither the password nor a name that nobody has: a password slips easily into the wrong
// field. Such names can be made up without end, so of them one entry an address and a few altogether are
// written within a quarter of an hour, and the next entry says how many it stands for. What is written
// of an account is bounded by the limit on its tries. Answers of the identity provider that sign nobody in are
// kept the same way: of whose account it is, or of nobody's, with a word of ours for why. A machine that keeps trying
// with a token that no longer counts is written once in a quarter of an hour and counted meanwhile; tokens that nobody
// ever made are bounded like names that nobody has.
// A thread of its own writes, because a sign-in that took the time of an entry only where the account is
// known would tell which names are.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "platform/access/rate_limit.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::access {

class Refusals {
 public:
  // `book` outlives it.
  explicit Refusals(audit::Book& book);
  // Writes what it was told before it goes.
  ~Refusals();
  Refusals(const Refusals&) = delete;

  // `why` is a word or two of ours for the log: "password", "disabled". Does not wait, does not throw for the
  // database's sake.
  void at_account(std::string_view account_id, std::string_view why, std::string_view address);
  void at_unknown_name(std::string_view address);
  // An answer of the provider that was refused, and no account is known: "expired", "unknown identity".
  void at_provider(std::string_view why, std::string_view address);
  // A machine's token. `name`: the token's, "" where nobody knows it; `why`: "unknown", "revoked", "expired", "maker"
  // (who made it may no longer give what it gives), "scope" (it counts, and does not allow what was asked).
  void at_token(std::string_view name, std::string_view why, std::string_view address);
  // Waits until everything it was told is written or given up. For the tests.
  void settle();

 private:
  struct Refusal {
    std::string account_id, why, address;
    std::int64_t times = 1;
    bool of_token = false;
    std::string token_name{};  // "" where nobody knows it
  };
  // Those that can be made without end: entries by key and altogether. Those that no entry stands for yet are counted,
  // by the name of the token; "" for all that have none.
  struct Bounded {
    RateLimit by_key, altogether;
    std::map<std::string, std::int64_t> unwritten{};
  };
  void add_bounded(Bounded& bounded, const std::string& key, Refusal refusal);
  void add(Refusal refusal, Bounded* bounded = nullptr);
  void run();
  void write(const Refusal& refusal);

  audit::Book& book_;
  Bounded unknown_, of_provider_, unknown_tokens_, tokens_;
  std::mutex mutex_;
  std::condition_variable wakes_, settled_;
  std::deque<Refusal> waiting_;
  bool writing_ = false, stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace klynge::access
