// The registers as files: JSON, one row a line, and CSV as Danish Excel opens it; see base/export_cells.hpp.
#pragma once
#include <functional>
#include <string_view>

#include "base/export_cells.hpp"
#include "meetings/list.hpp"
#include "meetings/scope.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

enum class ExportFormat { json, csv };

// JSON speaks the code's words (an outcome is "noted"), CSV the screen's.
Cells cells(ExportFormat format, const MeetingRow& row);
Cells cells(ExportFormat format, const DecisionRow& row);
Cells cells(ExportFormat format, const TaskRow& row);
Cells cells(ExportFormat format, const AmountRow& row);
Cells cells(ExportFormat format, const FindingRow& row);

using Sink = std::function<void(std::string_view)>;

// All rows of the filter, up to limits::export_rows. A register without rows gives CSV's head alone.
void export_rows(database::Connection&, const Scope&, const MeetingFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const DecisionFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const TaskFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const AmountFilter&, ExportFormat, const Sink&);
void export_rows(database::Connection&, const Scope&, const FindingFilter&, ExportFormat, const Sink&);

}  // namespace klynge::meetings
