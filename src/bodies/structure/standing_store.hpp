// From seats to rights: what a person's seats open to them, read once and kept with their session.
#pragma once
#include <memory>
#include <string_view>

#include "platform/audit/standing.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// All terms and substitutions of the person, past ones and those to come too, and the items they are
// invited to. How long closed items stay open after a term is what the newest rules of procedure of the
// body say.
std::shared_ptr<const audit::Standings> standings_of(database::Connection& connection, std::string_view person_id);

}  // namespace klynge::structure
