// Where the meeting was held: behind a label, behind the day and the clock time, or on the rows
// straight below them. “online” alone is a mode and no place.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

void read_place(Reading& reading, std::size_t end);
// True where the row opens with a day (“Mandag den 7. november”, “den 3. maj”).
bool begins_with_date(std::string_view text);
// The row's text behind its label; the whole of it where it bears none.
std::string_view value_of(const Reading& reading, std::size_t row);

}  // namespace klynge::reading
