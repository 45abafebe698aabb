// “Hvorfor kan jeg se dette?” and “Hvem kan se dette?”: who may read a meeting or an item, and why.
#pragma once
#include <string>
#include <vector>

#include "meetings/rights.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

struct AccessView {
  std::string why;   // one or two sentences
  std::string what;  // “mødet”, “punktet”
  html::Url back;
  bool shows_readers = false;  // only to who reads it by a right of their own
  bool is_public = false, closed = false;
  std::vector<Reader> members, past, guests;  // past: who had a seat when it was held
};
// Who of `readers` has a seat on `today`, and who had one when the meeting was held but no longer.
void sort_readers(AccessView& view, std::vector<Reader> readers, Date today, std::optional<Date> held_on);

html::Html access_page(const AccessView& view);

}  // namespace klynge::meetings
