#include "platform/http/watchdog.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace klynge::http {

Watchdog::Watchdog(std::chrono::milliseconds head_time, std::chrono::milliseconds body_time)
    : head_time_(head_time), body_time_(body_time), thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
  for (Watched* left : all_) delete left;
}

Watched* Watchdog::opened(int fd) {
  auto* watched = new Watched(fd);
  await_head(*watched);
  const std::scoped_lock lock(mutex_);
  all_.insert(watched);
  return watched;
}

void Watchdog::closed(Watched* watched) {
  const std::scoped_lock lock(mutex_);
  all_.erase(watched);
  delete watched;
}

std::int64_t Watchdog::now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Watchdog::run() {
  const auto pause = std::min(head_time_ / 2, std::chrono::milliseconds(1000));
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wakes_.wait_for(lock, pause);
    if (!stopping_) close_overdue();
  }
}

// Only shuts the socket down; the HTTP library sees that and closes it itself, so the descriptor
// is never used after it belongs to somebody else.
void Watchdog::close_overdue() {
  const auto now = now_ms();
  for (Watched* watched : all_) {
    const auto due = watched->due_ms.load();
    if (due == 0 || now < due) continue;
    ::shutdown(watched->fd, SHUT_RDWR);
    watched->due_ms = 0;
  }
}

}  // namespace klynge::http
