// A table that names the groups on the left and their people on the right: “Forældre | Bo, Ida”, “Afbud | Per”.
//
// Every label begins a group of its own, so the row behind “Afbud” is of people who came; a list that goes on until
// something else stands there would take them for absent.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/attendance_roll.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

struct GroupRow {
  Block block;
  std::string_view people;
  std::uint32_t row = 0;
};

// Rows of such a table from `first` on; `next` moves behind those that were looked at. Empty where they are none.
std::vector<GroupRow> attendance_groups(const Reading& reading, std::size_t first, std::size_t end, std::size_t& next);

// “Forældrerepræsentant”, “Leder”, “Elever”: a word for a group or the only one in it, which says nothing of who came.
bool is_a_group_or_title(std::string_view words);

// “Elever: Bo Krag”, “Leder: Ida Vang”: such a word, a colon and somebody.
bool labelled_people(std::string_view row);

}  // namespace klynge::reading
