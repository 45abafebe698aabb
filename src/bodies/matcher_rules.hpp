// From candidates to a choice: the same rules for the register's matcher and for the labelled set.
//
// Whoever finds the candidates (an index, a test) puts beside each what ties it to the document at
// hand; the rules weigh names and ties and give one choice.
#pragma once
#include <string>
#include <vector>

#include "bodies/body_match.hpp"
#include "bodies/organisation_match.hpp"
#include "bodies/person_match.hpp"

namespace klynge::bodies {

struct PersonCandidate {
  std::vector<PersonName> names;                // the full name and its other full forms
  std::vector<OrganisationName> organisations;  // where the person has been seen to belong
  bool in_this_body = false;                    // has been seen in the meeting's body
  bool at_this_table = false;                   // attends the meeting at hand
  bool listed_already = false;                  // matched by another row of the attendance at hand
};

struct PersonQuestion {
  std::string printed, organisation;
  bool mention = false;           // a presenter or a responsible person: only a name in capitals makes somebody new
  std::vector<AtTheTable> table;  // of a mention
};

// `seats[i]` is the candidate who sits at question.table[i].
Choice choose_person(const PersonQuestion& question, const std::vector<PersonCandidate>& candidates,
                     const std::vector<std::size_t>& seats);

struct OrganisationCandidate {
  std::vector<OrganisationName> names;
  bool at_this_table = false;
};
Choice choose_organisation(const std::string& printed, const std::vector<OrganisationCandidate>& candidates);

struct BodyCandidate {
  std::vector<BodyName> names;
};
Choice choose_body(const std::string& printed, const std::vector<BodyCandidate>& candidates);

}  // namespace klynge::bodies
