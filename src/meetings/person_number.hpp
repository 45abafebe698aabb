// Person numbers (CPR) in the texts of a meeting under suspicion: masked wherever a text is shown, until a
// person has said that what looks like one is none. The rule is base/person_number.hpp's, by its wider
// degree. Digits become "x", so that every place in the text stays where it was.
#pragma once
#include <string>
#include <string_view>

#include "reading/meeting_record.hpp"

namespace klynge::meetings {

bool holds_person_number(std::string_view text);
void mask_person_numbers(std::string& text);
// All texts of the record.
void mask_person_numbers(reading::MeetingRecord& record);

// The reader hides what it finds; what a person types in a correction comes past it. Adds a person_number
// finding for the head and for each item that holds a number written as one, in place of those it added before.
void suspect_typed_person_numbers(reading::MeetingRecord& record);

}  // namespace klynge::meetings
