// Letters below a number that are items as the numbers are: “A. Indstilling om …”, “B. …” with text of their own.
//
// Most letters below a number count recommendations or notes. These stand apart, in order from the first, each with a
// title and with text close below it, and the number above them holds nothing of its own.
#pragma once
#include <cstddef>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// The rows of such letters below the headings `rows`, which rise; none of those to `skip`.
std::vector<std::size_t> lettered_parts(const Sheet& sheet, const std::vector<LineClass>& classes,
                                        const std::vector<std::size_t>& rows, const std::vector<bool>& skip);

}  // namespace klynge::reading
