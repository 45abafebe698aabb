// Which body a meeting's title names: “Referat fra møde i Ældrerådet den 3. marts” is of the Ældreråd.
//
// A title is put together of few parts in many orders: heading words, the word for the meeting, a date, a number, and
// the name, before the meeting or behind it, in the genitive or joined to it. Each order is a rule of its own, tried in
// turn; what is left when all words but the name are gone is the last of them.
#pragma once
#include <string>
#include <string_view>

namespace klynge::reading {

// What meets, from a heading: “Referat af bestyrelsesmøde i X”, “Den Politiske Klynge – Referat”.
std::string body_in_title(std::string_view title);
// The title with blanks where its first date stood.
std::string without_dates(std::string_view title);

}  // namespace klynge::reading
