// What a heading says seen alone: where its number comes in the order, and whether meetings have such a title again and
// again. Asked by all who tell headings of items from other rows.
#pragma once
#include <string_view>

#include "reading/line_class.hpp"

namespace klynge::reading {

// Orders the numbers of one way of numbering: “2a” after “2”, “B” after “A”, “1.10” after “1.9”.
long order_key(const HeadingMark& mark);
// A title that meetings have again and again (“Eventuelt”, “Godkendelse af …”).
bool usual_title(std::string_view title);
// A row that begins with “v/” or “ved”.
bool presenter_row(std::string_view text);

}  // namespace klynge::reading
