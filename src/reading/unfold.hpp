// Rows that were run together on the way: a page of a transcript in one line, a title glued to the
// next (“Eventuelt2. Budget”).
//
// Such a row holds what the printed page had on many: labels with their colon, numbers that go on
// counting, the headings of sections. It is cut before each of them; a row that holds only one is
// left alone, since running text names labels and numbers too.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void unfold(Sheet& sheet);

}  // namespace klynge::reading
