#include "platform/database/sqlite_database.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <exception>

#include "base/limits.hpp"
#include "platform/database/reader_pool.hpp"
#include "platform/database/sqlite_connection.hpp"
#include "platform/database/write_queue.hpp"

namespace klynge::database {
namespace {

const Sql begin_group{"BEGIN IMMEDIATE"};
const Sql commit_group{"COMMIT"};
const Sql rollback_group{"ROLLBACK"};
const Sql open_savepoint{"SAVEPOINT action"};
const Sql release_savepoint{"RELEASE action"};
const Sql undo_savepoint{"ROLLBACK TO action"};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const std::string& path)
      : writer_(path, SqliteConnection::Use::write),
        readers_([path] { return std::make_unique<SqliteConnection>(path, SqliteConnection::Use::read); }),
        queue_("sqlite", [this](WriteGroup& group) { run_or_fail(group); }) {}

  Dialect dialect() const override { return Dialect::sqlite; }
  Connection& reader() override { return readers_.of_this_thread(); }

  bool write(const WriteWork& work) override { return queue_.write(work); }

 private:
  void run_or_fail(WriteGroup& group) {
    try {
      run_group(group);
    } catch (...) {
      fail_all(group, std::current_exception());
    }
  }

  // Everybody who arrives while the group is open joins it, up to the limit.
  void run_group(WriteGroup& group) {
    writer_.execute(begin_group);
    bool anything_kept = run_action(*group.front());
    while (writer_.in_transaction() && group.size() < limits::group_commit_actions) {
      WriteTask* task = queue_.take();
      if (!task) break;
      group.push_back(task);
      anything_kept |= run_action(*task);
    }
    // SQLite itself gave the transaction up (disk full, I/O error): nothing of the group is there.
    if (!writer_.in_transaction()) std::rethrow_exception(group.back()->error);
    writer_.execute(anything_kept ? commit_group : rollback_group);
  }

  // Whether the action's changes stand. Its own exception stays with it.
  bool run_action(WriteTask& task) {
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

  void fail_all(WriteGroup& group, const std::exception_ptr& error) {
    for (WriteTask* task : group) {
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
  WriteQueue queue_;  // last: its thread uses all of the above
};

class SqliteFile final : public Database {
 public:
  explicit SqliteFile(const std::string& path)
      : readers_([path] { return std::make_unique<SqliteConnection>(path, SqliteConnection::Use::file); }) {}
  Dialect dialect() const override { return Dialect::sqlite; }
  Connection& reader() override { return readers_.of_this_thread(); }
  bool write(const WriteWork&) override {
    throw DatabaseError(DatabaseError::Kind::other, "sqlite: this file is only read");
  }

 private:
  ReaderPool readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite_file(const std::string& path) { return std::make_unique<SqliteFile>(path); }

std::unique_ptr<Database> open_sqlite(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);  // where this fails, SQLite says why
  return std::make_unique<SqliteDatabase>(path);
}

}  // namespace klynge::database
