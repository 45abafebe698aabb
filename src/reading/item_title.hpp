// An item's title without what stands around it: clock times, presenters, marks of a closed item.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

struct TitleRead {
  std::string text;
  std::optional<ClockTime> start, end;
  std::vector<std::string> presenters;
  bool closed = false, pause = false;
};

TitleRead read_title(const Reading& reading, const ItemSpan& span);

}  // namespace klynge::reading
