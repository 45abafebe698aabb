// Rows as files: JSON, one row a line, and CSV as Danish Excel opens it.
//
// Both are written from one description of a row's cells, so that they never tell different things.
// CSV: UTF-8 with a BOM, semicolons, decimal commas, dates as day-month-year, lines ended by CR LF,
// and no cell that a spreadsheet would take for a formula (a text that starts with = + - @ or a tab
// gets an apostrophe in front). Texts come from outside; a spreadsheet must only show them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge {

struct Cell {
  enum class Kind { text, date, number, money, truth };
  const char* key;    // English, for JSON
  const char* title;  // Danish, for CSV
  Kind kind = Kind::text;
  std::optional<std::string> text{};     // text and date (ISO)
  std::optional<std::int64_t> number{};  // number, truth, money in øre
};
using Cells = std::vector<Cell>;

std::string json_line(const Cells& cells);
// The BOM and the column titles.
std::string csv_head(const Cells& cells);
std::string csv_line(const Cells& cells);

}  // namespace klynge
