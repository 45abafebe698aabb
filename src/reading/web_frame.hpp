// The frame of a web page around a document: menus, trails and cookie notices above it, addresses,
// buttons and forms below it.
//
// Single words of it stand in documents too (“Kontakt”, “Telefon”). So above, only rows that can be
// nothing else are taken; below, everything from the first word of a frame on, where nothing that
// follows is text of a meeting.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void mark_web_frame(Sheet& sheet);

}  // namespace klynge::reading
