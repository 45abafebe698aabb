#include "reading/text_join.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::string_view soft_hyphen = "\u00ad";

// Bytes of the hyphen a line ends with; 0 where it ends without one or with a dash between spaces.
std::size_t hyphen_length(std::string_view text) {
  if (text.empty() || (text.back() != '-' && text.back() != soft_hyphen.back() && text.back() != '\x90')) return 0;
  for (const std::string_view hyphen : {std::string_view{"-"}, soft_hyphen, std::string_view{"\u2010"}})
    if (text.ends_with(hyphen) && text.size() > hyphen.size() &&
        (letter_before(text, text.size() - hyphen.size()) || is_digit(text[text.size() - hyphen.size() - 1])))
      return hyphen.size();
  return 0;
}

// No word is longer; without a bound a document of nothing but broken words would cost its square.
constexpr std::size_t longest_word = 120;

std::string_view word_before_hyphen(std::string_view text) {
  std::size_t start = text.size();
  const std::size_t least = text.size() > longest_word ? text.size() - longest_word : 0;
  while (start > least && !is_blank(text[start - 1]) && text[start - 1] != '(' && text[start - 1] != '/') --start;
  return text.substr(start);
}

std::size_t hash(std::string_view word) { return std::hash<std::string_view>{}(word); }

bool joins_another_compound(std::string_view next) {
  // “hjemme- og sygeplejen”: the hyphen stands for the word's second half.
  for (const std::string_view word : {"og", "eller", "samt", "og/eller", "som", "såvel"})
    if (begins_with_word(next, word)) return true;
  return false;
}

bool ends_sentence(std::string_view text) {
  while (!text.empty() && (text.back() == ')' || text.back() == '"')) text.remove_suffix(1);
  return !text.empty() &&
         (text.back() == '.' || text.back() == '?' || text.back() == '!' || text.back() == ':' || text.back() == ';');
}

bool is_url_tail(std::string_view text) {
  std::size_t start = text.size();
  const std::size_t least = text.size() > 2'000 ? text.size() - 2'000 : 0;
  bool slash = false;
#ifdef __SSE2__
  // Most last words are short: they stand in sixteen bytes.
  if (text.size() >= 16) {
    const __m128i last = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + text.size() - 16));
    const auto places = [&](char c) {
      return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(last, _mm_set1_epi8(c))));
    };
    if (const unsigned ends = places(' ') | places('\t') | places('\n'); ends != 0) {
      const auto word_at = static_cast<unsigned>(std::bit_width(ends));
      start = text.size() - 16 + word_at;
      slash = places('/') >> word_at != 0;
    }
  }
#endif
  while (start > least && !is_blank(text[start - 1]) && text[start - 1] != '\n') slash |= text[--start] == '/';
  if (text.size() - start < 4 || !(slash || text[start] == 'w')) return false;
  return contains(text.substr(start), "://") || text.substr(start).starts_with("www.");
}

float character_width(const Row& row) {
  return (row.right - row.x) / static_cast<float>(std::max<std::size_t>(characters(row.text), 1));
}

// Where the first word of row `next`, whose text goes on with `text`, would have ended had it stood
// on this row; points.
float right_with(const Row& row, const Row& next, std::string_view text) {
  return row.right + character_width(row) +
         character_width(next) * static_cast<float>(characters(text.substr(0, text.find(' '))));
}

// True where the next row's first word would still have fitted on this row: the break was meant.
bool had_room(const Sheet& sheet, const Row& row, std::string_view text, const Row& next_row, std::string_view next) {
  if (row.cell_edge > 0) return !fills_cell(row, next_row);
  const std::string_view word = next.substr(0, next.find(' '));
  const std::size_t need = characters(text) + 1 + characters(word);
  if (sheet.right_edge > 0 && row.right > 0 && characters(row.text) > 0)
    return right_with(row, next_row, next) < sheet.right_edge * 0.97f;
  if (sheet.width == 0) return true;
  return need * 100 < sheet.width * 93;
}

}  // namespace

// Letters are not all as wide, so one and a half may be missing.
bool fills_cell(const Row& row, const Row& next) {
  return row.cell_edge > 0 && right_with(row, next, next.text) > row.cell_edge - 1.5f * character_width(row);
}

std::size_t bullet_length_at(std::string_view text) {
  static constexpr std::array<std::string_view, 15> marks{"•", "·",      "▪",      "◦", "●", "○", "‣", "■",
                                                          "➢", "\uf0b7", "\uf0a7", "–", "—", "-", "*"};
  for (const std::string_view mark : marks) {
    if (!text.starts_with(mark)) continue;
    std::size_t end = mark.size();
    const bool always = mark.size() > 1 && mark != "–" && mark != "—";
    const std::size_t blanks = end;
    while (end < text.size() && is_blank(text[end])) ++end;
    while (text.substr(end).starts_with("\u00a0")) end += 2;
    if (end < text.size() && (always || end > blanks)) {
      // “• • Budget”: a bullet the page drew and one the text has.
      const std::string_view rest = text.substr(end);
      return always && rest.starts_with(mark) && rest.size() > mark.size() && is_blank(rest[mark.size()])
                 ? end + bullet_length(rest.substr(0, 40))
                 : end;
    }
  }
  if (text.size() > 2 && text[0] == 'o' && is_blank(text[1])) {
    std::size_t end = 1;
    while (end < text.size() && is_blank(text[end])) ++end;
    return end;
  }
  return 0;
}

std::size_t enumerator_length_at(std::string_view text) {
  std::size_t at = 0;
  const bool bracket = text.starts_with('(');
  if (bracket) ++at;
  std::size_t digits = 0;
  while (at < text.size() && is_digit(text[at]) && digits < 3) ++at, ++digits;
  if (digits == 0) {
    if (at >= text.size() || !((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'))) return 0;
    ++at;
    // “a.” and “a)”; a capital with a full stop is an initial.
    if (at < text.size() && text[at] == '.' && text[at - 1] <= 'Z') return 0;
  }
  if (at >= text.size() || (text[at] != '.' && text[at] != ')')) return 0;
  ++at;
  if (at >= text.size()) return at;
  std::size_t end = at;
  while (end < text.size() && is_blank(text[end])) ++end;
  return end > at || text[at - 1] == ')' ? end : 0;
}

namespace {

// “Løn      12,5      13,0”: figures stand in columns of their own behind a wide gap.
bool is_row_of_figures(std::string_view text) {
  if (!is_digit(text.back())) return false;
  std::size_t at = text.size();
  while (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',' || text[at - 1] == '-')) --at;
  return at >= 2 && (text[at - 1] == '\t' || (text[at - 1] == ' ' && text[at - 2] == ' '));
}

// “… inden den” / “1. maj 2022.”: a day and no number of a list.
bool goes_on_with_day(std::string_view text, std::string_view next) {
  static constexpr WordSet before{"den", "d.", "inden", "senest", "fra", "til", "pr.", "og", "på", "efter", "før"};
  if (!is_digit(next.front()) || !before.has(Folded(last_word(text)))) return false;
  const auto words = tokens(next.substr(0, 30));
  return words.size() >= 2 && danish_month(lower(strip(words[1], ".,"))).has_value();
}

}  // namespace

bool continues(const Sheet& sheet, const Row& row, std::string_view text, const Row& next, std::string_view next_text) {
  if (text.empty() || next_text.empty()) return false;
  if (bullet_length(next_text) > 0) return false;
  if (hyphen_length(text) > 0 && letter_at(next_text, 0)) return true;
  if (is_url_tail(text) && next.blanks <= sheet.gap && next_text.find(' ') == std::string_view::npos) return true;
  if (enumerator_length(next_text) > 0) return next.blanks <= sheet.gap && goes_on_with_day(text, next_text);
  const bool far = next.blanks > sheet.gap && !next.page_start;
  if (row.role == LineRole::heading || next.role == LineRole::heading) return false;
  if (row.role == LineRole::list_item && next.role == LineRole::list_item) return false;
  if ((row.table >= 0 || next.table >= 0) &&
      (row.table != next.table || row.row != next.row || row.column != next.column))
    return false;
  // The rest of a line that was full before it was broken again.
  if (sheet.rewrapped && row.blanks == 0 && next.blanks == 1 && !row.bold && !ends_sentence(text)) return true;
  // A scanned “lndstilling” starts with a capital I.
  const bool scanned_capital = next_text.starts_with("lnd") || next_text.starts_with("lnt");
  if (starts_lower(next_text) && !scanned_capital) {
    if (!ends_sentence(text)) return !far || sheet.gap > 0 || characters(text) > 30;
    return !far && !had_room(sheet, row, text, next, next_text);
  }
  if (far) return false;
  // A row of figures is no rest of the line above, however full that was.
  if (is_row_of_figures(next_text)) return false;
  if (row.cell_edge > 0 && contains(next_text, "kr.") && contains(next_text.substr(next_text.find("kr.") + 3), "kr."))
    return false;
  if (text.ends_with(',') || text.ends_with(" -") || dash_at(text, text.size() >= 3 ? text.size() - 3 : 0) == 3)
    return true;
  return (sheet.width > 0 || row.cell_edge > 0 || (sheet.right_edge > 0 && row.right > 0)) &&
         !had_room(sheet, row, text, next, next_text);
}

namespace {

// True where the text stands as it should already: single blanks inside it, none at its ends, and no
// tab, no-break space or soft hyphen (both begin with 0xc2).
bool is_squeezed(std::string_view part) {
  if (part.empty() || is_blank(part.front()) || is_blank(part.back())) return false;
  std::size_t at = 0;
#ifdef __SSE2__
  const auto sixteen = [&](std::size_t from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(part.data() + from));
  };
  const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'), lead = _mm_set1_epi8('\xc2');
  const auto all_as_it_should = [&](std::size_t from) {
    const __m128i here = sixteen(from);
    const __m128i two_blanks = _mm_and_si128(_mm_cmpeq_epi8(here, blank), _mm_cmpeq_epi8(sixteen(from + 1), blank));
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(here, tab), _mm_cmpeq_epi8(here, lead));
    return _mm_movemask_epi8(_mm_or_si128(two_blanks, others)) == 0;
  };
  for (; at + 17 <= part.size(); at += 16)
    if (!all_as_it_should(at)) return false;
  // The rest together with what stands before it.
  if (at > 0) return all_as_it_should(part.size() - 17) && part.back() != '\xc2';
#endif
  for (; at < part.size(); ++at)
    if (part[at] == '\t' || part[at] == '\xc2' || (part[at] == ' ' && part[at + 1] == ' ')) return false;
  return true;
}

}  // namespace

void append_squeezed(std::string& text, std::string_view part) {
  if (is_squeezed(part)) {
    text.append(part);
    return;
  }
  // Blanks and the first byte of no-break space and soft hyphen; between two of them all is copied.
  static constexpr std::array<bool, 256> special = [] {
    std::array<bool, 256> table{};
    for (const unsigned char c : {' ', '\t', '\xc2'}) table[c] = true;
    return table;
  }();
  bool gap = false;
  for (std::size_t i = 0; i < part.size();) {
    const bool wide = part[i] == '\xc2' && i + 1 < part.size() && part[i + 1] == '\xa0';
    if (is_blank(part[i]) || wide) {
      gap = true;
      i += wide ? 2 : 1;
      continue;
    }
    // A soft hyphen inside a line is invisible and no part of the word.
    if (part[i] == soft_hyphen[0] && part.substr(i).starts_with(soft_hyphen) && i + 2 < part.size()) {
      i += 2;
      continue;
    }
    if (gap && !text.empty() && text.back() != '\n' && text.back() != ' ') text += ' ';
    gap = false;
    std::size_t end = i + 1;
    // A single blank between two letters is copied with them.
    while (end < part.size() && (!special[static_cast<unsigned char>(part[end])] ||
                                 (part[end] == ' ' && part[end - 1] != '\n' && end + 1 < part.size() &&
                                  !special[static_cast<unsigned char>(part[end + 1])])))
      ++end;
    text.append(part, i, end - i);
    i = end;
  }
}

void append_continuation(std::string& text, std::string_view next, const Hyphens& hyphens) {
  if (is_url_tail(text)) {
    append_squeezed(text, next);
    return;
  }
  const std::size_t hyphen = hyphen_length(text);
  if (hyphen == 0) {
    // “status/” and “beslutning”.
    const bool halves = text.ends_with('/') && letter_before(text, text.size() - 1) && starts_lower(next);
    if (!halves) text += ' ';
    append_squeezed(text, next);
    return;
  }
  const std::string_view before = word_before_hyphen(text).substr(0, word_before_hyphen(text).size() - hyphen);
  const std::string_view after = first_word(next);
  const bool soft = text.ends_with(soft_hyphen);
  // “§ 18-” and “puljen”, “2019-” and “0127715”; but “Budget 2019-” and “Drøftelse”.
  const bool numbered = !before.empty() && is_digit(before.back());
  if (!soft &&
      (joins_another_compound(next) || (numbered && (next.empty() || (!is_digit(next[0]) && !starts_lower(next)))))) {
    text += ' ';
    append_squeezed(text, next);
    return;
  }
  bool keep = !soft && (starts_upper(next) || all_upper(before) || (before.size() == 1) || is_digit(before.back()));
  if (!keep && !soft) {
    const std::string whole = lower(before) + lower(after);
    const std::string halves = lower(before) + "-" + lower(after);
    const auto joined = hyphens.seen.find(hash(whole));
    const auto apart = hyphens.seen.find(hash(halves));
    const unsigned as_one = joined == hyphens.seen.end() ? 0 : joined->second;
    const unsigned as_two = apart == hyphens.seen.end() ? 0 : apart->second;
    keep = as_two > as_one;
  }
  if (!keep) text.resize(text.size() - hyphen);
  append_squeezed(text, next);
}

Hyphens learn_hyphens(const Sheet& sheet) {
  Hyphens hyphens;
  for (std::size_t i = 0; i + 1 < sheet.rows.size(); ++i) {
    const std::size_t hyphen = hyphen_length(sheet.rows[i].text);
    if (hyphen == 0) continue;
    const std::string_view text = sheet.rows[i].text;
    const std::string_view before = word_before_hyphen(text).substr(0, word_before_hyphen(text).size() - hyphen);
    const std::string_view after = first_word(sheet.rows[i + 1].text);
    if (before.size() > 100 || after.size() > 100) continue;
    hyphens.seen.emplace(hash(lower(before) + lower(after)), 0);
    hyphens.seen.emplace(hash(lower(before) + "-" + lower(after)), 0);
  }
  if (hyphens.seen.empty()) return hyphens;
  std::string folded;
  for (const Row& row : sheet.rows) {
    folded = lower(row.text);
    for (std::size_t at = 0; at < folded.size();) {
      const std::string_view word = word_at(folded, at);
      if (word.empty()) {
        at += std::max(1u, code_point(folded, at).size);
        continue;
      }
      at += word.size();
      if (const auto known = hyphens.seen.find(hash(word)); known != hyphens.seen.end()) ++known->second;
    }
  }
  return hyphens;
}

std::uint32_t Joined::row_at(std::size_t offset) const {
  const auto after = std::upper_bound(marks.begin(), marks.end(), offset,
                                      [](std::size_t at, const Mark& mark) { return at < mark.offset; });
  if (after == marks.begin()) return marks.empty() ? 0 : marks.front().row;
  return std::prev(after)->row;
}

Joined join(const Sheet& sheet, const Hyphens& hyphens, std::span<const Piece> pieces) {
  Joined joined;
  std::size_t bytes = 0;
  for (const Piece& piece : pieces) bytes += piece.text.size() + 3;  // with what may stand between two
  joined.text.reserve(bytes);
  joined.marks.reserve(pieces.size());
  const Piece* before = nullptr;
  for (const Piece& piece : pieces) {
    if (piece.text.empty()) continue;
    const Row& row = sheet.rows[piece.row];
    const bool same_row = before && before->row == piece.row;
    const bool goes_on =
        before && !same_row && continues(sheet, sheet.rows[before->row], before->text, row, piece.text);
    if (before && !goes_on) joined.text += '\n';
    joined.marks.push_back({joined.text.size(), piece.row});
    if (goes_on) {
      append_continuation(joined.text, piece.text, hyphens);
    } else if (const std::size_t bullet = bullet_length(piece.text)) {
      joined.text += "- ";
      append_squeezed(joined.text, piece.text.substr(bullet));
    } else {
      if (row.role == LineRole::list_item && enumerator_length(piece.text) == 0) joined.text += "- ";
      append_squeezed(joined.text, piece.text);
    }
    before = &piece;
  }
  return joined;
}

}  // namespace klynge::reading
