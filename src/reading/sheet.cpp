#include "reading/sheet.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "reading/columns.hpp"
#include "reading/person_number.hpp"
#include "reading/running_columns.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

std::uint16_t columns_before(std::string_view text) {
  unsigned columns = 0;
  for (const char c : text) {
    if (c == ' ')
      ++columns;
    else if (c == '\t')
      columns += 8;
    else
      break;
    if (columns > 1000) break;
  }
  return static_cast<std::uint16_t>(columns);
}

Row row_of(const Line& line, std::size_t index, std::string_view text) {
  Row row;
  row.text = text;
  row.marks = marks_of(text);
  row.line = static_cast<std::uint32_t>(index);
  row.indent = columns_before(line.text);
  row.bold = line.bold;
  row.role = line.role;
  row.level = line.level;
  row.table = line.table;
  row.row = line.row;
  row.column = line.column;
  row.x = line.x;
  row.y = line.y;
  row.right = line.x + line.width;
  row.height = line.height;
  return row;
}

// A column of a table is as wide as its widest line, or reaches to the next column.
void find_cell_edges(Sheet& sheet) {
  constexpr float padding = 14;  // points between a full line and the next column's beginning
  struct Extent {
    float left = 0, right = 0;
  };
  std::map<std::pair<std::int32_t, std::int32_t>, Extent> columns;  // by table and column
  for (const Row& row : sheet.rows) {
    if (row.table < 0 || row.right <= 0) continue;
    const auto [at, fresh] = columns.try_emplace({row.table, row.column}, Extent{row.x, row.right});
    at->second.left = std::min(at->second.left, row.x);
    at->second.right = std::max(at->second.right, row.right);
  }
  for (auto at = columns.begin(); at != columns.end(); ++at) {
    const auto next = std::next(at);
    if (next != columns.end() && next->first.first == at->first.first)
      at->second.right = std::max(at->second.right, next->second.left - padding);
  }
  for (Row& row : sheet.rows)
    if (row.table >= 0 && row.right > 0) row.cell_edge = columns[{row.table, row.column}].right;
}

// Texts put together from several lines may hold more than the line they are told by.
void mark_owned(Sheet& sheet) {
  if (sheet.owned.empty()) return;
  for (Row& row : sheet.rows) {
    const std::string& line = sheet.document->lines[row.line].text;
    const bool part_of_line =
        row.text.data() >= line.data() && row.text.data() + row.text.size() <= line.data() + line.size();
    if (!part_of_line) row.marks = marks_of(row.text);
  }
}

void mask(Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    Row& row = sheet.rows[i];
    if (!row.marks.digit) continue;
    auto masked = mask_person_numbers(row.text);
    if (!masked) continue;
    sheet.owned.push_back(std::move(*masked));
    row.text = sheet.owned.back();
    sheet.person_numbers.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace

Sheet make_sheet(const Document& document) {
  Sheet sheet;
  sheet.document = &document;
  sheet.rows.reserve(document.lines.size());
  unsigned blanks = 0;
  std::uint32_t page = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    const std::string_view text = trim(line.text);
    // A bar alone is what a broken line left of a row with bars.
    if (text.empty() || (text == "|" && line.width > 0)) {
      blanks += text.empty();
      continue;
    }
    Row row = row_of(line, i, text);
    row.blanks = static_cast<std::uint16_t>(std::min(blanks, 1000u));
    row.page_start = line.page != page;
    page = line.page;
    blanks = 0;
    sheet.rows.push_back(row);
  }
  find_cell_edges(sheet);
  join_running_columns(sheet);
  order_columns(sheet);
  mark_owned(sheet);
  mask(sheet);
  return sheet;
}

void measure(Sheet& sheet) {
  // A row whose successor starts small was broken because it was full: these rows tell how wide a
  // full line is and how far apart the lines of one paragraph stand.
  std::array<std::size_t, 256> widths{};
  std::array<std::size_t, 4> gaps{};
  std::array<std::size_t, 4> broken{};  // blank lines inside a sentence
  std::size_t count = 0, breaks = 0;
  std::vector<float> edges;
  // Where lines are paragraphs, “o Ny aftale” begins one, though it starts small.
  const bool paragraphs = sheet.document->format == Format::docx || sheet.document->format == Format::html;
  for (std::size_t i = 0; i + 1 < sheet.rows.size(); ++i) {
    const Row& a = sheet.rows[i];
    const Row& b = sheet.rows[i + 1];
    if (a.furniture || b.furniture || !starts_lower(b.text) || b.page_start ||
        (paragraphs && bullet_length(b.text) > 0))
      continue;
    if (a.cell_edge > 0 || b.cell_edge > 0) continue;  // a cell is full sooner
    if (!a.text.ends_with('.') && !a.text.ends_with(':')) {
      ++broken[std::min<std::size_t>(b.blanks, broken.size() - 1)];
      ++breaks;
    }
    const std::size_t wide = characters(a.text);
    if (wide < 30) continue;
    ++widths[std::min<std::size_t>(wide, widths.size() - 1)];
    ++gaps[std::min<std::size_t>(b.blanks, gaps.size() - 1)];
    if (a.right > 0 && edges.size() < 10'000) edges.push_back(a.right);
    ++count;
  }
  sheet.width = 0;
  if (count >= 3) {
    std::size_t seen = 0;
    for (std::size_t wide = 0; wide < widths.size(); ++wide) {
      seen += widths[wide];
      if (seen * 10 >= count * 8) {
        sheet.width = wide;
        break;
      }
    }
    // What cells told (table_rows.cpp) holds outside them too.
    sheet.gap = std::max(sheet.gap, static_cast<unsigned>(std::max_element(gaps.begin(), gaps.end()) - gaps.begin()));
    sheet.rewrapped = broken[0] * 5 >= breaks && broken[1] * 5 >= breaks;
  }
  if (edges.size() >= 3) {
    const auto at = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() * 8 / 10);
    std::nth_element(edges.begin(), at, edges.end());
    sheet.right_edge = *at;
  } else if (!sheet.document->pages.empty() && sheet.document->pages[0].width > 0) {
    // Too few broken lines to learn from: the longest line, where it comes near the paper's edge.
    float most = 0;
    for (const Row& row : sheet.rows)
      if (!row.furniture && row.cell_edge <= 0) most = std::max(most, row.right);
    if (most > 0.75f * sheet.document->pages[0].width) sheet.right_edge = most;
  }
}

Place place_of(const Sheet& sheet, std::size_t row_index, std::string_view part, float confidence) {
  const Row& row = sheet.rows[row_index];
  const Line& line = sheet.document->lines[row.line];
  Place place{line.page, line.number, 0, static_cast<std::uint32_t>(line.text.size()), 0, confidence};
  const char* from = line.text.data();
  const bool inside = part.data() >= from && part.data() + part.size() <= from + line.text.size();
  if (inside) {
    place.start = static_cast<std::uint32_t>(part.data() - from);
    place.end = place.start + static_cast<std::uint32_t>(part.size());
  } else if (row.last_line > row.line) {
    const Line& last = sheet.document->lines[row.last_line];
    place.last_line = last.number;
    place.end = static_cast<std::uint32_t>(last.text.size());
  }
  return place;
}

Place place_of(const Sheet& sheet, std::size_t first_row, std::size_t last_row, float confidence) {
  Place place = place_of(sheet, first_row, sheet.rows[first_row].text, confidence);
  if (last_row <= first_row) return place;
  const Place last = place_of(sheet, last_row, sheet.rows[last_row].text, confidence);
  place.last_line = last.last_line > 0 ? last.last_line : last.line;
  place.end = last.end;
  return place;
}

}  // namespace klynge::reading
