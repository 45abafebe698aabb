// Items told by their sections alone, where no heading bears a number.
//
// A page that lost its titles still prints “Resumé”, “Indstilling”, “Beslutning” for every item: where the labels begin
// anew, the next item begins. A page that shows one item of a meeting is the same with one turn.
#pragma once
#include <vector>

#include "reading/line_class.hpp"
#include "reading/outline.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// The items, ascending, each with its end; rows to `skip` begin none. Empty where one turn decides nothing.
std::vector<ItemSpan> items_of_label_cycle(const Sheet& sheet, const std::vector<LineClass>& classes,
                                           const std::vector<bool>& skip);
// True where `items` is the only item of a page, titled below the meeting's fields.
bool is_page_of_one_item(const std::vector<ItemSpan>& items, const std::vector<LineClass>& classes);

}  // namespace klynge::reading
