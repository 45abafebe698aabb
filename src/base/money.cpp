#include "base/money.hpp"

#include <fmt/format.h>

namespace klynge {
namespace {

// The absolute value, also of the lowest number.
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

}  // namespace

std::optional<Money> add(Money a, Money b) {
  Money sum;
  if (__builtin_add_overflow(a.ore, b.ore, &sum.ore)) return std::nullopt;
  return sum;
}

std::optional<Money> subtract(Money a, Money b) {
  Money difference;
  if (__builtin_sub_overflow(a.ore, b.ore, &difference.ore)) return std::nullopt;
  return difference;
}

std::string danish(Money amount) {
  const std::uint64_t ore = magnitude(amount.ore);
  std::string digits = fmt::format("{}", ore / 100);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ".");
  if (ore % 100 != 0) digits += fmt::format(",{:02}", ore % 100);
  return fmt::format("{}{} kr.", amount.ore < 0 ? "-" : "", digits);
}

std::string danish_decimal(Money amount) {
  const std::uint64_t ore = magnitude(amount.ore);
  return fmt::format("{}{},{:02}", amount.ore < 0 ? "-" : "", ore / 100, ore % 100);
}

}  // namespace klynge
