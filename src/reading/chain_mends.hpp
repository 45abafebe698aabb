// What the heaviest row of rising numbers leaves out and is an item all the same.
//
// The chain (number_chain.hpp) takes one row for each number and wants the numbers to rise. Documents
// do otherwise in a few known ways: every list begins anew, so that each item bears a “1.”; a heading
// is printed twice; the last items lost their full stop; one number is so light that the chain leaps
// over it; items are told in the order in which they were dealt with. Each way has a step here, and
// each step asks for a sign of its own, because a number more is an item torn in two.
#pragma once
#include <cstddef>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"

namespace klynge::reading {

// A numbered row that may be a heading, and what speaks for it.
struct Candidate {
  std::size_t row = 0;
  long key = 0;  // as `order_key` says
  double weight = 0;
  bool filled = false;  // something stands below it before the next number
  bool run_in = false;  // its text begins on its own row
};

inline long major_of(const Candidate& c) { return c.key / 10000; }

// All steps take candidates by rising row, and rows of headings by rising row.

// Numbers lost on the way, each list beginning anew: every item bears a “1.”.
std::vector<std::size_t> same_number_rows(const Sheet& sheet, const std::vector<Candidate>& candidates);

// A heading printed twice, a few rows apart: the item begins with the first print.
void take_first_prints(const Sheet& sheet, const std::vector<LineClass>& classes,
                       const std::vector<Candidate>& candidates, std::vector<std::size_t>& rows);

// Items told in the order in which they were dealt with, “19.” and “20.” before “1.”: where most items have their case
// number straight above the heading, a number with one above is an item, whatever stands before it.
void take_out_of_order(const Sheet& sheet, const std::vector<LineClass>& classes,
                       const std::vector<Candidate>& candidates, std::vector<std::size_t>& rows);

// “3 Sommerferie” and “4 Evt.” below “2.2 Budget”, “1 Siden sidst.” above “2. Budget”: the next numbers, printed
// without their full stop, above the chain's second, behind its last or where it misses them.
void take_without_stop(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<Candidate>& bare,
                       std::vector<std::size_t>& rows);

// “2. Referatet blev godkendt.” weighs little; the only number between 1 and 3, or the only one not set further in, it
// is the second item all the same.
void fill_single_gaps(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<Candidate>& all,
                      std::vector<std::size_t>& rows);

}  // namespace klynge::reading
