#include "reading/figure_table.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_head = 160, longest_label = 80, most_label_words = 9, most_cells = 24;

bool is_year(std::string_view word) { return word.size() == 4 && years_in(word).size() == 1; }

// “Mio. kr. 2023 2024” and “kr. 2023”: what looks like an amount of a head is its unit or a year.
bool holds_amounts(std::string_view line, const std::vector<AmountFound>& amounts) {
  return std::ranges::any_of(amounts, [&](const AmountFound& one) {
    const std::string_view text = line.substr(one.start, one.end - one.start);
    const bool unit = text.starts_with("1.000 ") || text.starts_with("1000 ");
    return !unit && !is_year(strip(text, " kKrRdD."));
  });
}

struct UnitWords {
  std::string_view words;
  std::int64_t kroner;
};

// The unit a head names, lowered: its kroner, 0 where it names none.
std::int64_t unit_in(std::string_view folded) {
  static constexpr UnitWords units[]{
      {"1.000 kr", 1'000},       {"1000 kr", 1'000},    {"tusinde kr", 1'000},   {"tusind kr", 1'000},
      {"t. kr", 1'000},          {"t.kr", 1'000},       {"tkr", 1'000},          {"mio. kr", 1'000'000},
      {"mio.kr", 1'000'000},     {"mio kr", 1'000'000}, {"mill. kr", 1'000'000}, {"millioner kr", 1'000'000},
      {"mia. kr", 1'000'000'000}};
  for (const auto& [words, kroner] : units) {
    const std::size_t at = folded.find(words);
    if (at == npos || (at > 0 && letter_before(folded, at))) continue;
    // “4,1 mio. kr.” is an amount.
    std::size_t before = at;
    while (before > 0 && folded[before - 1] == ' ') --before;
    if (before > 0 && is_digit(folded[before - 1])) continue;
    return kroner;
  }
  for (std::size_t at = folded.find("kr"); at != npos; at = folded.find("kr", at + 2)) {
    const std::string_view behind = folded.substr(at + 2);
    const bool word = behind.empty() || behind.starts_with('.') || behind.starts_with("oner") || !letter_at(behind, 0);
    if (word && !letter_before(folded, at)) return 1;
  }
  return 0;
}

bool counts_other_things(std::string_view folded) {
  static constexpr PhraseScan others{"antal", "årsværk", "timer", "personer", "borgere", "fuldtid"};
  return others.in(folded);
}

// Bytes of an optional minus before a figure.
std::size_t minus_length(std::string_view word) {
  if (word.starts_with('-')) return 1;
  return word.starts_with("–") || word.starts_with("−") ? std::string_view("–").size() : 0;
}

struct Printed {
  std::int64_t thousandths = 0;
  unsigned decimals = 0;
  bool grouped = false;
};

// “2.810.400”, “402,6”, “12”: a figure that fills its word, well set; at most three places behind the comma.
std::optional<Printed> printed(std::string_view word) {
  Printed out;
  std::size_t at = 0, group = 0, digits = 0;
  std::int64_t whole = 0;
  for (; at < word.size() && word[at] != ','; ++at) {
    if (word[at] == '.') {
      if (group == 0 || group > 3 || (out.grouped && group != 3)) return std::nullopt;
      out.grouped = true;
      group = 0;
      continue;
    }
    if (!is_digit(word[at]) || ++digits > 12) return std::nullopt;
    whole = whole * 10 + (word[at] - '0');
    ++group;
  }
  if (digits == 0 || (out.grouped && group != 3)) return std::nullopt;
  out.thousandths = whole * 1'000;
  if (at == word.size()) return out;
  std::int64_t place = 100;
  for (++at; at < word.size(); ++at, place /= 10) {
    if (!is_digit(word[at]) || ++out.decimals > 3) return std::nullopt;
    out.thousandths += (word[at] - '0') * place;
  }
  return out.decimals > 0 ? std::optional(out) : std::nullopt;
}

std::string_view last_of(std::string_view text) {
  const std::size_t gap = text.find_last_of(" \t|");
  return gap == npos ? text : text.substr(gap + 1);
}

// A full stop inside the text that ends more than an initial or an abbreviation (“Ø. Byg”, “Kt. Vest”).
bool parts_sentences(std::string_view text) {
  for (std::size_t at = text.find(". "); at != npos; at = text.find(". ", at + 1))
    if (last_of(text.substr(0, at)).size() > 4) return true;
  return false;
}

bool names_a_row(std::string_view label) {
  if (label.empty() || label.size() > longest_label || token_count(label) > most_label_words) return false;
  if (parts_sentences(label) || label.ends_with(',') || !starts_upper(label)) return false;
  static constexpr WordSet leads{" på",  " til", " med",   " for",  " af", " om",
                                 " kl.", " nr.", " punkt", " pkt.", " d.", " den"};
  return !leads.ends(Folded(label));
}

}  // namespace

std::optional<FigureHead> figure_head(std::string_view line, const std::vector<AmountFound>& amounts) {
  if (line.size() < 3 || line.size() > longest_head || holds_amounts(line, amounts)) return std::nullopt;
  const std::string folded = lower(line);
  static constexpr PhraseScan of_money{"kr",       "budget",  "regnskab", "beløb",     "tilbud", "pris",
                                       "udgift",   "indtægt", "bevillin", "kontingen", "saldo",  "aktiver",
                                       "passiver", "takst",   "tilskud",  "økonomi"};
  if (!of_money.in(folded) || counts_other_things(folded) || token_count(line) > 14) return std::nullopt;
  if (const std::int64_t kroner = unit_in(folded)) return FigureHead{kroner, true};
  if (line.size() > longest_label || line.ends_with('.') || contains(line, ". ")) return std::nullopt;
  return FigureHead{};
}

std::optional<FigureRow> figure_row(std::string_view line, const FigureHead& head) {
  FigureRow row;
  std::string_view rest = strip(line, " \t|");
  bool grouped = false;
  while (!rest.empty() && row.columns < most_cells) {
    std::string_view word = last_of(rest);
    const std::size_t start = static_cast<std::size_t>(word.data() - line.data());
    const std::size_t minus = minus_length(word);
    if (word == "-" || word == "–" || word.ends_with('%')) {
      // “12 %”: the figure goes with its sign.
      rest = strip(rest.substr(0, rest.size() - word.size()), " \t|");
      if (word == "%") rest = strip(rest.substr(0, rest.size() - last_of(rest).size()), " \t|");
      ++row.columns;
      continue;
    }
    const auto figure = printed(word.substr(minus));
    if (!figure) break;
    const std::string_view before =
        strip(rest.substr(0, start - static_cast<std::size_t>(rest.data() - line.data())), " \t|");
    // “Regnskab 2024 4.100”: the year belongs to the row's name.
    if (is_year(word) || figure->thousandths > std::numeric_limits<std::int64_t>::max() / head.kroner) break;
    grouped = grouped || figure->grouped;
    FigureRow::Cell cell;
    cell.amount.ore = figure->thousandths * head.kroner / 10;  // thousandths of kroner to hundredths
    if (minus > 0) cell.amount.ore = -cell.amount.ore;
    cell.amount.start = start;
    cell.amount.end = start + word.size();
    cell.from_end = row.columns++;
    cell.step_ore = head.kroner * 100;
    for (unsigned k = 0; k < figure->decimals; ++k) cell.step_ore /= 10;
    row.cells.push_back(cell);
    rest = before;
  }
  row.label = strip(rest, " :.");
  if (row.cells.empty() || !names_a_row(row.label)) return std::nullopt;
  if (!head.names_unit && !grouped) return std::nullopt;
  std::ranges::reverse(row.cells);
  return row;
}

bool ends_a_line_with_thousands(std::string_view text) {
  for (std::size_t at = text.find('\n'); !text.empty(); at = text.find('\n')) {
    const std::string_view line = text.substr(0, at);
    if (line.size() > 4 && is_digit(line.back()) && line[line.size() - 4] == '.' && is_digit(line[line.size() - 5]))
      return true;
    if (at == npos) return false;
    text.remove_prefix(at + 1);
  }
  return false;
}

}  // namespace klynge::reading
