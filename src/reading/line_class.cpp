#include "reading/line_class.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/recurring.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
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

std::string_view title_after(std::string_view text, std::size_t at) {
  std::string_view title = strip(text.substr(std::min(at, text.size())), " |:");
  while (const unsigned dash = dash_at(title, 0)) title = trim(title.substr(dash));
  return title;
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
    } else if (at < text.size() && text[at] >= 'a' && text[at] <= 'h' && !letter_at(text, at + 1)) {
      mark.letter = text[at++];
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
                                 "nr."};
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
    if (!closed && !dash_at(text, next) && !starts_upper(text.substr(next)) && text.substr(next, 1) != "(" &&
        text.substr(next, 1) != "|")
      return {};
    // “Ad 3 Bo Krag undersøger prisen.” is said of an item, “Ad 4 Evt.” is one.
    if (!closed && ad && starts_upper(text.substr(next)) && text.ends_with('.') && token_count(text.substr(next)) > 1)
      return {};
    mark.title = title_after(text, next);
    return mark;
  }
  return {};
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
  if (dash_at(text, next) || text.substr(next).starts_with('|')) {
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

}  // namespace

namespace {

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

// “(1) Budget”
HeadingMark enclosed_mark(std::string_view text) {
  const Digits d = digits_at(text, 1);
  const std::size_t close = 1 + d.count;
  if (d.count == 0 || d.count > 2 || text.substr(close, 2) != ") ") return {};
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(1, d.count);
  mark.title = title_after(text, past_blanks(text, close + 1));
  if (!starts_upper(mark.title)) return {};
  mark.style = Numbering::bracket;
  return mark;
}

// “#1 Budget”, “# 1: Budget”, “P1: Budget”: a sign before the number. Behind “P1” something must close it, since
// places to park and halls are called so too.
HeadingMark signed_mark(std::string_view text) {
  const bool letter = text[0] == 'P';
  const std::size_t at = letter ? 1 : past_blanks(text, 1);
  const Digits d = digits_at(text, at);
  if (d.count == 0 || d.count > 3) return {};
  std::size_t end = at + d.count;
  HeadingMark mark;
  mark.major = static_cast<std::int16_t>(d.value);
  mark.number = text.substr(at, d.count);
  while (end < text.size() && (text[end] == '.' || text[end] == ')' || text[end] == ':')) ++end;
  const std::size_t next = past_blanks(text, end);
  const bool closed = end > at + d.count || dash_at(text, next) > 0;
  if ((letter && !closed) || (next == end && next < text.size())) return {};
  mark.title = title_after(text, next);
  if (!mark.title.empty() && !starts_upper(mark.title)) return {};
  mark.style = Numbering::word;
  return mark;
}

HeadingMark any_mark(std::string_view text) {
  if (text[0] == '(') return enclosed_mark(text);
  if (text.starts_with("§")) return section_mark(text);
  if (text[0] == '#' || (text[0] == 'P' && text.size() > 2 && is_digit(text[1]))) return signed_mark(text);
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

}  // namespace

namespace {

// “1. næstformand Ida Holm ledte mødet”: the first of several such, and no item's number.
bool is_ordinal(const HeadingMark& mark) {
  static constexpr WordSet counted{"næstformand", "viceformand", "suppleant", "stedfortræder", "behandling"};
  return mark.style == Numbering::dot && starts_lower(mark.title) && mark.title.size() > 14 &&
         counted.has(first_word(mark.title));
}

}  // namespace

HeadingMark heading_mark(std::string_view text) {
  if (text.empty()) return {};
  // Most rows begin with a word that numbers nothing: a letter and a small one behind it.
  const bool word =
      text.size() >= 2 && text[1] >= 'a' && text[1] <= 'z' && !is_digit(text[0]) && (text[0] | 0x20) != 'k';
  if (word && !may_be_number_word(text)) return {};
  const HeadingMark mark = any_mark(text);
  if (is_ordinal(mark)) return {};
  if (text.size() > longest_heading &&
      (mark.style == Numbering::none || run_in_length(mark.title) == mark.title.size()))
    return {};
  return mark;
}

namespace {

constexpr std::size_t lead_in_reach = 200;

// One of these stands in all that tells what should be decided.
constexpr PhraseScan recommends{"indstil", "anbefal", "foresl"};

// “anbefaler to ansøgninger:” announces the things it counts, not what should be decided.
bool begins_with_number(std::string_view text) {
  static constexpr std::array<std::string_view, 9> words{"to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"};
  const auto all = tokens(text);
  return !all.empty() && (is_digit(all.front().front()) || std::ranges::find(words, all.front()) != words.end());
}

// `folded`: the text's first lead_in_reach bytes in lower case.
bool is_lead_in(std::string_view text, const Folded& lowered, bool may_recommend) {
  if (!may_recommend) return false;
  const std::string_view folded = lowered;
  const bool open = text.ends_with(':') || text.ends_with(',') || text.ends_with(" at") || text.ends_with(';');
  std::size_t at = find_part(folded, "indstille");
  if (at == std::string_view::npos) {
    // The same in other words, as strict as they are common: “Det foreslås, at”, “Forvaltningen anbefaler:”.
    for (const std::string_view verb : {"anbefaler", "anbefales", "foreslår", "foreslås"}) {
      at = find_part(folded, verb);
      if (at == std::string_view::npos || at == 0 || at > 60 || !is_blank(folded[at - 1]) || !starts_upper(text))
        continue;
      const std::string_view before = trim(folded.substr(0, at));
      const std::string_view after = folded.substr(at + verb.size());
      if (contains(before, ".") || token_count(before) > 6) return false;
      const bool nobody = before == "det" || before == "der";
      if (strip(after, " :,").empty()) return !nobody || open;
      // “Midlerne foreslås fordelt således:”, “foreslår følgende takster:” announces a table.
      static constexpr WordSet tables{"takster:", "satser:", "priser:", "beløb:", "datoer:", "tider:", "fordeling:"};
      if (contains(after.substr(0, 30), " fordel") || tables.ends(after)) return false;
      if (text.size() > 80) return false;
      if (strip(after, " ,:") == "at" ||
          (text.ends_with(':') && ((token_count(after) <= 3 && !begins_with_number(after)) || contains(after, " at"))))
        return true;
      return nobody && verb == "anbefales" && (after.starts_with(", at ") || after.starts_with(" at "));
    }
    return false;
  }
  if (at > 90 || contains(folded, "indstillede") || contains(folded, "indstillet")) return false;
  const std::string_view after = folded.substr(at);
  // The lead-in may only have its subject before the verb: no other sentence.
  if (contains(folded.substr(0, at), ". ")) return false;
  if (open) return true;
  for (const std::string_view verb :
       {"indstilles, at ", "indstiller, at ", "indstilles at ", "indstiller at ", "indstilles: ", "indstiller: "})
    if (contains(after.substr(0, 80), verb)) return true;
  if (after == "indstilles" || after == "indstiller") return true;
  // “Bo Holm indstilles til posten”, “indstilles til afslag” tell of something else.
  static constexpr WordSet aims{"godkendelse", "efterretning", "orientering", "drøftelse",    "beslutning",
                                "vedtagelse",  "behandling",   "tiltrædelse", "stillingtagen"};
  for (const std::string_view verb : {"indstiller til ", "indstilles til "})
    if (after.starts_with(verb)) {
      const std::string_view aim = strip(first_word(after.substr(verb.size())), ".,:");
      return aims.has(aim) || contains(after, " at ") || aim.ends_with("udvalget") || aim.ends_with("rådet") ||
             aim.ends_with("bestyrelsen") || aim.ends_with("styregruppen");
    }
  return false;
}

}  // namespace

bool is_lead_in(std::string_view text) {
  const Folded folded(text.substr(0, lead_in_reach));
  return is_lead_in(text, folded, recommends.in(folded));
}

bool opens_recommendations(std::string_view text) {
  if (text.size() > 160 || text.ends_with('.') || !starts_upper(text)) return false;
  const Folded lowered(text);
  if (!recommends.in(lowered)) return false;
  const std::string_view folded = lowered;
  for (const std::string_view verb :
       {"indstilles, at", "indstiller, at", "indstilles at", "indstiller at", "foreslås, at", "foreslås at",
        "foreslår, at", "foreslår at", "anbefales, at", "anbefales at", "anbefaler, at", "anbefaler at"}) {
    const std::size_t at = find_part(folded, verb);
    if (at == std::string_view::npos || at > 70) continue;
    return token_count(folded.substr(at + verb.size())) <= 7;
  }
  return false;
}

// “01.02G00 - 2017/27088”, “00.22.02-A00-3-18”: the subject in the municipalities' classification (KLE), and the case.
bool is_classified_case(std::string_view text) {
  if (text.size() < 10 || text.size() > 40 || text[2] != '.' || !is_digit(text[1]) || !is_digit(text[3])) return false;
  const std::size_t letter = text.find_first_not_of("0123456789.-");
  if (letter == std::string_view::npos || letter < 5 || letter > 10) return false;
  if (text[letter] < 'A' || text[letter] > 'Z' || letter + 2 >= text.size()) return false;
  return is_digit(text[letter + 1]) && is_digit(text[letter + 2]) && is_digit(text.back()) &&
         text.substr(letter + 1).find_first_not_of("0123456789-/ ") == std::string_view::npos;
}

// “DIKEOL / 08/3208”: who has the case, and its number; the byte where the number begins, 0 for none.
std::size_t number_behind_initials(std::string_view text) {
  if (text.size() < 9 || text.size() > 30) return 0;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z') ++at;
  if (at < 2 || at > 8 || !text.substr(at).starts_with(" / ")) return 0;
  const std::string_view number = text.substr(at + 3);
  const std::size_t stroke = number.find('/');
  const bool figures = number.find_first_not_of("0123456789/") == std::string_view::npos;
  const bool parted = (stroke == 2 || stroke == 4) && number.rfind('/') == stroke && number.size() > stroke + 1;
  return figures && parted ? at + 3 : 0;
}

LineClass classify(const Row& row) {
  LineClass out;
  std::string_view text = row.text;
  if (const std::size_t bullet = bullet_length(text)) {
    out.bullet = true;
    const LabelFound label = find_label(text.substr(bullet));
    // Web pages set the label of a list into the list (“• Afbud”).
    if (label.alone && is_attendance(label.label)) out.label = label;
    if (is_lead_in(text)) out.lead_in = text.ends_with(':');
    // “• Punkt 3: …” is numbered all the same.
    if (HeadingMark mark = heading_mark(text.substr(bullet)); mark.style == Numbering::word) out.heading = mark;
    return out;
  }
  const char c = text[0];
  out.heading = heading_mark(text);
  // “18.45-18.55”, “(16:30 - 16:35)”
  const std::size_t bracket = c == '(' ? 1 : 0;
  if (text.size() > bracket && (is_digit(text[bracket]) || text[bracket] == 'K' || text[bracket] == 'k')) {
    const auto time = time_at(text, bracket, false);
    if (time && strip(text.substr(time->to), " .:)").empty() && (time->end || time->marked)) {
      out.time_only = true;
      out.heading = {};
    }
  }
  const Folded folded(text.substr(0, lead_in_reach));
  if (!is_digit(c))
    out.label = find_label(text, folded, row.marks);
  else if (is_classified_case(text))
    out.label = {Label::case_number, 0, false, false, 0.8f, text.substr(0, 0)};
  if (const std::size_t number = out.label.label == Label::none ? number_behind_initials(text) : 0)
    out.label = {Label::case_number, number, false, false, 0.8f, text.substr(0, 0)};
  out.may_recommend = recommends.in(folded);
  out.lead_in = is_lead_in(text, folded, out.may_recommend);
  // “Indholdsfortegnelse1. Fraværende”: the contents' heading run together with the first item.
  if (out.label.label == Label::contents && !out.label.alone && !contains(text.substr(out.label.value), " 2. ")) {
    out.heading = heading_mark(text.substr(out.label.value));
    if (out.heading.style != Numbering::none) out.label = {};
  }
  return out;
}

namespace {

// “Referat Klyngen drøftede …”: a label run into its text, where it stands alone elsewhere.
void run_in_labels(const Sheet& sheet, std::vector<LineClass>& classes) {
  static constexpr std::array<std::string_view, 2> words{"Referat", "Beslutning"};
  std::array<bool, words.size()> alone{};
  for (std::size_t i = 9; i < classes.size(); ++i)
    if (const LabelFound& label = classes[i].label; label.label == Label::minutes && label.alone)
      for (std::size_t k = 0; k < words.size(); ++k) alone[k] = alone[k] || label.words == words[k];
  for (std::size_t k = 0; k < words.size(); ++k) {
    const std::string_view word = words[k];
    for (std::size_t i = 9; i < classes.size() && alone[k]; ++i) {
      const std::string_view text = sheet.rows[i].text;
      if (classes[i].label.label != Label::none || text.size() < 50 || !begins_with_word(text, word) ||
          text[word.size()] != ' ' || !starts_upper(text.substr(word.size() + 1)))
        continue;
      classes[i].label = {Label::minutes, word.size() + 1, false, false, 0.7f, text.substr(0, word.size()), true};
    }
  }
}

// “Det foreslås, at bestyrelsen” with a list straight below it.
void see_lists(const Sheet& sheet, std::vector<LineClass>& classes) {
  for (std::size_t i = 0; i + 1 < classes.size(); ++i) {
    if (classes[i].lead_in || !classes[i].may_recommend || classes[i].label.label != Label::none ||
        !opens_recommendations(sheet.rows[i].text))
      continue;
    std::size_t next = i + 1;
    while (next + 1 < classes.size() && sheet.rows[next].furniture) ++next;
    const std::string_view below = sheet.rows[next].text;
    classes[i].lead_in = classes[next].bullet || enumerator_length(below) > 0 || begins_with_word(below, "at") ||
                         begins_with_word(below, "At") || sheet.rows[next].role == LineRole::list_item;
  }
}

}  // namespace

std::vector<LineClass> classify(const Sheet& sheet) {
  std::vector<LineClass> out;
  out.reserve(sheet.rows.size());
  const Row* before = nullptr;
  for (const Row& row : sheet.rows) {
    if (row.furniture) {
      out.emplace_back();
      continue;
    }
    LineClass c = classify(row);
    // “… bruger/pårørende” / “inddragelse”: a small word that goes on with a sentence is no label.
    if (c.label.label != Label::none && before && starts_lower(row.text) && row.blanks <= sheet.gap &&
        characters(before->text) > 30 && !before->text.ends_with('.') && !before->text.ends_with(':'))
      c.label = {};
    out.push_back(c);
    before = &row;
  }
  run_in_labels(sheet, out);
  learn_recurring(sheet, out);
  see_lists(sheet, out);
  return out;
}

}  // namespace klynge::reading
