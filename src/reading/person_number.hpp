// Danish person numbers (CPR): found and masked before anything else is read.
//
// DDMMYY-XXXX with a day that exists. Ten digits in a row count only where “cpr” or “personnummer”
// stands just before them, since case and telephone numbers look alike. The modulus check is left
// out: numbers given since 2007 need not pass it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace klynge::reading {

// The text with every person number replaced by “[personnummer]”; nothing where it holds none.
std::optional<std::string> mask_person_numbers(std::string_view text);

}  // namespace klynge::reading
