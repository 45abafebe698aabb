// HTML to lines: what a browser would show, block by block, as text.
//
// Lists get their bullets and numbers, tables keep their cells, headings their level; what is
// hidden is left out. Style sheets are not read, only style attributes. Navigation stays: it is the
// reader's matter what is furniture.
#pragma once
#include <string>
#include <string_view>

#include "reading/document.hpp"

namespace klynge::extract {

// Throws Refused.
reading::Document read_html(std::string_view bytes);
// The page as UTF-8: by its byte order mark, else by what it declares, else by its bytes.
std::string html_to_utf8(std::string_view bytes);

}  // namespace klynge::extract
