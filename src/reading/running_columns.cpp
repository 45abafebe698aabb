#include "reading/running_columns.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <utility>

#include "reading/cell_paragraphs.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t most_joined = 4;       // rows of a name, a label, an entry of a list
constexpr std::size_t most_joined_bold = 8;  // of a title

bool runs(const Row& row) { return row.table >= 0 && row.role == LineRole::body; }

// That of the widest line, or of some a little narrower that end at one place, as justified ones do.
float width_of_full(std::vector<float>& widths) {
  constexpr float near = 2, least_share = 0.9f;  // points; of the widest
  if (widths.empty()) return 0;
  std::ranges::sort(widths, std::greater{});
  const std::size_t least = std::max<std::size_t>(2, widths.size() / 12);
  for (std::size_t i = 0; i + least <= widths.size() && widths[i] >= least_share * widths[0]; ++i)
    if (widths[i] - widths[i + least - 1] <= near) return widths[i];
  return widths[0];
}

// Both columns are as wide as the full lines in either, but for what juts out, a table or a drawing.
void find_column_ends(Sheet& sheet) {
  constexpr float least_gutter = 8;  // points
  std::array<float, 2> lefts{};
  const auto column = [](const Row& row) { return row.column > 0 ? std::size_t{1} : std::size_t{0}; };
  for (const Row& row : sheet.rows) {
    if (!runs(row)) continue;
    float& left = lefts[column(row)];
    left = left == 0 ? row.x : std::min(left, row.x);
  }
  const float room = lefts[1] > lefts[0] ? lefts[1] - lefts[0] - least_gutter : std::numeric_limits<float>::max();
  std::vector<float> widths;
  for (const Row& row : sheet.rows)
    if (const float own = row.right - lefts[column(row)]; runs(row) && own <= room) widths.push_back(own);
  const float width = width_of_full(widths);
  for (Row& row : sheet.rows)
    if (runs(row)) row.cell_edge = lefts[column(row)] + width;
}

// “møde     den    10. december    2020”: in a line that fills its column the blanks only fill it.
void close_justified(Sheet& sheet) {
  constexpr float near = 2;  // points
  for (Row& row : sheet.rows) {
    if (!runs(row) || row.right < row.cell_edge - near || row.text.find("  ") == std::string_view::npos) continue;
    sheet.owned.push_back(std::string(row.text));
    std::string& text = sheet.owned.back();
    const auto end = std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; });
    text.erase(end, text.end());
    row.text = text;
  }
}

bool all_bold(const Sheet& sheet, const Paragraph& paragraph) {
  return std::ranges::all_of(paragraph.rows, [&](std::size_t row) { return sheet.rows[row].bold; });
}

bool is_joined(const Sheet& sheet, const Paragraph& paragraph) {
  const std::size_t lines = paragraph.rows.size();
  if (lines < 2 || lines > most_joined_bold) return false;
  const std::string_view first = sheet.rows[paragraph.first()].text;
  if (all_bold(sheet, paragraph)) return true;
  if (lines > most_joined) return false;
  if (paragraph.text.size() < 200 && find_label(paragraph.text).alone && !find_label(first).alone) return true;
  return paragraph.sure;
}

void write(Sheet& sheet, const Cell& cell, std::vector<Row>& out) {
  for (const Paragraph& paragraph : cell.paragraphs) {
    if (!is_joined(sheet, paragraph)) {
      for (const std::size_t row : paragraph.rows) out.push_back(sheet.rows[row]);
      continue;
    }
    sheet.owned.push_back(paragraph.text);
    Row row = sheet.rows[paragraph.first()];
    row.text = sheet.owned.back();
    row.last_line = sheet.rows[paragraph.rows.back()].line;
    row.right = sheet.rows[paragraph.rows.back()].right;
    out.push_back(row);
  }
}

}  // namespace

void join_running_columns(Sheet& sheet) {
  if (sheet.document->format != Format::pdf || std::ranges::none_of(sheet.rows, runs)) return;
  find_column_ends(sheet);
  close_justified(sheet);
  const unsigned gap = gap_in_cells(sheet);
  const Hyphens hyphens = learn_hyphens(sheet);
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  // A page's head and foot stand between a paragraph's lines, so they wait.
  std::vector<Row> waiting;
  Cell cell;
  const auto finish = [&] {
    find_paragraphs(sheet, cell, gap, hyphens, false);
    write(sheet, cell, out);
    out.insert(out.end(), waiting.begin(), waiting.end());
    waiting.clear();
    cell = {};
  };
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    Row& row = sheet.rows[i];
    const bool edge = row.role == LineRole::header || row.role == LineRole::footer;
    if (runs(row)) {
      // A title ends where its bold type does.
      if (!cell.rows.empty() && sheet.rows[cell.rows.back()].bold != row.bold) finish();
      cell.rows.push_back(i);
    } else if (edge && !cell.rows.empty()) {
      waiting.push_back(row);
    } else {
      if (!cell.rows.empty()) finish();
      out.push_back(row);
    }
  }
  finish();
  for (Row& row : out)
    if (runs(row)) row.table = row.row = row.column = -1;
  sheet.rows = std::move(out);
}

}  // namespace klynge::reading
