#include "bodies/structure/organisation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "bodies/identity_pages.hpp"

namespace klynge::structure {
namespace {

constexpr std::size_t longest_code = 6;

}  // namespace

const std::vector<OrganisationKind>& organisation_kinds() {
  using enum OrganisationKind;
  static const std::vector<OrganisationKind> kinds{
      region, regional_council, joint_administration, municipality, contact_council, hospital, psychiatry, plo,
      plo_k,  patients,         patient_committee,    ministry,     agency,          other};
  return kinds;
}

std::optional<OrganisationKind> organisation_kind(std::string_view word) {
  for (const auto kind : organisation_kinds())
    if (bodies::name(kind) == word) return kind;
  return std::nullopt;
}

std::string_view danish(OrganisationKind kind) { return bodies::organisation_kind_danish(bodies::name(kind)); }

Result<std::optional<std::string>> read_code(std::string_view text) {
  const auto typed = trim(text);
  if (typed.empty()) return std::optional<std::string>{};
  const bool digits = std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || typed.size() > longest_code)
    return invalid("En myndighedskode er et til seks cifre, for eksempel 101.",
                   "bad code: " + std::string(typed.substr(0, 40)));
  return std::optional(std::string(typed));
}

}  // namespace klynge::structure
