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

#include "platform/audit/perform.hpp"

namespace klynge::meetings {

struct PersonQuestion {
  std::string_view name;
  std::optional<std::string_view> title, organisation;
  std::string_view meeting_id;
};

struct PersonAnswer {
  std::optional<std::string> person_id, organisation_id;
};

// What a task's responsible or an item's presenter is: at most one of the three.
struct NameAnswer {
  std::optional<std::string> person_id, organisation_id, body_id;
};

struct Resolver {
  std::function<std::optional<std::string>(audit::Transaction&, std::string_view body, std::string_view meeting_id)>
      body;
  std::function<PersonAnswer(audit::Transaction&, const PersonQuestion&)> attendee;
  // For names that were not found among the meeting's own attendance.
  std::function<NameAnswer(audit::Transaction&, std::string_view printed, std::string_view meeting_id)> name;
};

// Leaves every name as printed.
Resolver no_resolver();

}  // namespace klynge::meetings
