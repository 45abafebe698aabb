// Where the search is found: /soeg?q=…&type=…&aar=…&organ=…&udfald=…&side=…
#pragma once
#include <vector>

#include "platform/database/database.hpp"
#include "platform/http/http.hpp"
#include "search/document.hpp"

namespace klynge::search {

// What the route works on; lives as long as the server.
struct RouteDeps {
  database::Database& database;
  Source source;
};

std::vector<http::Route> routes(const RouteDeps& deps);

}  // namespace klynge::search
