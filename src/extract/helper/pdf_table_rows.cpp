#include "extract/helper/pdf_table_rows.hpp"

#include <algorithm>
#include <limits>

#include "extract/helper/pdf_columns.hpp"

namespace klynge::extract {
namespace {

constexpr float before_any_word = std::numeric_limits<float>::lowest();
constexpr float cell_margins = 1.6f;   // shares of the font size between a full line and the next column
constexpr float next_row_gap = 1.22f;  // times the distance of lines: white between two rows of a table

class RowParter {
 public:
  RowParter(const std::vector<PageRow>& rows, const PageTable& table, float pitch)
      : rows_(rows), table_(table), pitch_(pitch) {
    for (std::size_t r = table.from; r < table.to; ++r)
      if (const CellSpan* cell = first_cell(r)) widest_ = std::max(widest_, right_of(rows_[r], *cell));
    if (table.edges.size() > 1)
      widest_ = std::max(widest_, table.edges[1] - cell_margins * font_size_of(rows[table.from]));
  }

  // Asked of each visual line in turn.
  bool begins_row(std::size_t r) {
    const bool begins = r == table_.from || parts(r);
    const CellSpan* cell = first_cell(r);
    if (const int number = cell && begins ? opening_number(rows_[r], cell->from, cell->to) : -1; number >= 0)
      last_number_ = number;
    return begins;
  }

 private:
  bool parts(std::size_t r) const {
    const CellSpan* cell = first_cell(r);
    if (!cell) return false;
    const CellSpan* above = first_cell(r - 1);
    if (!above || opens_numbered(r, *cell)) return true;
    if (row_bottom(rows_[r]) - row_bottom(rows_[r - 1]) > next_row_gap * pitch_) return true;
    const PageWord& word = rows_[r][cell->from];
    // “at | the first”, “at | the second”: one word that comes again is no text that goes on.
    if (word.text == "at" && cell->to - cell->from == 1 && above->to - above->from == 1 &&
        table_.cells[r - table_.from].size() > 1)
      return true;
    // “2023  2024” over the figures of two columns that stand apart: a head, not the label's beginning.
    const bool opens_figures =
        r == table_.from + 1 && table_.cells[0].size() == 1 && begins_figure(rows_[r - 1], *above);
    if (opens_figures && table_.cells[r - table_.from].size() > 2) return true;
    // The line above was full, so this one goes on with it.
    const std::string& last = rows_[r - 1][above->to - 1].text;
    if (last.ends_with('-')) return false;
    // Where rows are numbered, what has nothing beside it or begins small is the rest of a title.
    const bool alone = table_.cells[r - table_.from].size() == 1;
    if (last_number_ >= 0 && (alone || begins_small(word.text) || is_day(r, *cell))) return false;
    // A name may fill its column too: another one below it, both with something beside them, is another row.
    if (last_number_ < 0 && !alone && table_.cells[r - 1 - table_.from].size() > 1 && is_name(r - 1, *above) &&
        is_name(r, *cell))
      return true;
    // One word may fill a narrow column and still be all its cell holds.
    const bool beside = table_.cells[r - table_.from].size() > 1 && !begins_small(word.text);
    const bool one_word = above->to - above->from == 1;
    if (beside && one_word && (last.ends_with(':') || table_.edges.size() > 2 || in_narrow_column(r))) return true;
    if (beside && last.ends_with(':') && in_narrow_column(r)) return true;
    return right_of(rows_[r - 1], *above) + 0.3f * word.height + word.width <= widest_;
  }

  static bool begins_figure(const PageRow& row, const CellSpan& cell) {
    const char first = row[cell.from].text[0];
    return first >= '0' && first <= '9';
  }

  // Two words or more, all with a capital and nothing but letters at their ends.
  bool is_name(std::size_t r, const CellSpan& cell) const {
    const PageRow& row = rows_[r];
    return cell.to - cell.from >= 2 && cell.to - cell.from <= 5 &&
           std::all_of(row.begin() + static_cast<std::ptrdiff_t>(cell.from),
                       row.begin() + static_cast<std::ptrdiff_t>(cell.to), [](const PageWord& word) {
                         const auto first = static_cast<unsigned char>(word.text.front()),
                                    last = static_cast<unsigned char>(word.text.back());
                         return ((first >= 'A' && first <= 'Z') || first == 0xc3) &&
                                ((last >= 'a' && last <= 'z') || last >= 0x80 || last == '.');
                       });
  }

  // “28. april”
  bool is_day(std::size_t r, const CellSpan& cell) const {
    const std::string& word = rows_[r][cell.from].text;
    return word[0] >= '0' && word[0] <= '9' && word.ends_with('.') && cell.to > cell.from + 1 &&
           begins_small(rows_[r][cell.from + 1].text);
  }

  // The next number opens a row however full the line above and however empty the cells beside; any
  // other one, where something stands beside it and it may be the next but for some that are left out.
  bool opens_numbered(std::size_t r, const CellSpan& cell) const {
    constexpr int most_left_out = 10;
    const int number = opening_number(rows_[r], cell.from, cell.to);
    if (number < 0) return false;
    if (last_number_ >= 0 && number == last_number_ + 1) return true;
    return table_.cells[r - table_.from].size() > 1 &&
           (last_number_ < 0 || (number >= last_number_ && number <= last_number_ + most_left_out));
  }
  const CellSpan* first_cell(std::size_t r) const {
    const auto& cells = table_.cells[r - table_.from];
    return !cells.empty() && cells[0].column == 0 ? &cells[0] : nullptr;
  }
  bool in_narrow_column(std::size_t r) const {
    constexpr float narrow = 9;  // font sizes
    const PageRow& row = rows_[r];
    return table_.edges.size() > 1 && table_.edges[1] - row[0].x < narrow * font_size_of(row);
  }

  const std::vector<PageRow>& rows_;
  const PageTable& table_;
  float pitch_;
  float widest_ = before_any_word;
  int last_number_ = -1;  // that a row began with
};

// Words between wide gaps of the visual line.
std::vector<CellSpan> groups_of(const PageRow& row) {
  constexpr float wide = 0.8f;  // font sizes
  std::vector<CellSpan> groups;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool apart = i > 0 && row[i].x - row[i - 1].x - row[i - 1].width > wide * font_size_of(row);
    if (groups.empty() || apart) groups.push_back({0, i, i});
    groups.back().to = i + 1;
  }
  return groups;
}

std::string text_of(const PageRow& row) {
  std::string text;
  for (const PageWord& word : row) text += word.text + ' ';
  return text;
}

}  // namespace

float right_of(const PageRow& row, const CellSpan& cell) {
  const PageWord& last = row[cell.to - 1];
  return last.x + last.width;
}

bool begins_small(std::string_view word) { return (word[0] >= 'a' && word[0] <= 'z') || word[0] == '('; }

void rows_by_white(const std::vector<PageRow>& rows, float pitch, PageTable& table) {
  table.row.clear();
  RowParter parter(rows, table, pitch);
  std::int32_t number = 0;
  for (std::size_t r = table.from; r < table.to; ++r) {
    if (parter.begins_row(r) && r > table.from) ++number;
    table.row.push_back(number);
  }
}

bool find_heads(const std::vector<PageRow>& rows, std::size_t least, float pitch, std::string_view known,
                PageTable& table) {
  constexpr float near = 2.6f;  // distances of lines from the heads to the first row
  constexpr std::size_t most_words = 3;
  if (table.from <= least || table.edges.size() < 2) return false;
  const PageRow& row = rows[table.from - 1];
  // Where a cell goes on over the page with a blank line, the heads stand higher above it.
  const bool far = row_bottom(rows[table.from]) - row_bottom(row) > near * pitch;
  if (far && (known.empty() || text_of(row) != known)) return false;
  std::vector<CellSpan> heads = groups_of(row);
  // Two words above two columns are heads where they are as bold as heads are.
  const bool bold = std::all_of(row.begin(), row.end(), [](const PageWord& word) { return word.bold; });
  if (heads.size() < (bold ? 2u : 3u) || heads.size() < table.edges.size()) return false;
  std::vector<float> edges = table.edges;
  std::int32_t last = -1;
  for (CellSpan& head : heads) {
    const std::string& text = row[head.from].text;
    if (head.to - head.from > most_words || (text[0] >= '0' && text[0] <= '9') || begins_small(text)) return false;
    const auto beyond = std::upper_bound(edges.begin(), edges.end(), row[head.from].x + 1);
    head.column = static_cast<std::int32_t>(beyond - edges.begin()) - 1;
    if (beyond != edges.end() && right_of(row, head) > *beyond + 1) return false;
    // Beyond the last column there may be one in which nothing stands yet.
    const bool new_last = head.column == last && beyond == edges.end() && edges.size() == table.edges.size();
    if (new_last) {
      edges.push_back(row[head.from].x - 2);
      ++head.column;
    }
    if (head.column == last) return false;
    last = head.column;
  }
  table.heads = std::move(heads);
  table.heads_text = text_of(row);
  table.head_lines = 1;
  table.edges = std::move(edges);
  return true;
}

void take_in_heads(PageTable& table) {
  for (std::int32_t& row : table.row) ++row;
  for (auto& cells : table.cells)
    for (CellSpan& cell : cells)
      if (cell.row >= 0) ++cell.row;
  --table.from;
  table.row.insert(table.row.begin(), 0);
  table.cells.insert(table.cells.begin(), std::move(table.heads));
  table.heads.clear();
  table.head_lines = 0;
}

void remember_top(const std::vector<PageRow>& rows, PageTable& table) {
  constexpr std::size_t most_lines = 3, least_cells = 2;
  std::size_t cells = 0, line = 0;
  for (; line < table.row.size() && table.row[line] == table.row[0]; ++line) {
    if (line == most_lines) return table.top_lines.clear();
    cells = std::max(cells, table.cells[line].size());
    table.top_lines.push_back(text_of(rows[table.from + line]));
  }
  if (cells < least_cells || line == table.row.size()) table.top_lines.clear();
}

void set_aside_repeated(const std::vector<PageRow>& rows, const std::vector<std::string>& top_lines, PageTable& table) {
  const std::size_t lines = top_lines.size();
  if (lines == 0 || table.to - table.from <= lines || !table.heads.empty()) return;
  for (std::size_t line = 0; line < lines; ++line)
    if (text_of(rows[table.from + line]) != top_lines[line]) return;
  const auto count = static_cast<std::ptrdiff_t>(lines);
  table.from += lines;
  table.head_lines = lines;
  table.row.erase(table.row.begin(), table.row.begin() + count);
  table.cells.erase(table.cells.begin(), table.cells.begin() + count);
  const std::int32_t first = table.row.front();
  for (std::int32_t& row : table.row) row -= first;
  for (auto& cells : table.cells)
    for (CellSpan& cell : cells)
      if (cell.row >= 0) cell.row = std::max(cell.row - first, 0);
}

}  // namespace klynge::extract
