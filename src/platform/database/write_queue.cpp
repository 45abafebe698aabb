#include "platform/database/write_queue.hpp"

#include <stdexcept>

namespace klynge::database {

void WriteTask::finish() {
  // Notified under the lock: the caller's stack is gone as soon as he can see `done_`.
  const std::lock_guard lock(mutex_);
  done_ = true;
  finished_.notify_one();
}

void WriteTask::wait() {
  std::unique_lock lock(mutex_);
  finished_.wait(lock, [this] { return done_; });
}

WriteQueue::WriteQueue(std::string database, std::function<void(WriteGroup&)> run)
    : database_(std::move(database)), run_(std::move(run)), thread_([this] { serve(); }) {}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

bool WriteQueue::write(const WriteWork& work) {
  if (std::this_thread::get_id() == thread_.get_id())
    throw std::logic_error("write() inside write(): the inner one would wait for itself");
  WriteTask task{work};
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw DatabaseError(DatabaseError::Kind::unavailable, database_ + ": the database is being closed");
    queue_.push_back(&task);
  }
  arrived_.notify_one();
  task.wait();
  if (task.error) std::rethrow_exception(task.error);
  return task.kept;
}

WriteTask* WriteQueue::take() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) return nullptr;
  WriteTask* task = queue_.front();
  queue_.pop_front();
  return task;
}

void WriteQueue::serve() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
    }
    WriteGroup group{take()};
    run_(group);
    for (WriteTask* task : group) task->finish();
  }
}

}  // namespace klynge::database
