// Items behind closed doors that a document lists behind the open ones, under the numbers they have in the agenda.
//
// A body's open minutes go from 1 to 24 without 17 and 18; behind item 24 stands “17. Udbud (Lukket punkt)”. Numbers of
// items rise, so these are no part of the chain, and would be text of the last open item.
#pragma once
#include <cstddef>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// The rows of such items below the last of the headings `rows`, which rise; none of those to `skip`.
std::vector<std::size_t> closed_items_behind(const Sheet& sheet, const std::vector<LineClass>& classes,
                                             const std::vector<std::size_t>& rows, const std::vector<bool>& skip);

}  // namespace klynge::reading
