// Votes and conflicts of interest in the minutes of an item.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "reading/meeting_record.hpp"

namespace klynge::reading {

// “5 stemte for, 2 imod”, “For stemte A, B (2). Imod stemte C.”, “vedtaget med 9 stemmer mod 4”.
std::vector<Vote> votes_in(std::string_view minutes);
// “A erklærede sig inhabil og deltog ikke”, “Inhabil: A”.
std::vector<std::string> recused_in(std::string_view minutes);

}  // namespace klynge::reading
