// What the minutes tell the structure: who attended, and what a decision's item is called.
#pragma once
#include "bodies/structure/above.hpp"

namespace klynge::meetings {

structure::Above structure_source();

}  // namespace klynge::meetings
