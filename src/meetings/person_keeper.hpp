// What the meetings' tables keep of a person, for erasing them: rows that point at the person, and the names of
// those who committed, settled and corrected. The minutes' own texts stay; see bodies/person_erasure.hpp.
#pragma once
#include "bodies/person_erasure.hpp"

namespace klynge::meetings {

bodies::PersonKeeper person_keeper();

}  // namespace klynge::meetings
