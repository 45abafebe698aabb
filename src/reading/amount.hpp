// Amounts of money in running text and in tables.
//
// Forms taken: “739.846 kr.”, “kr. -7.209”, “500,-”, “1,4 mio. kr.”, “80 mio. kr.”, “4 mia. kr.”,
// “12.500,50 kroner”, “t.kr.” (thousands). A number without a sign of money is none. What is
// printed with its separators in the wrong places is read by its digits and reported as malformed.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace klynge::reading {

struct AmountFound {
  std::int64_t ore = 0;
  std::size_t start = 0, end = 0;  // bytes, with the sign of money
  bool malformed = false;
  bool estimate = false;  // “anslået” stands with it
};

// False where no sign of money stands in the text, and so no amount; quicker than looking for one.
bool names_money(std::string_view text);
std::vector<AmountFound> amounts_in(std::string_view text);

}  // namespace klynge::reading
