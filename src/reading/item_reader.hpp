// One item: from its rows to the record's item with every field and its place.
#pragma once
#include "reading/reading_state.hpp"
#include "reading/sections.hpp"

namespace klynge::reading {

// What the whole document is, as far as an item's reading depends on it.
struct DocumentKind {
  bool minutes = false;           // the heading calls it a Referat, or minutes are labelled
  bool minutes_labels = false;    // some item has a minutes heading
};

// “Ingen” and the like in place of a list.
bool names_none(std::string_view text);
void read_item(Reading& reading, const DocumentKind& kind, const ItemSpan& span);
void read_items(Reading& reading);

}  // namespace klynge::reading
