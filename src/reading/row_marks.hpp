// What bytes a row holds that the rules look for: whether there is a digit in it, a colon, a gap.
//
// A dozen rules ask every row for the same few marks, and most rows hold none. They are looked for
// once, when the row is made, and a rule that needs one goes by without looking where it is absent.
#pragma once
#include <string_view>

namespace klynge::reading {

// False says that there is none, also in every text cut from the row; such a text may have none of
// what is true.
struct RowMarks {
  bool digit = true;
  bool colon = true;
  bool bar = true;
  bool gap = true;  // two blanks in a row, or a tab
};

RowMarks marks_of(std::string_view text);

}  // namespace klynge::reading
