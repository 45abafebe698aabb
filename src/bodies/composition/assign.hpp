// Seats counted for rules: which rules can be kept at once, and which seat counts for which.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "bodies/composition/check.hpp"
#include "bodies/composition/match.hpp"

namespace klynge::composition {

// A rule's demand at one place: the whole body, one municipality, one cluster.
struct Group {
  std::size_t rule = 0;
  std::size_t place = 0;                       // number of the municipality or cluster; 0 for the whole body
  std::size_t counted = 0;                     // seats
  std::vector<std::size_t> counted_in_part{};  // of them, each seat in one part only
};

struct Assignment {
  static constexpr int unasked = -1;  // no rule speaks of the seat
  static constexpr int surplus = -2;  // some rule does, but all that do are full

  std::vector<Group> groups;
  std::vector<bool> kept;        // by rule
  std::vector<bool> kept_alone;  // by rule, were it the only one
  std::vector<int> group_of;     // by seat: its group, unasked or surplus; unasked also for a seat left out
  std::vector<std::vector<int>> could_be_in;  // by seat: the groups that speak of it
};

// `used`: which seats do. `order`: the rules that take part, those first that are to be
// kept where not all can be.
Assignment assign(std::span<const Rule> rules, std::span<const std::size_t> order, std::span<const Seat> seats,
                  const std::vector<bool>& used, const Matcher& matcher, const Area& area);

}  // namespace klynge::composition
