// The registers' addresses: pages and their files. Part of meeting_routes.hpp.
#pragma once
#include <vector>

#include "meetings/meeting_routes.hpp"
#include "meetings/page_parts.hpp"

namespace klynge::meetings {

std::vector<http::Route> register_routes(const Deps& deps);

Viewer viewer_of(const http::Request& request);
// A query's or form's value as text for the database; "" where it holds a NUL, which no text may.
std::string clean_value(std::string_view value);

}  // namespace klynge::meetings
