// Rows of organisations with what is known of them. What writes runs inside an action's transaction.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "bodies/structure/organisation.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// None where the id is unknown or was merged away.
std::optional<Organisation> find_organisation(database::Connection& connection, std::string_view id);
// Also one that was merged away, as it was.
std::optional<Organisation> find_organisation_row(database::Connection& connection, std::string_view id);
std::optional<Organisation> find_organisation_by_code(database::Connection& connection, std::string_view code);
// All that stand in the register, by kind and name: a register has hundreds.
std::vector<Organisation> all_organisations(database::Connection& connection);
// Also those that nothing names any more (bodies/unnamed.hpp): to join them instead of making a second of the name.
std::vector<Organisation> known_organisations(database::Connection& connection);
// That the organisation comes under another region from a day on; `Organisation::parent_id` is the first.
struct LaterRegion {
  std::string organisation_id, region_id;
  Date from{};
  std::string region_name{};
};
// Of one, oldest first; "" for all.
std::vector<LaterRegion> later_regions(database::Connection& connection, std::string_view organisation_id);
void insert_later_region(database::Connection& connection, const LaterRegion& one);

// kind, code, parent, period and contact; the name is bodies' matter.
void update_organisation(database::Connection& connection, const Organisation& organisation);

}  // namespace klynge::structure
