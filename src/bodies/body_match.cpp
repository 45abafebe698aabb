#include "bodies/body_match.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "bodies/name_words.hpp"

namespace klynge::bodies {
namespace {

// What a body can be. Longer words first where one ends in another.
constexpr std::array kinds{std::string_view{"kommunalbestyrelse"},
                           std::string_view{"styregruppe"},
                           std::string_view{"arbejdsgruppe"},
                           std::string_view{"følgegruppe"},
                           std::string_view{"bestyrelse"},
                           std::string_view{"sekretariat"},
                           std::string_view{"samarbejde"},
                           std::string_view{"gruppe"},
                           std::string_view{"udvalg"},
                           std::string_view{"klynge"},
                           std::string_view{"ledelse"},
                           std::string_view{"forum"},
                           std::string_view{"komite"},
                           std::string_view{"kreds"},
                           std::string_view{"nævn"},
                           std::string_view{"raad"},
                           std::string_view{"team"}};
constexpr std::array definite_endings{std::string_view{""},       std::string_view{"n"},     std::string_view{"en"},
                                      std::string_view{"et"},     std::string_view{"met"},   std::string_view{"s"},
                                      std::string_view{"ns"},     std::string_view{"ens"},   std::string_view{"ets"},
                                      std::string_view{"mets"},   std::string_view{"smøde"}, std::string_view{"møde"},
                                      std::string_view{"smødet"}, std::string_view{"mødet"}};
constexpr std::array dropped{std::string_view{"den"},
                             std::string_view{"det"},
                             std::string_view{"de"},
                             std::string_view{"i"},
                             std::string_view{"for"},
                             std::string_view{"ved"},
                             std::string_view{"vedr"},
                             std::string_view{"vedrørende"},
                             std::string_view{"om"},
                             std::string_view{"paa"},
                             std::string_view{"af"},
                             std::string_view{"og"},
                             std::string_view{"fra"},
                             std::string_view{"til"},
                             std::string_view{"møde"},
                             std::string_view{"mødet"},
                             std::string_view{"møder"},
                             std::string_view{"referat"},
                             std::string_view{"referatet"},
                             std::string_view{"dagsorden"},
                             std::string_view{"niveau"},
                             std::string_view{"ordinært"},
                             std::string_view{"ekstraordinært"},
                             std::string_view{"beslutningsreferat"},
                             std::string_view{"under"},
                             std::string_view{"samt"},
                             std::string_view{"med"}};
constexpr std::array levels{std::string_view{"politisk"}, std::string_view{"faglig"}, std::string_view{"administrativ"},
                            std::string_view{"strategisk"}, std::string_view{"drift"}};
constexpr std::array directions{std::string_view{"nord"},    std::string_view{"syd"},     std::string_view{"øst"},
                                std::string_view{"vest"},    std::string_view{"midt"},    std::string_view{"nordvest"},
                                std::string_view{"nordøst"}, std::string_view{"sydvest"}, std::string_view{"sydøst"}};

template <class List>
bool among(std::string_view word, const List& list) {
  return std::ranges::find(list, word) != list.end();
}

struct Compound {
  std::string prefix, kind;
};

std::optional<Compound> split_kind(std::string_view word) {
  for (const auto ending : definite_endings) {
    if (!word.ends_with(ending) || word.size() <= ending.size()) continue;
    const auto stem = word.substr(0, word.size() - ending.size());
    for (const auto kind : kinds)
      if (stem.ends_with(kind))
        return Compound{std::string(stem.substr(0, stem.size() - kind.size())), std::string(kind)};
  }
  return std::nullopt;
}

// “politiske” → “politisk”, “fagligt” → “faglig”.
std::string plain_adjective(std::string word) {
  for (const std::string_view ending : {"iske", "lige", "tive"})
    if (word.size() > 5 && word.ends_with(ending)) return word.substr(0, word.size() - 1);
  for (const std::string_view ending : {"iskt", "ligt", "tivt"})
    if (word.size() > 5 && word.ends_with(ending)) return word.substr(0, word.size() - 1);
  return word;
}

void add(std::vector<BodyWord>& words, std::string text, bool prefix) {
  if (text.empty()) return;
  const BodyWord word{std::move(text), prefix};
  if (std::ranges::find(words, word) == words.end()) words.push_back(word);
}

std::vector<std::string> texts(const BodyName& name) {
  std::vector<std::string> out;
  out.reserve(name.words.size());
  for (const auto& word : name.words) out.push_back(word.text);
  std::ranges::sort(out);
  return out;
}

// The genitive s of a word that is no compound's first part falls away.
std::string without_genitive(const BodyWord& word) {
  if (word.prefix || word.text.size() <= 3 || !word.text.ends_with("s")) return word.text;
  return word.text.substr(0, word.text.size() - 1);
}

std::vector<std::string> comparable(const BodyName& name) {
  std::vector<std::string> out;
  out.reserve(name.words.size());
  for (const auto& word : name.words) out.push_back(without_genitive(word));
  std::ranges::sort(out);
  return out;
}

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

Verdict different() { return {}; }
Verdict ask(int certainty, std::string reason) { return {Answer::doubtful, certainty, std::move(reason)}; }
Verdict same(int certainty, std::string reason) { return {Answer::same, certainty, std::move(reason)}; }

using Words = std::vector<std::string>;

Words without(const Words& a, const Words& b) {
  Words out;
  std::ranges::set_difference(a, b, std::back_inserter(out));
  return out;
}

Words numbers_of(const BodyName& name) {
  Words out;
  for (const auto& word : name.words)
    if (is_number(word.text)) out.push_back(word.text);
  return out;
}

bool stands_apart(std::string_view word) { return among(word, levels) || among(word, directions) || is_number(word); }

Verdict compare_single_words(const std::string& a, const std::string& b) {
  if (stands_apart(a) || stands_apart(b)) return different();
  // “sundheds” of a compound against “sundhed” alone.
  if (a == b + "s" || b == a + "s") return ask(520, "De samme ord, sat anderledes sammen.");
  const std::size_t letters = std::min(letter_count(a), letter_count(b));
  const auto difference = compare_words(a, b);
  if (difference == WordDifference::lookalike && letters >= 5) return same(930, "Samme navn, stavet lidt anderledes.");
  if (difference == WordDifference::letter && letters >= 10 && letter_count(a) != letter_count(b))
    return same(925, "Samme navn med et bogstav for lidt eller for meget.");
  if (difference == WordDifference::letter && letters >= 5) return ask(500, "Ét bogstav til forskel.");
  return different();
}

// One name has all of the other's words, and `extra` besides.
Verdict compare_with_extra(const BodyName& larger, const Words& extra) {
  constexpr std::array part_of_cluster{std::string_view{"sundheds"}, std::string_view{"klynge"}};
  const bool another_field = std::ranges::all_of(extra, [&](const std::string& word) {
    return std::ranges::any_of(larger.words, [&](const BodyWord& w) { return w.prefix && w.text == word; });
  });
  const bool cluster =
      std::ranges::all_of(extra, [&](const std::string& word) { return among(word, part_of_cluster); });
  if (another_field && !cluster) return different();
  return ask(550, "Det ene navn har alle det andets ord og flere til.");
}

}  // namespace

std::string_view name(BodyLevel level) {
  switch (level) {
    case BodyLevel::political:
      return "political";
    case BodyLevel::professional_strategic:
      return "professional-strategic";
    case BodyLevel::operations:
      return "operations";
    case BodyLevel::advisory:
      return "advisory";
    case BodyLevel::unknown:
      break;
  }
  return "unknown";
}

BodyName parse_body_name(std::string_view printed) {
  BodyName parsed;
  parsed.row = join(name_words(without_brackets(printed)), "");
  for (std::string& word : name_words(without_brackets(printed))) {
    if (among(word, dropped)) continue;
    if (const auto compound = split_kind(word)) {
      // The first part may be a compound of the same sort: “klyngestyregruppe”.
      const auto inner = split_kind(compound->prefix);
      if (inner) {
        add(parsed.words, inner->prefix, true);
        add(parsed.words, inner->kind, false);
      } else {
        add(parsed.words, compound->prefix, true);
      }
      add(parsed.words, compound->kind, false);
      continue;
    }
    add(parsed.words, plain_adjective(std::move(word)), false);
  }
  std::ranges::sort(parsed.words);
  return parsed;
}

std::string body_key(const BodyName& parsed) { return join(comparable(parsed), " "); }

Verdict compare_bodies(const BodyName& printed, const BodyName& known) {
  const Words a = comparable(printed), b = comparable(known);
  if (a.empty() || b.empty()) return different();
  if (a == b) return same(980, "Samme navn.");
  const Words only_a = without(a, b), only_b = without(b, a);
  if (only_a.empty()) return compare_with_extra(known, only_b);
  if (only_b.empty()) return compare_with_extra(printed, only_a);
  if (printed.row == known.row || texts(printed) == texts(known)) return same(960, "Samme navn.");
  if (numbers_of(printed) == numbers_of(known) && compare_words(printed.row, known.row) == WordDifference::lookalike)
    return same(930, "Samme navn, stavet lidt anderledes.");
  if (only_a.size() == 1 && only_b.size() == 1) return compare_single_words(only_a[0], only_b[0]);
  return different();
}

bool names_no_place(const BodyName& name) {
  bool has_kind = false;
  for (const auto& word : name.words) {
    // Clusters are named after fjords, islands and towns: “Fjordklyngen”.
    if (word.text == "klynge") return false;
    has_kind |= among(word.text, kinds);
    if (!word.prefix && !among(word.text, kinds) && !among(word.text, levels)) return false;
  }
  return has_kind;
}

BodyLevel guess_level(const BodyName& parsed) {
  const auto has = [&](std::string_view text) {
    return std::ranges::any_of(parsed.words, [&](const BodyWord& w) {
      return w.text == text || (w.prefix && w.text == std::string(text) + "s");
    });
  };
  const auto ends = [&](std::string_view ending) {
    return std::ranges::any_of(parsed.words, [&](const BodyWord& w) { return w.text.ends_with(ending); });
  };
  if (has("politisk")) return BodyLevel::political;
  for (const std::string_view advised :
       {"patient", "patientinddragelse", "ældre", "handicap", "bruger", "paarørende", "rådgivende", "raadgivende"})
    if (has(advised)) return BodyLevel::advisory;
  if (has("drift") || has("implementering") || has("arbejdsgruppe")) return BodyLevel::operations;
  if (ends("faglig") || ends("strategisk") || has("styregruppe") || has("direktør") || has("administrativ"))
    return BodyLevel::professional_strategic;
  if (has("raad") && (has("by") || has("region") || has("kommunal"))) return BodyLevel::political;
  if (has("kommunalbestyrelse") || has("sundheds") || has("udvalg"))
    return has("raad") || has("udvalg") || has("kommunalbestyrelse") ? BodyLevel::political : BodyLevel::unknown;
  return BodyLevel::unknown;
}

}  // namespace klynge::bodies
