// Whom a meeting's rows name: attendance, presenters, who is responsible, and its body.
//
// Asked before rows are replaced or taken back, so that whom nothing names afterwards leaves lists and search.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

using NamedIdentity = std::pair<bodies::IdentityKind, std::string>;

// Sorted, each once; also of a meeting that is taken back.
std::vector<NamedIdentity> named_in(database::Connection& connection, std::string_view meeting_id);
// `before`: named_in() of before the change; `now`: of after it, empty where the meeting is taken back.
void note_lost_mentions(database::Connection& connection, const std::vector<NamedIdentity>& before,
                        const std::vector<NamedIdentity>& now);

}  // namespace klynge::meetings
