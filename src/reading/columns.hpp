// Reading order: rows that stand side by side on the page.
//
// In a text a list of members set in two columns arrives as one line with two names in it. This pass
// splits lines at wide gaps that stand under each other on several lines. Formats that know cells
// (DOCX, HTML, and PDF, whose cells are found by their places) bring them as tables, which
// table_rows.hpp puts into rows, so that the passes after it see the same whatever the format was.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void order_columns(Sheet& sheet);

}  // namespace klynge::reading
