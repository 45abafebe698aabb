// Rows of a person and, in a column of its own, whether that person came: “Ida Vang, FOA (formand) | Deltog”.
//
// Such a table needs no head: the second column says what it is. Rows of one cell part it into groups
// (“Repræsentanter for kommunen”). Read as a list, every row was a sentence about somebody who took part.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "reading/attendance_roll.hpp"
#include "reading/person_name.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

struct StatusRow {
  PersonText person;
  Block block;
  std::uint32_t row = 0;
};

// The rows of such a table from `first` on; `next` moves behind those that were looked at. Empty where they are none.
std::vector<StatusRow> attendance_by_status(const Reading& reading, std::size_t first, std::size_t end,
                                            std::size_t& next);

}  // namespace klynge::reading
