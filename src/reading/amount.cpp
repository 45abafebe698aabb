#include "reading/amount.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <array>
#include <bit>
#include <limits>

#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

struct Figure {
  std::int64_t whole = 0;
  std::int64_t fraction = 0;  // billionths: “12,581 mio.” has three figures behind its comma, “1,23456 mia.” five
  bool decimals = false;
  bool finer_than_ore = false;  // more than two figures behind the comma
  bool malformed = false;
  bool negative = false;
  std::size_t start = 0, end = 0;
};

constexpr std::size_t most_digits = 15;  // keeps øre within 64 bits after “mia.”
constexpr std::int64_t billion = 1'000'000'000;

bool space_group(std::string_view text, std::size_t at) {
  // “1 250 000”: a space and exactly three digits go on with a number of at most three digits.
  if (at >= text.size() || text[at] != ' ' || at + 4 > text.size()) return false;
  for (std::size_t i = 1; i <= 3; ++i)
    if (!is_digit(text[at + i])) return false;
  return at + 4 == text.size() || (!is_digit(text[at + 4]) && !letter_at(text, at + 4));
}

// The number that starts at `at`, with Danish separators.
std::optional<Figure> figure_at(std::string_view text, std::size_t at) {
  Figure f;
  f.start = at;
  std::size_t digits = 0, group = 0, groups = 0;
  bool bad = false;
  std::size_t next = at;
  while (next < text.size()) {
    if (is_digit(text[next])) {
      if (++digits > most_digits) return std::nullopt;
      f.whole = f.whole * 10 + (text[next] - '0');
      ++group;
      ++next;
      continue;
    }
    const bool dot = text[next] == '.' && next + 1 < text.size() && is_digit(text[next + 1]);
    if (!dot && !(space_group(text, next) && group <= 3)) break;
    bad = bad || (groups == 0 ? group > 3 : group != 3);
    ++groups;
    group = 0;
    ++next;
  }
  if (digits == 0) return std::nullopt;
  if (groups > 0 && group != 3) bad = true;
  f.malformed = bad;
  f.end = next;
  if (next + 1 < text.size() && text[next] == ',' && is_digit(text[next + 1])) {
    std::size_t decimals = next + 1;
    std::int64_t scale = billion / 10;
    while (decimals < text.size() && is_digit(text[decimals]) && scale > 0) {
      f.fraction += (text[decimals] - '0') * scale;
      scale /= 10;
      ++decimals;
    }
    while (decimals < text.size() && is_digit(text[decimals])) ++decimals;
    f.decimals = true;
    f.finer_than_ore = decimals - f.end > 3;
    f.end = decimals;
  }
  return f;
}

// “1.7 mio. kr.”: nobody groups thousands of millions by one or two digits, so the stop stands for a comma.
void take_stop_for_comma(Figure& f, std::string_view text) {
  const std::string_view written = text.substr(f.start, f.end - f.start);
  const std::size_t stop = written.find('.');
  if (f.decimals || stop == std::string_view::npos || written.find('.', stop + 1) != std::string_view::npos) return;
  const std::size_t behind = written.size() - stop - 1;
  if (behind > 2 || written.find(' ') != std::string_view::npos) return;
  const std::int64_t part = behind == 2 ? 100 : 10;
  f.fraction = f.whole % part * (billion / part);
  f.whole /= part;
  f.decimals = true;
  f.malformed = false;
}

struct Unit {
  std::int64_t factor = 0;  // kroner; 0 where there is no unit
  std::size_t end = 0;
};

bool take(std::string_view text, std::size_t& at, std::string_view word) {
  if (!text.substr(at).starts_with(word)) return false;
  const std::size_t end = at + word.size();
  if (!word.ends_with('.') && letter_at(text, end)) return false;
  at = end;
  return true;
}

std::size_t past_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  while (text.substr(at).starts_with("\u00a0")) at += 2;
  return at;
}

std::int64_t scale_word(std::string_view text, std::size_t& at) {
  struct Word {
    std::string_view word;
    std::int64_t factor;
  };
  static constexpr std::array<Word, 13> words{{{"millioner", 1'000'000},
                                               {"million", 1'000'000},
                                               {"mio.", 1'000'000},
                                               {"mio", 1'000'000},
                                               {"mill.", 1'000'000},
                                               {"milliarder", 1'000'000'000},
                                               {"milliard", 1'000'000'000},
                                               {"mia.", 1'000'000'000},
                                               {"mia", 1'000'000'000},
                                               {"tusind", 1'000},
                                               {"tusinde", 1'000},
                                               {"t.", 1'000},
                                               {"tus.", 1'000}}};
  if (at >= text.size() || (text[at] != 'm' && text[at] != 't')) return 1;
  // “612 tkr.”
  if (text.substr(at).starts_with("tkr")) return ++at, 1'000;
  for (const auto& [word, factor] : words)
    if (take(text, at, word)) return factor;
  return 1;
}

bool currency(std::string_view text, std::size_t& at) {
  static constexpr std::array<std::string_view, 9> words{"kroner", "kr.", "kr", "Kr.", "Kr", "DKK", "dkk", "KR.", "KR"};
  if (at >= text.size() || ((text[at] | 0x20) != 'k' && (text[at] | 0x20) != 'd')) return false;
  std::size_t next = at;
  if (take(text, next, "danske")) next = past_space(text, next);
  for (const auto word : words)
    if (take(text, next, word)) {
      at = next;
      return true;
    }
  return false;
}

// What stands after a number: “kr.”, “mio. kr.”, “,-”.
Unit unit_after(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with(",-") || rest.starts_with(",–") ||
      (rest.starts_with(".-") && !(rest.size() > 2 && is_digit(rest[2])))) {
    std::size_t end = at + (rest.starts_with(",–") ? 4 : 2);
    if (rest.substr(end - at).starts_with('-')) ++end;
    std::size_t with = past_space(text, end);
    if (currency(text, with)) end = with;
    return {1, end};
  }
  std::size_t next = past_space(text, at);
  const std::int64_t factor = scale_word(text, next);
  next = past_space(text, next);
  if (!currency(text, next)) return {};
  return {factor, next};
}

bool currency_before(std::string_view text, std::size_t at, std::size_t& start) {
  std::size_t end = at;
  while (end > 0 && is_blank(text[end - 1])) --end;
  static constexpr WordSet words{"kr.", "Kr.", "kr", "Kr", "DKK", "KR."};
  if (!words.ends(text.substr(0, end))) return false;
  for (const std::string_view word : words) {
    if (end < word.size() || text.substr(end - word.size(), word.size()) != word) continue;
    const std::size_t from = end - word.size();
    if (letter_before(text, from)) continue;
    start = from;
    return true;
  }
  return false;
}

std::optional<std::int64_t> in_ore(const Figure& f, std::int64_t factor) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 200;
  if (f.whole > most / factor) return std::nullopt;
  // Less than a billion billionths times at most a billion, so within 64 bits; what is less than an øre falls away.
  const std::int64_t ore = f.whole * factor * 100 + f.fraction * factor / (billion / 100);
  return f.negative ? -ore : ore;
}

// “Beløb i 1.000 kr.” heads a table and is no amount.
bool is_scale_of_table(const Figure& f, std::int64_t factor, std::string_view before) {
  if (factor != 1 || f.decimals || f.negative || (f.whole != 1'000 && f.whole != 1'000'000)) return false;
  static constexpr WordSet leads{" i ", "(i ", " i hele ", "(i hele "};
  return before == "i " || before == "I " || leads.ends(before);
}

bool estimate_near(std::string_view text, std::size_t start, std::size_t end) {
  // “anslået salgsprisen til 6,5 mio. kr.”, but not “estimeret til 185 timer, svarende til 203.500 kr.”
  constexpr std::size_t reach = 40;
  const std::size_t from = start > reach ? start - reach : 0;
  std::string_view near = text.substr(from, start - from);
  for (std::size_t at = near.size(); at > 0; --at)
    if (is_digit(near[at - 1]) || near.substr(at - 1).starts_with(". ")) {
      near.remove_prefix(at);
      break;
    }
  const Folded before(near), after(text.substr(end, 14));
  static constexpr PhraseScan guesses{"anslå", "estim"};
  if (!guesses.in(before) && !guesses.in(after)) return false;
  for (const std::string_view word : {"anslået", "anslåede", "anslår", "anslås", "estimeret"})
    if (contains(before, word)) return true;
  return contains(after, "(anslå") || contains(after, "(estim");
}

}  // namespace

namespace {

// Where a sign of money may begin at or after `from`: “kr”, “DKK”, “,-” and the like, in capitals or
// not, and some pairs of letters that are none; npos where there is nothing of the kind. The second
// K of “DKK” stands for it.
std::size_t find_sign(std::string_view text, std::size_t from) {
  const auto may_be = [](char c, char next) {
    if ((c | 0x20) == 'k') return (next | 0x20) == 'r' || (next | 0x20) == 'k';
    return (c == ',' || c == '.') && (next == '-' || next == '\xe2');
  };
  std::size_t at = from;
#ifdef __SSE2__
  const auto sixteen = [&](std::size_t place) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + place));
  };
  const auto is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  const __m128i small = _mm_set1_epi8(0x20);
  for (; at + 17 <= text.size(); at += 16) {
    const __m128i here = sixteen(at), next = sixteen(at + 1), next_small = _mm_or_si128(next, small);
    const __m128i letters =
        _mm_and_si128(is(_mm_or_si128(here, small), 'k'), _mm_or_si128(is(next_small, 'r'), is(next_small, 'k')));
    const __m128i points =
        _mm_and_si128(_mm_or_si128(is(here, ','), is(here, '.')), _mm_or_si128(is(next, '-'), is(next, '\xe2')));
    if (const auto places = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(letters, points))); places != 0)
      return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  for (; at + 1 < text.size(); ++at)
    if (may_be(text[at], text[at + 1])) return at;
  return std::string_view::npos;
}

}  // namespace

bool names_money(std::string_view text) {
  static constexpr WordSet signs{"kr", "Kr", "KR"};
  static constexpr WordSet points{",-", ".-"};
  static constexpr WordSet dkk{"DKK", "dkk"};
  if (!any_digit(text)) return false;
  for (std::size_t at = find_sign(text, 0); at != std::string_view::npos; at = find_sign(text, at + 1)) {
    const std::string_view sign = text.substr(at, 2);
    if (points.has(sign) || text.substr(at).starts_with(",–")) return true;
    // “kr”, “tkr” or “kroner” and no other word; “DKK”.
    const std::size_t word = at > 0 && text[at - 1] == 't' ? at - 1 : at;
    if (signs.has(sign) && (!letter_at(text, at + 2) || text[at + 2] == 'o') && !letter_before(text, word)) return true;
    if (at > 0 && dkk.has(text.substr(at - 1, 3)) && !letter_before(text, at - 1)) return true;
  }
  return false;
}

std::vector<AmountFound> amounts_in(std::string_view text) {
  std::vector<AmountFound> found;
  std::size_t floor = 0;  // an amount never reaches into the one before it
  for (std::size_t at = find_digit(text); at < text.size(); at = find_digit(text, at + 1)) {
    auto figure = figure_at(text, at);
    if (!figure || letter_before(text, at)) {
      while (at + 1 < text.size() && (is_digit(text[at + 1]) || text[at + 1] == '.')) ++at;
      continue;
    }
    std::size_t start = at;
    // A minus belongs to the number where nothing but space or “kr.” stands before it.
    if (start > floor) {
      std::size_t sign = start;
      const bool ascii = text[sign - 1] == '-';
      const bool wide = sign >= 3 && (text.substr(sign - 3, 3) == "–" || text.substr(sign - 3, 3) == "−");
      if (ascii || wide) sign -= ascii ? 1 : 3;
      const bool free = sign == 0 || is_blank(text[sign - 1]) || text[sign - 1] == '(' || text[sign - 1] == '.';
      if (sign != start && free && !(sign > 1 && is_digit(text[sign - 2]))) {
        figure->negative = true;
        start = sign;
      }
    }
    if (const std::string_view word = "minus ";
        text.substr(floor, start - floor).ends_with(word) && !letter_before(text, start - word.size())) {
      figure->negative = true;
      start -= word.size();
    }
    const Unit after = unit_after(text, figure->end);
    std::size_t before = start;
    const bool prefixed = after.factor == 0 && currency_before(text, start, before) && before >= floor;
    if (after.factor == 0 && !prefixed) {
      at = figure->end - 1;
      continue;
    }
    std::int64_t factor = after.factor ? after.factor : 1;
    std::size_t end = after.factor ? after.end : figure->end;
    // “kr. 24.800,-”: kroner are named before the figure and once more behind it.
    if (after.factor == 1 && !letter_at(text, figure->end + 1) && currency_before(text, start, before) &&
        before >= floor)
      start = before;
    if (prefixed) {
      start = before;
      std::size_t next = past_space(text, end);
      if (const auto scale = scale_word(text, next); scale > 1) factor = scale, end = next;
    }
    if (factor >= 1'000'000) take_stop_for_comma(*figure, text);
    if (is_scale_of_table(*figure, factor, text.substr(0, start))) {
      at = end - 1;
      continue;
    }
    const auto ore = in_ore(*figure, factor);
    // “12,500 kr.”: a comma where Danish parts thousands by a stop.
    const bool malformed = figure->malformed || (factor == 1 && figure->finer_than_ore);
    if (ore) found.push_back({*ore, start, end, malformed, estimate_near(text, start, end)});
    floor = end;
    at = end - 1;
  }
  return found;
}

}  // namespace klynge::reading
