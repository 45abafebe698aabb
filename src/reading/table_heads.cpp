#include "reading/table_heads.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/labels.hpp"
#include "reading/scan.hpp"
#include "reading/table_rows.hpp"
#include "reading/task_people.hpp"

namespace klynge::reading {

bool heads_numbers(std::string_view cell) {
  const std::string head = lower(strip(cell, " .:"));
  return head == "nr" || head == "pkt" || head == "#" || head == "punkt nr" || head == "pkt. nr";
}

bool heads_titles(std::string_view cell) {
  const std::string head = lower(strip(cell, " .:"));
  return head == "punkt" || head == "emne" || head == "sag" || head == "titel" || head == "dagsordenspunkt" ||
         head == "overskrift" || head == "dagsorden";
}

// “Hvem”, “Hvem gør hvad”, “Hvem gør noget”
bool is_who(std::string_view head) { return head == "hvem" || (head.starts_with("hvem ") && head.size() < 24); }

bool heads_responsible(std::string_view cell) {
  const std::string head = lower(strip(cell, " .:"));
  return head == "ansvarlig" || head == "ansvarlige" || head == "ansvar" || head == "tovholder" || is_who(head);
}

bool heads_follow_up(std::string_view cell) {
  const auto slash = cell.find('/');
  if (slash == std::string_view::npos) return false;
  return heads_responsible(cell.substr(0, slash)) || heads_responsible(cell.substr(slash + 1));
}

std::size_t column_of_minutes(const std::vector<std::string>& heads) {
  for (std::size_t k = 0; k < heads.size(); ++k)
    if (find_label(heads[k]).label == Label::minutes) return k;
  return heads.size();
}

std::string_view section_of_column(const std::vector<std::string>& heads, std::size_t column, std::string_view cell) {
  const std::string& head = heads[column];
  const Label label = find_label(head).label;
  if (column >= column_of_minutes(heads) || (label != Label::none && label != Label::contents) ||
      heads_responsible(head) || heads_follow_up(head))
    return head;
  // A word or two say who, when or what kind of item it is.
  return label == Label::contents || token_count(cell) >= 3 ? std::string_view("Sagsfremstilling") : head;
}

ItemHeads item_heads(const std::vector<std::string>& cells) {
  ItemHeads heads;
  bool sections = false;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::string head = lower(strip(cells[k], " .:"));
    if (heads_numbers(cells[k])) {
      heads.number = k;
    } else if (heads_titles(cells[k])) {
      // “Punkt | Emne”: the first of the two is the number's.
      if (heads.title != no_column && heads.number == no_column) heads.number = heads.title;
      if (heads.title == no_column || heads.number == heads.title) heads.title = k;
    }
    // “Behandling” and “Aftaler” head text that names its sections itself as often as not.
    const bool said = contains(head, "referat") || contains(head, "beslutning") || contains(head, "konklusion");
    sections = sections || (said && label_of(head) == Label::minutes);
  }
  heads.found = sections && heads.title != no_column;
  return heads;
}

// An odd last person stands alone below two columns, where nothing tells the line from ordinary
// text but that it goes on as they do.
void take_in_odd_persons(Sheet& sheet) {
  std::size_t taken = 0;  // the row taken in last
  for (std::size_t i = 1; i < sheet.rows.size(); ++i) {
    const Row& above = sheet.rows[i - 1];
    Row& row = sheet.rows[i];
    if (row.table >= 0 || above.table < 0 || row.right <= 0 || row.page_start || row.blanks > 1) continue;
    std::size_t first = i - 1, persons = 0;
    float bottom = above.y;
    while (first > 0 && sheet.rows[first - 1].table == above.table && sheet.rows[first - 1].row == above.row) --first;
    for (std::size_t k = first; k < i; ++k) {
      persons += names_a_person(sheet.rows[k].text);
      bottom = std::max(bottom, sheet.rows[k].y);
    }
    // As far below the last row as that is below the one before.
    float bottom_before = 0;
    for (std::size_t k = first;
         k > 0 && sheet.rows[k - 1].table == above.table && sheet.rows[k - 1].row == sheet.rows[first - 1].row; --k)
      bottom_before = std::max(bottom_before, sheet.rows[k - 1].y);
    const bool as_near =
        row.blanks == 0 || (bottom_before > 0 && row.y - bottom < sheet.rows[first].y - bottom_before + 2);
    const Row& corner = sheet.rows[first];
    const bool below_first = corner.column == 0 && std::fabs(corner.x - row.x) < 4;
    const bool another = persons >= 2 && as_near && row.right < above.x && names_a_person(row.text);
    const bool goes_on = taken > 0 && taken == i - 1 &&
                         (starts_lower(row.text) || above.text.ends_with(',') || above.text.ends_with('-'));
    if (!below_first || (!another && !(goes_on && row.blanks == 0))) continue;
    row.blanks = 0;
    row.table = above.table;
    row.row = above.row + (goes_on ? 0 : 1);
    row.column = 0;
    taken = i;
  }
}

namespace {

// “Dato:”, “Til stede”: what stands beside it is its value.
bool labels_a_fact(const std::string& text) {
  constexpr std::size_t longest = 40;
  if (text.empty() || text.size() > longest) return false;
  const LabelFound label = find_label(text);
  return text.ends_with(':') || (label.alone && (is_header(label.label) || is_attendance(label.label)));
}

// Whether the rows [from, to) of the sheet, all of one table, are labels and values, two pairs or
// more beside each other. A cell alone in its row may be anything.
bool holds_pairs(const Sheet& sheet, std::size_t from, std::size_t to) {
  constexpr std::int32_t most_columns = 6, most_rows = 1'000;
  std::size_t pairs_beside = 0;
  for (std::size_t i = from; i < to;) {
    std::array<std::string, most_columns> cells;
    std::int32_t last = 0;
    const std::int32_t number = sheet.rows[i].row;
    for (; i < to && sheet.rows[i].row == number; ++i) {
      const Row& row = sheet.rows[i];
      if (row.column < 0 || row.column >= most_columns || number < 0 || number >= most_rows) return false;
      auto& cell = cells[static_cast<std::size_t>(row.column)];
      cell += (cell.empty() || cell.size() > 200 ? "" : " ") + std::string(row.text.substr(0, 60));
      last = std::max(last, row.column);
    }
    if (last == 0) continue;
    for (std::size_t k = 0; k <= static_cast<std::size_t>(last); k += 2) {
      const bool labelled = labels_a_fact(cells[k]);
      const bool empty = cells[k].empty() && (k + 1 >= cells.size() || cells[k + 1].empty());
      if (!labelled && !empty) return false;
      pairs_beside += k > 0 && labelled;
    }
  }
  return pairs_beside > 0;
}

}  // namespace

void part_fact_pairs(Sheet& sheet) {
  constexpr std::int32_t most_pairs = 3;
  for (std::size_t from = 0; from < sheet.rows.size();) {
    std::size_t to = from + 1;
    const std::int32_t table = sheet.rows[from].table;
    while (to < sheet.rows.size() && sheet.rows[to].table == table) ++to;
    if (table >= 0 && holds_pairs(sheet, from, to))
      for (std::size_t i = from; i < to; ++i) {
        Row& row = sheet.rows[i];
        row.row = row.row * most_pairs + row.column / 2;
        row.column %= 2;
      }
    from = to;
  }
}

// “1 | Budget | Godkendt.” under “Nr. | Punkt | Referat”: the cells one under the other, each below
// the word that heads its column.
void open_barred_tables(Sheet& sheet) {
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  std::vector<std::string> heads;
  std::size_t number = no_column, title = no_column;
  for (const Row& row : sheet.rows) {
    const bool barred = row.marks.bar && row.text.find('|') != std::string_view::npos && row.text.size() < 20'000;
    const auto cells = barred ? cells_of(row.text) : std::vector<std::string_view>{};
    if (cells.size() < 2) {
      heads.clear();
      out.push_back(row);
      continue;
    }
    if (heads.empty()) {
      heads.assign(cells.begin(), cells.end());
      const ItemHeads found = item_heads(heads);
      number = found.number;
      title = found.title;
      if (!found.found) {
        heads.clear();
        out.push_back(row);
      }
      continue;
    }
    const auto emit_text = [&](std::string text) {
      if (text.empty()) return;
      sheet.owned.push_back(std::move(text));
      Row part = row;
      part.text = sheet.owned.back();
      out.push_back(part);
    };
    std::string heading = title < cells.size() ? std::string(cells[title]) : std::string();
    if (number < cells.size() && !cells[number].empty())
      heading = std::string(strip(cells[number], " .")) + ". " + heading;
    emit_text(std::move(heading));
    const std::size_t said = column_of_minutes(heads);
    for (std::size_t k = 0; k < cells.size() && k < heads.size(); ++k) {
      if (k == number || k == title || cells[k].empty()) continue;
      if (k > said && heads_responsible(heads[k]) && responsible_in(cells[k]).empty()) continue;
      emit_text(std::string(section_of_column(heads, k, cells[k])));
      emit_text(std::string(cells[k]));
    }
  }
  sheet.rows = std::move(out);
}

}  // namespace klynge::reading
