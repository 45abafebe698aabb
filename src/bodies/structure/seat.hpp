// Seats: the places of a body, whose they are, who appoints to them, and who holds them when.
//
// A seat is not a person: it stands vacant when a term ends and the next has not begun. Terms of one
// seat never overlap; a term lies within its seat's period, and the seat within its body's. A personal
// substitute belongs to the seat, and there may be several.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/organisation_match.hpp"
#include "bodies/structure/period.hpp"

namespace klynge::structure {

enum class SeatRole { chair, cochair, member, observer, secretary };
std::string_view name(SeatRole role);  // as in the database
std::optional<SeatRole> seat_role(std::string_view word);
std::string_view danish(SeatRole role);  // “Formand”
const std::vector<SeatRole>& seat_roles();

struct Seat {
  std::string id, body_id;
  std::int64_t position = 0;                                          // from 1, the order in which seats are shown
  std::string label;                                                  // “Borgmester, Lyngsted Kommune”
  std::string kind;                                                   // a word of bodies/composition
  std::optional<std::string> organisation_id{}, organisation_name{};  // whose seat it is
  std::optional<std::string> appointed_by{}, appointed_by_name{};     // where another organisation appoints
  bool voting = true;
  SeatRole role = SeatRole::member;
  Period period{};
  // Of the two organisations; read with the seat, not written with it.
  bodies::OrganisationKind organisation_kind = bodies::OrganisationKind::other,
                           appointed_by_kind = bodies::OrganisationKind::other;
};

// Somebody in a seat for a time: its holder, or a personal substitute.
struct Holding {
  std::string id, seat_id, person_id;
  Period period{};
  // The end is not an appointment's but a meeting's at which the person was seen first (or last).
  bool from_seen = false, to_seen = false;
  std::string person_name{};
};
using Term = Holding;
using Substitute = Holding;

struct Contact {
  std::optional<std::string> email{}, telephone{};
  bool operator==(const Contact&) const = default;
};

// A seat with all who have held it, oldest first.
struct SeatHistory {
  Seat seat;
  std::vector<Term> terms{};
  std::vector<Substitute> substitutes{};
};
const Term* holder_on(const SeatHistory& history, Date day);  // none: vacant
std::vector<const Substitute*> substitutes_on(const SeatHistory& history, Date day);
// Whether it stands empty although it is there.
bool is_vacant(const SeatHistory& history, Date day);

// The first of `terms` (other than `except_id`) that has a day in common with `period`.
const Term* overlapping(const std::vector<Term>& terms, const Period& period, std::string_view except_id);

}  // namespace klynge::structure
