#include "reading/outcome.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

using namespace cue;

bool any_word(std::string_view text, Words words) {
  for (const auto word : words)
    if (has_word(text, word)) return true;
  return false;
}

// The verb in a clause about something else (“planen, der blev godkendt i 2020”, “som godkendt”).
bool in_side_clause(std::string_view sentence, std::string_view word) {
  const std::size_t at = find_word(sentence, word);
  if (at == std::string_view::npos) return false;
  const std::string_view before = sentence.substr(0, at);
  static constexpr PhraseScan leads{", som ",   ", der ",    " som ",     " der ",  "tidligere ", " hvis ", " når ",
                                    "såfremt ", "forudsat ", "allerede ", "at få ", "skal være ", "kan ",   "inden "};
  if (!leads.in(before)) return false;
  for (const std::string_view lead :
       {", der blev ", ", som blev ", ", der er ", " som ", ", der ", " der blev ", "tidligere ", " hvis ", " når ",
        "såfremt ", "forudsat ", "allerede ", "at få ", "skal være ", "kan ", "inden "}) {
    const std::size_t lead_at = before.rfind(lead);
    if (lead_at == std::string_view::npos || before.size() - lead_at >= 60) continue;
    // “Regnskabet, der viser et overskud, blev godkendt.”: the clause is over before the verb.
    if (lead.starts_with(",") && any(before.substr(lead_at + 2), {", blev ", ", er ", ", bliver "})) continue;
    // “…, som efterfølgende blev godkendt” tells what was done with it.
    if (any(before.substr(lead_at), {"efterfølgende", "herefter", "derefter"})) continue;
    // “Formanden fremlagde beretningen, som blev godkendt.”
    static constexpr WordSet manners{"med akklamation", "uden bemærkninger", "enstemmigt", "af forsamlingen"};
    const std::string_view behind = strip(sentence.substr(at + word.size()), " .");
    if ((behind.empty() || manners.has(behind)) &&
        any(before.substr(0, lead_at), {"fremlagde", "aflagde", "forelagde", "gennemgik", "præsenterede"}))
      continue;
    return true;
  }
  return false;
}

bool is_postponed(std::string_view s, bool terse) {
  if (terse || any(s, {"til næste møde", "til et senere møde", "til et kommende møde"})) return true;
  for (const std::string_view lead :
       {"udsat", "udsættes", "udskydes", "udskudt", "punktet", "sagen", "emnet", "punkt ", "behandlingen", "drøftelsen",
        "beslutningen", "dette punkt", "det blev besluttet at udsætte", "orienteringen", "valget", "godkendelsen",
        "gennemgangen"})
    if (s.starts_with(lead)) return true;
  return contains(s, "sagen udsat") || contains(s, "punktet udsat") || contains(s, "udsatte sagen") ||
         contains(s, "udsatte punktet") || contains(s, "udsætter sagen") || contains(s, "udsætter punktet") ||
         contains(s, "punktet blev udsat") || contains(s, "sagen blev udsat") || contains(s, "punktet blev udskudt") ||
         contains(s, "sagen blev udskudt");
}

bool is_none(std::string_view s) {
  static constexpr WordSet openings{"in", "ik", "der "};
  if (!openings.begins(s)) return false;
  for (const std::string_view start :
       {"intet til referat",
        // clang-format off
                                       "intet at bemærke", "ingen bemærkninger", "der var ingen bemærkninger",
                                       "ingen kommentarer", "ikke noget", "intet nyt", "intet", "ingen punkter",
                                       "der var intet", "der var ingen punkter", "ingen", "ingen emner",
                                       "der var ikke noget", "der var ikke bemærkninger", "der var ingen",
                                       "intet under", "ingenting", "der blev ikke", "ikke yderligere",
                                       "intet at referere", "ingen sager", "der er intet", "der er ingen bemærkninger",
                                       "der er ikke noget", "der fremkom ingen", "der fremkom ikke",
        // clang-format on
        "der var ikke"})
    if (begins_with_word(s, start)) {
      // “Ingen af forslagene …” is a sentence of its own.
      const bool short_word = start == "ingen" || start == "intet" || start == "der var ingen" ||
                              start == "der blev ikke" || start == "der var ikke" || start == "der var intet";
      return !short_word || s.size() < 60;
    }
  return false;
}

// Scanned letters: “lndstillingen”, “b1ev” (both in lower case). True where there were any.
bool mend_scan(std::string& folded) {
  bool mended = false;
  const auto mend = [&](std::size_t at, char letter) {
    folded[at] = letter;
    mended = true;
  };
  for (std::size_t at = folded.find('1'); at != std::string::npos; at = folded.find('1', at + 1))
    if (at > 0 && letter_before(folded, at) && letter_at(folded, at + 1)) mend(at, 'l');
  for (std::size_t at = find_part(folded, "ln"); at != std::string::npos; at = find_part(folded, "ln", at + 1))
    if (at + 2 < folded.size() && (folded[at + 2] == 'd' || folded[at + 2] == 't') && !letter_before(folded, at))
      mend(at, 'i');
  return mended;
}

struct Tally {
  bool withdrawn = false, approved = false, rejected = false, followed = false, noted = false, postponed = false,
       returned = false, put_off = false, again = false, decided = false, discussed = false, none = false,
       informed = false;
};

// “ad. 1-3: anbefales” without what it speaks of.
std::string_view without_number(std::string_view s) {
  for (unsigned guard = 0; guard < 4; ++guard) {
    for (const std::string_view word : {"ad. ", "ad ", "pkt. "})
      if (s.starts_with(word)) s.remove_prefix(word.size());
    while (!s.empty() &&
           (is_digit(s[0]) || is_blank(s[0]) || std::string_view(".:;-),(").find(s[0]) != std::string_view::npos))
      s.remove_prefix(1);
  }
  return s;
}

bool is_followed(std::string_view sentence) {
  const std::string_view s = without_number(sentence);
  for (const std::string_view start :
       {"som indstillet", "i overensstemmelse med indstilling", "indstillingen til følge", "fulgt", "anbefales",
        "anbefalet", "indstilles til godkendelse", "ad a) og b) anbefales", "indstilles til byrådets godkendelse",
        "indstilles til kommunalbestyrelsens godkendelse", "indstilles til økonomiudvalgets godkendelse"})
    if (s.starts_with(start)) return true;
  if (any(s, {"besluttet som indstillet", "anbefaler indstillingen", "anbefales godkendt", "anbefalede indstillingen",
              "indstilles godkendt", "indstillingen anbefales", "indstillingen blev anbefalet",
              "tilsluttede sig indstilling", "tilslutter sig indstilling", "tilsluttede sig forslag",
              "tilslutter sig forslag", "tilsluttede sig anbefaling", "tilslutter sig anbefaling",
              "anbefaler forvaltningens indstilling", "anbefaler administrationens indstilling"}))
    return true;
  // “Udvalget tilslutter sig.”
  static constexpr WordSet joins{" tilslutter sig", " tilsluttede sig"};
  if (s.size() < 80 && joins.ends(strip(s, ". "))) return true;
  // “Ramme 2017 anbefales.”
  if (s.size() < 80 && strip(s, ". ").ends_with(" anbefales")) return true;
  return has_word(s, "anbefales") && contains(s, "flertal");
}

// “Formanden svarede, at spørgsmålet er drøftet før.”: what somebody said of another time.
bool is_reported(std::string_view s, std::string_view stem) {
  const std::size_t at = find_part(s, stem);
  for (const std::string_view lead : {"svarede, at ", "svarede at ", "oplyste, at ", "oplyste at "})
    if (const std::size_t said = find_part(s, lead);
        said < at && any(s.substr(said, at - said), {" er ", " har ", " var "}))
      return true;
  return false;
}

// “Bestyrelsen har anført, at kommunen gav afslag i 2019.”: what somebody else refused.
bool is_told_refusal(std::string_view s) {
  const std::size_t at = find_part(s, " afslag");
  if (at == std::string_view::npos) return false;
  const std::string_view before = s.substr(0, at);
  static constexpr PhraseScan told{"anført, at", "anførte, at",    "oplyste, at",  "fortalte, at",
                                   "nævnte, at", "forklarede, at", "bemærkede, at"};
  return told.in(before);
}

// “Antallet af afviste henvisninger stiger”: a word about a thing, no verdict.
bool is_about_refused_things(std::string_view s) {
  const std::size_t at = find_part(s, "afviste ");
  if (at == std::string_view::npos || at == 0) return false;
  static constexpr WordSet before{"at",  "de", "af",  "og",    "antal", "antallet", "flere", "mange", "færre",    "med",
                                  "ved", "om", "for", "disse", "alle",  "nogle",    "deres", "hvor",  "tidligere"};
  return before.has(strip(last_word(s.substr(0, at)), ","));
}

// “…, hvor der blev talt om hjemmesiden”: what was talked of elsewhere.
bool is_talk_elsewhere(std::string_view s) {
  const std::size_t at = find_part(s, "blev talt om");
  const std::size_t where = at == std::string_view::npos ? at : s.substr(0, at).rfind(", hvor ");
  return where != std::string_view::npos && at - where < 60;
}

// “Punktet udgår.”, “Trukket.”, “Forslaget er trukket.”, but not “Vinderen trækkes i maj.”
bool drops_the_item(std::string_view s, bool terse) {
  static constexpr WordSet subjects{"punkt", "sagen", "emnet", "udg"};
  if (subjects.begins(s)) return true;
  static constexpr WordSet withdrawn{"trukket", "trækkes", "frafald", "forslag", "ansøgning", "ændringsforslag"};
  return withdrawn.begins(s) ? terse : terse && any_word(s, {"udgår", "udgik", "udgået"});
}

// “de aftalte indsatser” tells of what was agreed before: whether the rest of the sentence decides.
bool decides_beside_adjectives(std::string_view s) {
  static constexpr PhraseScan adjectives{"de aftalte ",    "den aftalte ",    "det aftalte ",   "de fastsatte ",
                                         "de udpegede ",   "de valgte ",      "den valgte ",    "det valgte ",
                                         "de besluttede ", "den besluttede ", "det besluttede "};
  if (!adjectives.in(s)) return true;
  std::string rest(s);
  for (const std::string_view article : {"de ", "den ", "det "})
    for (const std::string_view adjective : {"aftalte ", "fastsatte ", "udpegede ", "valgte ", "besluttede "}) {
      const std::size_t at = rest.find(std::string(article) + std::string(adjective));
      if (at == std::string::npos || letter_before(rest, at)) continue;
      // “De aftalte at mødes”, “Det besluttede vi” are verbs.
      const std::size_t noun = at + article.size() + adjective.size();
      static constexpr WordSet after_verbs{"at", "sig", "ikke", "vi",     "man", "en",
                                           "et", "den", "det",  "derfor", "også"};
      if (!after_verbs.has(strip(first_word(std::string_view(rest).substr(noun)), ".,")))
        rest.erase(at, article.size() + adjective.size());
    }
  return sentence_phrases().in(rest).has(decides);
}

void weigh(Tally& t, std::string_view s, Cues cues, bool terse) {
  const bool turned_down = cues.has(turns_down) && !is_told_refusal(s) && !is_about_refused_things(s);
  if (turned_down && !in_side_clause(s, "afvist")) t.rejected = true;
  if (cues.has(drops_out) && drops_the_item(s, terse)) t.withdrawn = true;
  if (cues.has(taken_off)) t.withdrawn = true;
  if (cues.has(sends_back)) t.returned = true;
  if (cues.has(puts_off) && is_postponed(s, terse)) t.postponed = true;
  if (!turned_down) {
    if (cues.has(approves))
      for (const std::string_view word :
           {"godkendt", "godkendte", "godkender", "vedtaget", "vedtog", "godkendtes", "vedtoges", "godkend"}) {
        if (!has_word(s, word) || in_side_clause(s, word)) continue;
        // What was adopted is a decision of its own where it is said there: “vedtog at hæve”.
        const std::string_view behind = s.substr(find_word(s, word) + word.size());
        const bool own = word.starts_with("vedt") && (behind.starts_with(" at ") || behind.starts_with(", at "));
        (own ? t.decided : t.approved) = true;
      }
    if (cues.has(approves_by_deciding)) t.approved = true;
    if (cues.has(approves_now) && (terse || any(s, {"indstilling", "referatet godkendes", "dagsorden"})))
      t.approved = true;
    if (cues.has(accedes)) t.followed = true;
    // “Det blev aftalt, at dagsordenen følger formandens forslag.” follows nothing that was recommended.
    const bool own = cues.has(decides) && has_word(s, "følger") && !any(s, {"indstilling", "anbefaling"});
    if (cues.has(recommended) && cues.has(follows) && !own) t.followed = true;
    if (cues.has(follows_so) && is_followed(s)) t.followed = true;
    if (cues.has(follows) && !cues.has(recommended) && contains(s, "ansøgning") && contains(s, "imødekommet"))
      t.approved = true;
  }
  if (cues.has(efterretning) && !contains(s, "efterretningstjeneste")) t.noted = true;
  if (cues.has(to_note) && (s.starts_with("til orientering") || s.starts_with("til efterretning"))) t.noted = true;
  if (cues.has(put_off_so)) t.put_off = true;
  if (cues.has(put_again))
    for (const std::string_view start : {"punkt", "sag", "emne", "det ", "dette ", "tages op", "genoptages"})
      if (s.starts_with(start)) t.again = true;
  if (cues.has(takes_note)) t.noted = true;
  if (cues.has(decides)) {
    const bool side = in_side_clause(s, "besluttet") || in_side_clause(s, "aftalt") || in_side_clause(s, "valgt") ||
                      in_side_clause(s, "udpeget");
    if (!side && decides_beside_adjectives(s)) t.decided = true;
  }
  if (cues.has(discusses) && !is_reported(s, "drøft") && !is_talk_elsewhere(s)) t.discussed = true;
  if (cues.has(informs)) t.informed = true;
}

std::optional<Outcome> best(const Tally& t) {
  if (t.rejected && !t.approved && !t.followed) return Outcome::rejected;
  if (t.approved) return Outcome::approved;
  if (t.followed) return Outcome::followed;
  if (t.returned) return Outcome::returned;
  if (t.noted) return Outcome::noted;
  if (t.withdrawn) return Outcome::withdrawn;
  if (t.put_off) return Outcome::postponed;
  if (t.postponed && !t.decided) return Outcome::postponed;
  if (t.decided) return Outcome::decided;
  if (t.postponed) return Outcome::postponed;
  if (t.discussed) return Outcome::discussed;
  if (t.again) return Outcome::postponed;
  if (t.none) return Outcome::none;
  return std::nullopt;
}

Tally tally_of(const Prose& minutes) {
  Tally tally;
  const bool terse = minutes.text.size() < 60;
  std::string text = minutes.folded;
  const bool mended = mend_scan(text);
  for (std::size_t i = 0; i < minutes.sentences.size(); ++i) {
    const Sentence& sentence = minutes.sentences[i];
    const auto whole = std::string_view(text).substr(sentence.start, sentence.end - sentence.start),
               s = whole.substr(0, 2'000);
    if (i == 0 && is_none(s)) tally.none = true;
    const Cues cues = mended || s.size() < whole.size() ? sentence_phrases().in(s) : minutes.cues_of(i);
    if (cues.has_any(of_outcomes)) weigh(tally, s, cues, terse || s.size() < 45);
  }
  return tally;
}

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (letter_at(text, at) || is_digit(text[at])) return true;
  return false;
}

// “Godk endt.”, “Til efter retning”: one short verdict that a scanner tore apart. “Afvises.”: a verb that is a verdict
// by itself alone.
std::optional<Outcome> outcome_of_torn_word(std::string_view folded) {
  if (folded.size() > 40) return std::nullopt;
  std::string word;
  std::ranges::copy_if(folded, std::back_inserter(word), [](char c) { return !is_blank(c) && c != '.' && c != '\n'; });
  static constexpr WordSet noted{"tilefterretning", "tagettilefterretning", "tilorientering"};
  if (word == "godkendt") return Outcome::approved;
  if (word == "tiltrådt" || word == "indstillingentiltrådt") return Outcome::followed;
  if (word == "drøftet") return Outcome::discussed;
  if (word == "udsat" || word == "udskudt") return Outcome::postponed;
  static constexpr WordSet rejected{"bortfalder",          "afvises",        "afslag",          "faldt",
                                    "forslagetbortfalder", "forslagetfaldt", "forslagetafvises"};
  if (rejected.has(word)) return Outcome::rejected;
  return noted.has(word) ? std::optional(Outcome::noted) : std::nullopt;
}

// “Udvalget anbefalede byrådet at oprette …”: those who meet did what they were advised to.
bool recommends_further(std::string_view folded) {
  for (const std::string_view verb : {" anbefalede ", " anbefaler "})
    for (std::size_t at = find_part(folded, verb); at != std::string_view::npos; at = find_part(folded, verb, at + 1)) {
      static const Endings bodies{"udvalget", "rådet", "gruppen", "klyngen", "bestyrelsen", "forummet", "forum"};
      if (bodies.end(folded.substr(0, at))) return true;
    }
  return false;
}

// Whoever is named under “Valg af …” was chosen, whatever else was said.
bool is_election(std::string_view title) {
  const Folded folded(title);
  const std::string_view words = folded;
  return words.starts_with("valg") || words.starts_with("konstituering") || contains(words, " valg af ");
}

bool recommends(const std::vector<std::string>& recommendations, Words words) {
  for (const auto& text : recommendations)
    if (any(lower(text.substr(0, 300)), words)) return true;
  return false;
}

}  // namespace

std::optional<OutcomeFound> outcome_of(std::string_view minutes) {
  const Tally tally = tally_of(prose_of(minutes));
  const auto outcome = best(tally);
  if (!outcome) return std::nullopt;
  return OutcomeFound{*outcome, minutes.size() < 120};
}

std::optional<Outcome> outcome_of_item(const Prose& minutes, const ItemSaid& item) {
  const auto& recommendations = item.recommendations;
  const bool has_tasks = item.has_tasks;
  if (minutes.text.empty()) return std::nullopt;
  if (!has_letters(minutes.text)) return Outcome::none;
  const Tally tally = tally_of(minutes);
  auto outcome = best(tally);
  // “OK.” under “Godkendelse af dagsorden”
  if (!outcome && minutes.folded.starts_with("ok") && !letter_at(minutes.folded, 2) &&
      lower(item.title.substr(0, 20)).starts_with("godkend"))
    outcome = Outcome::approved;
  if (!outcome) outcome = outcome_of_torn_word(minutes.folded);
  const bool mere_talk = !outcome || *outcome == Outcome::discussed || *outcome == Outcome::noted ||
                         (*outcome == Outcome::approved && minutes.text.size() >= 40);
  if (mere_talk && is_election(item.title)) return Outcome::decided;
  const bool own_words = !outcome || *outcome == Outcome::discussed || *outcome == Outcome::decided;
  if (own_words && recommends(recommendations, {"anbefal"}) && recommends_further(minutes.folded))
    return Outcome::followed;
  // “Bortfalder, da vi har fået et tilsagn.”
  if (!outcome && minutes.folded.starts_with("bortfalder,")) return Outcome::withdrawn;
  if (outcome) {
    const bool said_nothing = *outcome == Outcome::none;
    return said_nothing && has_tasks ? Outcome::decided : *outcome;
  }
  // An account under a recommendation to discuss is a discussion; one to note is noted.
  const bool long_account = minutes.text.size() > 80;
  if (recommends(recommendations, {"drøft"}) && long_account) return Outcome::discussed;
  if (recommends(recommendations, {"beslut"}) && has_tasks) return Outcome::decided;
  if (tally.informed && recommends(recommendations, {"efterretning", "orientering"})) return Outcome::noted;
  // Under a recommendation to choose, what the minutes tell is whom.
  if (has_tasks || recommends(recommendations, {"udpeger", "vælger", "peger på"})) return Outcome::decided;
  if (any_word(std::string_view(minutes.folded).substr(0, 4'000), {"orienterede", "orienteredes", "orienteret"}))
    return Outcome::noted;
  return std::nullopt;
}

std::vector<DecisionFound> decisions_in(std::string_view minutes, std::size_t recommendations) {
  std::vector<DecisionFound> out;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= minutes.size(); ++at) {
    at = std::min(minutes.find('\n', at), minutes.size());
    std::string_view line = trim(minutes.substr(start, at - start));
    start = at + 1;
    if (line.starts_with("- ")) line.remove_prefix(2);
    if (line.empty() ||
        !(is_digit(line[0]) || (line[0] | 0x20) == 'a' || (line[0] | 0x20) == 'p' || (line[0] | 0x20) == 'i'))
      continue;
    const Folded lowered(line.substr(0, 12));
    const std::string_view folded = lowered;
    std::size_t next = 0;
    for (const std::string_view word : {"ad. ", "ad ", "pkt. ", "at-punkt ", "indstillingspunkt ", "indstilling "})
      if (folded.starts_with(word)) next = word.size();
    const bool named = next > 0;
    Decision decision;
    const auto number = [&]() -> int {
      int value = 0;
      std::size_t digits = 0;
      while (next < line.size() && is_digit(line[next]) && digits++ < 3) value = value * 10 + (line[next++] - '0');
      return digits ? value : 0;
    };
    int first = number();
    if (first == 0) continue;
    decision.recommendations.push_back(first);
    bool marked = false;
    for (unsigned guard = 0; guard < 50; ++guard) {
      if (next < line.size() && (line[next] == '.' || line[next] == ')' || line[next] == ':')) ++next, marked = true;
      const std::size_t blank = next;
      while (next < line.size() && is_blank(line[next])) ++next;
      bool range = false, more = false;
      if (const unsigned dash = dash_at(line, next))
        range = true, next += dash;
      else if (line.substr(next).starts_with("og "))
        more = true, next += 3;
      else if (line.substr(next).starts_with(","))
        more = true, ++next;
      if (!range && !more) {
        next = std::max(blank, next);
        break;
      }
      while (next < line.size() && is_blank(line[next])) ++next;
      const int value = number();
      if (value == 0) break;
      const int from = range ? decision.recommendations.back() + 1 : value;
      for (int k = from; k <= value && k - from < 100; ++k) decision.recommendations.push_back(k);
    }
    const std::string_view text = trim(line.substr(std::min(next, line.size())));
    if (text.empty() || (!marked && !named)) continue;
    if (recommendations > 0 && decision.recommendations.front() > static_cast<int>(recommendations)) continue;
    const auto outcome = outcome_of(text);
    if (!outcome || (!named && text.size() > 200)) continue;
    decision.outcome = outcome->outcome;
    decision.text = std::string(text);
    const auto from = static_cast<std::size_t>(line.data() - minutes.data());
    out.push_back({std::move(decision), from, from + line.size()});
  }
  if (recommendations == 0 && out.size() < 2) out.clear();
  return out;
}

}  // namespace klynge::reading
