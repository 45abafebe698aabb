#include "reading/columns.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/line_class.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);
constexpr std::size_t widest_column = 2'000;

// A stretch of a line between wide gaps.
// Positions are points where the format has a layout, else characters.
struct Segment {
  std::size_t column = 0, end = 0;
  std::string_view text;
};

// In a PDF every wide gap is layout; in text two spaces may be typed.
std::vector<Segment> segments_of(const Line& line, std::size_t gap) {
  std::vector<Segment> out;
  const std::string_view text = line.text;
  std::size_t at = 0, column = 0;
  while (at < text.size()) {
    std::size_t blanks = 0;
    while (at < text.size() && is_blank(text[at])) {
      blanks += text[at] == '\t' ? 8 : 1;
      ++at;
    }
    column += blanks;
    if (at >= text.size()) break;
    const std::size_t start = at, start_column = column;
    std::size_t end = at;
    while (at < text.size()) {
      if (is_blank(text[at])) {
        std::size_t run = 0;
        while (at + run < text.size() && is_blank(text[at + run])) ++run;
        if (run >= gap || text[at] == '\t') break;
        column += run;
        at += run;
        continue;
      }
      at += std::max(1u, code_point(text, at).size);
      ++column;
      end = at;
    }
    const std::string_view part = trim(text.substr(start, end - start));
    if (!part.empty()) out.push_back({start_column, start_column + characters(part), part});
    if (out.size() > 12) break;
  }
  if (line.words.empty() || line.width <= 0) return out;
  // The padding between words is only near where they stand; their places are exact.
  std::size_t word = 0;
  for (Segment& segment : out) {
    const auto from = static_cast<std::size_t>(segment.text.data() - text.data());
    while (word < line.words.size() && line.words[word].start < from) ++word;
    if (word < line.words.size()) segment.column = static_cast<std::size_t>(std::max(0.0f, line.words[word].x));
    std::size_t last = word;
    while (last + 1 < line.words.size() && line.words[last + 1].end <= from + segment.text.size()) ++last;
    if (last < line.words.size()) segment.end = static_cast<std::size_t>(std::max(0.0f, line.words[last].x + line.words[last].width));
    word = last;
  }
  return out;
}

bool in_points(const Sheet& sheet) { return sheet.document->format == Format::pdf; }
// How far two lines' columns may stand apart and be one.
std::size_t slack_of(const Sheet& sheet) { return in_points(sheet) ? 5 : 2; }
// Nearer to the left edge a gap is an indent or a number's.
std::size_t least_column(const Sheet& sheet) { return in_points(sheet) ? 110 : 12; }

std::size_t gap_of(const Sheet& sheet) { return sheet.document->format == Format::pdf ? 2 : 3; }

bool starts_table_row(std::string_view text) {
  const HeadingMark mark = heading_mark(text);
  return mark.style != Numbering::none || enumerator_length(text) > 0;
}

bool names_a_person(std::string_view text) {
  if (text.size() > 200 || text.size() < 5) return false;
  const std::string_view head = text.substr(0, std::min({text.find(','), text.find('('), text.size()}));
  return looks_like_name(head) || (tokens(head).size() <= 6 && parse_person(text).has_value() && tokens(parse_person(text)->name).size() >= 2);
}

// What speaks for a column of the page: counted over the whole document.
struct Gutter {
  unsigned headings = 0;    // numbers or times to its left
  unsigned persons = 0;     // a person on either side
  unsigned right_only = 0;  // lines that begin at it
};

struct Gutters {
  std::map<std::size_t, Gutter> at;
  // Everything counted within `slack` of the column.
  Gutter near(std::size_t column, std::size_t slack) const {
    Gutter sum;
    for (auto it = at.lower_bound(column > slack ? column - slack : 0); it != at.end() && it->first <= column + slack; ++it) {
      sum.headings += it->second.headings;
      sum.persons += it->second.persons;
      sum.right_only += it->second.right_only;
    }
    return sum;
  }
};

Gutters find_gutters(const Sheet& sheet) {
  Gutters gutters;
  for (const Row& row : sheet.rows) {
    const auto segments = segments_of(sheet.document->lines[row.line], gap_of(sheet));
    if (segments.empty() || row.table >= 0) continue;
    if (segments.size() == 1) {
      if (segments[0].column >= least_column(sheet) && segments[0].column < widest_column) ++gutters.at[segments[0].column].right_only;
      continue;
    }
    const std::size_t column = segments[1].column;
    if (column < least_column(sheet) || column >= widest_column) continue;
    Gutter& gutter = gutters.at[column];
    if (starts_table_row(segments[0].text) && segments[0].column < column) ++gutter.headings;
    else if (names_a_person(segments[0].text) && names_a_person(segments[1].text)) ++gutter.persons;
  }
  return gutters;
}

enum class Layout { none, persons, items };

Layout layout_of(const Gutter& gutter) {
  if (gutter.headings >= 2 && gutter.right_only >= 2 * gutter.headings) return Layout::items;
  if (gutter.persons >= 2) return Layout::persons;
  return Layout::none;
}

struct Cell {
  Row row;
  std::string text;         // where lines were joined
};

// The row's part in one column, placed where it stands on the page.
Row part_of(const Sheet& sheet, const Row& row, std::string_view text) {
  Row part = row;
  part.text = text;
  part.indent = 0;
  const Line& line = sheet.document->lines[row.line];
  const auto from = static_cast<std::size_t>(text.data() - line.text.data());
  const auto to = from + text.size();
  bool first = true;
  for (const Word& word : line.words) {
    if (word.start < from || word.end > to) continue;
    if (first) {
      part.x = word.x;
      part.bold = word.bold;
    }
    part.right = word.x + word.width;
    first = false;
  }
  return part;
}

// Splits a line at the gutter: either side may be empty.
struct Halves {
  std::string_view left, right;
  bool crosses = false, indented = false;
};

Halves halves_of(const std::vector<Segment>& segments, std::size_t gutter, std::size_t slack) {
  Halves out;
  for (const Segment& segment : segments) {
    if (segment.column + slack >= gutter) {
      const char* from = out.right.empty() ? segment.text.data() : out.right.data();
      out.right = std::string_view(from, static_cast<std::size_t>(segment.text.data() + segment.text.size() - from));
      if (segment.column > gutter + slack && from == segment.text.data()) out.indented = true;
    } else if (segment.end < gutter) {
      const char* from = out.left.empty() ? segment.text.data() : out.left.data();
      out.left = std::string_view(from, static_cast<std::size_t>(segment.text.data() + segment.text.size() - from));
    } else {
      out.crosses = true;
    }
  }
  return out;
}

void append_line(Sheet& sheet, Cell& cell, std::string_view text) {
  (void)sheet;
  if (cell.text.empty()) cell.text = std::string(cell.row.text);
  append_continuation(cell.text, text, Hyphens{});
}

void emit(Sheet& sheet, std::vector<Row>& out, std::vector<Cell>& cells) {
  for (Cell& cell : cells) {
    if (!cell.text.empty()) {
      sheet.owned.push_back(std::move(cell.text));
      cell.row.text = sheet.owned.back();
    }
    out.push_back(cell.row);
  }
  cells.clear();
}

// A cell's line that goes on with the line above it in the same column.
bool wraps(const Cell& above, std::string_view text, const Row& row) {
  const std::string_view so_far = above.text.empty() ? above.row.text : std::string_view(above.text);
  if (row.blanks > 0 || bullet_length(text) > 0) return false;
  if (starts_lower(text) || text.starts_with('(') || so_far.ends_with('-') || so_far.ends_with(',')) return true;
  return contains(so_far, ",") && !names_a_person(text);
}

struct Region {
  std::size_t from = 0, to = 0;   // rows [from, to)
  std::size_t gutter = 0;
};

// Rows from `from` that keep clear of the gutter, up to the last with something right of it.
Region region_at(const Sheet& sheet, std::size_t from, std::size_t gutter, Layout layout) {
  Region region{from, from + 1, gutter};
  for (std::size_t i = from; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.table >= 0 || (i > from && row.page_start)) break;
    const Line& line = sheet.document->lines[row.line];
    const auto halves = halves_of(segments_of(line, gap_of(sheet)), gutter, slack_of(sheet));
    if (halves.crosses) break;
    if (!halves.right.empty()) region.to = i + 1;
    // In a list of persons a heading on the left ends it.
    else if (layout == Layout::persons && row.text.ends_with(':')) break;
  }
  // An item's title may run on below the last line of its text.
  if (layout == Layout::items)
    while (region.to < sheet.rows.size() && !sheet.rows[region.to].page_start && sheet.rows[region.to].table < 0) {
      const Line& line = sheet.document->lines[sheet.rows[region.to].line];
      const auto halves = halves_of(segments_of(line, gap_of(sheet)), gutter, slack_of(sheet));
      if (halves.crosses || halves.left.empty() || !halves.right.empty()) break;
      ++region.to;
    }
  return region;
}

void order_persons(Sheet& sheet, const Region& region, std::vector<Row>& out) {
  std::vector<Cell> left, right;
  for (std::size_t i = region.from; i < region.to; ++i) {
    const Row& row = sheet.rows[i];
    const Line& line = sheet.document->lines[row.line];
    const auto halves = halves_of(segments_of(line, gap_of(sheet)), region.gutter, slack_of(sheet));
    const auto put = [&](std::vector<Cell>& cells, std::string_view text) {
      if (text.empty()) return;
      if (!cells.empty() && wraps(cells.back(), text, row)) append_line(sheet, cells.back(), text);
      else cells.push_back({part_of(sheet, row, text), {}});
    };
    put(left, halves.left);
    put(right, halves.right);
  }
  emit(sheet, out, left);
  emit(sheet, out, right);
}

// Row by row: the left cell's lines make one title, the right cell's lines follow.
void order_items(Sheet& sheet, const Region& region, std::vector<Row>& out) {
  std::vector<Cell> left, right;
  bool left_before = false;
  for (std::size_t i = region.from; i < region.to; ++i) {
    const Row& row = sheet.rows[i];
    const Line& line = sheet.document->lines[row.line];
    const auto halves = halves_of(segments_of(line, gap_of(sheet)), region.gutter, slack_of(sheet));
    if (!halves.left.empty()) {
      const bool opens = starts_table_row(halves.left) || !left_before;
      if (opens) {
        emit(sheet, out, left);
        emit(sheet, out, right);
      }
      if (left.empty()) left.push_back({part_of(sheet, row, halves.left), {}});
      else append_line(sheet, left.back(), halves.left);
    }
    if (!halves.right.empty()) right.push_back({part_of(sheet, row, halves.right), {}});
    left_before = !halves.left.empty();
  }
  emit(sheet, out, left);
  emit(sheet, out, right);
}

void order_pages(Sheet& sheet) {
  const Gutters gutters = find_gutters(sheet);
  bool any = false;
  for (const auto& entry : gutters.at) any = any || layout_of(gutters.near(entry.first, slack_of(sheet))) != Layout::none;
  if (!any) return;
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  for (std::size_t i = 0; i < sheet.rows.size();) {
    const Row row = sheet.rows[i];
    const auto segments = segments_of(sheet.document->lines[row.line], gap_of(sheet));
    const Layout layout = segments.size() >= 2 && row.table < 0 && segments[1].column >= least_column(sheet) ? layout_of(gutters.near(segments[1].column, slack_of(sheet))) : Layout::none;
    const bool clean = layout != Layout::none && !halves_of(segments, segments[1].column, slack_of(sheet)).crosses;
    if (!clean) {
      out.push_back(row);
      ++i;
      continue;
    }
    const Region region = region_at(sheet, i, segments[1].column, layout);
    const std::size_t before = out.size();
    if (layout == Layout::persons) order_persons(sheet, region, out);
    else order_items(sheet, region, out);
    if (out.size() > before && row.page_start) {
      for (std::size_t k = before; k < out.size(); ++k) out[k].page_start = k == before;
    }
    i = std::max(region.to, i + 1);
  }
  sheet.rows = std::move(out);
}

// The cells of a data table's row (amounts, actions, a person's name and title) into one row.
struct TableRow {
  std::size_t from = 0, to = 0;  // rows of the sheet
  bool joinable = false;
};

bool joinable(const Sheet& sheet, const TableRow& table_row) {
  if (table_row.to - table_row.from < 2) return false;
  unsigned persons = 0;
  std::int32_t column = -1;
  for (std::size_t i = table_row.from; i < table_row.to; ++i) {
    const Row& row = sheet.rows[i];
    // Two lines in one cell, or long text, are no data.
    if (row.column == column || row.text.size() > 90 || row.text.ends_with(':')) return false;
    column = row.column;
    persons += names_a_person(row.text);
  }
  return persons < 2 && heading_mark(sheet.rows[table_row.from].text).style == Numbering::none;
}

bool heads_attendance(std::string_view cell) {
  const std::string folded = lower(strip(cell, " :."));
  return folded == "navn" || folded == "deltager" || folded == "medlem" || folded == "navne";
}

// What heads the columns of a table of items.
struct ItemHeads {
  std::size_t number = no_column, title = no_column;
  bool found = false;
};

ItemHeads item_heads(const std::vector<std::string_view>& cells) {
  ItemHeads heads;
  bool sections = false;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::string head = lower(strip(cells[k], " .:"));
    if (head == "nr" || head == "pkt" || head == "#" || head == "punkt nr" || head == "pkt. nr") heads.number = k;
    else if (head == "punkt" || head == "emne" || head == "sag" || head == "titel" || head == "dagsordenspunkt" || head == "overskrift") heads.title = k;
    sections = sections || head == "referat" || head == "beslutning" || head == "konklusion";
  }
  heads.found = sections && heads.title != no_column;
  return heads;
}

// A table of items with a row of heads: each row becomes number and title, and below them the other
// cells, each under the word that heads its column. Nothing where the first row heads no items.
bool open_item_table(Sheet& sheet, const std::vector<TableRow>& rows, std::vector<Row>& out) {
  if (rows.size() < 2) return false;
  std::vector<std::string_view> names;
  std::vector<std::int32_t> columns;
  for (std::size_t k = rows[0].from; k < rows[0].to && k - rows[0].from < 12; ++k) {
    names.push_back(sheet.rows[k].text);
    columns.push_back(sheet.rows[k].column);
  }
  const ItemHeads heads = item_heads(names);
  if (!heads.found) return false;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    std::string heading;
    std::size_t title_row = no_column;
    for (std::size_t k = rows[row].from; k < rows[row].to; ++k) {
      const bool number = heads.number != no_column && sheet.rows[k].column == columns[heads.number];
      const bool title = sheet.rows[k].column == columns[heads.title];
      if (number && heading.empty()) heading = std::string(strip(sheet.rows[k].text, " .")) + ". ";
      if (title && title_row == no_column) title_row = k;
    }
    const auto emit_row = [&](std::size_t like, std::string text) {
      sheet.owned.push_back(std::move(text));
      Row made = sheet.rows[like];
      made.text = sheet.owned.back();
      made.role = LineRole::body;
      made.table = -1;
      out.push_back(made);
    };
    if (title_row != no_column) emit_row(title_row, heading + std::string(sheet.rows[title_row].text));
    std::int32_t before = -1;
    for (std::size_t k = rows[row].from; k < rows[row].to; ++k) {
      if (k == title_row || (heads.number != no_column && sheet.rows[k].column == columns[heads.number])) continue;
      const auto column = std::find(columns.begin(), columns.end(), sheet.rows[k].column);
      const bool timed = time_at(sheet.rows[k].text, 0, false).has_value();
      const bool new_cell = sheet.rows[k].column != before;
      if (new_cell && column != columns.end() && sheet.rows[k].column != columns[heads.title] && !timed)
        emit_row(k, std::string(names[static_cast<std::size_t>(column - columns.begin())]));
      before = sheet.rows[k].column;
      Row cell = sheet.rows[k];
      cell.table = -1;
      out.push_back(cell);
    }
  }
  return true;
}

void join_tables(Sheet& sheet) {
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  for (std::size_t i = 0; i < sheet.rows.size();) {
    if (sheet.rows[i].table < 0) {
      out.push_back(sheet.rows[i++]);
      continue;
    }
    // A whole table, row by row.
    std::vector<TableRow> rows;
    std::size_t next = i;
    while (next < sheet.rows.size() && sheet.rows[next].table == sheet.rows[i].table) {
      TableRow row{next, next, false};
      while (row.to < sheet.rows.size() && sheet.rows[row.to].table == sheet.rows[next].table && sheet.rows[row.to].row == sheet.rows[next].row) ++row.to;
      row.joinable = joinable(sheet, row);
      next = row.to;
      rows.push_back(row);
    }
    if (open_item_table(sheet, rows, out)) {
      i = next;
      continue;
    }
    const auto data = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const TableRow& row) { return row.joinable; }));
    const bool table = rows.size() >= 2 && data * 3 >= rows.size() * 2;
    const bool barred = table && heads_attendance(sheet.rows[i].text);
    for (const TableRow& row : rows) {
      if (!table || !row.joinable) {
        out.insert(out.end(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(row.from), sheet.rows.begin() + static_cast<std::ptrdiff_t>(row.to));
        continue;
      }
      std::string text;
      std::int32_t column = sheet.rows[row.from].column;
      for (std::size_t k = row.from; k < row.to; ++k) {
        // A bar for each column that was passed, so that an empty cell keeps its place.
        if (barred)
          for (; column < sheet.rows[k].column && column < 40; ++column) text += " | ";
        else if (k > row.from) text += "  ";
        text += sheet.rows[k].text;
      }
      sheet.owned.push_back(std::move(text));
      Row joined = sheet.rows[row.from];
      joined.text = sheet.owned.back();
      out.push_back(joined);
    }
    i = next;
  }
  sheet.rows = std::move(out);
}

// “1 | Budget | Godkendt.” under “Nr. | Punkt | Referat”: the cells one under the other, each below
// the word that heads its column.
void open_barred_tables(Sheet& sheet) {
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  std::vector<std::string_view> heads;
  std::size_t number = no_column, title = no_column;
  for (const Row& row : sheet.rows) {
    const bool barred = row.text.find('|') != std::string_view::npos && row.text.size() < 20'000;
    const auto cells = barred ? cells_of(row.text) : std::vector<std::string_view>{};
    if (cells.size() < 2) {
      heads.clear();
      out.push_back(row);
      continue;
    }
    if (heads.empty()) {
      const ItemHeads found = item_heads(cells);
      number = found.number;
      title = found.title;
      if (found.found) heads = cells;
      else out.push_back(row);
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
    if (number < cells.size() && !cells[number].empty()) heading = std::string(strip(cells[number], " .")) + ". " + heading;
    emit_text(std::move(heading));
    for (std::size_t k = 0; k < cells.size() && k < heads.size(); ++k) {
      if (k == number || k == title || cells[k].empty()) continue;
      emit_text(std::string(heads[k]));
      emit_text(std::string(cells[k]));
    }
  }
  sheet.rows = std::move(out);
}

}  // namespace

void order_columns(Sheet& sheet) {
  open_barred_tables(sheet);
  bool tables = false;
  for (const Row& row : sheet.rows) tables = tables || row.table >= 0;
  if (tables) join_tables(sheet);
  order_pages(sheet);
}

}  // namespace klynge::reading
