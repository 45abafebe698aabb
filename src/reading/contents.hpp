// The table of contents: the items' titles printed in a row before the items themselves.
//
// It is told from items without text by coming again: the same titles further down, or the same
// numbers as “Ad 1”, “Punkt 1”, with the title or without it. What comes again may then be a bare
// number, whose title stands only here.
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
  std::vector<std::uint32_t> rows;  // all rows of the table
  std::size_t last_row = 0;

  std::unordered_map<std::string_view, std::size_t> by_number;  // the first entry of each

  // The entry with that number; nothing where there is none.
  const ContentsEntry* entry(std::string_view number) const;
};

// A title folded for comparing: lower case, letters and digits only, without times and leaders.
std::size_t title_key(std::string_view title);
// The same key, told by their first letters where these differ.
bool same_titles(std::string_view a, std::string_view b);
// True where the longer of two titles begins with the shorter, or both begin with the same words.
bool similar_titles(std::string_view a, std::string_view b);
Contents find_contents(const Sheet& sheet, const std::vector<LineClass>& classes);

}  // namespace klynge::reading
