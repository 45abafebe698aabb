#include "platform/database/sqlite_connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace klynge::database {
namespace {

// Readers share the file's pages through mmap. The writer does not map: its pages are mostly in the
// log, and what it maps would count as memory of an import.
constexpr const char* common_pragmas =
    "PRAGMA busy_timeout = 20000;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = MEMORY;";
// A long import writes many of its pages again and again. What the log may hold before it is moved into the file, and
// what the writer keeps of it, decide how often each goes to the disk. With twice the log the move came so seldom that
// an import's end paid for what its beginning had put off: 0.70 to 1.06 of the beginning's rate, 0.83 to 0.99 with
// these.
constexpr const char* write_pragmas =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 8000;"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA cache_size = -65536;";
constexpr const char* read_pragmas =
    "PRAGMA query_only = ON;"
    "PRAGMA mmap_size = 134217728;"
    "PRAGMA cache_size = -8192;";

// Before SQLite is first used. Its sums over all memory would make every allocation of every thread
// wait for one lock; nobody reads them.
void configure_library() { [[maybe_unused]] static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

constexpr Sql begin_reading{"BEGIN"};
constexpr Sql end_reading{"ROLLBACK"};

int count_parameters(sqlite3_stmt* prepared) {
  int highest = 0;
  for (int i = 1; i <= sqlite3_bind_parameter_count(prepared); ++i) {
    const char* name = sqlite3_bind_parameter_name(prepared, i);
    if (!name || name[0] != '$') continue;
    int number = 0;
    std::from_chars(name + 1, name + std::strlen(name), number);
    highest = std::max(highest, number);
  }
  return highest;
}

// A text's bytes are asked for as a blob's: SQLite then need not put a NUL behind them. A number comes
// as its digits. The value is looked up once and asked thrice, which spares most of what reading a row
// costs; that is allowed because a connection belongs to one thread (NOMUTEX).
std::string_view bytes_of(sqlite3_value* value) {
  const void* data = sqlite3_value_blob(value);
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

}  // namespace

DatabaseError::Kind kind_of_sqlite_error(int code) {
  // The file shared between connections cannot be made as large as it must be.
  if (code == SQLITE_IOERR_SHMSIZE) return DatabaseError::Kind::full;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return DatabaseError::Kind::full;
    case SQLITE_CONSTRAINT:
      return DatabaseError::Kind::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DatabaseError::Kind::unavailable;
    default:
      return DatabaseError::Kind::other;
  }
}

void throw_sqlite_error(sqlite3* handle, int code) {
  const char* message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  throw DatabaseError(kind_of_sqlite_error(code), fmt::format("sqlite {}: {}", code, message));
}

SqliteConnection::SqliteConnection(const std::string& path, Use use) {
  configure_library();
  const int access = use == Use::file ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle_, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const DatabaseError error(kind_of_sqlite_error(code),
                              fmt::format("sqlite {}: cannot open {}: {}", code, path,
                                          handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)));
    sqlite3_close_v2(handle_);
    throw error;
  }
  try {
    script(common_pragmas);
    if (use == Use::write) script(write_pragmas);
    if (use == Use::read || use == Use::file) script(read_pragmas);
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.prepared);
  sqlite3_close_v2(handle_);
}

SqliteConnection::Statement SqliteConnection::prepare(const char* text) const {
  Statement statement;
  statement.text = text;
  const int code = sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement.prepared, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_, code);
  const int count = count_parameters(statement.prepared);
  for (int i = 1; i <= count; ++i) {
    statement.positions.push_back(sqlite3_bind_parameter_index(statement.prepared, fmt::format("${}", i).c_str()));
  }
  return statement;
}

SqliteConnection::Statement& SqliteConnection::statement(const Sql& sql) {
  auto [found, is_new] = statements_.try_emplace(&sql);
  Statement& kept = found->second;
  if (is_new || kept.text != sql.text) {
    sqlite3_finalize(kept.prepared);
    kept = {};
    try {
      kept = prepare(sql.text);
    } catch (...) {
      statements_.erase(&sql);
      throw;
    }
  }
  return kept;
}

void SqliteConnection::bind(const Statement& statement, std::span<const Value> values,
                            sqlite3_destructor_type lifetime) const {
  if (values.size() != statement.positions.size()) {
    throw DatabaseError(DatabaseError::Kind::other, fmt::format("{} parameters given, {} wanted: {}", values.size(),
                                                                statement.positions.size(), statement.text));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int position = statement.positions[i];
    if (position == 0) continue;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
      code = sqlite3_bind_int64(statement.prepared, position, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
      // PostgreSQL knows no NUL inside a text, so none comes in here either.
      if (text->find('\0') != std::string_view::npos) {
        throw DatabaseError(DatabaseError::Kind::constraint, "a text parameter holds a NUL character");
      }
      // A view without memory is an empty text, not NULL.
      code = sqlite3_bind_text64(statement.prepared, position, text->data() ? text->data() : "", text->size(), lifetime,
                                 SQLITE_UTF8);
    } else if (const auto* bytes = std::get_if<Bytes>(&values[i])) {
      code = sqlite3_bind_blob64(statement.prepared, position, bytes->bytes.data() ? bytes->bytes.data() : "",
                                 bytes->bytes.size(), lifetime);
    } else {
      code = sqlite3_bind_null(statement.prepared, position);
    }
    if (code != SQLITE_OK) throw_sqlite_error(handle_, code);
  }
}

// Steps through one statement and sets it free for its next use. A statement that is asked for
// again while its rows are still being read is prepared a second time, for that one use.
class SqliteConnection::RowSource final : public Rows::Source {
 public:
  RowSource(SqliteConnection& connection, Statement& kept)
      : connection_(connection), kept_(kept.busy ? nullptr : &kept) {
    if (kept_)
      kept_->busy = true;
    else
      own_ = connection.prepare(kept.text);
  }
  ~RowSource() override {
    if (!kept_) {
      sqlite3_finalize(own_.prepared);
      return;
    }
    sqlite3_reset(kept_->prepared);
    sqlite3_clear_bindings(kept_->prepared);
    kept_->busy = false;
  }
  Statement& statement() { return kept_ ? *kept_ : own_; }

  bool next() override {
    if (ended_) return false;
    const int code = sqlite3_step(statement().prepared);
    if (code == SQLITE_ROW) return true;
    ended_ = true;
    if (code != SQLITE_DONE) throw_sqlite_error(connection_.handle_, code);
    // The read lock goes with the last row, not with the object.
    sqlite3_reset(statement().prepared);
    return false;
  }
  bool is_null(int column) override { return sqlite3_column_type(statement().prepared, column) == SQLITE_NULL; }
  std::int64_t integer(int column) override { return sqlite3_column_int64(statement().prepared, column); }
  std::string_view text(int column) override { return bytes_of(sqlite3_column_value(statement().prepared, column)); }
  std::optional<std::string_view> optional_text(int column) override {
    sqlite3_value* value = sqlite3_column_value(statement().prepared, column);
    if (sqlite3_value_type(value) == SQLITE_NULL) return std::nullopt;
    return bytes_of(value);
  }

 private:
  SqliteConnection& connection_;
  Statement* kept_;
  Statement own_;
  bool ended_ = false;
};

Rows SqliteConnection::run(const Sql& sql, std::span<const Value> values) {
  auto source = std::make_unique<RowSource>(*this, statement(sql));
  // Rows outlive the caller's temporaries, so SQLite copies what it is given.
  bind(source->statement(), values, SQLITE_TRANSIENT);
  return Rows(std::move(source));
}

std::int64_t SqliteConnection::run_to_end(const Sql& sql, std::span<const Value> values) {
  RowSource source(*this, statement(sql));
  bind(source.statement(), values, SQLITE_STATIC);
  const std::int64_t before = sqlite3_total_changes64(handle_);
  while (source.next()) {
  }
  return sqlite3_total_changes64(handle_) - before;
}

void SqliteConnection::begin_snapshot() { execute(begin_reading); }

// Nothing is left to undo where SQLite has given the transaction up itself.
void SqliteConnection::end_snapshot() noexcept {
  try {
    if (in_transaction()) execute(end_reading);
  } catch (const std::exception&) {
    sqlite3_exec(handle_, end_reading.text, nullptr, nullptr, nullptr);
  }
}

void SqliteConnection::script(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_, code);
}

}  // namespace klynge::database
