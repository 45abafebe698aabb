// The structure's rows that point at persons, organisations and bodies, for merging and splitting them.
//
// Merging pours one into another, and what must be one stays with the one it came from where the other has
// its own: a profile, contact data, a relation that would lead to itself, a succession that would close a
// circle. Such a row is not moved, is shown nowhere while the two are one, and is there again when the merge
// is taken back.
#pragma once
#include "bodies/references.hpp"

namespace klynge::structure {

bodies::References identity_references();

}  // namespace klynge::structure
