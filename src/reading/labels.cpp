#include "reading/labels.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "reading/label_words.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"
#include "reading/word_table.hpp"

namespace klynge::reading {
namespace {

struct Table {
  WordTable<Label> words;
  // By the first two bytes (hashed): a bit for each length of a label that starts so.
  std::array<std::uint64_t, 1024> lengths{};
  std::array<bool, 1024> opens_field{};  // the same for those that name a field of the header, or the contents
  // By the first letter of the furniture labels: a bit for each length of one.
  std::array<std::uint64_t, 256> button_lengths{};
  WordTable<Label> near;                                     // a letter of a long word lost
  std::deque<std::string> near_words;                        // what `near` looks at
  std::vector<std::pair<std::string_view, Label>> sections;  // one long word each: what a letter may be added to
};

std::size_t opening_of(std::string_view word) {
  return (static_cast<unsigned char>(word[0]) * 37u + static_cast<unsigned char>(word.size() > 1 ? word[1] : 0)) % 1024;
}

constexpr std::uint64_t length_bit(std::string_view word) {
  return std::uint64_t{1} << std::min<std::size_t>(word.size(), 63);
}

void add_near(Table& table, std::string_view word, Label label) {
  const std::string_view only = first_word(word);
  if (only.size() != word.size() || word.size() < 6) return;
  for (std::size_t i = 0; i < word.size();) {
    const unsigned size = code_point(word, i).size;
    table.near_words.push_back(std::string(word.substr(0, i)) + std::string(word.substr(i + size)));
    table.near.add(table.near_words.back(), label);
    i += size;
  }
  if (is_section(label)) table.sections.emplace_back(word, label);
}

const Table& table() {
  static const Table made = [] {
    Table t;
    std::unordered_map<std::string_view, Label> words;
    const auto add = [&](std::string_view word, Label label) {
      words.emplace(word, label);
      t.words.add(word, label);
      t.lengths[opening_of(word)] |= length_bit(word);
      if (label == Label::furniture) t.button_lengths[static_cast<unsigned char>(word[0])] |= length_bit(word);
      t.opens_field[opening_of(word)] |= is_header(label) || label == Label::contents;
    };
    for (const auto& section : section_words())
      for (const auto word : section.words) add(word, section.label);
    for (const auto& [word, label] : other_label_words()) add(word, label);
    for (const auto& [word, label] : words)
      if (label != Label::none && !is_mark(label)) add_near(t, word, label);
    return t;
  }();
  return made;
}

// True where `longer` is `word` with one character more.
bool adds_a_letter(std::string_view longer, std::string_view word) {
  if (longer.size() <= word.size() || longer.size() > word.size() + 4) return false;
  std::size_t at =
      static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), longer.begin()).first - word.begin());
  while (at > 0 && (static_cast<unsigned char>(longer[at]) & 0xc0) == 0x80) --at;
  return longer.substr(at + code_point(longer, at).size) == word.substr(at);
}

// A lone word that is one letter longer or shorter than a label.
Label near_label(std::string_view folded) {
  if (folded.size() < 6 || folded.size() > 22 || first_word(folded).size() != folded.size()) return Label::none;
  const Table& t = table();
  if (const Label* const lost = t.near.find(folded)) return *lost;
  for (const auto& [word, label] : t.sections)
    if (adds_a_letter(folded, word)) return label;
  return Label::none;
}

// “Beslutning i Økonomiudvalget den 3. maj 2022:”, “Behandling i … pkt. 4”, “Referat - Bestyrelse”.
bool is_minutes_heading(std::string_view folded, std::string_view text) {
  static constexpr WordSet starts{"beslutning i ",   "beslutning fra ", "beslutning for ", "behandling i ",
                                  "beslutning den ", "beslutning d. ",  "referat - ",      "referat – ",
                                  "beslutning - ",   "beslutning – ",   "referat fra ",    "beslutning truffet ",
                                  "beslutning på ",  "referat den ",    "protokol ",       "beslutning af "};
  if (text.size() > 160) return false;
  const std::string_view start = starts.beginning(folded);
  if (start.empty() || text.ends_with('.') || text.ends_with(',')) return false;
  const bool dashed = contains(start, "-") || contains(start, "–");
  return dashed || text.ends_with(':') || first_date(text).has_value() || contains(folded, "pkt.") ||
         token_count(text) <= 5;
}

bool ends_with_indstilling(std::string_view folded) {
  static constexpr WordSet endings{"s indstilling"};
  static constexpr WordSet openings{"indstilling fra ", "indstilling til "};
  return folded.size() < 60 && (endings.ends(folded) || openings.begins(folded));
}

LabelFound found(Label label, std::string_view text, std::size_t value, bool colon, float confidence,
                 std::string_view words) {
  while (value < text.size() && (is_blank(text[value]) || text[value] == ':')) ++value;
  return {label, value, value >= text.size(), colon, confidence, words};
}

// The first byte at or after `from` that a capital may begin with; npos for none.
std::size_t next_capital(std::string_view text, std::size_t from) {
  std::size_t at = from;
#ifdef __SSE2__
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i ascii = _mm_cmplt_epi8(_mm_add_epi8(bytes, all(0x80 - 'A')), all(0x80 + 26));
    const __m128i wide = _mm_cmpeq_epi8(_mm_max_epu8(bytes, all(0xc3)), bytes);
    const auto places = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ascii, wide)));
    if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  for (; at < text.size(); ++at)
    if (const auto byte = static_cast<unsigned char>(text[at]); (byte >= 'A' && byte <= 'Z') || byte >= 0xc3) return at;
  return std::string_view::npos;
}

// Labels of the header that web pages run together with their value: “MødestedKantinen”.
LabelFound glued(std::string_view text, std::string_view folded) {
  if (folded.size() < 2 || !table().opens_field[opening_of(folded)]) return {};
  for (std::size_t i = next_capital(text, 2), end = std::min<std::size_t>(text.size(), 24); i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!(byte >= 'A' && byte <= 'Z') && byte < 0xc3) continue;
    if (!letter_at(text, i) || !is_upper(code_point(text, i).value) || !letter_before(text, i)) continue;
    const Label label = label_of(lower(text.substr(0, i)));
    const bool fits = is_header(label) || label == Label::contents;
    if (fits && label != Label::title) return found(label, text, i, false, 0.7f, text.substr(0, i));
    return {};
  }
  if (const std::string_view word = "Indholdsfortegnelse"; text.starts_with(word) && text.size() > word.size())
    return found(Label::contents, text, word.size(), false, 0.9f, word);
  return {};
}

// What stands behind a label without a colon must be of the label's kind.
bool fits_label(Label label, std::string_view value, std::string_view words) {
  switch (label) {
    case Label::date:
      return is_digit(value[0]) || value.starts_with("d.") || value.starts_with("den ") ||
             danish_weekday(lower(strip(first_word(value), ",")));
    case Label::time:
    case Label::start:
    case Label::end:
      return token_count(value) <= 5 &&
             (is_digit(value[0]) || value.starts_with("kl") || value.starts_with("Kl") || value.starts_with("fra kl"));
    case Label::place:
      return words.size() >= 4 && words != "afholdes" && words != "lokale" && words != "mødelokale" &&
             (starts_upper(value) || is_digit(value[0]) || value.starts_with("lokale") ||
              value.starts_with("mødelokale") || value.starts_with("hos "));
    default:
      return false;
  }
}

// “500 kr.”, “12,5 %”, “1.204”: what stands behind the name of a row in a table of figures.
bool is_figure(std::string_view text) {
  if (text.empty() || token_count(text) > 4 || !(is_digit(text[0]) || text[0] == '-')) return false;
  static constexpr WordSet units{"kr", "kr.", "mio", "mio.", "kroner", "%", "pct", "pct.", "stk", "stk."};
  for (const auto word : tokens(text))
    if (word.find_first_not_of("0123456789.,-") != std::string_view::npos && !units.has(word)) return false;
  return true;
}

// “Mødedato 17. juni 2020”, “Mødelokale Blå Sal”, “Afbud Peter Holm”: forms flattened to text lose
// their colon.
LabelFound spaced_label(std::string_view text, std::string_view folded) {
  static constexpr WordSet people{"til stede",     "tilstede", "afbud",     "fraværende", "deltagere",
                                  "mødedeltagere", "referent", "mødeleder", "ordstyrer",  "medlemmer"};
  if (text.size() > 400 || !starts_upper(text)) return {};
  const auto is_sentence = [&] { return text.ends_with('.') && token_count(text) > 12; };
  const auto spaced = [&](Label label, std::string_view word) {
    LabelFound out = found(label, text, word.size(), false, 0.6f, text.substr(0, word.size()));
    out.spaced = true;
    return out;
  };
  if (const std::string_view word = people.beginning(folded);
      !word.empty() && folded.size() > word.size() + 1 && folded[word.size()] == ' ') {
    const std::string_view value = trim(text.substr(word.size()));
    if (!value.empty() && (starts_upper(value) || is_digit(value[0]) || value.starts_with("kl")) && !is_sentence())
      return spaced(label_of(word), word);
  }
  // One or two words that name a field of the meeting, in a row no longer than such a field.
  if (text.size() > 120 || !table().opens_field[opening_of(folded)]) return {};
  std::size_t end = 0;
  for (unsigned words = 0; words < 2; ++words) {
    end = folded.find(' ', end + 1);
    if (end == std::string_view::npos) return {};
    const std::string_view word = strip(folded.substr(0, end), ".");
    const Label label = label_of(word);
    if (!is_header(label)) continue;
    const std::string_view value = trim(text.substr(end));
    if (!value.empty() && token_count(text) <= 12 && fits_label(label, value, word))
      return spaced(label, text.substr(0, end));
  }
  return {};
}

// “Hospitalsbestyrelsens beslutning”: whoever meets, in the genitive, and what it came to.
bool is_decision_of_a_body(std::string_view folded) {
  const std::size_t space = folded.rfind(' ');
  if (space == std::string_view::npos || space < 4 || folded[space - 1] != 's') return false;
  const std::string_view word = folded.substr(space + 1);
  if (word != "beslutning" && word != "beslutninger" && word != "konklusion" && word != "afgørelse") return false;
  // One that met before (“tidligere udvalgs …”) decided something else, and what a tribunal found (“klagenævnets
  // afgørelse”) is part of the case.
  const std::string_view who = folded.substr(0, space);
  if (word == "afgørelse" && (who.ends_with("nævnets") || who.ends_with("rettens") || who.ends_with("styrelsens")) &&
      !who.ends_with("bestyrelsens"))
    return false;
  return folded.find("tidligere") == std::string_view::npos && std::ranges::count(folded.substr(0, space), ' ') <= 3;
}

// “249050”: a case by its number alone.
bool is_plain_number(std::string_view word) {
  return word.size() >= 4 && word.size() <= 9 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// “306-2009-600”, “24/18812”, “EMN-2021-00123”: one word of figures in groups, as registries number their cases.
bool is_registry_number(std::string_view word) {
  if (word.size() < 6 || word.size() > 40) return false;
  std::size_t figures = 0, marks = 0;
  for (const char c : word) {
    figures += is_digit(c);
    marks += c == '-' || c == '/' || c == '.';
    if (!is_digit(c) && c != '-' && c != '/' && c != '.' && !(c >= 'A' && c <= 'Z')) return false;
  }
  return figures >= 4 && is_digit(word.back()) && (marks >= 2 || word.find('/') != std::string_view::npos);
}

}  // namespace

Label label_of(std::string_view folded) {
  const Table& t = table();
  // Most rows are told from all labels by their first letters and their length.
  if (folded.empty() || (t.lengths[opening_of(folded)] & length_bit(folded)) == 0) return Label::none;
  const Label* const known = t.words.find(folded);
  return known ? *known : Label::none;
}

bool is_button(std::string_view text) {
  const auto lengths = [&by_letter = table().button_lengths](std::string_view words) {
    const auto first = static_cast<unsigned char>(words[0]);
    return by_letter[first >= 'A' && first <= 'Z' ? first + 0x20 : first];
  };
  // Told by the first letter before anything is stripped or put in lower case.
  if (text.empty() || (((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z') && lengths(text) == 0)) return false;
  const std::string_view words = strip(text, ":.-");
  if (words.empty() || words.size() > 64 || (lengths(words) & length_bit(words)) == 0) return false;
  return label_of(Folded(words)) == Label::furniture;
}

namespace {

// “Sagsfremstilling v/ Ida Holm:”, “Baggrund (v/ Ida Holm)”: a section's word and who presents it. Without a colon only
// where nothing stands behind the name.
LabelFound presented_section(std::string_view text, std::string_view folded) {
  static constexpr WordSet sections{"sagsfremstilling", "sagsbeskrivelse", "sagsresumé",  "sagsresume",
                                    "baggrund",         "beskrivelse",     "indstilling", "problemstilling",
                                    "motivering",       "redegørelse",     "resumé",      "resume"};
  const std::string_view word = sections.beginning(folded);
  if (word.empty() || folded.size() < word.size() + 5 || folded[word.size()] != ' ') return {};
  const std::size_t by = word.size() + (folded[word.size() + 1] == '(' ? 2 : 1);
  static constexpr WordSet markers{"v/", "v. ", "ved "};
  const std::string_view marker = markers.beginning(folded.substr(by));
  if (marker.empty()) return {};
  const std::size_t end = std::min(text.substr(0, 90).find(':'), text.size());
  const std::string_view who = strip(text.substr(by + marker.size(), end - by - marker.size()), " )");
  if (who.empty() || who.find('.') < who.size() - 1 || std::ranges::count(who, ' ') > 8) return {};
  const bool colon = end < text.size();
  if (!colon && (text.size() > 64 || std::ranges::count(who, ' ') > 3)) return {};
  return found(label_of(word), text, colon ? end + 1 : end, colon, 0.9f, text.substr(0, end));
}

}  // namespace

LabelFound find_label(std::string_view text) { return find_label(text, Folded(text.substr(0, label_reach))); }

LabelFound find_label(std::string_view text, std::string_view folded, RowMarks marks) {
  if (text.empty()) return {};
  const std::string_view head = text.substr(0, label_reach);
  folded = folded.substr(0, head.size());
  const std::size_t colon = marks.colon ? head.substr(0, 64).find(':') : std::string_view::npos;
  const auto folded_part = [&](std::size_t end) { return strip(folded.substr(0, end), ":.-"); };

  if (text.size() <= 64) {
    const std::string_view whole = folded_part(folded.size());
    // “Vedtaget.” by itself is what was decided; a heading has its colon.
    if (whole == "vedtaget" && !text.ends_with(':')) return {};
    if (const Label label = label_of(whole); label != Label::none)
      return {label, text.size(), true, text.ends_with(':'), 1, strip(text, ":")};
    if (ends_with_indstilling(whole))
      return {Label::recommendation, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
    if (starts_upper(text) && is_decision_of_a_body(whole))
      return {Label::minutes, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
    if (const Label label = starts_upper(text) ? near_label(whole) : Label::none;
        label != Label::none && (text.ends_with(':') || is_section(label)))
      return {label, text.size(), true, text.ends_with(':'), 0.7f, strip(text, ":")};
  }
  if (const LabelFound presented = presented_section(text, folded); presented.label != Label::none) return presented;
  if (is_minutes_heading(folded, text.size() > head.size() ? head : text) && text.size() <= head.size()) {
    return {Label::minutes, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
  }
  if (colon != std::string_view::npos) {
    const std::string_view whole = folded_part(colon);
    Label label = label_of(whole);
    if (label == Label::none && ends_with_indstilling(whole)) label = Label::recommendation;
    if (label == Label::none && colon < 24) label = near_label(whole);
    if (label != Label::none) return found(label, text, colon + 1, true, 0.95f, strip(text.substr(0, colon), "."));
    // “Sagsnr.: … Brevid: 123”: a mark further on in a short row marks the row.
    if (text.size() < 110) {
      const std::string_view before = last_word(text.substr(0, colon));
      if (label_of(lower(before)) == Label::mark && before.size() > 5)
        return {Label::mark, text.size(), true, true, 0.8f, text};
    }
  }
  // A wide gap or a tab parts label and text where the colon is missing.
  const std::string_view near = head.substr(0, 41);
  if (const std::size_t gap = marks.gap ? std::min(find_part(near, "  "), near.substr(0, near.size() - 1).find('\t'))
                                        : std::string_view::npos;
      gap < 40) {
    const Label label = label_of(folded_part(gap));
    if (label != Label::none && label != Label::agenda && !(is_section(label) && is_figure(trim(text.substr(gap)))))
      return found(label, text, gap, false, 0.9f, text.substr(0, gap));
  }
  if (const LabelFound spaced = spaced_label(text, folded); spaced.label != Label::none) return spaced;
  static constexpr WordSet numbers{"sagsnr.", "sagnr.", "journalnr.", "j.nr.", "sagsnr", "sags nr.", "sag nr.", "sag"};
  if (text.size() < 110 && numbers.begins(folded))
    for (const std::string_view word : numbers)
      if (folded.starts_with(word) && !letter_at(text, word.size()) &&
          (is_registry_number(trim(text.substr(word.size()))) ||
           (word != "sag" &&
            (contains(text, "/") || is_plain_number(first_word(skip_blanks(text.substr(word.size()))))))))
        return found(Label::case_number, text, word.size(), false, 0.8f, text.substr(0, word.size()));
  if (starts_upper(text)) return glued(text, folded);
  return {};
}

}  // namespace klynge::reading
