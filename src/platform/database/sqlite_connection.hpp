// A connection to an SQLite file: the statement layer over the sqlite3 C interface.
//
// SQLite numbers $1, $2 … by the order in which they first appear in the text, not by their
// digits, so parameters are bound by name; which name has which number is found out once, when the
// statement is prepared.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::database {

DatabaseError::Kind kind_of_sqlite_error(int code);
[[noreturn]] void throw_sqlite_error(sqlite3* handle, int code);

class SqliteConnection final : public Connection {
 public:
  enum class Use { read, write, plain, file };  // plain: a backup being made; file: one that is only read
  SqliteConnection(const std::string& path, Use use);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Dialect dialect() const override { return Dialect::sqlite; }
  Rows run(const Sql& sql, std::span<const Value> values) override;
  Rows scan_values(const Sql& sql, std::span<const Value> values) override { return run(sql, values); }
  void begin_snapshot() override;
  void end_snapshot() noexcept override;
  void script(const char* sql) override;
  std::int64_t run_to_end(const Sql& sql, std::span<const Value> values) override;

  sqlite3* handle() const { return handle_; }
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

 private:
  struct Statement {
    const char* text = nullptr;
    sqlite3_stmt* prepared = nullptr;
    std::vector<int> positions;  // SQLite's number of $1, $2 …; 0 where the text has no such parameter
    bool busy = false;
  };
  class RowSource;

  Statement prepare(const char* text) const;
  Statement& statement(const Sql& sql);
  void bind(const Statement& statement, std::span<const Value> values, sqlite3_destructor_type lifetime) const;

  sqlite3* handle_ = nullptr;
  std::unordered_map<const Sql*, Statement> statements_;
};

}  // namespace klynge::database
