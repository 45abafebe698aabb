// Votes and conflicts of interest in the minutes of an item.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "reading/meeting_record.hpp"
#include "reading/sentences.hpp"

namespace klynge::reading {

// With where it stands, in bytes of the minutes.
struct VoteFound {
  Vote vote;
  std::size_t start = 0, end = 0;
};
struct RecusedFound {
  std::string name;
  std::size_t start = 0, end = 0;
};

// “5 stemte for, 2 imod”, “For stemte A, B (2). Imod stemte C.”, “vedtaget med 9 stemmer mod 4”.
std::vector<VoteFound> votes_in(const Prose& minutes);
// “A erklærede sig inhabil og deltog ikke”, “Inhabil: A”.
std::vector<RecusedFound> recused_in(const Prose& minutes);

}  // namespace klynge::reading
