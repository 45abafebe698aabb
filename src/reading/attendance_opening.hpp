// What opens a list of people: “Til stede:”, “Gæster under punkt 3:”, “Referat:” above a single name.
//
// The row says who of them follows (those who came, who stayed away, who took the minutes) and where the
// names begin, on the row itself or below it.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "reading/attendance_roll.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

// A row that opens a list: what it says of the people, and where they start.
struct Opening {
  Block block;
  std::string_view value;  // people on the row itself; empty where they stand below
  bool office = false;     // of one person: what stands below belongs to nobody
  bool telling = false;    // a word and a colon, or a heading alone: people follow for certain
};

// “Under punkt 3: Bo Krag”, “Under pkt. 4 deltog Ida Vang”: for some of the items; asked with the text in lower case.
bool is_for_items(std::string_view folded);
// What the row opens; nothing where it opens no list.
std::optional<Opening> opening_of(const Reading& reading, std::size_t row);

}  // namespace klynge::reading
