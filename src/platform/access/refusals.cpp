#include "platform/access/refusals.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace klynge::access {
namespace {

const audit::Action session_refuse_action{"session.refuse", audit::Action::Reach::itself};
const audit::Action token_refuse_action{"token.refuse", audit::Action::Reach::itself};
const database::Sql token_id_sql{"SELECT id FROM api_token WHERE name = $1"};

constexpr std::int64_t quarter_hour_us = 15 * 60 * 1'000'000LL;
constexpr int most_unknown = 20;             // entries within a quarter of an hour
constexpr int most_of_tokens = 100;          // of tokens that were made, which are few
constexpr std::size_t most_waiting = 1'000;  // the database is away: what comes then is only counted

// Names of tokens are never used twice.
std::string token_id(database::Connection& connection, const std::string& name) {
  if (name.empty()) return {};
  auto rows = connection.query(token_id_sql, name);
  return rows.next() ? rows.string(0) : std::string();
}

}  // namespace

Refusals::Refusals(audit::Book& book)
    : book_(book),
      unknown_{{1, quarter_hour_us}, {most_unknown, quarter_hour_us}},
      of_provider_{{4, quarter_hour_us}, {most_unknown, quarter_hour_us}},
      unknown_tokens_{{1, quarter_hour_us}, {most_unknown, quarter_hour_us}},
      tokens_{{1, quarter_hour_us}, {most_of_tokens, quarter_hour_us}},
      thread_([this] { run(); }) {}

Refusals::~Refusals() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
}

void Refusals::at_account(std::string_view account_id, std::string_view why, std::string_view address) {
  add({std::string(account_id), std::string(why), std::string(address)});
}

void Refusals::at_unknown_name(std::string_view address) {
  add_bounded(unknown_, address_key(address), {"", "unknown name", std::string(address)});
}

void Refusals::at_provider(std::string_view why, std::string_view address) {
  add_bounded(of_provider_, address_key(address), {"", std::string(why), std::string(address)});
}

void Refusals::at_token(std::string_view name, std::string_view why, std::string_view address) {
  Refusal refusal{"", std::string(why), std::string(address), 1, true, std::string(name)};
  if (name.empty()) return add_bounded(unknown_tokens_, address_key(address), std::move(refusal));
  const std::string key = refusal.token_name + "\n" + refusal.why;
  add_bounded(tokens_, key, std::move(refusal));
}

void Refusals::add_bounded(Bounded& bounded, const std::string& key, Refusal refusal) {
  const Instant now = book_.clock();
  const bool written = bounded.by_key.take(key, now) && bounded.altogether.take("", now);
  {
    const std::scoped_lock lock(mutex_);
    if (!written) {
      ++bounded.unwritten[refusal.token_name];
      return;
    }
    if (const auto counted = bounded.unwritten.extract(refusal.token_name)) refusal.times += counted.mapped();
  }
  add(std::move(refusal), &bounded);
}

void Refusals::add(Refusal refusal, Bounded* bounded) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= most_waiting) {
      if (bounded) bounded->unwritten[refusal.token_name] += refusal.times;
      return;
    }
    waiting_.push_back(std::move(refusal));
  }
  wakes_.notify_one();
}

void Refusals::settle() {
  std::unique_lock lock(mutex_);
  settled_.wait(lock, [this] { return waiting_.empty() && !writing_; });
}

void Refusals::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wakes_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const Refusal refusal = std::move(waiting_.front());
    waiting_.pop_front();
    writing_ = true;
    lock.unlock();
    write(refusal);
    lock.lock();
    writing_ = false;
    if (waiting_.empty()) settled_.notify_all();
  }
}

void Refusals::write(const Refusal& refusal) {
  nlohmann::json change{{"why", refusal.why}};
  if (!refusal.of_token) change["signed_in"] = false;
  if (refusal.times > 1) change["times"] = refusal.times;
  const auto& action = refusal.of_token ? token_refuse_action : session_refuse_action;
  try {
    (void)audit::perform<void>(
        book_, {.id = "", .name = "", .address = refusal.address}, action,
        [&](audit::Transaction& transaction) -> Result<void> {
          if (refusal.of_token)
            transaction.changed({"token", token_id(transaction.connection(), refusal.token_name), change.dump()});
          else
            transaction.changed({"account", refusal.account_id, change.dump()});
          return {};
        });
  } catch (const std::exception&) {
    // The database is away, and then nobody signs in either; what a request finds out it tells.
  }
}

}  // namespace klynge::access
