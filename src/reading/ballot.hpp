// Votes and conflicts of interest in the minutes of an item.
#pragma once
#include <string>
#include <vector>

#include "reading/meeting_record.hpp"
#include "reading/sentences.hpp"

namespace klynge::reading {

// “5 stemte for, 2 imod”, “For stemte A, B (2). Imod stemte C.”, “vedtaget med 9 stemmer mod 4”.
std::vector<Vote> votes_in(const Prose& minutes);
// “A erklærede sig inhabil og deltog ikke”, “Inhabil: A”.
std::vector<std::string> recused_in(const Prose& minutes);

}  // namespace klynge::reading
