#include "reading/presenters.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// Length of “v/”, “v.”, “ved” with the blanks after it at `at`; 0 where it is none.
std::size_t marker_at(std::string_view text, std::size_t at, bool& strong) {
  if (at > 0 && (letter_before(text, at) || is_digit(text[at - 1]))) return 0;
  const std::string_view rest = text.substr(at);
  for (const std::string_view word : {"v./", "v/", "V/", "v.", "V."}) {
    if (!rest.starts_with(word)) continue;
    std::size_t end = word.size();
    while (end < rest.size() && is_blank(rest[end])) ++end;
    strong = true;
    return starts_upper(rest.substr(end)) || starts_lower(rest.substr(end)) ? end : 0;
  }
  for (const std::string_view word : {"ved ", "Ved "})
    if (rest.starts_with(word)) {
      strong = false;
      return word.size();
    }
  return 0;
}

// “ved Store Lind”, “ved Thorning Strand”: what a place is called, and no person.
bool names_a_place(std::string_view first, const Tokens& words) {
  static constexpr WordSet leading{"store",  "lille",  "gamle", "gammel", "ny",    "nye",    "nyt",
                                   "nørre",  "sønder", "øster", "vester", "østre", "vestre", "søndre",
                                   "nordre", "øvre",   "nedre", "sankt",  "skt",   "indre",  "ydre"};
  static constexpr WordSet ending{
      "strand", "kirke", "skole", "havn",    "station", "mose",     "sø",        "å",        "vej",       "allé",
      "gade",   "torv",  "plads", "fjord",   "by",      "bro",      "park",      "hal",      "skov",      "hede",
      "bakke",  "mark",  "enge",  "kommune", "sygehus", "hospital", "rådhus",    "sogn",     "plejehjem", "centrum",
      "slot",   "gods",  "kro",   "mølle",   "ø",       "vandværk", "børnehave", "bibliotek"};
  return leading.has(Folded(strip(first, "."))) || (words.size() >= 2 && ending.has(Folded(strip(words[1], ",.)"))));
}

// One name at the start of `part`, after a title where there is one.
std::optional<std::string> leading_name(std::string_view part, bool strong) {
  part = strip(part, " .,;:");
  if (part == "Alle") return std::nullopt;  // whoever wishes
  const auto cut = part.find('(');
  if (cut != npos && cut > 0) part = trim(part.substr(0, cut));
  if (looks_like_name(part, true)) return squeeze(part);
  const auto person = parse_person(part);
  if (person && (token_count(person->name) >= 2 || is_given_name(person->name))) return person->name;
  if (strong && token_count(part) == 1 && starts_upper(part) && !is_organisation_word(lower(part)) &&
      letter_at(part, 0))
    return std::string(part);
  return std::nullopt;
}

// True where every bracket that was opened is closed again.
bool list_closes(std::string_view list) {
  return std::count(list.begin(), list.end(), '(') == std::count(list.begin(), list.end(), ')');
}

}  // namespace

std::vector<std::string> presenter_names(std::string_view list) {
  std::vector<std::string> names;
  const char* behind = list.data();  // the part before
  for (const auto part : split_list(list)) {
    const std::string_view between(behind, static_cast<std::size_t>(part.data() - behind));
    behind = part.data() + part.size();
    const auto name = leading_name(part, true);
    if (!name) {
      if (names.empty() && token_count(part) <= 2 && starts_lower(part)) names.push_back(squeeze(part));  // “formanden”
      continue;
    }
    // After the first, only what looks like a name: “…, sygeplejersker i Aktiv Hjælp”.
    const auto words = tokens(strip(part, " ."));
    const bool title_only = !names.empty() && !looks_like_name(trim(part.substr(0, part.find('('))), true) &&
                            !(is_title_word(lower(words.front())) && words.size() >= 3);
    const bool organisation = !names.empty() && !is_given_name(words.front()) && !is_title_word(lower(words.front()));
    // “Bo Krag og Susse Dalgas”: joined by a word, two names are two people.
    const bool joined = contains(between, " og ") && token_count(part) <= 3 && looks_like_name(part);
    if (!joined && (title_only || organisation)) continue;
    names.push_back(*name);
  }
  return names;
}

namespace {

constexpr std::size_t longest_subject = 160, most_speakers = 20;

// The people a clause is of; empty where one of them is nobody in full.
std::vector<std::string> speakers(std::string_view subject) {
  subject = strip(subject, " ,:");
  if (subject.size() < 5 || subject.size() > longest_subject) return {};
  const std::string_view word = first_word(subject);
  if (!is_given_name(word) && !is_title_word(lower(strip(word, ".,")))) return {};
  std::vector<std::string> names;
  for (const auto& person : parse_people(subject)) {
    if (token_count(person.name) < 2 || !is_given_name(first_word(person.name))) return {};
    names.push_back(person.name);
  }
  return names;
}

// Where the clause begins that the verb at `verb` stands in.
std::size_t clause_start(std::string_view text, std::size_t verb) {
  std::size_t start = verb > longest_subject ? verb - longest_subject : 0;
  const std::string_view before = text.substr(start, verb - start);
  std::size_t from = start == 0 ? 0 : npos;
  for (const std::string_view end : {". ", "\n", ", og ", ": "})
    if (const std::size_t at = before.rfind(end); at != npos && (from == npos || start + at + end.size() > from))
      from = start + at + end.size();
  return from;
}

}  // namespace

std::vector<PresentersFound> speakers_in(std::string_view text) {
  // Who is to speak stands where a case begins or ends; a long one need not be looked through.
  constexpr std::size_t beginning = 250, ending = 500;
  const std::size_t last_part = text.size() > beginning + ending ? text.size() - ending : 0;
  // Without the blanks around them, so that few places in a text look like one.
  static constexpr PhraseScan verbs{"præsenterer", "fremlægger", "gennemgår", "orienterer",
                                    "redegør",     "indleder",   "viser ",    "holder "};
  std::vector<PresentersFound> found;
  std::size_t at = verbs.find(last_part > 0 ? text.substr(0, beginning) : text);
  if (at == npos && last_part > 0) at = verbs.find(text, last_part);
  while (at != npos && found.size() < most_speakers) {
    std::size_t end_of_verb = at + 1;
    while (end_of_verb < text.size() && letter_at(text, end_of_verb)) end_of_verb += code_point(text, end_of_verb).size;
    const bool word = at > 0 && text[at - 1] == ' ' && end_of_verb < text.size() && text[end_of_verb] == ' ';
    const bool talk = text.substr(at).starts_with("holder");
    const std::string_view rest = text.substr(std::min(end_of_verb + 1, text.size()), longest_subject);
    const std::size_t oplaeg = word && talk ? rest.find("oplæg") : word ? 0 : npos;
    if (oplaeg != npos) {
      std::size_t start = clause_start(text, at - 1), end = at - 1;
      std::vector<std::string> names;
      if (start != npos) names = speakers(text.substr(start, end - start));
      // “Til mødet holder overlæge A oplæg”
      if (names.empty() && talk && oplaeg > 0) {
        start = end_of_verb + 1;
        end = start + oplaeg;
        names = speakers(rest.substr(0, oplaeg));
      }
      if (!names.empty()) found.push_back({std::move(names), start, end});
    }
    at = verbs.find(text, last_part > 0 && end_of_verb > beginning ? std::max(end_of_verb, last_part) : end_of_verb);
  }
  return found;
}

std::vector<PresentersFound> presenters_in(std::string_view text) {
  std::vector<PresentersFound> found;
  static constexpr Bytes first_letters{"vV"};
  for (std::size_t at = first_letters.find(text); at < text.size(); at = first_letters.find(text, at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next != '.' && next != '/' && next != 'e') continue;
    bool strong = false;
    const std::size_t marker = marker_at(text, at, strong);
    if (marker == 0) continue;
    std::size_t end = at + marker;
    // A list of names ends with the sentence, the line or a dash.
    while (end < text.size() && end - at < 300) {
      const char c = text[end];
      if (c == '\n' || c == ';' || c == ':') break;
      // “… v/ Ida Holm og børnene v/ Bo Krag”: the next begins.
      if (is_blank(c) && end > at + marker && text.substr(end + 1).starts_with("v/")) break;
      // “(v/ Maja Strøm)”, “(oplæg ved Maja Strøm)”: the names end with the bracket they stand in.
      if (c == ')' && list_closes(text.substr(at, end - at)) && text.substr(0, at).rfind('(') != npos) break;
      if (c == '.' && (end + 1 >= text.size() || text[end + 1] == '\n' || is_blank(text[end + 1]))) {
        const std::string_view word = last_word(text.substr(at, end - at));
        if (characters(word) > 1 && lower(word) != "dr") break;
      }
      if (dash_at(text, end) && end > 0 && is_blank(text[end - 1])) break;
      ++end;
    }
    const std::string_view list = text.substr(at + marker, end - at - marker);
    const auto words = tokens(list);
    if (words.empty()) continue;
    const std::string_view first = words.front();
    bool good = strong;
    if (!strong) {
      // “ved Børnehaven Solsikken”: a place with its article is nobody's name.
      const bool place = (first.ends_with("en") || first.ends_with("et")) && !is_given_name(first) && first.size() > 6;
      const bool name = is_given_name(first) || (!place && !names_a_place(first, words) && words.size() >= 2 &&
                                                 looks_like_name(std::string(words[0]) + " " + std::string(words[1])));
      const bool title = is_title_word(lower(strip(first, ",."))) && words.size() >= 3 &&
                         (is_given_name(words[1]) || is_given_name(words[2]));
      good = name || title;
    }
    if (!good) continue;
    PresentersFound one;
    one.names = presenter_names(list);
    if (one.names.empty()) continue;
    if (strong && first.size() < 3 && !is_given_name(first)) continue;
    one.start = at;
    one.end = end;
    found.push_back(std::move(one));
    at = end > at ? end - 1 : at;
  }
  return found;
}

}  // namespace klynge::reading
