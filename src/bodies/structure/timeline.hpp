// Bodies as bars over the years, each joined to those that came after it. Pure: pixels and texts.
//
// What is not known is not drawn as if it were: a bar whose beginning or end is open ends in a point, and a
// body that is expected without a day stands beyond the last year.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bodies/structure/chart_layout.hpp"

namespace klynge::structure {

struct TimelineBar {
  std::size_t body = 0;  // of the profiles
  Rectangle bar;
  std::string label;  // the name, fitted to the column left of the bars
  bool open_from = false, open_to = false;
  bool planned = false;
  std::vector<std::size_t> after{}, before{};  // bars: whom it comes after; who comes after it
};
struct TimelineYear {
  int year = 0, x = 0;
};
struct Timeline {
  int width = 0, height = 0, top = 0;  // bars begin at `top`, below the years
  std::vector<TimelineBar> bars{};     // from the top down; families of succession together, oldest first
  std::vector<TimelineYear> years{};
  std::optional<int> today_x{};
  std::optional<int> unsettled_x{};        // where the column of bodies without a day begins
  std::vector<std::vector<Point>> ways{};  // from a bar to one that comes after it
};

Timeline timeline_of(const std::vector<BodyProfile>& profiles, const std::vector<Succession>& successions, Date today);

}  // namespace klynge::structure
