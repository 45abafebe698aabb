#include "reading/columns.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/table_rows.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t widest_column = 2'000;

// A stretch of a line between wide gaps; places are characters.
struct Segment {
  std::size_t column = 0, end = 0;
  std::string_view text;
};

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
  return out;
}

constexpr std::size_t slack = 2;          // how far two lines' columns may stand apart and be one
constexpr std::size_t least_column = 12;  // nearer to the left edge a gap is an indent or a number's
constexpr std::size_t least_gap = 3;      // two spaces may be typed

bool starts_table_row(std::string_view text) {
  const HeadingMark mark = heading_mark(text);
  return mark.style != Numbering::none || enumerator_length(text) > 0;
}

// “1.” with its title at a hanging indent is no cell: below it the text stands at the same indent.
bool is_bare_number(std::string_view text) {
  const std::string_view number = strip(text, " .):");
  return !number.empty() && number.size() <= 4 &&
         std::ranges::all_of(number, [](char c) { return is_digit(c) || c == '.'; });
}

bool heads_minutes(std::string_view text) {
  const LabelFound label = find_label(text);
  return label.alone && label.label == Label::minutes;
}

// What speaks for a column of the page: counted over the whole document.
struct Gutter {
  unsigned headings = 0;    // numbers or times to its left
  unsigned persons = 0;     // a person on either side
  unsigned right_only = 0;  // lines that begin at it
  bool headed = false;      // “Beslutning” stands above it
};

struct Gutters {
  std::map<std::size_t, Gutter> at;
  // Everything counted within `slack` of the column.
  Gutter near(std::size_t column) const {
    Gutter sum;
    for (auto it = at.lower_bound(column > slack ? column - slack : 0); it != at.end() && it->first <= column + slack;
         ++it) {
      sum.headings += it->second.headings;
      sum.persons += it->second.persons;
      sum.right_only += it->second.right_only;
      sum.headed = sum.headed || it->second.headed;
    }
    return sum;
  }
};

Gutters find_gutters(const Sheet& sheet) {
  Gutters gutters;
  for (const Row& row : sheet.rows) {
    // A line of running text at the left edge says nothing of columns.
    if (row.indent < least_column &&
        !(row.marks.gap && (contains(row.text, "   ") || row.text.find('\t') != std::string_view::npos)))
      continue;
    const auto segments = segments_of(sheet.document->lines[row.line], least_gap);
    if (segments.empty() || row.table >= 0) continue;
    if (segments.size() == 1) {
      if (segments[0].column >= least_column && segments[0].column < widest_column)
        ++gutters.at[segments[0].column].right_only;
      continue;
    }
    const std::size_t column = segments[1].column;
    if (column < least_column || column >= widest_column) continue;
    Gutter& gutter = gutters.at[column];
    if (starts_table_row(segments[0].text) && segments[0].column < column) {
      // Where a third cell stands beside the title, the number's is one too.
      if (segments.size() > 2 || !is_bare_number(segments[0].text)) ++gutter.headings;
    } else if (names_a_person(segments[0].text) && names_a_person(segments[1].text)) {
      ++gutter.persons;
    } else if (segments.size() == 2 && heads_minutes(segments[1].text)) {
      gutter.headed = true;
    }
  }
  return gutters;
}

enum class Layout { none, persons, items };

Layout layout_of(const Gutter& gutter) {
  if (gutter.headings >= 2 && gutter.right_only >= 2 * gutter.headings) return Layout::items;
  if (gutter.headings >= 3 && gutter.headed && gutter.right_only > 0) return Layout::items;
  if (gutter.persons >= 2) return Layout::persons;
  return Layout::none;
}

struct Cell {
  Row row;
  std::string text;  // where lines were joined
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

Halves halves_of(const std::vector<Segment>& segments, std::size_t gutter) {
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
  std::size_t from = 0, to = 0;  // rows [from, to)
  std::size_t gutter = 0;
};

// Rows from `from` that keep clear of the gutter, up to the last with something right of it.
Region region_at(const Sheet& sheet, std::size_t from, std::size_t gutter, Layout layout) {
  Region region{from, from + 1, gutter};
  for (std::size_t i = from; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.table >= 0 || (i > from && row.page_start)) break;
    const Line& line = sheet.document->lines[row.line];
    const auto halves = halves_of(segments_of(line, least_gap), gutter);
    if (halves.crosses) break;
    if (!halves.right.empty()) region.to = i + 1;
    // In a list of persons a heading on the left ends it.
    else if (layout == Layout::persons && row.text.ends_with(':'))
      break;
  }
  // An item's title may run on below the last line of its text.
  if (layout == Layout::items)
    while (region.to < sheet.rows.size() && !sheet.rows[region.to].page_start && sheet.rows[region.to].table < 0) {
      const Line& line = sheet.document->lines[sheet.rows[region.to].line];
      const auto halves = halves_of(segments_of(line, least_gap), gutter);
      if (halves.crosses || halves.left.empty() || !halves.right.empty()) break;
      // “Mødet sluttede kl. 21.25” apart from the last item is no title's rest.
      if (sheet.rows[region.to].blanks > sheet.gap + 1) break;
      ++region.to;
    }
  return region;
}

void order_persons(Sheet& sheet, const Region& region, std::vector<Row>& out) {
  std::vector<Cell> left, right;
  for (std::size_t i = region.from; i < region.to; ++i) {
    const Row& row = sheet.rows[i];
    const Line& line = sheet.document->lines[row.line];
    const auto halves = halves_of(segments_of(line, least_gap), region.gutter);
    const auto put = [&](std::vector<Cell>& cells, std::string_view text) {
      if (text.empty()) return;
      if (!cells.empty() && wraps(cells.back(), text, row))
        append_line(sheet, cells.back(), text);
      else
        cells.push_back({part_of(sheet, row, text), {}});
    };
    put(left, halves.left);
    put(right, halves.right);
  }
  emit(sheet, out, left);
  emit(sheet, out, right);
}

// “Dagsordenspunkt      Beslutning” in the first row or at most three above it: the head of the right column; empty
// where none says that the minutes stand there.
std::string_view head_of_minutes(const Sheet& sheet, const Region& region) {
  constexpr std::size_t reach = 3;
  for (std::size_t i = region.from + 1; i > 0 && i + reach > region.from; --i) {
    const auto segments = segments_of(sheet.document->lines[sheet.rows[i - 1].line], least_gap);
    if (segments.size() != 2 || segments[1].column > region.gutter + slack ||
        segments[1].column + slack < region.gutter)
      continue;
    if (heads_minutes(segments[1].text)) return segments[1].text;
  }
  return {};
}

// Where the longest line of the right column ends, in characters.
std::size_t right_edge_of(const Sheet& sheet, const Region& region) {
  std::size_t edge = 0;
  for (std::size_t i = region.from; i < region.to; ++i)
    if (const auto segments = segments_of(sheet.document->lines[sheet.rows[i].line], least_gap);
        !segments.empty() && segments.back().column + slack >= region.gutter)
      edge = std::max(edge, segments.back().end);
  return edge;
}

struct LeftLine {
  std::string_view text;
  std::size_t column = 0, end = 0;
};

// “   a. Kvartalsrapport” or “   Indkøb af bord” below “2. Økonomi”, which had room for more: what the item is about.
bool is_about_item(const LeftLine& title, const LeftLine& above, const LeftLine& line, std::size_t gutter) {
  if (line.column < title.column + 2 || (!starts_upper(line.text) && enumerator_length(line.text) == 0)) return false;
  return above.end + 1 + characters(first_word(line.text)) + least_gap <= gutter;
}

// Row by row: the left cell's lines make one title, the right cell's lines follow. Where the heads say that minutes
// stand on the right, the left cell may also tell what the item is about; then `head` parts the two.
void order_items(Sheet& sheet, const Region& region, std::vector<Row>& out) {
  const std::string_view head = head_of_minutes(sheet, region);
  const std::size_t edge = head.empty() ? 0 : right_edge_of(sheet, region);
  std::vector<Cell> left, right;
  bool left_before = false, about = false;
  LeftLine title, above;
  std::size_t right_end = 0;  // of the line above in the right column
  const auto emit_item = [&] {
    emit(sheet, out, left);
    if (about && !right.empty()) {
      Row label = right.front().row;
      label.text = head;
      out.push_back(label);
    }
    emit(sheet, out, right);
    about = false;
  };
  for (std::size_t i = region.from; i < region.to; ++i) {
    const Row& row = sheet.rows[i];
    const Line& line = sheet.document->lines[row.line];
    const auto segments = segments_of(line, least_gap);
    const auto halves = halves_of(segments, region.gutter);
    if (!halves.left.empty()) {
      const LeftLine here{halves.left, segments[0].column, segments[0].column + characters(halves.left)};
      const bool more = !head.empty() && !left.empty() && is_about_item(title, above, here, region.gutter);
      if (more) {
        about = true;
        left.push_back({part_of(sheet, row, halves.left), {}});
      } else {
        if (starts_table_row(halves.left) || !left_before) {
          emit_item();
          title = here;
        }
        if (left.empty())
          left.push_back({part_of(sheet, row, halves.left), {}});
        else
          append_line(sheet, left.back(), halves.left);
      }
      above = here;
    }
    if (!halves.right.empty()) {
      // A full line goes on with the next.
      const bool full = edge > 0 && !right.empty() && row.blanks == 0 &&
                        right_end + 1 + characters(halves.right.substr(0, halves.right.find(' '))) > edge &&
                        bullet_length(halves.right) == 0 && enumerator_length(halves.right) == 0;
      if (full) {
        append_line(sheet, right.back(), halves.right);
        right.back().row.last_line = row.line;
      } else {
        right.push_back({part_of(sheet, row, halves.right), {}});
      }
      right_end = segments.back().end;
    }
    left_before = !halves.left.empty();
  }
  emit_item();
}

void order_pages(Sheet& sheet) {
  const Gutters gutters = find_gutters(sheet);
  bool any = false;
  for (const auto& entry : gutters.at) any = any || layout_of(gutters.near(entry.first)) != Layout::none;
  if (!any) return;
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  for (std::size_t i = 0; i < sheet.rows.size();) {
    const Row row = sheet.rows[i];
    const auto segments = segments_of(sheet.document->lines[row.line], least_gap);
    const Layout layout = segments.size() >= 2 && row.table < 0 && segments[1].column >= least_column
                              ? layout_of(gutters.near(segments[1].column))
                              : Layout::none;
    const bool clean = layout != Layout::none && !halves_of(segments, segments[1].column).crosses;
    if (!clean) {
      out.push_back(row);
      ++i;
      continue;
    }
    const Region region = region_at(sheet, i, segments[1].column, layout);
    const std::size_t before = out.size();
    if (layout == Layout::persons)
      order_persons(sheet, region, out);
    else
      order_items(sheet, region, out);
    if (out.size() > before && row.page_start) {
      for (std::size_t k = before; k < out.size(); ++k) out[k].page_start = k == before;
    }
    i = std::max(region.to, i + 1);
  }
  sheet.rows = std::move(out);
}

}  // namespace

void order_columns(Sheet& sheet) {
  if (std::ranges::any_of(sheet.rows, [](const Row& row) { return row.marks.bar; })) open_barred_tables(sheet);
  if (std::ranges::any_of(sheet.rows, [](const Row& row) { return row.table >= 0; })) order_tables(sheet);
  // A PDF's columns came as tables.
  if (sheet.document->format != Format::pdf) order_pages(sheet);
}

}  // namespace klynge::reading
