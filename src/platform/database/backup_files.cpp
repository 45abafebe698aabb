#include "platform/database/backup_files.hpp"

#include <filesystem>
#include <system_error>

#include "platform/database/migrations.hpp"

namespace klynge::database {

void create_schema(Connection& connection) {
  connection.script(create_version_table);
  for (const Migration& migration : migrations()) apply(connection, migration);
}

Count::Count(Connection& source, const std::vector<Table>& tables, const CopyProgress& progress) : progress_(progress) {
  if (!progress_) return;  // nobody asks, so nothing is counted
  for (const Table& table : tables) total_ += count_rows(source, table);
}

void Count::operator()(std::int64_t rows) {
  done_ += rows;
  if (progress_) progress_(done_, total_);
}

RemoveAtEnd::~RemoveAtEnd() {
  if (path.empty()) return;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(path + suffix, ignored);
  }
}

}  // namespace klynge::database
