#include "extract/helper/pdf_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "extract/helper/pdf_columns.hpp"
#include "extract/helper/pdf_flow.hpp"
#include "extract/helper/pdf_table_rows.hpp"

namespace klynge::extract {
namespace {

using reading::Line;

constexpr float before_any_word = std::numeric_limits<float>::lowest();
// Points.
constexpr float one_rule = 3;  // nearer rules are one line drawn in pieces
constexpr float shortest_rule = 8;
constexpr float same_edge = 4;  // of a table that goes on over the page
// Shares of the font size.
// Times the distance of lines.
constexpr std::size_t most_edge_lines = 4;  // page heads and feet between a table's two parts
constexpr std::size_t most_columns = 40;

// ---- rules ----

// Rules that touch or lie on one another as one; ascending by place, then by beginning.
std::vector<Rule> merged(std::vector<Rule> rules) {
  std::sort(rules.begin(), rules.end(),
            [](const Rule& a, const Rule& b) { return a.at != b.at ? a.at < b.at : a.from < b.from; });
  std::vector<Rule> lines;
  for (std::size_t i = 0; i < rules.size();) {
    std::size_t next = i;
    while (next < rules.size() && rules[next].at - rules[i].at < one_rule) ++next;
    std::sort(rules.begin() + static_cast<std::ptrdiff_t>(i), rules.begin() + static_cast<std::ptrdiff_t>(next),
              [](const Rule& a, const Rule& b) { return a.from < b.from; });
    Rule line = rules[i];
    for (std::size_t k = i + 1; k < next; ++k) {
      if (rules[k].from <= line.to + one_rule) {
        line.to = std::max(line.to, rules[k].to);
        continue;
      }
      lines.push_back(line);
      line = rules[k];
      line.at = rules[i].at;
    }
    lines.push_back(line);
    i = next;
  }
  std::erase_if(lines, [](const Rule& rule) { return rule.to - rule.from < shortest_rule; });
  return lines;
}

struct Rules {
  std::vector<Rule> upright, level;
};

// True where at height `y` one drawn frame ends and the next begins, with its own width: nothing but their common left
// side goes on, and on either side stand three uprights or more.
bool frames_meet(const std::vector<Rule>& upright, float y) {
  std::size_t above = 0, below = 0;
  const Rule* left = nullptr;         // the first from the left that touches the height
  for (const Rule& rule : upright) {  // by place
    const bool ends = std::fabs(rule.to - y) < one_rule, begins = std::fabs(rule.from - y) < one_rule;
    const bool crosses = rule.from < y - one_rule && rule.to > y + one_rule;
    if (!ends && !begins && !crosses) continue;
    if (!left) left = &rule;
    if (crosses && rule.at > left->at + same_edge) return false;
    above += ends || crosses;
    below += begins || crosses;
  }
  return above >= 3 && below >= 3;
}

// Frames that stand one on the other share the line between them; apart they are tables of their own.
void part_frames(std::vector<Rule>& upright, const std::vector<Rule>& level) {
  constexpr std::size_t most_rules = 400;
  if (upright.size() < 5 || upright.size() > most_rules || level.size() > most_rules) return;
  constexpr float apart = one_rule / 2 + 0.5f;  // of either frame from the line between them
  for (const Rule& line : level) {
    if (!frames_meet(upright, line.at)) continue;
    std::vector<Rule> parted;
    for (const Rule& rule : upright) {
      const bool over = rule.from < line.at - one_rule && rule.to > line.at - apart;
      const bool under = rule.to > line.at + one_rule && rule.from < line.at + apart;
      if (!over && !under) parted.push_back(rule);
      if (over) parted.push_back({true, rule.at, rule.from, std::min(rule.to, line.at - apart)});
      if (under) parted.push_back({true, rule.at, std::max(rule.from, line.at + apart), rule.to});
    }
    upright = std::move(parted);
  }
}

Rules rules_of(const PageContent& page) {
  Rules out;
  for (const Rule& rule : page.rules) (rule.upright ? out.upright : out.level).push_back(rule);
  out.upright = merged(std::move(out.upright));
  out.level = merged(std::move(out.level));
  part_frames(out.upright, out.level);
  return out;
}

Edge edge_of(const PageContent& page, std::size_t row) {
  return row < page.edges.size() ? page.edges[row] : Edge::none;
}

float middle(const PageRow& row) {
  float top = std::numeric_limits<float>::max(), bottom = row_bottom(row);
  for (const PageWord& word : row) top = std::min(top, word.y);
  return (top + bottom) / 2;
}

// ---- boxes ----

// What upright rules enclose from `top` to `bottom`.
struct Box {
  float top = 0, bottom = 0;
  std::vector<Rule> uprights;
};

// True where words stand on both sides of the rule and none across it: not a frame, not a bar in the
// margin, not a line in a drawing.
bool parts_words(const Rule& rule, const std::vector<PageRow>& rows, const std::vector<float>& middles) {
  std::size_t both = 0, across = 0, left = 0, right = 0;
  auto at = static_cast<std::size_t>(std::lower_bound(middles.begin(), middles.end(), rule.from - one_rule) -
                                     middles.begin());
  for (; at < rows.size() && middles[at] <= rule.to + one_rule; ++at) {
    const std::size_t beyond = first_beyond(rows[at], rule.at - 1);
    const PageWord* before = beyond > 0 ? &rows[at][beyond - 1] : nullptr;
    across += before && before->x + before->width > rule.at + 2;
    left += before != nullptr;
    right += beyond < rows[at].size();
    both += before && beyond < rows[at].size();
  }
  return across == 0 && left > 0 && right > 0 && (both > 0 || left + right > 2);
}

std::vector<Box> boxes_of(std::vector<Rule> down) {
  std::sort(down.begin(), down.end(), [](const Rule& a, const Rule& b) { return a.from < b.from; });
  std::vector<Box> boxes;
  for (const Rule& rule : down) {
    if (boxes.empty() || rule.from > boxes.back().bottom + one_rule) boxes.push_back({rule.from, rule.to, {}});
    boxes.back().bottom = std::max(boxes.back().bottom, rule.to);
    boxes.back().uprights.push_back(rule);
  }
  for (Box& box : boxes)
    std::sort(box.uprights.begin(), box.uprights.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
  return boxes;
}

// The visual line's words parted where a rule stands between them.
std::vector<CellSpan> cells_between(const PageRow& row, const Box& box, const std::vector<float>& edges) {
  std::vector<CellSpan> cells;
  const float at = middle(row);
  std::int32_t column = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const float x = row[i].x + std::min(row[i].width, row[i].height) / 2;
    std::int32_t own = column;
    for (std::size_t e = static_cast<std::size_t>(column) + 1; e < edges.size() && edges[e] <= x; ++e) {
      const auto from = std::lower_bound(box.uprights.begin(), box.uprights.end(), edges[e] - 1,
                                         [](const Rule& rule, float place) { return rule.at < place; });
      for (auto rule = from; rule != box.uprights.end() && rule->at < edges[e] + 2 * one_rule; ++rule)
        if (rule->from <= at && at <= rule->to) own = static_cast<std::int32_t>(e);
    }
    if (cells.empty() || own != column) cells.push_back({own, i, i});
    column = own;
    cells.back().to = i + 1;
  }
  return cells;
}

// Level rules that cut right through the table are where its rows end. Those of a table within one of
// its cells do not reach `frame`, its own right side.
std::vector<float> row_ends(const std::vector<Rule>& level, float left, float right, float top, float bottom,
                            float frame = before_any_word) {
  std::vector<float> ends;
  for (std::size_t i = 0; i < level.size();) {
    float covered = 0, reach = before_any_word;
    std::size_t next = i;
    for (; next < level.size() && level[next].at - level[i].at < one_rule; ++next) {
      covered += std::max(0.0f, std::min(level[next].to, right) - std::max(level[next].from, left));
      reach = std::max(reach, level[next].to);
    }
    const bool inside = level[i].at >= top - one_rule && level[i].at <= bottom + one_rule;
    if (inside && covered >= 0.5f * (right - left) && reach >= frame - one_rule) ends.push_back(level[i].at);
    i = next;
  }
  return ends;
}

std::size_t ends_between(const std::vector<float>& ends, float above, float below) {
  return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), below) -
                                  std::upper_bound(ends.begin(), ends.end(), above));
}

// Rows as the level rules cut them. False where they cut nothing.
bool rows_by_rules(const std::vector<PageRow>& rows, const std::vector<float>& ends, PageTable& table) {
  std::size_t cuts = 0, number = 0;
  table.row.clear();
  for (std::size_t r = table.from; r < table.to; ++r) {
    if (r > table.from && ends_between(ends, middle(rows[r - 1]), middle(rows[r])) > 0) ++number, ++cuts;
    table.row.push_back(static_cast<std::int32_t>(number));
  }
  return cuts > 0;
}

// A cell that spans rows is not cut where others are: what stands in it belongs to its first row.
void span_rows(const std::vector<PageRow>& rows, const std::vector<Rule>& level, float left, float right,
               PageTable& table) {
  const std::size_t columns = table.edges.size();
  const auto begins = [&](std::size_t column) {
    return column == 0 ? left : column < columns ? table.edges[column] : right;
  };
  std::vector<std::vector<bool>> cut;  // for each visual line, whether the column is cut above it
  std::vector<bool> is_cut(columns, false);
  for (std::size_t r = table.from; r < table.to; ++r) {
    auto& above = cut.emplace_back(columns, true);
    if (r == table.from || table.row[r - table.from] == table.row[r - table.from - 1]) continue;
    std::vector<float> covered(columns, 0);
    const auto from = std::upper_bound(level.begin(), level.end(), middle(rows[r - 1]),
                                       [](float at, const Rule& rule) { return at < rule.at; });
    for (auto rule = from; rule != level.end() && rule->at <= middle(rows[r]); ++rule)
      for (std::size_t k = 0; k < columns; ++k)
        covered[k] += std::max(0.0f, std::min(rule->to, begins(k + 1)) - std::max(rule->from, begins(k)));
    for (std::size_t k = 0; k < columns; ++k) {
      above[k] = covered[k] >= 0.5f * (begins(k + 1) - begins(k));
      is_cut[k] = is_cut[k] || above[k];
    }
  }
  std::vector<std::int32_t> own(columns, 0);
  for (std::size_t r = table.from; r < table.to; ++r) {
    const std::int32_t number = table.row[r - table.from];
    const bool first = r == table.from || number != table.row[r - table.from - 1];
    for (std::size_t k = 0; k < columns; ++k)
      if (first && (cut[r - table.from][k] || !is_cut[k])) own[k] = number;
    for (CellSpan& cell : table.cells[r - table.from])
      if (const std::int32_t begun = own[static_cast<std::size_t>(cell.column)]; begun != number) cell.row = begun;
  }
}

// ---- tables ----

std::pair<float, float> sides_of(const std::vector<PageRow>& rows, std::size_t from, std::size_t to) {
  float left = std::numeric_limits<float>::max(), right = before_any_word;
  for (std::size_t r = from; r < to; ++r) {
    left = std::min(left, rows[r].front().x);
    right = std::max(right, rows[r].back().x + rows[r].back().width);
  }
  return {left, right};
}

std::vector<float> edges_in(const Box& box) {
  std::vector<float> edges;
  for (const Rule& rule : box.uprights) edges.push_back(rule.at);
  std::sort(edges.begin(), edges.end());
  std::vector<float> apart{before_any_word};
  for (const float edge : edges)
    if (edge - apart.back() >= 2 * one_rule) apart.push_back(edge);
  return apart;
}

// Columns that hold no word go, and those that stay are counted anew. How many stay.
std::size_t drop_empty_columns(PageTable& table) {
  std::vector<std::int32_t> place(table.edges.size(), -1);
  for (const auto& cells : table.cells)
    for (const CellSpan& cell : cells) place[static_cast<std::size_t>(cell.column)] = 0;
  std::int32_t next = 0;
  std::vector<float> edges;
  for (std::size_t column = 0; column < place.size(); ++column) {
    if (place[column] < 0) continue;
    place[column] = next++;
    edges.push_back(table.edges[column]);
  }
  for (auto& cells : table.cells)
    for (CellSpan& cell : cells) cell.column = place[static_cast<std::size_t>(cell.column)];
  table.edges = std::move(edges);
  if (!table.edges.empty()) table.edges[0] = before_any_word;
  return table.edges.size();
}

// The right side of what is drawn around the box; `drawn` are boxes of all upright rules.
float frame_of(const Box& box, const std::vector<Box>& drawn) {
  const auto after = std::upper_bound(drawn.begin(), drawn.end(), box.top,
                                      [](float top, const Box& other) { return top < other.top; });
  return after == drawn.begin() ? before_any_word : std::prev(after)->uprights.back().at;
}

// Rules that begin and end within one row part the columns of a table that stands in a cell: its
// lines are text of that cell. Where a cell spans rows or columns they go from row's end to row's end.
void drop_rules_within_rows(Box& box, const std::vector<float>& ends) {
  if (ends.size() < 2) return;
  std::vector<float> columns;  // that a rule from row's end to row's end parts
  const auto whole = [&](const Rule& rule) {
    const auto below = std::lower_bound(ends.begin(), ends.end(), rule.from - one_rule);
    const auto above = std::upper_bound(ends.begin(), ends.end(), rule.to + one_rule);
    // Where the page ends in the midst of a row, no level rule closes it.
    const bool from_end = rule.from <= box.top + one_rule || (below != ends.end() && *below <= rule.from + one_rule);
    const bool to_end =
        rule.to >= box.bottom - one_rule || (above != ends.begin() && *std::prev(above) >= rule.to - one_rule);
    return from_end || to_end;
  };
  for (const Rule& rule : box.uprights)
    if (whole(rule)) columns.push_back(rule.at);
  std::erase_if(box.uprights, [&](const Rule& rule) {
    const auto near = std::upper_bound(columns.begin(), columns.end(), rule.at - one_rule);
    return near == columns.end() || *near >= rule.at + one_rule;
  });
}

// `open`: the table at the foot of the page before, if any. One of its cells may fill this page.
std::vector<PageTable> ruled_tables(const std::vector<PageRow>& rows, const Rules& rules, float pitch,
                                    const PageTable* open) {
  std::vector<PageTable> tables;
  if (rules.upright.empty() || rows.empty()) return tables;
  std::vector<float> middles;
  for (const PageRow& row : rows)
    middles.push_back(std::max(middle(row), middles.empty() ? before_any_word : middles.back()));
  std::vector<Rule> uprights = rules.upright;
  const auto goes_on = [&](float at) {
    return open && std::any_of(open->edges.begin(), open->edges.end(),
                               [&](float edge) { return std::fabs(edge - at) <= same_edge; });
  };
  std::erase_if(uprights, [&](const Rule& rule) { return !goes_on(rule.at) && !parts_words(rule, rows, middles); });
  const std::vector<Box> drawn = boxes_of(rules.upright);
  for (Box& box : boxes_of(std::move(uprights))) {
    PageTable table;
    const float frame = frame_of(box, drawn);
    table.from = static_cast<std::size_t>(std::lower_bound(middles.begin(), middles.end(), box.top - one_rule) -
                                          middles.begin());
    table.to = static_cast<std::size_t>(std::upper_bound(middles.begin(), middles.end(), box.bottom + one_rule) -
                                        middles.begin());
    const bool free = tables.empty() || tables.back().to <= table.from;
    if (table.from >= table.to || !free) continue;
    const auto [left, right] = sides_of(rows, table.from, table.to);
    const std::vector<float> ends =
        row_ends(rules.level, left, right, box.top, box.bottom, frame > right ? frame : before_any_word);
    drop_rules_within_rows(box, ends);
    table.edges = edges_in(box);
    if (table.edges.size() > most_columns) continue;
    for (std::size_t r = table.from; r < table.to; ++r) table.cells.push_back(cells_between(rows[r], box, table.edges));
    const bool at_top = open && table.from <= most_edge_lines && table.edges.size() == open->edges.size() &&
                        std::all_of(table.edges.begin() + 1, table.edges.end(), goes_on);
    if (!at_top && drop_empty_columns(table) < 2) continue;
    if (rows_by_rules(rows, ends, table))
      span_rows(rows, rules.level, left, right, table);
    else
      rows_by_white(rows, pitch, table);
    find_heads(rows, tables.empty() ? 0 : tables.back().to, pitch,
               open ? std::string_view(open->heads_text) : std::string_view{}, table);
    tables.push_back(std::move(table));
  }
  return tables;
}

PageTable from_white(const std::vector<PageRow>& rows, const WhiteTable& white, const std::vector<Rule>& level,
                     float pitch) {
  PageTable table;
  table.from = white.from;
  table.to = white.to;
  table.edges = {before_any_word};
  table.edges.insert(table.edges.end(), white.edges.begin(), white.edges.end());
  for (std::size_t r = white.from; r < white.to; ++r) {
    std::vector<CellSpan> cells;
    std::size_t from = 0;
    std::int32_t column = 0;
    for (std::size_t e = 0; e <= white.edges.size(); ++e) {
      // Words across an edge belong to the cell they begin in.
      if (e < white.edges.size() && !keeps_clear(rows[r], white.edges[e])) continue;
      const std::size_t to = e < white.edges.size() ? first_beyond(rows[r], white.edges[e]) : rows[r].size();
      if (to > from) cells.push_back({column, from, to});
      from = std::max(from, to);
      column = static_cast<std::int32_t>(e) + 1;
    }
    table.cells.push_back(std::move(cells));
  }
  const auto [left, right] = sides_of(rows, white.from, white.to);
  const std::vector<float> ends = row_ends(level, left, right, middle(rows[white.from]), middle(rows[white.to - 1]));
  // A rule under the heads alone parts no other rows.
  if (ends.size() < 3 || !rows_by_rules(rows, ends, table)) rows_by_white(rows, pitch, table);
  return table;
}

PageTable from_flow(const std::vector<PageRow>& rows, const FlowPart& part) {
  PageTable table;
  table.from = part.from;
  table.to = part.to;
  table.edges = {before_any_word, part.edge};
  table.flow = true;
  for (std::size_t r = part.from; r < part.to; ++r) {
    const std::size_t beyond = first_beyond(rows[r], part.edge);
    auto& cells = table.cells.emplace_back();
    if (beyond > 0) cells.push_back({0, 0, beyond});
    if (beyond < rows[r].size()) cells.push_back({1, beyond, rows[r].size()});
    table.row.push_back(0);
  }
  return table;
}

bool same_columns(const PageTable& a, const PageTable& b) {
  const auto& few = a.edges.size() < b.edges.size() ? a.edges : b.edges;
  const auto& many = a.edges.size() < b.edges.size() ? b.edges : a.edges;
  for (std::size_t i = 1; i < few.size(); ++i)
    if (std::none_of(many.begin(), many.end(), [&](float edge) { return std::fabs(edge - few[i]) <= same_edge; }))
      return false;
  return few.size() > 1;
}

// A page may end in the midst of a row. Then the first cell is empty on the next page, or it stood
// in the last line before, which was full, and what follows bears no number.
bool goes_on_in_row(const std::vector<PageRow>& rows_before, const PageTable& before, const std::vector<PageRow>& rows,
                    const PageTable& table) {
  const auto& first = table.cells.front();
  if (first.empty() || first[0].column > 0) return !first.empty();
  const auto& last = before.cells.back();
  if (last.empty() || last[0].column > 0) return false;
  const PageRow& row = rows[table.from];
  if (opening_number(row, first[0].from, first[0].to) >= 0) return false;
  const PageWord& word = row[first[0].from];
  if (begins_small(word.text)) return true;
  float widest = before_any_word;
  for (std::size_t r = before.from; r < before.to; ++r)
    for (const CellSpan& cell : before.cells[r - before.from])
      if (cell.column == 0) widest = std::max(widest, right_of(rows_before[r], cell));
  const PageRow& row_before = rows_before[before.to - 1];
  const bool others = before.row.size() > 1 && before.row.front() != before.row.back();
  return others && last[0].to - last[0].from > 1 &&
         right_of(row_before, last[0]) + 0.3f * word.height + word.width > widest;
}

// A table that goes on from the page before keeps its number, its columns and, where a row is parted,
// its row.
void go_on(const std::vector<PageRow>& rows_before, const PageTable& before, const std::vector<PageRow>& rows,
           PageTable& table) {
  const bool in_row = goes_on_in_row(rows_before, before, rows, table);
  table.number = before.number;
  if (before.edges.size() > table.edges.size())
    for (auto& cells : table.cells)
      for (CellSpan& cell : cells)
        if (cell.column > 0) {
          const float edge = table.edges[static_cast<std::size_t>(cell.column)];
          for (std::size_t c = 1; c < before.edges.size(); ++c)
            if (std::fabs(before.edges[c] - edge) <= same_edge) cell.column = static_cast<std::int32_t>(c);
        }
  if (before.edges.size() > table.edges.size()) table.edges = before.edges;
  const std::int32_t base = before.row.back() + (in_row ? 0 : 1);
  for (std::int32_t& row : table.row) row += base;
  for (auto& cells : table.cells)
    for (CellSpan& cell : cells)
      if (cell.row >= 0) cell.row += base;
}

std::vector<PageTable> merge_by_place(std::vector<PageTable> a, std::vector<PageTable> b) {
  a.insert(a.end(), std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()));
  std::sort(a.begin(), a.end(), [](const PageTable& x, const PageTable& y) { return x.from < y.from; });
  return a;
}

// Where the text of each column begins on the page.
std::vector<float> left_sides(const std::vector<PageRow>& rows, const PageTable& table) {
  std::vector<float> lefts;
  for (std::size_t r = table.from; r < table.to; ++r)
    for (const CellSpan& cell : table.cells[r - table.from]) {
      const auto column = static_cast<std::size_t>(cell.column);
      if (lefts.size() <= column) lefts.resize(column + 1, std::numeric_limits<float>::max());
      lefts[column] = std::min(lefts[column], rows[r][cell.from].x);
    }
  return lefts;
}

// Row by row, in each row column by column, in each cell line by line.
void add_cell_lines(const std::vector<PageRow>& rows, const PageTable& table, Grid grid, std::vector<Line>& lines) {
  struct Part {
    std::int32_t row = 0, column = 0;
    std::size_t line = 0;
    const CellSpan* cell = nullptr;
  };
  std::vector<Part> parts;
  for (std::size_t r = table.from; r < table.to; ++r)
    for (const CellSpan& cell : table.cells[r - table.from])
      parts.push_back({cell.row >= 0 ? cell.row : table.row[r - table.from], cell.column, r, &cell});
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
  const std::vector<float> lefts = left_sides(rows, table);
  for (const Part& part : parts) {
    grid.left = lefts[static_cast<std::size_t>(part.column)];
    Line& line = lines.emplace_back(line_of(rows[part.line], part.cell->from, part.cell->to, grid));
    // A line of no role with a table's number: the reader knows that it stands in a column.
    line.role = table.flow ? reading::LineRole::body : reading::LineRole::table_cell;
    line.table = table.number;
    line.row = part.row;
    line.column = part.column;
  }
}

}  // namespace

std::vector<std::vector<PageTable>> find_tables(const std::vector<PageContent>& pages) {
  const float pitch = line_pitch(pages);
  std::vector<std::vector<PageTable>> found;
  std::vector<Rules> rules;
  std::vector<std::vector<bool>> taken;
  for (const PageContent& page : pages) {
    rules.push_back(rules_of(page));
    const bool at_foot = !found.empty() && !found.back().empty() &&
                         found.back().back().to + most_edge_lines >= pages[found.size() - 1].rows.size();
    const PageTable* before = at_foot ? &found.back().back() : nullptr;
    found.push_back(ruled_tables(page.rows, rules.back(), pitch, before));
    taken.emplace_back(page.rows.size(), false);
    for (std::size_t r = 0; r < page.rows.size(); ++r) taken.back()[r] = edge_of(page, r) != Edge::none;
    for (const PageTable& table : found.back())
      for (std::size_t r = table.from - (table.heads.empty() ? 0 : 1); r < table.to; ++r) taken.back()[r] = true;
  }
  const auto flow = find_flow(pages, taken, pitch);
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (const FlowPart& part : flow[p])
      std::fill(taken[p].begin() + static_cast<std::ptrdiff_t>(part.from),
                taken[p].begin() + static_cast<std::ptrdiff_t>(part.to), true);
  const auto white = find_white_tables(pages, taken, pitch);
  std::int32_t next = 0, flowing = -1;
  const PageTable* open = nullptr;  // the table at the foot of the page before
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<PageTable> more;
    for (const WhiteTable& table : white[p]) more.push_back(from_white(pages[p].rows, table, rules[p].level, pitch));
    for (const FlowPart& part : flow[p]) more.push_back(from_flow(pages[p].rows, part));
    found[p] = merge_by_place(std::move(found[p]), std::move(more));
    for (PageTable& table : found[p]) {
      if (table.flow) {
        if (flowing < 0) flowing = next++;
        table.number = flowing;
        continue;
      }
      const bool at_top = &table == &found[p].front() && table.from <= most_edge_lines;
      if (at_top && open && same_columns(*open, table)) {
        // Heads that come again are the page's; the row below them may go on.
        if (!table.heads.empty() && table.heads_text != open->heads_text) take_in_heads(table);
        table.heads_text = open->heads_text;
        table.top_lines = open->top_lines;
        set_aside_repeated(pages[p].rows, table.top_lines, table);
        go_on(pages[p - 1].rows, *open, pages[p].rows, table);
      } else {
        if (!table.heads.empty()) take_in_heads(table);
        remember_top(pages[p].rows, table);
        table.number = next++;
      }
    }
    const bool at_foot = !found[p].empty() && found[p].back().to + most_edge_lines >= pages[p].rows.size();
    open = at_foot && !found[p].back().flow ? &found[p].back() : nullptr;
  }
  return found;
}

std::vector<Line> page_lines(const PageContent& page, const std::vector<PageTable>& tables) {
  const std::vector<PageRow>& rows = page.rows;
  std::vector<Line> lines;
  if (rows.empty()) return lines;
  const Grid grid = grid_of(rows);
  lines.reserve(rows.size());
  std::size_t next = 0;
  for (std::size_t r = 0; r < rows.size();) {
    if (next < tables.size() && tables[next].from == r) {
      add_cell_lines(rows, tables[next], grid, lines);
      r = tables[next++].to;
      continue;
    }
    lines.push_back(line_of(rows[r], 0, rows[r].size(), grid));
    const bool heads = next < tables.size() && r + tables[next].head_lines >= tables[next].from;
    if (heads || edge_of(page, r) == Edge::head) lines.back().role = reading::LineRole::header;
    if (edge_of(page, r) == Edge::foot) lines.back().role = reading::LineRole::footer;
    ++r;
  }
  // Last, where a page's foot stands: first it would part the document's beginning from its heading.
  for (const PageRow& row : page.aside) {
    lines.push_back(line_of(row, 0, row.size(), grid_of(page.aside)));
    lines.back().role = reading::LineRole::footer;
  }
  return lines;
}

}  // namespace klynge::extract
