#include "platform/database/postgres_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "base/limits.hpp"
#include "platform/database/postgres_connection.hpp"
#include "platform/database/reader_pool.hpp"
#include "platform/database/write_queue.hpp"

namespace klynge::database {
namespace {

const Sql read_collation{
    "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_catalog.pg_database WHERE datname = current_database()"};

void check_collation(Connection& connection) {
  Rows rows = connection.query(read_collation);
  rows.next();
  const std::string collation = rows.string(0), encoding = rows.string(1);
  if ((collation == "C" || collation == "POSIX") && encoding == "UTF8") return;
  throw DatabaseError(DatabaseError::Kind::other,
                      fmt::format("postgresql: the database has collation {} and encoding {}; Klynge needs C and UTF8: "
                                  "CREATE DATABASE … TEMPLATE template0 LC_COLLATE 'C' ENCODING 'UTF8'",
                                  collation, encoding));
}

constexpr auto longest_group = std::chrono::milliseconds(50);

// Two that collided shall not meet again at the next try.
void back_off(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest_us = std::min(1'000 << std::min(attempt, 8), 200'000);
  std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(0, longest_us)(random)));
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const std::string& url)
      : url_(url),
        readers_([url] { return std::make_unique<PostgresConnection>(url, PostgresConnection::Use::read); }),
        queue_("postgresql", [this](WriteGroup& group) { run_group(group); }) {
    check_collation(reader());
  }

  Dialect dialect() const override { return Dialect::postgresql; }
  Connection& reader() override { return readers_.of_this_thread(); }
  bool write(const WriteWork& work) override { return queue_.write(work); }

 private:
  // Together where nobody else is in the way; where another node is, each for itself and as often as
  // it takes, so that a large group is not turned back again and again for one row.
  void run_group(WriteGroup& group) {
    try {
      if (run_together(group)) return;
    } catch (...) {
      fail(group, std::current_exception());
      return;
    }
    for (WriteTask* task : group) run_alone(*task);
  }

  // False where the database turned the group back. Everybody who arrives meanwhile joins it, up to the limit
  // and for a moment only: another process that writes to the same chain waits as long as the group lasts.
  bool run_together(WriteGroup& group) {
    try {
      PostgresConnection& writing = writer();
      writing.begin_serializable();
      bool anything_kept = false;
      const auto closes = std::chrono::steady_clock::now() + longest_group;
      for (std::size_t i = 0; i < group.size(); ++i) {
        anything_kept |= run_action(writing, *group[i]);
        if (group.size() >= limits::group_commit_actions || std::chrono::steady_clock::now() >= closes) continue;
        if (WriteTask* task = queue_.take()) group.push_back(task);
      }
      if (anything_kept)
        writing.commit();
      else
        writing.abandon_transaction();
      return true;
    } catch (const DatabaseError& error) {
      if (writer_) writer_->abandon_transaction();
      if (error.kind != DatabaseError::Kind::serialization) throw;
    }
    return false;
  }

  // Whether the action's changes stand. Its own exception stays with it; one that ends the whole
  // transaction goes on.
  static bool run_action(PostgresConnection& writing, WriteTask& task) {
    writing.script("SAVEPOINT action");
    try {
      task.kept = task.work(writing);
    } catch (const DatabaseError& error) {
      if (error.kind == DatabaseError::Kind::serialization || error.kind == DatabaseError::Kind::unavailable) throw;
      task.error = std::current_exception();
    } catch (...) {
      task.error = std::current_exception();
    }
    writing.script(task.kept && !task.error ? "RELEASE SAVEPOINT action"
                                            : "ROLLBACK TO SAVEPOINT action; RELEASE SAVEPOINT action");
    return task.kept && !task.error;
  }

  void run_alone(WriteTask& task) {
    task.kept = false;
    task.error = nullptr;
    for (int attempt = 0;; ++attempt) {
      try {
        task.kept = attempt_once(writer(), task.work);
        return;
      } catch (const DatabaseError& error) {
        if (writer_) writer_->abandon_transaction();
        if (error.kind != DatabaseError::Kind::serialization || attempt >= limits::serialization_retries) {
          task.error = std::current_exception();
          return;
        }
      } catch (...) {
        if (writer_) writer_->abandon_transaction();
        task.error = std::current_exception();
        return;
      }
      back_off(attempt);
    }
  }

  static bool attempt_once(PostgresConnection& connection, const WriteWork& work) {
    connection.begin_serializable();
    if (work(connection)) {
      connection.commit();
      return true;
    }
    connection.abandon_transaction();
    return false;
  }

  // Nothing of the group is there.
  static void fail(WriteGroup& group, const std::exception_ptr& error) {
    for (WriteTask* task : group) {
      task->kept = false;
      if (!task->error) task->error = error;
    }
  }

  PostgresConnection& writer() {
    if (!writer_) writer_ = std::make_unique<PostgresConnection>(url_, PostgresConnection::Use::write);
    return *writer_;
  }

  std::string url_;
  ReaderPool readers_;
  std::unique_ptr<PostgresConnection> writer_;  // used by the queue's thread alone
  WriteQueue queue_;                            // last: its thread uses all of the above
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url) { return std::make_unique<PostgresDatabase>(url); }

}  // namespace klynge::database
