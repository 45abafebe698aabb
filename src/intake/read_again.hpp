// An entry's source read again with the reader of this program.
#pragma once
#include <string_view>

#include "intake/intake_actions.hpp"

namespace klynge::intake {

// Reads outside the transaction, then calls reread(). Returns whether anything changed. Errors:
// not_found for an entry without a source, and what reread() refuses.
Result<bool> read_again(const Register& to, const audit::Actor& actor, std::string_view entry_id);

}  // namespace klynge::intake
