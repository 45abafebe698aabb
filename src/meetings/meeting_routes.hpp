// The room's addresses and what each needs. `app` puts them into the server's table.
//
// A meeting and an item answer everybody at their permalinks once published; to somebody who may not
// see them they answer exactly as what does not exist. Everything else needs the right to read all.
#pragma once
#include <memory>
#include <vector>

#include "bodies/structure/drawn.hpp"
#include "meetings/outside.hpp"
#include "meetings/resolver.hpp"
#include "platform/audit/perform.hpp"
#include "platform/database/database.hpp"
#include "platform/http/http.hpp"

namespace klynge::meetings {

struct Deps {
  database::Database& database;
  audit::Book& book;
  Resolver resolver;  // for rewriting a meeting whose person numbers were none
  Outside outside{};  // letters to members and guests
  std::shared_ptr<structure::Drawn> drawn =
      std::make_shared<structure::Drawn>();  // a body's page, for those whose rights are the same in all bodies
};

// `deps` must outlive the routes.
std::vector<http::Route> routes(const Deps& deps);

}  // namespace klynge::meetings
