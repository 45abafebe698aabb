// Rows of hand-overs, and the questions other pages ask of them: what became of a matter, what a body took
// over, what is open in a body with all it has taken over itself.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/hand_over.hpp"
#include "bodies/structure/open_matters.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

std::optional<HandOver> find_hand_over(database::Connection& connection, std::string_view id);
// Newest first, at most limits::page_rows; of bodies merged away too.
std::vector<HandOver> all_hand_overs(database::Connection& connection);
// Those a body is a side of, newest first.
std::vector<HandOver> hand_overs_of(database::Connection& connection, std::string_view body_id);
void insert_hand_over(database::Connection& connection, const HandOver& one);
// Its last day, reason, state, document and approval.
void update_hand_over(database::Connection& connection, const HandOver& one);

// As bodies, by name. One that was merged into another is in no answer: that other has taken its place.
std::vector<BodyProfile> successors_of(database::Connection& connection, std::string_view hand_over_id);
// Matters of successors that are no more among them become unsettled.
void write_successors(database::Connection& connection, std::string_view hand_over_id,
                      const std::vector<std::string>& body_ids);

// By kind, then oldest first.
std::vector<HandedMatter> matters_of(database::Connection& connection, std::string_view hand_over_id);
void insert_matter(database::Connection& connection, std::string_view hand_over_id, const HandedMatter& one);
void delete_matter(database::Connection& connection, std::string_view hand_over_id, const HandedMatter& one);
void update_matter(database::Connection& connection, std::string_view hand_over_id,
                   const HandedMatter& one);  // all but kind and id

std::vector<HandOverApproval> approvals_of(database::Connection& connection,
                                           std::string_view hand_over_id);  // in their order
void insert_approval(database::Connection& connection, std::string_view hand_over_id, const HandOverApproval& one);
void delete_approvals(database::Connection& connection, std::string_view hand_over_id);

// The document: as it was sent, where it was; else as it would be sent now.
HandOverDocument document_of(database::Connection& connection, const OpenMatters& matters, const HandOver& one);
HandOverDocument document_now(database::Connection& connection, const OpenMatters& matters, const HandOver& one);

// All that is open in a body that ends on `ends_on`: its own, and what it has taken over and is still open where it
// came from. By kind, in the kinds' order; nothing twice, and nothing that an approved hand-over of the body has
// settled.
std::vector<HandedMatter> all_open(database::Connection& connection, const OpenMatters& matters,
                                   std::string_view body_id, Date ends_on);
// The last day on which the body is known to have done something.
std::optional<Date> last_active_day(database::Connection& connection, const OpenMatters& matters,
                                    std::string_view body_id);

// Who leads a body on a day.
struct Chair {
  std::string person_id, name;
  bool has_account = false;  // who has none cannot approve here
};
std::vector<Chair> chairs_on(database::Connection& connection, std::string_view body_id, Date day);

// What approved hand-overs did with a matter, oldest first.
struct Trail {
  std::string hand_over_id, from_id, from_name;
  Date ends_on{};
  std::optional<std::string> to_id{}, to_name{};  // none: closed
  std::optional<std::string> closed_reason{};
};
std::vector<Trail> trail_of(database::Connection& connection, std::string_view kind, std::string_view matter_id);
// “Overdraget fra X til Y den 1. januar 2027.”, “Lukket ved overdragelsen fra X den …: begrundelse”
std::string danish(const Trail& trail);

// What a body has taken over, by hand-over and kind, newest hand-over first.
struct TakenOver {
  HandOver from;
  std::vector<HandedMatter> matters{};
};
std::vector<TakenOver> taken_over_by(database::Connection& connection, std::string_view body_id);

}  // namespace klynge::structure
