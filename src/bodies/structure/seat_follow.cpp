#include "bodies/structure/seat_follow.hpp"

#include <fmt/format.h>

#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;

std::unexpected<Problem> term_outside(const SeatHistory& history, const Holding& holding) {
  const auto when = danish(holding.period);
  return invalid(fmt::format("{} er registreret på pladsen ”{}”{}{}. Ret det først.", holding.person_name,
                             history.seat.label, when.empty() ? "" : " ", when),
                 "a term would lie outside its seat");
}

std::unexpected<Problem> seat_outside(const Seat& seat) {
  const auto when = danish(seat.period);
  return invalid(
      fmt::format("Pladsen ”{}” gælder {}. Ret det først.", seat.label, when.empty() ? "uden en kendt slutning" : when),
      "a seat would lie outside its body");
}

}  // namespace

Result<void> holders_follow_seat(Connection& connection, const SeatHistory& history, const Period& after) {
  const auto move = [&](const std::vector<Holding>& holdings, auto update) -> Result<void> {
    for (const auto& holding : holdings) {
      auto moved = holding;
      moved.period = following(holding.period, history.seat.period, after);
      if (!fits_within(after, moved.period)) return term_outside(history, holding);
      if (moved.period != holding.period) update(connection, moved);
    }
    return {};
  };
  if (auto done = move(history.terms, update_term); !done) return done;
  return move(history.substitutes, update_substitute);
}

Result<void> seats_follow_body(Connection& connection, std::string_view body_id, const Period& before,
                               const Period& after) {
  if (before == after) return {};
  for (const auto& history : seats(connection, body_id)) {
    auto moved = history.seat;
    moved.period = following(history.seat.period, before, after);
    if (!fits_within(after, moved.period)) return seat_outside(history.seat);
    if (auto done = holders_follow_seat(connection, history, moved.period); !done) return done;
    if (moved.period != history.seat.period) update_seat(connection, moved);
  }
  return {};
}

Result<void> end_seats_of_body(Connection& connection, std::string_view body_id, Date end) {
  const auto cut = [&](const Period& period) { return intersection(period, {std::nullopt, end}); };
  for (const auto& history : seats(connection, body_id)) {
    auto seat = history.seat;
    seat.period = cut(seat.period);
    if (seat.period.is_empty()) return seat_outside(history.seat);
    const auto end_all = [&](const std::vector<Holding>& holdings, auto update) -> Result<void> {
      for (auto holding : holdings) {
        const auto period = cut(holding.period);
        if (period.is_empty()) return term_outside(history, holding);
        if (period == holding.period) continue;
        holding.period = period;
        holding.to_seen = false;
        update(connection, holding);
      }
      return {};
    };
    if (auto done = end_all(history.terms, update_term); !done) return done;
    if (auto done = end_all(history.substitutes, update_substitute); !done) return done;
    if (seat.period != history.seat.period) update_seat(connection, seat);
  }
  return {};
}

}  // namespace klynge::structure
