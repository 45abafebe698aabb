#include "reading/attendance_table.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/people_words.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

enum class Column { other, name, title, role, organisation, details, present, absent, remark };

Column column_of(std::string_view head) {
  const std::string folded = lower(strip(head, " :."));
  if (folded == "navn" || folded == "deltager" || folded == "medlem" || folded == "deltagere" ||
      folded == "medlemmer" || folded == "navne")
    return Column::name;
  if (folded == "funktion" || folded == "titel" || folded == "stilling" || folded == "hverv") return Column::title;
  if (folded == "rolle") return Column::role;
  if (folded == "organisation" || folded == "repræsenterer" || folded == "arbejdssted" || folded == "ansættelse" ||
      folded == "kommune" || folded == "fra" || folded == "arbejdsplads" || folded == "enhed")
    return Column::organisation;
  if (folded == "til stede" || folded == "mødt" || folded == "tilstede" || folded == "deltog" || folded == "fremmødt" ||
      folded == "deltager")
    return Column::present;
  if (folded == "afbud" || folded == "med afbud" || folded == "uden afbud" || folded == "fraværende" ||
      folded == "ikke mødt" || folded == "fravær")
    return Column::absent;
  if (folded == "bemærkning" || folded == "bemærkninger" || folded == "note" || folded == "status")
    return Column::remark;
  // “Titel/organisation”, “Stilling og arbejdssted”: both, as behind a name in a list.
  for (const std::string_view between : {"/", " og ", ", "})
    if (const auto at = folded.find(between); at != std::string::npos) {
      const auto says = [](Column column) {
        return column == Column::title || column == Column::organisation || column == Column::role;
      };
      const std::string_view both = folded;
      if (says(column_of(both.substr(0, at))) && says(column_of(both.substr(at + between.size()))))
        return Column::details;
    }
  return Column::other;
}

bool crossed(std::string_view cell) {
  const std::string folded = lower(strip(cell, " ."));
  return folded == "x" || folded == "✓" || folded == "✔" || folded == "ja" || folded == "+" || folded == "√" ||
         folded == "v" || folded == "☒";
}

// What stands under “Bemærkning” is what else stands in brackets behind a name: “formand”, “for Bo Krag”.
void take_remark(PersonText& person, std::string_view remark) {
  if (remark.empty()) return;
  const auto noted = parse_person(person.name + " (" + std::string(remark) + ")");
  if (noted && noted->name == person.name) {
    person.role = noted->role;
    person.bracketed_role = noted->bracketed_role;
    person.office = noted->office;
    person.absent = person.absent || noted->absent;
    person.remote = noted->remote;
    person.moderates = noted->moderates;
    person.recorder = noted->recorder;
    person.substitute = noted->substitute;
    person.substitutes_for = noted->substitutes_for;
    person.stand_in = noted->stand_in;
    person.note = noted->note;
  }
  const std::string folded = lower(remark);
  if (contains(folded, "afbud") || contains(folded, "fraværende")) person.absent = true;
}

// “Formand” under “Rolle” is a title too, “Medlem” and “Sekretær” are not. “Projektleder, referent”: who also takes
// the minutes.
void take_role(PersonText& person, std::string_view cell) {
  if (const std::size_t comma = cell.find(", "); comma != std::string_view::npos)
    if (const std::string_view also = cell.substr(comma + 2); lower(also) == "referent" || lower(also) == "formand") {
      take_remark(person, also);
      cell = cell.substr(0, comma);
    }
  const std::string role = lower(cell);
  take_remark(person, cell);
  // “Styregruppeformand”
  if (role.ends_with("formand") && !role.ends_with("næstformand") && !role.ends_with("medformand") &&
      token_count(role) == 1)
    person.role = RoleHint::chair;
  if (!cell.empty() && !person.title && role != "medlem" && role != "deltager" && role != "sekretær" &&
      role != "observatør" && role != "gæst" && role != "suppleant")
    person.title = squeeze(cell);
}

// “FOA”, “Sygeplejerskernes Fagforening” under “Funktion”: whom that person speaks for.
bool is_spoken_for(std::string_view cell) {
  return names_an_organisation(cell) || (all_upper(cell) && token_count(cell) == 1 && starts_organisation(lower(cell)));
}

// A title's cell or the rest of one; “(formand)” in it is a role.
void take_title(PersonText& person, std::string_view cell) {
  const std::size_t open = cell.rfind('(');
  if (cell.ends_with(')') && open != std::string_view::npos) {
    const std::string_view remark = cell.substr(open + 1, cell.size() - open - 2);
    if (const auto noted = parse_person(person.name + " (" + std::string(remark) + ")");
        noted && noted->name == person.name && noted->role != RoleHint::none) {
      take_remark(person, remark);
      cell = trim(cell.substr(0, open));
    }
  }
  if (!cell.empty()) person.title = person.title ? *person.title + " " + squeeze(cell) : squeeze(cell);
}

// “Sundhedschef, Nord Kommune (formand)”: both in one cell, as behind a name in a list. False where it holds a title
// alone.
bool take_title_and_employer(PersonText& person, std::string_view cell) {
  if (person.organisation || cell.find(", ") == std::string_view::npos) return false;
  auto whole = parse_person(person.name + ", " + std::string(cell));
  if (!whole || whole->name != person.name || !whole->title || !whole->organisation) return false;
  whole->absent = whole->absent || person.absent;
  // “Formand, PLO-Fjord” leads those, not the meeting.
  if (whole->role == RoleHint::chair && !whole->bracketed_role) whole->role = person.role;
  person = std::move(*whole);
  return true;
}

}  // namespace

std::vector<SideList> lists_side_by_side(const Reading& r, std::size_t heading, std::size_t end, std::size_t& next) {
  std::vector<SideList> lists;
  const auto place = [&](std::size_t row, std::string_view cell) {
    return r.row(row).indent +
           characters(r.row(row).text.substr(0, static_cast<std::size_t>(cell.data() - r.row(row).text.data())));
  };
  const auto heads = cells_of(r.row(heading).text);
  if (heads.size() < 2 || heads.size() > 3) return {};
  std::vector<std::size_t> starts;
  for (const auto head : heads) {
    const auto opens = attendance_heading(head);
    if (!opens || opens->value < head.size()) return {};
    lists.push_back({*opens, {}});
    starts.push_back(place(heading, head));
  }
  for (next = heading + 1; next < end; ++next) {
    if (r.row(next).furniture) continue;
    if (!r.free(next) || r.row(next).blanks > r.sheet.gap) break;
    const auto cells = cells_of(r.row(next).text);
    if (cells.empty() || cells.size() > heads.size()) break;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      // A full row fills its columns in order; else a cell belongs to the head that starts nearest.
      std::size_t column = k;
      const std::size_t at = place(next, cells[k]);
      for (std::size_t head = 0; cells.size() < heads.size() && head < starts.size(); ++head)
        if ((at > starts[head] ? at - starts[head] : starts[head] - at) <
            (at > starts[column] ? at - starts[column] : starts[column] - at))
          column = head;
      lists[column].entries.push_back({static_cast<std::uint32_t>(next), cells[k]});
    }
  }
  // Crosses below “Afbud” make it a table of one list.
  for (std::size_t k = 1; k < lists.size(); ++k)
    for (const Piece& entry : lists[k].entries)
      if (parse_people(entry.text).empty()) return {};
  return lists;
}

std::vector<Piece> people_without_heading(const Reading& r, std::size_t first, std::size_t end, std::size_t& next) {
  std::vector<Piece> people;
  next = first;
  // Hardly any row begins as they do.
  const std::string_view word = first_word(r.row(first).text);
  if (!is_given_name(word) && !is_title_word(lower(strip(word, ".,").substr(0, 40)))) return people;
  bool list_below = false;  // “Afbud:” tells that those above it came
  for (next = first; next < end && people.size() < 60; ++next) {
    if (r.row(next).furniture) continue;
    const std::string_view text = r.row(next).text;
    const bool other = !r.free(next) || r.classes[next].label.label != Label::none || text.size() > 120;
    if (other || attendance_heading(text)) {
      list_below = is_attendance(r.classes[next].label.label) || attendance_heading(text);
      break;
    }
    const auto cells = cells_of(text);
    const bool all = std::ranges::all_of(cells, [](std::string_view cell) {
      const auto person = cell.ends_with('.') ? std::nullopt : parse_person(cell);
      return person && token_count(person->name) >= 2 && is_given_name(first_word(person->name)) &&
             cell.find_first_of("0123456789:") == std::string_view::npos;
    });
    if (!all || cells.empty() || (next > first && r.row(next).blanks > r.sheet.gap + 1)) break;
    for (const auto cell : cells) people.push_back({static_cast<std::uint32_t>(next), cell});
  }
  if (!list_below || people.size() < 3) people.clear();
  return people;
}

std::vector<TablePerson> attendance_table(const Reading& r, std::size_t heading, std::size_t end, std::size_t& next) {
  std::vector<TablePerson> people;
  const auto heads = cells_of(r.row(heading).text);
  if (heads.size() < 2 || heads.size() > 10 || column_of(heads[0]) != Column::name) return people;
  std::vector<Column> columns;
  // “Deltager” behind the names says whether they took part.
  for (const auto head : heads) {
    const Column column = column_of(head);
    columns.push_back(column == Column::name && !columns.empty() ? Column::present : column);
  }
  // Where in the row each head stands, in characters of the printed line.
  const auto column_at = [&](std::size_t row, std::string_view cell) {
    return r.row(row).indent +
           characters(r.row(row).text.substr(0, static_cast<std::size_t>(cell.data() - r.row(row).text.data())));
  };
  std::vector<std::size_t> starts;
  for (const auto head : heads) starts.push_back(column_at(heading, head));
  const auto column_below = [&](std::size_t row, std::string_view cell) {
    const std::size_t at = column_at(row, cell);
    std::size_t best = 0;
    for (std::size_t k = 0; k < starts.size(); ++k) {
      const std::size_t middle = starts[k] + characters(heads[k]) / 2;
      const std::size_t best_middle = starts[best] + characters(heads[best]) / 2;
      if ((at > middle ? at - middle : middle - at) < (at > best_middle ? at - best_middle : best_middle - at))
        best = k;
    }
    return columns[best];
  };
  const bool barred = r.row(heading).text.find('|') != std::string_view::npos;
  for (next = heading + 1; next < end; ++next) {
    if (r.row(next).furniture) continue;
    const auto cells = cells_of(r.row(next).text);
    // Below the second column a cell goes on with the one above it.
    if (!people.empty() && !barred && cells.size() < columns.size() && r.row(next).blanks == 0 && r.free(next) &&
        r.row(next).indent + 1u >= starts[1]) {
      for (const auto cell : cells) {
        const Column column = column_below(next, cell);
        PersonText& above = people.back().person;
        if (column == Column::title) take_title(above, cell);
        if (column == Column::organisation)
          above.organisation = above.organisation ? *above.organisation + " " + squeeze(cell) : squeeze(cell);
      }
      continue;
    }
    if (cells.size() < 2 || cells.size() > columns.size()) break;
    auto person = parse_person(cells[0]);
    if (!person && looks_like_name(cells[0], true)) {
      person.emplace();
      person->name = squeeze(cells[0]);
    }
    if (!person) break;
    // Between gaps an empty cell cannot be seen; only bars keep the columns apart.
    for (std::size_t k = 1; k < cells.size(); ++k) {
      const bool sure = barred || cells.size() == columns.size();
      // A cross stands below its head.
      switch (sure ? columns[k] : crossed(cells[k]) ? column_below(next, cells[k]) : Column::other) {
        case Column::title:
          if (is_spoken_for(cells[k]) && !person->organisation)
            person->organisation = squeeze(cells[k]);
          else if (!take_title_and_employer(*person, cells[k]))
            take_title(*person, cells[k]);
          break;
        case Column::organisation:
          if (!cells[k].empty()) person->organisation = squeeze(cells[k]);
          break;
        case Column::details:
          if (auto whole = parse_person(person->name + ", " + std::string(cells[k]));
              whole && whole->name == person->name) {
            whole->absent = whole->absent || person->absent;
            *person = std::move(*whole);
          }
          break;
        case Column::role:
          take_role(*person, cells[k]);
          break;
        case Column::present:
          if (const std::string said = lower(cells[k]);
              contains(said, "afbud") || contains(said, "fraværende") || said == "nej")
            person->absent = true;
          else if (contains(said, "online") || contains(said, "teams") || contains(said, "virtuel") ||
                   contains(said, "video"))
            person->remote = true;
          break;
        case Column::absent:
          if (crossed(cells[k])) person->absent = true;
          break;
        case Column::remark:
          take_remark(*person, cells[k]);
          break;
        case Column::other:
          if (contains(lower(cells[k]), "afbud"))
            person->absent = true;
          else if (!sure && k == 1 && columns[1] == Column::title && !crossed(cells[k]))
            person->title = squeeze(cells[k]);
          else if (!sure && k == 1 && columns[1] == Column::organisation && !crossed(cells[k]))
            person->organisation = squeeze(cells[k]);
          break;
        default:
          break;
      }
    }
    if (person->title && lower(*person->title) == "formand" && !person->organisation) person->role = RoleHint::chair;
    people.push_back({std::move(*person), static_cast<std::uint32_t>(next)});
  }
  return people;
}

}  // namespace klynge::reading
