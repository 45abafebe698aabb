// DOCX to lines as Word shows it: automatic numbers printed, tracked changes accepted, fields by
// their last result, hidden text and deleted text left out.
//
// One line is one paragraph, or what stands between two manual line breaks in it; where Word would
// wrap it is not known. A table's cells keep their table, row and column.
#pragma once
#include <string_view>

#include "reading/document.hpp"

namespace klynge::extract {

// Throws Refused.
reading::Document read_docx(std::string_view bytes);

}  // namespace klynge::extract
