#include "platform/database/postgres_connection.hpp"

#include <fmt/format.h>

#include <charconv>
#include <deque>

namespace klynge::database {
namespace {

// Types as the server numbers them (pg_type.dat); libpq has no header for them.
constexpr Oid bool_type = 16, bytea_type = 17, int8_type = 20, int2_type = 21, int4_type = 23;

DatabaseError::Kind kind_of(std::string_view state) {
  using Kind = DatabaseError::Kind;
  if (state == "40001" || state == "40P01") return Kind::serialization;
  if (state == "53100") return Kind::full;
  if (state == "25006" || state == "57014") return Kind::other;  // read-only, cancelled
  const std::string_view group = state.substr(0, 2);
  if (group == "23") return Kind::constraint;
  if (group == "08" || group == "53" || group == "57" || group == "58") return Kind::unavailable;
  return Kind::other;
}

// Class 22 and others quote the value that was wrong; these name schema objects only.
bool message_is_free_of_data(std::string_view state) {
  const std::string_view group = state.substr(0, 2);
  for (const char* free : {"08", "23", "25", "40", "42", "53", "57", "58"}) {
    if (group == free) return true;
  }
  return false;
}

// A failure without a state is libpq's own. It does not always mark the line as bad: where a request could not be
// sent it reads what had come before and stops there. So each counts as a lost line, and the next use takes a new one.
DatabaseError error_of(const PGresult* result, const PGconn* handle) {
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  if (!state || std::string_view(state).size() != 5) {
    return {DatabaseError::Kind::unavailable, PQstatus(handle) != CONNECTION_OK
                                                  ? "postgresql: the connection to the server was lost"
                                                  : "postgresql: the request failed in the client"};
  }
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const bool show = primary && message_is_free_of_data(state);
  return {kind_of(state), fmt::format("postgresql {}: {}", state, show ? primary : "the statement was refused")};
}

template <class Integer>
std::int64_t big_endian(const char* bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return static_cast<Integer>(value);
}

std::int64_t binary_integer(Oid type, const char* bytes) {
  switch (type) {
    case int8_type:
      return big_endian<std::int64_t>(bytes);
    case int4_type:
      return big_endian<std::int32_t>(bytes);
    case int2_type:
      return big_endian<std::int16_t>(bytes);
    case bool_type:
      return bytes[0] != 0;
    default:
      throw DatabaseError(DatabaseError::Kind::other, fmt::format("postgresql: type {} is not a number", type));
  }
}

bool is_number(Oid type) { return type == int8_type || type == int4_type || type == int2_type || type == bool_type; }

std::int64_t text_integer(Oid type, std::string_view text) {
  if (type == bool_type) return text == "t";
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// One row of a result, shared by the two ways of getting rows.
class RowView {
 public:
  void move_to(const PGresult* result, int row) {
    result_ = result;
    row_ = row;
    numbers_.clear();
  }
  bool is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const {
    if (is_null(column)) return 0;
    const Oid type = PQftype(result_, column);
    return PQfformat(result_, column) == 1 ? binary_integer(type, PQgetvalue(result_, row_, column))
                                           : text_integer(type, raw(column));
  }
  std::string_view text(int column) {
    if (is_null(column)) return {};
    if (PQfformat(result_, column) == 1 && is_number(PQftype(result_, column))) {
      return numbers_.emplace_back(fmt::format("{}", integer(column)));
    }
    return raw(column);
  }
  std::optional<std::string_view> optional_text(int column) {
    if (is_null(column)) return std::nullopt;
    return text(column);
  }

 private:
  std::string_view raw(int column) const {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  const PGresult* result_ = nullptr;
  int row_ = 0;
  std::deque<std::string> numbers_;  // numbers asked for as text; their views live as long as the row
};

}  // namespace

// The values as libpq wants them: terminated texts in one piece of memory.
struct PostgresConnection::Parameters {
  std::vector<const char*> values;
  std::vector<int> lengths, formats;
  std::vector<std::string> texts;

  explicit Parameters(std::span<const Value> given) {
    texts.reserve(given.size());  // the pointers below must stay
    for (const Value& value : given) {
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        add_text(fmt::format("{}", *number));
      } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (text->find('\0') != std::string_view::npos) {
          throw DatabaseError(DatabaseError::Kind::constraint, "a text parameter holds a NUL character");
        }
        add_text(std::string(*text));
      } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        add(bytes->bytes.data() ? bytes->bytes.data() : "", static_cast<int>(bytes->bytes.size()), 1);
      } else {
        add(nullptr, 0, 0);
      }
    }
  }
  int count() const { return static_cast<int>(values.size()); }

 private:
  void add(const char* value, int length, int format) {
    values.push_back(value);
    lengths.push_back(length);
    formats.push_back(format);
  }
  void add_text(std::string text) {
    const std::string& kept = texts.emplace_back(std::move(text));
    add(kept.c_str(), static_cast<int>(kept.size()), 0);
  }
};

class PostgresConnection::BufferedRows final : public Rows::Source {
 public:
  explicit BufferedRows(Result result) : result_(std::move(result)), count_(PQntuples(result_.get())) {}
  bool next() override {
    if (row_ + 1 >= count_) return false;
    view_.move_to(result_.get(), ++row_);
    return true;
  }
  bool is_null(int column) override { return view_.is_null(column); }
  std::int64_t integer(int column) override { return view_.integer(column); }
  std::string_view text(int column) override { return view_.text(column); }
  std::optional<std::string_view> optional_text(int column) override { return view_.optional_text(column); }

 private:
  Result result_;
  int row_ = -1, count_;
  RowView view_;
};

class PostgresConnection::StreamedRows final : public Rows::Source {
 public:
  explicit StreamedRows(PostgresConnection& connection) : connection_(connection), result_(nullptr, &PQclear) {}
  ~StreamedRows() override {
    if (ended_) return;
    // The rest is not wanted: the server is told to stop, what is under way is thrown away.
    if (PGcancel* cancel = PQgetCancel(connection_.handle_)) {
      char ignored[256];
      PQcancel(cancel, ignored, sizeof ignored);
      PQfreeCancel(cancel);
    }
    drain();
  }
  bool next() override {
    if (ended_) return false;
    result_.reset(PQgetResult(connection_.handle_));
    if (PQresultStatus(result_.get()) == PGRES_SINGLE_TUPLE) {
      view_.move_to(result_.get(), 0);
      return true;
    }
    ended_ = true;
    const bool good = PQresultStatus(result_.get()) == PGRES_TUPLES_OK;
    Result last(result_.release(), &PQclear);
    drain();
    if (!good) connection_.check(last.release());
    return false;
  }
  bool is_null(int column) override { return view_.is_null(column); }
  std::int64_t integer(int column) override { return view_.integer(column); }
  std::string_view text(int column) override { return view_.text(column); }
  std::optional<std::string_view> optional_text(int column) override { return view_.optional_text(column); }

 private:
  void drain() {
    while (PGresult* rest = PQgetResult(connection_.handle_)) PQclear(rest);
  }
  PostgresConnection& connection_;
  Result result_;
  RowView view_;
  bool ended_ = false;
};

PostgresConnection::PostgresConnection(std::string url, Use use) : url_(std::move(url)), use_(use) { connect(); }

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

void PostgresConnection::connect() {
  PQfinish(handle_);
  prepared_.clear();
  lost_ = false;
  // Bounds on waiting for a server that is silent; what the address itself says comes last and wins.
  const char* const names[] = {"connect_timeout",  "tcp_user_timeout", "keepalives_idle",
                               "application_name", "dbname",           nullptr};
  const char* const values[] = {"10", "30000", "30", "klynge", url_.c_str(), nullptr};
  handle_ = PQconnectdbParams(names, values, 1);
  if (PQstatus(handle_) != CONNECTION_OK) {
    std::string said = handle_ ? PQerrorMessage(handle_) : "out of memory";
    while (said.ends_with('\n')) said.pop_back();
    const DatabaseError error(DatabaseError::Kind::unavailable, "postgresql: " + said);
    PQfinish(handle_);
    handle_ = nullptr;
    throw error;
  }
  PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
  PQsetClientEncoding(handle_, "UTF8");
  // Compiling a query costs more than our queries take.
  check(PQexec(handle_, "SET jit = off; SET client_min_messages = warning"));
  if (use_ == Use::read) check(PQexec(handle_, "SET default_transaction_read_only = on"));
}

void PostgresConnection::ensure_alive() {
  if (alive()) return;
  if (in_transaction_) {
    throw DatabaseError(DatabaseError::Kind::unavailable, "postgresql: the connection was lost inside a transaction");
  }
  connect();
}

PostgresConnection::Result PostgresConnection::check(PGresult* raw) {
  Result result(raw, &PQclear);
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return result;
  const DatabaseError error = error_of(raw, handle_);
  if (error.kind == DatabaseError::Kind::unavailable) lost_ = true;
  throw error;
}

const PostgresConnection::Prepared& PostgresConnection::prepared(const Sql& sql) {
  const auto found = prepared_.find(&sql);
  if (found != prepared_.end() && found->second.text == sql.text) return found->second;

  Prepared made;
  made.text = sql.text;
  made.name = fmt::format("k{}", ++last_name_);
  check(PQprepare(handle_, made.name.c_str(), sql.text, 0, nullptr));
  const Result described = check(PQdescribePrepared(handle_, made.name.c_str()));
  made.parameters = PQnparams(described.get());
  for (int column = 0; column < PQnfields(described.get()); ++column) {
    if (PQftype(described.get(), column) == bytea_type) made.binary = true;
  }
  return prepared_.insert_or_assign(&sql, std::move(made)).first->second;
}

namespace {
void check_count(int given, int wanted, const char* sql) {
  if (given == wanted) return;
  throw DatabaseError(DatabaseError::Kind::other,
                      fmt::format("{} parameters given, {} wanted: {}", given, wanted, sql));
}
}  // namespace

PostgresConnection::Result PostgresConnection::execute_once(const Sql& sql, std::span<const Value> values) {
  ensure_alive();
  const Prepared& statement = prepared(sql);
  const Parameters parameters(values);
  check_count(parameters.count(), statement.parameters, sql.text);
  return check(PQexecPrepared(handle_, statement.name.c_str(), parameters.count(), parameters.values.data(),
                              parameters.lengths.data(), parameters.formats.data(), statement.binary ? 1 : 0));
}

PostgresConnection::Result PostgresConnection::execute(const Sql& sql, std::span<const Value> values) {
  try {
    return execute_once(sql, values);
  } catch (const DatabaseError& error) {
    if (in_transaction_ || error.kind != DatabaseError::Kind::unavailable) throw;
  }
  // A read outside a transaction on a line that had died since its last use.
  return execute_once(sql, values);
}

Rows PostgresConnection::run(const Sql& sql, std::span<const Value> values) {
  return Rows(std::make_unique<BufferedRows>(execute(sql, values)));
}

std::int64_t PostgresConnection::run_to_end(const Sql& sql, std::span<const Value> values) {
  const Result result = execute(sql, values);
  return text_integer(0, PQcmdTuples(result.get()));
}

Rows PostgresConnection::scan_values(const Sql& sql, std::span<const Value> values) {
  ensure_alive();
  const Prepared& statement = prepared(sql);
  const Parameters parameters(values);
  check_count(parameters.count(), statement.parameters, sql.text);
  if (!PQsendQueryPrepared(handle_, statement.name.c_str(), parameters.count(), parameters.values.data(),
                           parameters.lengths.data(), parameters.formats.data(), statement.binary ? 1 : 0)) {
    lost_ = true;
    throw error_of(nullptr, handle_);
  }
  PQsetSingleRowMode(handle_);
  return Rows(std::make_unique<StreamedRows>(*this));
}

void PostgresConnection::script(const char* sql) {
  ensure_alive();
  check(PQexec(handle_, sql));
}

void PostgresConnection::begin(const char* sql) {
  try {
    ensure_alive();
    check(PQexec(handle_, sql));
  } catch (const DatabaseError& error) {
    if (error.kind != DatabaseError::Kind::unavailable) throw;
    connect();  // nothing is lost yet: the server went away between two uses
    check(PQexec(handle_, sql));
  }
  in_transaction_ = true;
}

void PostgresConnection::begin_serializable() { begin("BEGIN ISOLATION LEVEL SERIALIZABLE"); }
void PostgresConnection::begin_snapshot() { begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

void PostgresConnection::commit() {
  ensure_alive();
  const Result result = check(PQexec(handle_, "COMMIT"));
  in_transaction_ = false;
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw DatabaseError(DatabaseError::Kind::other, "postgresql: the transaction had failed and was rolled back");
  }
}

void PostgresConnection::abandon_transaction() noexcept {
  if (alive()) PQclear(PQexec(handle_, "ROLLBACK"));
  in_transaction_ = false;
}

}  // namespace klynge::database
