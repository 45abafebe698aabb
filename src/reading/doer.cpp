#include "reading/doer.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/name_words.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrases.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"
#include "reading/word_table.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// Verbs in the present that say somebody sets to work.
constexpr std::string_view doing_list[] = {
    "meddeler",     "underretter",   "udarbejder",      "laver",          "sender",
    "fremsender",   "udsender",      "undersøger",      "kontakter",      "indkalder",
    "inviterer",    "samler",        "sørger",          "sikrer",         "sikre",
    "planlægger",   "arrangerer",    "koordinerer",     "bestiller",      "køber",
    "indkøber",     "booker",        "reserverer",      "gennemgår",      "opdaterer",
    "reviderer",    "skriver",       "formulerer",      "indhenter",      "afklarer",
    "afdækker",     "følger",        "vender",          "melder",         "rundsender",
    "videresender", "supplerer",     "forsøger",        "kommer",         "holder",
    "tager",        "arbejder",      "bringer",         "fremlægger",     "forelægger",
    "præsenterer",  "justerer",      "tilretter",       "beskriver",      "udformer",
    "igangsætter",  "iværksætter",   "nedsætter",       "deler",          "rykker",
    "ringer",       "skaffer",       "finder",          "retter",         "sætter",
    "lægger",       "udfærdiger",    "offentliggør",    "bidrager",       "ansøger",
    "søger",        "evaluerer",     "opretter",        "tilrettelægger", "faciliterer",
    "drøfter",      "spørger",       "orienterer",      "informerer",     "hører",
    "tilpasser",    "forbereder",    "afholder",        "leverer",        "kvalificerer",
    "anmoder",      "aftaler",       "udpeger",         "rekrutterer",    "overtager",
    "henvender",    "checker",       "tjekker",         "ordner",         "udvikler",
    "tegner",       "byder",         "printer",         "hjælper",        "deltager",
    "betaler",      "afleverer",     "opsamler",        "udkast",         "stiller",
    "bærer",        "repræsenterer", "videreformidler", "videregiver",    "formidler",
    "kalder",       "pakker",        "rydder",          "maler",          "reparerer",
    "får",          "fører",         "udfører",         "beder",          "opfordrer",
    "afventer",     "viser",         "underviser",      "udvælger",       "foretager",
    "sammenfatter", "opsummerer",    "sammensætter",    "udreder",        "analyserer",
    "beregner",     "budgetterer",   "regner",          "giver",          "returnerer",
    "opslår",       "eftersender",   "kommenterer",     "svarer",         "skal",
    "vil",          "bedes",         "ændrer",          "indarbejder",    "besvarer",
    "besøger",      "afrapporterer", "tydeliggør",      "belyser",        "forkorter",
    "indgår",       "underskriver",  "taler",           "står",           "mødes",
    "bager",        "henter",        "udskriver",       "ansætter",       "etablerer",
    "gennemfører",  "udvider",       "tilføjer",        "rapporterer",    "oversender",
    "uddyber",      "monterer",      "opsætter",        "rekvirerer",     "lovede",
    "lover",        "påtog",         "påtager",         "tilbød",         "mangler",
    "afgiver"};

// Verbs in the present that tell what somebody thinks, says or is, and words that only look like verbs.
constexpr std::string_view state_words[] = {"er",           "har",           "kan",          "må",          "bør",
                                            "tør",          "mener",         "ønsker",       "håber",       "tror",
                                            "kender",       "hedder",        "foreslår",     "oplyser",     "fortæller",
                                            "nævner",       "bemærker",      "gør",          "byder",       "takker",
                                            "fremhæver",    "peger",         "understreger", "roser",       "undrer",
                                            "støtter",      "stemmer",       "fratræder",    "stopper",     "træder",
                                            "genopstiller", "opstiller",     "modtager",     "ankommer",    "forlader",
                                            "går",          "sidder",        "siger",        "redegør",     "beretter",
                                            "refererer",    "indleder",      "åbner",        "afslutter",   "leder",
                                            "efterlyser",   "påpeger",       "anfører",      "konstaterer", "vurderer",
                                            "forklarer",    "ser",           "føler",        "glæder",      "savner",
                                            "opfatter",     "fornemmer",     "bliver",       "fortsætter",  "udgår",
                                            "udtræder",     "indtræder",     "hilser",       "lykønsker",   "beklager",
                                            "erkender",     "forventer",     "ligger",       "når",         "gælder",
                                            "passer",       "minder",        "bor",          "starter",     "tiltræder",
                                            "godkender",    "bakker",        "oplever",      "kritiserer",  "spiller",
                                            "fylder",       "fungerer",      "vælger",       "lægger",      "synger",
                                            "holder",       "har",           "tilslutter",   "indstiller",  "ønskede",
                                            "underviser",   "svarer",        "hører",        "afløser",     "erstatter",
                                            "dækker",       "repræsenterer", "seniorer",     "under",       "efter",
                                            "over",         "eller",         "især",         "hver",        "her",
                                            "der",          "før",           "kommer",       "år",          "nr",
                                            "kr",           "januar",        "februar",      "september",   "oktober",
                                            "november",     "december",      "kommuner",     "timer",       "måneder",
                                            "par",          "hvor",          "sommer",       "vinter",      "altimer",
                                            "ifører",       "bagefter",      "herunder",     "herefter",    "derefter",
                                            "sammen",       "mellem",        "også"};

bool is_doing_word(std::string_view word) {
  // Nearly all are verbs in the present.
  static constexpr WordSet others{"skal", "vil", "bedes", "sikre", "mødes", "lovede", "påtog", "tilbød", "udkast"};
  if (!word.ends_with('r')) return others.has(word);
  static const WordList list(std::begin(doing_list), std::end(doing_list));
  return list.has(word) || word == "er" || word == "har";
}

// “bager”, “skaffer”: a verb in the present that tells no thought and no speech.
bool is_plain_work(std::string_view word) {
  static const WordList state(std::begin(state_words), std::end(state_words));
  return word.size() >= 4 && word.ends_with('r') && !state.has(word) && !is_title_word(word) && word.find('-') == npos;
}

}  // namespace

std::span<const std::string_view> doing_words() { return doing_list; }

KnownPeople known_people(const std::vector<Attendee>& attendance) {
  KnownPeople known;
  for (const Attendee& person : attendance) {
    const auto words = tokens(person.name);
    if (words.empty()) continue;
    known.first_names.insert(std::string(words.front()));
    if (words.size() == 1) {
      if (all_upper(words.front())) known.initials.insert(std::string(words.front()));
      continue;
    }
    std::string all, ends;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!starts_upper(words[i])) continue;
      const std::string_view letter = words[i].substr(0, code_point(words[i], 0).size);
      all += letter;
      if (i == 0 || i + 1 == words.size()) ends += letter;
    }
    known.initials.insert(all);
    known.initials.insert(ends);
  }
  return known;
}

// Groups and offices that can be given work.
bool is_actor_word(std::string_view word) {
  static const Endings endings{
      "sekretariatet",
      // clang-format off
                               "formandskabet", "medformandskabet", "forvaltningen", "administrationen", "kommunerne",
                               "kommunen", "regionen", "hospitalet", "styregruppen", "arbejdsgruppen", "driftsgruppen",
                               "udvalget", "bestyrelsen", "direktionen", "formanden", "næstformanden", "kassereren",
                               "sekretæren", "ledelsen", "skolen", "klyngen", "forretningsudvalget", "psykiatrien",
                               "praksis", "gruppen", "rådet", "afdelingen", "organisation", "organisationerne",
                               "projektlederen", "tovholderne", "tovholder", "parterne", "driftsforum", "niveau",
                               "kredsen", "direktøren", "skolelederen", "lederen", "centret", "teamet", "undergruppen",
                               "udviklingsgruppen", "redaktionen", "medlemmerne", "fællesadministration", "sekretariat",
                               "administration", "forvaltning", "direktørerne", "ansvarlige", "repræsentanterne",
                               "koordinatoren", "kontaktpersonerne", "festudvalget", "forening", "foreningen",
                               "valgkomiteen", "ældrechefen", "chefen", "konsulenten", "inspektøren", "rektor",
                               "revisor", "medformændene", "formændene", "borgmesteren", "rådhuset", "byrådet",
                               "regionsrådet", "driftsledelsen", "elevrådet", "forældrene", "lærerne", "personalet",
                               "leder", "referenten", "webmaster", "sundhedsklyngen", "sundhedsrådet", "plo", "kl",
                               "kommune", "centercheferne", "ordstyreren", "formand", "kasserer", "næstformand",
                               "klynge", "klyngerne", "styrelsen", "administrator", "kirkeværgen", "følgegruppe",
                               "arbejdsgruppe", "styregruppe", "forretningsudvalg", "rådene", "udvalgene", "præsten",
                               "pedellen", "viceværten", "varmemesteren", "sundhedsstyrelsen", "sygehuset",
                               "sygehusene", "plejehjemmet", "plejecentret", "apoteket", "visitationen", "hjemmeplejen",
                               "hjemmesygeplejen", "lægevagten", "køkkenet", "depotet",
      // clang-format on
      "it-afdelingen", "graveren", "organisten", "kirketjeneren", "gartneren", "vicevært", "kordegnen"};
  return word == "alle" || endings.end(word);
}

namespace {

// “Jara” beside “Anne og Kirstine”: a word that may be a name, in a list that holds others.
bool may_be_first_name(std::string_view word) {
  const std::string folded = lower(word);
  return is_name_token(word) && characters(word) > 2 && !is_organisation_word(folded) && !starts_organisation(folded) &&
         !is_title_word(folded) && !is_actor_word(folded);
}

}  // namespace

namespace {

// “Chr.”, as in “Hans Chr. Holm”: a given name that is written short. Without its full stop.
bool is_short_given_name(std::string_view word) {
  static constexpr WordSet names{"Chr", "Joh", "Johs", "Sv", "Vilh"};
  return names.has(word);
}

}  // namespace

std::vector<std::string> persons_in(std::string_view list, const TaskContext& context) {
  std::vector<std::string> names;
  list = strip(list, " :;");
  if (!starts_upper(list) || list.starts_with("I ")) return names;
  std::size_t guessed = 0;
  for (const auto part : split_list(list)) {
    std::string_view name = strip(part, " ");
    // “Hanne L.” keeps the full stop of its initial.
    const bool initial = name.size() > 3 && name.ends_with('.') &&
                         (is_blank(name[name.size() - 3]) || is_short_given_name(name.substr(0, name.size() - 1)));
    if (!initial) name = strip(name, " .");
    const auto words = tokens(name);
    const bool one = words.size() == 1;
    const bool known = one && context.people &&
                       (context.people->first_names.contains(std::string(name)) ||
                        context.people->initials.contains(std::string(name)));
    const bool initials = one && all_upper(name) && characters(name) >= 2 && characters(name) <= 4;
    if (!known && !initials && !looks_like_name(name, true)) {
      if (!one || !may_be_first_name(name)) return {};
      ++guessed;
    }
    names.push_back(squeeze(name));
  }
  if (guessed * 2 >= std::max<std::size_t>(names.size(), 1)) return {};
  return names;
}

namespace {

// A group's name without when it is to act: “niveauet på næste møde” → “niveauet”.
std::string_view without_when(std::string_view subject) {
  static constexpr std::array<std::string_view, 18> leads{
      " på næst",  " på et kommende", " på et senere",  " til næste", " til et ",   " inden ",
      " frem mod", " senest ",        " herefter",      " derfor",    " også",      " fremover",
      " snarest",  " i mellemtiden",  " efterfølgende", " straks",    " ligeledes", " desuden"};
  const Folded lowered(subject);
  const std::string_view folded = lowered;
  // “sygehuset fra 1. september”
  if (const std::size_t from = folded.find(" fra ");
      from != npos && from + 5 < folded.size() && is_digit(folded[from + 5]))
    return strip(subject.substr(0, from), " ,");
  for (std::size_t at = folded.find(' ', 1); at < folded.size(); at = folded.find(' ', at + 1))
    for (const auto lead : leads)
      if (at + 1 < folded.size() && folded[at + 1] == lead[1] && folded.substr(at).starts_with(lead))
        return strip(subject.substr(0, at), " ,");
  return strip(subject, " ,");
}

// A verb inside what should be a group's name: “Klyngen drøftede udviklingen og”.
bool is_verb_like(std::string_view word) {
  static constexpr WordSet small{"hvordan", "at",  "der",  "som", "når", "hvis", "ikke",  "blev",
                                 "bliver",  "kan", "skal", "vil", "er",  "har",  "havde", "var",
                                 "om",      "fik", "gav",  "tog", "til", "så"};
  if (small.has(word)) return true;
  static const Endings past{"ede", "rede", "tes", "ges", "des", "res", "les", "rer"};
  return word.size() > 4 && !word.ends_with("rnes") && past.end(word);
}

}  // namespace

bool is_group(std::string_view subject) {
  const auto parts = tokens(subject);
  if (parts.empty() || parts.size() > 9) return false;
  const Folded lowered(subject);
  const std::string_view folded = lowered;
  if (any(folded, {", "}) || folded.starts_with("kun ") || folded.starts_with("ingen ") || folded.starts_with("at ") ||
      folded.ends_with("mødet") || folded.ends_with("møderne"))
    return false;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (starts_lower(parts[i]) && is_verb_like(strip(parts[i], ".,;"))) return false;
  const auto actor = [](std::string_view word) { return is_actor_word(Folded(strip(word, ".,;"))); };
  if (actor(parts.back()) || actor(parts.front())) return true;
  bool organisation = false;
  for (const auto part : parts) {
    const Folded word(strip(part, ".,;"));
    organisation = organisation || (starts_upper(part) &&
                                    (is_organisation_word(word) || is_actor_word(word) || contains(word, "klynge")));
  }
  return organisation && (starts_upper(subject) || actor(parts.front()));
}

namespace {

std::optional<Doer> doer_of(std::string_view subject, std::size_t verb_at, const TaskContext& context) {
  subject = without_when(strip(subject, " ,;:-"));
  if (subject.starts_with("og ")) subject.remove_prefix(3);
  // “C. Bestyrelsen holder …”: the letter numbers what is said.
  if (subject.size() > 3 && subject.substr(1).starts_with(". ") && is_group(subject.substr(3)))
    subject.remove_prefix(3);
  Doer doer;
  doer.end = verb_at;
  if (auto names = persons_in(subject, context); !names.empty()) {
    doer.names = std::move(names);
    doer.person = true;
    return doer;
  }
  if (is_group(subject)) {
    doer.names.push_back(squeeze(subject));
    // “A og B” of groups are two doers, “formanden og kassereren” are too.
    if (const std::size_t og = subject.find(" og "); og != npos) {
      const std::string_view one = subject.substr(0, og), other = subject.substr(og + 4);
      const bool officers =
          token_count(one) == 1 && token_count(other) == 1 && is_actor_word(lower(one)) && is_actor_word(lower(other));
      if (starts_upper(other) || officers) doer.names = {squeeze(one), squeeze(other)};
    }
    return doer;
  }
  const auto parts = tokens(subject);
  if (parts.size() >= 2 && parts.size() <= 9 && is_title_word(lower(parts.front()))) {
    if (const auto person = parse_person(subject); person && token_count(person->name) >= 2) {
      doer.names.push_back(person->name);
      doer.person = true;
      return doer;
    }
  }
  return std::nullopt;
}

// “Efterfølgende sikrer kommunerne …”, “Det tager Bo sig af”: the subject behind the verb.
std::optional<Doer> inverted_doer(std::string_view clause, std::size_t verb_at, std::string_view verb,
                                  const TaskContext& context) {
  const Folded lead(clause.substr(0, verb_at));
  const std::string_view object = trim(lead);
  if (object == "det" || object == "dette" || object == "den" || object == "dem") {
    const std::string_view rest = skip_blanks(clause.substr(verb_at + verb.size()));
    const std::string_view one = rest.substr(0, rest.find(' ')),
                           two = rest.substr(0, rest.find(' ', std::min(rest.size(), one.size() + 1)));
    // “Mette fortsætter, og det vil Kim også.” repeats what stands before.
    const std::string_view last = strip(last_word(rest), " .");
    if (verb == "vil" && (last == "også" || last == "ikke" || last == "gerne" || token_count(rest) < 2))
      return std::nullopt;
    for (const std::string_view subject : {two, one})
      if (auto names = persons_in(subject, context); !names.empty()) return Doer{std::move(names), verb_at, true};
    return std::nullopt;
  }
  if (!any(lead,
           {"efterfølgende", "herefter", "derefter", "desuden", "derudover", "endvidere", "samtidig", "til næste møde",
            "inden ", "på næste møde", "fremover", "i første omgang", "til mødet", "hertil", "senest"}))
    return std::nullopt;
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

}  // namespace

bool later_meeting(std::string_view f) {
  if (!contains(f, "møde") && !contains(f, "næste ordinære")) return false;
  return any(
      f, {"næste møde",       "næstkommende møde",  "kommende møde",     "følgende møde",         "senere møde",
          "næste ordinære",   "førstkommende møde", "næste udvalgsmøde", "næste bestyrelsesmøde", "næste klyngemøde",
          "næste rådsmøde",   "mødet i januar",     "mødet i februar",   "mødet i marts",         "mødet i april",
          "mødet i maj",      "mødet i juni",       "mødet i august",    "mødet i september",     "mødet i oktober",
          "mødet i november", "mødet i december",   "efterårets møde",   "forårets møde"});
}

namespace {

// “ansøgerne.”: others than those who meet, and nothing that they were told.
bool is_to_be_told(std::string_view folded) {
  const std::string_view who = strip(folded, " .");
  static constexpr WordSet present{"medlemmerne", "deltagerne", "udvalgsmedlemmerne", "mødedeltagerne"};
  return token_count(who) == 1 && who.ends_with("erne") && !present.has(who);
}

// The verb that follows the subject, with what it needs beside it to be work to do.
bool is_work(std::string_view folded_rest, bool person) {
  // Verbs that are work only with something beside them, or done by some; all others are.
  static constexpr WordSet judged{
      "er",      "får",          "har",        "skal",        "bedes",      "vil",        "kommer",        "holder",
      "tager",   "arbejder",     "følger",     "sætter",      "vender",     "melder",     "bringer",       "lægger",
      "drøfter", "fremlægger",   "forelægger", "præsenterer", "orienterer", "informerer", "deltager",      "udpeger",
      "betaler", "offentliggør", "giver",      "viser",       "hører",      "beder",      "opfordrer",     "afventer",
      "kalder",  "finder",       "aftaler",    "stiller",     "søger",      "bidrager",   "repræsenterer", "hjælper",
      "byder",   "deler",        "fører",      "evaluerer",   "udvikler",   "udkast",     "står",          "taler",
      "mangler", "indgår",       "mødes",      "lovede",      "lover",      "tilbød",     "påtog",         "påtager",
      "meddeler"};
  const std::string_view verb = first_word(folded_rest);
  const std::string_view after = skip_blanks(folded_rest.substr(verb.size()));
  // “Hjemmeplejen sender i dag en besked”: what is done already.
  static constexpr WordSet already{"i dag ", "allerede ", "normalt ", "typisk ", "ofte "};
  if (already.begins(after)) return false;
  if (!judged.has(verb)) return true;
  if (verb == "er")
    return any(after.substr(0, 60), {"ansvarlig", "tovholder", "ansvarlige"}) && !any(after.substr(0, 12), {"ikke"});
  if (verb == "får")
    return any(after.substr(0, 60), {"ansvar", "til opgave", "mandat", "opgaven"}) ||
           (person && any(after.substr(0, 60), {" hjem", "fat i ", "undersøgt", "lavet ", "udarbejdet"}));
  // “Bo har brød med.”
  if (verb == "har" && person && after.size() < 40 && strip(after, " .").ends_with(" med")) return true;
  if (verb == "har") return any(after.substr(0, 40), {"teten", "ansvar", "opgaven"});
  if (verb == "skal") return !any(after.substr(0, 20), {"være", "have", "kunne"});
  if (verb == "bedes") return true;
  if (verb == "vil" && person)
    return !any(after.substr(0, 14), {"gerne", "være", "have", "ikke", "kunne", "hellere", "helst", "nok"});
  if (verb == "vil")
    return any(after.substr(0, 120), {"undersøge", "udarbejde", "sende", "kontakte", "indkalde", "vende tilbage",
                                      "følge op", "tage kontakt", "arbejde videre", "fremsende", "sørge", "komme med",
                                      "lave", "tage fat", "give et oplæg", "fremlægge", "holde oplæg", "udsende"}) &&
           (later_meeting(after) || person ||
            any(after, {"undersøge", "udarbejde", "kontakte", "indkalde", "vende tilbage", "følge op", "sende",
                        "udsende", "fremsende"}));
  if (verb == "kommer") return any(after.substr(0, 80), {"med ", "tilbage", "på næste"});
  if (verb == "holder" && person) return !any(after.substr(0, 12), {"fast ", "sig ", "af ", "øje"});
  if (verb == "holder") return any(after.substr(0, 30), {"oplæg", "kontakt", "øje", "fast i"});
  if (verb == "tager" && person && any(after, {" med ", " op på ", " op med ", " op i "})) return true;
  // “tager til mødet”, but “tager til efterretning”
  if (verb == "tager" && person && after.starts_with("til ") && !any(after, {"efterretning", "genmæle", "indtægt"}))
    return true;
  if (verb == "tager")
    return any(after.substr(0, 60), {"kontakt",
                                     "fat i",
                                     "sig af",
                                     "initiativ",
                                     "dialog",
                                     "den med",
                                     "det med",
                                     "op med",
                                     "snak",
                                     "emnet op",
                                     "ansvar",
                                     "det op",
                                     "sagen op",
                                     "hånd om",
                                     "over",
                                     "punktet",
                                     "forslaget med",
                                     " med i planlægning",
                                     " med i arbejdet",
                                     " med i det videre",
                                     " med tilbage"});
  if (verb == "arbejder")
    return any(after.substr(0, 50),
               {"videre", "på den", "på det", "på at", "på sags", "på et", "på en", "med den", "frem mod", "på "});
  if (verb == "følger") return any(after.substr(0, 30), {"op"});
  if (verb == "sætter" && person) return true;
  if (verb == "vender") return any(after.substr(0, 30), {"tilbage"});
  if (verb == "melder") return any(after.substr(0, 30), {"ind", "tilbage", "ud", "til"});
  if (verb == "bringer") return any(after.substr(0, 60), {"videre", "op", "med", "til"});
  if (verb == "sætter") return any(after.substr(0, 80), {"dagsorden", "i gang", "gang i", "op", "sammen", "møde"});
  if (verb == "lægger") return any(after.substr(0, 60), {"hjemmeside", "op", "på ", "ud"});
  if (verb == "drøfter") return any(after.substr(0, person ? 60 : 20), {"med "});
  if ((verb == "fremlægger" || verb == "forelægger" || verb == "præsenterer") && any(after, {"på mødet", "til mødet"}))
    return true;
  // “Allan orienterer.” is what is on the agenda.
  if ((verb == "orienterer" || verb == "informerer" || verb == "fremlægger") && strip(after, " .").empty())
    return false;
  // “Sekretariatet orienterer ansøgerne.”
  if (verb == "orienterer" && !person && is_to_be_told(after)) return true;
  if (verb == "orienterer" && person && !after.starts_with("om ") && !after.starts_with("kort") &&
      !after.starts_with("løbende"))
    return true;
  if (verb == "informerer" && person) return !after.starts_with("om ");
  if (verb == "orienterer" && any(after, {"inden ", "senest ", ", når "})) return true;
  if (verb == "deltager" && person && after.starts_with("i ") && !any(after.substr(0, 40), {"stedet", "møde", "punkt"}))
    return true;
  if (verb == "udpeger") return true;
  if (verb == "betaler" || verb == "offentliggør") return person;
  if (verb == "orienterer" || verb == "informerer" || verb == "præsenterer" || verb == "fremlægger" ||
      verb == "forelægger" || verb == "deltager" || verb == "giver" || verb == "viser")
    return later_meeting(after) || any(after.substr(0, 80), {"besked", "tilbagemelding"}) ||
           (person && any(after.substr(0, 120), {"næste", "efter ", "inden ", "til mødet", "på mødet", "resten",
                                                 "medlemmer", "tilbage", "en status"}));
  if (verb == "hører" || verb == "beder" || verb == "opfordrer" || verb == "afventer")
    return person && verb != "afventer";
  if (verb == "kalder") return any(after.substr(0, 30), {"sammen", "ind"});
  if (verb == "finder" || verb == "aftaler" || verb == "stiller" || verb == "søger" || verb == "bidrager" ||
      verb == "repræsenterer" || verb == "udpeger" || verb == "hjælper" || verb == "byder" || verb == "deler" ||
      verb == "fører" || verb == "evaluerer" || verb == "udvikler")
    return person ||
           any(after.substr(0, 80), {"næste", "inden ", "frem mod", "efterfølgende", "datoer", "dato", "forslag"});
  if (verb == "meddeler") return !after.starts_with("at ") && !contains(after, ", at ") && !contains(after, " at ");
  if (verb == "udkast") return false;
  if (verb == "står") return after.starts_with("for ");
  if (verb == "taler") return after.starts_with("med ");
  if (verb == "mangler") return person && after.starts_with("at ");
  if (verb == "indgår") return contains(after.substr(0, 40), "aftale");
  if (verb == "mødes") return person || contains(after.substr(0, 60), "med ");
  if (verb == "lovede" || verb == "lover" || verb == "tilbød") return after.starts_with("at ");
  if (verb == "påtog" || verb == "påtager") return after.starts_with("sig ");
  return true;
}

}  // namespace

namespace {

// What a department does for a committee, and no one's surname.
bool starts_department_work(std::string_view verb) {
  static constexpr WordSet verbs{"indhenter",  "udarbejder", "undersøger", "kontakter",  "sender",
                                 "udsender",   "indkalder",  "sørger",     "fremlægger", "forelægger",
                                 "orienterer", "afklarer",   "beregner",   "iværksætter"};
  return verbs.has(verb);
}

}  // namespace

std::optional<Doer> doer_at(std::string_view clause, std::string_view folded, const TaskContext& context) {
  std::size_t at = 0;
  unsigned words = 0;
  bool names_only = true;  // so far
  std::string_view before;
  while (at < clause.size() && words < 12) {
    bool comma = false;
    while (at < clause.size() && !letter_at(clause, at) && !is_digit(clause[at])) {
      if (clause[at] == ' ') {
        ++at;
        continue;
      }
      // The full stop of “Bo K. Holm” or of “fra 1. september”.
      const bool initial = clause[at] == '.' && !before.empty() &&
                           ((starts_upper(before) && (characters(before) <= 2 || is_short_given_name(before))) ||
                            (is_digit(before[0]) && clause.substr(0, at - before.size()).ends_with(" fra ")));
      if ((clause[at] == '.' && !initial) || clause[at] == ':' || clause[at] == '?') return std::nullopt;
      comma = comma || clause[at] == ',';
      // “Emne – Bo gør noget” begins anew behind the dash.
      if (dash_at(clause, at) && at > 0 && is_blank(clause[at - 1]) && at + 1 < clause.size()) return std::nullopt;
      at += std::max(1u, code_point(clause, at).size);
    }
    const std::string_view word = word_at(clause, at);
    if (word.empty()) return std::nullopt;
    if (words > 0 && starts_lower(word) && is_doing_word(word)) {
      const std::string_view rest = folded.substr(at);
      if (!is_work(rest, true)) return std::nullopt;
      auto doer = doer_of(clause.substr(0, at), at, context);
      if (!doer) doer = inverted_doer(clause, at, word, context);
      // “Teknik og Miljø indhenter tilbud”: a department named by what it is for.
      if (!doer && words >= 3 && words <= 4 && names_only && !comma && starts_department_work(word) &&
          contains(clause.substr(0, at), " og "))
        doer = Doer{{squeeze(clause.substr(0, at))}, at, false, word};
      if (doer && !doer->person && !is_work(rest, false)) return std::nullopt;
      if (doer) doer->verb = word;
      return doer;
    }
    if (words > 0 && names_only && !comma && starts_lower(word) &&
        (is_plain_work(word) ||
         (word == "går" && any(folded.substr(at, 60), {"igennem", "videre med", "i gang med", "i dialog med"}))))
      if (auto names = persons_in(clause.substr(0, at), context); !names.empty())
        return Doer{std::move(names), at, true, word};
    // “Graveren ser på det.”, “Bo ser nærmere på prisen.”
    if (words > 0 && names_only && !comma && word == "ser" &&
        any(folded.substr(at, 20), {"ser på ", "ser nærmere på "}))
      if (auto doer = doer_of(clause.substr(0, at), at, context)) {
        doer->verb = word;
        return doer;
      }
    names_only = names_only && (starts_upper(word) || word == "og" || is_name_particle(word));
    before = word;
    at += word.size();
    ++words;
  }
  return std::nullopt;
}

}  // namespace klynge::reading
