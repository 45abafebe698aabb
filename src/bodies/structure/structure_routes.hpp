// Where the structure is found.
//
//   /organer/nyt, POST /organer                        a body that no document has named yet
//   /organer/{id}/sammensaetning?dag=                  rules and seats on a day; …/regler, …/pladser: new ones
//   /organer/{id}/stamdata, …/dokumenter, …/forslag    profile; mandate and rules of procedure; proposals from minutes
//   /pladser/{id}, /pladsperioder/{id}, /stedfortraedere/{id}, /regler/{id}
//   /organisationer/{id}, …/stamdata; /omraader, /omraader/{id}; /personer/{id}/kontakt
//   /overdragelser, /overdragelser/{id}                hand-overs; /organer/{id}/overtaget: what a body has taken over
#pragma once
#include <memory>
#include <vector>

#include "bodies/structure/above.hpp"
#include "bodies/structure/drawn.hpp"
#include "bodies/structure/open_matters.hpp"
#include "platform/audit/perform.hpp"
#include "platform/http/http.hpp"

namespace klynge::structure {

// What the routes work on; lives as long as the server.
struct Deps {
  audit::Book& book;
  Above above;
  OpenMatters matters{};  // what a hand-over lists
  std::shared_ptr<Drawn> drawn = std::make_shared<Drawn>();
};

std::vector<http::Route> routes(const Deps& deps);

}  // namespace klynge::structure
