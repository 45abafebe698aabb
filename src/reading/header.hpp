// The meeting itself: title, body, number, day, times, place, and the next meeting.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

// Fills the record from the rows before the first item. Attendance rows must have been taken.
void read_header(Reading& reading);
// What meets, from a heading: “Referat af bestyrelsesmøde i X”, “Den Politiske Klynge – Referat”.
std::string body_in_title(std::string_view title);
// A next meeting announced in the text; the meeting's own day gives the missing year.
std::optional<Date> next_meeting_in(std::string_view text, const std::optional<Date>& meeting);

}  // namespace klynge::reading
