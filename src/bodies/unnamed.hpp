// Persons, organisations and bodies that nothing in the register names any more.
//
// A document that is taken back, or read or corrected anew, leaves behind whom only it named. They are not deleted: the
// same document may come again and must join them. But nobody should meet in a list, a choice or a search a name that
// stands nowhere. So whoever writes rows says who lost a mention, and the views of migration 0013 look up whether
// something names them after all; what names them again later counts without being told here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

// In the transaction that took the mention away. Any number of times, also for somebody who is named elsewhere.
void lost_a_mention(database::Connection& connection, IdentityKind kind, std::string_view id);
// Ids, merged ones too.
std::vector<std::string> unnamed(database::Connection& connection, IdentityKind kind);
bool is_unnamed(database::Connection& connection, IdentityKind kind, std::string_view id);

}  // namespace klynge::bodies
