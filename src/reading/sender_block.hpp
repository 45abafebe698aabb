// The sender's name and address above the minutes: “Fjordbakke Fællesskab / Havnevej 4 / 9990 Fjordbakke /
// Tlf. 98 00 00 00 / post@…”.
//
// On paper it is a narrow box beside the beginning. As text, and where a program lets go of the box,
// its lines stand above everything and would be title, body and place of the meeting.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

// Marks its rows as furniture where the first rows tell of an address and at least two ways to reach
// the sender. A name that says what meets stays.
void mark_sender(Sheet& sheet);

}  // namespace klynge::reading
