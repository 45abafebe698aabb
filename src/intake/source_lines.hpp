// A source's lines as they stand beside what was read from them.
//
// Every line has an id ("l12"), so that a field can link to where it stands, and with JavaScript the
// passage of the field with the focus is lit up. Person numbers are masked here too.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.hpp"
#include "reading/document.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

// The text of the lines, with page marks. Long documents are shown to a bound, which is said.
html::Html source_lines(const reading::Document& document);

// "l12 l13" for data-place; at most a few dozen.
std::string line_ids(const reading::Place& place);
// "Side 2, linje 34"; the page only where the document has several.
std::string place_text(const reading::Place& place);

}  // namespace klynge::intake
