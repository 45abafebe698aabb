// The document's heading: the row with “Referat” or “Dagsorden” in it and what belongs to that row.
//
// A heading may stand alone above or below the name of the body, go on over several rows, or be run
// together with the day, the hour and the place; web pages print a trail of links above it.
#pragma once
#include <string>
#include <vector>

#include "reading/reading_state.hpp"

namespace klynge::reading {

struct Title {
  std::vector<std::size_t> rows;
  std::string text;
  std::size_t body_row = no_row;  // the body's name on a row of its own above the heading
};

// The heading among the rows before `end`; no rows where there is none.
Title find_title(const Reading& reading, std::size_t end);
// “referat”, “dagsorden”, “beslutningsprotokol”; the word in lower case.
bool is_heading_word(std::string_view word);
bool has_heading_word(std::string_view text);
// “Forside / Politik / Udvalg”: the trail of links of a web page.
bool is_breadcrumb(std::string_view text);
// Words that say that something meets: “udvalget”, “styregruppen”.
bool names_a_body(std::string_view text);

}  // namespace klynge::reading
