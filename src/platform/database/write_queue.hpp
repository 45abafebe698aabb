// The callers of write() in a row before one writing connection.
//
// A commit waits for the disk, some hundred times as long as an action takes; so the actions that wait
// share one. They are run one after another by one thread, which also keeps them from colliding with
// each other. What a database does with a group is its own affair: it takes the tasks, runs them, and
// says of each whether its changes stand.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::database {

using WriteWork = std::function<bool(Connection&)>;

// One caller of write(), who waits for it on his own stack.
struct WriteTask {
  const WriteWork& work;
  bool kept = false;
  std::exception_ptr error{};

  void finish();
  void wait();

 private:
  std::mutex mutex_{};
  std::condition_variable finished_{};
  bool done_ = false;

 public:
  explicit WriteTask(const WriteWork& asked) : work(asked) {}
};
using WriteGroup = std::vector<WriteTask*>;

class WriteQueue {
 public:
  // `run` is given a group of one task, may add what take() hands out, and settles each: `kept`, or
  // `error`. It must not throw.
  WriteQueue(std::string database, std::function<void(WriteGroup&)> run);
  // What was asked for before is still done.
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  // As Database::write().
  bool write(const WriteWork& work);
  // The next that waits; nullptr where nobody does.
  WriteTask* take();

 private:
  void serve();

  std::string database_;
  std::function<void(WriteGroup&)> run_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<WriteTask*> queue_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace klynge::database
