// With whose eyes a list is read.
//
// Who may read everything sees every row. Who has a seat sees the meetings that audit::may_read() opens, and
// what is public; the same rule in SQL, because a list must count and page over what its reader may see. A
// test holds the two to each other. A list cannot be asked for without saying whose it is.
#pragma once
#include <string>

#include "platform/audit/standing.hpp"

namespace klynge::meetings {

struct Scope {
  std::string person;  // an id; "*": everything; "": what is public
  std::string today;   // ISO
  bool is_everything() const { return person == "*"; }
};

inline Scope everything() { return {"*", ""}; }

inline Scope scope_of(const audit::Actor& actor) {
  if (actor.may(audit::Permission::read_all)) return everything();
  return {actor.standings ? actor.standings->person_id : "", iso(actor.today)};
}

}  // namespace klynge::meetings

// For a WHERE over meeting m; `person` and `today` are the places of a Scope's two values: "$4", "$5".
// As audit::may_read() for a meeting: a term that runs opens all of its body, one that has run what was held in it.
#define KLYNGE_READABLE(person, today)                                                             \
  " AND (" person                                                                                  \
  " = '*' OR (m.published = 1 AND NOT EXISTS (SELECT 1 FROM finding pn WHERE pn.meeting_id = m.id" \
  " AND pn.kind = 'person_number' AND pn.state = 'open'))"                                         \
  " OR EXISTS (SELECT 1 FROM body_standing st WHERE st.person_id = " person                        \
  " AND st.body_id = m.body_id"                                                                    \
  " AND COALESCE(st.valid_from, '') <= " today " AND (" today                                      \
  " < COALESCE(st.valid_to, '9999')"                                                               \
  " OR (m.held_on >= COALESCE(st.valid_from, '') AND m.held_on < COALESCE(st.valid_to, '9999')))))"
