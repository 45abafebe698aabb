// The migrations as they were built into the program: migrations/*.sql, in order.
#pragma once
#include <cstdint>
#include <span>

#include "platform/database/connection.hpp"

namespace klynge::database {

struct Migration {
  std::int64_t version = 0;  // the number its file name begins with
  const char* name = "";
  const char* sql = "";
};

std::span<const Migration> migrations();
inline constexpr const char* create_version_table =
    "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
// Runs one migration and records it, in the connection's current transaction.
void apply(Connection& connection, const Migration& migration);
// The highest version this program knows.
std::int64_t newest_version();
// The version of the schema that `connection` sees; 0 where there is none yet.
std::int64_t schema_version(Connection& connection);

}  // namespace klynge::database
