// One connection to SQLite or PostgreSQL, and the thin typed statement layer both share.
//
// SQL texts are named constants (struct Sql) beside their use, written once for both databases
// with $1…$n; parameters are always bound, never glued in. A statement is prepared once per
// connection and kept. An Sql object is used by address, so it must be a namespace-scope constant.
// Errors of the database itself are exceptions (DatabaseError): they end the request.
#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace klynge::database {

struct Sql {
  const char* text;
};

struct Bytes {  // a binary value (column type BYTEA in both databases)
  std::string_view bytes;
};

// A parameter. Booleans are SMALLINT 0/1, dates ISO text, øre and instants BIGINT.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Bytes>;

inline Value to_value(std::nullptr_t) { return {}; }
inline Value to_value(std::nullopt_t) { return {}; }
inline Value to_value(bool value) { return static_cast<std::int64_t>(value); }
template <std::integral T>
  requires(!std::same_as<T, bool>)
Value to_value(T value) {
  return static_cast<std::int64_t>(value);
}
inline Value to_value(std::string_view value) { return value; }
inline Value to_value(const std::string& value) { return std::string_view(value); }
inline Value to_value(const char* value) { return std::string_view(value); }
inline Value to_value(Bytes value) { return value; }
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value{};
}

struct DatabaseError : std::runtime_error {
  enum class Kind { unavailable, serialization, constraint, full, other };
  Kind kind = Kind::other;
  DatabaseError(Kind k, const std::string& what) : std::runtime_error(what), kind(k) {}
};

// The rows of one query, read forward. Views are valid until the next call of next().
class Rows {
 public:
  struct Source {
    virtual ~Source() = default;
    virtual bool next() = 0;
    virtual bool is_null(int column) = 0;
    virtual std::int64_t integer(int column) = 0;
    virtual std::string_view text(int column) = 0;  // also for bytes
    virtual std::optional<std::string_view> optional_text(int column) = 0;
  };
  explicit Rows(std::unique_ptr<Source> source) : source_(std::move(source)) {}
  bool next() { return source_->next(); }
  bool is_null(int column) { return source_->is_null(column); }
  std::int64_t integer(int column) { return source_->integer(column); }
  bool boolean(int column) { return source_->integer(column) != 0; }
  std::string_view text(int column) { return source_->text(column); }
  std::string string(int column) { return std::string(source_->text(column)); }
  std::optional<std::string> optional_string(int column) {
    const auto text = source_->optional_text(column);
    if (!text) return std::nullopt;
    return std::string(*text);
  }
  std::optional<std::int64_t> optional_integer(int column) {
    if (is_null(column)) return std::nullopt;
    return integer(column);
  }

 private:
  std::unique_ptr<Source> source_;
};

enum class Dialect { sqlite, postgresql };

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;
  virtual Rows run(const Sql& sql, std::span<const Value> values) = 0;
  // As run(), but without holding the whole result in memory, for walks through large tables.
  // Until the Rows are gone the connection must not be used for anything else.
  virtual Rows scan_values(const Sql& sql, std::span<const Value> values) = 0;
  // From begin_snapshot() on all reads see one moment; use ReadTransaction, which ends it too.
  virtual void begin_snapshot() = 0;
  virtual void end_snapshot() noexcept = 0;
  // For migrations and transaction control: several statements, no parameters.
  virtual void script(const char* sql) = 0;

  template <class... Args>
  Rows query(const Sql& sql, const Args&... args) {
    const Value values[sizeof...(Args) + 1] = {to_value(args)...};
    return run(sql, std::span<const Value>(values, sizeof...(Args)));
  }
  template <class... Args>
  Rows scan(const Sql& sql, const Args&... args) {
    const Value values[sizeof...(Args) + 1] = {to_value(args)...};
    return scan_values(sql, std::span<const Value>(values, sizeof...(Args)));
  }
  // Runs a statement to its end. Returns the number of rows it changed.
  template <class... Args>
  std::int64_t execute(const Sql& sql, const Args&... args) {
    const Value values[sizeof...(Args) + 1] = {to_value(args)...};
    return run_to_end(sql, std::span<const Value>(values, sizeof...(Args)));
  }
  virtual std::int64_t run_to_end(const Sql& sql, std::span<const Value> values) = 0;
};

// While it lives, everything its connection reads is of one moment, whatever is written meanwhile.
class ReadTransaction {
 public:
  explicit ReadTransaction(Connection& connection) : connection_(connection) { connection_.begin_snapshot(); }
  ~ReadTransaction() { connection_.end_snapshot(); }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Connection& connection_;
};

}  // namespace klynge::database
