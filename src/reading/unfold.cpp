#include "reading/unfold.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t least_folded = 90;        // bytes; what is shorter rarely holds three marks
constexpr std::size_t least_after_folded = 20;  // once others were, a short item may be too
constexpr unsigned least_marks = 3, many_marks = 9;
constexpr std::size_t longest_label = 48;

struct Number {
  int value = 0;
  std::size_t end = 0;  // behind “12. ” or “12) ”, where a capital stands; 0 where there is no such number
};

Number number_at(std::string_view text, std::size_t at, char mark = '.') {
  Number n;
  std::size_t end = at;
  while (end < text.size() && end - at < 3 && is_digit(text[end])) n.value = n.value * 10 + (text[end++] - '0');
  if (end == at || end + 2 >= text.size() || text[end] != mark || !is_blank(text[end + 1])) return {};
  ++end;
  while (end < text.size() && is_blank(text[end])) ++end;
  if (!starts_upper(text.substr(end, 4))) return {};
  n.end = end;
  return n;
}

bool cuts_before(Label label) {
  return is_section(label) || is_header(label) || is_attendance(label) || label == Label::agenda ||
         label == Label::case_number;
}

// Where the label begins whose colon stands at `colon`; npos where the words before it are none.
std::size_t label_start(std::string_view text, std::size_t colon) {
  std::size_t best = std::string_view::npos, start = colon;
  for (unsigned words = 0; words < 4 && start > 0; ++words) {
    while (start > 0 && is_blank(text[start - 1])) --start;
    while (start > 0 && !is_blank(text[start - 1]) && colon - start <= longest_label) --start;
    if (colon - start > longest_label) break;
    const std::string_view label = text.substr(start, colon - start);
    if (starts_upper(label) && cuts_before(label_of(lower(strip(label, ":.-"))))) best = start;
  }
  return best;
}

// “… godkendes. Beslutning Referatet …”: a section's heading without a colon, between two sentences.
bool section_word_at(std::string_view text, std::size_t at, bool in_title) {
  static constexpr WordSet words{"Sagsfremstilling", "Indstilling", "Beslutning", "Bilag",      "Resumé",
                                 "Resume",           "Baggrund",    "Referat",    "Konklusion", "Økonomi"};
  if (!words.begins(text.substr(at))) return false;
  for (const std::string_view word : words) {
    if (word[0] != text[at] || !text.substr(at).starts_with(word)) continue;
    const std::string_view rest = text.substr(at + word.size());
    if (rest.empty() || !is_blank(rest[0]) || rest.size() < 3) continue;
    const std::string_view after = trim(rest.substr(0, 40));
    const bool opens = starts_upper(after) || is_digit(after[0]) || after[0] == '-';
    const char before = at >= 2 ? text[at - 2] : '.';
    const bool closed = before == '.' || before == ')' || before == ',' || is_digit(before);
    // Behind a title nothing closes the sentence, but no running text goes on with “Sagsfremstilling”.
    if (opens && (closed || in_title || word == "Sagsfremstilling" || word == "Indstilling")) return true;
  }
  return false;
}

// “Punkt 2. Budget”, “jf. pkt. 3. Bilag”: the number belongs to the word before it.
bool counts_for_word(std::string_view text, std::size_t at) {
  const std::string before =
      lower(strip(last_word(trim(text.substr(at > 40 ? at - 40 : 0, std::min<std::size_t>(at, 40)))), "("));
  for (const std::string_view word :
       {"punkt", "pkt.", "pkt", "ad", "ad.", "nr.", "sag", "bilag", "afdeling", "side", "den", "d."})
    if (before == word) return true;
  return false;
}

// Nothing but an item's number stands in it: then what follows is the title, also where it is called as a section is
// (“5. Økonomi”).
bool is_number_only(std::string_view text) {
  if (text.size() > 24) return false;
  const HeadingMark mark = heading_mark(trim(text));
  return mark.style != Numbering::none && mark.title.empty();
}

// “Punkt 2: Budget”, “Ad 2. Budget”: an item begins here, since a sentence ended before it or since it is the next that
// its document counts. Running text names items by such words as well (“jf. punkt 2”), but not with a mark and a title.
bool numbered_by_word(std::string_view text, std::size_t at, int& next) {
  static constexpr WordSet words{"Punkt ", "Pkt. ", "Ad ", "Ad. ", "Dagsordenspunkt ", "Sag nr. "};
  if (const char first = text[at]; first != 'P' && first != 'A' && first != 'D' && first != 'S') return false;
  const std::string_view word = words.beginning(text.substr(at));
  if (word.empty()) return false;
  const HeadingMark mark = heading_mark(text.substr(at, 200));
  if (mark.style != Numbering::word || mark.title.empty() || !starts_upper(mark.title)) return false;
  const char behind = *(mark.number.data() + mark.number.size());
  const bool counted = mark.major == next && (behind == '.' || behind == ':' || behind == ')');
  const bool opens = text[at - 2] == '.' || at <= 4;
  if (!counted && !(opens && (word[0] == 'P'))) return false;
  next = mark.major + 1;
  return true;
}

// The first place at or after `at` (from 1) where a colon stands or a word begins with a capital or a
// digit, or with a letter that may be a capital; npos for none.
std::size_t next_place(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto sixteen = [&](std::size_t from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
  };
  // Moved so that the range starts at the least signed byte, one comparison tells what is in it.
  const auto in_range = [&](__m128i bytes, int first, int last) {
    return _mm_cmplt_epi8(_mm_add_epi8(bytes, all(0x80 - first)), all(last - first + 1 - 0x80));
  };
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i before = sixteen(at - 1), here = sixteen(at);
    const __m128i blanks = _mm_or_si128(_mm_cmpeq_epi8(before, all(' ')), _mm_cmpeq_epi8(before, all('\t')));
    const __m128i openings =
        _mm_or_si128(_mm_or_si128(in_range(here, 'A', 'Z'), in_range(here, '0', '9')), _mm_cmpeq_epi8(here, all(0xc3)));
    const auto places = static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(_mm_and_si128(blanks, openings), _mm_cmpeq_epi8(here, all(':')))));
    if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  const auto opens = [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '\xc3'; };
  for (; at < text.size(); ++at)
    if (text[at] == ':' || (is_blank(text[at - 1]) && opens(text[at]))) return at;
  return std::string_view::npos;
}

// Which number comes next in each way of printing them, over all rows of the document.
struct Counts {
  int dot = 0, bracket = 1, word = 1;
};

// What the number at the row's beginning says of those to come; true where it is the one that was.
bool count_heading(Counts& counts, std::string_view text) {
  const HeadingMark mark = heading_mark(text.substr(0, 300));
  if (mark.major < 0 || mark.title.empty()) return false;
  int* const next = mark.style == Numbering::dot       ? &counts.dot
                    : mark.style == Numbering::bracket ? &counts.bracket
                    : mark.style == Numbering::word    ? &counts.word
                                                       : nullptr;
  if (!next) return false;
  const bool awaited = mark.major == *next;
  *next = mark.major + 1;
  return awaited;
}

// Where to cut the row. `folded`: other rows of the document were; then one label behind an item's title is enough.
std::vector<std::size_t> cuts_of(std::string_view text, bool folded, Counts& known) {
  std::vector<std::size_t> cuts;
  // A table of contents in one row is read as it stands.
  std::string_view words = text;
  while (!words.empty() && (is_digit(words[0]) || is_blank(words[0]))) words.remove_prefix(1);
  static constexpr PhraseScan lists{"indhold", "oversigt"};
  if (lists.in(Folded(words.substr(0, 64))) && find_label(words).label == Label::contents) return cuts;
  Counts counts = known;
  const bool heads_next = count_heading(counts, text);
  unsigned labels = 0, numbers = 0;
  const auto behind_number = [&](std::size_t at) {
    const std::size_t from = cuts.empty() ? 0 : cuts.back();
    return at > from && is_number_only(text.substr(from, at - from));
  };
  for (std::size_t at = next_place(text, 1); at < text.size(); at = next_place(text, at + 1)) {
    if (text[at] == ':') {
      const std::size_t start = label_start(text, at);
      if (start != std::string_view::npos && start > 0 && (cuts.empty() || start > cuts.back()) &&
          !behind_number(start))
        cuts.push_back(start);
      labels += start != std::string_view::npos;
      continue;
    }
    if (at < 2) continue;
    if (is_digit(text[at])) {
      const Number n = number_at(text, at);
      if (const Number bracket = n.end == 0 ? number_at(text, at, ')') : Number{};
          bracket.end > 0 && bracket.value == counts.bracket && !counts_for_word(text, at)) {
        ++counts.bracket;
        ++numbers;
        if (cuts.empty() || at > cuts.back()) cuts.push_back(at);
        continue;
      }
      // Behind the page's number any item may begin.
      const bool behind_page = at <= 4 && std::ranges::all_of(trim(text.substr(0, at)), is_digit);
      if (n.end == 0 || (n.value != counts.dot && n.value != 1 && !behind_page) || counts_for_word(text, at)) continue;
      numbers += n.value == counts.dot;
      counts.dot = n.value + 1;
      if (cuts.empty() || at > cuts.back()) cuts.push_back(at);
    } else if (numbered_by_word(text, at, counts.word)) {
      labels += 1;
      ++numbers;
      if (cuts.empty() || at > cuts.back()) cuts.push_back(at);
      at += 3;
    } else if (!cuts.empty() && at - cuts.back() < 150 && text.substr(at).starts_with("Side ") &&
               at + 6 < text.size() && is_digit(text[at + 5])) {
      // The page's number behind an item's title; the text begins after it.
      std::size_t end = at + 5;
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end < text.size() && is_blank(text[end]) && number_at(text, cuts.back()).end > 0) cuts.push_back(end);
    } else if (!behind_number(at) &&
               section_word_at(text, at, folded && cuts.empty() && at < 120 && is_digit(text[0]))) {
      ++labels;
      cuts.push_back(at);
      while (at < text.size() && !is_blank(text[at])) ++at;
      cuts.push_back(at);
    }
  }
  const bool items = labels >= (folded ? 1u : 2u) && heading_mark(text.substr(0, 300)).style != Numbering::none;
  // Where the rows before were cut at numbers, one that goes on counting and another mark are no chance.
  const bool counted = known.dot > 1 || known.bracket > 1 || known.word > 1;
  const bool goes_on = counted && cuts.size() + heads_next >= 2 && numbers + heads_next >= 1;
  if (cuts.size() < least_marks && !items && !goes_on) return {};
  known = counts;
  return cuts;
}

// “Eventuelt2. Budget”, “Intet.3. Økonomi”: the number that goes on counting, glued to a word.
std::size_t glued_number(std::string_view text, int& value) {
  const auto behind_digits = [&](std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
  };
  for (std::size_t at = find_digit(text, 3); at < text.size() && at + 4 < text.size() && at < 400;
       at = find_digit(text, behind_digits(at))) {
    if (is_digit(text[at - 1]) || !letter_before(text, at)) continue;
    const Number n = number_at(text, at);
    if (n.end == 0) continue;
    value = n.value;
    return at;
  }
  return 0;
}

// “Bo Krag (A)Indholdsfortegnelse”, “53Indholdsfortegnelse lukket møde”: where the list's heading begins; 0 for none.
std::size_t glued_contents(std::string_view text) {
  static constexpr WordSet endings{"ndholdsfortegnelse", " møde"};
  if (text.size() > 200 || !endings.ends(text)) return 0;
  const std::size_t at = text.rfind("Indholdsfortegnelse");
  return at == std::string_view::npos || is_blank(text[at > 0 ? at - 1 : 0]) ? 0 : at;
}

// “3. BudgetResumé”, “2. Kvartalsrapport 3-2020Referat”: where the section's heading is glued to the item's title; 0
// for none.
std::size_t glued_section(const Row& row) {
  static constexpr WordSet words{"Sagsfremstilling", "Indstilling", "Beslutning", "Resumé", "Resume", "Referat"};
  const std::string_view text = row.text;
  if (!row.marks.digit || text.size() > 300 || !words.ends(text) || number_at(text, 0).end == 0) return 0;
  for (const std::string_view word : words)
    if (text.ends_with(word)) {
      const std::size_t at = text.size() - word.size();
      return at > 4 && !is_blank(text[at - 1]) && text[at - 1] != '-' && text[at - 1] != '/' ? at : 0;
    }
  return 0;
}

// “Åben sag      Sagsnr: 15/2”: where the case number begins behind who may read the item; 0 for none.
std::size_t number_behind_openness(std::string_view text) {
  static constexpr WordSet openings{"Åben sag",     "Åbent punkt", "Åben",     "Lukket sag",
                                    "Lukket punkt", "Lukket",      "ÅBEN SAG", "LUKKET SAG"};
  const std::string_view opening = openings.beginning(text.substr(0, 100));
  if (opening.empty()) return 0;
  const std::string_view rest = trim(text.substr(opening.size()));
  const auto at = static_cast<std::size_t>(rest.data() - text.data());
  if (rest.empty() || at < opening.size() + 1 || find_label(rest).label != Label::case_number) return 0;
  return at;
}

void push_pieces(std::vector<Row>& rows, const Row& row, const std::vector<std::size_t>& cuts) {
  std::size_t from = 0;
  for (std::size_t k = 0; k <= cuts.size(); ++k) {
    const std::size_t to = k < cuts.size() ? cuts[k] : row.text.size();
    const std::string_view text = trim(row.text.substr(from, to - from));
    // The page's number before its first cut is no text.
    const bool page_number = k == 0 && !cuts.empty() && text.size() <= 3 && std::ranges::all_of(text, is_digit);
    if (!text.empty() && !page_number) {
      Row piece = row;
      piece.text = text;
      if (from > 0) {
        piece.blanks = 1;
        piece.page_start = false;
      }
      rows.push_back(piece);
    }
    from = to;
  }
}

}  // namespace

namespace {

// “1”, “2”, “3” on rows of their own, each above a title: the numbers of the items, which then get the full stop by
// which others are known. Page numbers count as well, but have a blank line or a page's end behind them, the same
// head below them or other numbers beside them.
void dot_numbers_alone(Sheet& sheet) {
  std::vector<std::size_t> found;
  int next = 1;
  for (std::size_t i = 0; i + 1 < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.text.size() > 3 || row.table >= 0 || row.text.find_first_not_of("0123456789") != std::string_view::npos)
      continue;
    const Row& title = sheet.rows[i + 1];
    const bool titled = title.blanks == 0 && !title.page_start && title.table < 0 && title.text.size() >= 4 &&
                        title.text.size() <= 120 && starts_upper(title.text) && !title.text.ends_with('.');
    if (!titled || (i > 0 && row.blanks == 0 && !row.page_start)) continue;
    if (row.text != std::to_string(next)) return;
    if (!found.empty() && sheet.rows[found.back() + 1].text == title.text) return;
    found.push_back(i);
    ++next;
  }
  if (found.size() < 2) return;
  std::size_t others = 0;
  for (const Row& row : sheet.rows) others += row.marks.digit && number_at(row.text, 0).end > 0;
  if (others >= 2) return;
  for (const std::size_t i : found) {
    sheet.owned.push_back(std::string(sheet.rows[i].text) + ".");
    sheet.rows[i].text = sheet.owned.back();
  }
}

}  // namespace

namespace {

// “08.15-08.20   1. Velkomst”: the byte where the item's number stands behind its time; 0 where none does.
std::size_t number_behind_time(const Row& row) {
  if (!row.marks.digit || row.text.size() > 300) return 0;
  const std::string_view text = row.text;
  const bool marked = text.starts_with("Kl") || text.starts_with("kl") || text.starts_with("KL");
  if (!marked && !is_digit(text[0])) return 0;
  const auto time = time_at(text, 0, false);
  if (!time || (!marked && !time->end)) return 0;
  std::size_t at = time->to;
  while (at < text.size() && (is_blank(text[at]) || text[at] == ':' || text[at] == '|')) ++at;
  if (at == time->to || at >= text.size()) return 0;
  const HeadingMark mark = heading_mark(text.substr(at));
  const bool numbered =
      mark.style == Numbering::dot || mark.style == Numbering::bracket || mark.style == Numbering::word;
  return numbered && mark.major >= 0 && !mark.title.empty() ? at : 0;
}

// A programme that prints each item's time before its number: row and byte.
std::vector<std::pair<std::size_t, std::size_t>> numbers_behind_times(const Sheet& sheet) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    if (const std::size_t at = number_behind_time(sheet.rows[i])) found.emplace_back(i, at);
  if (found.size() < 2) found.clear();
  return found;
}

// “R E F E R A T”, with wider gaps between words: the heading as it is meant; empty for any other row.
std::string closed_up(std::string_view text) {
  std::string out;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint letter = code_point(text, at);
    if (!is_upper(letter.value)) return {};
    out += text.substr(at, letter.size);
    ++letters;
    at += letter.size;
    std::size_t gap = 0;
    while (at < text.size() && is_blank(text[at])) ++at, ++gap;
    if (at < text.size() && gap == 0) return {};
    if (at < text.size() && gap > 1) out += ' ';
  }
  return letters >= 5 ? out : std::string();
}

void close_up_headings(Sheet& sheet) {
  for (Row& row : sheet.rows) {
    if (row.text.size() < 9 || row.text.size() > 200 || row.text.find(' ') > 2) continue;
    if (std::string closed = closed_up(row.text); !closed.empty()) {
      sheet.owned.push_back(std::move(closed));
      row.text = sheet.owned.back();
    }
  }
}

}  // namespace

namespace {

// Where the number begins that a long row ends with (“… april. Punkt 4:”, “… april. Punkt”); its size where it ends
// with none.
std::size_t number_at_end(std::string_view text, std::string_view below) {
  static constexpr WordSet words{"Punkt", "Pkt.", "Ad", "Dagsordenspunkt"};
  const std::size_t at = text.rfind(' ') + 1;
  const std::string_view last = text.substr(at);
  if (words.has(last) && is_digit(below[0])) return at;
  if (last.size() > 4 || !is_digit(last[0]) || !is_number_only(last) || !starts_upper(below)) return text.size();
  const std::string_view before = trim(text.substr(0, at)), word = before.substr(before.rfind(' ') + 1);
  if (words.has(word)) return static_cast<std::size_t>(word.data() - text.data());
  return before.ends_with('.') && !counts_for_word(text, at) ? at : text.size();
}

// A long row that breaks between an item's number and its title: the number goes to its title.
void join_broken_numbers(Sheet& sheet) {
  constexpr std::size_t long_row = 300;
  for (std::size_t i = 0; i + 1 < sheet.rows.size(); ++i) {
    Row &row = sheet.rows[i], &below = sheet.rows[i + 1];
    if (row.text.size() < long_row || row.table >= 0 || below.table >= 0) continue;
    const std::size_t at = number_at_end(row.text, below.text);
    if (at == row.text.size()) continue;
    below.text = sheet.owned.emplace_back(std::string(row.text.substr(at)) + " " + std::string(below.text));
    below.marks = marks_of(below.text);
    row.text = trim(row.text.substr(0, at));
  }
}

}  // namespace

void unfold(Sheet& sheet) {
  join_broken_numbers(sheet);
  close_up_headings(sheet);
  dot_numbers_alone(sheet);
  // Glued numbers are no chance where they go on counting.
  std::vector<std::pair<std::size_t, std::size_t>> glued;  // row, byte
  int last = 0;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    int value = 0;
    const std::size_t at = sheet.rows[i].marks.digit ? glued_number(sheet.rows[i].text, value) : 0;
    if (at == 0) continue;
    if (value != last + 1) {
      if (glued.size() > 1) continue;
      glued.clear();  // one alone may be chance: the count may begin here
    }
    glued.emplace_back(i, at);
    last = value;
  }
  if (glued.size() < 2) glued = numbers_behind_times(sheet);
  const auto sections = std::ranges::count_if(sheet.rows, [](const Row& row) { return glued_section(row) > 0; });
  std::vector<Row> rows;
  bool changed = false;
  std::size_t next_glued = 0, folded = 0;
  Counts counts;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    std::vector<std::size_t> cuts;
    if (next_glued < glued.size() && glued[next_glued].first == i)
      cuts.push_back(glued[next_glued++].second);
    else if (const std::size_t contents = glued_contents(row.text))
      cuts.push_back(contents);
    else if (const std::size_t section = sections >= 2 ? glued_section(row) : 0)
      cuts.push_back(section);
    else if (const std::size_t number = number_behind_openness(row.text))
      cuts.push_back(number);
    else if (row.text.size() >= (folded >= 2 ? least_after_folded : least_folded) && row.role != LineRole::table_cell)
      cuts = cuts_of(row.text, folded >= 2, counts);
    if (folded > 0 && cuts.empty() && row.marks.digit) count_heading(counts, row.text);
    // A row of many marks is as good as two of a few.
    folded += (cuts.size() >= least_marks) + (cuts.size() >= many_marks);
    if (!cuts.empty() && !changed) {
      rows.assign(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(i));
      changed = true;
    }
    if (!cuts.empty())
      push_pieces(rows, row, cuts);
    else if (changed)
      rows.push_back(row);
  }
  if (!changed) return;
  // Rows are named by their index where a person number stood.
  std::unordered_map<std::uint32_t, std::uint32_t> first_of_line;
  if (!sheet.person_numbers.empty())
    for (std::size_t i = 0; i < rows.size(); ++i) first_of_line.emplace(rows[i].line, static_cast<std::uint32_t>(i));
  for (std::uint32_t& number : sheet.person_numbers)
    if (const auto now = first_of_line.find(sheet.rows[number].line); now != first_of_line.end()) number = now->second;
  sheet.rows = std::move(rows);
}

}  // namespace klynge::reading
