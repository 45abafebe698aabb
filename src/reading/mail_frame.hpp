// What a mail puts around minutes that are pasted into it: “Fra: … Til: … Emne: …”, a greeting and a few words before
// the heading. The farewell below is a tail like any other (tail_rows.hpp).
//
// Rows like these look like short headings; a document that began with them was read as items named “Kære alle”.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void mark_mail_frame(Sheet& sheet);

}  // namespace klynge::reading
