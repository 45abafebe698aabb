// Person numbers (CPR) in texts: masked wherever a text is shown, until a person has said that what
// looks like one is none.
//
// Ten digits, the first six a day and month that exist (also the replacement numbers, whose day is 60
// higher), with or without a hyphen, dash or space before the last four. Digits become "x", so that
// every place in the text stays where it was.
#pragma once
#include <string>
#include <string_view>

#include "reading/meeting_record.hpp"

namespace klynge::meetings {

bool holds_person_number(std::string_view text);
void mask_person_numbers(std::string& text);
// All texts of the record.
void mask_person_numbers(reading::MeetingRecord& record);

}  // namespace klynge::meetings
