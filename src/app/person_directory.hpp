// The persons of the register, as platform/access may ask for them: an account belongs to one of them.
#pragma once
#include "platform/access/access.hpp"

namespace klynge::app {

access::PersonDirectory person_directory();

}  // namespace klynge::app
