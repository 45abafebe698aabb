// Pages whose text runs in two columns, as in a newsletter.
//
// Their lines stand side by side as a table's cells do, but belong to no row: the left column is read
// to its end, then the right one. What tells them from a table are sentences that go on from line to
// line in both columns, and paragraphs that begin at different heights.
#pragma once
#include <cstddef>
#include <vector>

#include "extract/helper/pdf_tables.hpp"

namespace klynge::extract {

struct FlowPart {
  std::size_t from = 0, to = 0;  // visual lines [from, to) of the page
  float edge = 0;                // where the right column begins, points
};

// For each page its parts, top down. `taken` are the visual lines that belong to something else,
// `pitch` is the distance of lines in running text, points.
std::vector<std::vector<FlowPart>> find_flow(const std::vector<PageContent>& pages,
                                             const std::vector<std::vector<bool>>& taken, float pitch);

}  // namespace klynge::extract
