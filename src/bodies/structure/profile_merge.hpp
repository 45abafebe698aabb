// Two bodies or two organisations that turn out to be one, and of both of which somebody has said something.
//
// What one leaves open is filled in from the other. Where both speak and say different things nothing is guessed:
// a person chooses whose word holds, and the other's stays with the one that went, so that a merge that is taken
// back gives both what they had.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/references.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/organisation.hpp"

namespace klynge::structure {

struct ProfileMerge {
  BodyProfile merged;                 // the kept one's, with what it left open
  std::vector<std::string> filled{};  // the fields that were filled in, by words of ours without blanks
  std::vector<bodies::Disagreement> conflicts{};
};
ProfileMerge merge_profiles(const BodyProfile& kept, const BodyProfile& gone);
// The merged one without what was filled in; what somebody has changed since stays.
BodyProfile without_filled(BodyProfile merged, const BodyProfile& gone, const std::vector<std::string>& filled);

struct OrganisationMerge {
  Organisation merged;
  std::vector<std::string> filled{};
  std::vector<bodies::Disagreement> conflicts{};
};
OrganisationMerge merge_organisations(const Organisation& kept, const Organisation& gone);
Organisation without_filled(Organisation merged, const Organisation& gone, const std::vector<std::string>& filled);

}  // namespace klynge::structure
