// Applying a structure file, for `klynge structure apply` and for a server that begins with one.
#pragma once
#include <string>

#include "app/store.hpp"
#include "bodies/structure/structure_file_actions.hpp"

namespace klynge::app {

// `keep` false: only tried. Problems: the file is not there or not readable; what parse_structure_file() and
// apply_structure_file() refuse.
Result<structure::FileOutcome> apply_structure_file_at(const Store& store, const std::string& path, bool keep);

}  // namespace klynge::app
