#include "reading/task_people.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

}  // namespace

std::vector<std::string> blaming(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  if (const std::size_t at = std::min(find_part(folded, " ansvarlig for"), find_part(folded, " ansvarlige for"));
      at != npos) {
    const std::size_t verb = folded.rfind(" er ", at);
    if (verb != npos && verb + 4 < at)
      if (auto names = persons_in(sentence.substr(verb + 4, at - verb - 4), context); !names.empty()) return names;
  }
  for (const std::string_view word : {"ansvarlige:", "ansvarlig:", "ansvarlige er ", "ansvarlig er ", "ansvarlige ",
                                      "ansvarlig ", "ansv.:", "ansv.: ", "tovholdere:", "tovholder:", "tovholder er ",
                                      "opgave:", "aktion:", "action:", "handling:"}) {
    const std::size_t at = find_part(folded, word);
    if (at == npos || at + word.size() >= sentence.size()) continue;
    std::string_view rest = strip(sentence.substr(at + word.size()), " :.,-)");
    // “Ansvarlig: Bo Krag     Frist: 1. maj”
    if (const Folded lowered_rest(rest.substr(0, 200)); true)
      if (const std::size_t due = find_part(lowered_rest, " frist:"); due != npos) rest = trim(rest.substr(0, due));
    if (const auto stop = rest.find_first_of(".;("); stop != npos) rest = rest.substr(0, stop);
    if (auto names = persons_in(rest, context); !names.empty()) return names;
    const bool names_who = word.starts_with("ansv") || word.starts_with("tovholder");
    if (names_who && word.ends_with(':') && starts_upper(rest) && token_count(rest) <= 4) return {squeeze(rest)};
  }
  return {};
}

std::vector<std::string> asked_of(std::string_view sentence, std::string_view folded) {
  for (const std::string_view verb : asking_words()) {
    const std::size_t at = find_part(folded, verb);
    if (at == npos || folded.substr(at + verb.size()).starts_with("til")) continue;
    const std::string_view rest = sentence.substr(at + verb.size());
    const auto words = tokens(rest.substr(0, 80));
    for (std::size_t k = 0; k < words.size() && k < 5; ++k) {
      const Folded word(strip(words[k], ".,"));
      // “opfordrede alle til at melde sig” is said to everybody and nobody's work.
      if (!is_actor_word(word) || std::string_view(word) == "alle") continue;
      // “bad om, at sekretariatet”: who is asked stands behind the words that ask.
      const std::string_view who =
          rest.substr(0, static_cast<std::size_t>(words[k].data() - rest.data()) + strip(words[k], ".,").size());
      std::size_t from = 0;
      for (const std::string_view lead : {"om ", "om, ", "at "})
        if (who.substr(from).starts_with(lead)) from += lead.size();
      return {squeeze(who.substr(from))};
    }
  }
  for (const std::string_view verb : sending_words()) {
    const std::size_t at = find_part(folded, verb);
    if (at == npos) continue;
    const std::size_t to = find_part(folded, " til ", at);
    if (to == npos) continue;
    const std::string_view rest = sentence.substr(to + 5);
    const std::string_view name = strip(rest.substr(0, rest.find_first_of(",.;")), " ");
    if (starts_upper(name) && token_count(name) <= 6) return {squeeze(name)};
  }
  return {};
}

std::optional<Doer> requested_of(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  for (const std::string_view request : requesting_words()) {
    const std::size_t at = find_part(folded, request);
    if (at == npos || at > 120) continue;
    std::string_view work = folded.substr(at + request.size());
    if (work.starts_with("at ")) work.remove_prefix(3);
    static constexpr WordSet deciding{"tage stilling", "drøfte",   "overveje", "godkende", "prioritere",
                                      "forholde sig",  "tiltræde", "vedtage",  "beslutte", "høre ",
                                      "være ",         "vælge ",   "bekræfte", "få ",      "komme "};
    if (deciding.begins(work)) return std::nullopt;
    std::string_view subject = sentence.substr(0, at);
    for (const std::string_view lead : {" at ", ", og ", ". "})
      if (const std::size_t link = subject.rfind(lead); link != npos) subject = subject.substr(link + lead.size());
    subject = trim(subject);
    if (auto names = persons_in(subject, context); !names.empty()) return Doer{std::move(names), at, true, request};
    if (is_group(subject) && is_actor_word(Folded(last_word(subject))))
      return Doer{{squeeze(subject)}, at, false, request};
  }
  return std::nullopt;
}

std::vector<std::string> people_at_end(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  std::string_view body = strip(sentence, " .");
  std::size_t open = npos;
  std::string_view inside;
  bool marked = true;
  if (body.ends_with(')')) {
    open = body.rfind('(');
    // “Hvad koster broen? (Bo Krag)”: who asked.
    if (open == npos || trim(body.substr(0, open)).ends_with('?')) return {};
    inside = body.substr(open + 1, body.size() - open - 2);
  } else {
    // No list of names is longer; most sentences have no mark there at all.
    const std::size_t tail = body.size() > 66 ? body.size() - 66 : 0;
    static constexpr Bytes any_mark{"-:/\xe2"};
    const bool marks = any_mark.find(body, tail) != npos;
    if (marks)
      for (const std::string_view mark : {" - ", " – ", " / "})
        if (const std::size_t at = body.rfind(mark); at != npos && (open == npos || at > open))
          open = at, inside = body.substr(at + mark.size());
    if (const std::size_t colon = marks ? body.rfind(": ") : npos; colon != npos && (open == npos || colon > open))
      open = colon, inside = body.substr(colon + 2), marked = false;
  }
  // “Ny rammebuk lejes HB”: those of the list need no mark.
  const bool capital = !body.empty() && (body.back() == '\x98' || body.back() == '\x85' || body.back() == '\x86' ||
                                         (body.back() >= 'A' && body.back() <= 'Z'));
  if (const std::string_view last = capital ? last_word(body) : std::string_view();
      capital && open == npos && context.people && context.people->initials.contains(std::string(last)) &&
      all_upper(last) && body.ends_with(last)) {
    const Folded before(last_word(body.substr(0, body.size() - last.size())));
    for (const std::string_view preposition :
         {"hos", "af", "ved", "til", "med", "fra", "for", "og", "på", "i", "om", "hr", "fru"})
      if (std::string_view(before) == preposition) return {};
    open = body.size() - last.size();
    inside = last;
  }
  if (open == npos || open < 8 || inside.size() > 60 || inside.empty() ||
      is_title_word(Folded(last_word(body.substr(0, open)))))
    return {};
  // Those who were chosen, spoke or voted have nothing to do.
  if (any(folded, {"valg",     "afbud",     "stem",      "orientere", "orientering",   "oplæg",      "deltag",
                   "referent", "ordstyrer", "dirigent",  "fortalte",  "oplyste",       "spurgte",    "suppleant",
                   "medlem",   "formand",   "takke",     "velkom",    "til stede",     "blev ",      "mødeleder",
                   "har ",     "havde ",    "præsenter", "gennemgik", "kontaktperson", "indstillet", "inhabil"}))
    return {};
  std::string list(inside);
  for (char& c : list)
    if (c == '+' || c == '/') c = ',';
  auto names = persons_in(list, context);
  // “Det gør Kirkeadministration (KAM).”: the letters are short for what stands before them.
  const bool short_for = body.ends_with(')') && names.size() == 1 && all_upper(names[0]) &&
                         starts_upper(last_word(trim(body.substr(0, open))));
  for (const auto& name : names) {
    const bool known =
        context.people && (context.people->initials.contains(name) || context.people->first_names.contains(name));
    const bool full = token_count(name) >= 2 || (all_upper(name) && !is_abbreviation(name));
    if (!known && short_for) return {};
    if (!known && !(marked ? (full || is_given_name(name)) : is_given_name(name))) return {};
  }
  return names;
}

std::vector<std::string> agent_of(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  for (std::size_t at = find_part(folded, " af "); at != npos; at = find_part(folded, " af ", at + 1)) {
    const std::string_view verb = last_word(folded.substr(0, at));
    const std::string_view before = trim(folded.substr(0, static_cast<std::size_t>(verb.data() - folded.data())));
    const bool active_word = verb.size() > 4 && verb.ends_with('s');
    bool passive = false;
    if (active_word)
      for (const auto doing : doing_words())
        passive =
            passive || (doing.ends_with('r') && verb.substr(0, verb.size() - 1) == doing.substr(0, doing.size() - 1));
    const bool becomes = verb.ends_with("et") && (before.ends_with(" bliver") || before.ends_with(" vil blive"));
    if (!passive && !becomes) continue;
    std::string_view rest = sentence.substr(at + 4);
    rest = rest.substr(0, rest.find_first_of(",.;:("));
    for (const std::string_view stop : {" og ", " til ", " inden ", " på ", " i "})
      if (const std::size_t cut = rest.find(stop); cut != npos) {
        if (auto names = persons_in(rest.substr(0, cut), context); !names.empty() && stop != " og ") return names;
        if (stop == " og " && persons_in(rest, context).empty()) rest = rest.substr(0, cut);
      }
    if (auto names = persons_in(rest, context); !names.empty()) return names;
    if (is_group(rest) && is_actor_word(Folded(last_word(rest)))) return {squeeze(rest)};
  }
  return {};
}

std::vector<std::string> handed_to(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  static constexpr PhraseScan links{", der ", ", som "};
  if (!links.in(folded)) return {};
  for (const std::string_view link :
       {", der skal ", ", som skal ", ", der bedes ", ", som bedes ", ", der vil ", ", som vil ", ", som kommer med ",
        ", der kommer med ", ", der udarbejder ", ", som udarbejder ", ", som undersøger ", ", der undersøger "}) {
    const std::size_t at = find_part(folded, link);
    if (at == npos || any(folded.substr(at, 24), {"være", "have "})) continue;
    const std::string_view main = sentence.substr(0, at);
    std::size_t start = npos;
    for (const std::string_view lead : {" til ", " af ", " med ", " hos "})
      if (const std::size_t place = main.rfind(lead); place != npos && (start == npos || place + lead.size() > start))
        start = place + lead.size();
    const std::string_view subject = start == npos ? main : main.substr(start);
    if (auto names = persons_in(subject, context); !names.empty()) return names;
    if (is_group(subject)) return {squeeze(subject)};
  }
  return {};
}

bool is_the_meeting(const Doer& doer, const TaskContext& context) {
  if (doer.person || context.body.empty() || doer.names.size() != 1) return false;
  const std::string name = lower(doer.names[0]);
  if (name != context.body &&
      !(name.size() > 5 && contains(context.body, std::string_view(name).substr(0, name.size() - 2))))
    return false;
  static constexpr std::array<std::string_view, 19> set_going{
      "afgiver",   "sender",   "fremsender", "indhenter",  "undersøger", "udarbejder", "kontakter",
      "indkalder", "besvarer", "forbereder", "arrangerer", "bestiller",  "køber",      "laver",
      "skriver",   "lovede",   "ansøger",    "sørger",     "indgår"};
  return std::find(set_going.begin(), set_going.end(), doer.verb) == set_going.end();
}

std::vector<std::string> responsible_in(std::string_view cell) {
  constexpr std::size_t longest = 60;
  if (cell.size() >= longest || cell.ends_with('.') || cell.ends_with(':')) return {};
  std::string list(cell);
  std::ranges::replace_if(list, [](char c) { return c == '/' || c == '+' || c == '&'; }, ',');
  if (auto names = names_in_list(list, true); !names.empty()) return names;
  const Folded office(cell);
  const bool somebody = std::string_view(office) != "alle" && is_actor_word(last_word(office));
  if (!somebody || !starts_upper(cell) || token_count(cell) > 3) return {};
  return {squeeze(cell)};
}

bool is_abbreviation(std::string_view word) {
  static const std::unordered_set<std::string_view> known{
      "KL",  "PLO", "MED",  "LMU", "HMU", "CMU", "SF",   "DF", "EL",  "RV",  "KF",  "LA",  "NB",  "DD",   "APV",  "TR",
      "AMR", "FTR", "HR",   "IT",  "KMD", "MUS", "GDPR", "OK", "TUT", "FAM", "EPJ", "FMK", "KOL", "RKKP", "SSI",  "DSR",
      "FOA", "HK",  "BUPL", "SUF", "SSU", "KKR", "EU",   "DK", "TV",  "AB",  "NR",  "SFO", "PPR", "DUS",  "ADHD", "FGU",
      "STU", "IPS", "UTH",  "OBS", "CPR", "CVR", "MR",   "FU", "HB",  "LB",  "UU",  "BUU", "ØU",  "TMU"};
  return known.contains(word);
}

}  // namespace klynge::reading
