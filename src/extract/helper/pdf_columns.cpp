#include "extract/helper/pdf_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace klynge::extract {
namespace {

// Points.
constexpr float same_edge = 1.6f;  // words this near to each other begin at one edge
// Shares of the font size.
constexpr float least_gutter = 0.42f;   // white before an edge; a space is less, what cells keep is more
constexpr float likely_gap = 0.6f;      // wider than a space
constexpr float wide_gap = 1.2f;        // wider than the space of a justified line
constexpr float hanging_indent = 4.5f;  // at most, from a list's mark to its text
constexpr float cell_margins = 1.6f;    // between a full line and the next column
constexpr float white_strip = 0.9f;     // through all of a table
constexpr float least_column = 1.5f;    // between two edges
// Times the distance of lines.
constexpr float apart = 6.0f;  // too far to be one table
constexpr float paragraph = 1.25f;
constexpr std::size_t most_rows_without = 3;  // lines in a table with nothing beyond the edge …
constexpr std::size_t most_title_lines = 12;  // … or where they only go on with a title
// Bounds for the time a hostile page takes.
constexpr std::size_t most_edges_per_page = 48, most_runs_per_page = 1'000, most_strips = 200;

bool is_blank_gap(const PageRow& row, std::size_t i, float at_least) {
  float reach = row[0].x;
  for (std::size_t k = i >= 4 ? i - 4 : 0; k < i; ++k) reach = std::max(reach, row[k].x + row[k].width);
  return row[i].x - reach >= at_least;
}

// “•”, “-”, “1.”, “2)”, “a)”, “1.1”, “14”: what stands before a hanging indent.
bool is_list_mark(std::string_view text) {
  if (text.size() > 6) return false;
  std::size_t letters = 0, digits = 0;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    digits += digit;
    letters += letter;
    if (!digit && !letter && static_cast<unsigned char>(c) < 0x80 && c != '.' && c != ')' && c != '(' && c != '-' &&
        c != '*')
      return false;
  }
  return letters + digits <= 3 && letters <= 1;
}

// An edge that words begin at somewhere in the document.
struct KnownEdge {
  float from = 0, to = 0;  // the xs seen
  unsigned wide = 0;       // words beyond a wide gap
};

struct PageEdges {
  std::vector<float> likely;  // xs of words beyond a gap that may part columns
};

struct Survey {
  std::vector<PageEdges> pages;
  std::vector<KnownEdge> edges;  // ascending
};

Survey survey(const std::vector<PageContent>& pages, const std::vector<std::vector<bool>>& taken) {
  Survey out;
  std::vector<std::pair<float, bool>> seen;  // x, beyond a wide gap
  for (std::size_t p = 0; p < pages.size(); ++p) {
    PageEdges& on_page = out.pages.emplace_back();
    for (std::size_t r = 0; r < pages[p].rows.size(); ++r) {
      if (taken[p][r]) continue;
      const PageRow& row = pages[p].rows[r];
      const float size = font_size_of(row);
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (!is_blank_gap(row, i, likely_gap * size)) continue;
        on_page.likely.push_back(row[i].x);
        seen.emplace_back(row[i].x, is_blank_gap(row, i, wide_gap * size));
      }
    }
    std::sort(on_page.likely.begin(), on_page.likely.end());
  }
  std::sort(seen.begin(), seen.end());
  for (const auto& [x, wide] : seen) {
    if (out.edges.empty() || x - out.edges.back().from > same_edge) out.edges.push_back({x, x, 0});
    out.edges.back().to = x;
    out.edges.back().wide += wide;
  }
  std::erase_if(out.edges, [](const KnownEdge& edge) { return edge.wide == 0; });
  return out;
}

// The edges that a page's words speak for, those seen most often first where there are too many.
std::vector<KnownEdge> edges_of(const PageEdges& page, const std::vector<KnownEdge>& known) {
  std::vector<std::pair<std::size_t, KnownEdge>> counted;
  for (const KnownEdge& edge : known) {
    const auto from = std::lower_bound(page.likely.begin(), page.likely.end(), edge.from);
    const auto to = std::upper_bound(from, page.likely.end(), edge.to);
    if (from != to) counted.emplace_back(static_cast<std::size_t>(to - from), edge);
  }
  if (counted.size() > most_edges_per_page) {
    std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second.from < b.second.from;
    });
    counted.resize(most_edges_per_page);
  }
  std::vector<KnownEdge> edges;
  for (const auto& [count, edge] : counted) edges.push_back(edge);
  return edges;
}

struct Side {
  bool clear = false, left = false, right = false;
  bool aligned = false;    // what is on the right begins at the edge
  bool wide = false;       // after a wide gap
  bool list_mark = false;  // on the left there is only a bullet or a number
};

Side side_of(const PageRow& row, float edge) {
  Side side;
  side.clear = keeps_clear(row, edge);
  if (!side.clear) return side;
  const std::size_t beyond = first_beyond(row, edge);
  side.left = beyond > 0;
  side.right = beyond < row.size();
  if (side.right) side.aligned = row[beyond].x <= edge + 2 * same_edge;
  if (side.left && side.right) side.wide = is_blank_gap(row, beyond, wide_gap * font_size_of(row));
  const bool near = !side.right || beyond != 1 || row[1].x - row[0].x <= hanging_indent * font_size_of(row);
  side.list_mark = beyond == 1 && near && is_list_mark(row[0].text);
  return side;
}

// Visual lines that keep clear of an edge, and what they say of it.
struct Run {
  float edge = 0;
  std::size_t from = 0, to = 0;
  bool goes_on = false;
};

class RunFinder {
 public:
  RunFinder(const std::vector<PageRow>& rows, const std::vector<bool>& taken, const std::vector<KnownEdge>& edges,
            float pitch)
      : rows_(rows), taken_(taken), edges_(edges), pitch_(pitch) {}

  // `open`: a table of the page before ends at its foot and has this edge. `often`: words begin at
  // it elsewhere in the document too.
  void find(float edge, bool open, bool often, std::vector<Run>& out) const {
    for (std::size_t at = 0; at < rows_.size();) {
      const std::size_t end = clear_end(edge, at);
      if (end == at) {
        ++at;
        continue;
      }
      take(edge, at, end, open && at <= most_rows_without, often, out);
      at = end;
    }
  }

 private:
  bool far(std::size_t row) const { return row_bottom(rows_[row]) - row_bottom(rows_[row - 1]) > apart * pitch_; }
  bool next_paragraph(std::size_t row) const {
    return row_bottom(rows_[row]) - row_bottom(rows_[row - 1]) > paragraph * pitch_;
  }

  std::size_t clear_end(float edge, std::size_t at) const {
    std::size_t end = at;
    while (end < rows_.size() && !taken_[end] && keeps_clear(rows_[end], edge) && (end == at || !far(end))) ++end;
    return end;
  }

  // The parts of [at, end) that look like a table.
  void take(float edge, std::size_t at, std::size_t end, bool open, bool often, std::vector<Run>& out) const {
    std::size_t least = at;
    while (at < end) {
      const Side first = side_of(rows_[at], edge);
      const bool starts = first.right && first.aligned && (first.left || open);
      if (!starts) {
        ++at;
        continue;
      }
      const std::size_t last = last_row(edge, at, end);
      std::size_t to = end_of_column(edge, at, last + 1);
      while (to < end && left_only(edge, to) && goes_on(edge, to)) ++to;
      // A title may begin above the first line of its text.
      std::size_t from = at;
      while (from > least && left_only(edge, from - 1) && goes_on(edge, from) && !is_list_mark(rows_[from][0].text))
        --from;
      from = first_of_empty_rows(edge, least, from);
      if (is_table(edge, at, to, open, often)) out.push_back({edge, from, to, !first.left});
      open = false;
      at = least = to;
    }
  }

  // The last line up to `end` of the table that begins at `at`.
  std::size_t last_row(float edge, std::size_t at, std::size_t end) const {
    std::size_t last = at, without = 0;  // lines with nothing beyond the edge that begin something new
    int number = number_at(at);
    for (std::size_t i = at + 1; i < end && without < most_rows_without && i - last <= most_title_lines; ++i) {
      // A row of the table whose cell beyond the edge is empty bears the next number.
      const int own = number_at(i);
      const bool next_number = number >= 0 && own == number + 1;
      if (own > number || number < 0) number = own;
      if (side_of(rows_[i], edge).right || next_number) {
        last = i;
        without = 0;
      } else if (!left_only(edge, i) || !goes_on(edge, i)) {
        ++without;
      }
    }
    return last;
  }

  int number_at(std::size_t row) const { return opening_number(rows_[row], 0, rows_[row].size()); }

  // Rows with nothing beyond the edge may come first: their numbers count up to the one at `row`.
  std::size_t first_of_empty_rows(float edge, std::size_t least, std::size_t row) const {
    int number = number_at(row);
    if (number < 0) return row;
    std::size_t first = row;
    for (std::size_t i = row; i > least && first - i < most_rows_without && left_only(edge, i - 1);) {
      const int own = number_at(--i);
      if (own < 0) continue;
      if (own != number - 1) break;
      number = own;
      first = i;
    }
    return first;
  }

  // A line whose left cell goes on with that of the line above, since that was full.
  bool goes_on(float edge, std::size_t row) const {
    if (next_paragraph(row)) return false;
    const std::size_t beyond = first_beyond(rows_[row - 1], edge);
    if (beyond == 0 || first_beyond(rows_[row], edge) == 0) return false;
    const PageWord& word = rows_[row - 1][beyond - 1];
    const float size = font_size_of(rows_[row]);
    return word.text.ends_with('-') ||
           word.x + word.width + rows_[row][0].width + 0.3f * size > edge - cell_margins * size;
  }

  bool left_only(float edge, std::size_t row) const {
    const Side side = side_of(rows_[row], edge);
    return side.left && !side.right;
  }

  // Another table may follow that keeps clear of the edge, with columns of its own: after the last
  // row that begins at the edge only lines that go on below it belong here.
  std::size_t end_of_column(float edge, std::size_t from, std::size_t to) const {
    std::size_t last = from;
    for (std::size_t i = from; i < to; ++i)
      if (side_of(rows_[i], edge).aligned) last = i;
    std::size_t end = last + 1;
    while (end < to) {
      const Side side = side_of(rows_[end], edge);
      if (side.left && side.right) break;
      ++end;
    }
    return end;
  }

  // What stands beyond the edge begins at another one: the cell between them is empty.
  bool in_further_column(float edge, std::size_t row) const {
    const float x = rows_[row][first_beyond(rows_[row], edge)].x;
    return std::any_of(edges_.begin(), edges_.end(), [&](const KnownEdge& other) {
      return other.from > edge + 2 * same_edge && x >= other.from - same_edge && x <= other.to + same_edge;
    });
  }

  bool is_table(float edge, std::size_t from, std::size_t to, bool open, bool often) const {
    std::size_t wide = 0, both = 0, right = 0, aligned = 0, marks = 0;
    for (std::size_t i = from; i < to; ++i) {
      const Side side = side_of(rows_[i], edge);
      both += side.left && side.right && side.aligned;
      wide += side.wide && side.aligned;
      right += side.right && (side.aligned || !in_further_column(edge, i));
      aligned += side.aligned;
      marks += side.left && side.right && side.list_mark;
    }
    if (marks * 5 >= std::max<std::size_t>(both, 1) * 4) return open && both == 0 && aligned * 2 >= right;
    if (aligned * 2 < right) return false;
    return open || (wide >= 2 && both >= 2) || (wide >= 1 && right >= (often ? 2u : 3u));
  }

  const std::vector<PageRow>& rows_;
  const std::vector<bool>& taken_;
  const std::vector<KnownEdge>& edges_;  // of the page
  float pitch_;
};

std::size_t shared_rows(const Run& a, const Run& b) {
  const std::size_t from = std::max(a.from, b.from), to = std::min(a.to, b.to);
  return to > from ? to - from : 0;
}

// Columns whose words do not begin at one edge (figures set to the right, crosses in the middle):
// strips that stay white through the whole table.
void add_white_strips(const std::vector<PageRow>& rows, WhiteTable& table) {
  std::vector<std::pair<float, float>> covered;
  float size = 0;
  for (std::size_t r = table.from; r < table.to; ++r) {
    size = std::max(size, font_size_of(rows[r]));
    for (const PageWord& word : rows[r]) covered.emplace_back(word.x, word.x + word.width);
  }
  std::sort(covered.begin(), covered.end());
  float reach = covered.empty() ? 0 : covered.front().second;
  std::size_t strips = 0;
  for (const auto& [from, to] : covered) {
    if (from - reach >= white_strip * size && ++strips <= most_strips) {
      std::size_t both = 0;
      for (std::size_t r = table.from; r < table.to; ++r) {
        const std::size_t beyond = first_beyond(rows[r], from);
        both += beyond > 0 && beyond < rows[r].size() && !(beyond == 1 && is_list_mark(rows[r][0].text));
      }
      const bool known = std::any_of(table.edges.begin(), table.edges.end(), [&](float edge) {
        return std::fabs(edge - from) < least_column * size || (edge > reach && edge <= from);
      });
      if (both >= 2 && !known && table.edges.size() < most_edges_per_page) table.edges.push_back(from);
    }
    reach = std::max(reach, to);
  }
  std::sort(table.edges.begin(), table.edges.end());
}

// The longest run is a table; runs beside it are its further columns, runs elsewhere other tables.
std::vector<WhiteTable> tables_from(const std::vector<PageRow>& rows, std::vector<Run> runs) {
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.to - a.from > b.to - b.from; });
  if (runs.size() > most_runs_per_page) runs.resize(most_runs_per_page);
  std::vector<WhiteTable> tables;
  std::vector<bool> used(rows.size(), false);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Run& main = runs[i];
    const bool overlaps =
        std::any_of(used.begin() + static_cast<std::ptrdiff_t>(main.from),
                    used.begin() + static_cast<std::ptrdiff_t>(main.to), [](bool taken) { return taken; });
    if (overlaps) continue;
    WhiteTable table{main.from, main.to, {main.edge}, main.goes_on};
    const float size = font_size_of(rows[main.from]);
    for (std::size_t k = i + 1; k < runs.size() && (runs[k].to - runs[k].from) * 2 >= main.to - main.from; ++k) {
      const bool beside = shared_rows(main, runs[k]) * 2 >= main.to - main.from;
      const bool apart_from_others = std::all_of(table.edges.begin(), table.edges.end(), [&](float edge) {
        return std::fabs(edge - runs[k].edge) >= least_column * size;
      });
      if (beside && apart_from_others) table.edges.push_back(runs[k].edge);
    }
    add_white_strips(rows, table);
    for (std::size_t r = table.from; r < table.to; ++r) used[r] = true;
    tables.push_back(std::move(table));
  }
  std::sort(tables.begin(), tables.end(), [](const WhiteTable& a, const WhiteTable& b) { return a.from < b.from; });
  return tables;
}

}  // namespace

float row_bottom(const PageRow& row) {
  float bottom = std::numeric_limits<float>::lowest();
  for (const PageWord& word : row) bottom = std::max(bottom, word.y + word.height);
  return bottom;
}

float line_pitch(const std::vector<PageContent>& pages) {
  std::vector<float> steps, close;
  float size = 10;
  for (const PageContent& page : pages)
    for (std::size_t r = 1; r < page.rows.size(); ++r) {
      size = font_size_of(page.rows[r]);
      const float step = row_bottom(page.rows[r]) - row_bottom(page.rows[r - 1]);
      if (step > 0.95f * size && step < 3 * size) steps.push_back(step);
      if (step > 0.95f * size && step < 1.45f * size) close.push_back(step);
    }
  // Some minutes are mostly paragraphs of one line, with space between them.
  const bool paragraphs = close.size() < 4;
  std::vector<float>& from = paragraphs ? steps : close;
  if (from.size() < 4) return 1.2f * size;
  const auto low = from.begin() + static_cast<std::ptrdiff_t>(from.size() / (paragraphs ? 20 : 4));
  std::nth_element(from.begin(), low, from.end());
  return *low;
}

std::size_t first_beyond(const PageRow& row, float edge) {
  const auto found =
      std::lower_bound(row.begin(), row.end(), edge - 0.3f, [](const PageWord& word, float x) { return word.x < x; });
  return static_cast<std::size_t>(found - row.begin());
}

int opening_number(const PageRow& row, std::size_t from, std::size_t to) {
  const bool named = to > from && (row[from].text == "Punkt" || row[from].text == "Pkt." || row[from].text == "Sag");
  const std::size_t at = named ? from + 1 : from;
  if (at >= to) return -1;
  const std::string& word = row[at].text;
  int number = 0;
  std::size_t digits = 0;
  for (; digits < word.size() && digits < 3 && word[digits] >= '0' && word[digits] <= '9'; ++digits)
    number = number * 10 + (word[digits] - '0');
  const std::string_view rest = std::string_view(word).substr(digits);
  if (digits == 0 || !(rest == "." || rest == ")" || rest == ":" || (named && rest.empty()))) return -1;
  if (named) return number;
  const bool title = at + 1 < to && !(row[at + 1].text[0] >= 'a' && row[at + 1].text[0] <= 'z');
  return title ? number : -1;
}

bool keeps_clear(const PageRow& row, float edge) {
  const std::size_t beyond = first_beyond(row, edge);
  const float white = least_gutter * font_size_of(row);
  for (std::size_t k = beyond >= 4 ? beyond - 4 : 0; k < beyond; ++k)
    if (row[k].x + row[k].width > edge - white) return false;
  // What begins only a little further to the right began at another edge.
  return beyond == row.size() || beyond == 0 || row[beyond].x <= edge + 2 * same_edge ||
         is_blank_gap(row, beyond, likely_gap * font_size_of(row));
}

std::vector<std::vector<WhiteTable>> find_white_tables(const std::vector<PageContent>& pages,
                                                       const std::vector<std::vector<bool>>& taken, float pitch) {
  const Survey seen = survey(pages, taken);
  std::vector<std::vector<WhiteTable>> tables;
  std::vector<float> open;  // edges of the table at the foot of the page before
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const auto& rows = pages[p].rows;
    std::vector<Run> runs;
    const std::vector<KnownEdge> own = edges_of(seen.pages[p], seen.edges);
    if (!own.empty() || !open.empty()) {
      const RunFinder finder(rows, taken[p], own, pitch);
      const auto is_open = [&](float edge) {
        return std::any_of(open.begin(), open.end(), [&](float x) { return std::fabs(x - edge) <= 2 * same_edge; });
      };
      for (const KnownEdge& edge : own) finder.find(edge.from, is_open(edge.from), edge.wide >= 2, runs);
      for (const float edge : open)
        if (std::none_of(own.begin(), own.end(),
                         [&](const KnownEdge& known) { return std::fabs(known.from - edge) <= 2 * same_edge; }))
          finder.find(edge, true, true, runs);
    }
    tables.push_back(tables_from(rows, std::move(runs)));
    open.clear();
    if (!tables.back().empty() && tables.back().back().to + most_rows_without >= rows.size())
      open = tables.back().back().edges;
  }
  return tables;
}

}  // namespace klynge::extract
