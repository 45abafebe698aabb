// What a careful secretary would look at again: few findings, and sure ones.
#pragma once
#include "reading/reading_state.hpp"

namespace klynge::reading {

void find_faults(Reading& reading);

}  // namespace klynge::reading
