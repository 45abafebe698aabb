// Attendance as a table: names in the first column, crosses under “Til stede” and “Afbud”.
#pragma once
#include "reading/attendance_heading.hpp"
#include "reading/person_name.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

struct TablePerson {
  PersonText person;
  std::uint32_t row = 0;
};
// Persons of the table whose heading is row `heading`; `next` moves behind it. Empty where the row
// heads no such table.
std::vector<TablePerson> attendance_table(const Reading& reading, std::size_t heading, std::size_t end,
                                          std::size_t& next);

// Rows of nothing but people from `first` on, one or several in a row, below the heading of the document and without
// a word over them; a list with a word (“Afbud:”) must follow. `next` moves behind them; empty where there are none.
std::vector<Piece> people_without_heading(const Reading& reading, std::size_t first, std::size_t end,
                                          std::size_t& next);

// Lists side by side: the heads of the row “Deltagere      Afbud”, each with the entries below it.
struct SideList {
  AttendanceHeading heading;
  std::vector<Piece> entries;
};
std::vector<SideList> lists_side_by_side(const Reading& reading, std::size_t heading, std::size_t end,
                                         std::size_t& next);

}  // namespace klynge::reading
