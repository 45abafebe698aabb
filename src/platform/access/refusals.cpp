#include "platform/access/refusals.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace klynge::access {
namespace {

const audit::Action session_refuse_action{"session.refuse", audit::Action::Reach::itself};

constexpr std::int64_t quarter_hour_us = 15 * 60 * 1'000'000LL;
constexpr int most_unknown = 20;             // entries within a quarter of an hour
constexpr std::size_t most_waiting = 1'000;  // the database is away: what comes then is only counted

}  // namespace

Refusals::Refusals(audit::Book& book)
    : book_(book),
      unknown_{{1, quarter_hour_us}, {most_unknown, quarter_hour_us}},
      of_provider_{{4, quarter_hour_us}, {most_unknown, quarter_hour_us}},
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

void Refusals::at_unknown_name(std::string_view address) { add_bounded(unknown_, "unknown name", address); }

void Refusals::at_provider(std::string_view why, std::string_view address) { add_bounded(of_provider_, why, address); }

void Refusals::add_bounded(Bounded& bounded, std::string_view why, std::string_view address) {
  const Instant now = book_.clock();
  const bool written = bounded.by_address.take(address_key(address), now) && bounded.altogether.take("", now);
  std::int64_t times = 1;
  {
    const std::scoped_lock lock(mutex_);
    if (!written) {
      ++bounded.unwritten;
      return;
    }
    times += std::exchange(bounded.unwritten, 0);
  }
  add({"", std::string(why), std::string(address), times}, &bounded);
}

void Refusals::add(Refusal refusal, Bounded* bounded) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= most_waiting) {
      if (bounded) bounded->unwritten += refusal.times;
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
    (void)audit::perform<void>(book_, {.id = "", .name = "", .address = refusal.address}, session_refuse_action,
                               [&](audit::Transaction& transaction) -> Result<void> {
                                 transaction.changed({"account", refusal.account_id, change.dump()});
                                 return {};
                               });
  } catch (const std::exception&) {
    // The database is away, and then nobody signs in either; what a request finds out it tells.
  }
}

}  // namespace klynge::access
