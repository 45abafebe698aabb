#include "reading/line_class.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/recurring.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
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
    // “• Punkt 3: …” and “• Forslag A: …” are numbered all the same.
    if (HeadingMark mark = heading_mark(text.substr(bullet));
        mark.style == Numbering::word || mark.style == Numbering::part)
      out.heading = mark;
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
  // “Forslag 1: Nyt tag” is no case that “Forslag” heads.
  if (!is_digit(c) && out.heading.style != Numbering::part)
    out.label = find_label(text, folded, row.marks);
  else if (is_digit(c) && is_classified_case(text))
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
