// The items: from their rows to the record's items with every field and its place.
#pragma once
#include "reading/document_kind.hpp"
#include "reading/reading_state.hpp"
#include "reading/sections.hpp"

namespace klynge::reading {

// “Ingen” and the like in place of a list.
bool names_none(std::string_view text);
void read_items(Reading& reading);

}  // namespace klynge::reading
