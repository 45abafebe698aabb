#include "extract/helper/pdf_lines.hpp"

#include <algorithm>
#include <cmath>

namespace klynge::extract {
namespace {

using reading::Line;
using reading::Word;

// Shares of the font size, found by looking at minutes from several producers.
constexpr float baseline_tolerance = 0.3f;  // superscripts and mixed fonts stay on their line
constexpr float line_drift = 0.5f;          // but a line may not creep downwards word by word
constexpr float joined_gap = 0.1f;          // below it two pieces are one word (as poppler has it)
constexpr float column_gap = 2.0f;          // always a column
constexpr float likely_column_gap = 0.7f;   // a column where it is also …
constexpr float times_usual_gap = 2.5f;     // … this much wider than the line's usual gap
constexpr float character_width = 0.5f;     // of an ordinary letter
constexpr float paragraph_pitch = 1.35f;    // times the usual distance between lines: an empty line
constexpr float full_line_slack = 4.0f;     // points
constexpr std::size_t most_spaces = 200, most_empty_lines = 3;

float baseline(const PageWord& word) { return word.y + word.height; }

float gap_between(const PageWord& left, const PageWord& right) { return right.x - (left.x + left.width); }

template <class Number>
Number median(std::vector<Number>& values, Number otherwise) {
  if (values.empty()) return otherwise;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// Spaces between two words of a line that has `columns` characters so far.
std::size_t spaces_before(const PageWord& left, const PageWord& right, float size, float usual, const Grid& grid,
                          std::size_t columns) {
  const float gap = gap_between(left, right);
  const bool column = gap > column_gap * size || (gap > likely_column_gap * size && gap > times_usual_gap * usual);
  if (!column) return gap > joined_gap * size || left.space_after ? 1 : 0;
  const std::size_t target = grid.column(right.x);
  return std::max<std::size_t>(2, target > columns ? target - columns : 0);
}

void grow_box(Line& line, const PageWord& word) {
  const float right = std::max(line.x + line.width, word.x + word.width);
  const float bottom = std::max(line.y + line.height, word.y + word.height);
  line.x = std::min(line.x, word.x);
  line.y = std::min(line.y, word.y);
  line.width = right - line.x;
  line.height = bottom - line.y;
}

float mean_height(const Line& above, const Line& below) { return (above.height + below.height) / 2; }

float distance(const Line& above, const Line& below) { return below.y + below.height - (above.y + above.height); }

bool in_one_cell(const Line& a, const Line& b) { return a.table == b.table && a.row == b.row && a.column == b.column; }

// Of two columns of running text, the last line of one and the first of the next: a paragraph ends with the column
// where the next word would still have fitted.
bool ends_with_column(const std::vector<Line>& lines, std::size_t next) {
  const Line& above = lines[next - 1];
  const Line& below = lines[next];
  if (above.role != reading::LineRole::body || above.column == below.column || below.words.empty()) return false;
  float right = 0;
  for (std::size_t i = next; i-- > 0 && in_one_cell(lines[i], above);)
    right = std::max(right, lines[i].x + lines[i].width);
  return above.x + above.width + 0.3f * above.height + below.words[0].width + full_line_slack < right;
}

std::size_t empty_lines_between(const Line& above, const Line& below, float pitch) {
  const float expected = (pitch > 0 ? pitch : 1.2f) * mean_height(above, below);
  const float lines = distance(above, below) / std::max(expected, 1.0f);
  if (!(lines >= paragraph_pitch)) return 0;
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(std::min(lines, 100.0f))) - 1, 1,
                                 most_empty_lines);
}

Line empty_line(const Line& below) {
  Line line;
  line.x = below.x;
  line.y = below.y;
  line.table = below.table;
  line.row = below.row;
  line.column = below.column;
  return line;
}

}  // namespace

std::vector<PageRow> page_rows(std::vector<PageWord> words) {
  std::sort(words.begin(), words.end(), [](const PageWord& a, const PageWord& b) {
    return baseline(a) != baseline(b) ? baseline(a) < baseline(b) : a.x < b.x;
  });
  std::vector<PageRow> rows;
  float first = 0, last = 0, height = 0;
  for (PageWord& word : words) {
    const float at = baseline(word);
    const float tallest = std::max(height, word.height);
    const bool same = !rows.empty() && at - last <= baseline_tolerance * tallest && at - first <= line_drift * tallest;
    if (!same) {
      rows.emplace_back();
      first = at;
      height = 0;
    }
    last = at;
    height = std::max(height, word.height);
    rows.back().push_back(std::move(word));
  }
  for (PageRow& row : rows)
    std::sort(row.begin(), row.end(),
              [](const PageWord& a, const PageWord& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  return rows;
}

float font_size_of(const PageRow& row) {
  float size = 0;
  for (const PageWord& word : row) size = std::max(size, word.font_size);
  return size > 0 ? size : 10;
}

float usual_gap(const PageRow& row) {
  const float size = font_size_of(row);
  std::vector<float> gaps;
  for (std::size_t i = 1; i < row.size(); ++i)
    if (const float gap = gap_between(row[i - 1], row[i]); gap > joined_gap * size) gaps.push_back(gap);
  return gaps.size() < 3 ? 0.3f * size : median(gaps, 0.3f * size);
}

std::size_t Grid::column(float x) const {
  const float columns = std::round((x - left) / step);
  return columns > 0 ? static_cast<std::size_t>(std::min(columns, static_cast<float>(most_spaces))) : 0;
}

Grid grid_of(const std::vector<PageRow>& rows) {
  Grid grid;
  std::vector<float> sizes;
  grid.left = rows.front().front().x;
  for (const PageRow& row : rows) {
    grid.left = std::min(grid.left, row.front().x);
    sizes.push_back(font_size_of(row));
  }
  grid.step = character_width * median(sizes, 10.0f);
  return grid;
}

Line line_of(const PageRow& row, std::size_t from, std::size_t to, Grid grid) {
  const float size = font_size_of(row), usual = usual_gap(row);
  Line line;
  line.x = row[from].x;
  line.y = row[from].y;
  line.font_size = size;
  line.text.assign(grid.column(line.x), ' ');
  line.words.reserve(to - from);
  std::size_t columns = line.text.size(), bold = 0, all = 0;
  for (std::size_t i = from; i < to; ++i) {
    const PageWord& word = row[i];
    const std::size_t spaces = i == from ? 0 : spaces_before(row[i - 1], word, size, usual, grid, columns);
    line.text.append(spaces, ' ');
    const auto start = static_cast<std::uint32_t>(line.text.size());
    line.text += word.text;
    const auto end = static_cast<std::uint32_t>(line.text.size());
    line.words.push_back({start, end, word.x, word.y, word.width, word.height, word.bold});
    columns += spaces + characters(word.text);
    bold += word.bold ? word.text.size() : 0;
    all += word.text.size();
    grow_box(line, word);
  }
  line.bold = bold * 2 > all;
  return line;
}

float usual_pitch(const std::vector<std::vector<Line>>& pages) {
  std::vector<float> pitches;
  for (const auto& lines : pages)
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (!in_one_cell(lines[i - 1], lines[i])) continue;
      const float height = mean_height(lines[i - 1], lines[i]);
      const float pitch = height > 0 ? distance(lines[i - 1], lines[i]) / height : 0;
      if (pitch > 0.8f && pitch < 3) pitches.push_back(pitch);
    }
  if (pitches.size() < 4) return 0;
  // A low share, since nothing stands closer than running text, and some minutes are mostly
  // paragraphs of one line.
  const auto tenth = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 10);
  std::nth_element(pitches.begin(), tenth, pitches.end());
  return *tenth;
}

void add_page(std::vector<Line> lines, float pitch, LineSink& sink) {
  // What the next line stands below: after a table its lowest line, not the one that was read last.
  std::size_t above = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool between_cells =
        i > 0 && lines[i].table >= 0 && lines[i - 1].table == lines[i].table && !in_one_cell(lines[i - 1], lines[i]);
    if (i > 0 && !between_cells)
      for (std::size_t n =
               empty_lines_between(lines[in_one_cell(lines[i - 1], lines[i]) ? i - 1 : above], lines[i], pitch);
           n > 0; --n)
        sink.add(empty_line(lines[i]));
    if (between_cells && ends_with_column(lines, i)) sink.add(empty_line(lines[i]));
    sink.add(lines[i]);
    const bool lower = distance(lines[above], lines[i]) >= 0;
    if (lower || !between_cells) above = i;
  }
}

}  // namespace klynge::extract
