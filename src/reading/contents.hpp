// The table of contents: the items' titles printed in a row before the items themselves.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/outline.hpp"

namespace klynge::reading {

struct ContentsEntry {
  HeadingMark mark;
  std::uint32_t row = 0;
  std::string_view title;
};
struct Contents {
  std::vector<ContentsEntry> entries;
  std::vector<std::uint32_t> rows;       // all rows of the table
  std::size_t last_row = 0;
};

// A title folded for comparing: lower case, letters and digits only, without times and leaders.
std::size_t title_key(std::string_view title);
Contents find_contents(const Sheet& sheet, const std::vector<LineClass>& classes);

}  // namespace klynge::reading
