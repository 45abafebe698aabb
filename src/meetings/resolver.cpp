#include "meetings/resolver.hpp"

#include <memory>

namespace klynge::meetings {

Resolver matching_resolver() {
  return [](audit::Transaction& transaction, std::string_view meeting_id) {
    const auto matcher = std::make_shared<bodies::Matcher>(transaction, meeting_id);
    return MeetingNames{.body = [matcher](const bodies::BodyQuestion& question) { return matcher->body(question).id; },
                        .attendee =
                            [matcher](const bodies::AttendeeQuestion& question) {
                              auto match = matcher->attendee(question);
                              return PersonAnswer{.person_id = std::move(match.person.id),
                                                  .organisation_id = std::move(match.organisation.id)};
                            },
                        .mention = [matcher](std::string_view printed) { return matcher->mention(printed); }};
  };
}

Resolver no_resolver() {
  return [](audit::Transaction&, std::string_view) {
    return MeetingNames{.body = [](const auto&) { return std::nullopt; },
                        .attendee = [](const auto&) { return PersonAnswer{}; },
                        .mention = [](auto) { return bodies::MentionMatch{}; }};
  };
}

}  // namespace klynge::meetings
