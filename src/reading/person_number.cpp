#include "reading/person_number.hpp"

#include "base/person_number.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {

namespace {

// Six digits in a row, as every person number begins with. One of them stands at a sixth byte, so
// that five of six bytes need not be looked at.
bool has_six_digits(std::string_view text) {
  const std::size_t first = find_digit(text);
  if (first == std::string_view::npos) return false;
  for (std::size_t at = first + 5; at < text.size(); at += 6) {
    if (!is_digit(text[at])) continue;
    std::size_t from = at, to = at + 1;
    while (from > 0 && is_digit(text[from - 1])) --from;
    while (to < text.size() && is_digit(text[to])) ++to;
    if (to - from >= 6) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> mask_person_numbers(std::string_view text) {
  if (!has_six_digits(text)) return std::nullopt;
  auto found = find_person_number(text, Suspicion::written);
  if (!found) return std::nullopt;
  std::string masked;
  std::size_t copied = 0;
  for (; found; found = find_person_number(text, Suspicion::written, copied)) {
    masked.append(text.substr(copied, found->begin - copied)).append("[personnummer]");
    copied = found->end;
  }
  masked.append(text.substr(copied));
  return masked;
}

}  // namespace klynge::reading
