// A few threads behind a queue with a bound: for pages, and for work that waits (disk, password hashing, a
// document), so that no serving thread does. A full queue says so at once instead of growing.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace klynge::http {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue_length);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;

  // False where the queue is full or stop() has been called; `work` must not throw.
  bool submit(std::function<void()> work);
  // Takes nothing more, finishes what was taken, joins. Safe to call twice.
  void stop();

 private:
  void run();

  std::size_t queue_length_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace klynge::http
