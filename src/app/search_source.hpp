// What the search index holds of the register. Search knows no meetings and meetings no search; here
// a meeting and its items, a person and a body become documents that can be found.
#pragma once
#include "search/document.hpp"

namespace klynge::app {

search::Source register_source();

}  // namespace klynge::app
