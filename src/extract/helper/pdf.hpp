// PDF to lines as they stand on the page.
//
// A PDF has no lines, only words at places. Words whose baselines agree are one visual line. Where
// white paper or drawn lines part it into columns it becomes cells of a table (pdf_tables.hpp), as
// DOCX and HTML have them; page heads, feet and numbers are told from text by their place
// (pdf_edges.hpp). A gap in a line that is clearly wider than a space but parts no columns becomes
// several spaces, in proportion, and a gap between lines that is wider than usual becomes empty
// lines, so that the text alone reads as on paper.
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
