// How a row may be numbered: “1. Budget”, “Punkt 3: Budget”, “IV. Budget”.
//
// Told from the row alone. That a row begins with a number makes it no heading yet: which of them
// are, the chain of numbers says (number_chain.hpp).
#pragma once
#include <cstdint>
#include <string_view>

namespace klynge::reading {

// How an item's number is printed. One document keeps to one way.
enum class Numbering : std::uint8_t {
  none,
  dot,      // “1. Budget”, “1.1 Budget”, “1.0. Budget”
  bracket,  // “1) Budget”, “1/ Budget”, “[1] Budget”
  word,     // “Punkt 1: Budget”, “Pkt. 1”, “Ad 1)”, “Sag nr. 4”, “#1”, “P1:”, “Pkt. 1 / Budget”
  glued,    // “38Godkendelse”
  bare,     // “1 Budget”, “1 - Budget”
  clock,    // “Kl. 15.05: Budget”
  letter,   // “A. Budget”, “a) Budget”
  roman,    // “IV. Budget”
  slash,    // “4/23 Budget”: the year's fourth
  section,  // “§ 1 Budget”
  code,     // “P1 Budget”
  part,     // “Forslag A. Budget”, “Forslag 2: Budget”, “5A Budget”: a part of an item (item_parts.hpp)
  plain     // no number: a heading by its look or by its place among the labels
};

struct HeadingMark {
  Numbering style = Numbering::none;
  std::int16_t major = -1, minor = -1;
  char letter = 0;              // “2a”, or the whole of “A.”
  std::int16_t roman = 0;       // the value of “IV”; “I.”, “V.” and “X.” are letters too
  std::int16_t clock_end = -1;  // of “Kl. 15.05-15.20: Budget”, minutes since midnight; it starts at `major`
  bool clock_marked = false;    // “Kl.” stands before it
  std::string_view number;      // as printed, without punctuation
  std::string_view title;       // what stands after the number; empty where nothing does
};

HeadingMark heading_mark(std::string_view text);

}  // namespace klynge::reading
