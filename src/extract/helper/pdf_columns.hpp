// Tables without lines: columns that only white paper parts.
#pragma once
#include <cstddef>
#include <vector>

#include "extract/helper/pdf_tables.hpp"

namespace klynge::extract {

// Visual lines [from, to) of a page with strips of white paper through them; `edges` are the right
// sides of the strips, where the columns right of them begin, ascending.
struct WhiteTable {
  std::size_t from = 0, to = 0;
  std::vector<float> edges;
  bool goes_on = false;  // begins in the middle of a row of the page before
};

// For each page the tables that white paper parts. `taken` says which visual lines belong to a
// ruled table already.
std::vector<std::vector<WhiteTable>> find_white_tables(const std::vector<PageContent>& pages,
                                                       const std::vector<std::vector<bool>>& taken, float pitch);

// Where the words beyond an edge begin; row.size() where there are none.
std::size_t first_beyond(const PageRow& row, float edge);
// True where no word of the visual line stands across the edge or too near to it on its left.
bool keeps_clear(const PageRow& row, float edge);

// The number that the words [from, to) begin with as a title does: “2. Budget”, “2) Budget”,
// “Punkt 2 …”; -1 where they do not (“2. maj” goes on with a sentence).
int opening_number(const PageRow& row, std::size_t from, std::size_t to);

float row_bottom(const PageRow& row);
// How far lines of running text stand apart in the document, points.
float line_pitch(const std::vector<PageContent>& pages);

}  // namespace klynge::extract
