// The registers as files: JSON, one row a line, and CSV as Danish Excel opens it.
//
// Both are written from one description of a row's cells, so that they never tell different things.
// CSV: UTF-8 with a BOM, semicolons, decimal commas, dates as day-month-year, lines ended by CR LF,
// and no cell that a spreadsheet would take for a formula (a text that starts with = + - @ or a tab
// gets an apostrophe in front). A meeting's texts come from outside; a spreadsheet must only show them.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "meetings/list.hpp"
#include "meetings/scope.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

enum class ExportFormat { json, csv };

struct Cell {
  enum class Kind { text, date, number, money, truth };
  const char* key;                        // English, for JSON
  const char* title;                      // Danish, for CSV
  Kind kind = Kind::text;
  std::optional<std::string> text{};      // text and date (ISO)
  std::optional<std::int64_t> number{};   // number, truth, money in øre
};
using Cells = std::vector<Cell>;

// JSON speaks the code's words (an outcome is "noted"), CSV the screen's.
Cells cells(ExportFormat format, const MeetingRow& row);
Cells cells(ExportFormat format, const DecisionRow& row);
Cells cells(ExportFormat format, const TaskRow& row);
Cells cells(ExportFormat format, const AmountRow& row);
Cells cells(ExportFormat format, const FindingRow& row);

std::string json_line(const Cells& cells);
// The BOM and the column titles.
std::string csv_head(const Cells& cells);
std::string csv_line(const Cells& cells);

using Sink = std::function<void(std::string_view)>;

// All rows of the filter, up to limits::export_rows. A register without rows gives CSV's head alone.
void export_rows(database::Connection&, const Scope&, const MeetingFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const DecisionFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const TaskFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const AmountFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const FindingFilter&, ExportFormat, const Sink&);

}  // namespace klynge::meetings
