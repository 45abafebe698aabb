// The agenda first, and behind “Referat:” what was said of each item by its number alone.
//
// Small associations write so: five titles in a list, a heading, and five paragraphs numbered like
// the titles. The chain of numbers finds one list or the other, never both, so the paragraphs would
// all be the last item's minutes.
#pragma once
#include "reading/outline.hpp"

namespace klynge::reading {

// Gives each item of the agenda its paragraph, where the items have no text of their own and most of their numbers
// come again, in their order, below “Referat”. Leaves the outline as it is otherwise.
void take_answers_by_number(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline);

}  // namespace klynge::reading
