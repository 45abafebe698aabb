#include "reading/run_in.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "reading/outcome.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t looked_at = 400;  // a title never takes more
constexpr std::size_t longest_title = 90;

bool is_title(std::string_view text) {
  const std::string_view bare = trim(text);
  return bare.size() >= 3 && bare.size() <= longest_title && token_count(bare) <= 11 && letter_at(bare, 0);
}

// A word or two that can only be what came of the item.
bool says_all(std::string_view title, std::string_view text) {
  if (text.size() > 120) return false;
  const std::string folded = lower(title);
  if (contains(folded, "næste møde") || contains(folded, "næste bestyrelsesmøde")) return first_date(text).has_value();
  const auto outcome = outcome_of(text);
  return outcome && outcome->terse;
}

// Words that no title ends with: what follows them goes on with it.
bool closes_nothing(std::string_view word) {
  static constexpr WordSet small{"af",  "til", "fra",    "om",         "for",   "og",   "i",   "på",    "med",
                                 "ved", "v/",  "vedr.",  "vedrørende", "eller", "samt", "den", "det",   "de",
                                 "en",  "et",  "mellem", "nr.",        "pkt.",  "ny",   "nye", "under", "hos"};
  return small.has(Folded(word));
}

bool is_decision_word(std::string_view word) {
  static constexpr WordSet known{"godkendt", "udskudt", "udsat",    "intet",  "ingen",      "udgår",
                                 "drøftet",  "taget",   "vedtaget", "afvist", "orienteret", "tiltrådt"};
  return known.has(Folded(word));
}

bool is_finite_verb(std::string_view word) {
  static constexpr WordSet known{"er",    "var",      "blev",   "bliver", "har",     "havde",  "vil",      "skal",
                                 "kan",   "kunne",    "kommer", "bød",    "får",     "fik",    "går",      "gik",
                                 "siger", "mener",    "ønsker", "viser",  "tager",   "tog",    "laver",    "sender",
                                 "holdt", "foreslog", "må",     "bør",    "mangler", "lukkes", "afholdes", "holdes"};
  const Folded lowered(word);
  const std::string_view folded = lowered;
  return known.has(folded) || (folded.size() > 6 && (folded.ends_with("ede") || folded.ends_with("erede")));
}

// “Der er …”, “Dagsordenen blev …”: a subject and its verb.
bool opens_sentence(std::span<const std::string_view> words, std::size_t k) {
  static constexpr WordSet subjects{"der", "det", "vi",  "man",   "jeg",  "han",
                                    "hun", "de",  "den", "ingen", "alle", "intet"};
  const std::string_view first = strip(words[k], ".,:");
  if (k >= 2 && is_decision_word(first)) return true;
  if (k + 1 < words.size() && starts_lower(words[k + 1]) && subjects.has(Folded(first))) return true;
  for (std::size_t next = k + 1; next < words.size() && next <= k + 3; ++next) {
    if (is_finite_verb(strip(words[next], ".,"))) return true;
    if (!starts_upper(words[next])) break;  // only a name may stand before the verb
  }
  return false;
}

bool starts_with_and(std::string_view text) {
  return text.starts_with("og ") || text.starts_with("samt ") || text.starts_with("i ") || text.starts_with("med ");
}

// Where a capital follows a small letter in a word of two (“EventueltIntet”); 0 where none does.
std::size_t glued_capital(std::string_view word) {
  for (std::size_t at = 4; at + 3 < word.size(); ++at)
    if (word[at] >= 'A' && word[at] <= 'Z' && word[at - 1] >= 'a' && word[at - 1] <= 'z' && word[at + 1] >= 'a' &&
        word[at + 1] <= 'z')
      return at;
  return 0;
}

bool opens_after_glue(std::span<const std::string_view> all, std::size_t k, std::size_t glued) {
  std::vector<std::string_view> words(all.begin(), all.end());
  words[k] = words[k].substr(glued);
  return is_decision_word(strip(words[k], ".")) || opens_sentence(words, k) || words.size() - k >= 4;
}

std::size_t blanks_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_blank(text[end])) ++end;
  return end - at;
}

}  // namespace

bool ends_as_sentence(std::string_view text) {
  while (!text.empty() && (text.back() == ')' || text.back() == '"' || is_blank(text.back()))) text.remove_suffix(1);
  return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
}

RunIn find_run_in(std::string_view row, bool sentence) {
  const std::string_view head = row.substr(0, looked_at);
  const RunIn none{row.size(), row.size()};
  // A colon or a dash, the first of them.
  static constexpr Bytes marks{":-\xe2"};  // all dashes but the short one begin with 0xe2
  for (std::size_t at = marks.find(head, 1); at < head.size() && at <= longest_title; at = marks.find(head, at + 1)) {
    const bool colon = head[at] == ':' && blanks_at(head, at + 1) > 0;
    const unsigned dash = is_blank(head[at - 1]) ? dash_at(head, at) : 0;
    if (!colon && (dash == 0 || blanks_at(head, at + dash) == 0)) continue;
    const std::size_t text = at + (colon ? 1 : dash) + blanks_at(head, at + (colon ? 1 : dash));
    if (text >= row.size() || !is_title(head.substr(0, at))) continue;
    const std::string_view rest = row.substr(text);
    // “Orientering v/ Ole – Nyt om byggeriet.” is short; what was said is a sentence.
    const bool said = sentence && (token_count(rest.substr(0, looked_at)) >= (colon ? 2u : 3u));
    if (said || says_all(head.substr(0, at), rest)) return {at, text};
  }
  // “Eventuelt. Intet.”: two sentences of which the second says all.
  const auto parts = sentences_in(head);
  if (parts.size() < 2 || parts[0].start != 0) return none;
  // The title keeps its full stop, as printed.
  const std::size_t end = parts[0].end;
  if (head[end - 1] == '!' || !is_title(head.substr(0, end)) || !starts_upper(head.substr(parts[1].start))) return none;
  if (!sentence && (parts.size() > 2 || !says_all(head.substr(0, end), row.substr(parts[1].start)))) return none;
  return {end, parts[1].start};
}

RunIn find_after_colon(std::string_view row) {
  for (std::size_t at = 3; at < row.size() && at <= longest_title; ++at)
    if (row[at] == ':' && blanks_at(row, at + 1) > 0 && is_title(row.substr(0, at))) {
      const std::size_t text = at + 1 + blanks_at(row, at + 1);
      if (text < row.size()) return {at, text};
    }
  return {row.size(), row.size()};
}

RunIn find_unparted(std::string_view row, bool sentence) {
  const std::string_view head = row.substr(0, looked_at);
  const RunIn none{row.size(), row.size()};
  const auto words = tokens(head);
  const auto at = [&](std::size_t k) { return static_cast<std::size_t>(words[k].data() - head.data()); };
  if (words.size() == 1)
    if (const std::size_t glued = glued_capital(words[0]);
        glued > 0 && is_decision_word(strip(words[0].substr(glued), ".")))
      return {glued, glued};
  // A word of decision behind a title: “Godkendelse af referat Udskudt.”
  if (words.size() >= 2 && row.size() == head.size()) {
    const std::string first = (words[0][0] | 0x20) == 'e' ? lower(words[0].substr(0, 40)) : std::string();
    const bool evt = first.starts_with("evt"), other_business = evt || first == "eventuelt";
    for (std::size_t last = words.size() - 1; last > 0 && words.size() - last <= 3; --last) {
      const std::string_view rest = head.substr(at(last));
      const bool small = starts_lower(rest);
      if (small && !(other_business && (last == 1 || !evt))) continue;
      if (!is_decision_word(strip(words[last], ".")) || words[last - 1].ends_with('.') ||
          closes_nothing(words[last - 1]))
        continue;
      const auto outcome = outcome_of(rest);
      if (outcome && outcome->terse) return {at(last), at(last)};
    }
  }
  // “Valg af referent Lars”, “Næste møde torsdag den 3. maj”.
  const Folded opening(head.substr(0, 40));
  const std::string_view folded = opening;
  if (folded.starts_with("valg af ") && row.size() < 80 && words.size() >= 4 && words.size() <= 7)
    for (std::size_t k = 3; k < words.size(); ++k)
      if (std::all_of(words.begin() + k, words.end(),
                      [](std::string_view w) { return starts_upper(w) && w.size() > 2; }))
        return {at(k), at(k)};
  if (folded.starts_with("næste "))
    for (const std::string_view next : {"næste møde ", "næste bestyrelsesmøde ", "næste rådsmøde "})
      if (folded.starts_with(next) && first_date(head) && !starts_with_and(folded.substr(next.size())))
        return {next.size() - 1, next.size()};
  if (!sentence) return none;
  for (std::size_t k = 0; k < words.size() && k <= 11; ++k) {
    // “EventueltDer var intet”: the break went, and nothing stands for it.
    if (const std::size_t glued = glued_capital(words[k]); glued > 0 && opens_after_glue(words, k, glued))
      return {at(k) + glued, at(k) + glued};
    if (k == 0) continue;
    if (!starts_upper(words[k]) || all_upper(words[k]) || at(k) > longest_title) continue;
    if (closes_nothing(words[k - 1]) || words[k - 1].ends_with(',')) continue;
    if (opens_sentence(words, k)) return {at(k), at(k)};
  }
  return none;
}

std::size_t run_in_length(std::string_view row) {
  // A gap parts a table's cells.
  if (const std::size_t gap = find_part(row.substr(0, 200), "   "); gap != std::string_view::npos && gap > 2)
    return gap;
  const bool sentence = ends_as_sentence(row);
  const std::size_t parted = find_run_in(row, sentence).title;
  return parted < row.size() ? parted : find_unparted(row, sentence).title;
}

}  // namespace klynge::reading
