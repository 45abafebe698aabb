// A connection to PostgreSQL: the statement layer over libpq.
//
// Statements are prepared at first use without saying what their parameters are; the server infers
// it from the columns they meet. Numbers and texts then travel as text, which every type takes;
// bytes travel as they are, both ways.
//
// A server may go away and come back (restart, failover). Outside a transaction a statement that
// found the line dead is asked again on a new one; inside one it fails as `unavailable`, since what
// was done before it is gone, and the next use connects anew.
//
// Error texts carry the state and the primary message of those classes whose message names tables
// and constraints, never DETAIL or parameters, which hold people's data.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::database {

class PostgresConnection final : public Connection {
 public:
  enum class Use { read, write };
  PostgresConnection(std::string url, Use use);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgresql; }
  Rows run(const Sql& sql, std::span<const Value> values) override;
  Rows scan_values(const Sql& sql, std::span<const Value> values) override;
  void script(const char* sql) override;
  void begin_snapshot() override;
  void end_snapshot() noexcept override { abandon_transaction(); }
  std::int64_t run_to_end(const Sql& sql, std::span<const Value> values) override;

  void begin_serializable();
  // Throws where nothing was committed, also when the server quietly rolled back instead.
  void commit();
  // Ends a transaction in whatever state it is.
  void abandon_transaction() noexcept;

 private:
  struct Prepared {
    const char* text = nullptr;
    std::string name;
    int parameters = 0;
    bool binary = false;  // a bytes column is among the results
  };
  struct Parameters;
  class BufferedRows;
  class StreamedRows;
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  void connect();
  bool alive() const { return handle_ && !lost_ && PQstatus(handle_) == CONNECTION_OK; }
  void ensure_alive();
  void begin(const char* sql);
  const Prepared& prepared(const Sql& sql);
  Result check(PGresult* raw);
  Result execute_once(const Sql& sql, std::span<const Value> values);
  Result execute(const Sql& sql, std::span<const Value> values);

  std::string url_;
  Use use_;
  PGconn* handle_ = nullptr;
  std::unordered_map<const Sql*, Prepared> prepared_;
  std::uint64_t last_name_ = 0;
  bool in_transaction_ = false;  // ours to end; a line lost meanwhile is not replaced before that
  bool lost_ = false;            // the server said that it ends this connection
};

}  // namespace klynge::database
