#include "reading/attendance_heading.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

enum Sense : std::uint32_t {
  unknown = 0,
  small = 1,  // says nothing by itself
  present = 2,
  absent = 4,
  negation = 8,  // turns who came into who did not
  members = 16,
  guests = 32,
  administration = 64,
  secretary = 128,
  recorder = 256,
  moderator = 512,
  chair = 1024,
  substitutes = 2048,
  observers = 4096,
  source = 8192,    // “fra”: whom they come from stands behind it
  minutes = 16384,  // “Referat”: the minute taker, where “v/” and a person follow
  by = 32768        // “v/”, “ved”
};

unsigned sense_of(std::string_view word) {
  static const std::unordered_map<std::string_view, unsigned> senses{{"var", small},
                                                                     // clang-format off
                                                                     {"er", small}, {"blev", small},
                                                                     {"følgende", small}, {"på", small}, {"i", small},
                                                                     {"punkt", small}, {"pkt", small},
                                                                     {"punkter", small}, {"punkterne", small},
                                                                     {"til", small}, {"af", small}, {"som", small},
                                                                     {"med", small}, {"meldt", small}, {"og", small},
                                                                     {"samt", small}, {"&", small}, {"havde", small},
                                                                     {"har", small}, {"mødet", small},
                                                                     {"dagens", small}, {"den", small}, {"der", small},
                                                                     {"de", small}, {"det", small}, {"mødets", small},
                                                                     {"modtaget", small}, {"under", small},
                                                                     {"hele", small}, {"faste", small},
                                                                     {"valgte", small}, {"kl", small}, {"dags", small},
                                                                     {"møde", small}, {"eller", small},
                                                                     {"dette", small}, {"udvalgets", small},
                                                                     {"rådets", small}, {"bestyrelsens", small},
                                                                     {"klyngens", small}, {"gruppens", small},
                                                                     {"styregruppens", small}, {"foreningens", small},
                                                                     {"stk", small}, {"personer", small},
                                                                     {"deltagere", present}, {"deltager", present},
                                                                     {"deltog", present}, {"deltaget", present}, {"mødedeltagere", present},
                                                                     {"mødedeltager", present}, {"tilstede", present},
                                                                     {"stede", present}, {"tilstedeværende", present},
                                                                     {"fremmødte", present}, {"fremmødt", present},
                                                                     {"fremmøde", present}, {"mødt", present},
                                                                     {"mødte", present}, {"mødende", present},
                                                                     {"deltagende", present},
                                                                     {"deltagerliste", present},
                                                                     {"deltagelse", present},
                                                                     {"deltagerkreds", present}, {"mødekreds", present},
                                                                     {"indkaldte", present}, {"indkaldt", present},
                                                                     {"inviterede", present},
                                                                     {"repræsenteret", present},
                                                                     {"nærværende", present}, {"afbud", absent},
                                                                     {"afbud/fraværende", absent},
                                                                     {"fraværende/afbud", absent},
                                                                     {"fraværende", absent}, {"fravær", absent},
                                                                     {"forhindret", absent}, {"forhindrede", absent},
                                                                     {"forfald", absent}, {"afmeldt", absent},
                                                                     {"frafald", absent}, {"udeblevet", absent},
                                                                     {"udeblevne", absent}, {"ikke", negation},
                                                                     {"ej", negation}, {"manglende", negation},
                                                                     {"medlemmer", members}, {"medlem", members},
                                                                     {"udvalget", members}, {"bestyrelsen", members},
                                                                     {"rådet", members}, {"styregruppen", members},
                                                                     {"gruppen", members}, {"klyngen", members},
                                                                     {"politikere", members},
                                                                     {"stemmeberettigede", members},
                                                                     {"bestyrelse", members},
                                                                     {"forretningsudvalget", members},
                                                                     {"ældrerådet", members}, {"nævnet", members},
                                                                     {"byrådet", members}, {"ledelsessiden", members},
                                                                     {"medarbejdersiden", members},
                                                                     {"medarbejderne", members}, {"forældre", members},
                                                                     {"forældrene", members}, {"elever", members},
                                                                     {"eleverne", members}, {"beboerne", members},
                                                                     {"medarbejdere", members}, {"ansatte", members},
                                                                     {"ledelse", members},
                                                                     {"hovedbestyrelsen", members},
                                                                     {"organisationsbestyrelsen", members},
                                                                     {"afdelingsbestyrelsen", members},
                                                                     {"menighedsrådet", members}, {"gæst", guests},
                                                                     {"gæster", guests}, {"eksterne", guests},
                                                                     {"ekstern", guests}, {"øvrige", guests},
                                                                     {"øvrig", guests}, {"desuden", guests},
                                                                     {"endvidere", guests}, {"derudover", guests},
                                                                     {"også", guests}, {"andre", guests},
                                                                     {"inviteret", guests}, {"oplægsholder", guests},
                                                                     {"oplægsholdere", guests}, {"særligt", guests},
                                                                     {"tillige", guests}, {"herudover", guests},
                                                                     {"ydermere", guests}, {"inviterede-", guests},
                                                                     {"administration", administration},
                                                                     {"administrationen", administration},
                                                                     {"administrativ", administration},
                                                                     {"administrative", administration},
                                                                     {"administrativt", administration},
                                                                     {"forvaltningen", administration},
                                                                     {"forvaltning", administration},
                                                                     {"embedsmænd", administration},
                                                                     {"embedsværk", administration},
                                                                     {"embedsværket", administration},
                                                                     {"direktionen", administration},
                                                                     {"personalet", administration},
                                                                     {"personale", members}, {"beboere", members},
                                                                     {"pårørende", members}, {"ledelsen", members},
                                                                     {"driften", administration},
                                                                     {"ejendomskontoret", administration},
                                                                     {"sekretariat", secretary},
                                                                     {"sekretariatet", secretary},
                                                                     {"sekretær", secretary}, {"sekretærer", secretary},
                                                                     {"mødesekretær", secretary},
                                                                     {"sekretariatsbetjening", secretary},
                                                                     {"sekretærbistand", secretary},
                                                                     {"fællessekretariatet", secretary}, {"sekr", secretary},
                                                                     {"referent", recorder}, {"referenter", recorder},
                                                                     {"mødereferent", recorder}, {"ref", recorder},
                                                                     {"referant", recorder}, {"refereret", recorder},
                                                                     {"referatskriver", recorder}, {"protokolfører", recorder},
                                                                     {"pennefører", recorder},
                                                                     {"referatansvarlig", recorder},
                                                                     {"mødeleder", moderator}, {"ordstyrer", moderator},
                                                                     {"ordstyrere", moderator}, {"dirigent", moderator},
                                                                     {"dirigenter", moderator},
                                                                     {"mødeledelse", moderator},
                                                                     {"mødeledere", moderator}, {"formand", chair},
                                                                     {"forperson", chair}, {"forkvinde", chair},
                                                                     {"formandskab", chair}, {"formandskabet", chair},
                                                                     {"suppleant", substitutes},
                                                                     {"suppleanter", substitutes},
                                                                     {"suppleanterne", substitutes},
                                                                     {"stedfortræder", substitutes},
                                                                     {"stedfortrædere", substitutes},
                                                                     {"suppleant(er)", substitutes},
                                                                     {"observatør", observers},
                                                                     {"observatører", observers},
                                                                     {"tilforordnede", observers},
                                                                     {"tilforordnet", observers}, {"fra", source},
                                                                     {"for", source}, {"uden", small},
                                                                     {"referat", minutes}, {"v", by},
                                                                     // clang-format on
                                                                     {"ved", by}};
  const auto known = senses.find(word);
  if (known != senses.end()) return known->second;
  // “Skolerepræsentanter”, “Forældrevalgte”, “Ledersiden”: whom they stand for.
  for (const std::string_view end : {"medlemmer", "repræsentanter", "repræsentanterne", "valgte", "siden"})
    if (word.size() > end.size() + 2 && word.ends_with(end)) return members;
  if (word.ends_with("-sekretariatet") || word.ends_with("-sekretariat")) return secretary;
  return unknown;
}

// “kommunerne”, “regionen”, “PLO-siden”: a side of the table, nobody's employer.
bool is_a_side(std::string_view folded) {
  for (const std::string_view word : {"kommunerne", "kommuner", "kommunen", "regionen", "hospitalet", "hospitalerne",
                                      "praksis", "almen praksis", "de praktiserende læger", "lægerne"})
    if (folded == word) return true;
  return folded.ends_with("erne") || folded.ends_with("siden");
}

struct Scan {
  unsigned seen = 0;
  std::string organisation;
  bool from = false;       // a source was named
  bool own_staff = false;  // “fra driften”: a department in small letters
};

// The bytes of `text` that a word takes at `at`; “v/” ends behind its stroke.
std::string_view next_word(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !is_blank(text[end])) {
    ++end;
    if (end == at + 2 && (text[at] == 'v' || text[at] == 'V') && text[end - 1] == '/') break;
  }
  return text.substr(at, end - at);
}

std::size_t past_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

bool starts_a_person(std::string_view text) {
  if (!starts_upper(text) && !is_title_word(lower(strip(first_word(text), ".,")))) return false;
  const auto people = parse_people(text);
  if (people.empty() || people.front().name == "(vacant)") return false;
  const std::string_view name = people.front().name;
  return is_given_name(first_word(name)) || (token_count(name) >= 2 && !names_an_organisation(text));
}

// Reads words off `text` while they belong to a heading; returns the byte where that ends.
std::size_t read_words(std::string_view text, Scan& scan) {
  std::size_t at = 0;
  unsigned words = 0;
  while (at < text.size() && words < 12) {
    const std::string_view printed = next_word(text, at);
    const std::string word = lower(strip(printed, ".,:;()/"));
    const bool item = contains(lower(text.substr(0, at)), "pun") || contains(lower(text.substr(0, at)), "pkt");
    const bool number = !word.empty() && is_digit(word[0]) && item;
    const unsigned sense = word.empty() || number ? unsigned{small} : sense_of(word);
    if (sense == unknown) return at;
    const std::size_t next = past_blanks(text, at + printed.size());
    scan.seen |= sense;
    ++words;
    at = next;
    if (sense != source || at >= text.size()) continue;
    // Behind “fra”: the people themselves, or whom they come from up to the verb or the end.
    if (sense_of(lower(strip(next_word(text, at), ".,:;()/"))) != unknown) continue;
    if (starts_a_person(text.substr(at))) return at;
    std::size_t end = at;
    unsigned taken = 0;
    const bool small_source = starts_lower(text.substr(at));
    while (end < text.size() && taken < 9) {
      const std::string_view token = next_word(text, end);
      if (small_source && taken > 0 && starts_a_person(text.substr(end))) break;
      const unsigned ends = sense_of(lower(strip(token, ".,:;()/")));
      if (ends == present || ends == absent || ends == negation) break;
      end = past_blanks(text, end + token.size());
      ++taken;
      if (token.ends_with(':')) break;
    }
    const std::string_view named = strip(text.substr(at, end - at), " :.,");
    if (taken >= 9 || named.size() > 80 || (contains(named, ",") && !contains(named, "-,"))) return at;
    scan.from = true;
    at = end;
    const std::string folded = lower(named);
    // “For PLO” is no more than a side of the table.
    if (word == "for") continue;
    if (starts_upper(named) && !is_a_side(folded))
      scan.organisation = squeeze(named);
    else if (!is_a_side(folded) && end < text.size())
      scan.own_staff = true;
  }
  return at;
}

std::optional<AttendanceHeading> heading_of(const Scan& scan) {
  constexpr unsigned telling = present | absent | members | guests | administration | secretary | recorder | moderator |
                               chair | substitutes | observers;
  if ((scan.seen & telling) == 0 && !(scan.seen & negation)) return std::nullopt;
  AttendanceHeading out;
  const bool away = (scan.seen & absent) || ((scan.seen & negation) && (scan.seen & present));
  if ((scan.seen & negation) && !away) return std::nullopt;
  out.recorder = scan.seen & recorder;
  out.moderates = scan.seen & moderator;
  out.members = (scan.seen & members) && !(scan.seen & guests);
  if (away)
    out.status = Status::apologies;
  else if (scan.seen & substitutes) {
    out.status = Status::substitute;
    out.substitutes = true;
  }
  if (out.recorder)
    out.role = Role::secretary;
  else if (scan.seen & observers)
    out.role = Role::observer;
  else if (scan.seen & (administration))
    out.role = Role::administration;
  else if (scan.seen & secretary)
    out.role = Role::secretary;
  else if ((scan.seen & chair) && !away)
    out.role = Role::chair;
  else if ((scan.seen & guests) && !away)
    out.role = Role::guest;
  else if (scan.own_staff && !away)
    out.role = Role::administration;
  out.office = out.recorder || out.moderates || (scan.seen & chair);
  out.who_only = (scan.seen & (present | absent | negation | recorder | moderator | substitutes)) == 0;
  if (scan.from) out.organisation = scan.organisation;
  // “Fra Kultur- og Fritidsforvaltningen”: civil servants, wherever they come from.
  static constexpr WordSet staff{"forvaltningen", "forvaltning", "administrationen"};
  if (out.role == Role::member && scan.from && staff.ends(Folded(scan.organisation))) out.role = Role::administration;
  return out;
}

}  // namespace

bool names_an_organisation(std::string_view text) {
  text = strip(text, " :.");
  if (text.size() > 80 || !starts_upper(text) || contains(text, " v/")) return false;
  const auto words = tokens(text);
  if (words.empty() || words.size() > 7) return false;
  bool organisation = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = lower(strip(words[i], ".,:;()"));
    if (is_title_word(word) || (i == 0 && is_given_name(words[i]))) return false;
    const bool ends = ends_organisation(word) && (i + 1 == words.size() || is_organisation_word(word));
    organisation = organisation || is_organisation_word(word) || ends ||
                   (i == 0 && (word.starts_with("plo-") || word == "region" || word == "plo" || word == "kl"));
  }
  return organisation;
}

// “Forældre”, “Medarbejdere og ledelse”, “Under punkt 3”: who they are, not where they come from.
bool is_a_group(std::string_view words) {
  const auto all = tokens(words);
  if (all.empty() || names_an_organisation(words) || all_upper(words)) return false;
  const std::string first = lower(all[0]);
  for (const std::string_view end : {"ere", "ter", "dre", "ser", "rep", "valgte", "lemmer"})
    if (first.ends_with(end)) return true;
  return all.size() > 1 && std::ranges::count_if(all, [](auto word) { return starts_upper(word); }) == 1 &&
         std::ranges::none_of(all, [](auto word) { return is_organisation_word(lower(word)); });
}

namespace {

// “De1tagere:”, “Afbud tiI:”: a scanned heading whose l was taken for a figure; empty where the first word has none.
std::string with_letters_mended(std::string_view text) {
  const std::string_view word = next_word(text, 0);
  if (word.size() < 5 || !word.ends_with(':') || !letter_at(word, 0) || word.find_first_of("10") == npos) return {};
  std::string out(text);
  for (std::size_t i = 1; i + 1 < word.size(); ++i)
    if (out[i] == '1' || out[i] == '0') out[i] = out[i] == '1' ? 'l' : 'o';
  return out;
}

}  // namespace

std::optional<AttendanceHeading> attendance_heading(std::string_view text) {
  if (text.empty() || text.size() > 2'000) return std::nullopt;
  // The first word tells nearly every row of a document apart from these.
  const unsigned first = sense_of(lower(strip(next_word(text, 0), ".,:;()/").substr(0, 40)));
  if (first == unknown) {
    const std::string mended = with_letters_mended(text);
    if (mended.empty()) return std::nullopt;
    auto out = attendance_heading(mended);
    // What was mended has the same bytes in the same places.
    if (out) out->words = text.substr(static_cast<std::size_t>(out->words.data() - mended.data()), out->words.size());
    return out;
  }
  const std::size_t colon = text.substr(0, 110).find(':');
  if (colon != npos && (colon + 1 == text.size() || !is_digit(text[colon + 1]))) {
    const std::string_view words = strip(text.substr(0, colon), " .");
    Scan scan;
    const bool whole = read_words(words, scan) >= words.size();
    if ((scan.seen & minutes) && scan.seen != minutes && !(scan.seen & recorder)) return std::nullopt;
    const std::string_view value = trim(text.substr(colon + 1));
    if (whole && scan.seen == minutes) {
      // “Referat: Mette Lyng” names the minute taker.
      if (names_in_list(value.substr(0, value.find(',')), false).size() != 1) return std::nullopt;
      scan.seen |= recorder;
    }
    if (whole) {
      // “Fra Region Nord: A og B” says by its colon that people follow.
      if (scan.from && (scan.seen & ~(source | unsigned{small})) == 0)
        scan.seen |= value.empty() || !parse_people(value).empty() ? unsigned{present} : 0u;
      // “Med: Bo Krag (Nord Kommune), Ida Vang”
      if (scan.seen == small && lower(words) == "med" && parse_people(value).size() >= 2) scan.seen |= present;
      auto out = heading_of(scan);
      if (!out) return std::nullopt;
      out->words = words;
      out->value = static_cast<std::size_t>(value.data() - text.data());
      if (value.empty()) out->value = text.size();
      return out;
    }
  }
  Scan scan;
  const std::size_t at = read_words(text, scan);
  if (at >= text.size()) {
    // All of it is heading words: short, and no sentence.
    if (text.size() > 70 || text.ends_with('.') || scan.seen == minutes || !starts_upper(text)) return std::nullopt;
    if ((scan.seen & minutes) || (scan.seen & ~(source | small | by | members | negation)) == 0) {
      // “Bestyrelsen”, “Udvalget” alone are no list's heading, “Medlemmer” is.
      if (!contains(lower(text), "medlem") && !contains(lower(text), "repræsentanter") &&
          !lower(text).ends_with("valgte"))
        return std::nullopt;
    }
    auto out = heading_of(scan);
    if (!out) return std::nullopt;
    out->words = text;
    out->value = text.size();
    return out;
  }
  if (at == 0 || !starts_a_person(text.substr(at))) return std::nullopt;
  if ((scan.seen & minutes) && (scan.seen & by)) scan.seen |= recorder;
  // “Medlem Per Holm” or “Bestyrelsen Per” is a person's title and no heading.
  if ((scan.seen & ~(source | small | members | chair | minutes | secretary)) == 0) return std::nullopt;
  auto out = heading_of(scan);
  if (!out) return std::nullopt;
  out->words = strip(text.substr(0, at), " ");
  out->value = at;
  return out;
}

}  // namespace klynge::reading
