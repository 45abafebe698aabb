// Titles, offices and other words that stand around a name and are no part of it.
#pragma once
#include <string>
#include <string_view>

namespace klynge::bodies {

// True for a folded word that is a title or part of one: “direktoer”, “kontorchef”, “ledende”.
bool is_title_word(std::string_view word);
// The word without the definite ending: “formanden” → “formand”. Folded words.
std::string indefinite_title(std::string_view word);
bool is_preposition(std::string_view word);
// True for a folded word that names a group or an institution: “udvalget”, “kommunerne”, “sekretariatet”.
bool is_group_word(std::string_view word);

}  // namespace klynge::bodies
