#include "platform/database/table_copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "platform/database/migrations.hpp"
#include "platform/database/sqlite_connection.hpp"

namespace klynge::database {
namespace {

const Sql select_tables{
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'"
    " ORDER BY rowid"};
const Sql select_columns{"SELECT name, type FROM pragma_table_info($1) ORDER BY cid"};

// A connection keeps its statements by the address of their Sql, so texts that are put together
// here are kept for good; there are a few for every table of the schema.
const Sql& interned(const std::string& text) {
  static std::mutex mutex;
  static std::map<std::string, Sql> all;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = all.try_emplace(text);
  if (is_new) found->second.text = found->first.c_str();
  return found->second;
}

Column::Type type_of(std::string_view declared) {
  if (declared == "BIGINT" || declared == "SMALLINT" || declared == "INTEGER") return Column::Type::integer;
  return declared == "BYTEA" ? Column::Type::bytes : Column::Type::text;
}

std::string column_list(const Table& table) {
  std::string out;
  for (const Column& column : table.columns) out += (out.empty() ? "" : ", ") + column.name;
  return out;
}

std::string insert_text(const Table& table, std::size_t rows) {
  std::string out = fmt::format("INSERT INTO {} ({}) VALUES ", table.name, column_list(table));
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    out += row == 0 ? "(" : ", (";
    for (std::size_t i = 0; i < table.columns.size(); ++i) out += fmt::format("{}${}", i == 0 ? "" : ", ", ++number);
    out += ")";
  }
  return out;
}

// Rows waiting to be inserted together. Texts and bytes lie in one string, since the views that
// the source gives live only until its next row.
class Batch {
 public:
  explicit Batch(const Table& table) : table_(table) {}
  void add(Rows& row) {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) cells_.push_back(cell_of(row, static_cast<int>(i)));
    ++rows_;
  }
  std::size_t rows() const { return rows_; }
  std::size_t bytes() const { return held_.size(); }
  void insert_into(Connection& target) {
    std::vector<Value> values;
    for (const Cell& cell : cells_) values.push_back(value_of(cell));
    const std::span<const Value> all(values);
    if (rows_ == full_rows(table_)) {
      target.run_to_end(interned(insert_text(table_, rows_)), all);
    } else {
      const std::string text = insert_text(table_, 1);
      const Sql& one = interned(text);
      for (std::size_t row = 0; row < rows_; ++row) {
        target.run_to_end(one, all.subspan(row * table_.columns.size(), table_.columns.size()));
      }
    }
    cells_.clear();
    held_.clear();
    rows_ = 0;
  }
  // Enough that the way to a server weighs little; few enough that the texts stay short.
  static std::size_t full_rows(const Table& table) { return std::max<std::size_t>(1, 600 / table.columns.size()); }

 private:
  struct Cell {
    enum class Kind { null, integer, text, bytes } kind = Kind::null;
    std::int64_t integer = 0;
    std::size_t at = 0, size = 0;
  };
  Cell cell_of(Rows& row, int column) {
    if (row.is_null(column)) return {};
    const Column::Type type = table_.columns[static_cast<std::size_t>(column)].type;
    if (type == Column::Type::integer) return {Cell::Kind::integer, row.integer(column)};
    const std::string_view text = row.text(column);
    const Cell cell{type == Column::Type::bytes ? Cell::Kind::bytes : Cell::Kind::text, 0, held_.size(), text.size()};
    held_ += text;
    return cell;
  }
  Value value_of(const Cell& cell) const {
    const std::string_view held = std::string_view(held_).substr(cell.at, cell.size);
    switch (cell.kind) {
      case Cell::Kind::integer:
        return cell.integer;
      case Cell::Kind::text:
        return held;
      case Cell::Kind::bytes:
        return Bytes{held};
      case Cell::Kind::null:
        break;
    }
    return {};
  }

  const Table& table_;
  std::vector<Cell> cells_;
  std::string held_;
  std::size_t rows_ = 0;
};

}  // namespace

std::vector<Table> tables_of_schema() {
  SqliteConnection schema(":memory:", SqliteConnection::Use::plain);
  for (const Migration& migration : migrations()) schema.script(migration.sql);
  std::vector<Table> tables;
  Rows names = schema.query(select_tables);
  while (names.next()) {
    Table table{names.string(0), {}};
    Rows columns = schema.query(select_columns, table.name);
    while (columns.next()) table.columns.push_back({columns.string(0), type_of(columns.text(1))});
    tables.push_back(std::move(table));
  }
  return tables;
}

std::int64_t count_rows(Connection& connection, const Table& table) {
  Rows rows = connection.query(interned(fmt::format("SELECT COUNT(*) FROM {}", table.name)));
  rows.next();
  return rows.integer(0);
}

void copy_table(Connection& source, Connection& target, const Table& table,
                const std::function<void(std::int64_t rows)>& copied) {
  constexpr std::size_t batch_bytes = 4u << 20;
  Batch batch(table);
  const auto flush = [&] {
    const auto rows = static_cast<std::int64_t>(batch.rows());
    batch.insert_into(target);
    copied(rows);
  };
  Rows rows = source.scan(interned(fmt::format("SELECT {} FROM {}", column_list(table), table.name)));
  while (rows.next()) {
    batch.add(rows);
    if (batch.rows() == Batch::full_rows(table) || batch.bytes() >= batch_bytes) flush();
  }
  if (batch.rows() > 0) flush();
}

}  // namespace klynge::database
