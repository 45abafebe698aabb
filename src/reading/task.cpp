#include "reading/task.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

using namespace cue;

bool goes_on(std::string_view folded) { return sentence_phrases().in(folded).has(goes_further); }

bool is_reporting(std::string_view folded) {
  return any(folded, {" orienterede", " fortalte", " oplyste", " redegjorde", " nævnte", " spurgte", " takkede",
                      " bød velkommen", " indledte", " præsenterede", " gennemgik"});
}

// “Ansvarlig: Bo Holm og Ida Beck”, “… er Bo Holm og Ida Beck ansvarlige for …”, “Tovholder: Bo”.
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
    if (const auto stop = rest.find_first_of(".;("); stop != npos) rest = rest.substr(0, stop);
    if (auto names = persons_in(rest, context); !names.empty()) return names;
    const bool names_who = word.starts_with("ansv") || word.starts_with("tovholder");
    if (names_who && word.ends_with(':') && starts_upper(rest) && token_count(rest) <= 4) return {squeeze(rest)};
  }
  return {};
}

// “… bad forvaltningen undersøge”, “… at bede regionen om at …”, “… at oversende det til Rådet”.
std::vector<std::string> asked_of(std::string_view sentence, std::string_view folded) {
  for (const std::string_view verb : asking_words()) {
    const std::size_t at = find_part(folded, verb);
    if (at == npos || folded.substr(at + verb.size()).starts_with("til")) continue;
    const std::string_view rest = sentence.substr(at + verb.size());
    const auto words = tokens(rest.substr(0, 80));
    for (std::size_t k = 0; k < words.size() && k < 5; ++k) {
      if (!is_actor_word(Folded(strip(words[k], ".,")))) continue;
      return {squeeze(
          rest.substr(0, static_cast<std::size_t>(words[k].data() - rest.data()) + strip(words[k], ".,").size()))};
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

// Where the clause with the work starts: behind “aftalt, at”, “hvorfor”, “og”.
std::size_t agreed_clause(std::string_view folded) {
  for (const auto lead : agreed_leads())
    if (const std::size_t at = find_part(folded, lead); at != npos) return at + lead.size();
  return npos;
}

void add(std::vector<TaskFound>& out, std::string_view text, const Sentence& sentence, std::size_t from,
         std::vector<std::string> responsible, const TaskContext& context, float confidence) {
  TaskFound task;
  task.start = sentence.start + from;
  task.end = sentence.end;
  task.text = std::string(text.substr(task.start, task.end - task.start));
  task.responsible = std::move(responsible);
  task.due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
  task.confidence = confidence;
  out.push_back(std::move(task));
}

// The body that meets does the meeting's own work: what it discusses or decides is no task. What it
// sets going afterwards is one.
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

// Capitals in brackets that name no person.
bool is_abbreviation(std::string_view word) {
  static const std::unordered_set<std::string_view> known{
      "KL",  "PLO", "MED",  "LMU", "HMU", "CMU", "SF",   "DF", "EL",  "RV",  "KF",  "LA",  "NB",  "DD",   "APV",  "TR",
      "AMR", "FTR", "HR",   "IT",  "KMD", "MUS", "GDPR", "OK", "TUT", "FAM", "EPJ", "FMK", "KOL", "RKKP", "SSI",  "DSR",
      "FOA", "HK",  "BUPL", "SUF", "SSU", "KKR", "EU",   "DK", "TV",  "AB",  "NR",  "SFO", "PPR", "DUS",  "ADHD", "FGU",
      "STU", "IPS", "UTH",  "OBS", "CPR", "CVR", "MR",   "FU", "HB",  "LB",  "UU",  "BUU", "ØU",  "TMU"};
  return known.contains(word);
}

// Words in brackets, or after a dash or a colon at the sentence's end, that are nothing but people:
// “Køkkentrappen males (AF)”, “Nøgle til skuret: Emil.” Empty where it ends otherwise.
std::vector<std::string> people_at_end(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  std::string_view body = strip(sentence, " .");
  std::size_t open = npos;
  std::string_view inside;
  bool marked = true;
  if (body.ends_with(')')) {
    open = body.rfind('(');
    if (open == npos) return {};
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
  for (const auto& name : names) {
    const bool known =
        context.people && (context.people->initials.contains(name) || context.people->first_names.contains(name));
    const bool full = token_count(name) >= 2 || (all_upper(name) && !is_abbreviation(name));
    if (!known && !(marked ? (full || is_given_name(name)) : is_given_name(name))) return {};
  }
  return names;
}

// “… udarbejdes af Kirsten”, “Vejledningen skrives af administrationen”: who does it stands behind “af”.
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

// “… tilbage til følgegruppen, som skal beskrive …”: the last named is the one who shall.
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

// Several people with a verb each: “Jacob skaffer lærred, Lotte bager boller”. A task for each.
// `first`: who acts in the clause at `from`.
bool tasks_by_clause(std::vector<TaskFound>& out, std::string_view text, const Sentence& sentence, std::string_view s,
                     std::string_view folded, std::size_t from, const std::optional<Doer>& first,
                     const TaskContext& context) {
  if (!first || !first->person || !starts_upper(s.substr(from))) return false;
  struct Clause {
    std::size_t link = 0, start = 0;
    Doer doer;
  };
  std::vector<Clause> clauses;
  const auto take = [&](std::size_t link, std::size_t start) {
    if (start >= s.size() || !starts_upper(s.substr(start)) || clauses.size() >= 20) return;
    auto doer = doer_at(s.substr(start), folded.substr(start), context);
    // A name that ends the clause before it is no subject: “… sender Bo, Ida og Ole laver …”.
    if (doer && doer->person && doer->end < 60) clauses.push_back({link, start, std::move(*doer)});
  };
  if (first->end >= 60) return false;
  clauses.push_back({from, from, *first});
  static constexpr Bytes comma_or_blank{", "};
  for (std::size_t at = comma_or_blank.find(s, from); at != npos; at = comma_or_blank.find(s, at + 1)) {
    const char next = at + 1 < s.size() ? s[at + 1] : 0;
    const bool may_link = s[at] == ',' ? next == ' ' : (next | 0x20) == 'o' || (next | 0x20) == 'm';
    if (!may_link) continue;
    static constexpr WordSet links{", og at ", ", at ", ", og ", " og at ", " og ", " mens ", ", "};
    const std::string_view link = links.beginning(folded.substr(at));
    if (!link.empty() && at >= clauses.back().start + clauses.back().doer.end) take(at, at + link.size());
  }
  if (clauses.size() < 2) return false;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const std::size_t end = i + 1 < clauses.size() ? clauses[i + 1].link : s.size();
    const Sentence part{sentence.start, sentence.start + end, sentence.bullet, sentence.paragraph};
    add(out, text, part, clauses[i].start, clauses[i].doer.names, context, 0.8f);
  }
  return true;
}

bool begins_with_person(std::string_view text, const TaskContext& context) {
  if (!starts_upper(text)) return false;
  const std::string_view word = first_word(text);
  if (is_given_name(word)) return true;
  return context.people && (context.people->first_names.contains(std::string(word)) ||
                            context.people->initials.contains(std::string(word)));
}

bool sentence_task(std::vector<TaskFound>& out, const Prose& prose, std::size_t index, const TaskContext& context) {
  const Sentence& sentence = prose.sentences[index];
  const std::string_view text = prose.text, s = prose.as_printed(sentence), folded = prose.in_lower_case(sentence);
  if (s.size() < 8 || s.size() > 1'500) return false;
  const Cues cues = prose.cues_of(index);
  // “Næste møde afholdes den 19. marts”: when they meet is nothing to do.
  if (folded.starts_with("næste ") && contains(folded.substr(0, 40), "møde ") &&
      any(folded.substr(0, 60), {" afholdes", " holdes", " er ", " bliver "}))
    return false;
  if (cues.has(calls_off) || (s.ends_with('?') && !cues.has(goes_further))) return false;
  if (const auto names = people_at_end(s, folded, context); !names.empty()) {
    add(out, text, sentence, 0, names, context, 0.7f);
    return true;
  }
  // A person may do what no list of verbs knows; such a sentence begins with who it is.
  std::size_t colon_at = s.substr(0, 62).find(": ");
  std::size_t mark_size = 2;
  static constexpr Bytes dash_bytes{"-\xe2"};
  if (colon_at == npos && dash_bytes.find(s.substr(0, 62)) != npos)
    for (const std::string_view dash : {" – ", " - "})
      if (const std::size_t at = s.substr(0, 62).find(dash); colon_at == npos && at != npos)
        colon_at = at, mark_size = dash.size();
  const bool acts = cues.has(does) || cues.has(is_to) || begins_with_person(s, context) ||
                    (colon_at != npos && begins_with_person(s.substr(colon_at + mark_size), context));
  if (!cues.has_any(of_tasks) && !acts) return false;
  const auto doer_behind = [&](std::size_t start) {
    return acts ? doer_at(s.substr(start), folded.substr(start), context) : std::nullopt;
  };
  // “KR: Bestiller kaffe”: who stands before the colon does what stands behind it.
  if (acts && colon_at != npos && s[colon_at] == ':' && begins_with_person(s, context))
    if (auto names = persons_in(s.substr(0, colon_at), context); !names.empty()) {
      // “Bestille lokale” says the same as “bestiller lokale”.
      std::string clause = std::string(s.substr(0, colon_at)) + std::string(folded.substr(colon_at + 1));
      const std::size_t verb_end = std::min(clause.find(' ', colon_at + 1), clause.size());
      if (clause[verb_end - 1] == 'e') clause.insert(verb_end, 1, 'r');
      if (const auto doer = doer_at(clause, lower(clause), context); doer && doer->person) {
        add(out, text, sentence, 0, std::move(names), context, 0.7f);
        return true;
      }
    }
  // Labelled notes: “Medlemsfolder: Rie bestiller.”
  if (acts && colon_at != npos) {
    const auto doer = doer_behind(colon_at + mark_size);
    if (tasks_by_clause(out, text, sentence, s, folded, colon_at + mark_size, doer, context)) return true;
    if (doer) {
      add(out, text, sentence, 0, doer->names, context, 0.7f);
      return true;
    }
  }
  if (cues.has(blames))
    if (const auto names = blaming(s, folded, context); !names.empty()) {
      add(out, text, sentence, 0, names, context, 0.85f);
      return true;
    }
  std::size_t begin = folded.starts_with("at ") ? 3 : 0;
  static constexpr WordSet arrows{"→ ", "➔ ", "⇒ ", "-> "};
  if (const std::string_view arrow = arrows.beginning(s); !arrow.empty()) begin = arrow.size();
  const auto direct = doer_behind(begin);
  if (tasks_by_clause(out, text, sentence, s, folded, begin, direct, context)) return true;
  if (const auto& doer = direct; doer && !is_the_meeting(*doer, context)) {
    add(out, text, sentence, 0, doer->names, context, doer->person ? 0.8f : 0.7f);
    return true;
  }
  const std::size_t agreed = cues.has(agrees) ? agreed_clause(folded) : npos;
  const auto after_agreed = agreed != npos ? doer_behind(agreed) : std::nullopt;
  if (tasks_by_clause(out, text, sentence, s, folded, agreed != npos ? agreed : 0, after_agreed, context)) return true;
  if (agreed != npos)
    if (const auto& doer = after_agreed; doer && !is_the_meeting(*doer, context)) {
      add(out, text, sentence, 0, doer->names, context, 0.7f);
      return true;
    }
  // A second clause: “…, og de ansvarlige melder ind”, “…, men kommunerne skal arbejde med”.
  if (acts)
    for (const std::string_view link : {", og ", ", men ", " mens ", " og "}) {
      const std::size_t at = find_part(folded, link);
      if (at == npos) continue;
      const std::size_t clause = at + link.size();
      const auto doer = doer_behind(clause);
      if (!doer || is_the_meeting(*doer, context)) continue;
      add(out, text, sentence, agreed != npos ? 0 : clause, doer->names, context, 0.6f);
      return true;
    }
  if (auto names = handed_to(s, folded, context); !names.empty()) {
    add(out, text, sentence, 0, std::move(names), context, 0.65f);
    return true;
  }
  if (auto names = cues.has(by_somebody) ? agent_of(s, folded, context) : std::vector<std::string>{}; !names.empty()) {
    add(out, text, sentence, 0, std::move(names), context, 0.65f);
    return true;
  }
  // “Vi udarbejder et forslag på næste møde”: those who meet have it before them.
  if (acts && has_word(folded, "vi") && contains(folded, "på næste møde") && !is_reporting(folded)) {
    add(out, text, sentence, 0, {}, context, 0.55f);
    return true;
  }
  if (!cues.has(asks) && !cues.has(sends_on) && !cues.has(goes_further)) return false;
  if (auto names = asked_of(s, folded); !names.empty()) {
    add(out, text, sentence, 0, std::move(names), context, 0.65f);
    return true;
  }
  const bool only_talk = folded.starts_with("det drøftes") || folded.starts_with("ikke ") ||
                         contains(folded, " hvis det ") || any(folded, {"hvordan ", "hvorvidt "});
  if (cues.has(goes_further) && !is_reporting(folded) && !only_talk) {
    std::size_t start = 0;
    // Of several things agreed, the one that goes on: “…, og at de fremlægges for …”.
    if (const std::size_t last = folded.rfind(", og at ");
        last != npos && goes_on(folded.substr(last)) && !goes_on(folded.substr(0, last)))
      start = last + 8;
    std::vector<std::string> responsible;
    for (const std::string_view lead : {"drøftet i ", "møderne i "}) {
      const std::size_t at = find_part(folded, lead);
      if (at == npos) continue;
      std::string_view rest = s.substr(at + lead.size());
      const std::string_view rest_folded = folded.substr(at + lead.size());
      std::size_t end = rest.size();
      for (const std::string_view stop : {" med ", ".", ",", " og ", " for ", " inden "})
        if (const std::size_t stop_at = find_part(rest_folded, stop); stop_at != npos) end = std::min(end, stop_at);
      responsible.push_back(squeeze(rest.substr(0, end)));
      break;
    }
    if (const std::size_t talk = find_part(folded, "oplæg fra "); talk != npos) {
      std::string_view rest = s.substr(talk + 10);
      if (rest.starts_with("blandt andet ")) rest.remove_prefix(13);
      const auto words = tokens(rest);
      if (words.size() >= 2 && looks_like_name(std::string(words[0]) + " " + std::string(words[1])))
        responsible = {std::string(words[0]) + " " + std::string(words[1])};
    }
    add(out, text, sentence, start, std::move(responsible), context, 0.55f);
    return true;
  }
  return false;
}

// Who a sentence begins with, where it is one person: “Tom fortalte, at …”.
std::string begins_with(std::string_view s, const TaskContext& context) {
  std::size_t end = 0;
  for (const auto word : tokens(s.substr(0, 80))) {
    if (!starts_upper(word) && !is_name_particle(word)) break;
    end = static_cast<std::size_t>(word.data() - s.data()) + word.size();
    if (word.ends_with(',') || word.ends_with('.')) break;
  }
  auto names = end > 0 && begins_with_person(s, context) ? persons_in(strip(s.substr(0, end), " ,."), context)
                                                         : std::vector<std::string>{};
  const bool more = s.substr(end).starts_with(" og ") || s.substr(end).starts_with(" samt ");
  return names.size() == 1 && !more ? names[0] : std::string();
}

// “Tom fortalte om døren. Det tager han op med ledelsen.”, “… Hun undersøger det.”: the one of whom
// the sentence before spoke.
void task_of_pronoun(std::vector<TaskFound>& out, const Prose& prose, std::size_t at, const TaskContext& context) {
  if (prose.sentences[at - 1].paragraph != prose.sentences[at].paragraph) return;
  const Sentence& sentence = prose.sentences[at];
  const std::string_view s = prose.as_printed(sentence);
  if (s.size() < 8 || s.size() > 600 || (s[0] != 'H' && s[0] != 'D') || s.ends_with('?')) return;
  const std::string_view folded = prose.in_lower_case(sentence);
  static constexpr WordSet first{"han ", "hun "};
  static constexpr WordSet object{"det ", "dette ", "den ", "dem "};
  std::size_t place = npos;
  if (first.begins(folded))
    place = 0;
  else if (object.begins(folded)) {
    const std::size_t verb = folded.find(' ') + 1;
    const std::size_t behind = folded.find(' ', verb);
    if (behind != npos && first.begins(folded.substr(behind + 1))) place = behind + 1;
  }
  if (place == npos) return;
  const std::string who = begins_with(prose.as_printed(prose.sentences[at - 1]), context);
  if (who.empty()) return;
  std::string clause(s);
  clause.replace(place, 3, who);
  if (const auto doer = doer_at(clause, lower(clause), context); doer && doer->person)
    add(out, prose.text, sentence, 0, {who}, context, 0.6f);
}

// “Ansvarlig Bo Holm” and “Frist: 1. maj” speak of the sentence or the task before them.
void look_back(std::vector<TaskFound>& out, const Prose& prose, std::size_t at, std::size_t known,
               const TaskContext& context) {
  const Sentence& sentence = prose.sentences[at];
  const std::string_view text = prose.text, s = prose.as_printed(sentence), folded = prose.in_lower_case(sentence);
  // “… skal males. (AF)”: the bracket names who does what stands before it.
  if (s.starts_with('(') && s.ends_with(')') && at > 0 && out.size() == known) {
    const Sentence& before = prose.sentences[at - 1];
    auto names = before.paragraph == sentence.paragraph && s.size() < 40
                     ? persons_in(s.substr(1, s.size() - 2), context)
                     : std::vector<std::string>{};
    const bool other = names.size() == 1 && is_abbreviation(names[0]) &&
                       !(context.people && context.people->initials.contains(names[0]));
    if (names.empty() || other) return;
    if (known > 0 && out[known - 1].start >= before.start)
      out[known - 1].responsible = std::move(names);
    else
      add(out, text, {before.start, sentence.end, false, 0}, 0, std::move(names), context, 0.7f);
    return;
  }
  const bool names_who =
      folded.starts_with("ansvarlig") || folded.starts_with("ansv.") || folded.starts_with("tovholder");
  if (names_who && out.size() > known && at > 0) {
    const Sentence& before = prose.sentences[at - 1];
    const bool used = known > 0 && out[known - 1].start >= before.start;
    if (used) {
      if (out[known - 1].responsible.empty() || before.paragraph != sentence.paragraph) {
        out[known - 1].responsible = out.back().responsible;
        out.pop_back();
      }
    } else if (before.paragraph == sentence.paragraph) {
      out.back().start = before.start;
      out.back().text = std::string(text.substr(before.start, sentence.end - before.start));
    } else if (before.paragraph + 1 == sentence.paragraph) {
      // On a line of its own it is no part of the task, nor is the label of the line before it.
      std::string_view task = prose.as_printed(before);
      const std::size_t colon = task.find(": ");
      if (colon < 24) task = trim(task.substr(colon + 2));
      out.back().start = static_cast<std::size_t>(task.data() - text.data());
      out.back().end = before.end;
      out.back().text = std::string(task);
      out.back().due = due_in(task, context);
    }
    return;
  }
  const bool deadline = folded.starts_with("frist") || folded.starts_with("deadline") || folded.starts_with("senest") ||
                        folded.starts_with("tidsfrist");
  if (deadline && known > 0 && out.size() == known && !out.back().due)
    out.back().due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
}

}  // namespace

namespace {

// “inden udgangen af juni”, “inden årets udgang”: the last day of it.
std::optional<std::string> end_of_period(std::string_view folded, const TaskContext& context) {
  if (!context.meeting) return std::nullopt;
  int month = 0;
  for (const std::string_view lead : {"udgangen af ", "ultimo ", "slutningen af "})
    if (const std::size_t at = find_part(folded, lead); at != npos) {
      const std::string_view word = first_word(folded.substr(at + lead.size()));
      if (const auto named = danish_month(word)) month = *named;
      if (word == "året") month = 12;
    }
  if (contains(folded, "årets udgang")) month = 12;
  if (month == 0) return std::nullopt;
  Date date{context.meeting->year, month, 28};
  if (month < context.meeting->month) ++date.year;
  while (exists({date.year, date.month, date.day + 1})) ++date.day;
  return iso(date);
}

}  // namespace

std::optional<std::string> due_in(std::string_view sentence, const TaskContext& context) {
  const Folded lowered(sentence);
  const std::string_view folded = lowered;
  for (const auto& found : dates_in(sentence)) {
    Date date = found.date;
    if (date.year == 0) {
      if (!context.meeting) continue;
      date.year = context.meeting->year;
      if (date < *context.meeting) ++date.year;
    }
    if (!exists(date)) continue;
    if (context.meeting && date < *context.meeting) continue;
    return iso(date);
  }
  if (const auto end = end_of_period(folded, context)) return end;
  if ((contains(folded, "næst") || contains(folded, "førstkommende")) &&
      any(folded,
          {"næste møde", "næstkommende møde", "førstkommende møde", "næste ordinære møde", "næste bestyrelsesmøde",
           "næste rådsmøde", "næste udvalgsmøde", "næste klyngemøde", "til næste lmu", "til næste hmu", "næste gang"}))
    return "next_meeting";
  return std::nullopt;
}

std::vector<TaskFound> tasks_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  for (std::size_t i = 0; i < prose.sentences.size() && out.size() < 500; ++i) {
    const std::size_t known = out.size();
    if (!sentence_task(out, prose, i, context) && i > 0) task_of_pronoun(out, prose, i, context);
    look_back(out, prose, i, known, context);
  }
  return out;
}

bool may_repeat_agreements(std::string_view case_text) {
  // A line that ends with a colon announces them.
  for (std::size_t colon = case_text.find(':'); colon != npos; colon = case_text.find(':', colon + 1)) {
    std::size_t next = colon + 1;
    while (next < case_text.size() && is_blank(case_text[next])) ++next;
    if (next == case_text.size() || case_text[next] == '\n') return contains(case_text, "ftal");
  }
  return false;
}

std::vector<TaskFound> open_agreements_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  bool open = false;
  for (std::size_t i = 0; i < prose.sentences.size(); ++i) {
    const Sentence& sentence = prose.sentences[i];
    const std::string_view folded = prose.in_lower_case(sentence);
    if (folded.ends_with(':') && any(folded.substr(0, 400), {"punkter aftalt", "blev aftalt", "aftalt på",
                                                             "følgende aftaler", "aftaltes følgende"})) {
      open = true;
      continue;
    }
    if (!open || out.size() >= 200) continue;
    const std::size_t known = out.size();
    sentence_task(out, prose, i, context);
    look_back(out, prose, i, known, context);
  }
  return out;
}

}  // namespace klynge::reading
