#include "reading/person_number.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

bool named_before(std::string_view text, std::size_t at) {
  const std::size_t from = at > 24 ? at - 24 : 0;
  const std::string before = lower(text.substr(from, at - from));
  return contains(before, "cpr") || contains(before, "personn");
}

// Length of the number that starts at `at`; 0 where there is none. `run` digits stand there.
std::size_t number_length(std::string_view text, std::size_t at, std::size_t run) {
  if (run != 6 && run != 10) return 0;
  if (at > 0 && (text[at - 1] == '-' || text[at - 1] == '/' || text[at - 1] == '.' || letter_before(text, at))) return 0;
  const int day = two_digits(text, at), month = two_digits(text, at + 2);
  // The century stands in the serial number; a leap year is let through in either.
  const int year = 2000 + two_digits(text, at + 4);
  if (!exists({year, month, day}) && !exists({year - 100, month, day})) return 0;
  if (run == 10) return named_before(text, at) ? 10 : 0;
  std::size_t next = at + 6;
  const unsigned dash = dash_at(text, next);
  if (dash) next += dash;
  else if (next < text.size() && text[next] == ' ' && named_before(text, at)) ++next;
  else return 0;
  if (digits_from(text, next) != 4) return 0;
  next += 4;
  if (next + 1 < text.size() && (text[next] == '-' || text[next] == '/') && is_digit(text[next + 1])) return 0;
  return next - at;
}

}  // namespace

std::optional<std::string> mask_person_numbers(std::string_view text) {
  std::optional<std::string> masked;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t run = digits_from(text, at);
    if (const std::size_t length = number_length(text, at, run)) {
      if (!masked) masked.emplace();
      masked->append(text.substr(copied, at - copied));
      masked->append("[personnummer]");
      copied = at + length;
      at = copied;
    } else {
      at += run;
    }
  }
  if (masked) masked->append(text.substr(copied));
  return masked;
}

}  // namespace klynge::reading
