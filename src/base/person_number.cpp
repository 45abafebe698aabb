#include "base/person_number.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/text.hpp"

namespace klynge {
namespace {

constexpr std::array<std::string_view, 8> dashes{"-",      "\u00ad", "\u2010", "\u2011",
                                                 "\u2012", "\u2013", "\u2014", "\u2212"};
constexpr std::array<std::string_view, 2> blanks{" ", "\u00a0"};
constexpr std::size_t naming_reach_bytes = 24;  // “personnummer (cpr-nr.): ” and the like

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xc3;
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

template <std::size_t N>
std::size_t one_of(std::string_view text, std::size_t at, const std::array<std::string_view, N>& signs) {
  for (const auto sign : signs)
    if (text.substr(at).starts_with(sign)) return sign.size();
  return 0;
}

int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

bool is_birthday(std::string_view text, std::size_t at) {
  const int printed = two_digits(text, at);
  const int day = printed > 60 ? printed - 60 : printed;
  const int month = two_digits(text, at + 2);
  // The century stands in the last four; 29 February is let through where either century has it.
  const int year = 2000 + two_digits(text, at + 4);
  return exists({year, month, day}) || exists({year - 100, month, day});
}

bool named_before(std::string_view text, std::size_t at) {
  const std::size_t from = at > naming_reach_bytes ? at - naming_reach_bytes : 0;
  const std::string before = lower(text.substr(from, at - from));
  return before.find("cpr") != std::string::npos || before.find("personn") != std::string::npos;
}

// Part of a longer number, a path or a word: 12-010203-1234, sag/010203-1234, A010203-1234.
bool glued_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  return before == '-' || before == '/' || before == '.' || is_letter(before);
}

bool glued_after(std::string_view text, std::size_t end) {
  return end + 1 < text.size() && (text[end] == '-' || text[end] == '/') && is_digit(text[end + 1]);
}

// Bytes of the divider between the sixth and the seventh digit; none where what stands there divides none.
std::optional<std::size_t> divider(std::string_view text, std::size_t begin, Suspicion degree) {
  const std::size_t at = begin + 6;
  if (const auto dash = one_of(text, at, dashes)) return dash;
  if (const auto blank = one_of(text, at, blanks)) {
    // “010203 - 1234”
    const auto dash = one_of(text, at + blank, dashes);
    const auto after = dash ? one_of(text, at + blank + dash, blanks) : 0;
    const bool suspect = degree == Suspicion::possible || named_before(text, begin);
    if (!suspect) return std::nullopt;
    return blank + dash + after;
  }
  return std::nullopt;
}

// Bytes of the person number whose first digit stands at `begin`, where `run` digits stand; 0 where it is none.
std::size_t length_at(std::string_view text, std::size_t begin, std::size_t run, Suspicion degree) {
  if ((run != 6 && run != 10) || !is_birthday(text, begin)) return 0;
  if (degree == Suspicion::written && glued_before(text, begin)) return 0;
  if (run == 10) return degree == Suspicion::possible || named_before(text, begin) ? 10 : 0;
  const auto gap = divider(text, begin, degree);
  if (!gap || digits_from(text, begin + 6 + *gap) != 4) return 0;
  const std::size_t end = begin + 6 + *gap + 4;
  if (degree == Suspicion::written && glued_after(text, end)) return 0;
  return end - begin;
}

}  // namespace

std::optional<std::size_t> person_number_end(std::string_view text, std::size_t begin, Suspicion degree) {
  if (begin > 0 && is_digit(text[begin - 1])) return std::nullopt;
  const auto length = length_at(text, begin, digits_from(text, begin), degree);
  return length ? std::optional(begin + length) : std::nullopt;
}

std::optional<PersonNumberSpan> find_person_number(std::string_view text, Suspicion degree, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t run = digits_from(text, at);
    if (const auto length = length_at(text, at, run, degree)) return PersonNumberSpan{at, at + length};
    at += run;
  }
  return std::nullopt;
}

bool holds_person_number(std::string_view text, Suspicion degree) {
  return find_person_number(text, degree).has_value();
}

}  // namespace klynge
