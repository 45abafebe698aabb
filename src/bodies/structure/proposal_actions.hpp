// Answering proposals from the minutes. All need Permission::change_record.
//
// What is confirmed is proposed anew inside the transaction, so that an answer to a page that has grown old is
// refused rather than stored; an answer is kept, and the same is not asked again.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/above.hpp"
#include "bodies/structure/proposals.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// What is proposed for a body and not answered yet. None where there is no such body.
std::vector<Proposal> open_proposals(database::Connection& connection, const Above& above, const BodyProfile& body);

// What somebody said no to and what the minutes still say, with when.
struct DeclinedProposal {
  Proposal proposal;
  Instant at;
};
std::vector<DeclinedProposal> declined_proposals(database::Connection& connection, const Above& above,
                                                 const BodyProfile& body);

// What a person made of a proposal: empty for what stands in it.
struct Correction {
  std::optional<Seat> seat{};  // of Kind::seat: label, kind, role, voting, organisation, period
  std::optional<std::vector<ProposedHolder>> holders{};  // those to take, with their days
};
// Problems: not_found where it is not proposed (any more); whatever stands against storing it.
Result<void> confirm_proposal(audit::Book& book, const audit::Actor& actor, const Above& above,
                              std::string_view body_id, std::string_view key, const Correction& correction = {});
// All that are open, but what ends a term; in one transaction. Returns how many.
Result<int> confirm_all(audit::Book& book, const audit::Actor& actor, const Above& above, std::string_view body_id);
Result<void> decline_proposal(audit::Book& book, const audit::Actor& actor, const Above& above,
                              std::string_view body_id, std::string_view key);
// Takes the no back: it is proposed again. Problems: not_found where it is not declined (any more).
Result<void> reopen_proposal(audit::Book& book, const audit::Actor& actor, std::string_view body_id,
                             std::string_view key);

}  // namespace klynge::structure
