#include "platform/access/log_check.hpp"

#include <stdexcept>
#include <utility>

namespace klynge::access {
namespace {

struct BrokenOff : std::runtime_error {
  BrokenOff() : std::runtime_error("broken off") {}
};

}  // namespace

LogCheck::LogCheck(database::Database& database, Clock clock) : database_(database), clock_(std::move(clock)) {}

LogCheck::~LogCheck() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool LogCheck::start(std::vector<audit::Seal> seals) {
  const std::lock_guard lock(mutex_);
  if (state_.running || stopping_) return false;
  if (thread_.joinable()) thread_.join();  // it has said its last word already
  state_ = State{.running = true};
  thread_ = std::thread([this, kept = std::move(seals)] { run(kept); });
  return true;
}

void LogCheck::run(const std::vector<audit::Seal>& seals) {
  State result;
  try {
    result.found = audit::verify(database_, seals, [this](std::int64_t done, std::int64_t total) {
      const std::lock_guard lock(mutex_);
      if (stopping_) throw BrokenOff();
      state_.done = done;
      state_.total = total;
    });
  } catch (const std::exception& error) {
    result.failed = error.what();
  }
  result.finished = clock_();
  const std::lock_guard lock(mutex_);
  state_ = std::move(result);
}

LogCheck::State LogCheck::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void LogCheck::wait() {
  std::thread running;
  {
    const std::lock_guard lock(mutex_);
    running.swap(thread_);
  }
  if (running.joinable()) running.join();
}

}  // namespace klynge::access
