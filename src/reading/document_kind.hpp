// Whether a document is the minutes of a meeting or its agenda, and which texts tell of the meeting.
//
// It matters where no label says so: the same rows under a title are the case in an agenda and the
// minutes in minutes. A heading may say it, a label for the minutes says it; else the texts are
// asked whether they tell what was said and done.
#pragma once
#include <string_view>

#include "reading/reading_state.hpp"

namespace klynge::reading {

struct DocumentKind {
  bool minutes = false;         // not an agenda
  bool minutes_labels = false;  // some item's minutes stand under a label
};

// Asked once the header is read and before the items are.
DocumentKind document_kind(const Reading& reading);
// Whether an item's text tells of the meeting, and does not present the case to it.
bool tells_of_the_meeting(std::string_view title, std::string_view text);

}  // namespace klynge::reading
