// PDF to lines as they stand on the page.
//
// A PDF has no lines, only words at places. Words whose baselines agree are one visual line, left
// to right, also where columns stand side by side: the reader decides what columns mean. A gap
// that is clearly wider than a space becomes several spaces, in proportion, and a gap between
// lines that is wider than usual becomes empty lines, so that the text alone reads as on paper.
#pragma once
#include <string_view>

#include "reading/document.hpp"

namespace klynge::extract {

// Throws Refused.
reading::Document read_pdf(std::string_view bytes);
// Reads a small document made here, so that whatever the library loads on its first use is loaded
// before files can no longer be opened.
void warm_up_pdf();

}  // namespace klynge::extract
