#include <fmt/format.h>

#include <algorithm>

#include "platform/database/database.hpp"
#include "platform/database/migrations.hpp"

namespace klynge::database {
namespace {

const Sql find_table_sqlite{"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"};
const Sql find_table_postgresql{
    "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'"};
const Sql read_version{"SELECT COALESCE(MAX(version), 0) FROM schema_migration"};
const Sql record_version{"INSERT INTO schema_migration (version, name) VALUES ($1, $2)"};

// LOCK TABLE comes before the transaction's first look, so what another node did while this one
// waited is seen; with an advisory lock the look would be older than the lock.
constexpr const char* lock_table = "LOCK TABLE schema_migration IN ACCESS EXCLUSIVE MODE";

void refuse_newer(std::int64_t version) {
  if (version <= newest_version()) return;
  throw DatabaseError(DatabaseError::Kind::other,
                      fmt::format("the database has schema version {}, this program knows up to {}: use a newer klynge",
                                  version, newest_version()));
}

// Two nodes that create the table in the same moment: one of them is told that a name is taken,
// and finds the table at its second try.
void ensure_version_table(Database& database) {
  for (int attempt = 0;; ++attempt) {
    try {
      database.write([](Connection& connection) {
        connection.script(create_version_table);
        return true;
      });
      return;
    } catch (const DatabaseError& error) {
      if (attempt == 5 || error.kind == DatabaseError::Kind::unavailable) throw;
    }
  }
}

}  // namespace

std::int64_t newest_version() {
  std::int64_t newest = 0;
  for (const Migration& migration : migrations()) newest = std::max(newest, migration.version);
  return newest;
}

std::int64_t schema_version(Connection& connection) {
  const bool sqlite = connection.dialect() == Dialect::sqlite;
  Rows table = connection.query(sqlite ? find_table_sqlite : find_table_postgresql);
  if (!table.next() || table.integer(0) == 0) return 0;
  Rows version = connection.query(read_version);
  version.next();
  return version.integer(0);
}

void apply(Connection& connection, const Migration& migration) {
  connection.script(migration.sql);
  connection.execute(record_version, migration.version, migration.name);
}

void migrate(Database& database) {
  const std::int64_t before = schema_version(database.reader());
  refuse_newer(before);
  if (before == newest_version()) return;

  ensure_version_table(database);
  database.write([](Connection& connection) {
    if (connection.dialect() == Dialect::postgresql) connection.script(lock_table);
    const std::int64_t version = schema_version(connection);
    refuse_newer(version);
    for (const Migration& migration : migrations()) {
      if (migration.version <= version) continue;
      apply(connection, migration);
    }
    return true;
  });
}

}  // namespace klynge::database
