// Who was there: lists, substitutes, apologies, and sentences about all of them.
//
// A person has one entry. What a later list says (apologies, “Mødeleder: …”) changes the entry that
// is there; a name in a list of substitutes stands in for somebody and takes that one's role.
#pragma once
#include "reading/reading_state.hpp"
#include "reading/sections.hpp"

namespace klynge::reading {

// The lists and sentences of the header; marks their rows as taken.
void read_attendance(Reading& reading);
// A list that stands inside an item.
void read_attendance_rows(Reading& reading, const AttendanceRows& rows);
// A sentence on who came, left, or was away; true where it was understood as one.
bool read_attendance_sentence(Reading& reading, std::string_view text, std::size_t row, bool only_changes);
// Substitutes' roles and the items that limited attendances name; done when all items are known.
void finish_attendance(Reading& reading);

}  // namespace klynge::reading
