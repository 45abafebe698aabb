#include "bodies/structure/seat.hpp"

#include <algorithm>

#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

constexpr std::array<Word<SeatRole>, 5> roles{{{SeatRole::chair, "chair", "Formand"},
                                               {SeatRole::cochair, "cochair", "Medformand"},
                                               {SeatRole::member, "member", "Medlem"},
                                               {SeatRole::observer, "observer", "Observatør"},
                                               {SeatRole::secretary, "secretary", "Sekretær"}}};

}  // namespace

std::string_view name(SeatRole role) { return kept_word(roles, role); }
std::optional<SeatRole> seat_role(std::string_view word) { return from_kept(roles, word); }
std::string_view danish(SeatRole role) { return danish_word(roles, role); }

const std::vector<SeatRole>& seat_roles() {
  static const std::vector<SeatRole> all{SeatRole::chair, SeatRole::cochair, SeatRole::member, SeatRole::observer,
                                         SeatRole::secretary};
  return all;
}

const Term* holder_on(const SeatHistory& history, Date day) {
  if (!history.seat.period.contains(day)) return nullptr;
  const auto found = std::ranges::find_if(history.terms, [&](const Term& term) { return term.period.contains(day); });
  return found == history.terms.end() ? nullptr : &*found;
}

std::vector<const Substitute*> substitutes_on(const SeatHistory& history, Date day) {
  std::vector<const Substitute*> found;
  if (!history.seat.period.contains(day)) return found;
  for (const auto& one : history.substitutes)
    if (one.period.contains(day)) found.push_back(&one);
  return found;
}

bool is_vacant(const SeatHistory& history, Date day) {
  return history.seat.period.contains(day) && !holder_on(history, day);
}

const Term* overlapping(const std::vector<Term>& terms, const Period& period, std::string_view except_id) {
  const auto found = std::ranges::find_if(
      terms, [&](const Term& term) { return term.id != except_id && overlaps(term.period, period); });
  return found == terms.end() ? nullptr : &*found;
}

}  // namespace klynge::structure
