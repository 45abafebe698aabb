// The meetings' rows that point at persons, organisations and bodies, for merging and splitting them.
//
// The bodies room merges and splits, but knows no meetings; through these functions (see
// bodies/references.hpp) it moves attendance, presenters, responsible persons and meetings along.
#pragma once
#include "bodies/references.hpp"

namespace klynge::meetings {

bodies::References identity_references();

}  // namespace klynge::meetings
