// A database of its own for a test: fresh, migrated, gone afterwards.
//
// SQLite in a temporary folder; PostgreSQL where KLYNGE_TEST_POSTGRES holds a server's address
// (script/postgres-for-tests starts one), so that the same suite runs on both:
//     TestDatabase test;                 // migrated
//     test.database().write(…);
// For tests only; the product never makes one.
#pragma once
#include <memory>
#include <string>

#include "platform/database/database.hpp"

namespace klynge::database {

class TestDatabase {
 public:
  enum class Start { migrated, empty };
  explicit TestDatabase(Start start = Start::migrated);
  // On SQLite whatever the environment says; for tests of SQLite itself.
  static TestDatabase on_sqlite(Start start = Start::migrated);
  ~TestDatabase();
  TestDatabase(TestDatabase&&) noexcept;
  TestDatabase& operator=(TestDatabase&&) = delete;

  Database& database() { return *database_; }
  const std::string& url() const { return url_; }
  // A folder for files of the test; removed with the database.
  const std::string& folder() const { return folder_; }
  // Closes and opens again, as a restart of the program does.
  void reopen();
  void close() { database_.reset(); }

 private:
  TestDatabase(Start start, const char* postgres_server);
  std::string folder_, url_, server_, name_;
  std::unique_ptr<Database> database_;
};

// Whether tests run on PostgreSQL.
bool testing_on_postgres();

}  // namespace klynge::database
