// Page furniture: what belongs to the paper or the web page and not to the text.
//
// Page numbers (“Side 4 af 5”, “5/10”, “[4]”), headers and footers that come again on most pages, also
// where nothing tells the pages apart, buttons of a web page, a letterhead printed again, slide numbers. Furniture is
// marked before anything is classified and is in no field.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void mark_furniture(Sheet& sheet);

}  // namespace klynge::reading
