#include "reading/cells.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/person_name.hpp"
#include "reading/row_marks.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// False where cells_of() can only make one cell.
bool has_cells(std::string_view row) {
  const RowMarks marks = marks_of(row);
  return marks.bar || marks.gap;
}

}  // namespace

std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  if (row.find('|') != npos) {
    std::string_view rest = row;
    if (rest.starts_with('|')) rest.remove_prefix(1);
    for (;;) {
      const std::size_t bar = rest.find('|');
      cells.push_back(trim(rest.substr(0, bar)));
      if (bar == npos) break;
      rest.remove_prefix(bar + 1);
    }
    if (cells.size() > 1 && cells.back().empty()) cells.pop_back();
    return cells;
  }
  std::size_t start = 0;
  for (std::size_t at = 0; at <= row.size(); ++at) {
    const bool gap =
        at < row.size() && (row[at] == '\t' || (row[at] == ' ' && at + 1 < row.size() && row[at + 1] == ' '));
    if (at < row.size() && !gap) continue;
    const std::string_view cell = trim(row.substr(start, at - start));
    if (!cell.empty()) cells.push_back(cell);
    while (at < row.size() && is_blank(row[at])) ++at;
    start = at;
  }
  return cells;
}

bool names_a_person(std::string_view text) {
  if (text.size() > 200 || text.size() < 5) return false;
  const std::string_view head = text.substr(0, std::min({text.find(','), text.find('('), text.size()}));
  return looks_like_name(head) ||
         (token_count(head) <= 6 && parse_person(text).has_value() && token_count(parse_person(text)->name) >= 2);
}

ActionHeads action_heads(const std::vector<std::string_view>& cells) {
  ActionHeads heads;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::string head = lower(strip(cells[k], " :.?"));
    if (one_of(head,
               {"hvad", "opgave", "opgaver", "aktion", "aktivitet", "handling", "aftale", "action", "to do", "emne"}))
      heads.what = k;
    if (one_of(head, {"hvem", "ansvarlig", "ansvarlige", "tovholder", "ansvar"})) heads.who = k;
    if (one_of(head, {"hvornår", "frist", "deadline", "dato", "tidsfrist", "senest"})) heads.when = k;
    heads.names_items = heads.names_items ||
                        (k == 0 && one_of(head, {"punkt", "pkt", "dagsordenspunkt", "punkt nr", "pkt. nr", "sag"}));
    if (k == 0 && (heads.names_items || head == "nr" || head == "#")) heads.number = 0;
  }
  heads.found = heads.what != npos && heads.who != npos;
  return heads;
}

std::vector<ActionRow> action_rows(const std::vector<Piece>& pieces) {
  std::vector<ActionRow> rows;
  ActionHeads heads;
  std::size_t columns = 0;
  for (const Piece& piece : pieces) {
    if (piece.text.size() > 1'000) continue;
    if (!has_cells(piece.text)) {
      columns = 0;
      continue;
    }
    const auto cells = cells_of(piece.text);
    if (cells.size() < 2) {
      columns = 0;
      continue;
    }
    if (columns == 0) {
      heads = action_heads(cells);
      if (heads.found) columns = cells.size();
      continue;
    }
    if (rows.size() >= 500 || cells.size() > columns + 1) continue;
    ActionRow row;
    row.row = piece.row;
    row.names_item = heads.names_items;
    if (heads.what < cells.size()) row.what = cells[heads.what];
    if (heads.who < cells.size()) row.who = cells[heads.who];
    if (heads.when < cells.size()) row.when = cells[heads.when];
    if (heads.number < cells.size()) row.number = cells[heads.number];
    if (!row.what.empty()) rows.push_back(row);
  }
  return rows;
}

}  // namespace klynge::reading
