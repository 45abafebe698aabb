// Rows of the header that hold several fields: “Dato: 9. januar   Sted: Skolen   Start: kl. 10.00”.
//
// Secretaries save paper, and web pages and transcripts run lines together. Such a row is cut before
// each word that announces a field of the header and has a colon, so that the passes that follow see
// one field a row.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

void part_header_rows(Sheet& sheet);

}  // namespace klynge::reading
