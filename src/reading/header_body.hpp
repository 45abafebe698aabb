// What meets: a label says it, or the heading, or the rows beside the heading, or the decisions.
#pragma once
#include "reading/header_title.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

// The body and the day that the headings of the decisions name (“Beslutning i X den 3. maj 2022”).
struct DecidedMeeting {
  std::string body;
  Date date;
  std::size_t row = 0;
};
std::optional<DecidedMeeting> meeting_in_decisions(const Reading& reading);

void read_body(Reading& reading, const Title& title, std::size_t end);

}  // namespace klynge::reading
