#include "bodies/structure/hand_over_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using Kind = Problem::Kind;

// A body whose hand-over was approved before its last day may meet again, and leave something more: that alone
// is handed over once more, with the same last day.
Result<void> check_addition(Connection& connection, const OpenMatters& matters, const HandOver& one,
                            const HandOver& approved) {
  const auto last = danish(approved.last_day());
  if (all_open(connection, matters, one.body_id, approved.ends_on).empty())
    return fail(Kind::conflict,
                fmt::format("”{}” er allerede overdraget med udgangen af {}, og der er ikke kommet mere til siden.",
                            one.body_name, last),
                "handed over already");
  if (one.ends_on != approved.ends_on)
    return fail(
        Kind::conflict,
        fmt::format(
            "”{}” er allerede overdraget med udgangen af {}. Det, der er kommet til siden, overdrages med samme sidste dag.",
            one.body_name, last),
        "handed over already with another day");
  return {};
}

Result<void> check_alone(Connection& connection, const OpenMatters& matters, const HandOver& one) {
  for (const auto& other : hand_overs_of(connection, one.body_id)) {
    if (other.id == one.id || other.body_id != one.body_id || other.state == HandOverState::cancelled) continue;
    if (other.state == HandOverState::approved) {
      if (auto fits = check_addition(connection, matters, one, other); !fits) return fits;
      continue;
    }
    return fail(Kind::conflict,
                fmt::format("Der er allerede en overdragelse af ”{}” i gang. Gør den færdig, eller annuller den.",
                            one.body_name),
                "another hand-over is at work");
  }
  return {};
}

// A hand-over ends each seat and term; what only begins later would be left with nothing.
Result<void> check_seats(Connection& connection, const HandOver& one) {
  const auto after = [&](const Period& period) { return period.from && *period.from >= one.ends_on; };
  for (const auto& history : seats(connection, one.body_id)) {
    if (after(history.seat.period))
      return invalid(fmt::format("Pladsen ”{}” begynder først efter den {}. Ret pladsen eller den sidste dag.",
                                 history.seat.label, danish(one.last_day())),
                     "a seat begins after the end");
    for (const auto* holdings : {&history.terms, &history.substitutes})
      for (const auto& holding : *holdings)
        if (after(holding.period))
          return invalid(fmt::format("{} er først på pladsen ”{}” efter den {}. Ret det, eller ret den sidste dag.",
                                     holding.person_name, history.seat.label, danish(one.last_day())),
                         "a term begins after the end");
  }
  return {};
}

Result<void> check_day(Connection& connection, const OpenMatters& matters, const HandOver& one,
                       const BodyProfile& body) {
  if (body.period.from && one.ends_on <= *body.period.from)
    return invalid(fmt::format("”{}” begynder først {}. Vælg en sidste dag, der ligger efter.", body.name,
                               danish(*body.period.from)),
                   "ends before it begins");
  if (body.period.to && one.ends_on > *body.period.to)
    return invalid(
        fmt::format("”{}” er efter sine stamdata kun til til og med {}. Vælg den dag, eller ret stamdata først.",
                    body.name, danish(plus_days(*body.period.to, -1))),
        "ends after its end");
  const auto last = last_active_day(connection, matters, body.body_id);
  if (last && one.ends_on <= *last)
    return invalid(fmt::format("”{}” holdt møde {}. Den sidste dag kan ikke ligge før det.", body.name, danish(*last)),
                   "ends before its last meeting");
  return check_seats(connection, one);
}

Result<void> check_successor(Connection& connection, const HandOver& one, const BodyProfile& body,
                             const std::vector<Succession>& standing, const std::string& id) {
  if (id == one.body_id)
    return invalid(fmt::format("”{}” kan ikke overdrages til sig selv. Vælg et andet organ.", body.name),
                   "succeeds itself");
  const auto successor = find_profile(connection, id);
  if (!successor) return not_there("Et af de valgte organer", id);
  if (would_close_circle(standing, one.body_id, id))
    return invalid(fmt::format("”{}” kommer allerede før ”{}”. Så ville organet komme til at efterfølge sig selv.",
                               successor->name, body.name),
                   "a circle of successions");
  if (successor->period.to && *successor->period.to <= one.ends_on)
    return invalid(
        fmt::format("”{}” ophører selv med udgangen af {} og kan ikke tage over. Vælg et organ, der er der bagefter.",
                    successor->name, danish(plus_days(*successor->period.to, -1))),
        "the successor ends before");
  return {};
}

std::set<std::string> names_of(const HandOverDocument& document) {
  std::set<std::string> ids{document.body.id};
  for (const auto& one : document.successors) ids.insert(one.id);
  return ids;
}

}  // namespace

Result<void> check_hand_over(Connection& connection, const OpenMatters& matters, const HandOver& wanted,
                             const std::vector<std::string>& successors) {
  const auto body = find_profile(connection, wanted.body_id);
  if (!body) return not_there("Organet", wanted.body_id);
  HandOver one = wanted;
  one.body_name = body->name;
  if (auto fits = check_alone(connection, matters, one); !fits) return fits;
  const auto standing = all_successions(connection);
  for (const auto& id : successors)
    if (auto fits = check_successor(connection, one, *body, standing, id); !fits) return fits;
  return check_day(connection, matters, one, *body);
}

Result<void> check_document(Connection& connection, const OpenMatters& matters, const HandOver& one,
                            const HandOverDocument& document) {
  std::set<std::string> now{one.body_id};
  for (const auto& successor : successors_of(connection, one.id)) now.insert(successor.body_id);
  if (now != names_of(document))
    return fail(
        Kind::conflict,
        "Et af organerne er lagt sammen med et andet, siden overdragelsen blev sendt. Den skal trækkes tilbage, ses efter og sendes igen.",
        "a body was merged away meanwhile");
  std::set<std::pair<std::string, std::string>> sent;
  for (const auto& kind : document.kinds)
    for (const auto& matter : kind.matters) sent.emplace(kind.kind, matter.id);
  const auto open = all_open(connection, matters, one.body_id, one.ends_on);
  const auto news =
      std::ranges::count_if(open, [&](const HandedMatter& matter) { return !sent.contains({matter.kind, matter.id}); });
  if (news == 0) return {};
  return fail(
      Kind::conflict,
      fmt::format(
          "Der er kommet {} i organet, siden overdragelsen blev sendt. Den skal trækkes tilbage, opdateres og sendes igen.",
          news == 1 ? std::string("én ny åben sag") : fmt::format("{} nye åbne sager", news)),
      "new matters since it was sent");
}

}  // namespace klynge::structure
