#include "platform/access/refusals.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace klynge::access {
namespace {

constexpr std::int64_t quarter_hour_us = 15 * 60 * 1'000'000LL;
constexpr int most_unknown = 20;             // entries within a quarter of an hour
constexpr std::size_t most_waiting = 1'000;  // the database is away: what comes then is only counted

}  // namespace

Refusals::Refusals(audit::Book& book)
    : book_(book), unknown_by_address_(1, quarter_hour_us), unknown_altogether_(most_unknown, quarter_hour_us),
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
  const Instant now = book_.clock();
  const bool written = unknown_by_address_.take(address_key(address), now) && unknown_altogether_.take("", now);
  std::int64_t times = 1;
  {
    const std::scoped_lock lock(mutex_);
    if (!written) {
      ++unwritten_;
      return;
    }
    times += std::exchange(unwritten_, 0);
  }
  add({"", "unknown name", std::string(address), times});
}

void Refusals::add(Refusal refusal) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= most_waiting) {
      if (refusal.account_id.empty()) unwritten_ += refusal.times;
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
  nlohmann::json change{{"signed_in", false}, {"why", refusal.why}};
  if (refusal.times > 1) change["times"] = refusal.times;
  try {
    (void)audit::perform<void>(book_, {.id = "", .name = "", .address = refusal.address}, audit::Permission::none, "session.refuse",
                               [&](audit::Transaction& transaction) -> Result<void> {
                                 transaction.changed({"account", refusal.account_id, change.dump()});
                                 return {};
                               });
  } catch (const std::exception&) {
    // The database is away, and then nobody signs in either; what a request finds out it tells.
  }
}

}  // namespace klynge::access
