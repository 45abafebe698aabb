// Headings below an item's number that are items as the numbers are: “A. Indstilling om …”, “B. …” with text of their
// own, “Forslag A. …” and “Forslag 2: …” under “Indkomne forslag”, “5.A …” under “Ad 5.”.
//
// Most letters and numbers inside an item count recommendations or notes. Parts stand apart, in order from the first,
// each with a title and with text below it, and the number above them holds nothing of its own. Where the title says
// that proposals are dealt with, something may be said before the first of them.
#pragma once
#include <cstddef>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// The rows of such parts below the headings `rows`, which rise; none of those to `skip`.
std::vector<std::size_t> item_parts(const Sheet& sheet, const std::vector<LineClass>& classes,
                                    const std::vector<std::size_t>& rows, const std::vector<bool>& skip);

}  // namespace klynge::reading
