// The page where administrators make and revoke the tokens of machines.
#pragma once
#include "platform/access/access.hpp"

namespace klynge::access {

// /adgangsnoegler.
std::vector<http::Route> api_token_routes(Access& access);

}  // namespace klynge::access
