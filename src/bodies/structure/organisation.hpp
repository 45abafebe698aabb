// Who takes part: regions, municipalities, hospitals, psychiatry, general practice, patients, the state.
//
// The bodies room knows an organisation by its names; here is what it is: kind, official code, the
// region it belongs to, when it existed, how it is reached. An organisation that was merged away is no
// longer one of its own; what points at it points at the one that was kept.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/organisation_match.hpp"
#include "bodies/structure/period.hpp"

namespace klynge::structure {

using bodies::OrganisationKind;

struct Organisation {
  std::string id, name;
  OrganisationKind kind = OrganisationKind::other;
  std::optional<std::string> code{};  // official: of a municipality three digits (“101”), of a region four (“1084”)
  std::optional<std::string> parent_id{};  // the region
  std::optional<std::string> parent_name{};
  Period period{};
  std::optional<std::string> contact{};  // as people write it: several lines of address, mail, telephone
};

// All kinds, in the order in which they are listed.
const std::vector<OrganisationKind>& organisation_kinds();
std::optional<OrganisationKind> organisation_kind(std::string_view word);  // as in the database
std::string_view danish(OrganisationKind kind);                            // “Kommune”

// An official code as typed: digits alone, one to six of them, leading zeros kept. “” is none.
Result<std::optional<std::string>> read_code(std::string_view text);

}  // namespace klynge::structure
