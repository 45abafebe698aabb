// The routes of one document: preview, correction, decision. Part of intake_routes.
#pragma once
#include <vector>

#include "intake/intake_routes.hpp"

namespace klynge::intake {

std::vector<http::Route> entry_routes(RouteDeps deps);

}  // namespace klynge::intake
