#include "platform/database/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "platform/database/backup_files.hpp"
#include "platform/database/migrations.hpp"
#include "platform/database/sqlite_connection.hpp"
#include "platform/database/sqlite_database.hpp"
#include "platform/database/table_copy.hpp"

namespace klynge::database {
namespace {

namespace fs = std::filesystem;

const Sql take_snapshot{"SELECT COUNT(*) FROM sqlite_master"};

// SQLite's own online backup. The source's snapshot is taken first and held: without it every write
// meanwhile makes the backup begin again, on a busy server for ever.
void copy_pages(SqliteConnection& source, const std::string& path, const CopyProgress& progress) {
  SqliteConnection target(path, SqliteConnection::Use::plain);
  target.script("PRAGMA synchronous = OFF");  // the whole file is synced once, at the end
  const ReadTransaction snapshot(source);
  source.query(take_snapshot).next();

  sqlite3_backup* copy = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (!copy) throw_sqlite_error(target.handle(), sqlite3_errcode(target.handle()));
  int code = SQLITE_OK;
  do {
    code = sqlite3_backup_step(copy, 1'024);
    const std::int64_t total = sqlite3_backup_pagecount(copy);
    if (progress) progress(total - sqlite3_backup_remaining(copy), total);
  } while (code == SQLITE_OK);
  const int finished = sqlite3_backup_finish(copy);
  if (code != SQLITE_DONE)
    throw DatabaseError(kind_of_sqlite_error(code), fmt::format("sqlite {}: {}", code, sqlite3_errstr(code)));
  if (finished != SQLITE_OK) throw_sqlite_error(target.handle(), finished);
  // One file: no log beside it that has to be carried along.
  target.script("PRAGMA journal_mode = DELETE");
}

void copy_rows(Connection& source, const std::string& path, const CopyProgress& progress) {
  SqliteConnection target(path, SqliteConnection::Use::plain);
  target.script("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF; BEGIN");
  create_schema(target);
  const auto tables = tables_of_schema();
  const ReadTransaction snapshot(source);
  Count count(source, tables, progress);
  for (const Table& table : tables) copy_table(source, target, table, [&](std::int64_t rows) { count(rows); });
  target.script("COMMIT; PRAGMA journal_mode = DELETE");
}

std::unexpected<Problem> cannot_write(const std::string& path, int error) {
  return fail(Problem::Kind::unavailable,
              error == ENOSPC
                  ? "Sikkerhedskopien kunne ikke skrives, fordi disken er fuld."
                  : "Sikkerhedskopien kunne ikke skrives. Kontrollér, at mappen findes, og at der må skrives i den.",
              fmt::format("{}: {}", path, std::strerror(error)));
}

Result<void> make_empty_file(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);  // left by a backup that was killed
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return cannot_write(path, errno);
  ::close(file);
  return {};
}

Result<void> sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool good = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!good) return cannot_write(path, error);
  return {};
}

bool is_the_database_itself(Database& database, const std::string& path) {
  if (database.dialect() != Dialect::sqlite) return false;
  const char* own = sqlite3_db_filename(static_cast<SqliteConnection&>(database.reader()).handle(), "main");
  std::error_code error;
  return own && fs::equivalent(own, path, error);
}

Result<void> put_in_place(const std::string& part, const std::string& path) {
  if (auto synced = sync_path(part, O_RDONLY); !synced) return synced;
  if (std::rename(part.c_str(), path.c_str()) != 0) return cannot_write(path, errno);
  const fs::path folder = fs::absolute(path).parent_path();
  return sync_path(folder.string(), O_RDONLY | O_DIRECTORY);
}

}  // namespace

Result<BackupReport> backup(Database& database, const std::string& path, const CopyProgress& progress) {
  if (is_the_database_itself(database, path)) {
    return invalid("Sikkerhedskopien må ikke skrives oven i selve databasen. Vælg et andet filnavn.", path);
  }
  if (schema_version(database.reader()) != newest_version()) {
    return fail(Problem::Kind::conflict,
                "Databasen er ikke opgraderet til denne udgave af Klynge. Start Klynge én gang først.",
                "backup: schema version differs from the program's");
  }
  const std::string part = path + ".part";
  if (auto made = make_empty_file(part); !made) return std::unexpected(made.error());
  const RemoveAtEnd cleanup{part};
  try {
    if (database.dialect() == Dialect::sqlite) {
      copy_pages(static_cast<SqliteConnection&>(database.reader()), part, progress);
    } else {
      copy_rows(database.reader(), part, progress);
    }
  } catch (const DatabaseError& error) {
    if (error.kind == DatabaseError::Kind::full) return cannot_write(path, ENOSPC);
    throw;
  }
  if (auto placed = put_in_place(part, path); !placed) return std::unexpected(placed.error());
  return BackupReport{static_cast<std::int64_t>(fs::file_size(path))};
}

}  // namespace klynge::database
