#include "platform/database/postgres_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>

#include "base/limits.hpp"
#include "platform/database/postgres_connection.hpp"
#include "platform/database/reader_pool.hpp"

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
        readers_([url] { return std::make_unique<PostgresConnection>(url, PostgresConnection::Use::read); }) {
    check_collation(reader());
  }

  Dialect dialect() const override { return Dialect::postgresql; }
  Connection& reader() override { return readers_.of_this_thread(); }

  bool write(const std::function<bool(Connection&)>& work) override {
    const Writer writer(*this);
    for (int attempt = 0;; ++attempt) {
      try {
        return attempt_once(writer.connection(), work);
      } catch (const DatabaseError& error) {
        writer.connection().abandon_transaction();
        if (error.kind != DatabaseError::Kind::serialization || attempt >= limits::serialization_retries) throw;
      } catch (...) {
        writer.connection().abandon_transaction();
        throw;
      }
      back_off(attempt);
    }
  }

 private:
  static constexpr std::size_t writer_count = 4;
  struct Slot {
    std::unique_ptr<PostgresConnection> connection;
    bool taken = false;
  };

  // A place in the pool for as long as one write lasts.
  class Writer {
   public:
    explicit Writer(PostgresDatabase& database) : database_(database), number_(database.take_slot()) {
      try {
        database_.open_slot(number_);
      } catch (...) {
        database_.give_back(number_);
        throw;
      }
    }
    ~Writer() { database_.give_back(number_); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    PostgresConnection& connection() const { return *database_.slots_[number_].connection; }

   private:
    PostgresDatabase& database_;
    std::size_t number_;
  };

  static bool attempt_once(PostgresConnection& connection, const std::function<bool(Connection&)>& work) {
    connection.begin_serializable();
    if (work(connection)) {
      connection.commit();
      return true;
    }
    connection.abandon_transaction();
    return false;
  }

  std::size_t take_slot() {
    const auto me = std::this_thread::get_id();
    std::unique_lock lock(mutex_);
    if (std::ranges::find(writing_, me) != writing_.end()) {
      throw std::logic_error("write() inside write(): the inner one would not see the outer");
    }
    freed_.wait(lock, [this] { return !std::ranges::all_of(slots_, &Slot::taken); });
    const auto slot = std::ranges::find(slots_, false, &Slot::taken);
    slot->taken = true;
    const auto number = static_cast<std::size_t>(slot - slots_.begin());
    writing_[number] = me;
    return number;
  }

  void open_slot(std::size_t number) {
    auto& connection = slots_[number].connection;
    if (connection) return;
    connection = std::make_unique<PostgresConnection>(url_, PostgresConnection::Use::write);
    connection->writer_number = static_cast<int>(number);
  }

  void give_back(std::size_t number) {
    {
      const std::lock_guard lock(mutex_);
      slots_[number].taken = false;
      writing_[number] = {};
    }
    freed_.notify_one();
  }

  std::string url_;
  ReaderPool readers_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::array<Slot, writer_count> slots_;
  std::array<std::thread::id, writer_count> writing_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url) { return std::make_unique<PostgresDatabase>(url); }

}  // namespace klynge::database
