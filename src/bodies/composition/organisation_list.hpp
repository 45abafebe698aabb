// “PLO eller Danske Patienter”: the organisations that stand at a place in a sentence.
#pragma once
#include <span>
#include <vector>

#include "bodies/composition/rule.hpp"
#include "bodies/composition/tokens.hpp"

namespace klynge::composition {

struct OrganisationList {
  std::size_t tokens = 0;  // 0: no organisation stands here
  std::vector<OrganisationReference> references;
};
OrganisationList organisation_list_at(std::span<const Token> tokens);

}  // namespace klynge::composition
