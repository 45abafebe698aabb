// What a publisher's form prints in every item, told by its coming again.
//
// No list of words holds all that forms call their sections (“Sagens opståen”, “Øvrige
// konsekvenser”) or their decisions (“Udvalgets møde den 3. maj 2022”, “Børneudvalget,
// 03-05-2022, pkt. 4”). But a form repeats them: a short row that stands alone in most items is a
// heading of the form, and a row with a body and a day that comes again is the decision's. Rows are
// looked at once, after each has been classified by itself.
#pragma once
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// Adds labels to rows that have none, and takes numbers from rows that only number a section.
void learn_recurring(const Sheet& sheet, std::vector<LineClass>& classes);
// A row of nothing but case numbers, document numbers and initials.
bool is_case_mark(std::string_view text, RowMarks row = {});

}  // namespace klynge::reading
