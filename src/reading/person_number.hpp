// Person numbers are masked before anything else is read, so that no field, place or message can hold one.
// What counts as one is base/person_number.hpp's rule, by its stricter degree: a document is innocent.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace klynge::reading {

// The text with every person number replaced by “[personnummer]”; nothing where it holds none.
std::optional<std::string> mask_person_numbers(std::string_view text);

}  // namespace klynge::reading
