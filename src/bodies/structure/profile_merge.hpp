// Two bodies that turn out to be one, and of both of which somebody has said something.
//
// What one leaves open is filled in from the other. Where both speak and say different things nothing is guessed:
// a person chooses whose word holds, and the other's stays with the body that went, so that a merge that is taken
// back gives both what they had.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/body_profile.hpp"

namespace klynge::structure {

struct ProfileMerge {
  BodyProfile merged;                    // the kept one's, with what it left open
  std::vector<std::string> filled{};     // the fields that were filled in, by words of ours without blanks
  std::vector<std::string> conflicts{};  // Danish, as in “om …”: “niveauet”, “retsgrundlaget”
};
ProfileMerge merge_profiles(const BodyProfile& kept, const BodyProfile& gone);
// The merged one without what was filled in; what somebody has changed since stays.
BodyProfile without_filled(BodyProfile merged, const BodyProfile& gone, const std::vector<std::string>& filled);

}  // namespace klynge::structure
