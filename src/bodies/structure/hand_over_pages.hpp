// The pages of hand-overs: all of them, a new one, a draft with its list, and the document that is approved.
//
// The document is one page that prints well: who hands over what to whom, when and why, and who has approved
// it. A draft is the same page with forms in it, one for each kind of matter.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "bodies/structure/page_parts.hpp"

namespace klynge::structure {

struct HandOverRow {
  HandOver one;
  std::vector<std::string> successors{};
};
html::Html hand_overs_page(const std::vector<HandOverRow>& rows);
html::Html state_badge(HandOverState state);

// A new one (empty id), or a draft whose last day, successors and reason are changed.
struct HandOverForm {
  std::string id;
  std::string body_id, body_name;         // fixed where `id` is not empty
  std::vector<BodyProfile> bodies{};      // that may be handed over; for a new one
  std::vector<BodyProfile> successors{};  // that may be chosen
  std::vector<std::string> chosen{};
  Values values{};
  std::string error{};
  std::string csrf_token{};
};
html::Html hand_over_form_page(const HandOverForm& view);

// One side of it, as whoever looks at the page sees it.
struct HandOverSide {
  std::string body_id, name;
  std::vector<Chair> chairs{};  // today
  std::optional<HandOverApproval> approval{};
  bool may_approve = false;  // as its chair
  bool may_stand_in = false;
};

struct HandOverView {
  HandOver one;
  HandOverDocument document;
  std::vector<HandOverSide> sides{};
  Refreshed waiting{};          // between a draft's list and what is open now
  std::int64_t come_since = 0;  // open in the body after it was approved
  bool changes = false;         // prepares it
  std::string only_kind{};      // the page of one kind of a draft; "" for all
  html::PageRange range{};      // of only_kind
  Values values{};              // typed and refused
  std::string error{};
  std::string actor_name{}, csrf_token{};
};
inline constexpr std::int64_t matters_per_page = 100;
html::Html hand_over_page(const HandOverView& view);

html::Html taken_over_page(const std::string& body_id, const std::vector<TakenOver>& taken, const OpenMatters& matters);

// On a body's own page: where it is in a hand-over, what it has taken over; nothing where there is nothing and nobody
// who could begin one.
html::Html hand_overs_of_body(database::Connection& connection, const audit::Actor& actor, std::string_view body_id);
// The way to a new hand-over, for whoever may begin one; nothing where the body has one.
html::Html way_to_hand_over(database::Connection& connection, const audit::Actor& actor, std::string_view body_id);
// On the page of a matter: “Overdraget fra X til Y den …”, each a line; nothing where it was never handed over.
// `linked`: to the hand-over.
html::Html trail_html(const std::vector<Trail>& trail, std::string_view what, bool linked);

// Whether the actor may read a hand-over: whoever reads one of its sides, now or on its last day.
// Hand-overs that wait for the approval of the one who looks, by a chair's seat: for the overview. Nothing where there
// are none.
html::Html approvals_waiting(database::Connection& connection, const audit::Actor& actor);

bool may_read_hand_over(const audit::Actor& actor, const HandOver& one, const std::vector<std::string>& successors);

}  // namespace klynge::structure
