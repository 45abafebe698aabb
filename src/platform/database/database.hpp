// The database: where it is, how it is read, how it is written.
//
// Reads are plain queries on a connection of the calling thread. Writes go through write(): on
// SQLite one writer thread runs them in groups, a savepoint each, and commits the group to disk
// (synchronous=FULL) before any of them is acknowledged; on PostgreSQL each runs SERIALIZABLE in a
// worker's connection and is run again when the server says so. Either way a writer waits only for
// its own work, and what write() has returned for is on disk.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/problem.hpp"
#include "platform/database/connection.hpp"

namespace klynge::database {

class Database {
 public:
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;
  // The calling thread's own connection for reading, opened at first use. Not for writing.
  virtual Connection& reader() = 0;
  // Runs `work` in a transaction and returns when it is durable. `work` returns true to keep what
  // it did, false to undo it; an exception undoes it and comes out of write(). It may be run more
  // than once (serialization), so it must have no effect outside the database before it returns. It
  // must let a DatabaseError pass: on PostgreSQL the transaction is lost with the first one.
  virtual bool write(const std::function<bool(Connection&)>& work) = 0;
};

// `url`: "sqlite:/path/klynge.db" or "postgresql://…" (libpq's form).
// Throws DatabaseError where it cannot be opened. Does not migrate.
std::unique_ptr<Database> open(const std::string& url);

// What the user is told at the boundary when the database ended his request; `detail` is the error's
// own text, for the log.
Problem to_problem(const DatabaseError& error);

// Applies what is missing of the numbered SQL files (built into the binary). Safe to run from
// several nodes at once. Throws where the database is newer than the program.
void migrate(Database& database);

}  // namespace klynge::database
