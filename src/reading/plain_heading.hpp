// Headings of items that bear no number.
//
// Such a heading is told by its look: it is set as a heading, bold, underlined, in capitals, alone
// between blank lines, or it opens the row of its text (“Eventuelt: intet”). Each look is tried on
// the whole document; the one whose rows head most text, and most of the titles that meetings
// have again and again, is the secretary's way. One row alone is never judged.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

struct PlainHeading {
  std::size_t row = 0;
  std::string_view title;
  std::string_view run_in;  // text on the heading's own row
};

struct PlainHeadings {
  std::vector<PlainHeading> headings;  // ascending; empty where no look convinces
  std::vector<std::size_t> listed;     // rows of an agenda that names the headings before them
};

// True where row `i` stands apart as headings do: short, with a capital, without a mark at its end.
bool heading_like(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i);

PlainHeadings find_plain_headings(const Sheet& sheet, const std::vector<LineClass>& classes,
                                  const std::vector<bool>& skip);

}  // namespace klynge::reading
