// What the way in keeps of a person, for erasing them: who started, corrected and asked for something, and doubts
// that hold the name. Sources, readings and corrections are the minutes' own texts and stay; see
// bodies/person_erasure.hpp.
#pragma once
#include "bodies/person_erasure.hpp"

namespace klynge::intake {

bodies::PersonKeeper person_keeper();

}  // namespace klynge::intake
