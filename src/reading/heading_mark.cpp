#include "reading/heading_mark.hpp"

#include <array>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

struct Digits {
  int value = 0;
  std::size_t count = 0;
};

Digits digits_at(std::string_view text, std::size_t at) {
  Digits d;
  while (at + d.count < text.size() && is_digit(text[at + d.count]) && d.count < 4)
    d.value = d.value * 10 + (text[at + d.count++] - '0');
  return d;
}

std::size_t past_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  while (text.substr(at).starts_with("\u00a0")) at += 2;
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

// “/”, “|”, “>”, “·”, “»”: what some put between number and title; bytes of it, 0 for none.
unsigned stroke_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == '/' || c == '|' || c == '>' || c == '\\') return 1;
  if (c != '\xc2' && c != '\xe2') return 0;
  for (const std::string_view sign : {"·", "»", "•", "›", "│"})
    if (text.substr(at).starts_with(sign)) return static_cast<unsigned>(sign.size());
  return 0;
}

std::string_view title_after(std::string_view text, std::size_t at) {
  std::string_view title = strip(text.substr(std::min(at, text.size())), " |:");
  while (const unsigned sign = dash_at(title, 0) + stroke_at(title, 0)) title = trim(title.substr(sign));
  return title;
}

// A stroke with a title behind it, as in “Pkt. 3 / Budget”; “1 / 2” tells of something else.
bool stroke_before_title(std::string_view text, std::size_t at) {
  const unsigned stroke = stroke_at(text, at);
  if (stroke == 0) return false;
  const std::size_t title = past_blanks(text, at + stroke);
  return title > at + stroke && starts_upper(text.substr(title));
}

bool starts_with_month(std::string_view text) {
  static constexpr WordSet openings{"ja", "fe", "ma", "ap", "ju", "au", "se", "ok", "no", "de"};
  if (text.size() < 3) return false;
  const std::array<char, 2> opening{static_cast<char>(text[0] | 0x20), static_cast<char>(text[1] | 0x20)};
  if (!openings.has({opening.data(), opening.size()})) return false;
  return danish_month(lower(first_word(text).substr(0, 14))).has_value();
}

bool starts_with_unit(std::string_view text) {
  static constexpr WordSet units{
      "kr", "mio", "mia",      "pct",       "procent",  "timer",  "minutter", "dage",   "uger", "måneder", "år", "stk",
      "m",  "km",  "kommuner", "medlemmer", "personer", "halvår", "kvartal",  "klasse", "sal",  "th",      "tv"};
  return text.starts_with('%') || units.has(Folded(first_word(text).substr(0, 16)));
}

// The value of a Roman number up to 39 at the start of the text; items are never more.
Digits roman_at(std::string_view text, std::size_t at) {
  const auto worth = [](char c) { return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0; };
  Digits d;
  while (at + d.count < text.size() && d.count < 6 && worth(text[at + d.count]) > 0) {
    const int mine = worth(text[at + d.count]);
    const int next = at + d.count + 1 < text.size() ? worth(text[at + d.count + 1]) : 0;
    d.value += mine < next ? -mine : mine;
    ++d.count;
  }
  return d;
}

bool counts_parts(char c) { return (c >= 'A' && c <= 'H') || (c >= 'a' && c <= 'h'); }

// The letter behind an item's number, “5a” or “5.A”; bytes up to its end, 0 for none.
std::size_t letter_of_part(std::string_view text, std::size_t at) {
  const std::size_t letter = text.substr(at, 1) == "." ? at + 1 : at;
  return letter < text.size() && counts_parts(text[letter]) && !letter_at(text, letter + 1) ? letter + 1 - at : 0;
}

// What a number word numbers: “1”, “1.2”, “2a”, “4/23”, “IV”, “B”; moves `at` behind it.
bool number_after_word(HeadingMark& mark, std::string_view text, std::size_t& at, bool letters) {
  const std::size_t from = at;
  if (const Digits d = digits_at(text, at); d.count > 0) {
    if (d.count > 3) return false;
    mark.major = static_cast<std::int16_t>(d.value);
    at += d.count;
    if (at + 1 < text.size() && (text[at] == '.' || text[at] == '/') && is_digit(text[at + 1])) {
      const Digits minor = digits_at(text, at + 1);
      mark.minor = static_cast<std::int16_t>(minor.value);
      at += 1 + minor.count;
    } else if (const std::size_t letter = letter_of_part(text, at); letter > 0) {
      at += letter;
      mark.letter = text[at - 1];
    }
  } else if (const Digits roman = roman_at(text, at); roman.count > 0 && !letter_at(text, at + roman.count)) {
    mark.major = static_cast<std::int16_t>(roman.value);
    at += roman.count;
  } else if (letters && at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && !letter_at(text, at + 1)) {
    mark.major = static_cast<std::int16_t>(text[at++] - 'A' + 1);
  } else {
    return false;
  }
  mark.number = text.substr(from, at - from);
  return true;
}

// By the first two letters; most rows that begin with “D” or “S” begin with another word.
bool may_be_number_word(std::string_view text) {
  static constexpr WordSet openings{"pu", "pk", "ad", "ag", "sa", "da", "ti", "ve", "em", "nr"};
  if (text.size() < 4) return false;
  const std::array<char, 2> opening{static_cast<char>(text[0] | 0x20), static_cast<char>(text[1] | 0x20)};
  return openings.has({opening.data(), opening.size()});
}

// “Punkt 1:”, “Pkt. 3 (Ida)”, “Ad 2)”, “Sag nr. 4”, “Punkt B”.
HeadingMark word_mark(std::string_view text) {
  static constexpr WordSet words{"dagsordenspunkt nr.",
                                 // clang-format off
                                 "dagsordenspunkt", "dagsordenens punkt", "dagsordenens pkt.", "punkt nr.", "punkt",
                                 "pkt. nr.", "pkt.nr.", "pkt.nr", "pkt nr.", "pkt.", "pkt", "agendapunkt", "sagspunkt",
                                 "ad. dagsordenspunkt", "ad. punkt", "ad. pkt.", "ad. pkt", "ad dagsordenens punkt", "ad dagsordenspunkt",
                                 "ad punkt", "ad pkt.", "ad pkt", "ad.", "ad", "sag nr.", "sag", "til punkt",
                                 "til pkt.", "vedr. punkt", "vedr. pkt.", "emne nr.", "emne",
                                 // clang-format on
                                 "nr.", "nr"};
  if (!may_be_number_word(text)) return {};
  const Folded lowered(text.substr(0, 32));
  const std::string_view folded = lowered;
  for (const auto word : words) {
    if (word[0] != folded[0] || word[1] != folded[1] || !folded.starts_with(word)) continue;
    std::size_t end = past_blanks(text, word.size());
    if (end == word.size() && !word.ends_with('.')) continue;
    if (end < text.size() && text[end] == '#') ++end;
    const bool ad = word.starts_with("ad");
    HeadingMark mark;
    mark.style = Numbering::word;
    if (!number_after_word(mark, text, end, !ad)) return {};
    while (end < text.size() && (text[end] == '.' || text[end] == ')' || text[end] == ':')) ++end;
    const bool closed = end == text.size() || text[end - 1] == '.' || text[end - 1] == ')' || text[end - 1] == ':';
    const std::size_t next = past_blanks(text, end);
    // “Punkt 3 blev udsat”: a sentence about an item is no heading.
    const bool parted = closed || dash_at(text, next) || stroke_before_title(text, next);
    if (!parted && !starts_upper(text.substr(next)) && text.substr(next, 1) != "(" && text.substr(next, 1) != "|")
      return {};
    // Without a full stop “nr” is a word like others.
    if (word == "nr" && !parted) return {};
    // “Ad 3 Bo Krag undersøger prisen.” is said of an item, “Ad 4 Evt.” is one.
    if (!closed && ad && starts_upper(text.substr(next)) && text.ends_with('.') && token_count(text.substr(next)) > 1)
      return {};
    mark.title = title_after(text, next);
    return mark;
  }
  return {};
}

// “Forslag A. Vinduer”, “Forslag nr. 2: Vinduer”, “Ændringsforslag 1 – Vinduer”; `word` ends where the number begins.
HeadingMark proposal_mark(std::string_view text, std::size_t word) {
  std::size_t at = past_blanks(text, word);
  if (at == word || at >= text.size()) return {};
  if (text.substr(at).starts_with("nr")) at = past_blanks(text, at + (text.substr(at, 3) == "nr." ? 3 : 2));
  if (text.substr(at, 1) == "#") ++at;
  HeadingMark mark;
  const std::size_t from = at;
  const bool letter = at < text.size() && ((text[at] >= 'A' && text[at] <= 'Z') || counts_parts(text[at]));
  const bool roman = number_after_word(mark, text, at, false) && !is_digit(text[from]);
  if (roman) mark.roman = mark.major;
  if (letter && (at == from || at == from + 1) && !letter_at(text, from + 1)) {
    mark.letter = text[from];
    at = from + 1;
  }
  if (at == from) return {};
  if (letter) mark.major = -1;
  mark.number = text.substr(from, at - from);
  const std::size_t number = at;
  while (at < text.size() && (text[at] == '.' || text[at] == ')' || text[at] == ':')) ++at;
  const std::size_t next = past_blanks(text, at);
  const bool parted = at > number || dash_at(text, next) || stroke_before_title(text, next);
  // “forslag a blev vedtaget” is said of one.
  if (!parted && (next == at || mark.letter >= 'a') && next < text.size()) return {};
  mark.title = title_after(text, next);
  static constexpr WordSet told{"fra", "stillet", "fremsat", "af", "om", "vedr.", "vedrørende"};
  const bool whole = !parted && text.size() < 120 && !text.ends_with('.') && told.has(first_word(mark.title));
  if (whole) mark.title = text;
  if (!mark.title.empty() && !starts_upper(mark.title) && mark.title[0] != '(') return {};
  mark.style = Numbering::part;
  return mark;
}

// The words before the letter or number of a proposal; bytes of the one the row begins with, 0 for none.
std::size_t proposal_word(std::string_view text) {
  static constexpr WordSet words{"Forslag",         "FORSLAG",         "Delforslag",      "Medlemsforslag",
                                 "Ændringsforslag", "ÆNDRINGSFORSLAG", "Vedtægtsændring", "Ad forslag",
                                 "Ad Forslag",      "Ad. forslag",     "Ad. Forslag",     "Til forslag",
                                 "Vedr. forslag"};
  // A letter or two tell nearly every row from them.
  if (text.size() < 8) return 0;
  static constexpr WordSet openings{"Fo", "FO", "De", "Me", "\xc3\x86", "Ve", "Ad", "Ti"};
  return openings.has(text.substr(0, 2)) ? words.beginning(text).size() : 0;
}

// “A. Budget”, “b) Budget”, “IV. Budget”, “II - Budget”.
HeadingMark letter_mark(std::string_view text) {
  HeadingMark mark;
  const Digits roman = roman_at(text, 0);
  std::size_t at = roman.count;
  if (at == 0) {
    const bool plain = (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z');
    if (!plain) return {};
    at = 1;
  }
  if (at >= text.size()) return {};
  mark.style = at == 1 ? Numbering::letter : Numbering::roman;
  mark.roman = static_cast<std::int16_t>(roman.value);
  if (at == 1) mark.letter = text[0];
  mark.number = text.substr(0, at);
  const bool closed = text[at] == '.' || text[at] == ')' || text[at] == ':';
  const std::size_t next = past_blanks(text, at + (closed ? 1 : 0));
  if (next == at + (closed ? 1 : 0) && next < text.size()) return {};
  if (!closed && !dash_at(text, next)) return {};
  if (!closed && at == 1 && roman.count == 0) return {};
  mark.title = title_after(text, next);
  if (mark.title.empty() || !letter_at(mark.title, 0)) return {};
  // “A. P. Møller”: initials of a name.
  if (mark.title.size() > 1 && mark.title[1] == '.') return {};
  return mark;
}

HeadingMark clock_mark(std::string_view text) {
  const bool marked = text.starts_with("Kl") || text.starts_with("kl") || text.starts_with("KL");
  if (!marked && !is_digit(text[0])) return {};
  const auto time = time_at(text, 0, false);
  if (!time || (!marked && !time->end)) return {};
  std::size_t next = time->to;
  while (next < text.size() && (text[next] == ':' || text[next] == '.' || is_blank(text[next]))) ++next;
  const std::string_view title = title_after(text, next);
  if (title.empty()) return {};
  if (!starts_upper(title)) return {};
  HeadingMark mark;
  mark.style = Numbering::clock;
  mark.major = static_cast<std::int16_t>(time->start.minutes);
  mark.title = title;
  if (time->end) mark.clock_end = static_cast<std::int16_t>(time->end->minutes);
  mark.clock_marked = time->marked;
  return mark;
}

// “5.A Vinduer”, “5.a) Vinduer”, “5A Vinduer” below an item 5, and “1. forslag: Vinduer”; `whole` bears the digits.
HeadingMark part_mark(std::string_view text, const HeadingMark& whole) {
  HeadingMark mark = whole;
  std::size_t at = mark.number.size();
  if (mark.letter != 0 || at + 3 >= text.size()) return {};
  if (text.substr(at).starts_with(". forslag")) {
    at += std::string_view(". forslag").size();
    if (at < text.size() && text[at] != ':' && text[at] != '.' && !dash_at(text, past_blanks(text, at))) return {};
    mark.title = title_after(text, at + (at < text.size() && text[at] == '.' ? 1 : 0));
    mark.style = Numbering::part;
    return mark;
  }
  const std::size_t letter = letter_of_part(text, at);
  if (letter == 0) return {};
  mark.letter = text[at + letter - 1];
  at += letter;
  mark.number = text.substr(0, at);
  const std::size_t close = at;
  while (at < text.size() && (text[at] == '.' || text[at] == ')' || text[at] == ':')) ++at;
  const std::size_t title = past_blanks(text, at);
  if (title == at || (at == close && letter == 1 && mark.letter >= 'a')) return {};
  mark.title = title_after(text, title);
  if (!starts_upper(mark.title)) return {};
  mark.style = letter == 2 || at > close ? Numbering::dot : Numbering::part;
  return mark;
}

HeadingMark digit_mark(std::string_view text) {
  const Digits d = digits_at(text, 0);
  if (d.count == 0 || d.count > 3) return {};
  std::size_t at = d.count;
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(0, at);
  if (at == text.size()) return {};
  if (text[at] >= 'a' && text[at] <= 'h' && at + 1 < text.size() && (text[at + 1] == '.' || text[at + 1] == ')')) {
    mark.letter = text[at++];
    mark.number = text.substr(0, at);
  }
  if (const HeadingMark part = part_mark(text, mark); part.style != Numbering::none) return part;
  // “1 . Budget”: recognised from a picture, with a blank before the full stop.
  if (text[at] == ' ' && at + 2 < text.size() && text[at + 1] == '.' && is_blank(text[at + 2])) ++at;
  // “1.) Budget”, “1.: Budget”: two marks where others print one.
  if (text[at] == '.' && at + 2 < text.size() && (text[at + 1] == ')' || text[at + 1] == ':') && is_blank(text[at + 2]))
    ++at;
  const char c = text[at];
  if (c == '/' && mark.letter == 0) {
    // “1/ Budget”: a stroke instead of the full stop.
    if (const std::size_t title = past_blanks(text, at + 1); title > at + 1) {
      mark.title = title_after(text, title);
      if (!starts_upper(mark.title)) return {};
      mark.style = Numbering::bracket;
      return mark;
    }
    // “4/23 Budget”: number and year.
    const Digits year = digits_at(text, at + 1);
    const std::size_t end = at + 1 + year.count;
    const std::size_t next = past_blanks(
        text, end < text.size() && (text[end] == '.' || text[end] == ':' || text[end] == ')') ? end + 1 : end);
    if ((year.count != 2 && year.count != 4) || next == end || next >= text.size()) return {};
    mark.minor = static_cast<std::int16_t>(year.value);
    mark.number = text.substr(0, end);
    mark.title = title_after(text, next);
    if (!starts_upper(mark.title)) return {};
    mark.style = Numbering::slash;
    return mark;
  }
  if (c == '.' && at + 1 < text.size() && is_digit(text[at + 1])) {
    const Digits minor = digits_at(text, at + 1);
    if (minor.count > 2) return {};
    std::size_t end = at + 1 + minor.count;
    mark.minor = static_cast<std::int16_t>(minor.value);
    mark.number = text.substr(0, end);
    if (end < text.size() && text[end] == '.' && !(end + 1 < text.size() && is_digit(text[end + 1]))) ++end;
    const std::size_t next = past_blanks(text, end);
    if (next == end && next < text.size() && !letter_at(text, next)) return {};
    mark.title = title_after(text, next);
    // “9.00-10.00” and “1.2 mio.” are no numbers of items.
    if (mark.title.empty() || starts_with_unit(mark.title) || !starts_upper(mark.title) || dash_at(text, next))
      return {};
    mark.style = Numbering::dot;
    return mark;
  }
  if (c == '.' || c == ')' || c == ':') {
    const std::size_t next = past_blanks(text, at + 1);
    mark.title = title_after(text, next);
    if (c == ':' && is_digit(mark.title.empty() ? 'x' : mark.title[0])) return {};
    if (c == '.' && starts_with_month(mark.title)) return {};
    if (c == '.' && next == at + 1 && !starts_upper(mark.title) && !mark.title.empty()) return {};
    mark.style = c == ')' ? Numbering::bracket : Numbering::dot;
    return mark;
  }
  if (letter_at(text, at)) {
    // “38Godkendelse”: digits, a capital and a small letter.
    const CodePoint first = code_point(text, at);
    const CodePoint second = code_point(text, at + first.size);
    if (!is_upper(first.value) || !is_letter(second.value) || is_upper(second.value)) return {};
    mark.title = text.substr(at);
    mark.style = Numbering::glued;
    return mark;
  }
  const std::size_t next = past_blanks(text, at);
  if (next == at && c != '|') return {};
  if (dash_at(text, next) || text.substr(next).starts_with('|') || stroke_before_title(text, next)) {
    mark.title = title_after(text, next);
    if (!starts_upper(mark.title)) return {};
    mark.style = Numbering::bare;
    return mark;
  }
  const std::string_view rest = text.substr(next);
  const bool marked = rest.starts_with("(Å") || rest.starts_with("(Lu") || rest.starts_with("(å") ||
                      rest.starts_with("(lu") || rest.starts_with("(F");
  if ((!starts_upper(rest) && !marked) || starts_with_unit(text.substr(next)) || starts_with_month(text.substr(next)))
    return {};
  mark.title = title_after(text, next);
  mark.style = Numbering::bare;
  return mark;
}

// A row longer than any title is an item only where its text is run in behind the title.
constexpr std::size_t longest_heading = 600;

// “§ 1 Budget”, “§ 2: Budget”, but not “§ 4, stk. 2”.
HeadingMark section_mark(std::string_view text) {
  const std::size_t at = past_blanks(text, std::string_view("§").size());
  const Digits d = digits_at(text, at);
  if (d.count == 0 || d.count > 3) return {};
  std::size_t next = at + d.count;
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(at, d.count);
  if (next < text.size() && (text[next] == '.' || text[next] == ':')) ++next;
  const std::size_t title = past_blanks(text, next);
  if (title == next && next < text.size()) return {};
  mark.title = title_after(text, title);
  if (!starts_upper(mark.title)) return {};
  mark.style = Numbering::section;
  return mark;
}

// “(1) Budget”, “[1] Budget”
HeadingMark enclosed_mark(std::string_view text) {
  const Digits d = digits_at(text, 1);
  const std::size_t close = 1 + d.count;
  if (d.count == 0 || d.count > 2 || text.substr(close, 2) != (text[0] == '(' ? ") " : "] ")) return {};
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(1, d.count);
  mark.title = title_after(text, past_blanks(text, close + 1));
  if (!starts_upper(mark.title)) return {};
  mark.style = Numbering::bracket;
  return mark;
}

// “#1 Budget”, “# 1: Budget”, “P1: Budget”, “P 1: Budget”: a sign before the number. Where nothing closes “P1” it is a
// way of its own, since places to park and halls are called so too.
HeadingMark signed_mark(std::string_view text) {
  const bool letter = text[0] == 'P';
  const std::size_t at = past_blanks(text, letter && text[1] == '.' ? 2 : 1);
  const Digits d = digits_at(text, at);
  if (d.count == 0 || d.count > 3) return {};
  std::size_t end = at + d.count;
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(at, d.count);
  while (end < text.size() && (text[end] == '.' || text[end] == ')' || text[end] == ':')) ++end;
  const std::size_t next = past_blanks(text, end);
  const bool closed = end > at + d.count || dash_at(text, next) > 0 || stroke_before_title(text, next);
  if (next == end && next < text.size()) return {};
  mark.title = title_after(text, next);
  if (!mark.title.empty() && !starts_upper(mark.title)) return {};
  if (letter && !closed && mark.title.empty()) return {};
  mark.style = letter && !closed ? Numbering::code : Numbering::word;
  return mark;
}

HeadingMark any_mark(std::string_view text) {
  if (text[0] == '(' || text[0] == '[') return enclosed_mark(text);
  if (text.starts_with("§")) return section_mark(text);
  const bool spaced = text.size() > 3 && (text[1] == ' ' || text[1] == '.') && is_digit(text[2]);
  if (text[0] == '#' || (text[0] == 'P' && text.size() > 2 && (is_digit(text[1]) || spaced))) return signed_mark(text);
  if (is_digit(text[0])) {
    if (HeadingMark mark = digit_mark(text); mark.style != Numbering::none) return mark;
    return clock_mark(text);
  }
  const char c = text[0];
  if (c == 'K' || c == 'k')
    if (HeadingMark mark = clock_mark(text); mark.style != Numbering::none) return mark;
  if (HeadingMark mark = word_mark(text); mark.style != Numbering::none) return mark;
  // A small letter behind the first one goes on with a word.
  if (text.size() < 2 || (text[1] >= 'a' && text[1] <= 'z')) return {};
  return letter_mark(text);
}

// “1. næstformand Ida Holm ledte mødet”: the first of several such, and no item's number.
bool is_ordinal(const HeadingMark& mark) {
  static constexpr WordSet counted{"næstformand", "viceformand", "suppleant", "stedfortræder", "behandling"};
  return mark.style == Numbering::dot && starts_lower(mark.title) && mark.title.size() > 14 &&
         counted.has(first_word(mark.title));
}

}  // namespace

namespace {

// A bit for each letter: a, d, e, f, m, n, p, s, t, v.
bool begins_a_number_word(char c) {
  constexpr std::uint32_t letters = [] {
    std::uint32_t bits = 0;
    for (const char letter : std::string_view("adefmnpstv")) bits |= 1u << (letter - 'a');
    return bits;
  }();
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'z' && (letters >> (small - 'a') & 1u) != 0;
}

}  // namespace

HeadingMark heading_mark(std::string_view text) {
  if (text.empty()) return {};
  // Most rows begin with a word that numbers nothing: a letter and a small one behind it.
  const bool word =
      text.size() >= 2 && text[1] >= 'a' && text[1] <= 'z' && !is_digit(text[0]) && (text[0] | 0x20) != 'k';
  // None of the words that number something begins with another letter.
  if (word && !begins_a_number_word(text[0])) return {};
  const std::size_t proposal = proposal_word(text);
  if (word && proposal == 0 && !may_be_number_word(text)) return {};
  const HeadingMark mark = proposal > 0 ? proposal_mark(text, proposal) : any_mark(text);
  if (is_ordinal(mark)) return {};
  if (text.size() > longest_heading &&
      (mark.style == Numbering::none || run_in_length(mark.title) == mark.title.size()))
    return {};
  return mark;
}

}  // namespace klynge::reading
