#include "reading/recurring.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "reading/outcome.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

// The text with every run of digits as one, so that “pkt. 51” and “pkt. 52” are the same.
std::size_t shape_of(std::string_view text) {
  std::string folded;
  for (const char c : lower(text))
    if (!is_digit(c))
      folded += c;
    else if (folded.empty() || folded.back() != '0')
      folded += '0';
  return std::hash<std::string>{}(folded);
}

using Counts = std::unordered_map<std::size_t, unsigned>;

// How many items the form was filled in for: how often its word for the minutes stands there.
unsigned forms_filled(const std::vector<LineClass>& classes) {
  Counts words;
  unsigned most = 0;
  for (const LineClass& c : classes)
    if (c.label.label == Label::minutes && c.heading.style == Numbering::none)
      most = std::max(most, ++words[shape_of(c.label.words)]);
  return most;
}

// “1.2. Indstilling”, “• Beslutning”: the number or bullet belongs to the form.
void see_through_marks(const Sheet& sheet, std::vector<LineClass>& classes) {
  struct Marked {
    std::size_t row;
    LabelFound label;
  };
  std::vector<Marked> marked;
  Counts words;
  std::size_t bulleted_numbers = 0;
  bool attachments = false;  // in a list under “Bilag”, which bears no bullet itself
  for (std::size_t i = 0, count = classes.size(); i < count; ++i) {
    const std::string_view text = sheet.rows[i].text;
    if (sheet.rows[i].furniture || text.size() > 300) continue;
    const std::size_t bullet = bullet_length(text);
    if (bullet == 0) attachments = classes[i].label.label == Label::attachments && classes[i].label.alone;
    // “- Tidsplan” under “Bilag” is the name of one.
    if (bullet > 0 && attachments) continue;
    const bool numbered = classes[i].heading.style == Numbering::dot && classes[i].heading.minor >= 0;
    if (bullet == 0 && !numbered) continue;
    const std::string_view rest = bullet ? text.substr(bullet) : classes[i].heading.title;
    if (rest.size() < 70) {
      const LabelFound label = find_label(rest);
      if (label.alone && is_section(label.label)) {
        marked.push_back({i, label});
        ++words[shape_of(label.words)];
      }
    }
    if (bullet && is_digit(rest.empty() ? 'x' : rest[0]) && heading_mark(rest).style != Numbering::none)
      ++bulleted_numbers;
  }
  std::size_t forms = 0, bulleted = 0;
  for (const Marked& m : marked)
    bulleted += classes[m.row].heading.style == Numbering::none && words[shape_of(m.label.words)] >= 2;
  for (const Marked& m : marked) {
    // Where bullets stand before sections at all, one that comes but once is a section too.
    const bool among_others = bulleted >= 4 && classes[m.row].heading.style == Numbering::none;
    if (words[shape_of(m.label.words)] < 2 && !among_others) continue;
    LineClass& c = classes[m.row];
    forms += c.heading.minor >= 0;
    c.label = m.label;
    c.label.value = sheet.rows[m.row].text.size();
    c.heading = {};
    c.bullet = false;
  }
  // Where “1.2” numbers a section, no “4.2” is an item.
  if (forms >= 2)
    for (LineClass& c : classes)
      if (c.heading.style == Numbering::dot && c.heading.minor >= 0) c.heading = {};
  if (bulleted_numbers < 2) return;
  for (std::size_t i = 0, count = classes.size(); i < count; ++i) {
    const std::string_view text = sheet.rows[i].text;
    const std::size_t bullet = bullet_length(text);
    if (bullet == 0 || sheet.rows[i].furniture || classes[i].label.label != Label::none ||
        !is_digit(text.substr(bullet).empty() ? 'x' : text[bullet]))
      continue;
    classes[i].heading = heading_mark(text.substr(bullet));
  }
}

// “Sundhedsudvalget, 03-05-2022, pkt. 4”: somebody who meets, and a day.
bool names_a_meeting(std::string_view folded) {
  for (const std::string_view word : {"udvalg", "råd", "bestyrelse", "møde", "beslut", "behandl", "nævn", "klynge",
                                      "gruppe", "forum", "direktion", "forsamling"})
    if (contains(folded, word)) return true;
  return false;
}

constexpr std::size_t longest_heading = 130;

// Every date has a 1, a 2 or a 3.
bool holds_a_day(std::string_view text) {
  return any_digit(text) && std::ranges::any_of(text, [](char c) { return c >= '1' && c <= '3'; });
}

bool dated_heading(std::string_view text) {
  if (text.size() > longest_heading || text.ends_with('.') || text.ends_with(',') || !starts_upper(text) ||
      !holds_a_day(text) || token_count(text) > 14)
    return false;
  const auto date = first_date(text);
  if (!date) return false;
  const std::string folded = lower(text);
  if (!names_a_meeting(folded)) return false;
  // What stands beside the date is the body and the number of the item, no sentence.
  for (const std::string_view word : {" er ", " var ", " blev ", " har ", " skal ", " holdes ", " afholdes ",
                                      " deltog ", "referat fra", "godkendelse"})
    if (contains(folded, word)) return false;
  return true;
}

// “Økonomiudvalget, 11. juni 2019, pkt. 88:”: a body, a day and perhaps the item there, and nothing else.
bool body_and_day(std::string_view text) {
  const bool item = contains(text, ", pkt. ");
  if (!item && !text.ends_with(':')) return false;
  const auto date = first_date(text);
  if (!date || date->date.year == 0) return false;
  static constexpr WordSet bodies{"udvalget",    "udvalg",     "rådet", "råd",
                                  "bestyrelsen", "bestyrelse", "forum", "klyngen"};
  const std::string before = lower(strip(text.substr(0, date->start), " ,:"));
  std::string_view body = before;
  for (const std::string_view lead : {" den", " d.", " d"})
    if (body.ends_with(lead)) body.remove_suffix(lead.size());
  body = strip(body, " ,");
  if (!bodies.ends(body) || token_count(body) > 7) return false;
  const std::string_view behind = strip(text.substr(date->end), " ,:.");
  return behind.empty() || (item && behind.starts_with("pkt. ") && token_count(behind) == 2);
}

// Rows that no rule has a name for and that begin as a heading does: a tenth of all. The rules below
// go through them and leave the others alone.
std::vector<std::size_t> unnamed_rows(const Sheet& sheet, const std::vector<LineClass>& classes) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0, count = classes.size(); i < count; ++i) {
    const Row& row = sheet.rows[i];
    const LineClass& c = classes[i];
    const bool named = row.furniture || c.label.label != Label::none || c.heading.style != Numbering::none || c.bullet;
    if (!named && row.text.size() <= longest_heading && starts_upper(row.text)) rows.push_back(i);
  }
  return rows;
}

void see_dated_headings(const Sheet& sheet, const std::vector<std::size_t>& unnamed, std::vector<LineClass>& classes) {
  std::vector<std::pair<std::size_t, std::size_t>> found;  // row, shape
  Counts shapes;
  for (const std::size_t i : unnamed) {
    const Row& row = sheet.rows[i];
    if (i < 4 || !row.marks.digit || !dated_heading(row.text)) continue;
    const std::size_t shape = shape_of(row.text);
    found.emplace_back(i, shape);
    ++shapes[shape];
  }
  for (const auto& [row, shape] : found) {
    const std::string_view text = sheet.rows[row].text;
    const std::string folded = lower(text);
    const bool decides =
        folded.starts_with("besl") || folded.starts_with("behandl") || contains(folded, "s beslutning");
    if (shapes[shape] < 2 && !decides && !body_and_day(text)) continue;
    classes[row].label = {Label::minutes, text.size(), true, text.ends_with(':'), 0.85f, strip(text, ":")};
  }
}

bool may_be_heading(const Row& row, const LineClass& c) {
  const std::string_view text = row.text;
  if (row.furniture || c.label.label != Label::none || c.heading.style != Numbering::none || c.bullet || c.lead_in ||
      c.time_only)
    return false;
  const char last = text.back();
  if (last == '.' || last == ',' || last == ';' || last == ')' || last == '!' || last == '?') return false;
  if (text.size() > 70 || characters(text) < 3 || !starts_upper(text) || text.find(": ") != std::string_view::npos)
    return false;
  return !begins_with_word(text, "At") && !(c.may_recommend && opens_recommendations(text));
}

Label label_by_words(std::string_view text) {
  const std::string folded = lower(text);
  if (folded.starts_with("beskrivelse") || folded.starts_with("tidligere")) return Label::case_text;
  if (contains(folded, "kompetence")) return Label::mark;
  if (contains(folded, "indstilling") || contains(folded, "anbefaling")) return Label::recommendation;
  if (contains(folded, "bilag")) return Label::attachments;
  if (contains(folded, "beslutning") || contains(folded, "konklusion") || contains(folded, "referat"))
    return Label::minutes;
  return Label::case_text;
}

// “Indledning/Baggrund”, “Indstilling og bilag”: headings that are made of two, both of one kind.
void see_double_headings(const Sheet& sheet, const std::vector<std::size_t>& unnamed, std::vector<LineClass>& classes) {
  for (const std::size_t i : unnamed) {
    const std::string_view text = sheet.rows[i].text;
    if (!may_be_heading(sheet.rows[i], classes[i]) || text.size() > 50) continue;
    const Folded lowered(strip(text, ":"));
    const std::string_view folded = lowered;
    for (const std::string_view link : {"/", " og ", " & ", ", "}) {
      const std::size_t at = folded.find(link);
      if (at == std::string_view::npos) continue;
      const Label one = label_of(trim(folded.substr(0, at)));
      const Label other = label_of(trim(folded.substr(at + link.size())));
      if (is_section(one) && one == other)
        classes[i].label = {one, text.size(), true, text.ends_with(':'), 0.8f, strip(text, ":")};
      break;
    }
  }
}

// “Sagen afgøres i: Byrådet” between a heading and its first section, in item after item.
void see_form_fields(const Sheet& sheet, std::vector<LineClass>& classes, unsigned forms) {
  if (forms < 2) return;
  std::vector<std::pair<std::size_t, std::size_t>> fields;  // row, key
  Counts counts;
  bool head = false;
  for (std::size_t i = 0, count = classes.size(); i < count; ++i) {
    const LineClass& c = classes[i];
    const std::string_view text = sheet.rows[i].text;
    if (sheet.rows[i].furniture) continue;
    if (c.heading.style != Numbering::none || is_mark(c.label.label))
      head = true;
    else if (c.label.label != Label::none || c.lead_in)
      head = false;
    if (!head || c.label.label != Label::none || c.heading.style != Numbering::none || c.bullet) continue;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > 40 || text.size() > 110 || !starts_upper(text) ||
        token_count(text.substr(0, colon)) > 4 || text.ends_with('.'))
      continue;
    fields.emplace_back(i, shape_of(text.substr(0, colon)));
    ++counts[fields.back().second];
  }
  for (const auto& [row, key] : fields)
    if (counts[key] >= 2 && counts[key] * 2 >= forms)
      classes[row].label = {Label::mark, sheet.rows[row].text.size(), true, true, 0.7f, sheet.rows[row].text};
}

// The rows from the first list of people to the first section or numbered heading behind it; the contents may stand
// above it.
std::pair<std::size_t, std::size_t> people_above_items(const std::vector<LineClass>& classes) {
  std::size_t listed = 0;
  while (listed < classes.size() && listed < 80 && !is_attendance(classes[listed].label.label)) {
    if (is_section(classes[listed].label.label)) return {0, 0};
    ++listed;
  }
  if (listed >= std::min<std::size_t>(classes.size(), 80)) return {0, 0};
  std::size_t behind = listed;
  while (behind < classes.size() && !is_section(classes[behind].label.label) &&
         classes[behind].heading.style == Numbering::none)
    ++behind;
  return {listed, behind};
}

void see_form_headings(const Sheet& sheet, const std::vector<std::size_t>& unnamed, std::vector<LineClass>& classes,
                       unsigned forms) {
  if (forms < 2) return;
  Counts counts;
  const auto key = [](std::string_view text) { return std::hash<std::string_view>{}(strip(text, ":")); };
  // Titles and employers come again among those who were there, above the first item.
  const std::pair<std::size_t, std::size_t> people = people_above_items(classes);
  const auto may_be = [&](std::size_t i) {
    return !(i > people.first && i < people.second) && may_be_heading(sheet.rows[i], classes[i]);
  };
  for (const std::size_t i : unnamed)
    if (may_be(i)) ++counts[key(sheet.rows[i].text)];
  for (const std::size_t i : unnamed) {
    const std::string_view text = sheet.rows[i].text;
    if (!may_be(i)) continue;
    const unsigned times = counts[key(text)];
    if (times < 2) continue;
    // A form prints its heading once in every item; a sub-heading of the text comes now and then.
    const Label kind = label_by_words(text);
    const unsigned least = kind == Label::case_text || kind == Label::mark ? 8 : 4;
    if (times * 10 < forms * least || times * 10 > forms * 12 + 10) continue;
    // “Godkendt”, “Ingen”, a person or several: what was filled in may come again too.
    if (outcome_of(text) || looks_like_name(text) || !names_in_list(text, false).empty()) continue;
    const bool answers = i > 0 && (classes[i - 1].label.label == Label::minutes ||
                                   (is_attendance(classes[i - 1].label.label) && classes[i - 1].label.alone));
    if (answers) continue;
    classes[i].label = {kind, text.size(), true, text.ends_with(':'), 0.7f, strip(text, ":")};
  }
}

}  // namespace

namespace {

constexpr WordSet mark_keys{
    "sag",    "sagsnr", "sagsid",    "sags",    "dok",       "dokument",      "dokumentnr", "dok.nr", "dok.id",
    "j.nr",   "jnr",    "journalnr", "journal", "initialer", "sagsinitialer", "sagsbeh",    "brevid", "kle",
    "kle-nr", "acadre", "esdh",      "id",      "nr",        "eksp.nr",       "sagnr",      "ref"};

bool is_mark_key(std::string_view word) {
  static constexpr WordSet first_letters{"s", "d", "j", "i", "b", "k", "a", "e", "n", "r",
                                         "S", "D", "J", "I", "B", "K", "A", "E", "N", "R"};
  if (word.size() > 14 || !first_letters.has(word.substr(0, 1))) return false;
  // Most words that begin as a key does are longer or shorter than those.
  const char first = static_cast<char>(word[0] | 0x20);
  if (!mark_keys.may_have(first, word.size()) && first != 's' && first != 'd') return false;
  const Folded folded(word);
  return mark_keys.has(folded) || std::string_view(folded).starts_with("sag-") ||
         std::string_view(folded).starts_with("dok-");
}

// False where some word is neither key nor number nor short, as in nearly every line of text.
bool may_be_marks(std::string_view text, bool digits_in_it) {
  for (std::size_t at = 0; at < text.size();) {
    static constexpr Bytes blanks{" \t"};
    const std::size_t end = std::min(blanks.find(text, at), text.size());
    if (end - at <= 5) {
      at = end + 1;
      continue;
    }
    const std::string_view word = strip(text.substr(at, end - at), " .,:;()");
    at = end + 1;
    if (word.size() <= 5 || (digits_in_it && std::ranges::count_if(word, is_digit) >= 2)) continue;
    if (!is_mark_key(word)) {
      if (word.size() <= 20 && characters(word) <= 5) continue;
      return false;
    }
    // “Sagsnr. 311407 Kulturudvalget”: behind this key and its number anything may stand.
    if ((word[0] | 0x20) == 's') return true;
  }
  return true;
}

}  // namespace

bool is_case_mark(std::string_view text, RowMarks row) {
  if (text.size() > 110 || text.size() < 4) return false;
  if (!may_be_marks(text, row.digit)) return false;
  unsigned known = 0, ids = 0, short_words = 0;
  const auto words = tokens(text);
  if (words.size() > 12) return false;
  // “Sagsnr. 311407 Kulturudvalget Åbent punkt”
  if (words.size() >= 2 && text.size() < 90) {
    const std::string first = lower(strip(words[0], ".:"));
    const bool number = words[1].size() >= 4 && std::ranges::all_of(strip(words[1], ".,"), [](char c) {
                          return is_digit(c) || c == '-' || c == '/';
                        });
    if ((first == "sagsnr" || first == "sagsid" || first == "sagnr") && number && !ends_as_sentence(text)) return true;
  }
  for (std::string_view word : words) {
    word = strip(word, " .,:;()");
    if (word.empty()) continue;
    const std::string folded = lower(word);
    if (mark_keys.has(folded)) {
      ++known;
      continue;
    }
    if (folded.starts_with("sag-") || folded.starts_with("dok-")) ++known;
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(word, is_digit));
    const bool joined = word.find_first_of("-/.") != std::string_view::npos;
    if (digits >= 4 || (digits >= 2 && joined))
      ++ids;
    else if (characters(word) <= 5 && digits == 0)
      ++short_words;
    else
      return false;
  }
  // A journal number alone (“00.22.02-A00-3-18”), or a key with what it names.
  const bool figures =
      words.size() == 1 && text.size() >= 7 && text.size() <= 10 && std::ranges::all_of(text, is_digit);
  if (figures) return true;
  const bool alone = words.size() == 1 && ids == 1 && text.size() >= 10 && text.find('-') != std::string_view::npos &&
                     !first_date(text) && std::ranges::count_if(text, is_digit) >= 6;
  return alone || (known > 0 && ids + short_words > 0 && short_words <= known + ids);
}

void learn_recurring(const Sheet& sheet, std::vector<LineClass>& classes) {
  for (std::size_t i = 0, count = classes.size(); i < count; ++i) {
    LineClass& c = classes[i];
    if (sheet.rows[i].furniture || c.label.label != Label::none || c.bullet || c.time_only) continue;
    if (is_case_mark(sheet.rows[i].text, sheet.rows[i].marks)) {
      const bool journal = token_count(sheet.rows[i].text) == 1;
      c.heading = {};
      c.label = {journal ? Label::case_number : Label::mark,
                 journal ? 0 : sheet.rows[i].text.size(),
                 !journal,
                 false,
                 0.8f,
                 sheet.rows[i].text};
    }
  }
  see_through_marks(sheet, classes);
  const std::vector<std::size_t> unnamed = unnamed_rows(sheet, classes);
  see_dated_headings(sheet, unnamed, classes);
  see_double_headings(sheet, unnamed, classes);
  const unsigned forms = forms_filled(classes);
  see_form_fields(sheet, classes, forms);
  see_form_headings(sheet, unnamed, classes, forms);
}

}  // namespace klynge::reading
