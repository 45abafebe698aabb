#include "reading/person_remark.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"
#include "reading/name_words.hpp"
#include "reading/people_words.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_initials(std::string_view text) { return text.size() <= 6 && all_upper(text) && text.find(' ') == npos; }

std::optional<std::string> stand_in_name(std::string_view remark) {
  // “N.N. deltager i hendes sted”, “i stedet deltager N.N.”, “stedfortræder: N.N.”
  static constexpr PhraseScan leads{" delt",    " mødt",       " møder",        " indkaldt",
                                    "i stedet", "stedfor",     "suppleant",     "erstattet",
                                    "afløs",    "i hans sted", "i hendes sted", "repræsenteret"};
  const Folded lowered(remark);
  const std::string_view folded = lowered;
  if (!leads.in(folded)) return std::nullopt;
  for (const std::string_view words :
       {" deltager i ", " deltog i ", " mødte i ", " møder i ", " i stedet", " deltager som", " deltog som",
        " deltager for", " deltog for", " mødte som", " indkaldt", " er indkaldt", " blev indkaldt"}) {
    const std::size_t at = folded.find(words);
    if (at == npos || at == 0) continue;
    std::string_view name = strip(remark.substr(0, at), ",.-");
    static constexpr WordSet offices{"suppleant", "suppleanten", "stedfortræder", "stedfortræderen"};
    if (offices.has(Folded(first_word(name)))) name = trim(name.substr(first_word(name).size()));
    if (looks_like_name(name)) return std::string(name);
  }
  // “(N.N. mødt)”
  for (const std::string_view tail : {" mødt", " mødte", " deltog", " deltager"})
    if (folded.ends_with(tail) && looks_like_name(remark.substr(0, remark.size() - tail.size())))
      return std::string(remark.substr(0, remark.size() - tail.size()));
  for (const std::string_view words :
       {"i stedet deltog ", "i stedet deltager ", "i stedet ", "som stedfortræder deltog ", "som suppleant deltog ",
        "stedfortræder: ", "stedfortræder ", "suppleant: ", "suppleant ", "erstattet af ", "afløst af ", "afløses af ",
        "i hans sted ", "i hendes sted ", "repræsenteret ved ", "repræsenteret af "}) {
    const std::size_t at = folded.find(words);
    if (at == npos) continue;
    std::string_view rest = strip(remark.substr(at + words.size()), ",.-");
    for (const std::string_view verb : {"deltog ", "deltager ", "mødte ", "møder ", "kom "})
      if (rest.starts_with(verb)) rest.remove_prefix(verb.size());
    // “suppleant N.N. mødte”
    for (const std::string_view verb : {" mødte", " mødt", " deltog", " deltager"})
      if (rest.ends_with(verb)) rest.remove_suffix(verb.size());
    if (looks_like_name(rest)) return std::string(rest);
  }
  return std::nullopt;
}

// What the steps below return: nothing where the words are no such remark, else whether they are used up by it.
using Taken = std::optional<bool>;

struct Remark {
  std::string_view words;
  std::string folded;
  Mark mark;
  bool bracketed() const { return mark == Mark::bracket; }
  bool is_one_of(std::initializer_list<std::string_view> whole) const {
    return std::ranges::find(whole, folded) != whole.end();
  }
  bool begins_with_one_of(std::initializer_list<std::string_view> leads) const {
    return std::ranges::any_of(leads, [&](std::string_view lead) { return folded.starts_with(lead); });
  }
};

// “Merete er indkaldt som suppleant, men kan ikke deltage”: nobody came.
bool nobody_came(std::string_view folded) {
  static constexpr PhraseScan words{"ikke deltage", "kan ikke delt", "mødte ikke", "ikke mødt", "dukkede ikke"};
  return words.in(folded) && (contains(folded, "suppleant") || contains(folded, "stedfortræder"));
}

Taken take_absence(PersonText& person, const Remark& remark) {
  if (nobody_came(remark.folded)) {
    person.absent = true;
    add_note(person, remark.words);
    return true;
  }
  if (!contains(remark.folded, "afbud") && !contains(remark.folded, "deltog ikke i mødet") &&
      !contains(remark.folded, "ikke til stede") &&
      !remark.is_one_of({"fraværende", "deltog ikke", "forhindret", "ikke mødt", "er fraværende", "var fraværende",
                         "er forhindret", "var forhindret"}))
    return std::nullopt;
  person.absent = true;
  if (const auto name = stand_in_name(remark.words))
    person.stand_in = name;
  else if (contains(remark.folded, "punkt") || contains(remark.folded, "pkt")) {
    person.absent = false;
    add_note(person, remark.words);
  }
  return true;
}

// Somebody else came.
Taken take_stand_in(PersonText& person, const Remark& remark) {
  if (const auto name = stand_in_name(remark.words)) {
    person.stand_in = name;
    person.absent = true;
    return true;
  }
  if (!remark.is_one_of({"deltog i stedet", "deltager i stedet", "mødte i stedet", "i stedet"})) return std::nullopt;
  person.for_previous = true;
  return true;
}

// This one came for somebody else.
Taken take_substitute(PersonText& person, const Remark& remark) {
  static constexpr PhraseScan stands_for{"suppleant", "stedfortræder", "i stedet for", "vikar for",
                                         "afløser",   "erstatter",     "midlertidig f"};
  const std::string& folded = remark.folded;
  const bool for_name = remark.mark == Mark::comma && folded.starts_with("for ") &&
                        is_given_name(first_word(remark.words.substr(4))) && looks_like_name(remark.words.substr(4));
  if (!for_name && !remark.begins_with_one_of({"deltog for ", "deltager for ", "mødte for "}) &&
      !stands_for.in(folded) && !(remark.bracketed() && folded.starts_with("for ")))
    return std::nullopt;
  const auto name = replaced_name(remark.words);
  // “suppleant” alone behind a comma is an office; that one stands in for nobody.
  if (!name && remark.mark != Mark::dash && folded == "suppleant") {
    if (remark.bracketed() && !person.title) person.title = std::string(remark.words);
    return remark.bracketed();
  }
  const bool nobody_named = folded == "suppleant" || folded == "stedfortræder";
  if (!name && !nobody_named && folded.starts_with("for ")) return std::nullopt;
  person.substitute = true;
  person.substitutes_for = name;
  if (!name && !nobody_named) add_note(person, remark.words);
  return true;
}

Taken take_presence(PersonText& person, const Remark& remark) {
  if (remark.is_one_of({"til stede", "tilstede", "mødt", "deltog", "deltager"})) return true;
  static constexpr PhraseScan ways_online{"teams", "online", "virtuel", "video", "skype", "zoom", "telefon", "på link"};
  if (!ways_online.in(remark.folded) || remark.words.size() >= 60) return std::nullopt;
  person.remote = true;
  return true;
}

Taken take_moderator(PersonText& person, const Remark& remark) {
  const std::string& folded = remark.folded;
  const bool moderates = contains(folded, "mødeleder") || contains(folded, "ordstyrer") || contains(folded, "dirigent");
  if (!moderates || remark.words.size() >= 40) return std::nullopt;
  person.moderates = true;
  if (!has_word(folded, "formand") && !has_word(folded, "medformand")) return true;
  if (!remark.bracketed() || !has_word(folded, "formand")) return std::nullopt;
  person.role = RoleHint::chair;
  person.bracketed_role = true;
  return true;
}

// “sag 129-138”, “sagerne 3 og 4”
bool names_cases(std::string_view folded) {
  static constexpr WordSet words{"sag ", "sager ", "sagerne ", "sag nr. "};
  const std::string_view word = words.beginning(folded);
  return !word.empty() && folded.size() > word.size() && is_digit(folded[word.size()]);
}

// There for a part of the meeting.
Taken take_part_of_meeting(PersonText& person, const Remark& remark) {
  if (!contains(remark.folded, "punkt") && !contains(remark.folded, "pkt") &&
      !remark.begins_with_one_of(
          {"deltog", "deltager", "forlod", "ankom", "gik", "kom ", "til kl", "fra kl", "mødte", "under "}) &&
      !names_cases(remark.folded))
    return std::nullopt;
  add_note(person, remark.words);
  return true;
}

Taken take_recorder(PersonText& person, const Remark& remark) {
  if (remark.mark == Mark::dash || !remark.is_one_of({"referent", "ref.", "ref"})) return std::nullopt;
  person.recorder = true;
  return true;
}

Taken take_role(PersonText& person, const Remark& remark) {
  const std::string& folded = remark.folded;
  // Written short it is the role alone: “Bo Krag, fmd., Nord Kommune”.
  if (remark.mark == Mark::comma && remark.is_one_of({"fmd", "fm"})) {
    person.role = RoleHint::chair;
    person.bracketed_role = true;
    return true;
  }
  if (!remark.bracketed() && folded != "formand" && folded != "medformand") return std::nullopt;
  // Behind a comma the word is the title as well.
  const auto set = [&](RoleHint role) {
    person.role = role;
    if (remark.mark != Mark::comma) person.bracketed_role = true;
    return remark.mark != Mark::comma;
  };
  const bool deputy = folded == "næstformand" || folded == "næstformanden";
  if (remark.bracketed() && deputy) {
    // One who leads in another's place: no joint chair, and no title.
    person.office = std::string(remark.words);
    add_note(person, remark.words);
    return set(RoleHint::vice_chair);
  }
  if (contains(folded, "medformand") || deputy) return set(RoleHint::cochair);
  if (contains(folded, "næstformand")) return set(RoleHint::vice_chair);
  const bool of_association = folded == "landsformand" || folded == "bestyrelsesformand";
  if (remark.bracketed() && of_association && !person.title) person.title = std::string(remark.words);
  if (of_association || remark.is_one_of({"formand", "forperson", "fm", "forkvinde", "fmd", "fmd.", "formanden"}))
    return set(RoleHint::chair);
  if (has_word(folded, "sekretariat") || has_word(folded, "sekretariatet") || has_word(folded, "sekretær")) {
    if (remark.bracketed()) person.office = std::string(remark.words);
    return set(RoleHint::secretary);
  }
  if (contains(folded, "observatør")) return set(RoleHint::observer);
  if (folded == "gæst") return set(RoleHint::guest);
  return std::nullopt;
}

// “(gæst, deltog under punkt 3)”, “(formand, via Teams)”: a role, and behind it when or how that person was there.
Taken take_role_and_presence(PersonText& person, const Remark& remark) {
  const std::size_t comma = remark.words.find(", ");
  if (!remark.bracketed() || comma == npos) return std::nullopt;
  static constexpr WordSet roles{"gæst", "observatør", "formand", "næstformand", "medformand", "referent", "sekretær"};
  const Remark role{trim(remark.words.substr(0, comma)), lower(trim(remark.words.substr(0, comma))), remark.mark};
  const Remark rest{trim(remark.words.substr(comma + 2)), lower(trim(remark.words.substr(comma + 2))), remark.mark};
  if (!roles.has(role.folded)) return std::nullopt;
  for (const auto step : {take_absence, take_presence, take_part_of_meeting})
    if (step(person, rest)) return take_recorder(person, role) || take_role(person, role);
  return std::nullopt;
}

// “(nr. 74)”, “(11)”: the house that somebody lives in.
Taken take_house(PersonText&, const Remark& remark) {
  std::string_view number = remark.folded;
  for (const std::string_view lead : {"hus ", "nr. ", "nr.", "nr "})
    if (number.starts_with(lead)) number.remove_prefix(lead.size());
  if (!remark.bracketed() || number.empty() || number.size() > 4 || !is_digit(number[0])) return std::nullopt;
  for (const char c : number.substr(0, number.size() - 1))
    if (!is_digit(c)) return std::nullopt;
  return true;
}

Taken take_reason(PersonText& person, const Remark& remark) {
  if (!remark.bracketed() ||
      !remark.is_one_of({"syg", "sygdom", "ferie", "barsel", "orlov", "kursus", "rejse", "andet møde"}))
    return std::nullopt;
  add_note(person, remark.words);
  return true;
}

Taken take_initials(PersonText& person, const Remark& remark) {
  const std::size_t letters = characters(remark.words);
  if (!remark.bracketed() || (!is_initials(remark.words) && letters > 2)) return std::nullopt;
  if (letters > 1) person.initials = std::string(remark.words);
  return true;
}

}  // namespace

std::optional<std::string> replaced_name(std::string_view remark) {
  const std::string folded = lower(remark);
  static constexpr std::string_view leads[] = {
      "stedfortræder for ", "suppleant for ", "i stedet for ",    "vikar for ",     "afløser for ", "afløser ",
      "på vegne af ",       "suppl. for ",    "erstatter ",       "i sted for ",    "deltog for ",  "deltager for ",
      "mødte for ",         "substitut for ", "midlertidig for ", "midlertidig f ", "for "};
  for (const std::string_view lead : leads) {
    const std::size_t at = folded.find(lead);
    if (at == npos || (lead == "for " && at != 0)) continue;
    const std::string_view rest = strip(remark.substr(at + lead.size()), ",.-)");
    if (looks_like_name(rest)) return std::string(rest);
    const auto words = tokens(rest);
    if (const auto run = find_name(words); run && run->to - run->from >= 2)
      return join_tokens(words, run->from, run->to);
  }
  return std::nullopt;
}

void add_note(PersonText& person, std::string_view note) {
  note = strip(note, ",;");
  if (note.empty()) return;
  if (person.note)
    *person.note += "; ";
  else
    person.note.emplace();
  append_squeezed(*person.note, note);
}

bool take_remark(PersonText& person, std::string_view words, Mark mark) {
  const Remark remark{strip(words, " .,;:-"), lower(strip(words, " .,;:-")), mark};
  if (remark.words.empty()) return true;
  for (const auto step :
       {take_role_and_presence, take_absence, take_stand_in, take_substitute, take_presence, take_moderator,
        take_part_of_meeting, take_recorder, take_role, take_reason, take_house, take_initials})
    if (const Taken taken = step(person, remark)) return *taken;
  return remark.bracketed() && is_party(remark.folded);
}

}  // namespace klynge::reading
