// Which visual lines make a row of a table where no drawn line says so, and the heads that stand
// above a table's frame.
#pragma once
#include <string_view>
#include <vector>

#include "extract/helper/pdf_tables.hpp"

namespace klynge::extract {

// Fills table.row: rows begin after white paper, at numbers, where the line above had room for more.
// `pitch` is the distance of lines in running text, points.
void rows_by_white(const std::vector<PageRow>& rows, float pitch, PageTable& table);

// Looks at the visual line above the table, not before `least`: “Nr.  Emne  Referat” on a coloured
// stripe is often drawn without lines. Fills table.heads, and adds an edge where the last head stands
// over a column that holds nothing. `known`: the heads of the table at the foot of the page before.
bool find_heads(const std::vector<PageRow>& rows, std::size_t least, float pitch, std::string_view known,
                PageTable& table);
// Makes the heads that were found the table's first row.
void take_in_heads(PageTable& table);

// Remembers what stands in the first row, where it may be heads.
void remember_top(const std::vector<PageRow>& rows, PageTable& table);
// Sets aside the rows with which a table's part begins where they are the table's first row once more.
void set_aside_repeated(const std::vector<PageRow>& rows, const std::vector<std::string>& top_lines, PageTable& table);

float right_of(const PageRow& row, const CellSpan& cell);
bool begins_small(std::string_view word);

}  // namespace klynge::extract
