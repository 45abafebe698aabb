// Money: whole øre in 64 bits, with checked arithmetic.
//
// Minutes speak of kroner with Danish separators and of “mio. kr.”; sums over bodies and years
// must not drift, so nothing here is floating. An operation that would overflow has no value.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace klynge {

struct Money {
  std::int64_t ore = 0;
  auto operator<=>(const Money&) const = default;
};

std::optional<Money> add(Money a, Money b);
std::optional<Money> subtract(Money a, Money b);
// "739.846 kr.", "-7.209,50 kr."; whole kroner are shown without øre.
std::string danish(Money amount);
// "739846,00": for Danish Excel, no thousands separator, always two decimals.
std::string danish_decimal(Money amount);

}  // namespace klynge
