// What only the end of a document says of the meeting: when it was closed, and when the next one is.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

// The day that an item called “Næste møde” names in its first rows.
void read_item_on_next_meeting(Reading& reading);
// Done when the items are known; fills what is still empty.
void read_tail(Reading& reading);

}  // namespace klynge::reading
