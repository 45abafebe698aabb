// What belongs to the page and not to the text: heads and feet that come again at the same height
// of page after page, and page numbers.
//
// The place on the paper tells it for certain, where the words alone would only let one guess: a
// lone “3” may be anything, a lone “3” at the foot of the third page is its number.
#pragma once
#include <cstdint>
#include <vector>

#include "extract/helper/pdf_lines.hpp"

namespace klynge::extract {

enum class Edge : std::uint8_t { none, head, foot };

// For each page and visual line what it is. A head that comes again is none on the first page that
// has it, since it may be the document's heading. `heights` are the pages', points.
std::vector<std::vector<Edge>> find_edges(const std::vector<const std::vector<PageRow>*>& pages,
                                          const std::vector<float>& heights);

}  // namespace klynge::extract
