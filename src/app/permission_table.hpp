// The table of who may do what, as a page: every route and every action with the permission it states, and every
// role, part in a body and scope of a token with the permissions it brings. Made from the program itself, so that
// docs/permissions.md cannot say anything else; the test matrix asks the same table.
#pragma once
#include <string>
#include <vector>

#include "platform/audit/action.hpp"
#include "platform/http/http.hpp"

namespace klynge::app {

// Markdown, in English; routes in the order of their addresses, actions by name.
std::string permission_page(std::vector<http::Route> routes, const std::vector<const audit::Action*>& actions);

}  // namespace klynge::app
