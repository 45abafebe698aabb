// The meeting itself: title, body, number, day, times, place, and the next meeting.
//
// Each is read by a pass of its own (header_title, header_body, header_place, header_tail) from the
// rows before the first item; what only the end of the document says comes from there.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

// Fills the record from the rows before the first item. Attendance rows must have been taken.
void read_header(Reading& reading);
// A next meeting announced in the text; the meeting's own day gives the missing year.
std::optional<Date> next_meeting_in(std::string_view text, const std::optional<Date>& meeting);

}  // namespace klynge::reading
