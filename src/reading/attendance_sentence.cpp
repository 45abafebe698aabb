#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/attendance.hpp"
#include "reading/attendance_roll.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"

// Sentences on who came, who left and who was away.
namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// The full stop that ends the sentence at or after `from`, not the one behind an initial (“John G. Holm”).
std::size_t full_stop(std::string_view text, std::size_t from = 0) {
  for (std::size_t at = text.find(". ", from); at != npos; at = text.find(". ", at + 1))
    if (characters(last_word(text.substr(0, at))) > 1 || !starts_upper(last_word(text.substr(0, at)))) return at;
  return npos;
}

std::string_view names_until_clause(std::string_view text) {
  const std::string folded = lower(text);
  std::size_t end = std::min(text.size(), full_stop(text));
  for (const std::string_view stop :
       {", der ", ", som ", " der havde", " som havde", " som har", " der har", " på grund", " pga", " grundet",
        " med afbud", ", hvor", ", for hvem", " var ", " deltog", " havde meldt", " har meldt"})
    if (const std::size_t at = folded.find(stop); at != npos) end = std::min(end, at);
  return strip(text.substr(0, end), " .,:;");
}

// “Laila Fog (A)” without the party.
std::string_view without_party(std::string_view name) {
  const std::size_t open = name.ends_with(')') ? name.rfind('(') : npos;
  return open != npos && name.size() - open <= 6 ? trim(name.substr(0, open)) : name;
}

// “I stedet deltog X”, “X deltog i hans sted”: for the one named last as absent.
bool read_stand_in(Reading& r, std::string_view text, std::string_view folded, EntryRows rows) {
  static constexpr std::string_view verbs[] = {" deltog ", " deltager ", " mødte ", " møder "};
  const bool first =
      folded.starts_with("i stedet ") || folded.starts_with("i hans sted ") || folded.starts_with("i hendes sted ");
  const bool last = !first && (contains(folded, " i hans sted") || contains(folded, " i hendes sted") ||
                               strip(folded, " .").ends_with(" i stedet"));
  if ((!first && !last) || folded.starts_with("i stedet for")) return false;
  const Attendee* absent = nullptr;
  for (const Attendee& person : r.record.attendance)
    if (person.status == Status::apologies) absent = &person;
  if (!absent) return false;
  for (const std::string_view verb : verbs) {
    const std::size_t at = folded.find(verb);
    if (at == npos) continue;
    const std::string_view name =
        without_party(strip(first ? names_until_clause(text.substr(at + verb.size())) : text.substr(0, at), " ,."));
    if (!looks_like_name(name)) continue;
    const std::string replaced = absent->name;
    add_substitute(r, squeeze(name), replaced, absent->role == Role::chair ? Role::member : absent->role, rows);
    return true;
  }
  return false;
}

void apologise(Reading& r, std::string_view names, std::size_t row) {
  Block block;
  block.status = Status::apologies;
  const auto here = static_cast<std::uint32_t>(row);
  for (const auto& person : parse_people(names)) add_person(r, person, block, {here, here});
}

// Who took the minutes or led the meeting, told in a sentence.
bool read_office(Reading& r, std::string_view text, std::string_view folded, EntryRows rows) {
  Block block;
  // “Mødet blev ledet af formanden, Bo Krag.”
  if (const std::string_view lead = "ledet af formanden"; contains(folded, lead)) {
    const std::string_view name = names_until_clause(strip(text.substr(find_part(folded, lead) + lead.size()), " ,.:"));
    if (looks_like_name(name)) {
      block.role = Role::chair;
      block.moderates = true;
      PersonText person;
      person.name = squeeze(name);
      add_person(r, person, block, rows);
      return true;
    }
  }
  block.recorder = contains(folded, "referat") || contains(folded, "referent") || contains(folded, "protokol");
  block.moderates = contains(folded, "ordstyrer") || contains(folded, "dirigent") || contains(folded, "mødeleder") ||
                    contains(folded, "ledede mødet");
  if (!block.recorder && !block.moderates) return false;
  if (block.recorder) block.role = Role::secretary;
  for (const std::string_view verb :
       {" skrev referat", " skriver referat", " tog referat", " tager referat", " var referent", " er referent",
        " var ordstyrer", " er ordstyrer", " var mødeleder", " var dirigent", " ledede mødet", " førte protokol",
        " blev valgt til referent", " blev valgt til ordstyrer", " blev valgt til dirigent", " blev valgt som"}) {
    const std::size_t at = folded.find(verb);
    if (at == npos) continue;
    const auto names = names_in_list(text.substr(0, at), true);
    if (names.size() != 1) continue;
    PersonText person;
    person.name = names[0];
    add_person(r, person, block, rows);
    return true;
  }
  return false;
}

// One sentence as these readers see it.
struct Sentence {
  std::string_view text;
  std::string_view folded;  // the same in small letters
  std::size_t row;
  EntryRows here;
  bool only_changes;  // in an item's minutes: who came, left and was replaced, not everybody who is named
};

// “Alle var mødt, undtagen A og B, der havde meldt afbud.”
bool read_all_but(Reading& r, const Sentence& s) {
  for (const std::string_view word : {"undtagen ", "bortset fra ", "med undtagelse af ", "på nær ", "undtaget "}) {
    const std::size_t at = s.folded.find(word);
    if (at == npos) continue;
    const std::string_view names = names_until_clause(s.text.substr(at + word.size()));
    apologise(r, names, s.row);
    // “…, for hvem X var mødt som stedfortræder”
    constexpr std::string_view whom = ", for hvem ";
    if (const std::size_t clause = s.folded.find(whom, at); clause != npos && looks_like_name(names)) {
      const std::string_view stand_in = without_party(names_until_clause(s.text.substr(clause + whom.size())));
      if (looks_like_name(stand_in)) add_substitute(r, squeeze(stand_in), squeeze(names), Role::member, s.here);
    }
    return true;
  }
  return contains(s.folded, "mødt") || contains(s.folded, "til stede");
}

// “Der var afbud fra A og B.”
bool read_apologies_from(Reading& r, const Sentence& s) {
  for (const std::string_view lead :
       {"der var afbud fra ", "der er afbud fra ", "afbud fra: ", "afbud fra ", "der er meldt afbud fra ",
        "der var meldt afbud fra ", "fraværende var ", "afbud er modtaget fra "}) {
    const std::size_t at = s.folded.find(lead);
    if (at == npos || at > 40 || (at > 0 && !s.only_changes && at > 12)) continue;
    const std::string_view names = names_until_clause(s.text.substr(at + lead.size()));
    if (s.only_changes && parse_people(names).empty()) continue;
    apologise(r, names, s.row);
    return true;
  }
  return false;
}

bool replace(Reading& r, const Sentence& s, std::string_view absent, std::string_view stand_in) {
  if (!looks_like_name(absent) || !looks_like_name(stand_in)) return false;
  apologise(r, absent, s.row);
  add_substitute(r, squeeze(stand_in), squeeze(absent), Role::member, s.here);
  return true;
}

// “[I stedet for ]Y deltog suppleant X”
bool read_absent_first(Reading& r, const Sentence& s, std::string_view after) {
  for (const std::string_view verb : {" deltog ", " deltager ", " mødte ", " møder ", " indtrådte "}) {
    const std::size_t verb_at = after.find(verb);
    if (verb_at == npos) continue;
    const std::string_view absent = without_party(strip(after.substr(0, verb_at), " ,."));
    std::string_view stand_in = strip(after.substr(verb_at + verb.size()), " ,.");
    for (const std::string_view word : {"suppleant ", "stedfortræder ", "suppleanten ", "stedfortræderen "})
      if (stand_in.starts_with(word)) stand_in.remove_prefix(word.size());
    if (replace(r, s, absent, without_party(names_until_clause(stand_in)))) return true;
  }
  return false;
}

// “I stedet for Y deltog X”, “X deltog i stedet for Y”, “X deltog som suppleant for Y”.
bool read_stand_in_for(Reading& r, const Sentence& s) {
  for (const std::string_view lead : {"i stedet for ", "som stedfortræder for ", "som suppleant for ", "suppleant for ",
                                      "stedfortræder for ", "som vikar for ", " deltog for ", " mødte for "}) {
    const std::size_t at = s.folded.find(lead);
    if (at == npos) continue;
    const std::string_view after = s.text.substr(at + lead.size());
    if (at == 0) {
      if (read_absent_first(r, s, after)) return true;
      continue;
    }
    std::string_view before = s.text.substr(0, at);
    for (const std::string_view verb : {" deltog", " deltager", " mødte", " møder", " indtrådte", " indtræder",
                                        " var mødt", " er indkaldt", " var indkaldt"})
      if (const std::size_t verb_at = before.rfind(verb); verb_at != npos) before = before.substr(0, verb_at);
    const std::string_view stand_in = without_party(strip(before, " ,."));
    if (replace(r, s, without_party(names_until_clause(after)), stand_in)) return true;
  }
  return false;
}

// “1. stedfortræder på liste V, Kim Lund, indkaldes som følge af afbud fra Ole Holm”.
bool read_called_in(Reading& r, const Sentence& s) {
  const std::size_t called = s.folded.find("stedfortræder");
  if (called == npos || !contains(s.folded, "indkald")) return false;
  constexpr std::string_view lead = "afbud fra ";
  const std::size_t from = s.folded.find(lead);
  const std::size_t first = s.text.find(", ", called);
  const std::size_t second = first == npos ? npos : s.text.find(',', first + 2);
  if (from == npos || second == npos || second > from) return false;
  return replace(r, s, names_until_clause(s.text.substr(from + lead.size())),
                 trim(s.text.substr(first + 2, second - first - 2)));
}

// “…, og B deltog i stedet”, behind the one who was away.
void read_stand_in_behind(Reading& r, const Sentence& s, std::string_view absent, std::size_t from) {
  const std::size_t other = s.folded.find(", og ", from);
  if (other == npos) return;
  for (const std::string_view instead : {" deltog i stedet", " mødte i stedet", " deltog som suppleant",
                                         " deltog som stedfortræder", " mødte som stedfortræder"}) {
    const std::size_t came = s.folded.find(instead, other);
    if (came == npos) continue;
    const std::string_view stand_in = without_party(trim(s.text.substr(other + 5, came - other - 5)));
    if (looks_like_name(stand_in)) add_substitute(r, squeeze(stand_in), squeeze(absent), Role::member, s.here);
    return;
  }
}

// “A og B havde meldt afbud”, “A var fraværende”, “A udeblev”.
bool read_absence(Reading& r, const Sentence& s) {
  for (const std::string_view verb :
       {" havde meldt afbud", " havde sendt afbud", " har sendt afbud", " sendte afbud", " har meldt afbud",
        " meldte afbud", " var fraværende", " var forhindret", " deltog ikke i mødet", " var ikke til stede",
        " er fraværende", " havde afbud", " udeblev"}) {
    const std::size_t at = s.folded.find(verb);
    if (at == npos) continue;
    auto names = names_in_list(s.text.substr(0, at), !s.only_changes);
    // “Bestyrelsesmedlem A havde meldt afbud.”
    if (names.empty() && at < 80 && is_title_word(lower(first_word(s.text))))
      if (const auto one = parse_people(s.text.substr(0, at)); one.size() == 1) names.push_back(one[0].name);
    if (names.empty()) continue;
    if (s.only_changes && contains(s.folded, "punkt")) continue;
    apologise(r, s.text.substr(0, at), s.row);
    if (names.size() == 1) read_stand_in_behind(r, s, names[0], at);
    return true;
  }
  return false;
}

// Where the members are listed, one who is not among them and came for some items is a guest.
bool came_as_guest(Reading& r, std::string_view verb, std::string_view folded, std::string_view name) {
  return (verb == " deltog " || verb == " deltager ") && contains(folded, "punkt") && find_person(r, name) == nullptr &&
         std::any_of(r.record.attendance.begin(), r.record.attendance.end(),
                     [](const Attendee& a) { return a.status == Status::present && a.role != Role::guest && !a.note; });
}

// “A forlod mødet efter punkt 5”, “A deltog i punkt 3”.
bool read_movement(Reading& r, const Sentence& s) {
  static constexpr PhraseScan afar{"via teams", "via video", "via skype",  "via zoom",    "virtuelt",
                                   "online",    "på teams",  "på telefon", "over telefon"};
  for (const std::string_view verb :
       {" forlod ", " ankom ", " deltog ", " deltager ", " gik ", " kom ", " tiltrådte mødet", " indtrådte "}) {
    const std::size_t at = s.folded.find(verb);
    if (at == npos) continue;
    const std::string_view subject = s.text.substr(0, at);
    const auto names = names_in_list(subject, false);
    // What stands before the verb must be the person and no other clause.
    const bool short_subject =
        at < 80 && !contains(s.folded.substr(0, at), " at ") && !contains(s.folded.substr(0, at), " bød ");
    auto people = names.empty() && short_subject ? parse_people(subject) : std::vector<PersonText>{};
    if (names.empty() && people.size() != 1) continue;
    for (const auto& name : names) {
      people.emplace_back();
      people.back().name = name;
    }
    Block block;
    if (came_as_guest(r, verb, s.folded, people.front().name)) block.role = Role::guest;
    const bool from_afar = (verb == " deltog " || verb == " deltager ") && afar.in(s.folded.substr(at));
    for (PersonText& person : people) {
      person.note = std::string(strip(s.text.substr(at), " .,"));
      person.remote = from_afar;
      add_person(r, person, block, s.here);
    }
    return true;
  }
  return false;
}

bool speaks_of_all(std::string_view folded) {
  return folded.starts_with("alle") || folded.starts_with("samtlige") || contains(folded, "alle medlemmer");
}

}  // namespace

bool read_attendance_sentence(Reading& r, std::string_view text, std::size_t row, bool only_changes) {
  if (text.size() > 1'500) return false;
  const std::string folded = lower(text);
  const EntryRows here{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row)};
  const Sentence sentence{text, folded, row, here, only_changes};
  if (speaks_of_all(folded)) return read_all_but(r, sentence);
  if (!only_changes && read_stand_in(r, text, folded, here)) return true;
  if (read_apologies_from(r, sentence) || read_stand_in_for(r, sentence) || read_called_in(r, sentence) ||
      read_absence(r, sentence))
    return true;
  if (only_changes) return false;
  // “A skrev referat”, “Som dirigent valgtes A”, “A blev valgt til referent”.
  return read_office(r, text, folded, here) || read_movement(r, sentence);
}

}  // namespace klynge::reading
