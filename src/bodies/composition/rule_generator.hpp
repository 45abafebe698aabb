// Made-up rules for property tests: any shape that the language can say.
#pragma once
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "bodies/composition/rule.hpp"

namespace klynge::composition {

inline OrganisationReference any_reference() {
  static const std::vector<std::string> names{"Danske Patienter",
                                              // clang-format off
                                              "Lyngsted Kommune", "PLO Egelund", "PLO", "liv og lunger",
                                              "Liv, lunger og", "Foreningen for Gigt", "Hjælp (nu)", "fra", "Ø-Råd",
                                              "A.M.B.A.", "To Byer", "3-4",
                                              // clang-format on
                                              "Region Vesterhav"};
  OrganisationReference reference{
      *rc::gen::elementOf(std::vector<OrganisationKind>(organisation_kinds().begin(), organisation_kinds().end()))};
  if (reference.kind == OrganisationKind::other) reference.name = *rc::gen::elementOf(names);
  if (reference.kind == OrganisationKind::municipality)
    reference.within =
        *rc::gen::element(Within::unsaid, Within::cluster, Within::council_area, Within::area, Within::region);
  return reference;
}

inline std::vector<OrganisationReference> some_references() {
  std::vector<OrganisationReference> list;
  for (int left = *rc::gen::element(0, 0, 1, 1, 1, 2); left > 0; --left) list.push_back(any_reference());
  return list;
}

// A part that only asks for the least has no most unless it says so.
inline Count any_count(int most) {
  Count count{*rc::gen::inRange(0, most), std::nullopt};
  if (*rc::gen::arbitrary<bool>()) count.max = *rc::gen::inRange(1, most + 1);
  return count;
}

inline Part any_part() {
  Part part{any_count(5)};
  if (part.count == Count{0, std::nullopt}) part.count.min = 1;
  const auto kind = *rc::gen::elementOf(std::vector<SeatKind>(seat_kinds().begin(), seat_kinds().end()));
  if (!is_a(SeatKind::member, kind)) part.kind = kind;
  part.from = some_references();
  if (!part.kind && part.from.empty()) part.from.push_back({OrganisationKind::plo});
  return part;
}

inline rc::Gen<Rule> any_rule() {
  return rc::gen::exec([] {
    Rule rule;
    rule.count = any_count(12);
    rule.kind = *rc::gen::elementOf(std::vector<SeatKind>(seat_kinds().begin(), seat_kinds().end()));
    rule.from = some_references();
    rule.appointed_by = some_references();
    rule.per = *rc::gen::element(Per::body, Per::body, Per::municipality, Per::cluster);
    if (rule.per == Per::municipality) {
      rule.from.clear();
      rule.within =
          *rc::gen::element(Within::unsaid, Within::cluster, Within::council_area, Within::area, Within::region);
    }
    if (*rc::gen::inRange(0, 5) == 0) rule.voting = *rc::gen::arbitrary<bool>();
    rule.manner = *rc::gen::element(Manner::member, Manner::member, Manner::observer, Manner::ad_hoc);
    if (rule.manner == Manner::ad_hoc) rule.count.min = 0;
    for (int left = *rc::gen::element(0, 0, 0, 1, 2, 3); left > 0; --left) rule.parts.push_back(any_part());
    return rule;
  });
}

}  // namespace klynge::composition
