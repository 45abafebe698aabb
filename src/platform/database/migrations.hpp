// The migrations as they were built into the program: migrations/*.sql, in order.
#pragma once
#include <cstdint>
#include <span>

#include "platform/database/connection.hpp"

namespace klynge::database {

struct Migration {
  std::int64_t version = 0;   // the number its file name begins with
  const char* name = "";
  const char* sql = "";
};

std::span<const Migration> migrations();
// The highest version this program knows.
std::int64_t newest_version();
// The version of the schema that `connection` sees; 0 where there is none yet.
std::int64_t schema_version(Connection& connection);

}  // namespace klynge::database
