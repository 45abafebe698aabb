// What people do with meetings: publish and withdraw them, settle and dismiss findings.
//
// Every function is one action: permission, one transaction, one audit entry. Versions come and go
// through intake, which calls meeting_store inside its own actions.
#pragma once
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/problem.hpp"
#include "meetings/meeting.hpp"
#include "meetings/resolver.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::meetings {

struct Finding;
using FindingId = Id<Finding>;

// Makes the minutes readable without signing in, at their permalinks. Closed items never are.
// Errors: not_found; conflict where a person number in the text is not settled; publishing what is
// published changes nothing.
Result<void> publish(audit::Book& book, const audit::Actor& actor, MeetingId meeting);
Result<void> withdraw(audit::Book& book, const audit::Actor& actor, MeetingId meeting);

// A finding is settled (it was right, and somebody has seen to it) or dismissed (it was no finding).
// `word` says why; required, at most limits::finding_word_characters. A dismissed person number was
// none: once all of a meeting's are dismissed, its texts are shown as they stand.
Result<void> settle_finding(audit::Book& book, const audit::Actor& actor, const Resolver& resolver, FindingId finding,
                            std::string_view word);
Result<void> dismiss_finding(audit::Book& book, const audit::Actor& actor, const Resolver& resolver, FindingId finding,
                             std::string_view word);
// Takes a settling or dismissing back.
Result<void> reopen_finding(audit::Book& book, const audit::Actor& actor, const Resolver& resolver, FindingId finding);

}  // namespace klynge::meetings
