// Reading order: rows that stand side by side on the page.
//
// A list of members set in two columns arrives as one visual line with two names in it, and a
// table of items as cells. This pass splits lines at wide gaps that stand under each other on
// several lines, and joins the cells of a data table's row into one row, so that the passes after
// it see the same rows whatever the format was.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void order_columns(Sheet& sheet);

}  // namespace klynge::reading
