// An item's number that its title does not follow: “3 / Sagsnr. 24/1001 / Åbent / Sagsbehandler: Bo Krag / Budget”.
//
// Forms print the number as a field of its own, with other fields between it and the title, on rows of their own or
// behind the number (“3. Åbent”). Everything after this pass knows titles that stand beside or straight below their
// number, with fields below them; so the title is raised over the fields.
#pragma once
#include "reading/sheet.hpp"

namespace klynge::reading {

// Done before anything else is made of the rows. One such row may be chance: at least two are asked for.
void raise_titles(Sheet& sheet);

}  // namespace klynge::reading
