// Which given and family names are common in Denmark.
//
// A rare name that turns up twice is most likely the same person; “Lars Jensen” is not. And one
// letter's difference between two names that both exist (Petersen, Pedersen) is no slip of the
// pen. The lists hold the frequent names and their near neighbours; family names in -sen count as
// common whether listed or not.
#pragma once
#include <string_view>

namespace klynge::bodies {

// Names folded by one_spelling().
bool is_common_given_name(std::string_view name);
bool is_common_family_name(std::string_view name);

}  // namespace klynge::bodies
