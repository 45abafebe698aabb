#include "reading/attendance.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/attendance_groups.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/attendance_opening.hpp"
#include "reading/attendance_prose.hpp"
#include "reading/attendance_roll.hpp"
#include "reading/attendance_sides.hpp"
#include "reading/attendance_status.hpp"
#include "reading/attendance_table.hpp"
#include "reading/cells.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// A word for one person's office: below a name it is that person's title.
bool office_of_one(std::string_view words) {
  const std::string folded = lower(words);
  for (const std::string_view word : {"formand", "næstformand", "medlem", "sekretær", "observatør", "gæst", "suppleant",
                                      "stedfortræder", "forperson", "referent", "deltager"})
    if (folded == word) return true;
  return false;
}

// “Fra Region Nord”, “PLO-Fjord:”: a heading inside a list that names where the next ones come from.
std::optional<std::string> group_organisation(std::string_view text) {
  std::string_view rest = strip(text, " :");
  const bool side = rest.starts_with("For ");
  const bool from = side || rest.starts_with("Fra ") || rest.starts_with("fra ");
  if (!from && !text.ends_with(':')) return std::nullopt;
  if (from) rest.remove_prefix(4);
  if (rest.empty() || rest.size() > 70 || contains(rest, ",")) return std::nullopt;
  const auto words = tokens(rest);
  if (words.size() > 6 || looks_like_name(rest)) return std::nullopt;
  // “kommunerne” is no one's employer, nor is “For PLO” more than a side of the table.
  if (side || !starts_upper(rest)) return std::string();
  const std::string folded = lower(rest);
  if (folded.ends_with("erne") || folded.ends_with("udvalget") || folded == "kommuner" || folded == "regionen" ||
      is_a_group(rest))
    return std::string();
  return squeeze(rest);
}

// “(A)” on a row of its own, below the name.
bool is_party_alone(std::string_view row) {
  const std::string folded = lower(row);
  if (folded == "løsgænger" || folded == "uden for partierne" || folded == "udenfor partierne") return true;
  return row.size() >= 3 && row.size() <= 5 && row.front() == '(' && row.back() == ')' && starts_upper(row.substr(1));
}

bool names_a_person(std::string_view text) {
  const auto people = parse_people(text);
  return !people.empty() && !names_an_organisation(text);
}

struct ToldStatus {
  PersonText person;
  bool away = false;
  std::string_view remark;  // behind the word
};

// “Ida Holm: Deltog”, “Bo Krag: Afbud (Stedfortræder Per Vang, fraværende ved sag 1-4)”.
std::optional<ToldStatus> told_status(std::string_view row) {
  row = row.substr(bullet_length(row));
  const std::size_t colon = row.find(": ");
  if (colon == npos || colon > 80) return std::nullopt;
  static constexpr WordSet came{"deltog", "deltager", "mødt", "mødte", "tilstede", "ja"};
  static constexpr WordSet away{"afbud", "fraværende", "forfald", "nej", "fravær"};
  const std::string_view told = trim(row.substr(colon + 2));
  const std::string status = lower(strip(first_word(told), ".,("));
  if (!came.has(status) && !away.has(status)) return std::nullopt;
  auto who = parse_people(row.substr(0, colon), true);
  if (who.size() != 1 || token_count(who[0].name) < 2) return std::nullopt;
  return ToldStatus{std::move(who[0]), away.has(status), told.substr(first_word(told).size())};
}

void add_told_status(Reading& r, const ToldStatus& told, const Block& block, std::size_t row) {
  const EntryRows here{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row)};
  Block of_one = block;
  of_one.status = told.away ? Status::apologies : Status::present;
  add_person(r, told.person, of_one, here);
  const std::string_view word = "tedfortræder ";
  const std::size_t at = told.remark.find(word);
  if (at == npos || !told.away) return;
  const std::string_view rest = strip(told.remark.substr(at + word.size()), " .:)");
  const std::size_t stop = rest.find_first_of(",;(");
  const std::string_view name = trim(rest.substr(0, stop));
  if (!looks_like_name(name)) return;
  add_substitute(r, squeeze(name), told.person.name, of_one.role, here);
  if (Attendee* person = find_person(r, name); person && stop != npos && !person->note)
    person->note = std::string(strip(rest.substr(stop + 1), " .)"));
}

// The rows of one list, told apart by what each of them is.
class List {
 public:
  List(Reading& reading, const Opening& opening, std::size_t row, std::size_t header_end)
      : r(reading), block(opening.block), end(header_end), at(row) {
    if (!opening.value.empty()) rows.push_back({static_cast<std::uint32_t>(row), opening.value});
    inline_list = parse_people(opening.value).size() > 1;
    by_row = !opening.value.empty() && !labelled_people(opening.value);
    sure = opening.telling && !opening.value.empty();
  }

  // Takes rows while they belong to the list; returns the first that does not.
  std::size_t read() {
    for (++at; at < end; ++at) {
      if (r.row(at).furniture) continue;
      if (!r.free(at) || !take(at)) break;
      r.taken[at] = true;
    }
    add_people(r, rows, block, sure);
    return at;
  }

 private:
  Reading& r;
  Block block;
  std::size_t end, at;
  std::vector<Piece> rows;
  bool sure = false;             // the heading's own row names people for certain
  bool inline_list = false;      // several people stand on the heading's own row
  bool by_row = false;           // people stand on it, and no word for a group of them
  bool by_organisation = false;  // organisations stand above their people

  void next_group(const std::optional<std::string>& organisation) {
    add_people(r, rows, block, sure);
    sure = false;
    rows.clear();
    block.organisation = organisation;
  }

  // One behind the other: where nothing but names stands there, none is where another comes from.
  void push_people(std::size_t i, std::string_view value) {
    const auto row = static_cast<std::uint32_t>(i);
    const auto parts = split_list(value);
    const bool names =
        std::ranges::all_of(parts, [](auto part) { return looks_like_name(without_brackets(part), true); });
    if (parts.size() < 2 || !names) return rows.push_back({row, value});
    for (const auto name : parts) rows.push_back({row, name});
  }

  // “Elever: Kaja Dam” in the list of the absent, “Under punkt 3: Bo Krag” in any: some of them.
  bool take_group(std::size_t i) {
    const std::string_view row = r.row(i).text;
    const std::size_t colon = row.find(':');
    if (colon == npos || colon > 60) return false;
    const std::string folded = lower(row.substr(0, colon));
    const bool for_items = is_for_items(folded);
    const auto heading = attendance_heading(row);
    if (!for_items && r.row(i).blanks > r.sheet.gap) return false;
    if (!for_items &&
        !(heading && heading->who_only && !heading->office && !heading->organisation && heading->role == Role::member))
      return false;
    const std::string_view value = trim(row.substr(colon + 1));
    next_group(std::nullopt);
    Block group = block;
    if (for_items) {
      group.role = Role::guest;
      group.items = std::string(row.substr(0, colon));
    }
    if (for_items && value.empty()) return false;
    if (for_items)
      add_people(r, {{static_cast<std::uint32_t>(i), value}}, group, true);
    else if (!value.empty() && !read_told_list(r, value, group, i))
      push_people(i, value);
    return true;
  }

  // “Formand: Mette Holm, læge”, “Kasserer: Bo Krag” among the people of a list.
  bool take_office(std::size_t i) {
    const std::string_view row = r.row(i).text;
    const std::size_t colon = row.find(':');
    if (colon == npos || colon > 24 || colon + 1 >= row.size() || inline_list || r.row(i).blanks > r.sheet.gap)
      return false;
    const std::string office = lower(trim(row.substr(0, colon)));
    if (!is_title_word(office) || token_count(office) != 1) return false;
    for (const std::string_view other :
         {"referent", "ordstyrer", "mødeleder", "dirigent", "suppleant", "stedfortræder", "mødesekretær"})
      if (office == other) return false;
    // Below those who were away or stood in for them it is a field of its own.
    if (office == "sekretær" && (block.substitutes || block.status != Status::present)) return false;
    auto people = parse_people(trim(row.substr(colon + 1)), true);
    if (people.size() != 1 || people[0].title == std::string(trim(row.substr(0, colon)))) return false;
    add_people(r, rows, block, sure);
    rows.clear();
    sure = false;
    PersonText& person = people[0];
    Block of_one = block;
    if (office == "formand" || office == "forperson") of_one.role = Role::chair;
    if (office == "næstformand" || office == "medformand") of_one.role = Role::cochair;
    if (office == "sekretær") of_one.role = Role::secretary;
    if (office == "observatør") of_one.role = Role::observer;
    if (office == "gæst") of_one.role = Role::guest;
    if (office == "næstformand" || office == "sekretær")
      person.office = std::string(trim(row.substr(0, colon)));
    else if (!person.title && office != "medlem" && of_one.role != Role::observer && of_one.role != Role::guest)
      person.title = std::string(trim(row.substr(0, colon)));
    const auto here = static_cast<std::uint32_t>(i);
    add_person(r, person, of_one, {here, here});
    return true;
  }

  // “Nord Kommune        Bo Krag, Ida Vang”: whom they come from in the first of two columns, and below it in the
  // second the next of its people.
  bool take_columns(std::size_t i) {
    const std::string_view row = r.row(i).text;
    if (row.find("   ") == npos && row.find('\t') == npos) return false;
    const auto cells = cells_of(row);
    if (cells.size() != 2) return false;
    const std::string_view employer = strip(cells[0], " :");
    const auto parts = split_list(cells[1]);
    const bool names = std::ranges::all_of(
        parts, [](std::string_view part) { return looks_like_name(trim(part.substr(0, part.find('(')))); });
    if (!names_an_organisation(cells[0]) &&
        (!starts_upper(employer) || token_count(employer) > 5 || contains(employer, ",") || !names ||
         is_given_name(first_word(employer)) || is_title_word(lower(last_word(employer))) || attendance_heading(row) ||
         r.classes[i].label.label != Label::none || !is_given_name(first_word(cells[1]))))
      return false;
    const bool several = names && parts.size() > 1;
    if (!several && !looks_like_name(cells[1].substr(0, cells[1].find_first_of(",(")))) return false;
    next_group(is_a_group(employer) ? std::string() : squeeze(employer));
    if (several)
      for (const auto part : parts) add_people(r, {{static_cast<std::uint32_t>(i), part}}, block, true);
    else
      rows.push_back({static_cast<std::uint32_t>(i), cells[1]});
    return true;
  }

  // “Bo Krag, F - Ida Vang stedfortræder”, “Bo Krag – Ida Vang deltager som suppleant.” among those who were away.
  bool take_replaced(std::size_t i) {
    std::string_view row = strip(r.row(i).text.substr(bullet_length(r.row(i).text)), " .");
    if (block.status != Status::apologies) return false;
    std::size_t dash = npos;
    std::string_view other;
    bool said = false;  // “Bo Krag (A). Som stedfortræder deltog Ida Vang (A).”
    for (const std::string_view link : {" - ", " – ", ". Som stedfortræder deltog ", ". Som suppleant deltog ",
                                        ". Som stedfortræder mødte ", ". Som suppleant mødte "}) {
      dash = row.find(link);
      if (dash == npos) continue;
      other = row.substr(dash + link.size());
      said = link.front() == '.';
      break;
    }
    if (dash == npos) return false;
    const std::string_view office = last_word(other);
    if (!said && office != "stedfortræder" && office != "suppleant") return false;
    other = said ? trim(other.substr(0, other.find('('))) : trim(other.substr(0, other.size() - office.size()));
    for (const std::string_view verb : {"som", "deltager", "deltog", "møder", "mødte", "er"})
      if (other.ends_with(verb) && other.substr(0, other.size() - verb.size()).ends_with(' '))
        other = trim(other.substr(0, other.size() - verb.size()));
    const auto absent = parse_people(row.substr(0, dash), true);
    if (absent.size() != 1 || !looks_like_name(other)) return false;
    const auto here = static_cast<std::uint32_t>(i);
    add_person(r, absent[0], block, {here, here});
    add_substitute(r, squeeze(other), absent[0].name, Role::member, {here, here});
    return true;
  }

  // “Ida Holm: Deltog”, “Bo Krag: Afbud (…)”: who came, one in a row.
  bool take_told_status(std::size_t i) {
    const auto told = told_status(r.row(i).text);
    if (!told) return false;
    add_people(r, rows, block, sure);
    rows.clear();
    add_told_status(r, *told, block, i);
    return true;
  }

  bool followed_by_a_person(std::size_t i) const {
    for (std::size_t k = i + 1; k < end; ++k)
      if (!r.row(k).furniture) return r.free(k) && names_a_person(r.row(k).text);
    return false;
  }

  bool ends_before(std::size_t i) const {
    const Row& row = r.row(i);
    const LineClass& c = r.classes[i];
    // Where a blank line stands behind every name, one stands before the office too.
    const unsigned apart = rows.empty() ? 0 : std::min<unsigned>(1, r.row(rows.front().row).blanks);
    // “2. næstformand”
    const bool ordinal = c.label.label == Label::none && c.heading.style == Numbering::dot;
    const std::string_view office = ordinal ? c.heading.title : c.label.label == Label::none ? row.text : c.label.words;
    const bool one_office = !all_upper(row.text) && row.blanks <= std::max(r.sheet.gap, apart) &&
                            (c.label.label == Label::none || (c.label.alone && !c.label.colon)) && !rows.empty() &&
                            looks_like_name(rows.back().text) && office_of_one(office);
    if (one_office) return false;
    // “Pkt.   Emne   Ansvar”: the heads of the table of items.
    const std::string first = lower(strip(first_word(row.text), "."));
    if ((first == "pkt" || first == "punkt" || first == "nr" || first == "dagsordenspunkt") &&
        cells_of(row.text).size() >= 2)
      return true;
    if (c.time_only || c.lead_in) return true;
    // “Sager 129 - 138”, “Punkt 1-7”: what was dealt with.
    const std::string_view behind = skip_blanks(row.text.substr(first_word(row.text).size()));
    if ((first == "sager" || first == "sag" || first == "punkter" || first == "punkt") && !behind.empty() &&
        is_digit(behind[0]))
      return true;
    const bool title_like =
        c.label.label == Label::mark ||
        (!c.label.colon && !c.label.alone && (c.label.label == Label::chair || c.label.label == Label::secretary));
    if (c.label.label != Label::none && !title_like) return true;
    if (opening_of(r, i)) return true;
    if (c.heading.style != Numbering::none && !names_a_person(c.heading.title)) return true;
    // Rows that stood close together end where a blank line stands.
    const bool tight = rows.size() >= 2 && r.row(rows.back().row).blanks == 0;
    if (row.blanks <= r.sheet.gap && !(tight && row.blanks > 0)) return false;
    // Behind a blank line only what is plainly a person, or a group of them, goes on with the list.
    if (inline_list && row.indent < 4) return true;
    return is_sentence(row.text) ||
           (!names_a_person(row.text) &&
            !((names_an_organisation(row.text) || row.text.ends_with(':')) && followed_by_a_person(i)));
  }

  // Behind “Afbud: Per Holm” the row “Leder: Ole Skov” is of somebody who came, behind “Afbud:” alone of one who did
  // not.
  bool ends_with_its_row(std::size_t i) const {
    return by_row && (block.substitutes || block.status != Status::present) && labelled_people(r.row(i).text);
  }

  bool take(std::size_t i) {
    const std::string_view row = r.row(i).text;
    if (ends_with_its_row(i)) return false;
    if (const auto organisation = group_organisation(row); organisation && !opening_of(r, i)) {
      next_group(organisation);
      return true;
    }
    if (take_replaced(i) || take_told_status(i) || is_party_alone(row)) return true;
    if (take_office(i)) return true;
    if (take_columns(i)) return true;
    if (take_group(i)) return true;
    if (ends_before(i)) return false;
    // “Nord Kommune: Lone Prip, Bo Krag”, “fra Nord Kommune: chef Lone Prip”: the employer of all in the row.
    if (const std::size_t colon = row.find(": ");
        colon != npos && colon < 60 && !looks_like_name(row.substr(0, colon))) {
      std::string_view employer = trim(row.substr(0, colon));
      if (employer.starts_with("fra ") || employer.starts_with("Fra ")) employer = trim(employer.substr(4));
      const std::string last = lower(last_word(employer));
      const auto people = parse_people(row.substr(colon + 2));
      if (!people.empty() && starts_upper(employer) && !is_title_word(last)) {
        const auto before = block.organisation;
        const bool group = !row.starts_with("fra ") && !row.starts_with("Fra ") && is_a_group(employer);
        next_group(group ? std::string() : squeeze(employer));
        // Nothing but names: each is one of that organisation's people.
        const std::string_view value = row.substr(colon + 2);
        std::vector<Piece> all{{static_cast<std::uint32_t>(i), value}};
        if (names_in_list(value, true).size() > 1) {
          all.clear();
          for (const auto name : split_list(value)) all.push_back({static_cast<std::uint32_t>(i), name});
        }
        for (const Piece& one : all) add_people(r, {one}, block, true);
        block.organisation = before;
        return true;
      }
    }
    // An organisation on a row of its own above its people.
    if (names_an_organisation(row) && r.classes[i].label.label == Label::none && followed_by_a_person(i) &&
        (by_organisation || rows.empty() || r.row(i).blanks > r.sheet.gap)) {
      by_organisation = true;
      next_group(squeeze(strip(row, " :.")));
      return true;
    }
    if (read_told_list(r, row, block, i)) return true;
    if (is_prose(row)) {
      add_people(r, rows, block, sure);
      rows.clear();
      sure = false;
      return read_sentences(r, row, i);
    }
    if (is_sentence(row)) return false;
    if (!dates_in(row).empty() && parse_people(row).empty()) return false;
    rows.push_back({static_cast<std::uint32_t>(i), row});
    return true;
  }
};

}  // namespace

void read_attendance_rows(Reading& r, const AttendanceRows& rows) {
  add_people(r, rows.rows, block_of(rows.label, rows.heading));
}

// “1. Mødedeltagere” and below it, perhaps under “Sagsfremstilling”, one in a row: the item is the list.
void read_attendance_under_title(Reading& r, const AttendanceHeading& heading, std::size_t i, std::size_t end) {
  while (i < end && (r.row(i).furniture || r.classes[i].label.label == Label::case_text)) ++i;
  std::size_t people = 0, next = i;
  for (; next < end && (r.row(next).furniture || r.classes[next].label.label == Label::none); ++next) {
    if (r.row(next).furniture) continue;
    if (!r.free(next) || !klynge::reading::names_a_person(r.row(next).text) || is_prose(r.row(next).text)) return;
    ++people;
  }
  if (people < 3) return;
  r.listed.assign(r.sheet.rows.size(), false);
  for (; i < next; ++i) {
    if (r.row(i).furniture) continue;
    add_people(r, {{static_cast<std::uint32_t>(i), r.row(i).text}}, block_of(heading), true);
    r.taken[i] = r.listed[i] = true;
  }
}

// “I mødet deltog:” and below it people by groups, in the first item instead of the header. Only a
// heading alone on its row opens them, with people straight below it.
void read_attendance_of_first_item(Reading& r) {
  if (!r.record.attendance.empty()) return;
  const auto first = std::ranges::find_if(r.outline.items, [](const ItemSpan& item) { return !item.contents_only; });
  if (first == r.outline.items.end()) return;
  const std::size_t end = std::min(first->end, first->body + 120);
  std::size_t i = first->body;
  const auto opens = [&](std::size_t row) {
    const auto heading = attendance_heading(r.row(row).text);
    if (!heading || heading->who_only || heading->office || heading->value < r.row(row).text.size()) return false;
    std::size_t below = row + 1;
    while (below < end && r.row(below).furniture) ++below;
    if (below >= end || !r.free(below)) return false;
    const std::string_view text = r.row(below).text;
    // A sentence (“A deltog i mødet i stedet for B.”) is the item's.
    if (text.ends_with('.') && token_count(text) > 8) return false;
    return klynge::reading::names_a_person(text) ||
           ((group_organisation(text) || attendance_heading(text)) && below + 1 < end &&
            klynge::reading::names_a_person(r.row(below + 1).text));
  };
  if (first->number == "1" && first->title.size() == 1) {
    const std::string title = std::string(first->title.front().text) + ":";  // the heading's words point into it
    if (const auto told = attendance_heading(title); told && !told->who_only && !told->office &&
                                                     told->status == Status::present &&
                                                     told->words.size() >= first->title.front().text.size())
      return read_attendance_under_title(r, *told, i, end);
  }
  while (i < end && !(r.free(i) && opens(i))) ++i;
  if (i >= end) return;
  r.listed.assign(r.sheet.rows.size(), false);
  while (i < end) {
    if (r.row(i).furniture) {
      ++i;
      continue;
    }
    auto opening = r.free(i) ? opening_of(r, i) : std::nullopt;
    if (!opening || is_section(r.classes[i].label.label)) break;
    const std::size_t from = i;
    r.taken[i] = true;
    if (opening->office && !opening->value.empty()) {
      add_people(r, {{static_cast<std::uint32_t>(i), opening->value}}, opening->block, opening->telling);
      ++i;
    } else {
      i = List(r, *opening, i, end).read();
    }
    for (std::size_t row = from; row < i; ++row) r.listed[row] = r.taken[row];
  }
}

void read_attendance(Reading& r) {
  const std::size_t end = r.outline.header_end;
  bool members_listed = false, present_listed = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture) continue;
    const LabelFound& label = r.classes[i].label;
    // “Medarbejdere” are a group of those present; the body's members are listed as such.
    const std::string words = lower(label.words);
    const bool of_the_body =
        !words.starts_with("fra ") && (contains(words, "medlem") || contains(words, "bestyrelsen") ||
                                       contains(words, "stemme") || contains(words, "politiker"));
    members_listed = members_listed || (label.label == Label::members && of_the_body && !office_of_one(label.words));
    present_listed = present_listed || r.classes[i].label.label == Label::present;
  }
  std::optional<std::string> organisation;  // of the list just above
  bool all_together = false;                // a list on its heading's own row holds those present of every organisation
  bool below_agenda = false;
  // “Afbud:” alone and below it the groups of before: “Bestyrelsen: …”, “Observatører: …”.
  std::vector<std::string> groups;
  bool groups_are_away = false;
  std::size_t looked = 0;         // rows in which people without a heading were sought
  std::size_t behind_list = end;  // the row at which the last list ended
  std::size_t grouped = 0;        // rows in which a table of groups was sought
  std::size_t told = 0;           // rows in which a table of who came was sought
  for (std::size_t i = 0; i < end;) {
    if (!r.free(i)) {
      ++i;
      continue;
    }
    std::size_t behind = i;
    if (const auto lists = lists_side_by_side(r, i, end, behind); !lists.empty()) {
      for (const auto& list : lists) add_people(r, list.entries, block_of(list.heading));
      for (; i < behind; ++i) r.taken[i] = true;
      continue;
    }
    if (const auto table = attendance_table(r, i, end, behind); !table.empty()) {
      for (const auto& entry : table) add_person(r, entry.person, Block{}, {entry.row, entry.row});
      for (; i < behind; ++i) r.taken[i] = true;
      continue;
    }
    if (i >= told && !below_agenda) {
      if (const auto rows = attendance_by_status(r, i, end, told); !rows.empty()) {
        for (const StatusRow& row : rows) add_person(r, row.person, row.block, {row.row, row.row});
        for (; i < told; ++i) r.taken[i] = true;
        continue;
      }
    }
    if (i >= grouped && !below_agenda) {
      if (const auto rows = attendance_groups(r, i, end, grouped); !rows.empty()) {
        for (const GroupRow& row : rows) add_people(r, {{row.row, row.people}}, row.block, true);
        for (; i < grouped; ++i) r.taken[i] = true;
        continue;
      }
    }
    const bool may_lack_heading = !present_listed && !members_listed && !below_agenda && i >= looked;
    if (const auto people = may_lack_heading ? people_without_heading(r, i, end, looked) : std::vector<Piece>{};
        !people.empty()) {
      for (const Piece& person : people) add_people(r, {person}, Block{}, true);
      for (; i < looked; ++i) r.taken[i] = true;
      continue;
    }
    // Below “Dagsorden” stand the items; who was there needs a plain heading.
    below_agenda = below_agenda || (r.classes[i].label.label == Label::agenda && r.classes[i].label.alone);
    auto opening = opening_of(r, i);
    if (opening && below_agenda &&
        (!opening->telling || opening->block.substitutes || opening->block.role == Role::chair))
      opening.reset();
    if (below_agenda && !opening) {
      ++i;
      continue;
    }
    // “Leder: Ole Skov” behind “Afbud: Per Holm”.
    if (!opening && behind_list == i && labelled_people(r.row(i).text))
      opening = Opening{{}, r.row(i).text, false, true};
    if (!opening) {
      organisation.reset();
      i = read_prose(r, i, end);
      continue;
    }
    if (members_listed && present_listed && r.classes[i].label.label == Label::present)
      opening->block.role = Role::guest;
    const bool group = !opening->value.empty() && !opening->office && opening->block.status == Status::present &&
                       r.row(i).text.find(':') != npos;
    const std::string group_words = group ? lower(r.row(i).text.substr(0, r.row(i).text.find(':'))) : std::string();
    const bool came_before = std::ranges::find(groups, group_words) != groups.end();
    if (group && groups_are_away && came_before)
      opening->block.status = Status::apologies;
    else if (group)
      groups.push_back(group_words);
    groups_are_away =
        opening->value.empty() ? opening->block.status == Status::apologies : groups_are_away && group && came_before;
    // “Afbud:” inside the list of one organisation is about its people.
    if (!opening->block.organisation && r.row(i).blanks <= r.sheet.gap) opening->block.organisation = organisation;
    // Below “Til stede: …” a row “Fra Sundhed: Ida Vang” is one list of several, and so is “Afbud: …” behind it.
    all_together = all_together || (!opening->value.empty() && !opening->block.organisation && !opening->office &&
                                    opening->block.status == Status::present);
    organisation = all_together && !opening->value.empty() ? std::nullopt : opening->block.organisation;
    r.taken[i] = true;
    // A table with heads of its own stands below.
    std::size_t behind_table = i + 1;
    if (opening->value.empty() && i + 1 < end && !r.row(i + 1).furniture && r.free(i + 1) &&
        !attendance_table(r, i + 1, end, behind_table).empty()) {
      ++i;
      continue;
    }
    if (!opening->value.empty()) {
      std::size_t behind_prose = i + 1;
      // “Desuden deltog inspektør A og fra kommunen B.”
      if (contains(opening->value, " fra ") && read_sides(r, paragraph_at(r, i, r.row(i).text, end, behind_prose), i)) {
        for (; i < behind_prose; ++i) r.taken[i] = true;
        continue;
      }
      const std::string paragraph = paragraph_at(r, i, opening->value, end, behind_prose);
      if (read_told_list(r, paragraph, opening->block, i)) {
        for (; i < behind_prose; ++i) r.taken[i] = true;
        continue;
      }
      if (is_prose(paragraph) && read_sentences(r, paragraph, i)) {
        for (; i < behind_prose; ++i) r.taken[i] = true;
        continue;
      }
      if (opening->office) {
        // “Dirigent: A blev foreslået og valgt” tells of an election.
        if (!contains(opening->value, " blev "))
          add_people(r, {{static_cast<std::uint32_t>(i), opening->value}}, opening->block, opening->telling);
        ++i;
        continue;
      }
    }
    i = List(r, *opening, i, end).read();
    behind_list = i;
  }
  read_attendance_of_first_item(r);
}

}  // namespace klynge::reading
