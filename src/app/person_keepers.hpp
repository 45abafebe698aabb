// Every room that keeps something of a person, for erasing one.
#pragma once
#include <vector>

#include "bodies/person_erasure.hpp"

namespace klynge::app {

std::vector<bodies::PersonKeeper> person_keepers();

}  // namespace klynge::app
