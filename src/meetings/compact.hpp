// The compact texts that a meeting's page reads instead of many rows.
//
// An item's lists (recommendations, decisions, tasks, amounts …) are one text of records, a letter
// and its fields each, divided by two control characters that no text may hold. Reading it back is a
// walk over the bytes, some thirty times faster than a row for each entry and without a parser that
// could fail: what is not understood is skipped. Places are one line for each field.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "meetings/meeting.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::meetings {

// `task_ids`: one for each of item.tasks.
std::string encode_lists(const reading::Item& item, const std::vector<std::string>& task_ids);
// Fills presenters, recommendations, recused, attachments, links, decisions, votes, amounts, tasks.
void decode_lists(std::string_view text, ItemView& item);

std::string encode_approval(const std::vector<reading::Approval>& approval);
std::vector<reading::Approval> decode_approval(std::string_view text);

// "minutes 1 12 0 34 0 97\n": field, page, line, start, end, last line, confidence in hundredths.
void append_place(std::string& text, std::string_view field, const reading::Place& place);

// A record's places, divided between the head and its items: "/items/3/minutes" is "minutes" of the
// fourth item, "/items/3" its "item".
struct DividedPlaces {
  std::string head;
  std::vector<std::string> items;
};
DividedPlaces divide_places(const reading::MeetingRecord& record);

}  // namespace klynge::meetings
