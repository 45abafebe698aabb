// What is open in a body by its meetings, for a hand-over when the body ends (bodies/structure/open_matters.hpp).
//
// Five kinds, each by a rule that is said to whoever reads the list:
//   - An item that was postponed, and that no later minutes of the body, or of one that came after it, take up
//     again: with the same case number, or the same title.
//   - A task that is not known to be done or dropped.
//   - A standing item: its title stands in more than half of the body's last six minutes (three at least).
//   - An answer that is waited for: minutes of the last three years say that the matter was sent to be heard or
//     decided elsewhere, and no later minutes take it up, as above.
//   - Money that was granted: the item was approved or decided in the last three years, names an amount and speaks
//     of granting. What of it was spent is in no minutes, so it is listed until somebody says that it was.
// The last two are found by words and so may miss what others phrase otherwise: a line can be added by hand
// (structure/noted_matters.hpp). Of a closed item only its number is said, and of the last two nothing.
#pragma once
#include "bodies/structure/open_matters.hpp"
#include "meetings/meeting.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

structure::OpenMatters open_matters();

// What hand-overs did with an item and its tasks, for the item's page; nothing where it was never handed over.
// `reads_all`: whether the reader sees more than the public does.
html::Html hand_over_trail(database::Connection& connection, const ItemView& item, bool reads_all);

}  // namespace klynge::meetings
