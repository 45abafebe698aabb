// Which of a page's words are its text.
//
// Beside the text a page may hold what no reader reads with it: numbers of its lines in the margin,
// wordings that were struck out and are only shown, a narrow box with the sender's name and address.
// A page that was read from an image may also stand a little askew, so that one line's words drift
// into the next line's.
#pragma once
#include <vector>

#include "extract/helper/pdf_tables.hpp"

namespace klynge::extract {

// Turns the words about the page's corner so that its lines are level, where one and the same slope
// shows between neighbours. Pages that a program wrote stay as they are.
void straighten(std::vector<PageWord>& words);

// Puts words together again whose letters stand apart, as in “R E F E R A T”: a run of single letters
// on one line is parted only where the distance is clearly wider than that between its letters.
void close_up(std::vector<PageWord>& words);

// Dots that are drawn, not written, before the words of a line become “•”: so some programs show
// the entries of a list. `dots` are places without text; those that no word follows are left out.
void add_bullets(std::vector<PageWord>& words, const std::vector<PageWord>& dots);

// Without the words that a level rule runs through.
void drop_struck(std::vector<PageWord>& words, const std::vector<Rule>& rules);

// Without the numbers that count the page's lines left of its text: 5, 10, 15 …, or one for every line.
void drop_line_numbers(std::vector<PageWord>& words);

// Takes the words of a box with the sender's telephone, address and the like out of `words`: short
// lines in the right third of the page with text beside them. Empty where there is none.
std::vector<PageWord> take_sender(std::vector<PageWord>& words, float page_width);

}  // namespace klynge::extract
