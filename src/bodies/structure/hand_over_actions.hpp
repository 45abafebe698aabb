// Preparing, sending, approving and undoing a hand-over. See hand_over.hpp for what it is.
//
// Who prepares needs Permission::change_record in the body that ends, by a role or as its secretary. A side is
// approved by its chair or cochair, by the seat they hold on that day; where no chair with an account holds one,
// by whoever may change that side's record. What is approved is what was sent: where the bodies or what is
// open have changed since, approval is refused until it has been withdrawn and sent again.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/hand_over.hpp"
#include "bodies/structure/open_matters.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// To prepare one in the body that ends, and to stand in for a side.
inline constexpr audit::Permission may_hand_over = audit::Permission::change_record;

struct HandOverPlan {
  std::string body_id;
  std::optional<Date> last_day{};
  std::vector<std::string> successors{};
  std::string reason;
  bool without_successor = false;  // said, not only left out: then everything is closed with a reason
};

// Makes a draft with all that is open. Returns its id.
// Problems: nothing chosen; successors beside without_successor, or where the structure names one; a body that is not
// there; that succeeds itself, over any number of steps; a successor that has ended by then; an end before the last
// meeting, or outside the body's own time; a seat or term that only begins after it; conflict: another hand-over of the
// body is at work, or is approved and nothing has come since.
Result<std::string> start_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                    const HandOverPlan& plan);
// Another last day, other successors, another reason; `plan.body_id` is not read. What went to a body that is no
// successor any more is unsettled again. Only of a draft.
Result<void> change_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                              std::string_view id, const HandOverPlan& plan);

struct Refreshed {
  std::int64_t added = 0, gone = 0;  // gone: no longer open
};
Result<Refreshed> refresh_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                    std::string_view id);
// The difference between the draft's list and what is open now.
Refreshed would_refresh(database::Connection& connection, const OpenMatters& matters, const HandOver& one);

struct Settlement {
  std::string kind, matter_id;
  std::optional<std::string> successor_id{};   // goes on there …
  std::optional<std::string> closed_reason{};  // … or is closed; neither: unsettled again
};
// All of them or none. Problems: a body that is no successor here; a closing without a reason; both at once; a matter
// not in the list.
Result<void> settle_matters(audit::Book& book, const audit::Actor& actor, std::string_view id,
                            const std::vector<Settlement>& settlements);
// All of a kind that are not settled yet. Returns how many they were.
Result<std::int64_t> settle_rest(audit::Book& book, const audit::Actor& actor, std::string_view id,
                                 const Settlement& settlement);

// Freezes the document. Problems: something is unsettled, or the list is not up to date.
Result<void> send_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                            std::string_view id);
// Back to a draft; approvals given so far fall away.
Result<void> withdraw_hand_over(audit::Book& book, const audit::Actor& actor, std::string_view id);
// For good. Only before all have approved.
Result<void> cancel_hand_over(audit::Book& book, const audit::Actor& actor, std::string_view id);

// For the side `body_id`: the body that ends, or a successor. The last approval ends the body, in the same transaction.
Result<void> approve_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                               std::string_view id, std::string_view body_id);
struct StandIn {
  std::string body_id, name, reason;
};
Result<void> approve_standing_in(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                 std::string_view id, const StandIn& stand_in);

// Whether the side has a chair who can approve, today.
bool has_approving_chair(database::Connection& connection, std::string_view body_id, Date today);

}  // namespace klynge::structure
