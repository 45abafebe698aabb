// What a row may be, seen alone: a label, an item's heading, a bullet, a lead-in.
//
// Rows are classified once. Nothing is decided here: “1. Budget” may be an item or an entry of a
// list, and which of the two it is, is for the outline to say when it has seen all of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/heading_mark.hpp"
#include "reading/labels.hpp"
#include "reading/sheet.hpp"
#include "reading/when.hpp"

namespace klynge::reading {

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
bool is_lead_in(std::string_view text);
// “Det foreslås, at bestyrelsen”: a lead-in where a list stands below it.
bool opens_recommendations(std::string_view text);

}  // namespace klynge::reading
