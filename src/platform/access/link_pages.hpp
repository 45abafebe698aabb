// The pages of letters with a link: asking for one, and what opens where it leads.
#pragma once
#include <string>

#include "platform/access/access.hpp"
#include "platform/access/link_actions.hpp"
#include "platform/http/http.hpp"

namespace klynge::access {

// /glemt-adgangskode, /adgang/{token}, /konto/email.
std::vector<http::Route> link_routes(Access& access);

}  // namespace klynge::access
