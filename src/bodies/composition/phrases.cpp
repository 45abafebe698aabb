#include "bodies/composition/phrases.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/text.hpp"

namespace klynge::composition {

namespace {

template <class Value>
struct Wording {
  std::vector<std::string> words;
  Value value;
};

template <class Value>
void add(std::vector<Wording<Value>>& list, std::string_view text, Value value) {
  if (text.empty()) return;
  Wording<Value> wording{{}, value};
  const std::string lowered = lower(text);
  for (const auto word : split(lowered, ' ')) wording.words.emplace_back(word);
  list.push_back(std::move(wording));
}

bool begins_with(std::span<const Token> tokens, const std::vector<std::string>& words) {
  if (tokens.size() < words.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (tokens[i].kind == Token::Kind::quoted || tokens[i].lower != words[i]) return false;
  return true;
}

template <class Value>
const Wording<Value>* longest(std::span<const Token> tokens, const std::vector<Wording<Value>>& list) {
  const Wording<Value>* best = nullptr;
  for (const auto& wording : list)
    if ((!best || wording.words.size() > best->words.size()) && begins_with(tokens, wording.words)) best = &wording;
  return best;
}

struct SeatMeaning {
  SeatKind kind;
  bool one = false;
  std::optional<OrganisationKind> from{};
};

const std::vector<Wording<SeatMeaning>>& seat_wordings() {
  static const auto list = [] {
    using enum SeatKind;
    std::vector<Wording<SeatMeaning>> all;
    for (const SeatKind kind : seat_kinds()) {
      add(all, singular(kind), SeatMeaning{kind});
      add(all, plural(kind), SeatMeaning{kind});
      add(all, definite(kind), SeatMeaning{kind, true});
    }
    struct Other {
      SeatKind kind;
      std::string_view text;
    };
    for (const auto& [kind, text] : std::initializer_list<Other>{
             // clang-format off
             {politician, "politisk repræsentant"}, {politician, "politiske repræsentanter"},
             {politician, "politisk medlem"}, {politician, "politiske medlemmer"}, {politician, "politisk deltager"},
             {politician, "politiske deltagere"}, {municipal_politician, "kommunalpolitiker"},
             {municipal_politician, "kommunalpolitikere"}, {municipal_politician, "kommunalbestyrelsesmedlem"},
             {municipal_politician, "kommunalbestyrelsesmedlemmer"}, {municipal_politician, "byrådsmedlem"},
             {municipal_politician, "byrådsmedlemmer"}, {municipal_politician, "kommunal politisk repræsentant"},
             {municipal_politician, "kommunale politiske repræsentanter"}, {regional_councillor, "regional politiker"},
             {regional_councillor, "regionale politikere"}, {regional_councillor, "regionspolitiker"},
             {regional_councillor, "regionspolitikere"}, {regional_councillor, "medlem af regionsrådet"},
             {regional_councillor, "medlemmer af regionsrådet"}, {regional_council_chair, "formand for regionsrådet"},
             {committee_chair, "formand for udvalg"}, {committee_chair, "formænd for udvalg"},
             {official, "administrativ repræsentant"}, {official, "administrative repræsentanter"},
             {manager, "repræsentant på chefniveau"}, {manager, "repræsentanter på chefniveau"},
             {director_level, "medlem på direktørniveau"}, {director_level, "medlemmer på direktørniveau"},
             {director_level, "deltager på direktørniveau"}, {director_level, "deltagere på direktørniveau"},
             {general_practitioner, "praktiserende læge"}, {general_practitioner, "praktiserende læger"},
             {general_practitioner, "almen praktiserende læge"}, {general_practitioner, "almen praktiserende læger"},
             {patient_representative, "patient- og pårørenderepræsentant"},
             {patient_representative, "patient- og pårørenderepræsentanter"},
             {patient_representative, "repræsentant for patienter"},
             {patient_representative, "repræsentanter for patienter"},
             {patient_representative, "repræsentant for patienter og pårørende"},
             {patient_representative, "repræsentanter for patienter og pårørende"},
             // clang-format on
         })
      add(all, text, SeatMeaning{kind});
    for (const auto& [kind, text] : std::initializer_list<Other>{
             {regional_council_chair, "formanden for regionsrådet"},
             {regional_council_chair, "regionsrådets formand"},
             {mayor, "borgmesteren"},
             {committee_chair, "udvalgsformanden"},
             {director, "direktøren"},
         })
      add(all, text, SeatMeaning{kind, true});
    for (const std::string_view ending : {"", "er"}) {
      add(all, "kommunaldirektør" + std::string(ending), SeatMeaning{director, false, OrganisationKind::municipality});
      add(all, "hospitalsdirektør" + std::string(ending), SeatMeaning{director, false, OrganisationKind::hospital});
      add(all, "sygehusdirektør" + std::string(ending), SeatMeaning{director, false, OrganisationKind::hospital});
    }
    add(all, "kommunaldirektøren", SeatMeaning{director, true, OrganisationKind::municipality});
    // “kommunale direktører”: the office, and where from.
    for (const SeatKind kind : {member, representative, participant, official, manager, director_level, director}) {
      for (const std::string_view one : {"kommunal ", "kommunalt "})
        add(all, std::string(one) + std::string(singular(kind)),
            SeatMeaning{kind, false, OrganisationKind::municipality});
      for (const std::string_view one : {"regional ", "regionalt "})
        add(all, std::string(one) + std::string(singular(kind)), SeatMeaning{kind, false, OrganisationKind::region});
      add(all, "kommunale " + std::string(plural(kind)), SeatMeaning{kind, false, OrganisationKind::municipality});
      add(all, "regionale " + std::string(plural(kind)), SeatMeaning{kind, false, OrganisationKind::region});
    }
    return all;
  }();
  return list;
}

const std::vector<Wording<OrganisationKind>>& organisation_wordings() {
  static const auto list = [] {
    using enum OrganisationKind;
    std::vector<Wording<OrganisationKind>> all;
    for (const OrganisationKind kind : organisation_kinds()) add(all, phrase(kind), kind);
    struct Other {
      OrganisationKind kind;
      std::string_view text;
    };
    for (const auto& [kind, text] : std::initializer_list<Other>{
             // clang-format off
             {regional_council, "regionsråd"}, {municipality, "kommuner"}, {municipality, "kommunalbestyrelserne"},
             {hospital, "hospitalerne"}, {hospital, "sygehuset"}, {hospital, "sygehusene"},
             {hospital, "det somatiske hospital"}, {psychiatry, "den regionale psykiatri"},
             {psychiatry, "regionspsykiatrien"}, {joint_administration, "fællesadministrationen"},
             {joint_administration, "regionens fællesadministration"},
             {joint_administration, "regionens administration"}, {joint_administration, "den regionale administration"},
             {general_practice, "de alment praktiserende læger"}, {plo, "praktiserende lægers organisation"},
             {plo_k, "plo-kommune"}, {patients, "patientorganisationerne"}, {patients, "patientforeninger"},
             {patients, "patientorganisationer"}, {contact_council, "kkr"}, {contact_council, "kommunernes kontaktråd"},
             {contact_council, "kommunekontaktråd"},
             // clang-format on
         })
      add(all, text, kind);
    return all;
  }();
  return list;
}

const std::vector<Wording<Within>>& within_wordings() {
  static const auto list = [] {
    std::vector<Wording<Within>> all;
    add(all, "i klyngen", Within::cluster);
    add(all, "i sundhedsklyngen", Within::cluster);
    add(all, "i klyngens område", Within::cluster);
    add(all, "i sundhedsrådets område", Within::council_area);
    add(all, "i sundhedsrådet", Within::council_area);
    add(all, "i området", Within::area);
    add(all, "i regionen", Within::region);
    return all;
  }();
  return list;
}

constexpr std::array<std::string_view, 44> grammar_words{
    "herunder",      "heraf",        "eller",      "og",        "fra",     "for",
    "hver",          "pr",           "per",        "udpeget",   "udpeges", "udpeger",
    "valgt",         "vælges",       "indstillet", "af",        "blandt",  "som",
    "observatør",    "observatører", "deltager",   "deltage",   "kan",     "er",
    "repræsenteret", "med",          "uden",       "stemmeret", "på",      "ad",
    "efter",         "behov",        "ved",        "mindst",    "højst",   "netop",
    "præcis",        "op",           "til",        "i",         "har",     "direktørniveau",
    "kommune",       "klynge"};

// Levenshtein's distance in bytes, given up above `most`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t swap = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, swap});
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<SeatPhrase> seat_phrase_at(std::span<const Token> tokens) {
  const auto* found = longest(tokens, seat_wordings());
  if (!found) return std::nullopt;
  return SeatPhrase{found->words.size(), found->value.kind, found->value.one, found->value.from};
}

std::optional<OrganisationPhrase> organisation_phrase_at(std::span<const Token> tokens) {
  const auto* found = longest(tokens, organisation_wordings());
  if (!found) return std::nullopt;
  return OrganisationPhrase{found->words.size(), found->value};
}

std::optional<WithinPhrase> within_phrase_at(std::span<const Token> tokens) {
  const auto* found = longest(tokens, within_wordings());
  if (!found) return std::nullopt;
  return WithinPhrase{found->words.size(), found->value};
}

std::size_t words_at(std::span<const Token> tokens, std::string_view phrase) {
  std::size_t at = 0;
  for (const auto word : split(phrase, ' ')) {
    if (at >= tokens.size() || tokens[at].kind == Token::Kind::quoted || tokens[at].lower != word) return 0;
    ++at;
  }
  return at;
}

std::size_t any_words_at(std::span<const Token> tokens, std::span<const std::string_view> phrases) {
  for (const auto phrase : phrases)
    if (const auto taken = words_at(tokens, phrase)) return taken;
  return 0;
}

bool is_grammar_word(std::string_view lower) {
  for (const std::string_view in_names : {"for", "kommune", "klynge"})
    if (lower == in_names) return false;
  return std::ranges::find(grammar_words, lower) != grammar_words.end();
}

std::optional<std::string> nearest_word(std::string_view lower) {
  constexpr std::size_t near = 2, long_enough = 5;
  if (lower.size() < long_enough) return std::nullopt;
  std::size_t best = near + 1;
  std::string word;
  const auto look_at = [&](std::string_view known) {
    if (known.size() < long_enough) return;
    const auto away = distance(lower, known, near);
    if (away == 0 || away >= best) return;
    best = away;
    word = known;
  };
  for (const auto& wording : seat_wordings()) std::ranges::for_each(wording.words, look_at);
  for (const auto& wording : organisation_wordings()) std::ranges::for_each(wording.words, look_at);
  for (const auto& wording : within_wordings()) std::ranges::for_each(wording.words, look_at);
  std::ranges::for_each(grammar_words, look_at);
  if (word.empty()) return std::nullopt;
  return word;
}

}  // namespace klynge::composition
