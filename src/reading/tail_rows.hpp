// What secretaries put below the end of the minutes: greetings, wishes, addresses, notices of who got them and of how
// they were signed.
//
// Some of these rows can be nothing else and end the minutes by themselves; others are tails only below a row that
// does (closing.hpp).
#pragma once
#include <string_view>

namespace klynge::reading {

// “Med venlig hilsen”, “Mvh. Bo”, “De bedste hilsner”, but not “Hilsen fra Bo blev læst op.”; `folded` is the text's
// beginning in lower case.
bool is_greeting(std::string_view text, std::string_view folded);
// “Dokumentet er underskrevet digitalt.”, “Udsendt den 5. maj”, “Elmebo · Elmevej 3 · tlf. 12 34 56 78”.
bool is_notice(std::string_view text, std::string_view folded);
// “God sommer!”, “Tak for i aften.”, “4000 Roskilde”: a tail below another row that ends the minutes.
bool may_follow_closing(std::string_view text, std::string_view folded);
// “Mette R.”: a tail below a greeting alone.
bool may_follow_greeting(std::string_view text);

}  // namespace klynge::reading
