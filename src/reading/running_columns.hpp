// Text that runs in two columns on a PDF's pages, as in a newsletter.
//
// Its lines come in the order they are read in, each with the column it stands in. They are half as
// long as others, so nearly every title, name and label is broken; what goes on over lines is put
// together as in a table's cell. Longer text keeps its lines, so that each sentence can be shown
// where it stands.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

// Joins what the columns broke; after it their rows are in no table, and know where their column ends.
void join_running_columns(Sheet& sheet);

}  // namespace klynge::reading
