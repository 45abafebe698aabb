// What the minutes say about a body's seats, as proposals for a person to confirm, correct or decline.
//
// Attendance lists over the years tell who sat for whom and since when. They do not tell it surely: a name
// that stands there once is hardly a member, a term began some time before the first meeting somebody was
// seen at, and who is not seen any more has left some time. So nothing is proposed of what was seen once, each
// day that was only seen is marked so, and nothing is stored before somebody has said yes. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/above.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/organisation.hpp"
#include "bodies/structure/seat.hpp"

namespace klynge::structure {

// Somebody to sit, and how often they were seen.
struct ProposedHolder {
  std::string person_id, person_name;
  Period period{};       // seen first … seen last
  bool to_seen = false;  // the end is where they were last seen; the beginning always is
  int meetings = 0;
};

struct Proposal {
  enum class Kind {
    seat,        // a seat that nobody has entered, with who has held it; nobody: it was said to be vacant
    term,        // somebody in a seat that stands
    end,         // somebody who has not been seen for long
    substitute,  // somebody who has come for the holder of a seat that stands
    role,        // the holder of a seat that stands leads the meetings
  };
  Kind kind = Kind::seat;
  // The same text whenever the same is proposed again, however many minutes come in between; begins with the
  // body's id.
  std::string key;
  Seat seat;              // to be made, or (with an id) the one that stands, with the new role for Kind::role
  std::string term_id{};  // for Kind::end
  std::vector<ProposedHolder> holders{};
  std::string reason;  // Danish sentences: what was seen
};

// `attended` oldest first. `seats` as they stand. Most certain kinds first: seats, terms, roles, substitutes, ends.
std::vector<Proposal> propose(const BodyProfile& body, const std::vector<Attended>& attended,
                              const std::vector<SeatHistory>& seats);

// The word of bodies/composition for somebody with that title from an organisation of that kind: “mayor”.
std::string_view seat_kind_of(std::string_view title, OrganisationKind organisation,
                              std::string_view organisation_name);

}  // namespace klynge::structure
