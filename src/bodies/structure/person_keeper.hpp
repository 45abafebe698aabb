// What the structure keeps of a person, for erasing them: seats of today and later stand against it; seats of the
// past stay, held by “Slettet person”; contact and signatures go. See bodies/person_erasure.hpp.
#pragma once
#include "bodies/person_erasure.hpp"

namespace klynge::structure {

bodies::PersonKeeper person_keeper();

}  // namespace klynge::structure
