// What a row may be, seen alone: a label, an item's heading, a bullet, a lead-in.
//
// Rows are classified once. Nothing is decided here: “1. Budget” may be an item or an entry of a
// list, and which of the two it is, is for the outline to say when it has seen all of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/labels.hpp"
#include "reading/sheet.hpp"
#include "reading/when.hpp"

namespace klynge::reading {

// How an item's number is printed. One document keeps to one way.
enum class Numbering : std::uint8_t {
  none,
  dot,      // “1. Budget”, “1.1 Budget”, “1.0. Budget”
  bracket,  // “1) Budget”, “1/ Budget”
  word,     // “Punkt 1: Budget”, “Pkt. 1”, “Ad 1)”, “Sag nr. 4”, “#1”, “P1:”
  glued,    // “38Godkendelse”
  bare,     // “1 Budget”, “1 - Budget”
  clock,    // “Kl. 15.05: Budget”
  letter,   // “A. Budget”, “a) Budget”
  roman,    // “IV. Budget”
  slash,    // “4/23 Budget”: the year's fourth
  section,  // “§ 1 Budget”
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

struct LineClass {
  LabelFound label;
  HeadingMark heading;
  bool bullet = false;
  bool time_only = false;     // “18.45-18.55”
  bool lead_in = false;       // “Det indstilles, at …”
  bool may_recommend = true;  // false where no word that recommends stands in the row's beginning
};

LineClass classify(const Row& row);
std::vector<LineClass> classify(const Sheet& sheet);
HeadingMark heading_mark(std::string_view text);
bool is_lead_in(std::string_view text);
// “Det foreslås, at bestyrelsen”: a lead-in where a list stands below it.
bool opens_recommendations(std::string_view text);

}  // namespace klynge::reading
