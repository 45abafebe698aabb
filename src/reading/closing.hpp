// What stands after the last item: who recorded and approved the minutes, when the meeting ended,
// when the next one is. These rows are no part of the last item.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

// Marks the closing rows in `outline.dropped`; done before the items are read.
void mark_closing(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline);
// Fills approval, end and next meeting from the closing rows.
void read_closing(Reading& reading);

}  // namespace klynge::reading
