// The table of who may do what, as a page: every route with the permission it states, and every role
// and part in a body with the permissions it brings. Made from the program itself, so that
// docs/permissions.md cannot say anything else; the test matrix asks the same table.
#pragma once
#include <string>
#include <vector>

#include "platform/http/http.hpp"

namespace klynge::app {

// Markdown, in English; routes in the order of their addresses.
std::string permission_page(std::vector<http::Route> routes);

}  // namespace klynge::app
