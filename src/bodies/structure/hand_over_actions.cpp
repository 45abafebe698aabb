#include "bodies/structure/hand_over_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_check.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;
using Kind = Problem::Kind;

const audit::Action hand_over_cancel_action{"hand_over.cancel", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_change_action{"hand_over.change", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_refresh_action{"hand_over.refresh", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_send_action{"hand_over.send", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_settle_action{"hand_over.settle", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_withdraw_action{"hand_over.withdraw", may_hand_over, audit::Action::Reach::in_body};
const audit::Action hand_over_start_action{"hand_over.start", may_hand_over, audit::Action::Reach::in_body};

void tell(Transaction& transaction, const HandOver& one, const Json& what) {
  transaction.changed({"hand_over", one.id, what.dump()});
}

// A change of a hand-over by whoever may change the record of the body that ends.
template <class T>
Result<T> change(audit::Book& book, const audit::Actor& actor, const audit::Action& action, std::string_view id,
                 const std::function<Result<T>(Transaction&, HandOver&)>& apply) {
  const auto found = find_hand_over(book.database.reader(), id);
  if (!found) return not_there("Overdragelsen", id);
  return audit::perform<T>(book, audit::acting_in(actor, found->body_id), action,
                           [&](Transaction& transaction) -> Result<T> {
                             auto one = find_hand_over(transaction.connection(), id);
                             if (!one || one->body_id != found->body_id) return not_there("Overdragelsen", id);
                             return apply(transaction, *one);
                           });
}

Result<void> must_be(const HandOver& one, HandOverState state) {
  if (one.state == state) return {};
  const auto sentence = [&]() -> std::string {
    switch (one.state) {
      case HandOverState::draft:
        return "Overdragelsen er en kladde. Den skal sendes til godkendelse først.";
      case HandOverState::for_approval:
        return "Overdragelsen er sendt til godkendelse. Træk den tilbage, før du retter i den.";
      case HandOverState::approved:
        return "Overdragelsen er godkendt og kan ikke længere ændres.";
      case HandOverState::cancelled:
        return "Overdragelsen er annulleret. Begynd en ny, hvis organet skal overdrages.";
    }
    return {};
  }();
  return fail(Kind::conflict, sentence, "hand-over is " + std::string(name(one.state)));
}

// That nobody takes over must be meant: not a field forgotten, and not against the structure.
Result<void> check_without_successor(Connection& connection, const HandOverPlan& plan, const std::string& body_id) {
  if (!plan.without_successor && plan.successors.empty())
    return invalid("Vælg mindst ét organ, der tager over, eller sæt kryds ved, at organet ophører uden efterfølger.",
                   "no successor");
  if (!plan.without_successor) return {};
  if (!plan.successors.empty())
    return invalid("Der er både valgt et organ, der tager over, og at organet ophører uden efterfølger. Vælg det ene.",
                   "successors, and none");
  for (const auto& one : all_successions(connection))
    if (one.predecessor_id == body_id)
      return fail(
          Kind::conflict,
          fmt::format(
              "Organet afløses efter sine stamdata af ”{}”. Overdrag til det, eller fjern efterfølgeren i stamdata først.",
              one.successor_name),
          "a successor stands in the structure");
  return {};
}

// What a plan says, checked; its body's name and the rest are filled in.
Result<HandOver> planned(Connection& connection, const OpenMatters& matters, const HandOverPlan& plan, HandOver one) {
  if (!plan.last_day) return invalid("Skriv organets sidste dag.", "no last day");
  one.ends_on = plus_days(*plan.last_day, 1);
  if (!exists(one.ends_on)) return invalid("Skriv en sidste dag, der findes i kalenderen.", "no such day");
  const auto reason = several_lines(plan.reason);
  if (!reason) return invalid("Skriv, hvorfor organet ophører, og hvad der sker med sagerne.", "no reason");
  if (auto fits = check_length(reason, note_bytes, "Begrundelsen"); !fits) return std::unexpected(fits.error());
  one.reason = *reason;
  if (auto fits = check_without_successor(connection, plan, one.body_id); !fits) return std::unexpected(fits.error());
  if (auto fits = check_hand_over(connection, matters, one, plan.successors); !fits)
    return std::unexpected(fits.error());
  return one;
}

Json json_of_plan(const HandOver& one, const std::vector<std::string>& successors) {
  return {{"body", one.body_id}, {"ends_on", iso(one.ends_on)}, {"successors", successors}, {"reason", one.reason}};
}

using Key = std::pair<std::string, std::string>;
std::map<Key, HandedMatter> by_key(std::vector<HandedMatter>&& matters) {
  std::map<Key, HandedMatter> found;
  for (auto& one : matters) found.try_emplace(Key{one.kind, one.id}, std::move(one));
  return found;
}

bool says_the_same(const HandedMatter& a, const HandedMatter& b) {
  return a.title == b.title && a.path == b.path && a.day == b.day && a.detail == b.detail;
}

// The list as what is open now; what was settled and is still open stays settled.
Refreshed refresh(Connection& connection, const OpenMatters& matters, const HandOver& one, bool first) {
  Refreshed done;
  auto listed = by_key(matters_of(connection, one.id));
  for (auto& open : all_open(connection, matters, one.body_id, one.ends_on)) {
    const auto known = listed.find({open.kind, open.id});
    open.is_new = known == listed.end() && !first;
    if (known == listed.end()) {
      insert_matter(connection, one.id, open);
      ++done.added;
      continue;
    }
    open.successor_id = known->second.successor_id;
    open.closed_reason = known->second.closed_reason;
    if (known->second.is_new || !says_the_same(open, known->second)) update_matter(connection, one.id, open);
    listed.erase(known);
  }
  for (const auto& [key, gone] : listed) delete_matter(connection, one.id, gone);
  done.gone = static_cast<std::int64_t>(listed.size());
  return done;
}

Result<HandedMatter> settled(Connection& connection, const HandOver& one, HandedMatter matter,
                             const Settlement& wanted) {
  const auto reason = several_lines(wanted.closed_reason);
  if (auto fits = check_length(reason, note_bytes, "Begrundelsen"); !fits) return std::unexpected(fits.error());
  if (wanted.closed_reason && !reason)
    return invalid(fmt::format("Skriv, hvorfor ”{}” lukkes.", matter.title), "closed without a reason");
  if (wanted.successor_id && reason)
    return invalid(fmt::format("”{}” kan ikke både lukkes og gå videre.", matter.title), "closed and handed on");
  if (wanted.successor_id) {
    const auto successors = successors_of(connection, one.id);
    if (std::ranges::find(successors, *wanted.successor_id, &BodyProfile::body_id) == successors.end())
      return invalid(
          fmt::format(
              "”{}” kan kun gå til et af de organer, der tager over her. Vælg et af dem, eller ret overdragelsens efterfølgere.",
              matter.title),
          "no successor here");
  }
  matter.successor_id = wanted.successor_id;
  matter.closed_reason = reason;
  return matter;
}

Json json_of_settled(const HandedMatter& one) {
  return {{"kind", one.kind},
          {"matter", one.id},
          {"successor", json_of(one.successor_id)},
          {"closed_reason", json_of(one.closed_reason)}};
}

std::vector<std::string> ids_of(const std::vector<BodyProfile>& bodies) {
  std::vector<std::string> ids;
  for (const auto& one : bodies) ids.push_back(one.body_id);
  return ids;
}

}  // namespace

Result<std::string> start_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                    const HandOverPlan& plan) {
  if (plan.body_id.empty()) return invalid("Vælg det organ, der ophører.", "no body chosen");
  return audit::perform<std::string>(book, audit::acting_in(actor, plan.body_id), hand_over_start_action,
                                     [&](Transaction& transaction) -> Result<std::string> {
                                       auto& connection = transaction.connection();
                                       auto one = planned(connection, matters, plan, {.body_id = plan.body_id});
                                       if (!one) return std::unexpected(one.error());
                                       one->id = transaction.new_id_text();
                                       one->created_at = transaction.now();
                                       one->created_by = actor.name;
                                       insert_hand_over(connection, *one);
                                       write_successors(connection, one->id, plan.successors);
                                       auto payload = json_of_plan(*one, plan.successors);
                                       payload["matters"] = refresh(connection, matters, *one, true).added;
                                       tell(transaction, *one, payload);
                                       return one->id;
                                     });
}

Result<void> change_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                              std::string_view id, const HandOverPlan& plan) {
  return change<void>(
      book, actor, hand_over_change_action, id, [&](Transaction& transaction, HandOver& one) -> Result<void> {
        auto& connection = transaction.connection();
        if (auto fits = must_be(one, HandOverState::draft); !fits) return fits;
        const auto before = json_of_plan(one, ids_of(successors_of(connection, one.id)));
        const auto after = planned(connection, matters, plan, one);
        if (!after) return std::unexpected(after.error());
        update_hand_over(connection, *after);
        write_successors(connection, one.id, plan.successors);
        refresh(connection, matters, *after, false);
        transaction.changed({"hand_over", one.id, difference(before, json_of_plan(*after, plan.successors))});
        return {};
      });
}

Result<Refreshed> refresh_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                                    std::string_view id) {
  return change<Refreshed>(book, actor, hand_over_refresh_action, id,
                           [&](Transaction& transaction, HandOver& one) -> Result<Refreshed> {
                             if (auto fits = must_be(one, HandOverState::draft); !fits)
                               return std::unexpected(fits.error());
                             const auto done = refresh(transaction.connection(), matters, one, false);
                             tell(transaction, one, {{"added", done.added}, {"gone", done.gone}});
                             return done;
                           });
}

Refreshed would_refresh(Connection& connection, const OpenMatters& matters, const HandOver& one) {
  Refreshed done;
  auto listed = by_key(matters_of(connection, one.id));
  for (const auto& open : all_open(connection, matters, one.body_id, one.ends_on))
    done.added += listed.erase({open.kind, open.id}) == 0 ? 1 : 0;
  done.gone = static_cast<std::int64_t>(listed.size());
  return done;
}

Result<void> settle_matters(audit::Book& book, const audit::Actor& actor, std::string_view id,
                            const std::vector<Settlement>& settlements) {
  return change<void>(
      book, actor, hand_over_settle_action, id, [&](Transaction& transaction, HandOver& one) -> Result<void> {
        auto& connection = transaction.connection();
        if (auto fits = must_be(one, HandOverState::draft); !fits) return fits;
        const auto listed = by_key(matters_of(connection, one.id));
        Json changes = Json::array();
        for (const auto& wanted : settlements) {
          const auto known = listed.find({wanted.kind, wanted.matter_id});
          if (known == listed.end())
            return fail(Kind::conflict, "Listen er ændret imens. Genindlæs siden, og fordel igen.",
                        "no matter " + (wanted.kind + " " + wanted.matter_id).substr(0, 200));
          const auto after = settled(connection, one, known->second, wanted);
          if (!after) return std::unexpected(after.error());
          if (after->successor_id == known->second.successor_id && after->closed_reason == known->second.closed_reason)
            continue;
          update_matter(connection, one.id, *after);
          changes.push_back(json_of_settled(*after));
        }
        tell(transaction, one, {{"settled", std::move(changes)}});
        return {};
      });
}

Result<std::int64_t> settle_rest(audit::Book& book, const audit::Actor& actor, std::string_view id,
                                 const Settlement& settlement) {
  return change<std::int64_t>(book, actor, hand_over_settle_action, id,
                              [&](Transaction& transaction, HandOver& one) -> Result<std::int64_t> {
                                auto& connection = transaction.connection();
                                if (auto fits = must_be(one, HandOverState::draft); !fits)
                                  return std::unexpected(fits.error());
                                if (!settlement.successor_id && !settlement.closed_reason)
                                  return invalid("Vælg, hvem der overtager, eller at de lukkes.", "nothing chosen");
                                Json changes = Json::array();
                                for (auto& matter : matters_of(connection, one.id)) {
                                  if (matter.kind != settlement.kind || matter.is_settled()) continue;
                                  const auto after = settled(connection, one, std::move(matter), settlement);
                                  if (!after) return std::unexpected(after.error());
                                  update_matter(connection, one.id, *after);
                                  changes.push_back(json_of_settled(*after));
                                }
                                const auto count = static_cast<std::int64_t>(changes.size());
                                tell(transaction, one, {{"settled", std::move(changes)}});
                                return count;
                              });
}

Result<void> send_hand_over(audit::Book& book, const audit::Actor& actor, const OpenMatters& matters,
                            std::string_view id) {
  return change<
      void>(book, actor, hand_over_send_action, id, [&](Transaction& transaction, HandOver& one) -> Result<void> {
    auto& connection = transaction.connection();
    if (auto fits = must_be(one, HandOverState::draft); !fits) return fits;
    if (auto fits = check_hand_over(connection, matters, one, ids_of(successors_of(connection, one.id))); !fits)
      return fits;
    const auto difference = would_refresh(connection, matters, one);
    if (difference.added > 0 || difference.gone > 0)
      return fail(Kind::conflict,
                  "Det, der er åbent i organet, er ændret, siden listen blev lavet. Opdater listen, og fordel det nye.",
                  "the list is not up to date");
    auto document = document_now(connection, matters, one);
    if (const auto left = count_unsettled(document); left > 0)
      return invalid(
          left == 1
              ? std::string(
                    "Én sag er ikke fordelt endnu. Vælg, hvem der overtager den, eller luk den med en begrundelse.")
              : fmt::format(
                    "{} sager er ikke fordelt endnu. Vælg, hvem der overtager dem, eller luk dem med en begrundelse.",
                    left),
          "something is unsettled");
    document.sent_on = local_date(transaction.now());
    one.document = to_json(document);
    one.state = HandOverState::for_approval;
    update_hand_over(connection, one);
    tell(transaction, one, {{"sent", Json::parse(*one.document)}});
    return {};
  });
}

Result<void> withdraw_hand_over(audit::Book& book, const audit::Actor& actor, std::string_view id) {
  return change<void>(book, actor, hand_over_withdraw_action, id,
                      [&](Transaction& transaction, HandOver& one) -> Result<void> {
                        auto& connection = transaction.connection();
                        if (auto fits = must_be(one, HandOverState::for_approval); !fits) return fits;
                        Json approvals = Json::array();
                        for (const auto& approval : approvals_of(connection, one.id))
                          approvals.push_back(approval.body_id);
                        delete_approvals(connection, one.id);
                        one.state = HandOverState::draft;
                        one.document.reset();
                        update_hand_over(connection, one);
                        tell(transaction, one, {{"withdrawn", true}, {"approvals_fallen_away", std::move(approvals)}});
                        return {};
                      });
}

Result<void> cancel_hand_over(audit::Book& book, const audit::Actor& actor, std::string_view id) {
  return change<void>(book, actor, hand_over_cancel_action, id,
                      [&](Transaction& transaction, HandOver& one) -> Result<void> {
                        if (one.state == HandOverState::approved || one.state == HandOverState::cancelled)
                          return must_be(one, HandOverState::draft);
                        one.state = HandOverState::cancelled;
                        update_hand_over(transaction.connection(), one);
                        tell(transaction, one, {{"cancelled", true}});
                        return {};
                      });
}

}  // namespace klynge::structure
