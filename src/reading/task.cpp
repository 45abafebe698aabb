#include "reading/task.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrases.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
using Words = std::initializer_list<std::string_view>;

bool any(std::string_view text, Words words) {
  for (const auto word : words)
    if (contains(text, word)) return true;
  return false;
}

// Verbs in the present that say somebody sets to work.
constexpr std::string_view doing_words[] = {
    "udarbejder", "laver", "sender", "fremsender", "udsender", "undersøger", "kontakter", "indkalder", "inviterer", "samler", "sørger", "sikrer", "sikre", "planlægger", "arrangerer", "koordinerer", "bestiller", "køber", "indkøber", "booker", "reserverer", "gennemgår", "opdaterer", "reviderer", "skriver", "formulerer", "indhenter", "afklarer", "afdækker", "følger", "vender", "melder", "rundsender", "videresender", "supplerer", "forsøger", "kommer", "holder", "tager", "arbejder", "bringer", "fremlægger", "forelægger", "præsenterer", "justerer", "tilretter", "beskriver", "udformer", "igangsætter", "iværksætter", "nedsætter", "deler", "rykker", "ringer", "skaffer", "finder", "retter", "sætter", "lægger", "udfærdiger", "offentliggør", "bidrager", "ansøger", "søger", "evaluerer", "opretter", "tilrettelægger", "faciliterer", "drøfter", "spørger", "orienterer", "informerer", "hører", "tilpasser", "forbereder", "afholder", "leverer", "kvalificerer", "anmoder", "aftaler", "udpeger", "rekrutterer", "overtager", "henvender", "checker", "tjekker", "ordner", "udvikler", "tegner", "byder", "printer", "hjælper", "deltager", "betaler", "afleverer", "opsamler", "udkast", "stiller", "bærer", "repræsenterer", "videreformidler", "videregiver", "formidler", "kalder", "pakker", "rydder", "maler", "reparerer", "får", "fører", "udfører", "beder", "opfordrer", "afventer", "viser", "underviser", "udvælger", "foretager", "sammenfatter", "opsummerer", "sammensætter", "udreder", "analyserer", "beregner", "budgetterer", "regner", "giver", "returnerer", "opslår", "eftersender", "kommenterer", "svarer", "skal", "vil", "bedes"};

constexpr std::string_view agreed_leads[] = {"blev aftalt, at ", "blev aftalt at ", "aftaltes, at ", "aftaltes at ", "besluttes, at ", "besluttet, at ", "besluttede, at ", "besluttede at ", "besluttet at ", "enighed om, at ", "enighed om at ", "enige om, at ", "enige om at ", "aftales, at ", "aftales at ", "mandat til, at ", "aftalt, at ", "aftalt at "};
constexpr std::string_view asking_words[] = {" bede ", " bad ", " beder ", " anmode ", " anmodede ", " anmoder ", " opfordrede ", " pålægge ", " pålagde ", " bemyndigede "};
constexpr std::string_view sending_words[] = {"oversende", "videresende", "sende spørgsmålet", "sende sagen"};

bool is_doing_word(std::string_view word) {
  static const std::unordered_set<std::string_view> set(std::begin(doing_words), std::end(doing_words));
  return set.contains(word) || word == "er" || word == "har";
}

// What a sentence with a task in it holds; most sentences hold none of it.
enum : Cue {
  does,       // a verb of doing
  is_to,      // “er ansvarlig”, “har opgaven”: what “er” and “har” need beside them
  calls_off,
  goes_further,
  blames,
  agrees,
  asks,
  sends_on
};

const Phrases& task_words() {
  static const Phrases table{
      {does, Phrases::words, {std::begin(doing_words), std::end(doing_words)}},
      {is_to, Phrases::inside, {"ansvar", "tovholder", "kontaktperson", "teten", "opgaven"}},
      {calls_off, Phrases::inside, {"ikke længere", "aflyst", "bortfalder", "opgives", "frafaldes"}},
      // The matter goes on: to a later meeting, another body, the agenda.
      {goes_further, Phrases::inside, {"genoptages", "tages op igen", "tages op på", "tages op til", "sættes på dagsorden", "sættes på som punkt", "på dagsordenen til næste", "på dagsorden til næste", "dagsordensættes", "dagsordenssættes", "genbehandles", "forelægges på", "fremlægges på næste", "drøftes på næste", "drøftes igen", "behandles på næste", "følges op på næste", "følges op på et", "punktet tages med", "sættes et fast punkt", "fast punkt på dagsorden", "punkt på næste", "punkt til næste", "kommer på dagsorden", "tages med på næste", "vender tilbage til", "oversendes til", "videresendes til", "sendes videre til", "løftes til", "løftes videre", "fremsendes til", "sendes i høring", "skal fremlægges for", "fremlægges for", "skal forelægges", "forelægges for", "tema på næste", "tema på seminar", "tema på mødet", "et tema på", "blive drøftet i", "bliver drøftet i", "drøftes videre i", "indgår på næste", "punktet kommer på", "behandles igen", "arbejdes videre med til næste", "evalueres på næste", "skal udarbejdes", "udarbejdes et", "udarbejdes en", "udarbejdes til", "der indkaldes til", "sendes ud til", "udsendes til", "rundsendes", "afholdes i", "tages op i"}},
      {blames, Phrases::inside, {"ansvarlig", "tovholder", "opgave:", "aktion:", "action:", "handling:"}},
      {agrees, Phrases::inside, {std::begin(agreed_leads), std::end(agreed_leads)}},
      {asks, Phrases::inside, {std::begin(asking_words), std::end(asking_words)}},
      {sends_on, Phrases::inside, {std::begin(sending_words), std::end(sending_words)}}};
  return table;
}

bool goes_on(std::string_view folded) { return task_words().in(folded).has(goes_further); }

// Groups and offices that can be given work.
bool is_actor_word(std::string_view word) {
  static const Endings endings{"sekretariatet", "formandskabet", "medformandskabet", "forvaltningen", "administrationen", "kommunerne", "kommunen", "regionen", "hospitalet", "styregruppen", "arbejdsgruppen", "driftsgruppen", "udvalget", "bestyrelsen", "direktionen", "formanden", "næstformanden", "kassereren", "sekretæren", "ledelsen", "skolen", "klyngen", "forretningsudvalget", "psykiatrien", "praksis", "gruppen", "rådet", "afdelingen", "organisation", "organisationerne", "projektlederen", "tovholderne", "tovholder", "parterne", "driftsforum", "niveau", "kredsen", "direktøren", "skolelederen", "lederen", "centret", "teamet", "undergruppen", "udviklingsgruppen", "redaktionen", "medlemmerne", "fællesadministration", "sekretariat", "administration", "forvaltning", "direktørerne", "alle", "ansvarlige", "repræsentanterne", "koordinatoren", "kontaktpersonerne", "festudvalget", "forening", "foreningen", "valgkomiteen", "ældrechefen", "chefen", "konsulenten", "inspektøren", "rektor", "revisor", "medformændene", "formændene", "borgmesteren", "rådhuset", "byrådet", "regionsrådet", "driftsledelsen", "elevrådet", "forældrene", "lærerne", "personalet", "leder", "referenten", "webmaster", "sundhedsklyngen", "sundhedsrådet", "plo", "kl", "kommune", "centercheferne", "ordstyreren", "formand", "kasserer", "næstformand"};
  return endings.end(word);
}

struct Doer {
  std::vector<std::string> names;
  std::size_t end = 0;       // byte in the sentence where the verb should start
  bool person = false;
};

bool is_reporting(std::string_view folded) {
  return any(folded, {" orienterede", " fortalte", " oplyste", " redegjorde", " nævnte", " spurgte", " takkede", " bød velkommen", " indledte", " præsenterede", " gennemgik"});
}

// Persons named in a list; first names count where somebody of that name was there.
std::vector<std::string> persons_in(std::string_view list, const TaskContext& context) {
  std::vector<std::string> names;
  list = strip(list, " .:;");
  if (!starts_upper(list)) return names;
  for (const auto part : split_list(list)) {
    const std::string_view name = strip(part, " .");
    const auto words = tokens(name);
    const bool known = words.size() == 1 && context.first_names && context.first_names->contains(std::string(name));
    const bool initials = words.size() == 1 && all_upper(name) && characters(name) >= 2 && characters(name) <= 4;
    if (!known && !initials && !looks_like_name(name, true)) return {};
    names.push_back(squeeze(name));
  }
  return names;
}

// A group's name without when it is to act: “niveauet på næste møde” → “niveauet”.
std::string_view without_when(std::string_view subject) {
  static constexpr std::array<std::string_view, 18> leads{" på næst", " på et kommende", " på et senere", " til næste", " til et ", " inden ", " frem mod", " senest ", " herefter", " derfor", " også", " fremover", " snarest", " i mellemtiden", " efterfølgende", " straks", " ligeledes", " desuden"};
  const Folded lowered(subject);
  const std::string_view folded = lowered;
  for (std::size_t at = folded.find(' ', 1); at < folded.size(); at = folded.find(' ', at + 1))
    for (const auto lead : leads)
      if (at + 1 < folded.size() && folded[at + 1] == lead[1] && folded.substr(at).starts_with(lead)) return strip(subject.substr(0, at), " ,");
  return strip(subject, " ,");
}

bool is_group(std::string_view subject) {
  const auto parts = tokens(subject);
  if (parts.empty() || parts.size() > 9) return false;
  const std::string folded = lower(subject);
  if (any(folded, {", ", " at ", " der ", " som "}) || folded.starts_with("kun ") || folded.starts_with("ingen ")) return false;
  const auto actor = [](std::string_view word) { return is_actor_word(lower(strip(word, ".,;"))); };
  if (actor(parts.back()) || actor(parts.front())) return true;
  bool organisation = false;
  for (const auto part : parts) {
    const std::string word = lower(strip(part, ".,;"));
    organisation = organisation || (starts_upper(part) && (is_organisation_word(word) || is_actor_word(word) || contains(word, "klynge")));
  }
  return organisation && (starts_upper(subject) || actor(parts.front()));
}

std::optional<Doer> doer_of(std::string_view subject, std::size_t verb_at, const TaskContext& context) {
  subject = without_when(strip(subject, " ,;:-"));
  if (subject.starts_with("og ")) subject.remove_prefix(3);
  Doer doer;
  doer.end = verb_at;
  if (auto names = persons_in(subject, context); !names.empty()) {
    doer.names = std::move(names);
    doer.person = true;
    return doer;
  }
  if (is_group(subject)) {
    doer.names.push_back(squeeze(subject));
    // “A og B” of groups are two doers.
    if (const std::size_t og = subject.find(" og "); og != npos && starts_upper(subject.substr(og + 4)))
      doer.names = {squeeze(subject.substr(0, og)), squeeze(subject.substr(og + 4))};
    return doer;
  }
  const auto parts = tokens(subject);
  if (parts.size() >= 2 && parts.size() <= 9 && is_title_word(lower(parts.front()))) {
    if (const auto person = parse_person(subject); person && tokens(person->name).size() >= 2) {
      doer.names.push_back(person->name);
      doer.person = true;
      return doer;
    }
  }
  return std::nullopt;
}

// “Efterfølgende sikrer kommunerne …”: the subject behind the verb.
std::optional<Doer> inverted_doer(std::string_view clause, std::size_t verb_at, std::string_view verb, const TaskContext& context) {
  const std::string lead = lower(clause.substr(0, verb_at));
  if (!any(lead, {"efterfølgende", "herefter", "derefter", "desuden", "derudover", "endvidere", "samtidig", "til næste møde", "inden ", "på næste møde", "fremover", "i første omgang", "til mødet", "hertil", "senest"})) return std::nullopt;
  const auto words = tokens(clause.substr(verb_at + verb.size()).substr(0, 120));
  std::string subject;
  for (std::size_t k = 0; k < words.size() && k < 5; ++k) {
    if (k > 0) subject += ' ';
    subject += words[k];
    const bool more = k + 1 < words.size() && (starts_upper(words[k + 1]) || words[k + 1] == "og");
    if (more) continue;
    auto doer = doer_of(subject, verb_at, context);
    if (doer) return doer;
    if (!starts_upper(words[k])) break;
  }
  return std::nullopt;
}

bool later_meeting(std::string_view f) {
  return any(f, {"næste møde", "næstkommende møde", "kommende møde", "følgende møde", "senere møde", "næste ordinære", "førstkommende møde", "næste udvalgsmøde", "næste bestyrelsesmøde", "næste klyngemøde", "næste rådsmøde", "mødet i januar", "mødet i februar", "mødet i marts", "mødet i april", "mødet i maj", "mødet i juni", "mødet i august", "mødet i september", "mødet i oktober", "mødet i november", "mødet i december", "efterårets møde", "forårets møde"});
}

// The verb that follows the subject, with what it needs beside it to be work to do.
bool is_work(std::string_view folded_rest, bool person) {
  const std::string_view verb = first_word(folded_rest);
  const std::string_view after = skip_blanks(folded_rest.substr(verb.size()));
  if (verb == "er") return any(after.substr(0, 60), {"ansvarlig", "tovholder", "kontaktperson", "ansvarlige"}) && !any(after.substr(0, 12), {"ikke"});
  if (verb == "får") return any(after.substr(0, 60), {"ansvar", "til opgave", "mandat", "opgaven"});
  if (verb == "har") return any(after.substr(0, 40), {"teten", "ansvar", "opgaven"});
  if (verb == "skal") return !any(after.substr(0, 20), {"være", "have", "kunne"}) ;
  if (verb == "bedes") return true;
  if (verb == "vil") return any(after.substr(0, 120), {"undersøge", "udarbejde", "sende", "kontakte", "indkalde", "vende tilbage", "følge op", "tage kontakt", "arbejde videre", "fremsende", "sørge", "komme med", "lave", "tage fat", "give et oplæg", "fremlægge", "holde oplæg", "udsende"}) && (later_meeting(after) || person || any(after, {"undersøge", "udarbejde", "kontakte", "indkalde", "vende tilbage", "følge op", "sende", "udsende", "fremsende"}));
  if (verb == "kommer") return any(after.substr(0, 80), {"med ", "tilbage", "på næste"});
  if (verb == "holder") return any(after.substr(0, 30), {"oplæg", "kontakt", "møde", "øje", "fast i"});
  if (verb == "tager" && person && contains(after, " med ")) return true;
  if (verb == "tager") return any(after.substr(0, 60), {"kontakt", "fat i", "sig af", "initiativ", "dialog", "den med", "det med", "op med", "emnet op", "ansvar", "det op", "sagen op", "hånd om", "over", "punktet"});
  if (verb == "arbejder") return any(after.substr(0, 50), {"videre", "på den", "på det", "på at", "på sags", "på et", "på en", "med den", "frem mod", "på "}) ;
  if (verb == "følger") return any(after.substr(0, 30), {"op"});
  if (verb == "vender") return any(after.substr(0, 30), {"tilbage"});
  if (verb == "melder") return any(after.substr(0, 30), {"ind", "tilbage", "ud"});
  if (verb == "bringer") return any(after.substr(0, 60), {"videre", "op", "med", "til"});
  if (verb == "sætter") return any(after.substr(0, 80), {"dagsorden", "i gang", "gang i", "op", "sammen", "møde"});
  if (verb == "lægger") return any(after.substr(0, 60), {"hjemmeside", "op", "på ", "ud"});
  if (verb == "drøfter") return any(after.substr(0, 20), {"med "});
  if ((verb == "fremlægger" || verb == "forelægger" || verb == "præsenterer") && any(after, {"på mødet", "til mødet"})) return true;
  if (verb == "orienterer" && person && !after.starts_with("om ") && !after.starts_with("kort")) return true;
  if (verb == "betaler" || verb == "offentliggør") return person;
  if (verb == "orienterer" || verb == "informerer" || verb == "præsenterer" || verb == "fremlægger" || verb == "forelægger" || verb == "deltager" || verb == "giver" || verb == "viser") return later_meeting(after) || (person && any(after.substr(0, 120), {"næste", "efter ", "inden ", "til mødet", "på mødet", "resten", "medlemmer", "tilbage", "besked", "en status", "tilbagemelding"}));
  if (verb == "hører" || verb == "beder" || verb == "opfordrer" || verb == "afventer") return person && verb != "afventer";
  if (verb == "kalder") return any(after.substr(0, 30), {"sammen", "ind"});
  if (verb == "finder" || verb == "aftaler" || verb == "stiller" || verb == "søger" || verb == "bidrager" || verb == "repræsenterer" || verb == "udpeger" || verb == "hjælper" || verb == "byder" || verb == "deler" || verb == "fører" || verb == "evaluerer" || verb == "udvikler") return person || any(after.substr(0, 80), {"næste", "inden ", "frem mod", "efterfølgende", "datoer", "dato", "forslag"});
  if (verb == "udkast") return false;
  return true;
}

// The subject of the clause: what stands before its first verb of doing, where that is work to do.
std::optional<Doer> doer_at(std::string_view clause, std::string_view folded, const TaskContext& context) {
  std::size_t at = 0;
  unsigned words = 0;
  while (at < clause.size() && words < 12) {
    while (at < clause.size() && !letter_at(clause, at) && !is_digit(clause[at])) {
      if (clause[at] == '.' || clause[at] == ':' || clause[at] == '?') return std::nullopt;
      at += std::max(1u, code_point(clause, at).size);
    }
    const std::string_view word = word_at(clause, at);
    if (word.empty()) return std::nullopt;
    if (words > 0 && starts_lower(word) && is_doing_word(word)) {
      const std::string_view rest = folded.substr(at);
      if (!is_work(rest, true)) return std::nullopt;
      auto doer = doer_of(clause.substr(0, at), at, context);
      if (!doer) doer = inverted_doer(clause, at, word, context);
      if (doer && !is_work(rest, doer->person)) return std::nullopt;
      return doer;
    }
    at += word.size();
    ++words;
  }
  return std::nullopt;
}

// “Ansvarlig: Bo Holm og Ida Beck”, “… er Bo Holm og Ida Beck ansvarlige for …”, “Tovholder: Bo”.
std::vector<std::string> blaming(std::string_view sentence, std::string_view folded, const TaskContext& context) {
  if (const std::size_t at = std::min(find_part(folded, " ansvarlig for"), find_part(folded, " ansvarlige for")); at != npos) {
    const std::size_t verb = folded.rfind(" er ", at);
    if (verb != npos && verb + 4 < at)
      if (auto names = persons_in(sentence.substr(verb + 4, at - verb - 4), context); !names.empty()) return names;
  }
  for (const std::string_view word : {"ansvarlige:", "ansvarlig:", "ansvarlige er ", "ansvarlig er ", "ansvarlige ", "ansvarlig ", "tovholdere:", "tovholder:", "tovholder er ", "opgave:", "aktion:", "action:", "handling:"}) {
    const std::size_t at = find_part(folded, word);
    if (at == npos || at + word.size() >= sentence.size()) continue;
    std::string_view rest = strip(sentence.substr(at + word.size()), " :.,-)");
    if (const auto stop = rest.find_first_of(".;("); stop != npos) rest = rest.substr(0, stop);
    if (auto names = persons_in(rest, context); !names.empty()) return names;
    if (word.ends_with(':') && starts_upper(rest) && tokens(rest).size() <= 4) return {squeeze(rest)};
  }
  return {};
}

// “… bad forvaltningen undersøge”, “… at bede regionen om at …”, “… at oversende det til Rådet”.
std::vector<std::string> asked_of(std::string_view sentence, std::string_view folded) {
  for (const std::string_view verb : asking_words) {
    const std::size_t at = find_part(folded, verb);
    if (at == npos) continue;
    const std::string_view rest = sentence.substr(at + verb.size());
    const auto words = tokens(rest.substr(0, 80));
    for (std::size_t k = 0; k < words.size() && k < 5; ++k) {
      const std::string word = lower(strip(words[k], ".,"));
      if (!is_actor_word(word)) continue;
      return {squeeze(rest.substr(0, static_cast<std::size_t>(words[k].data() - rest.data()) + strip(words[k], ".,").size()))};
    }
  }
  for (const std::string_view verb : sending_words) {
    const std::size_t at = find_part(folded, verb);
    if (at == npos) continue;
    const std::size_t to = find_part(folded, " til ", at);
    if (to == npos) continue;
    const std::string_view rest = sentence.substr(to + 5);
    const std::string_view name = strip(rest.substr(0, rest.find_first_of(",.;")), " ");
    if (starts_upper(name) && tokens(name).size() <= 6) return {squeeze(name)};
  }
  return {};
}

// Where the clause with the work starts: behind “aftalt, at”, “hvorfor”, “og”.
std::size_t agreed_clause(std::string_view folded) {
  for (const auto lead : agreed_leads)
    if (const std::size_t at = find_part(folded, lead); at != npos) return at + lead.size();
  return npos;
}

void add(std::vector<TaskFound>& out, std::string_view text, const Sentence& sentence, std::size_t from, std::vector<std::string> responsible,
         const TaskContext& context, float confidence) {
  TaskFound task;
  task.start = sentence.start + from;
  task.end = sentence.end;
  task.text = std::string(text.substr(task.start, task.end - task.start));
  task.responsible = std::move(responsible);
  task.due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
  task.confidence = confidence;
  out.push_back(std::move(task));
}

// The body that meets does the meeting's own work: what it discusses or decides is no task.
bool is_the_meeting(const Doer& doer, const TaskContext& context) {
  if (doer.person || context.body.empty() || doer.names.size() != 1) return false;
  const std::string name = lower(doer.names[0]);
  return name == context.body || (name.size() > 5 && contains(context.body, std::string_view(name).substr(0, name.size() - 2)));
}

bool sentence_task(std::vector<TaskFound>& out, const Prose& prose, const Sentence& sentence, const TaskContext& context) {
  const std::string_view text = prose.text, s = prose.as_printed(sentence), folded = prose.in_lower_case(sentence);
  if (s.size() < 8 || s.size() > 1'500) return false;
  const Cues cues = task_words().in(folded);
  if (cues.none() || cues.has(calls_off) || (s.ends_with('?') && !cues.has(goes_further))) return false;
  const bool acts = cues.has(does) || cues.has(is_to);
  const auto doer_behind = [&](std::size_t start) { return acts ? doer_at(s.substr(start), folded.substr(start), context) : std::nullopt; };
  // Labelled notes: “Medlemsfolder: Rie bestiller.”
  if (const std::size_t colon = acts ? s.find(": ") : npos; colon != npos && colon < 60) {
    if (const auto doer = doer_behind(colon + 2)) {
      add(out, text, sentence, 0, doer->names, context, 0.7f);
      return true;
    }
  }
  if (cues.has(blames))
    if (const auto names = blaming(s, folded, context); !names.empty()) {
      add(out, text, sentence, 0, names, context, 0.85f);
      return true;
    }
  if (const auto doer = doer_behind(folded.starts_with("at ") ? 3 : 0); doer && !is_the_meeting(*doer, context)) {
    add(out, text, sentence, 0, doer->names, context, doer->person ? 0.8f : 0.7f);
    return true;
  }
  const std::size_t agreed = cues.has(agrees) ? agreed_clause(folded) : npos;
  if (agreed != npos)
    if (const auto doer = doer_behind(agreed); doer && !is_the_meeting(*doer, context)) {
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
  if (!cues.has(asks) && !cues.has(sends_on) && !cues.has(goes_further)) return false;
  if (auto names = asked_of(s, folded); !names.empty()) {
    add(out, text, sentence, 0, std::move(names), context, 0.65f);
    return true;
  }
  const bool only_talk = folded.starts_with("det drøftes") || any(folded, {"hvordan ", "hvorvidt "});
  if (cues.has(goes_further) && !is_reporting(folded) && !only_talk) {
    std::size_t start = 0;
    // Of several things agreed, the one that goes on: “…, og at de fremlægges for …”.
    if (const std::size_t last = folded.rfind(", og at "); last != npos && goes_on(folded.substr(last)) && !goes_on(folded.substr(0, last))) start = last + 8;
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
      if (words.size() >= 2 && looks_like_name(std::string(words[0]) + " " + std::string(words[1]))) responsible = {std::string(words[0]) + " " + std::string(words[1])};
    }
    add(out, text, sentence, start, std::move(responsible), context, 0.55f);
    return true;
  }
  return false;
}

// “Ansvarlig Bo Holm” and “Frist: 1. maj” speak of the sentence or the task before them.
void look_back(std::vector<TaskFound>& out, const Prose& prose, std::size_t at, std::size_t known, const TaskContext& context) {
  const Sentence& sentence = prose.sentences[at];
  const std::string_view text = prose.text, folded = prose.in_lower_case(sentence);
  const bool blames = folded.starts_with("ansvarlig") || folded.starts_with("tovholder");
  if (blames && out.size() > known && at > 0) {
    const Sentence& before = prose.sentences[at - 1];
    const bool used = known > 0 && out[known - 1].start >= before.start;
    if (!used && (before.paragraph == sentence.paragraph || before.paragraph + 1 == sentence.paragraph)) {
      out.back().start = before.start;
      out.back().text = std::string(text.substr(before.start, sentence.end - before.start));
    } else if (used && out[known - 1].responsible.empty()) {
      out[known - 1].responsible = out.back().responsible;
      out.pop_back();
    }
    return;
  }
  const bool deadline = folded.starts_with("frist") || folded.starts_with("deadline") || folded.starts_with("senest") || folded.starts_with("tidsfrist");
  if (deadline && known > 0 && out.size() == known && !out.back().due) out.back().due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
}

}  // namespace

std::optional<std::string> due_in(std::string_view sentence, const TaskContext& context) {
  const std::string folded = lower(sentence);
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
  if (any(folded, {"næste møde", "næstkommende møde", "førstkommende møde", "næste ordinære møde", "næste bestyrelsesmøde", "næste rådsmøde", "næste udvalgsmøde", "næste klyngemøde"})) return "next_meeting";
  return std::nullopt;
}

std::vector<TaskFound> tasks_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  for (std::size_t i = 0; i < prose.sentences.size() && out.size() < 500; ++i) {
    const std::size_t known = out.size();
    sentence_task(out, prose, prose.sentences[i], context);
    look_back(out, prose, i, known, context);
  }
  return out;
}

bool may_repeat_agreements(std::string_view case_text) { return contains(case_text, "ftal"); }

std::vector<TaskFound> open_agreements_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  bool open = false;
  for (std::size_t i = 0; i < prose.sentences.size(); ++i) {
    const Sentence& sentence = prose.sentences[i];
    const std::string_view folded = prose.in_lower_case(sentence);
    if (folded.ends_with(':') && any(folded.substr(0, 400), {"punkter aftalt", "blev aftalt", "aftalt på", "følgende aftaler", "aftaltes følgende"})) {
      open = true;
      continue;
    }
    if (!open || out.size() >= 200) continue;
    const std::size_t known = out.size();
    sentence_task(out, prose, sentence, context);
    look_back(out, prose, i, known, context);
  }
  return out;
}

}  // namespace klynge::reading
