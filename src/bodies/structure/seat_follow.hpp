// What happens to seats and their holders when what they lie in changes its days.
//
// A seat that begins or ends with its body follows the body, a term that begins or ends with its seat
// follows the seat; whatever would then lie outside is a Problem that names it, and nothing is changed
// (the caller's transaction is undone).
#pragma once
#include <string_view>

#include "base/problem.hpp"
#include "bodies/structure/seat.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

Result<void> seats_follow_body(database::Connection& connection, std::string_view body_id, const Period& before,
                               const Period& after);
// `history` as it stands; its terms and substitutes are written with the seat's new days.
Result<void> holders_follow_seat(database::Connection& connection, const SeatHistory& history, const Period& after);
// Cuts every seat, term and substitution that goes on at `end`.
Result<void> end_seats_of_body(database::Connection& connection, std::string_view body_id, Date end);

}  // namespace klynge::structure
