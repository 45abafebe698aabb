// What a secretary does with a meeting that is to come: convenes it, changes it, calls it off.
//
// Each is one action: the meeting, its permalinks, the letters and the audit entry are kept together or not at all.
// What the check of the composition says on the meeting's day stands in the entry's payload: it is what the secretary
// was shown.
#pragma once
#include <string>
#include <string_view>

#include "meetings/convocation.hpp"
#include "meetings/convocation_store.hpp"
#include "meetings/outside.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::meetings {

// Said by who convenes though a rule of composition is not kept on that day.
struct AllTheSame {
  bool said = false;
  std::string word{};  // optional
};

// Whether the body can be convened to this: it meets on that day, and not a second time. `self`: the meeting that is
// changed; "" for a new one.
Result<void> check_plan(database::Connection& connection, const structure::BodyProfile& body, const Plan& plan,
                        std::string_view self);

// Needs change_record in the body. Problems: those of check_plan(); conflict where a rule is not kept and nothing was
// said.
Result<MeetingId> convene(audit::Book& book, const Outside& outside, const audit::Actor& actor,
                          std::string_view body_id, const Plan& plan, const AllTheSame& all_the_same);
// Also convenes again what was called off. Items keep their permalinks by the plan's ids. Nothing happens where nothing
// is different. Problems besides: not_found; conflict where a document of the meeting has come in.
Result<void> change_convocation(audit::Book& book, const Outside& outside, const audit::Actor& actor, MeetingId meeting,
                                const Plan& plan, const AllTheSame& all_the_same);
// The meeting stays, marked. Problems: invalid (no reason); conflict (called off already, its day has passed, or there
// are minutes of it).
Result<void> call_off(audit::Book& book, const Outside& outside, const audit::Actor& actor, MeetingId meeting,
                      std::string_view reason);

}  // namespace klynge::meetings
