// Closes connections that hold a place without asking for anything.
//
// The HTTP library closes a connection that is silent; one that sends a byte now and then (slow
// loris) is never silent. So each connection has a time by which its request's head, and then its
// body, must be complete; whoever misses it is shut down.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace klynge::http {

// One connection's clock. Written by the serving thread, read by the watchdog.
struct Watched {
  explicit Watched(int socket) : fd(socket) {}
  int fd;
  // Steady milliseconds; 0 while the request is with us and the client is not waited for.
  std::atomic<std::int64_t> due_ms{0};
};

class Watchdog {
 public:
  explicit Watchdog(std::chrono::milliseconds head_time, std::chrono::milliseconds body_time);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;

  Watched* opened(int fd);        // a new connection: its first head is awaited
  void closed(Watched* watched);  // before its socket is closed
  void await_head(Watched& watched) const { watched.due_ms = now_ms() + head_time_.count(); }
  void await_body(Watched& watched) const { watched.due_ms = now_ms() + body_time_.count(); }
  static void await_nothing(Watched& watched) { watched.due_ms = 0; }

 private:
  static std::int64_t now_ms();
  void run();
  void close_overdue();

  std::chrono::milliseconds head_time_, body_time_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  std::unordered_set<Watched*> all_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace klynge::http
