// Text whose signs are no letters.
//
// A font's signs may have numbers of their own, and a table in the file that says which letters they are.
// Where that is left out the page looks right and its text is rubbish: “5HIHUDW” for “Referat”, or signs
// that no keyboard has. Reading it would make items and persons of it, so it is told from words.
#pragma once
#include <vector>

#include "extract/helper/pdf_library.hpp"

namespace klynge::extract {

// Whether a page's words are rubbish. What says little, as figures alone do, is none.
bool is_garbled(const std::vector<DrawnWord>& words);

}  // namespace klynge::extract
