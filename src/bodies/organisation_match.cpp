#include "bodies/organisation_match.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "bodies/name_words.hpp"

namespace klynge::bodies {
namespace {

using Words = std::vector<std::string>;

constexpr std::array directions{std::string_view{"nord"},    std::string_view{"syd"},     std::string_view{"øst"},
                                std::string_view{"vest"},    std::string_view{"midt"},    std::string_view{"nordvest"},
                                std::string_view{"nordøst"}, std::string_view{"sydvest"}, std::string_view{"sydøst"},
                                std::string_view{"nørre"},   std::string_view{"sønder"},  std::string_view{"øster"},
                                std::string_view{"vester"}};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

// Removes all words that satisfy `fits`; true where there was one.
template <class Fits>
bool take(Words& words, Fits fits) {
  return std::erase_if(words, fits) > 0;
}

// “universitets hospital”, “univ.hospital”, “regions-hospitalet” → one word.
void join_hospital_words(Words& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    std::string& first = words[i];
    const std::string& second = words[i + 1];
    const bool hospital = second.starts_with("hospital") || second.starts_with("sygehus");
    if (!hospital) continue;
    if (is_one_of(first, {"univ", "universitet", "universitets"}))
      first = "universitets";
    else if (!is_one_of(first, {"regions", "region", "kommune", "amts", "special", "psykiatrisk"}))
      continue;
    if (first == "region") first = "regions";
    first += second;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

std::string_view without_ending(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const auto ending : endings)
    if (word.size() > ending.size() && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  return word;
}

std::optional<std::string> hospital_type(std::string_view word) {
  const auto plain = without_ending(word, {"ernes", "erne", "ets", "et", "er", "s"});
  const bool hospital = plain.ends_with("hospital") || plain.ends_with("sygehus") || plain.ends_with("sygehu") ||
                        plain.ends_with("hospitalsenhed") || word.starts_with("hospitalsenhed");
  if (!hospital) return std::nullopt;
  if (plain.ends_with("sygehu")) return std::string(plain) + "s";
  return std::string(plain);
}

bool is_municipality_word(std::string_view word) {
  return is_one_of(word, {"kommune", "kommunen", "kommunes", "kommunens", "kom", "komm", "kommunal", "kommuneplo"});
}
bool is_region_word(std::string_view word) { return is_one_of(word, {"region", "regionen", "regions", "regionens"}); }
bool is_psychiatry_word(std::string_view word) {
  return is_one_of(word, {"psykiatri", "psykiatrien", "psykiatriens", "psykiatris"});
}
bool is_plural_word(std::string_view word) {
  return is_one_of(word, {"kommuner", "kommunerne", "kommunernes", "regioner", "regionerne", "hospitaler",
                          "hospitalerne", "sygehuse", "sygehusene"});
}
bool is_small_word(std::string_view word) {
  return is_one_of(word, {"i", "for", "ved", "paa", "og", "af", "den", "det", "de", "fra"});
}

// The general practitioners' organisation, local or regional; takes its words away.
bool take_plo(Words& words, bool& local) {
  const bool spelt_out =
      std::ranges::find(words, "praktiserende") != words.end() && std::ranges::find(words, "lægers") != words.end();
  if (spelt_out)
    take(words, [](const std::string& w) { return is_one_of(w, {"praktiserende", "lægers", "organisation"}); });
  const auto plo = std::ranges::find(words, "plo");
  const bool plo_word = plo != words.end();
  if (plo_word) {
    const auto after = words.erase(plo);
    if (after != words.end() && *after == "k") {
      local = true;
      words.erase(after);
    }
  }
  const bool joined = take(words, [](const std::string& w) { return w == "plok"; });
  local = local || joined;
  if (!spelt_out && !plo_word && !joined) return false;
  if (take(words, is_municipality_word)) local = true;
  take(words, is_region_word);
  return true;
}

void take_kind(OrganisationName& name, Words& words) {
  using enum OrganisationKind;
  name.plural = take(words, is_plural_word);
  if (take_plo(words, name.local)) {
    name.kind = plo;
    return;
  }
  const bool psychiatry_part = std::ranges::any_of(words, [](const std::string& w) {
    return !is_psychiatry_word(w) && without_ending(w, {"ens", "en", "s"}).ends_with("psykiatri");
  });
  if (take(words, is_psychiatry_word) || psychiatry_part) {
    name.kind = psychiatry;
    take(words, is_region_word);
    return;
  }
  for (auto& word : words) {
    if (auto type = hospital_type(word)) {
      name.kind = hospital;
      name.type = *type;
      words.erase(words.begin() + (&word - words.data()));
      return;
    }
  }
  const bool last_k = words.size() > 1 && words.back() == "k";
  if (last_k) words.pop_back();
  if (take(words, is_region_word))
    name.kind = region;
  else if (take(words, is_municipality_word) || last_k)
    name.kind = municipality;
  else if (std::ranges::any_of(
               words, [](const std::string& w) { return w.find("forening") != w.npos || w.starts_with("patient"); }))
    name.kind = patients;
  if (name.plural && name.kind == other) name.kind = municipality;
}

bool is_own_name(OrganisationKind kind) {
  return kind == OrganisationKind::other || kind == OrganisationKind::patients;
}

// “Lyngsteds” is “Lyngsted”; a place that ends in s loses it on both sides, which does no harm.
std::string plain_word(const std::string& word, OrganisationKind kind) {
  if (is_own_name(kind))
    return std::string(word.find("forening") != word.npos ? without_ending(word, {"en", "s"}) : std::string_view(word));
  return word.size() > 3 && word.ends_with("s") ? word.substr(0, word.size() - 1) : word;
}

Verdict different() { return {}; }
Verdict ask(int certainty, std::string reason) { return {Answer::doubtful, certainty, std::move(reason)}; }
Verdict same(int certainty, std::string reason) { return {Answer::same, certainty, std::move(reason)}; }

bool subset(const Words& small, const Words& large) {
  return std::ranges::all_of(small,
                             [&](const std::string& word) { return std::ranges::find(large, word) != large.end(); });
}

// Same number of words, all equal but one.
struct OneOff {
  bool holds = false;
  WordDifference difference = WordDifference::far;
  bool longer_by_one = false, begins_alike = false;
  std::size_t letters = 0;
};

OneOff one_off(Words a, Words b) {
  OneOff result;
  if (a.size() != b.size()) return result;
  Words only_a, only_b;
  std::ranges::set_difference(a, b, std::back_inserter(only_a));
  std::ranges::set_difference(b, a, std::back_inserter(only_b));
  if (only_a.size() != 1 || only_b.size() != 1) return result;
  const std::string &x = only_a.front(), &y = only_b.front();
  result.holds = true;
  result.difference = compare_words(x, y);
  result.letters = std::min(letter_count(x), letter_count(y));
  result.longer_by_one = letter_count(x) != letter_count(y);
  result.begins_alike = result.letters >= 4 && (x.starts_with(y) || y.starts_with(x));
  return result;
}

constexpr std::size_t lookalike_letters = 5;
constexpr std::size_t dropped_letter_letters = 10;  // a letter lost in a long word makes no other word

Verdict compare_words_of(const OneOff& off) {
  if (!off.holds) return different();
  if (off.difference == WordDifference::lookalike && off.letters >= lookalike_letters)
    return same(930, "Samme navn, stavet lidt anderledes.");
  if (off.difference == WordDifference::letter && off.longer_by_one && off.letters >= dropped_letter_letters)
    return same(925, "Samme navn med et bogstav for lidt eller for meget.");
  if (off.difference == WordDifference::letter && off.letters >= lookalike_letters)
    return ask(500, "Ét bogstav til forskel.");
  if (off.begins_alike) return ask(480, "Det ene navn er måske en forkortelse af det andet.");
  return different();
}

// “Lyngsted”: a place without a kind.
Verdict compare_place_alone(const OrganisationName& printed, const OrganisationName& known) {
  if (is_own_name(known.kind)) return different();
  if (printed.words == known.words)
    return known.kind == OrganisationKind::municipality ? same(900, "Stednavnet alene, og kun kommunen bærer det.")
                                                        : ask(890, "Stednavnet alene kan betyde flere organisationer.");
  // “Lyngsted UH”: the place and a few letters.
  Words extra;
  std::ranges::set_difference(printed.words, known.words, std::back_inserter(extra));
  const bool letters_only =
      extra.size() == 1 && extra[0].size() <= 3 && printed.words.size() == known.words.size() + 1 && !known.is_bare();
  if (letters_only && known.kind == OrganisationKind::hospital)
    return ask(500, "Måske en forkortelse af hospitalets navn.");
  return different();
}

Verdict compare_own_names(const OrganisationName& printed, const OrganisationName& known) {
  if (printed.words == known.words || printed.row == known.row) return same(980, "Samme navn.");
  if (printed.is_bare() || known.is_bare()) return different();
  const bool part = subset(printed.words, known.words) || subset(known.words, printed.words);
  if (part) return ask(500, "Det ene navn er en del af det andet.");
  return compare_words_of(one_off(printed.words, known.words));
}

Verdict compare_extra_words(const OrganisationName& a, const OrganisationName& b) {
  const auto& larger = a.words.size() > b.words.size() ? a : b;
  const auto& smaller = a.words.size() > b.words.size() ? b : a;
  if (smaller.words.empty() || !subset(smaller.words, larger.words)) return different();
  Words extra;
  std::ranges::set_difference(larger.words, smaller.words, std::back_inserter(extra));
  const bool direction = std::ranges::any_of(
      extra, [](const std::string& w) { return std::ranges::find(directions, w) != directions.end(); });
  const bool psychiatry_part =
      std::ranges::any_of(extra, [](const std::string& w) { return w.find("psykiatri") != w.npos; });
  if (psychiatry_part || (direction && a.kind == OrganisationKind::municipality)) return different();
  return ask(500, "Det ene navn er en del af det andet.");
}

}  // namespace

std::string_view name(OrganisationKind kind) {
  switch (kind) {
    case OrganisationKind::region:
      return "region";
    case OrganisationKind::municipality:
      return "municipality";
    case OrganisationKind::hospital:
      return "hospital";
    case OrganisationKind::psychiatry:
      return "psychiatry";
    case OrganisationKind::plo:
      return "plo";
    case OrganisationKind::patients:
      return "patients";
    case OrganisationKind::plo_k:
      return "plo_k";
    case OrganisationKind::ministry:
      return "ministry";
    case OrganisationKind::agency:
      return "agency";
    case OrganisationKind::regional_council:
      return "regional_council";
    case OrganisationKind::joint_administration:
      return "joint_administration";
    case OrganisationKind::patient_committee:
      return "patient_committee";
    case OrganisationKind::contact_council:
      return "contact_council";
    case OrganisationKind::other:
      break;
  }
  return "other";
}

OrganisationKind register_kind(const OrganisationName& name) {
  if (name.kind == OrganisationKind::plo) return name.local ? OrganisationKind::plo_k : OrganisationKind::plo;
  const auto any = [&](std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(name.words, [&](const std::string& word) {
      return std::ranges::any_of(parts, [&](std::string_view part) { return word.find(part) != word.npos; });
    });
  };
  if (any({"patientinddragelsesudvalg"})) return OrganisationKind::patient_committee;
  if (any({"regionsraad"})) return OrganisationKind::regional_council;
  if (any({"fællesadministration"})) return OrganisationKind::joint_administration;
  if (name.kind != OrganisationKind::other) return name.kind;
  if (any({"kommunekontaktraad", "kkr"})) return OrganisationKind::contact_council;
  if (any({"ministerie", "ministerium"})) return OrganisationKind::ministry;
  // “Bestyrelsen” is nobody's agency.
  return any({"styrelse"}) && !any({"bestyrelse"}) ? OrganisationKind::agency : OrganisationKind::other;
}

OrganisationName parse_organisation_name(std::string_view printed) {
  OrganisationName parsed;
  Words words = name_words(without_brackets(printed));
  parsed.row = join(words, "");
  join_hospital_words(words);
  take_kind(parsed, words);
  take(words, is_small_word);
  for (auto& word : words) word = plain_word(word, parsed.kind);
  std::ranges::sort(words);
  parsed.words = std::move(words);
  return parsed;
}

std::string organisation_key(const OrganisationName& parsed) {
  if (parsed.is_bare() || parsed.plural) return "";
  std::string key{name(parsed.kind)};
  if (parsed.local) key += " k";
  if (!parsed.type.empty()) key += " " + parsed.type;
  return key + ": " + join(parsed.words, " ");
}

Verdict compare_organisations(const OrganisationName& printed, const OrganisationName& known, bool at_the_table) {
  const int bonus = at_the_table ? 20 : 0;
  if (printed.plural)
    return subset(known.words, printed.words) && !known.is_bare() ? ask(450, "Navnet nævner flere organisationer.")
                                                                  : different();
  if (is_own_name(printed.kind) && !is_own_name(known.kind)) return compare_place_alone(printed, known);
  if (is_own_name(printed.kind)) return is_own_name(known.kind) ? compare_own_names(printed, known) : different();
  if (printed.kind != known.kind) return different();
  if (printed.local != known.local) {
    if (printed.is_bare() && !printed.local) return different();
    const bool forgotten = known.local && printed.words == known.words;
    return forgotten ? ask(500, "Måske den lokale afdeling af de praktiserende læger.") : different();
  }
  if (printed.is_bare() || known.is_bare())
    return same((printed.is_bare() && known.is_bare() ? 980 : 880) + bonus, "Den eneste af sin slags, der er kendt.");
  if (printed.type != known.type) {
    const auto type = compare_words(printed.type, known.type);
    if (printed.words != known.words) return different();
    return type == WordDifference::far ? ask(500, "Samme sted, men et andet ord for hospitalet.")
                                       : same(930 + bonus, "Samme navn, stavet lidt anderledes.");
  }
  if (printed.words == known.words || printed.row == known.row) return same(980 + bonus, "Samme navn.");
  if (printed.words.size() != known.words.size()) return compare_extra_words(printed, known);
  return compare_words_of(one_off(printed.words, known.words));
}

OrganisationTie tie_of(const OrganisationName& a, const OrganisationName& b) {
  using enum OrganisationKind;
  if (a.plural || b.plural) return OrganisationTie::unknown;
  const Verdict verdict = compare_organisations(a, b);
  if (verdict.answer == Answer::same) return OrganisationTie::shared;
  if (verdict.answer == Answer::doubtful) return OrganisationTie::compatible;
  if (is_own_name(a.kind) || is_own_name(b.kind)) return OrganisationTie::compatible;
  if (a.kind == b.kind) return a.local == b.local ? OrganisationTie::excluding : OrganisationTie::compatible;
  const auto regional = [](OrganisationKind kind) { return kind == region || kind == hospital || kind == psychiatry; };
  return regional(a.kind) && regional(b.kind) ? OrganisationTie::compatible : OrganisationTie::excluding;
}

}  // namespace klynge::bodies
