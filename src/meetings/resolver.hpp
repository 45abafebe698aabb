// Who is meant by a printed name: the questions the meetings' tables ask while they are written.
//
// Matching itself is the bodies room's; these three functions are all that writing a version needs of
// it, so that the store is tested without a register of persons. A question without an answer
// leaves the name as printed and unlinked.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bodies/matcher.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::meetings {

struct PersonAnswer {
  std::optional<std::string> person_id, organisation_id;
};

// The names of one meeting; asked in this order: the body, everybody on the attendance list, then
// those the items mention, whom the attendance may explain.
struct MeetingNames {
  std::function<std::optional<std::string>(const bodies::BodyQuestion&)> body;
  std::function<PersonAnswer(const bodies::AttendeeQuestion&)> attendee;
  std::function<bodies::MentionMatch(std::string_view printed)> mention;
};

// Made anew for each meeting that is written; keeps nothing from one to the next.
using Resolver = std::function<MeetingNames(audit::Transaction&, std::string_view meeting_id)>;

// Matches with the register of bodies, persons and organisations, entering who is new.
Resolver matching_resolver();
// Leaves every name as printed.
Resolver no_resolver();

}  // namespace klynge::meetings
