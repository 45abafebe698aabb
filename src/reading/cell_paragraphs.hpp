// The lines of a table's cell as paragraphs: which line goes on with the one above it.
//
// A cell is narrow, so nearly every line in it was broken by its edge, in the midst of titles, names
// and recommendations. Words tell it (a small letter, “… ved”, an open bracket), or that the next word
// would not have fitted.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {

// A cell's text that was broken by the cell's width alone.
struct Paragraph {
  std::vector<std::size_t> rows;  // of the sheet, that it was broken into
  std::string text;
  bool sure = true;  // the words themselves say that its rows belong together
  std::size_t first() const { return rows.front(); }
};

struct Cell {
  std::int32_t column = 0;
  std::vector<std::size_t> rows;  // of the sheet
  std::vector<Paragraph> paragraphs;
};

// A number that heads an item, with a title after it.
bool is_item_number(const HeadingMark& mark);
// “(bilag”: what closes the bracket is still to come.
bool bracket_open(std::string_view text);
// “1”, “1.”, “Punkt 1”: a number with nothing after it.
bool is_number_alone(std::string_view text);

// Blank lines between two lines of one paragraph in a cell, told from sentences that go on.
unsigned gap_in_cells(const Sheet& sheet);
// Fills the cell's paragraphs from its rows; `gap` as above. `titled` where the cell begins with the
// title of an item whose number has a cell of its own.
void find_paragraphs(const Sheet& sheet, Cell& cell, unsigned gap, const Hyphens& hyphens, bool titled);

}  // namespace klynge::reading
