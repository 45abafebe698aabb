#include "meetings/insert.hpp"

#include <cassert>

namespace klynge::meetings {
namespace {

std::string text_for(std::string_view head, int columns, std::string_view tail, std::size_t rows) {
  std::string text(head);
  int parameter = 1;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? " (" : ", (";
    for (int column = 0; column < columns; ++column) text += (column == 0 ? "$" : ", $") + std::to_string(parameter++);
    text += ')';
  }
  if (!tail.empty()) text += ' ';
  text += tail;
  return text;
}

}  // namespace

Insert::Insert(std::string_view head, int columns, std::string_view tail)
    : columns_(static_cast<std::size_t>(columns)),
      statements_{{16, text_for(head, columns, tail, 16), {}},
                  {4, text_for(head, columns, tail, 4), {}},
                  {1, text_for(head, columns, tail, 1), {}}} {
  for (auto& statement : statements_) statement.sql.text = statement.text.c_str();
}

void Insert::run(database::Connection& connection, std::span<const database::Value> values) const {
  assert(values.size() % columns_ == 0);
  for (const auto& statement : statements_) {
    const auto size = statement.rows * columns_;
    while (values.size() >= size) {
      connection.run_to_end(statement.sql, values.first(size));
      values = values.subspan(size);
    }
  }
}

}  // namespace klynge::meetings
