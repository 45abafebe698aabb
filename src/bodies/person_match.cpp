#include "bodies/person_match.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "bodies/common_names.hpp"
#include "bodies/name_words.hpp"
#include "bodies/title_words.hpp"

namespace klynge::bodies {
namespace {

enum class WordFit { none, equal, initial, lookalike, letter, rivals, two_letters };

constexpr std::size_t lookalike_letters = 4;  // shorter words are not respelled by accident: Ib, Bo, Leo
constexpr std::size_t letter_letters = 6;
constexpr std::size_t two_letters_letters = 7;

bool both_common(std::string_view a, std::string_view b, bool given) {
  return given ? is_common_given_name(a) && is_common_given_name(b)
               : is_common_family_name(a) && is_common_family_name(b);
}

// `last`: the printed name's last word may carry a genitive s.
WordFit fit_words(const NameWord& printed, const NameWord& known, bool given, bool last) {
  if (printed.text == known.text) return WordFit::equal;
  if (last && printed.text.size() > 3 && printed.text == known.text + "s") return WordFit::equal;
  if (printed.initial && known.text.starts_with(printed.text)) return WordFit::initial;
  if (known.initial && printed.text.starts_with(known.text)) return WordFit::initial;
  if (printed.initial || known.initial) return WordFit::none;
  const auto difference = compare_words(printed.text, known.text);
  const std::size_t letters = std::max(letter_count(printed.text), letter_count(known.text));
  if (difference == WordDifference::far)
    return letters >= two_letters_letters && letters_apart(printed.text, known.text) == 2 ? WordFit::two_letters
                                                                                          : WordFit::none;
  if (both_common(printed.text, known.text, given)) return WordFit::rivals;
  if (difference == WordDifference::lookalike) return letters >= lookalike_letters ? WordFit::lookalike : WordFit::none;
  return letters >= letter_letters ? WordFit::letter : WordFit::none;
}

// How a printed name and a known one lie upon each other.
struct NameFit {
  bool possible = false;
  int lookalikes = 0, letters = 0, two_letters = 0, initials = 0;
  bool rivals = false, given_initial = false, last_missing = false, last_initial = false, reordered = false;
  int middle_missing = 0;
  int words_equal = 0;
  int cost() const {
    return lookalikes * 4 + letters * 8 + two_letters * 20 + initials * 2 + rivals * 16 + given_initial * 4 +
           last_missing * 6 + last_initial * 6 + middle_missing;
  }
};

void count(NameFit& fit, WordFit word, bool given) {
  if (word == WordFit::equal) ++fit.words_equal;
  if (word == WordFit::lookalike) ++fit.lookalikes;
  if (word == WordFit::letter) ++fit.letters;
  if (word == WordFit::two_letters) ++fit.two_letters;
  if (word == WordFit::rivals) fit.rivals = true;
  if (word == WordFit::initial && given) fit.given_initial = true;
  if (word == WordFit::initial && !given) ++fit.initials;
}

using Words = std::vector<NameWord>;

// Tries every way in which the shorter list's words fall in order upon the longer one's; names have few words.
void align(const Words& printed, const Words& known, std::size_t p, std::size_t k, NameFit so_far, NameFit& best) {
  const bool printed_longer = printed.size() > known.size();
  const Words& longer = printed_longer ? printed : known;
  const Words& shorter = printed_longer ? known : printed;
  const std::size_t s = printed_longer ? k : p, l = printed_longer ? p : k;
  if (longer.size() - l < shorter.size() - s) return;
  if (s == shorter.size()) {
    const auto left = longer.size() - l;
    so_far.last_missing = left > 0;
    so_far.middle_missing += left > 1 ? static_cast<int>(left) - 1 : 0;
    so_far.possible = true;
    if (!best.possible || so_far.cost() < best.cost()) best = so_far;
    return;
  }
  const bool printed_last = p + 1 == printed.size();
  const WordFit word = fit_words(printed[p], known[k], false, printed_last);
  if (word != WordFit::none) {
    NameFit next = so_far;
    count(next, word, false);
    if (word == WordFit::initial && printed_last && k + 1 == known.size()) next.last_initial = true;
    align(printed, known, p + 1, k + 1, next, best);
  }
  so_far.middle_missing += 1;
  align(printed, known, printed_longer ? p + 1 : p, printed_longer ? k : k + 1, so_far, best);
}

std::string letters_of(const PersonName& name) {
  std::string out;
  for (const auto& word : name.words) out += word.text;
  return out;
}

bool same_words_in_other_order(const Words& a, const Words& b) {
  if (a.size() != b.size() || a.size() < 3) return false;
  std::vector<std::string> x, y;
  for (const auto& word : a) x.push_back(word.text);
  for (const auto& word : b) y.push_back(word.text);
  std::ranges::sort(x);
  std::ranges::sort(y);
  return x == y;
}

constexpr std::size_t most_words = 8;

NameFit fit_names(const PersonName& printed, const PersonName& known) {
  NameFit fit;
  if (printed.words.empty() || known.words.empty()) return fit;
  if (printed.words.size() > most_words || known.words.size() > most_words) return fit;
  if (letters_of(printed) == letters_of(known)) {  // “Anne-Marie”, “Annemarie”
    fit.possible = true;
    fit.words_equal = static_cast<int>(std::min(printed.words.size(), known.words.size()));
    return fit;
  }
  const bool only_word = printed.words.size() == 1;
  const WordFit given = fit_words(printed.words.front(), known.words.front(), true, only_word);
  if (given == WordFit::none) return fit;
  NameFit start;
  count(start, given, true);
  align(printed.words, known.words, 1, 1, start, fit);
  if (!fit.possible && given == WordFit::equal && same_words_in_other_order(printed.words, known.words))
    fit.possible = fit.reordered = true;
  return fit;
}

// A name so frequent that two bearers in one register are likely.
bool is_rare(const PersonName& name) {
  if (name.words.size() >= 3) return true;
  return !is_common_family_name(name.words.back().text);
}

Verdict different() { return {Answer::different}; }
Verdict ask(int certainty, std::string reason) { return {Answer::doubtful, certainty, std::move(reason)}; }
Verdict same(int certainty, std::string reason) {
  return {Answer::same, std::clamp(certainty, 0, 1000), std::move(reason)};
}

constexpr auto exclude_reason = "Samme navn, men organisationerne udelukker hinanden.";

bool spelling_alone(const NameFit& fit) {
  return fit.letters == 0 && fit.two_letters == 0 && !fit.rivals && !fit.given_initial && !fit.last_missing &&
         !fit.last_initial && !fit.reordered;
}

Verdict when_excluded(const NameFit& fit, bool exact) {
  if (!spelling_alone(fit)) return different();
  return ask(exact ? 600 : 500, exclude_reason);
}

Verdict when_nothing_near(const NameFit& fit, const PersonName& shorter, bool exact) {
  const bool rare = is_rare(shorter);
  if (exact)
    return rare ? same(930, "Samme navn, og navnet er sjældent.")
                : ask(600, "Samme navn, men navnet er almindeligt, og hverken organisation eller organ er fælles.");
  if (fit.rivals || fit.two_letters > 0 || fit.last_initial) return different();
  if (fit.reordered) return rare ? ask(400, "De samme navne i en anden rækkefølge.") : different();
  if (spelling_alone(fit) && fit.lookalikes == 0)
    return rare ? same(880, "Samme navn uden mellemnavn, og navnet er sjældent.")
                : ask(550, "Samme navn uden mellemnavn, men navnet er almindeligt.");
  if (spelling_alone(fit)) return rare ? ask(540, "Næsten samme navn.") : different();
  if (!rare) return different();
  return ask(450, fit.letters > 0 ? "Ét bogstav til forskel, og intet andet binder navnene sammen."
                                  : "En del af navnet mangler, og intet andet binder navnene sammen.");
}

// The kinds of deviation that each ask for something near to rest on; two of them are one too many.
int weaknesses(const NameFit& fit) {
  return (fit.letters > 0) + (fit.last_missing ? 1 : 0) + (fit.given_initial ? 1 : 0) + (fit.last_initial ? 1 : 0) +
         (fit.lookalikes > 1);
}

Verdict when_near(const NameFit& fit, const PersonName& printed, const PersonContext& context, bool exact) {
  const bool at_the_table = context.tie == Tie::meeting;
  const int bonus = context.tie == Tie::meeting ? 40 : context.tie == Tie::organisation ? 16 : 0;
  if (exact) return same(960 + bonus, "Samme navn.");
  if (context.listed_already) return ask(500, "Næsten samme navn som en anden på deltagerlisten.");
  if (fit.rivals) {
    const bool long_or_more =
        letter_count(letters_of(printed)) >= 11 && (fit.words_equal >= 2 || printed.words.size() == 2);
    return long_or_more ? ask(500, "Ét bogstav til forskel, og begge stavemåder er almindelige navne.") : different();
  }
  if (fit.reordered) return ask(480, "De samme navne i en anden rækkefølge.");
  if (fit.two_letters > 0) return at_the_table ? ask(450, "To bogstaver til forskel.") : different();
  if (weaknesses(fit) > 1 && !at_the_table)
    return ask(520, "Navnet er forkortet eller stavet anderledes på mere end én måde.");
  if (weaknesses(fit) > 1 && fit.last_missing && fit.given_initial) return different();
  const int weight = fit.cost() * 5;
  if (fit.letters > 0) return same(900 + bonus - weight, "Ét bogstav til forskel.");
  if (fit.last_missing || fit.given_initial || fit.last_initial)
    return same(915 + bonus - weight, "En del af navnet er udeladt eller forkortet.");
  if (fit.lookalikes > 0) return same(945 + bonus - weight, "Samme navn, stavet lidt anderledes.");
  return same(940 + bonus - weight, "Samme navn med eller uden mellemnavn.");
}

// A single name means nobody in particular outside its meeting, unless the register holds it as such.
Verdict single_word(const PersonName& printed, const PersonName& known, const PersonContext& context) {
  const bool equal = printed.words.front().text == known.words.front().text;
  if (!equal || context.organisations_exclude || context.tie < Tie::body) return different();
  if (printed.words.size() == 1 && known.words.size() == 1) return same(920, "Samme fornavn i samme organ.");
  return ask(500, "Kun fornavnet er kendt.");
}

}  // namespace

bool could_be_same_person(const PersonName& printed, const PersonName& known) {
  if (printed.words.empty() || known.words.empty()) return false;
  return printed.words.size() == 1 || known.words.size() == 1 || fit_names(printed, known).possible;
}

Verdict compare_persons(const PersonName& printed, const PersonName& known, const PersonContext& context) {
  if (printed.words.empty() || known.words.empty()) return different();
  if (printed.words.size() == 1 || known.words.size() == 1) return single_word(printed, known, context);
  const NameFit fit = fit_names(printed, known);
  if (!fit.possible) return different();
  const bool exact = spelling_alone(fit) && fit.lookalikes == 0 && fit.initials == 0 && fit.middle_missing == 0;
  if (context.organisations_exclude) return when_excluded(fit, exact);
  const PersonName& shorter = printed.words.size() <= known.words.size() ? printed : known;
  if (context.tie == Tie::nothing) return when_nothing_near(fit, shorter, exact);
  return when_near(fit, printed, context, exact);
}

namespace {

// “EMK”, “LS”, “LESA” for a name: one letter of each word, or the first letters of the first and the last.
bool initials_fit(std::string_view initials, const PersonName& name) {
  if (name.words.size() < 2) return false;
  std::string each;
  for (const auto& word : name.words) each += word.text.front();
  if (each == initials) return true;
  const std::string& given = name.words.front().text;
  const std::string& last = name.words.back().text;
  for (std::size_t n = 1; n < initials.size(); ++n)
    if (given.starts_with(initials.substr(0, n)) && last.starts_with(initials.substr(n))) return true;
  return false;
}

std::vector<std::string> office_words(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& word : name_words(text)) {
    if (is_preposition(word) || word == "den" || word == "det" || word == "de" || word == "kommune" || word == "og")
      continue;
    std::string plain = indefinite_title(word);
    if (plain == word && plain.size() > 4 && plain.ends_with("s")) plain.pop_back();  // “Havnsøs borgmester”
    words.push_back(std::move(plain));
  }
  return words;
}

bool holds_office(const std::vector<std::string>& office, const AtTheTable& person) {
  const auto title = office_words(person.title);
  const auto place = office_words(person.organisation);
  if (title.empty()) return false;
  if (office.front() != title.front() && std::ranges::find(title, office.front()) == title.end()) return false;
  return std::ranges::all_of(office, [&](const std::string& word) {
    return std::ranges::find(title, word) != title.end() || std::ranges::find(place, word) != place.end();
  });
}

bool holds_role(const std::vector<std::string>& office, const AtTheTable& person) {
  if (office.size() != 1) return false;
  if (office[0] == "formand" || office[0] == "forperson") return person.chairs;
  if (office[0] == "mødeleder" || office[0] == "ordstyrer") return person.moderates;
  if (office[0] == "referent" || office[0] == "sekretær") return person.keeps_minutes;
  return false;
}

template <class Fits>
std::optional<std::size_t> only_one(const std::vector<AtTheTable>& table, Fits fits) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!fits(table[i])) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

template <class Fits>
bool anybody(const std::vector<AtTheTable>& table, Fits fits) {
  return std::ranges::any_of(table, fits);
}

std::optional<std::size_t> office_holder(const std::string& printed, const std::vector<AtTheTable>& table) {
  const auto office = office_words(printed);
  if (office.empty()) return std::nullopt;
  const auto role = [&](const AtTheTable& person) { return holds_role(office, person); };
  if (anybody(table, role)) return only_one(table, role);
  // “formand” and nothing else, before the “formand for …” of something.
  const auto alone = [&](const AtTheTable& person) { return office_words(person.title) == office; };
  if (anybody(table, alone)) return only_one(table, alone);
  return only_one(table, [&](const AtTheTable& person) { return holds_office(office, person); });
}

}  // namespace

std::optional<std::size_t> person_at_the_table(const PersonName& printed, const std::vector<AtTheTable>& table) {
  if (!printed.office.empty()) return office_holder(printed.office, table);
  if (printed.words.size() != 1) return std::nullopt;
  const std::string& word = printed.words.front().text;
  if (printed.all_capitals) {
    const auto by_initials = only_one(table, [&](const AtTheTable& p) { return initials_fit(word, p.name); });
    if (by_initials) return by_initials;
  }
  for (const bool genitive : {false, true}) {
    const auto is_word = [&](const NameWord& known) {
      return genitive ? word == known.text + "s" : word == known.text;
    };
    const auto given = [&](const AtTheTable& p) { return !p.name.words.empty() && is_word(p.name.words.front()); };
    if (anybody(table, given)) return only_one(table, given);
    const auto family = [&](const AtTheTable& p) { return p.name.words.size() > 1 && is_word(p.name.words.back()); };
    if (anybody(table, family)) return only_one(table, family);
  }
  return std::nullopt;
}

bool names_no_single_person(std::string_view printed) {
  const auto words = name_words(printed);
  if (words.empty()) return true;
  constexpr std::array articles{std::string_view{"de"}, std::string_view{"det"}, std::string_view{"den"},
                                std::string_view{"alle"}};
  if (std::ranges::find(articles, words.front()) != articles.end()) return true;
  return std::ranges::any_of(words, [](const std::string& word) { return is_group_word(word); });
}

}  // namespace klynge::bodies
