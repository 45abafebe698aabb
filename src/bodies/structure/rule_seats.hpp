// The seats a composition rule asks for: so that a body made from a template stands with its empty seats, and not
// only with sentences about them.
//
// A rule that leaves a number open (“2-4”, “mindst 1”) gets the least; who takes part when the agenda asks for it gets
// no seat. Where the rule does not say which municipality a seat is of (“6 medlemmer fra kommunerne”), neither does the
// seat: it is given one when it is known.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bodies/composition/check.hpp"

namespace klynge::structure {

struct WantedSeat {
  composition::SeatKind kind = composition::SeatKind::member;
  composition::SeatRole role = composition::SeatRole::member;
  bool voting = true;
  std::optional<composition::OrganisationReference> from{};  // whose seat it is
  std::optional<composition::OrganisationReference> appointed_by{};
  std::optional<std::size_t> municipality{}, cluster{};  // number in the area
};

// In the rule's order: its parts first, then the rest; municipality by municipality, cluster by cluster.
std::vector<WantedSeat> wanted_seats(const composition::Rule& rule, const composition::Area& area);

}  // namespace klynge::structure
