#include "reading/attendance_roll.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/scan.hpp"
#include "reading/task_people.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// Where `part` stands among the rows: its span in the row that holds it, else the rows as a whole.
Place place_among(const Reading& r, EntryRows rows, std::string_view part, float confidence) {
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    const std::string_view line = r.row(i).text;
    if (const std::size_t at = line.find(part); at != npos && !part.empty())
      return place_of(r.sheet, i, line.substr(at, part.size()), confidence);
  }
  return place_of(r.sheet, rows.first, rows.last, confidence);
}

void add_note(Attendee& person, const std::optional<std::string>& note) {
  if (!note || note->empty()) return;
  if (!person.note)
    person.note = note;
  else if (!contains(*person.note, *note))
    *person.note += "; " + *note;
}

// “Trine” where one of those listed is so called.
Attendee* only_one_called(Reading& r, std::string_view first_name, std::size_t* index) {
  Attendee* found = nullptr;
  auto& all = r.record.attendance;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (first_word(all[i].name) != first_name) continue;
    if (found) return nullptr;
    found = &all[i];
    if (index) *index = i;
  }
  return found;
}

// One person as the rows give that person: a name, and below it title and party.
struct Entry {
  std::string text;
  EntryRows rows;
  std::optional<std::vector<PersonText>> people;  // in `text`, where they are known already
};

bool names_nobody(std::string_view text) {
  const std::string folded = lower(strip(text, " .:-"));
  for (const std::string_view word :
       {"ingen", "ingen afbud", "alle", "alle mødt", "ingen fraværende", "alle var mødt", "alle er mødt", "alle mødte",
        "ingen.", "-", "", "intet", "ikke nogen", "alle medlemmer", "alle til stede"})
    if (folded == word) return true;
  return false;
}

// The row with its columns told apart: wide gaps and bars become commas.
std::string without_columns(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t end = i;
    bool bar = false, tab = false;
    while (end < text.size() && (is_blank(text[end]) || text[end] == '|')) {
      bar = bar || text[end] == '|';
      tab = tab || text[end] == '\t';
      ++end;
    }
    if (end == i) {
      out += text[i];
      continue;
    }
    const bool parted = bar || tab || end - i >= 2;
    const bool open = out.empty() || out.back() == ',' || out.back() == ':' || end == text.size();
    if (parted && !open) out += ',';
    if (!out.empty() && end < text.size()) out += ' ';
    i = end - 1;
  }
  return out;
}

bool is_letters_of_a_name(std::string_view word) {
  return characters(word) >= 2 && characters(word) <= 4 && all_upper(word) &&
         std::ranges::none_of(word, [](char c) { return is_digit(c) || is_blank(c) || c == '-' || c == '/'; });
}

// “LT, BA og JH” where nobody is named in full: several of them, or one where others are listed so. Letters that are
// known to mean something else (“PLO og KL”) are people only among others.
std::vector<PersonText> people_called_by_letters(const Reading& r, std::string_view text) {
  const auto parts = split_list(text);
  std::vector<PersonText> people;
  bool other = false;
  for (const auto part : parts) {
    const std::string_view letters = strip(part, " .()");
    if (!is_letters_of_a_name(letters)) return {};
    other = other || (!is_abbreviation(letters) && !starts_organisation(lower(letters)));
    people.emplace_back().name = std::string(letters);
  }
  const auto& all = r.record.attendance;
  const bool usual = std::ranges::any_of(all, [](const Attendee& a) { return is_letters_of_a_name(a.name); });
  const bool only_so = usual || all.empty();
  return other && only_so && (usual || parts.size() > 1) ? people : std::vector<PersonText>{};
}

// “DW”, “JS og DW”: those whom the list gave these letters.
std::vector<PersonText> people_by_initials(const Reading& r, std::string_view text) {
  std::vector<PersonText> people;
  for (const auto part : split_list(text)) {
    const auto known = r.initials.find(std::string(strip(part, " .()")));
    if (known == r.initials.end()) return people_called_by_letters(r, text);
    PersonText person;
    person.name = known->second;
    people.push_back(std::move(person));
  }
  return people;
}

// “… og konsulent Louise” / “Ankersen (referent)”: a first name ends the row, its surname opens the next.
bool name_goes_on(std::string_view row, std::string_view next) {
  const auto words = tokens(row), below = tokens(next);
  if (words.size() < 4 || below.empty() || !is_given_name(words.back()) || words.back().ends_with(',')) return false;
  const std::string_view before = words[words.size() - 2];
  const bool opens = before.ends_with(',') || before == "og" || before == "samt" || is_title_word(lower(before)) ||
                     is_given_name(before);
  const std::string_view surname = below[0];
  return opens && starts_upper(surname) && !is_given_name(surname) && !is_title_word(lower(strip(surname, ".,()"))) &&
         !is_organisation_word(lower(strip(surname, ".,()")));
}

// How many people the entry of a list of several rows holds.
std::size_t people_in(const Entry& entry) {
  return entry.people ? entry.people->size() : parse_people(entry.text).size();
}

// “Frank Lund”, “Mermaid Care”, “Jørgen Bo”, “Nord Agency”: a name and an employer in turn, where the document lists
// people with their employers; empty where it is not so.
std::vector<Entry> names_above_employers(const Reading& r, const std::vector<Piece>& rows) {
  if (rows.size() < 4 || rows.size() % 2 != 0) return {};
  if (std::ranges::none_of(r.record.attendance, [](const Attendee& a) { return a.organisation.has_value(); }))
    return {};
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < rows.size(); i += 2) {
    const std::string_view name = rows[i].text, employer = rows[i + 1].text;
    const std::string_view first = first_word(employer);
    const bool named = looks_like_name(name) && is_given_name(first_word(name));
    const bool employs = starts_upper(employer) && token_count(employer) >= 2 && !is_given_name(first) &&
                         !is_title_word(lower(first)) && employer.find_first_of(",(:") == npos;
    if (!named || !employs) return {};
    PersonText person;
    person.name = squeeze(name);
    person.organisation = squeeze(employer);
    entries.push_back({std::string(name), {rows[i].row, rows[i + 1].row}, std::vector<PersonText>{std::move(person)}});
  }
  return entries;
}

// “Flemming Meyer, Dieter Küss”: two names where nobody in the document has an employer, though one of them is rare.
std::vector<Entry> two_names(const Reading& r, const std::vector<Piece>& rows) {
  const auto& all = r.record.attendance;
  if (rows.size() != 1 || all.size() < 3 ||
      std::ranges::any_of(all, [](const Attendee& a) { return a.organisation.has_value(); }))
    return {};
  const auto names = names_in_list(rows[0].text, false);
  if (names.size() != 2 || !is_given_name(first_word(names[0]))) return {};
  std::vector<PersonText> people(2);
  people[0].name = names[0];
  people[1].name = names[1];
  return {{std::string(rows[0].text), {rows[0].row, rows[0].row}, std::move(people)}};
}

std::vector<Entry> entries_of(Reading& r, const std::vector<Piece>& rows, bool sure) {
  std::vector<Entry> entries = names_above_employers(r, rows);
  if (entries.empty()) entries = two_names(r, rows);
  if (!entries.empty()) return entries;
  const Piece* before = nullptr;
  std::size_t longest = 0;
  for (const Piece& piece : rows) longest = std::max(longest, characters(r.row(piece.row).text));
  for (const Piece& piece : rows) {
    const std::size_t bullet = bullet_length(piece.text);
    const std::string cleaned = without_columns(trim(piece.text.substr(bullet)));
    const std::string_view text = strip(cleaned, " ,;|");
    if (text.empty() || names_nobody(text)) continue;
    const Row& row = r.row(piece.row);
    bool left_out = false;
    auto people = parse_people(text, sure && rows.size() == 1, &left_out);
    const bool person = !people.empty() || (entries.empty() && !people_by_initials(r, text).empty());
    // A full row of several names goes on below, within a name or between two.
    const bool grid =
        before && contains(before->text, "    ") && contains(piece.text, "    ");  // two persons a row, each row whole
    const bool wrapped =
        !entries.empty() && before && bullet == 0 && !grid && row.blanks <= r.sheet.gap && row.table < 0 &&
        characters(r.row(before->row).text) >= 50 && characters(r.row(before->row).text) * 10 >= longest * 8 &&
        !before->text.ends_with('.') && !before->text.ends_with(')') &&
        (before->text.find(',') != npos || contains(before->text, " og ")) && people_in(entries.back()) > 1;
    const bool broken_name =
        !entries.empty() && before && bullet == 0 && row.blanks <= r.sheet.gap && name_goes_on(before->text, text);
    const bool dangling =
        broken_name || (!entries.empty() && text.starts_with('&')) ||
        (!entries.empty() && (entries.back().text.ends_with(',') || entries.back().text.ends_with(" og") ||
                              entries.back().text.ends_with('-')));
    // “klinikleder Bo Holm” below “vicedirektør Ida Vang (mødeleder)”: the next person, title first in small letters.
    const bool titled = person && !dangling && starts_lower(text) && is_title_word(lower(first_word(text))) &&
                        people.front().title && is_given_name(first_word(people.front().name)) &&
                        token_count(people.front().name) >= 2;
    const bool vacancy = text.starts_with('(') && person && people.front().name == "(vacant)";
    const bool goes_on = !entries.empty() && bullet == 0 && !vacancy && before &&
                         row.table == r.row(before->row).table &&
                         (!person || wrapped || dangling || (starts_lower(text) && !titled && !contains(text, " v/")) ||
                          text.starts_with('('));
    if (goes_on) {
      const bool full = continues(r.sheet, r.row(before->row), before->text, row, piece.text) || wrapped || dangling ||
                        starts_lower(text) || text.starts_with('(');
      // Its trailing comma stays: more may follow.
      const std::string_view whole = trim(cleaned);
      if (full)
        append_continuation(entries.back().text, whole, r.hyphens);
      else if (text.size() < 80)
        entries.back().text += ", " + std::string(text);
      entries.back().rows.last = piece.row;
      entries.back().people.reset();
    } else if (person) {
      // Trailing commas and “og” stay: the list goes on below.
      Entry& entry = entries.emplace_back(Entry{std::string(trim(cleaned)), {piece.row, piece.row}, std::nullopt});
      // Read once more it would come to the same.
      const bool as_sure = !sure || rows.size() == 1 || !left_out;
      if (as_sure && strip(entry.text, " ,;") == text) entry.people = std::move(people);
    }
    before = &piece;
  }
  return entries;
}

}  // namespace

Block block_of(Label label, std::string_view heading) {
  Block block;
  switch (label) {
    case Label::guests:
      block.role = Role::guest;
      break;
    case Label::observers:
      block.role = Role::observer;
      break;
    case Label::administration:
      block.role = Role::administration;
      break;
    case Label::secretary:
      block.role = Role::secretary;
      break;
    case Label::recorder:
      block.role = Role::secretary;
      block.recorder = true;
      break;
    case Label::apologies:
      block.status = Status::apologies;
      break;
    case Label::substitutes:
      block.status = Status::substitute;
      block.substitutes = true;
      break;
    case Label::chair:
      block.role = Role::chair;
      break;
    case Label::moderator:
      block.moderates = true;
      break;
    default:
      break;
  }
  const std::string folded = lower(heading);
  if (contains(folded, "punkt") || contains(folded, "pkt")) block.items = std::string(heading);
  return block;
}

Block block_of(const AttendanceHeading& heading) {
  Block block{
      heading.status, heading.role, heading.recorder, heading.moderates, heading.substitutes, heading.organisation, {}};
  if (block.status == Status::substitute) block.status = Status::present;
  const std::string folded = lower(heading.words);
  if (contains(folded, "punkt") || contains(folded, "pkt")) block.items = std::string(heading.words);
  return block;
}

Attendee* find_person(Reading& r, std::string_view name, std::size_t* index) {
  auto& all = r.record.attendance;
  const auto found = [&](std::size_t i) {
    if (index) *index = i;
    return &all[i];
  };
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return found(i);
  if (name == "(vacant)") return nullptr;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (same_person(all[i].name, name)) return found(i);
  // “Jan” in the list, “Jan Holm” below the minutes.
  std::size_t alone = all.size();
  for (std::size_t i = 0; i < all.size() && name.find(' ') != npos; ++i)
    if (all[i].name == first_word(name)) alone = alone == all.size() ? i : all.size() + 1;
  if (alone < all.size()) return found(alone);
  // “Tina K.” below a list with one Tina Kjeldgaard.
  if (const std::string_view letter = strip(last_word(name), ".");
      letter.size() < name.size() && characters(letter) == 1 && token_count(name) == 2) {
    std::size_t only = all.size();
    for (std::size_t i = 0; i < all.size(); ++i)
      if (first_word(all[i].name) == first_word(name) && last_word(all[i].name).starts_with(letter))
        only = only == all.size() ? i : all.size() + 1;
    if (only < all.size()) return found(only);
  }
  return name.find(' ') == npos ? only_one_called(r, name, index) : nullptr;
}

void add_substitute(Reading& r, const std::string& name, const std::optional<std::string>& for_whom, Role role,
                    EntryRows rows) {
  if (Attendee* known = find_person(r, name)) {
    known->status = Status::substitute;
    if (for_whom && !known->substitutes_for) known->substitutes_for = for_whom;
    return;
  }
  if (r.record.attendance.size() >= limits::persons_per_meeting) return;
  Attendee person;
  person.name = name;
  person.status = Status::substitute;
  person.role = role;
  person.substitutes_for = for_whom;
  r.record.attendance.push_back(std::move(person));
  r.note({Field::attendance_name, r.record.attendance.size() - 1}, place_among(r, rows, name, 0.8f));
}

void add_person(Reading& r, const PersonText& text, const Block& block, EntryRows rows) {
  std::size_t index = 0;
  Attendee* known = text.name == "(vacant)" ? nullptr : find_person(r, text.name, &index);
  // Under “Afbud” a remark on items says that the person was there for the others.
  const bool partly = text.note && (contains(lower(*text.note), "punkt") || contains(lower(*text.note), "pkt"));
  // … and who takes part from afar is there.
  const bool absent = text.absent || (block.status == Status::apologies && !partly && !text.remote);
  if (!known) {
    if (r.record.attendance.size() >= limits::persons_per_meeting) return;
    Attendee person;
    person.name = text.name;
    person.role = block.role;
    person.status = text.name == "(vacant)" ? Status::vacant : Status::present;
    r.record.attendance.push_back(std::move(person));
    index = r.record.attendance.size() - 1;
    known = &r.record.attendance.back();
    r.note({Field::attendance_name, index},
           place_among(r, rows, text.name, token_count(text.name) >= 2 ? 0.92f : 0.6f));
  } else {
    const bool plain = block.status == Status::present && block.role != Role::guest && !block.recorder;
    if (plain && block.role != Role::member && known->role == Role::member) known->role = block.role;
    // One who was first named as the minute taker and stands among the members is a member.
    if (plain && block.role == Role::member && !block.moderates && known->role == Role::secretary &&
        known->note == "Referent") {
      known->role = Role::member;
      known->note.reset();
    }
  }
  Attendee& person = *known;
  // In the list of a secretariat “(sekretær)” is a civil servant's title.
  if (text.office && block.role == Role::secretary && !person.title)
    person.title = text.office;
  else if (text.office)
    r.offices.emplace(person.name, *text.office);
  if (text.initials) r.initials.emplace(*text.initials, person.name);
  if (!person.title && text.title) {
    person.title = text.title;
    r.note({Field::attendance_title, index}, place_among(r, rows, *text.title, 0.85f));
  }
  // The list's organisation is that of everybody in it who has none of his own.
  const std::optional<std::string>& organisation = text.organisation ? text.organisation : block.organisation;
  if (!person.organisation && organisation && !organisation->empty()) {
    person.organisation = organisation;
    EntryRows heading = rows;
    for (unsigned back = 0;
         !text.organisation && heading.first > 0 && back < 30 && r.row(heading.first).text.find(*organisation) == npos;
         ++back)
      --heading.first;
    r.note({Field::attendance_organisation, index},
           place_among(r, heading, *organisation, text.organisation ? 0.85f : 0.75f));
  }
  if (text.role == RoleHint::chair && person.role == Role::member &&
      (text.bracketed_role || !block.organisation || block.organisation->empty()))
    person.role = Role::chair;
  if (text.role == RoleHint::cochair && (person.role == Role::member || person.role == Role::chair))
    person.role = Role::cochair;
  if (text.role == RoleHint::secretary) person.role = Role::secretary;
  if (text.role == RoleHint::observer && person.role == Role::member) person.role = Role::observer;
  if (text.role == RoleHint::guest && person.role == Role::member) person.role = Role::guest;
  if (absent) {
    person.status = Status::apologies;
    r.note({Field::attendance_status, index}, place_among(r, rows, text.name, 0.92f));
  }
  // Below “Suppleanter” stands also one who sent apologies, perhaps with the surname that was left out above.
  const bool away = block.substitutes && person.status == Status::apologies;
  if (away && token_count(person.name) == 1 && first_word(text.name) == person.name) person.name = text.name;
  if (text.substitute || (block.substitutes && !away)) person.status = Status::substitute;
  if (text.substitutes_for) person.substitutes_for = text.substitutes_for;
  person.remote = person.remote || text.remote;
  person.moderates = person.moderates || text.moderates || block.moderates;
  add_note(person, text.note);
  if (!block.items.empty()) add_note(person, block.items);
  // Among civil servants the minute taker is the secretary; a director is none.
  if (text.recorder && (person.role == Role::administration || person.role == Role::guest))
    person.role = Role::secretary;
  if (block.role == Role::secretary && !text.recorder && !block.recorder && person.title)
    for (const std::string_view leads : {"direktør", "chef", "økonomi"})
      if (contains(lower(*person.title), leads)) person.role = Role::administration;
  if (block.recorder || text.recorder) {
    if (person.role == Role::secretary) add_note(person, std::string("Referent"));
    r.record.approval.push_back({person.name, Act::recorded});
    r.note({Field::approval_by, r.record.approval.size() - 1}, place_among(r, rows, text.name, 0.9f));
  }
  if (text.stand_in) {
    const Role role = person.role;
    const std::string name = person.name;
    add_substitute(r, *text.stand_in, name, role, rows);
  }
}

void add_people(Reading& r, const std::vector<Piece>& rows, const Block& block, bool sure) {
  for (Entry& entry : entries_of(r, rows, sure)) {
    const PersonText* before = nullptr;
    auto people = entry.people ? std::move(*entry.people) : parse_people(entry.text, sure);
    if (people.empty()) people = people_by_initials(r, entry.text);
    for (PersonText& person : people) {
      // “A – afbud, B deltog i stedet”
      if (person.for_previous && before) {
        person.substitute = true;
        person.substitutes_for = before->name;
      }
      add_person(r, person, block, entry.rows);
      before = &person;
    }
  }
}

}  // namespace klynge::reading
