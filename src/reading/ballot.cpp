#include "reading/ballot.hpp"

#include <array>

#include "base/text.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

std::optional<int> count_word(std::string_view word) {
  static constexpr std::array<std::string_view, 13> words{"nul", "en",   "to", "tre", "fire",   "fem", "seks",
                                                          "syv", "otte", "ni", "ti",  "elleve", "tolv"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (word == words[i]) return static_cast<int>(i);
  if (word == "én" || word == "ét" || word == "et") return 1;
  if (word == "ingen") return 0;
  if (word.empty() || word.size() > 3) return std::nullopt;
  int value = 0;
  for (const char c : word) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

enum class Side { none, in_favour, against, abstained };

bool counts_votes(std::string_view word) {
  for (const std::string_view known : {"stemte", "stemme", "imod", "mod", "for", "undlod", "blank", "hverken"})
    if (word == known) return true;
  return false;
}

// “Godkendt med 16 stemmer”: a count of votes with no side said is of those in favour.
bool carries(std::string_view folded) {
  for (const std::string_view word : {"godkend", "vedtag", "vedtog", "tiltrå", "valgt", "fulgt", "anbefal"})
    if (contains(folded, word)) return !contains(folded, "ikke ");
  return false;
}

// One pass over the words: a count waits for the side that follows it (“5 stemte for, 2 imod”).
Vote vote_of(std::string_view folded) {
  Vote vote;
  int waiting = -1;       // a count whose side has not come yet; -1 for none
  unsigned since = 0;     // words since then
  bool of_votes = false;  // “stemmer” or “stemte” came behind it
  Side waiting_side = Side::none;
  const auto set = [&](Side side, int count) {
    auto& field = side == Side::in_favour ? vote.in_favour : side == Side::against ? vote.against : vote.abstained;
    if (!field) field = count;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view word = word_at(folded, at);
    if (word.empty()) {
      // “For stemte A, B (5)”: the count in brackets closes its side.
      if (folded[at] == ':') waiting = -1;
      // “29 lejligheder (fordelingstal 431) for”: what a bracket counts is something else.
      if (const std::size_t close = folded[at] == '(' && waiting >= 0 ? folded.find(')', at) : npos; close != npos)
        at = close;
      at += std::max(1u, code_point(folded, at).size);
      continue;
    }
    at += word.size();
    const bool votes = word.starts_with("stem") || word.ends_with("stemmer");
    of_votes = of_votes || (waiting >= 0 && votes);
    // “forslag 1, en legeplads …”, “på 3 % fra …”: a count so far from votes counts none of them.
    if (waiting >= 0 && !of_votes && ++since > 3) waiting = -1;
    Side side = Side::none;
    if (word == "for") side = Side::in_favour;
    if (word == "imod" || word == "mod") side = Side::against;
    if (word == "undlod" || word == "hverken" || word == "blankt" || word == "blanke" || word == "blank")
      side = Side::abstained;
    // “0 imod og 2, der ikke stemte”
    if (word == "ikke" && waiting >= 0 && folded.substr(at).starts_with(" stemte")) side = Side::abstained;
    if (side != Side::none) {
      // “9 stemmer mod 4”: the count before “mod” is of the other side where one follows.
      if (word == "mod" && waiting >= 0 && count_word(first_word(skip_blanks(folded.substr(at))))) {
        set(Side::in_favour, waiting);
        waiting = -1;
        waiting_side = side;
      } else if (waiting >= 0) {
        set(side, waiting);
        waiting = -1;
        waiting_side = Side::none;
      } else {
        waiting_side = side;
      }
      continue;
    }
    // “Et flertal på 16 stemmer”: an article counts nothing. “120.000 kr.” is no count either.
    const bool article = word == "et" || word == "en";
    bool thousands = false;
    while (at + 1 < folded.size() && folded[at] == '.' && is_digit(folded[at + 1])) {
      thousands = true;
      ++at;
      while (at < folded.size() && is_digit(folded[at])) ++at;
    }
    if (article && !counts_votes(first_word(skip_blanks(folded.substr(at))))) continue;
    // “kræver 2/3 af de afgivne stemmer”: a majority that is asked for.
    if (at + 1 < folded.size() && folded[at] == '/' && is_digit(folded[at + 1]) && is_digit(word[0])) {
      for (++at; at < folded.size() && is_digit(folded[at]);) ++at;
      continue;
    }
    if (const auto count = thousands ? std::nullopt : count_word(word)) {
      if (waiting >= 0 && of_votes) set(Side::in_favour, waiting);  // “9 stemmer mod 4”
      waiting = *count;
      since = 0;
      of_votes = false;
      if (waiting_side != Side::none) {
        set(waiting_side, *count);
        waiting = -1;
        waiting_side = Side::none;
      }
    }
  }
  if (waiting >= 0 && of_votes && carries(folded)) set(Side::in_favour, waiting);
  return vote;
}

// How many are named behind “for stemte” or “imod stemte”, where no number says it.
std::optional<int> named_behind(std::string_view text, std::string_view folded, std::string_view lead) {
  const std::size_t at = find_part(folded, lead);
  if (at == npos) return std::nullopt;
  std::string_view list = text.substr(at + lead.size());
  list = list.substr(0, list.find_first_of(";."));
  for (const std::string_view clause : {", der ", ", som ", ", idet ", ", da ", ", fordi "})
    if (const std::size_t cut = list.find(clause); cut != npos) list = list.substr(0, cut);
  const std::string bare = without_brackets(strip(list, " :,"));
  const auto names = names_in_list(bare, false);
  if (names.empty()) return std::nullopt;
  return static_cast<int>(names.size());
}

// How many are named before “stemte imod”: “Ruth Myrup (V) og Bo Krag stemte imod”.
std::optional<int> named_before(std::string_view text, std::string_view folded, std::string_view verb) {
  const std::size_t at = find_part(folded, verb);
  if (at == npos || at == 0) return std::nullopt;
  std::string_view list = text.substr(0, at);
  for (const std::string_view clause : {", idet ", ", da ", ", mens ", " mens ", ", men "})
    if (const std::size_t cut = list.rfind(clause); cut != npos) list = list.substr(cut + clause.size());
  const std::string bare = without_brackets(list);
  const auto names = names_in_list(bare, false);
  if (names.empty()) return std::nullopt;
  return static_cast<int>(names.size());
}

void count_names(Vote& vote, std::string_view text, std::string_view folded) {
  for (const std::string_view lead : {"for stemte", "stemte for:"})
    if (!vote.in_favour) vote.in_favour = named_behind(text, folded, lead);
  for (const std::string_view lead : {"imod stemte", "mod stemte", "stemte imod:", "stemte mod:"})
    if (!vote.against) vote.against = named_behind(text, folded, lead);
  for (const std::string_view lead : {"undlod at stemme:", "undlod:", "blankt stemte"})
    if (!vote.abstained) vote.abstained = named_behind(text, folded, lead);
  if (!vote.in_favour) vote.in_favour = named_before(text, folded, " stemte for");
  if (!vote.against) vote.against = named_before(text, folded, " stemte imod");
  for (const std::string_view verb : {" undlod at stemme", " stemte blankt", " stemte hverken"})
    if (!vote.abstained) vote.abstained = named_before(text, folded, verb);
}

// “Tom fik 38 stemmer, Yusuf 35”: who was elected, and no vote for or against.
bool tells_of_an_election(std::string_view folded) {
  for (std::size_t at = find_part(folded, " fik "); at != npos; at = find_part(folded, " fik ", at + 5))
    if (count_word(first_word(folded.substr(at + 5)))) return !contains(folded, " imod") && !contains(folded, " mod ");
  return false;
}

// “For stemte A og B. Imod stemte C.” is one vote told in two sentences, “3 for og 1 imod. C stemte
// imod.” too: what is told twice is the same.
bool goes_on_with(const Vote& before, const Vote& next) {
  if (before.in_favour && before.against && next.in_favour && next.against) return false;
  const auto agree = [](const std::optional<int>& one, const std::optional<int>& other) {
    return !one || !other || *one == *other;
  };
  return agree(before.in_favour, next.in_favour) && agree(before.against, next.against) &&
         agree(before.abstained, next.abstained);
}

bool any_has(const Prose& prose, Cue cue) {
  for (std::size_t i = 0; i < prose.sentences.size(); ++i)
    if (prose.cues_of(i).has(cue)) return true;
  return false;
}

}  // namespace

std::vector<VoteFound> votes_in(const Prose& minutes) {
  std::vector<VoteFound> votes;
  std::size_t last_end = 0;
  if (!any_has(minutes, cue::votes)) return votes;
  for (const Sentence& sentence : minutes.sentences) {
    if (sentence.end - sentence.start > 800 || votes.size() >= 100) continue;
    const std::string_view text = minutes.as_printed(sentence), folded = minutes.in_lower_case(sentence);
    const bool vote_words = contains(folded, "stemte") || contains(folded, "stemmer") || contains(folded, "stemt ") ||
                            contains(folded, "undlod") || contains(folded, "imod:") || contains(folded, "afstemning");
    // “Imod: 33. Blanke: 2.”
    const bool goes_on = !votes.empty() && sentence.start - last_end <= 3 &&
                         (folded.starts_with("blanke") || folded.starts_with("blank:")) && folded.size() < 40;
    if ((!vote_words && !goes_on) || tells_of_an_election(folded)) continue;
    Vote vote = vote_of(folded);
    if (!vote.in_favour && !vote.against && !vote.abstained) {
      const bool names = contains(folded, "stemte for") || contains(folded, "stemte imod") ||
                         contains(folded, "for stemte") || contains(folded, "imod stemte") ||
                         contains(folded, "undlod at stemme") || contains(folded, "stemte blankt");
      if (!names) continue;
    }
    if (const std::size_t neither = find_part(folded, "hverken for eller imod"); neither != npos) {
      // “Hverken for eller imod stemte: Bo Holm” counts those who abstained.
      vote = {};
      const std::size_t colon = text.find(':', neither);
      const std::size_t cast = colon == npos ? find_part(folded, " stemte ", neither) : npos;
      if (colon != npos) vote = vote_of("undlod " + std::string(folded.substr(colon)));
      // “Hverken for eller imod stemte 2 (EL)”
      if (cast != npos) vote = vote_of("undlod " + std::string(folded.substr(cast + 8)));
      if (!vote.abstained && colon != npos)
        vote.abstained = named_behind(text, folded, folded.substr(neither, colon - neither));
    } else {
      count_names(vote, text, folded);
    }
    const bool next = !votes.empty() && last_end <= sentence.start && sentence.start - last_end <= 3 &&
                      goes_on_with(votes.back().vote, vote);
    last_end = sentence.end;
    if (next) {
      VoteFound& whole = votes.back();
      if (vote.in_favour) whole.vote.in_favour = vote.in_favour;
      if (vote.against) whole.vote.against = vote.against;
      if (vote.abstained) whole.vote.abstained = vote.abstained;
      whole.end = sentence.end;
      whole.vote.text = std::string(minutes.text.substr(whole.start, whole.end - whole.start));
      continue;
    }
    vote.text = std::string(text);
    votes.push_back({std::move(vote), sentence.start, sentence.end});
  }
  return votes;
}

std::vector<RecusedFound> recused_in(const Prose& minutes) {
  std::vector<RecusedFound> names;
  for (std::size_t i = 0; i < minutes.sentences.size(); ++i) {
    if (!minutes.cues_of(i).has(cue::recuses)) continue;
    const Sentence& sentence = minutes.sentences[i];
    if (sentence.end - sentence.start > 800 || names.size() >= 100) continue;
    const std::string_view text = minutes.as_printed(sentence), folded = minutes.in_lower_case(sentence);
    const std::size_t at = folded.find("inhabil");
    if (at == npos || contains(folded, "ikke inhabil")) continue;
    std::string_view before = text.substr(0, at);
    for (const std::string_view verb :
         {" erklærede", " erklærer", " blev erklæret", " er erklæret", " var ", " er ", " blev ", " meldte", " deltog"})
      if (const std::size_t verb_at = before.find(verb); verb_at != npos) before = before.substr(0, verb_at);
    auto found = names_in_list(before, false);
    if (found.empty()) {
      const std::size_t colon = text.find(':', at);
      if (colon != npos) found = names_in_list(text.substr(colon + 1), false);
    }
    if (found.empty())
      if (const auto person = parse_person(before)) found.push_back(person->name);
    for (auto& name : found) names.push_back({std::move(name), sentence.start, sentence.end});
  }
  return names;
}

}  // namespace klynge::reading
