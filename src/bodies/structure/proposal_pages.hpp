// Proposals from the minutes: each with what was seen, and the ways to answer it.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/page_parts.hpp"
#include "bodies/structure/proposal_actions.hpp"

namespace klynge::structure {

struct ProposalsView {
  BodyProfile body;
  std::vector<Proposal> proposals;
  std::vector<DeclinedProposal> declined{};
  std::string error{};
  Viewer viewer{};
};
html::Html proposals_page(const ProposalsView& view);

// One proposal with all that can be corrected before it is confirmed.
struct ProposalView {
  BodyProfile body;
  Proposal proposal;
  std::vector<Organisation> organisations{};
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html proposal_page(const ProposalView& view);
Values values_of(const Proposal& proposal);
// What was typed into the form of `proposal`.
Result<Correction> typed_correction(const http::Request& request, const Proposal& proposal);

}  // namespace klynge::structure
