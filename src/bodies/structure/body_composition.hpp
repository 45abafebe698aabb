// Whether a body is composed on a day as its rules ask: the rows of this room, put before
// bodies/composition, and its answer put back beside them.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/composition/check.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/seat.hpp"

namespace klynge::structure {

struct BodyComposition {
  composition::Composition found;
  std::vector<const RuleRow*> unreadable{};  // in force, but not understood (any more); not checked
};

// Which municipalities and clusters “hver kommune” and “hver klynge” are for the body on the day: those of
// its cluster; of its region where it has none; of the country where it reaches so far.
composition::Area area_of(const BodyProfile& body, const std::vector<Cluster>& clusters,
                          const std::vector<Organisation>& municipalities, Date day);

// By organisation id: other names it is called by, for rules that name it.
using OtherNames = std::map<std::string, std::vector<std::string>, std::less<>>;

// Pure. `rules` must outlive the answer. A body that does not exist on the day has no rules and no seats.
BodyComposition compose(const BodyProfile& body, const std::vector<RuleRow>& rules,
                        const std::vector<SeatHistory>& seats, const composition::Area& area, const OtherNames& names,
                        Date day);

// What compose() needs beside rules and seats; at most four statements.
composition::Area read_area(database::Connection& connection, const BodyProfile& body, Date day);
OtherNames other_names_at(database::Connection& connection, std::string_view body_id);

// Danish sentences for whoever convenes a meeting on the day, most important first: rules not kept, rules
// that cannot be kept, vacant seats. Nothing where all is in order or nothing is known of the composition.
std::vector<std::string> composition_warnings(database::Connection& connection, std::string_view body_id, Date day);
// The same, told apart: who convenes a meeting must say a word where a rule is not kept, and only look at the rest.
struct CompositionOnDay {
  std::vector<std::string> unmet{};     // rules not kept, or not understood
  std::vector<std::string> vacant{};    // seats without a holder
  std::vector<std::string> deviated{};  // rules that are knowingly not kept, with the reason
  std::size_t kept = 0;                 // rules that are
  bool is_known() const { return kept > 0 || !unmet.empty() || !vacant.empty() || !deviated.empty(); }
};
CompositionOnDay composition_on(database::Connection& connection, const BodyProfile& body, Date day);
// The same of what has been read already.
std::vector<std::string> warnings_of(const BodyComposition& composition, const std::vector<SeatHistory>& seats,
                                     Date day);

}  // namespace klynge::structure
