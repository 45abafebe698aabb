#include "platform/html/typography.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace klynge::html {
namespace {

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::array<std::string_view, 12> months{"januar", "februar", "marts",     "april",   "maj",      "juni",
                                                  "juli",   "august",  "september", "oktober", "november", "december"};
constexpr std::array<std::string_view, 8> counted_by{"kl.", "kr.", "punkt", "pkt.", "side", "linje", "uge", "nr."};
constexpr std::array<std::string_view, 7> units{"kr.", "kr", "mio.", "mia.", "t.kr.", "pct.", "%"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A word without the brackets, quotation marks and punctuation around it; a full stop stays. Works by
// bytes: those of the quotation marks stand in no letter that begins or ends a word compared here.
std::string_view bare(std::string_view word) {
  const auto first = word.find_first_not_of("(”“»«");
  if (first == std::string_view::npos) return {};
  word.remove_prefix(first);
  const auto last = word.find_last_not_of("),;:!?”“»«");
  return last == std::string_view::npos ? std::string_view() : word.substr(0, last + 1);
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_month(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return is_one_of(months, word);
}

// "5", "16.00", "739.846", "500,-"
bool is_number(std::string_view word) {
  return !word.empty() && (is_digit(word.front()) || (word.size() > 1 && word.front() == '-' && is_digit(word[1])));
}

bool belong_together(std::string_view before, std::string_view after) {
  if (is_number(before) && is_one_of(units, after)) return true;
  if (is_one_of(units, before) && before.ends_with("o.") && is_one_of(units, after)) return true;  // 1,4 mio. kr.
  if (is_number(before) && before.ends_with('.') && is_month(after)) return true;
  if (is_month(before) && is_number(after)) return true;
  if (before == "den" && is_number(after) && after.ends_with('.')) return true;
  return is_number(after) && is_one_of(counted_by, lower(before));
}

}  // namespace

std::string unbroken(std::string_view plain) {
  std::string out;
  out.reserve(plain.size() + 16);
  while (!plain.empty()) {
    const auto end = std::min(plain.find(' '), plain.size());
    const auto word = plain.substr(0, end);
    out += word;
    plain.remove_prefix(end);
    if (plain.empty()) break;
    plain.remove_prefix(1);
    const auto after = plain.substr(0, plain.find(' '));
    const auto before = bare(word);
    // Punctuation behind a word ends what it belongs to: "5; kr." is no amount.
    const bool goes_on = word.ends_with(before);
    out += goes_on && belong_together(before, bare(after)) ? no_break_space : std::string_view(" ");
  }
  return out;
}

}  // namespace klynge::html
