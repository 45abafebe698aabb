// Danish typography of sentences that are put together from values.
//
// The sentences themselves are kept plain, so that they can be searched, compared and put into a
// spreadsheet; only a page asks for the spaces that hold a number and its unit on one line.
#pragma once
#include <string>
#include <string_view>

namespace klynge::html {

// `plain` with no-break spaces inside amounts ("995.000 kr.", "kr. 500"), dates ("den 8. juni 2023"),
// and between a word and the number it counts by ("kl. 16.00", "punkt 5", "side 2", "linje 47").
std::string unbroken(std::string_view plain);

}  // namespace klynge::html
