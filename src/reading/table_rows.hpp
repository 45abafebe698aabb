// Tables into rows of text: what a table says, in the order in which it is read.
//
// The lines of a table come with the row and column they stand in. What order they are read in
// depends on what the table is: persons side by side go down column by column, an item's number and
// title come before its text, the cells of figures or of an action list make one line. Afterwards
// the passes that follow see what they would see in a document without tables.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void order_tables(Sheet& sheet);
// The same for tables that came as text with bars, where heads say that their rows are items.
void open_barred_tables(Sheet& sheet);

}  // namespace klynge::reading
