// Approving a hand-over, and what the last approval does.
#include <fmt/format.h>

#include <algorithm>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/hand_over_check.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::structure {
namespace {

using audit::Permission;
using audit::Transaction;
using database::Connection;
using Kind = Problem::Kind;

const audit::Action hand_over_approve_action{"hand_over.approve", audit::Permission::approve,
                                             audit::Action::Reach::in_body};
const audit::Action hand_over_stand_in_action{"hand_over.stand_in", may_hand_over, audit::Action::Reach::in_body};

// A succession that stands keeps its note, and its day where ours is not settled.
Result<void> record_succession(Transaction& transaction, const HandOver& one, const HandOverDocument::Body& successor) {
  Succession wanted{
      .predecessor_id = one.body_id, .successor_id = successor.id, .on_day = takes_over_on(successor, one.ends_on)};
  for (const auto& standing : all_successions(transaction.connection())) {
    if (standing.predecessor_id != wanted.predecessor_id || standing.successor_id != wanted.successor_id) continue;
    wanted.note = standing.note;
    if (!wanted.on_day) wanted.on_day = standing.on_day;
  }
  return set_succession_in(transaction, wanted);
}

Result<void> tell_rooms(Transaction& transaction, const OpenMatters& matters, const HandOver& one,
                        const HandOverDocument& document) {
  for (const auto& kind : document.kinds) {
    const auto* room = find_kind(matters, kind.kind);
    if (!room || !room->settled) continue;
    for (const auto& matter : kind.matters) {
      const auto done = room->settled(transaction, {.matter_id = matter.id,
                                                    .hand_over_id = one.id,
                                                    .body_id = one.body_id,
                                                    .ends_on = one.ends_on,
                                                    .successor_id = matter.successor_id,
                                                    .closed_reason = matter.closed_reason.value_or("")});
      if (!done) return done;
    }
  }
  return {};
}

// As the successors stand today: a first day may have been settled since the document was sent.
Result<void> complete(Transaction& transaction, const OpenMatters& matters, HandOver& one,
                      const HandOverDocument& document) {
  if (auto done = end_body_in(transaction, one.body_id, one.ends_on); !done) return done;
  for (const auto& successor : document_now(transaction.connection(), matters, one).successors)
    if (auto done = record_succession(transaction, one, successor); !done) return done;
  if (auto done = tell_rooms(transaction, matters, one, document); !done) return done;
  one.state = HandOverState::approved;
  one.approved_at = transaction.now();
  update_hand_over(transaction.connection(), one);
  transaction.changed({"hand_over", one.id, Json{{"approved_by_all", true}}.dump()});
  return {};
}

Result<void> check_open_for(const HandOver& one, const HandOverDocument& document,
                            const std::vector<HandOverApproval>& given, std::string_view side) {
  if (one.state == HandOverState::draft)
    return fail(Kind::conflict, "Overdragelsen er ikke sendt til godkendelse, eller den er trukket tilbage.",
                "not sent");
  if (one.state == HandOverState::approved)
    return fail(Kind::conflict, "Overdragelsen er allerede godkendt af alle.", "approved already");
  if (one.state == HandOverState::cancelled)
    return fail(Kind::conflict, "Overdragelsen er annulleret og kan ikke godkendes.", "cancelled");
  if (side != document.body.id && !find_successor(document, side))
    return invalid("Organet er ikke en af parterne i overdragelsen. Genindlæs siden, og prøv igen.",
                   "not a side of it");
  if (std::ranges::find(given, side, &HandOverApproval::body_id) != given.end())
    return fail(Kind::conflict, "Overdragelsen er allerede godkendt på det organs vegne.",
                "approved already by that side");
  return {};
}

bool all_have_approved(const HandOverDocument& document, const std::vector<HandOverApproval>& given) {
  const auto has = [&](std::string_view id) {
    return std::ranges::find(given, id, &HandOverApproval::body_id) != given.end();
  };
  return has(document.body.id) &&
         std::ranges::all_of(document.successors, [&](const auto& one) { return has(one.id); });
}

Result<void> approve(Transaction& transaction, const OpenMatters& matters, std::string_view id,
                     const HandOverApproval& approval) {
  auto& connection = transaction.connection();
  auto one = find_hand_over(connection, id);
  if (!one) return not_there("Overdragelsen", id);
  const auto document = document_of(connection, matters, *one);
  auto given = approvals_of(connection, id);
  if (auto fits = check_open_for(*one, document, given, approval.body_id); !fits) return fits;
  if (auto fits = check_document(connection, matters, *one, document); !fits) return fits;
  std::vector<std::string> successors;
  for (const auto& successor : document.successors) successors.push_back(successor.id);
  if (auto fits = check_hand_over(connection, matters, *one, successors); !fits) return fits;
  insert_approval(connection, id, approval);
  transaction.changed(
      {"hand_over", one->id,
       Json{{"approved_for", approval.body_id}, {"name", approval.name}, {"standing_in", json_of(approval.standing_in)}}
           .dump()});
  given.push_back(approval);
  return all_have_approved(document, given) ? complete(transaction, matters, *one, document) : Result<void>{};
}

std::string names_of(const std::vector<Chair>& chairs) {
  std::vector<std::string> names;
  for (const auto& chair : chairs)
    if (chair.has_account) names.push_back(chair.name);
  return listed_danish(names);
}

}  // namespace

bool has_approving_chair(Connection& connection, std::string_view body_id, Date today) {
  return std::ranges::any_of(chairs_on(connection, body_id, today), &Chair::has_account);
}

Result<void> approve_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                               std::string_view id, std::string_view body_id) {
  if (!audit::may_in_body(actor, Permission::approve, body_id, actor.today))
    return fail(Kind::forbidden, "Kun organets formand eller medformand kan godkende på organets vegne.",
                "no chair of that side");
  return audit::perform<void>(
      book, audit::acting_in(actor, body_id), hand_over_approve_action, [&](Transaction& transaction) {
        const auto person = actor.standings ? std::optional(actor.standings->person_id) : std::nullopt;
        return approve(transaction, matters, id,
                       {.body_id = std::string(body_id),
                        .person_id = person,
                        .name = actor.name,
                        .approved_at = transaction.now()});
      });
}

Result<void> approve_standing_in(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                 std::string_view id, const StandIn& stand_in) {
  if (!audit::may_in_body(actor, may_hand_over, stand_in.body_id, actor.today))
    return fail(Kind::forbidden, "Kun organets sekretær eller en administrator kan godkende i formandens sted.",
                "may not stand in");
  return audit::perform<void>(
      book, audit::acting_in(actor, stand_in.body_id), hand_over_stand_in_action,
      [&](Transaction& transaction) -> Result<void> {
        const auto name = one_line(stand_in.name), reason = several_lines(stand_in.reason);
        if (!name) return invalid("Skriv navnet på den, der godkender i formandens sted.", "nobody named");
        if (!reason)
          return invalid("Skriv, hvorfor det ikke er formanden, der godkender.", "standing in without a reason");
        if (auto fits = check_length(name, name_characters, "Navnet"); !fits) return fits;
        if (auto fits = check_length(reason, note_bytes, "Begrundelsen"); !fits) return fits;
        const auto chairs = chairs_on(transaction.connection(), stand_in.body_id, local_date(transaction.now()));
        if (std::ranges::any_of(chairs, &Chair::has_account))
          return fail(Kind::conflict, fmt::format("{} leder organet og skal selv godkende.", names_of(chairs)),
                      "the side has a chair who can approve");
        const auto entered_by = *name == actor.name ? std::nullopt : std::optional(actor.name);
        return approve(transaction, matters, id,
                       {.body_id = stand_in.body_id,
                        .name = *name,
                        .standing_in = reason,
                        .entered_by = entered_by,
                        .approved_at = transaction.now()});
      });
}

}  // namespace klynge::structure
