// Where the pages about who is who are found.
//
//   /personer                      all persons
//   /organisationer                all organisations; one of them is in bodies/structure
//   /tvivl                         names somebody must decide about; POST /tvivl/{id}
//   /personer/{id}/ret             correct one (also /organisationer/…, /organer/…)
//   /ret/{art}/{id}/navn, …/laeg-sammen, …/skil, /ret/sammenlaegninger/{id}/fortryd
#pragma once
#include <vector>

#include "bodies/references.hpp"
#include "platform/audit/perform.hpp"
#include "platform/http/http.hpp"

namespace klynge::bodies {

// What the routes work on; lives as long as the server.
struct RouteDeps {
  audit::Book& book;
  References references;
};

std::vector<http::Route> routes(const RouteDeps& deps);

}  // namespace klynge::bodies
