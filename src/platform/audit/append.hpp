// Appends one entry to a chain, inside the transaction of the action it is about.
//
// Only for the audit room: everybody else changes things through perform(), which ends here. A bulk
// erasure appends several entries in one transaction, one for each payload that goes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/perform.hpp"

namespace klynge::audit {

// The entry's object is the first change. The name of an actor that is an account is left out, since it
// could never be erased from what the hash covers; whoever shows the log asks the account.
void append_entry(database::Connection& connection, const std::string& chain, const Actor& actor,
                  std::string_view action, Instant now, const std::vector<Change>& changes);

}  // namespace klynge::audit
