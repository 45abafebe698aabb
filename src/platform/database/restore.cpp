#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "platform/database/backup.hpp"
#include "platform/database/backup_files.hpp"
#include "platform/database/migrations.hpp"
#include "platform/database/sqlite_connection.hpp"
#include "platform/database/sqlite_database.hpp"
#include "platform/database/table_copy.hpp"

namespace klynge::database {
namespace {

namespace fs = std::filesystem;

const Sql check_pages{"PRAGMA quick_check(1)"};
const Sql select_foreign_keys{
    "SELECT CAST(CAST(conrelid AS regclass) AS TEXT), conname, pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint"
    " WHERE contype = 'f' AND connamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())"};

std::unexpected<Problem> not_a_backup(const std::string& detail) {
  return invalid("Filen er ikke en brugbar sikkerhedskopi fra Klynge: den er beskadiget eller noget andet.", detail);
}

// The version of the schema in the file.
Result<std::int64_t> inspect(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return fail(Problem::Kind::not_found, "Sikkerhedskopien findes ikke. Kontrollér stien.", path);
  }
  try {
    SqliteConnection file(path, SqliteConnection::Use::file);
    Rows check = file.query(check_pages);
    if (!check.next() || check.text(0) != "ok") return not_a_backup(path + ": quick_check failed");
    const std::int64_t version = schema_version(file);
    if (version == 0) return not_a_backup(path + ": no schema_migration");
    if (version > newest_version()) {
      return fail(Problem::Kind::conflict,
                  "Sikkerhedskopien er lavet af en nyere udgave af Klynge. Opgradér Klynge først.",
                  fmt::format("{}: schema version {}, known up to {}", path, version, newest_version()));
    }
    return version;
  } catch (const DatabaseError& unreadable) {
    return not_a_backup(fmt::format("{}: {}", path, unreadable.what()));
  }
}

std::string temporary_copy(const std::string& path) {
  std::string name = (fs::temp_directory_path() / "klynge-restore-XXXXXX").string();
  const int file = ::mkstemp(name.data());  // readable by its owner only
  if (file < 0) throw DatabaseError(DatabaseError::Kind::unavailable, "restore: no temporary file");
  ::close(file);
  fs::copy_file(path, name, fs::copy_options::overwrite_existing);
  return name;
}

bool is_empty(Connection& connection, const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    if (count_rows(connection, table) > 0) return false;
  }
  return true;
}

struct ForeignKey {
  std::string table, name, definition;
};

// PostgreSQL checks foreign keys row by row, and a table may point at itself; so they are taken
// away for the copying and put back, which checks all rows, in the same transaction.
std::vector<ForeignKey> drop_foreign_keys(Connection& target) {
  std::vector<ForeignKey> keys;
  Rows rows = target.query(select_foreign_keys);
  while (rows.next()) keys.push_back({rows.string(0), rows.string(1), rows.string(2)});
  for (const ForeignKey& key : keys) {
    target.script(fmt::format("ALTER TABLE {} DROP CONSTRAINT \"{}\"", key.table, key.name).c_str());
  }
  return keys;
}

void add_foreign_keys(Connection& target, const std::vector<ForeignKey>& keys) {
  for (const ForeignKey& key : keys) {
    target.script(fmt::format("ALTER TABLE {} ADD CONSTRAINT \"{}\" {}", key.table, key.name, key.definition).c_str());
  }
}

void fill(Connection& source, Connection& target, const std::vector<Table>& tables, Count& count) {
  const auto copied = [&](std::int64_t rows) { count(rows); };
  if (target.dialect() == Dialect::sqlite) {
    target.script("PRAGMA defer_foreign_keys = ON");  // until this transaction's COMMIT
    for (const Table& table : tables) copy_table(source, target, table, copied);
    return;
  }
  const auto keys = drop_foreign_keys(target);
  for (const Table& table : tables) copy_table(source, target, table, copied);
  add_foreign_keys(target, keys);
}

std::unexpected<Problem> not_empty() {
  return fail(Problem::Kind::conflict,
              "Databasen er ikke tom. Der kan kun gendannes i en tom database, så intet overskrives ved et uheld.",
              "restore: the target has rows");
}

}  // namespace

Result<RestoreReport> restore(const std::string& path, Database& database, const BackupCheck& check,
                              const CopyProgress& progress) {
  const auto version = inspect(path);
  if (!version) return std::unexpected(version.error());
  migrate(database);
  const auto tables = tables_of_schema();
  if (!is_empty(database.reader(), tables)) return not_empty();

  const bool is_older = *version < newest_version();
  const RemoveAtEnd copy{is_older ? temporary_copy(path) : ""};
  const auto source = is_older ? open_sqlite(copy.path) : open_sqlite_file(path);
  if (is_older) migrate(*source);
  if (check) {
    if (auto checked = check(*source); !checked) return std::unexpected(checked.error());
  }

  RestoreReport report;
  bool was_empty = true;
  database.write([&](Connection& target) {
    // The writer is a thread of its own, so this is that thread's reader of the file.
    Connection& rows = source->reader();
    Count count(rows, tables, progress);
    was_empty = is_empty(target, tables);
    if (!was_empty) return false;
    fill(rows, target, tables, count);
    report.rows = count.done();
    return true;
  });
  if (!was_empty) return not_empty();
  return report;
}

}  // namespace klynge::database
