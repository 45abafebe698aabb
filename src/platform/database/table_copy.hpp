// Copying rows from one database to another of the same schema, whatever kind each of them is.
//
// Which tables and columns there are is asked of the migrations themselves, run in an SQLite
// database in memory; so tables that are not theirs (a search index) are never copied.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::database {

struct Column {
  std::string name;
  enum class Type { integer, text, bytes } type = Type::text;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
};

// All tables of the newest schema but schema_migration.
std::vector<Table> tables_of_schema();

std::int64_t count_rows(Connection& connection, const Table& table);

// Copies all rows inside the target's current transaction; `copied` hears of them in portions.
// Foreign keys are the caller's matter.
void copy_table(Connection& source, Connection& target, const Table& table,
                const std::function<void(std::int64_t rows)>& copied);

}  // namespace klynge::database
