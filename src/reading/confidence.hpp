// How sure the reader says it is, as measured.
//
// The rules weigh what speaks for a value by their own lights; what such a weight is worth shows only
// when values are compared with gold records. This table says for each family of fields and each
// weight how often the value was right (tests/reading/calibrate.py measures it anew).
#pragma once
#include "reading/sources.hpp"

namespace klynge::reading {

// How often a value of this field and weight (0…1) was right; the weight itself where that was not
// measured.
float measured_confidence(Field field, float weight);

}  // namespace klynge::reading
