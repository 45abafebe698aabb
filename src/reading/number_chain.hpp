// The items' numbers: which of the rows that begin with a number are headings of items.
//
// An item's heading cannot be told from an entry of a list by itself. Every row that might be one
// gets a weight from what stands around it; of each way of numbering the heaviest row of rising
// numbers is found (a longest rising subsequence, n log n), looked at once more with the look that
// most of its rows share, and the ways are weighed against each other. A way whose rows all stand
// between two headings of another is a list inside an item of that one.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "reading/heading_words.hpp"
#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

struct NumberChain {
  std::vector<std::size_t> rows;  // ascending
  double score = 0;               // below 1: nothing but chance
};

// Rows in `skip` are in no item (a table of contents).
NumberChain find_number_chain(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip);

}  // namespace klynge::reading
