#include "platform/database/sqlite_database.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/limits.hpp"
#include "platform/database/reader_pool.hpp"
#include "platform/database/sqlite_connection.hpp"

namespace klynge::database {
namespace {

using Work = std::function<bool(Connection&)>;

const Sql begin_group{"BEGIN IMMEDIATE"};
const Sql commit_group{"COMMIT"};
const Sql rollback_group{"ROLLBACK"};
const Sql open_savepoint{"SAVEPOINT action"};
const Sql release_savepoint{"RELEASE action"};
const Sql undo_savepoint{"ROLLBACK TO action"};

// One caller of write(), who waits for it on his own stack.
struct Task {
  const Work& work;
  bool kept = false;
  std::exception_ptr error{};

  void finish() {
    // Notified under the lock: the caller's stack is gone as soon as he can see `done`.
    const std::lock_guard lock(mutex);
    done = true;
    finished.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex);
    finished.wait(lock, [this] { return done; });
  }

  std::mutex mutex{};
  std::condition_variable finished{};
  bool done = false;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const std::string& path)
      : writer_(path, SqliteConnection::Use::write),
        readers_([path] { return std::make_unique<SqliteConnection>(path, SqliteConnection::Use::read); }),
        thread_([this] { serve(); }) {}

  ~SqliteDatabase() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
  }

  Dialect dialect() const override { return Dialect::sqlite; }
  Connection& reader() override { return readers_.of_this_thread(); }

  bool write(const Work& work) override {
    if (std::this_thread::get_id() == thread_.get_id()) {
      throw std::logic_error("write() inside write(): the inner one would wait for itself");
    }
    Task task{work};
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) throw DatabaseError(DatabaseError::Kind::unavailable, "sqlite: the database is being closed");
      queue_.push_back(&task);
    }
    arrived_.notify_one();
    task.wait();
    if (task.error) std::rethrow_exception(task.error);
    return task.kept;
  }

 private:
  using Group = std::vector<Task*>;

  // What is asked for before the database closes is still done.
  void serve() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
      }
      Group group;
      try {
        run_group(group);
      } catch (...) {
        fail_all(group, std::current_exception());
      }
      for (Task* task : group) task->finish();
    }
  }

  Task* take() {
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return nullptr;
    Task* task = queue_.front();
    queue_.pop_front();
    return task;
  }

  // Everybody who arrives while the group is open joins it, up to the limit.
  void run_group(Group& group) {
    group.push_back(take());
    writer_.execute(begin_group);
    bool anything_kept = run_action(*group.front());
    while (writer_.in_transaction() && group.size() < limits::group_commit_actions) {
      Task* task = take();
      if (!task) break;
      group.push_back(task);
      anything_kept |= run_action(*task);
    }
    // SQLite itself gave the transaction up (disk full, I/O error): nothing of the group is there.
    if (!writer_.in_transaction()) std::rethrow_exception(group.back()->error);
    writer_.execute(anything_kept ? commit_group : rollback_group);
  }

  // Whether the action's changes stand. Its own exception stays with it.
  bool run_action(Task& task) {
    try {
      writer_.execute(open_savepoint);
      task.kept = task.work(writer_);
      if (!task.kept) writer_.execute(undo_savepoint);
      writer_.execute(release_savepoint);
      return task.kept;
    } catch (...) {
      task.kept = false;
      task.error = std::current_exception();
    }
    if (writer_.in_transaction()) {
      writer_.execute(undo_savepoint);
      writer_.execute(release_savepoint);
    }
    return false;
  }

  void fail_all(Group& group, const std::exception_ptr& error) {
    for (Task* task : group) {
      task->kept = false;
      if (!task->error) task->error = error;
    }
    try {
      if (writer_.in_transaction()) writer_.execute(rollback_group);
    } catch (const DatabaseError&) {
      // Nothing more can be done here; the next group's BEGIN says whether the file is usable again.
    }
  }

  SqliteConnection writer_;
  ReaderPool readers_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Task*> queue_;
  bool stopping_ = false;
  std::thread thread_;   // last: it uses all of the above
};

class SqliteFile final : public Database {
 public:
  explicit SqliteFile(const std::string& path)
      : readers_([path] { return std::make_unique<SqliteConnection>(path, SqliteConnection::Use::file); }) {}
  Dialect dialect() const override { return Dialect::sqlite; }
  Connection& reader() override { return readers_.of_this_thread(); }
  bool write(const Work&) override {
    throw DatabaseError(DatabaseError::Kind::other, "sqlite: this file is only read");
  }

 private:
  ReaderPool readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite_file(const std::string& path) { return std::make_unique<SqliteFile>(path); }

std::unique_ptr<Database> open_sqlite(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);   // where this fails, SQLite says why
  return std::make_unique<SqliteDatabase>(path);
}

}  // namespace klynge::database
