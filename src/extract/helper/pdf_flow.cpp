#include "extract/helper/pdf_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <string_view>

#include "extract/helper/pdf_columns.hpp"

namespace klynge::extract {
namespace {

constexpr float same_edge = 1.6f;  // points; words this near to each other begin at one edge
constexpr float gutter = 0.9f;     // shares of the font size: white between the columns, at least
constexpr std::size_t most_label_words = 4, least_label_bytes = 6;
constexpr float justified_slack = 0.7f;
// Where both columns are equally wide and their gutter is in the middle of the page, less will do.
constexpr std::size_t least_lines_mirrored = 3, least_full_mirrored = 2;
// Points of white; between a table's cells there is less.
constexpr float least_mirrored = 14, most_mirrored = 60;
constexpr float slack = 2.0f;  // of a line that fills its column
// The right column begins at the middle of the page's text or a little to its right.
constexpr float middle_from = 0.49f, middle_to = 0.58f;
// Times the distance of lines.
constexpr float apart = 4.0f, next_paragraph = 1.25f;
constexpr std::size_t least_lines = 6;      // of each column
constexpr std::size_t least_apart = 2;      // paragraphs that begin in no row of a table
constexpr std::size_t least_sentences = 3;  // that go on from line to line, in each column

struct Sides {
  float left = std::numeric_limits<float>::max(), right = std::numeric_limits<float>::lowest();
};

Sides sides_of(const std::vector<PageRow>& rows, const std::vector<bool>& taken) {
  Sides sides;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (taken[r]) continue;
    sides.left = std::min(sides.left, rows[r].front().x);
    sides.right = std::max(sides.right, rows[r].back().x + rows[r].back().width);
  }
  return sides;
}

// Where most lines begin that begin near the page's middle; 0 where too few do.
// Short lines in the right column leave the text narrower than its margins say: `page_width` in points.
float middle_edge(const std::vector<PageRow>& rows, const std::vector<bool>& taken, float page_width) {
  Sides sides = sides_of(rows, taken);
  sides.right = std::max(sides.right, page_width - sides.left);
  const float width = sides.right - sides.left;
  std::vector<float> begins;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (taken[r]) continue;
    const PageRow& row = rows[r];
    for (std::size_t i = first_beyond(row, sides.left + middle_from * width);
         i < row.size() && row[i].x <= sides.left + middle_to * width; ++i)
      if (i == 0 || row[i].x - row[i - 1].x - row[i - 1].width >= gutter * font_size_of(row))
        begins.push_back(row[i].x);
  }
  std::sort(begins.begin(), begins.end());
  std::size_t most = 0;
  float edge = 0;
  for (std::size_t from = 0, to = 0; from < begins.size(); ++from) {
    while (to < begins.size() && begins[to] <= begins[from] + same_edge) ++to;
    if (to - from <= most) continue;
    most = to - from;
    edge = begins[from];
  }
  return most >= least_lines_mirrored ? edge : 0;
}

// Nothing breaks a link's address, so it juts out of its column.
bool is_address(std::string_view word) { return word.find("://") != std::string_view::npos; }

// `below`: of lines that stand side by side already; then what is set in from the edge is a table's cell in the column.
bool keeps_gutter(const PageRow& row, float edge, bool below) {
  const std::size_t beyond = first_beyond(row, edge);
  if (beyond > 0 && row[beyond - 1].x + row[beyond - 1].width > edge - gutter * font_size_of(row) &&
      !(below && is_address(row[beyond - 1].text)))
    return false;
  return beyond == row.size() || below || row[beyond].x < edge + 6 * font_size_of(row);
}

// One column's lines in a part of the page.
struct Column {
  struct Piece {
    float right = 0, bottom = 0, first_width = 0;
    bool begins_small = false;
    std::string text;  // of a short line
  };
  std::vector<Piece> pieces;
  std::vector<int> numbers;  // that lines begin with, “3. Budget”
  float left = std::numeric_limits<float>::max(), right = 0;

  void add(const PageRow& row, std::size_t from, std::size_t to) {
    if (from == to) return;
    const PageWord& first = row[from];
    const PageWord& last = row[to - 1];
    pieces.push_back(
        {last.x + last.width, row_bottom(row), first.width, first.text[0] >= 'a' && first.text[0] <= 'z', {}});
    for (std::size_t i = from; i < to && to - from <= most_label_words; ++i) pieces.back().text += row[i].text + ' ';
    if (const int number = opening_number(row, from, to); number >= 0) numbers.push_back(number);
    left = std::min(left, first.x);
    if (!is_address(last.text)) right = std::max(right, last.x + last.width);
  }
  // Lines that were full, in the midst of a sentence.
  std::size_t sentences(float pitch) const {
    std::size_t count = 0;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const Piece& above = pieces[i - 1];
      const bool full = above.right + pieces[i].first_width + slack > right;
      count += full && pieces[i].begins_small && pieces[i].bottom - above.bottom < next_paragraph * pitch;
    }
    return count;
  }
  // Lines that end where the column does, as justified ones, or whose next word had no room.
  std::size_t full(float limit, float pitch, std::size_t least_at_limit) const {
    std::size_t count = 0, at_limit = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const bool justified = std::fabs(pieces[i].right - limit) < justified_slack;
      const bool goes_on = i + 1 < pieces.size() && pieces[i + 1].begins_small &&
                           pieces[i].right + pieces[i + 1].first_width + slack > limit &&
                           pieces[i + 1].bottom - pieces[i].bottom < next_paragraph * pitch;
      at_limit += justified;
      count += goes_on && !justified;
    }
    return count + (at_limit >= least_at_limit ? at_limit : 0);
  }
  // Heights at which something begins after white paper.
  std::vector<float> begins(float pitch) const {
    std::vector<float> heights;
    for (std::size_t i = 1; i < pieces.size(); ++i)
      if (pieces[i].bottom - pieces[i - 1].bottom > next_paragraph * pitch) heights.push_back(pieces[i].bottom);
    return heights;
  }
};

struct Both {
  Column left, right;
};

Both columns_of(const std::vector<PageRow>& rows, const FlowPart& part) {
  Both both;
  for (std::size_t r = part.from; r < part.to; ++r) {
    const std::size_t beyond = first_beyond(rows[r], part.edge);
    both.left.add(rows[r], 0, beyond);
    both.right.add(rows[r], beyond, rows[r].size());
  }
  return both;
}

// In a table of two columns the paragraphs of both begin side by side.
bool begin_together(const Both& both, float pitch) {
  const std::vector<float> left = both.left.begins(pitch), right = both.right.begins(pitch);
  const std::size_t few = std::min(left.size(), right.size());
  if (few < 3) return false;
  std::size_t together = 0;
  for (const float height : left) {
    const auto near = std::lower_bound(right.begin(), right.end(), height - 0.3f * pitch);
    together += near != right.end() && *near < height + 0.3f * pitch;
  }
  return together * 10 >= few * 7;
}

// How far the lines of a paragraph stand apart in the column, where that is less than in the document.
float pitch_in(const Column& column, float pitch) {
  std::vector<float> distances;
  for (std::size_t i = 1; i < column.pieces.size(); ++i)
    distances.push_back(column.pieces[i].bottom - column.pieces[i - 1].bottom);
  if (distances.empty()) return pitch;
  const auto low = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 4);
  std::nth_element(distances.begin(), low, distances.end());
  return std::min(pitch, *low);
}

// Paragraphs of the left column that begin where none does in the right: in a table a row's cells begin at one height,
// and the left ones, which bear its titles, are the last to begin between two rows.
bool begin_apart(const Both& both, float pitch) {
  const std::vector<Column::Piece>& right = both.right.pieces;
  pitch = pitch_in(both.right, pitch);
  std::size_t alone = 0, together = 0;
  for (const float height : both.left.begins(pitch)) {
    const auto beside = std::lower_bound(right.begin(), right.end(), height - 0.3f * pitch,
                                         [](const Column::Piece& piece, float above) { return piece.bottom < above; });
    if (beside == right.begin() || beside == right.end()) continue;
    const bool level = beside->bottom < height + 0.3f * pitch;
    const bool begins = beside->bottom - std::prev(beside)->bottom > next_paragraph * pitch;
    ++(level && begins ? together : alone);
  }
  return alone >= least_apart && alone > together;
}

// The right column's first number is the next after the left one's: no list in a table's cell.
bool numbers_go_on(const Both& both) {
  if (both.left.numbers.empty() || both.right.numbers.empty()) return false;
  return both.right.numbers.front() == *std::max_element(both.left.numbers.begin(), both.left.numbers.end()) + 1;
}

// The left column counts “Pkt. 1” and “Pkt. 3”, the right one goes on with “Pkt. 7”.
bool numbers_rise(const Both& both) {
  const auto rise = [](const std::vector<int>& numbers) { return std::is_sorted(numbers.begin(), numbers.end()); };
  return both.left.numbers.size() >= 2 && !both.right.numbers.empty() && rise(both.left.numbers) &&
         rise(both.right.numbers) && both.right.numbers.front() > both.left.numbers.back();
}

// “Beslutning” and “Indstilling” stand in both: an item in each.
bool repeat_labels(const Both& both) {
  const auto texts = [](const Column& column) {
    std::set<std::string_view> found;
    for (const Column::Piece& piece : column.pieces)
      if (piece.text.size() >= least_label_bytes) found.insert(piece.text);
    return found;
  };
  const std::set<std::string_view> left = texts(both.left), right = texts(both.right);
  return std::count_if(left.begin(), left.end(), [&](std::string_view text) { return right.contains(text); }) >= 2;
}

// Columns of one width with a gutter around `middle`, both with lines that fill them.
// Where the middle was taken from the lines themselves, the longest of them tells nothing.
bool are_mirrored(const Both& both, float edge, float middle, bool of_page, float pitch) {
  const float gap = 2 * (edge - middle), limit = edge - gap, far = 2 * middle - both.left.left;
  if (gap < least_mirrored || gap > most_mirrored) return false;
  if (both.left.right > limit + slack || both.right.right > far + slack) return false;
  if (numbers_rise(both) || repeat_labels(both) || begin_apart(both, pitch)) return true;
  const std::size_t left = both.left.full(limit, pitch, of_page ? 1 : 2),
                    right = both.right.full(far, pitch, of_page ? 1 : 2);
  return left > 0 && left + right >= least_full_mirrored;
}

bool runs_in_columns(const PageContent& page, const FlowPart& part, Sides sides, float pitch) {
  const Both both = columns_of(page.rows, part);
  const std::size_t fewer = std::min(both.left.pieces.size(), both.right.pieces.size());
  const bool mirrored = are_mirrored(both, part.edge, page.width / 2, true, pitch) ||
                        are_mirrored(both, part.edge, (sides.left + sides.right) / 2, false, pitch);
  // Where a blank line parts all that stands in them, paragraphs of both begin side by side by chance.
  const bool rise = both.right.numbers.size() >= 2 && numbers_rise(both);
  if (mirrored && fewer >= least_lines_mirrored && (rise || numbers_go_on(both) || !begin_together(both, pitch)))
    return true;
  if (both.left.pieces.size() < least_lines || both.right.pieces.size() < least_lines) return false;
  const float left = part.edge - both.left.left, right = both.right.right - part.edge;
  if (right < 0.7f * left || right > left * 1.1f) return false;
  // Beside a table's titles there is white paper.
  const std::size_t most = std::max(both.left.pieces.size(), both.right.pieces.size());
  if (std::min(both.left.pieces.size(), both.right.pieces.size()) * 10 < most * 7) return false;
  if (numbers_go_on(both)) return true;
  return both.left.sentences(pitch) >= least_sentences && both.right.sentences(pitch) >= least_sentences &&
         !begin_together(both, pitch);
}

std::vector<FlowPart> parts_at(const std::vector<PageRow>& rows, const std::vector<bool>& taken, float edge,
                               float pitch) {
  std::vector<FlowPart> parts;
  for (std::size_t from = 0; from < rows.size();) {
    std::size_t to = from, beside = 0;
    while (to < rows.size() && !taken[to] && keeps_gutter(rows[to], edge, beside > 0) &&
           (to == from || row_bottom(rows[to]) - row_bottom(rows[to - 1]) <= apart * pitch)) {
      const std::size_t beyond = first_beyond(rows[to], edge);
      beside += beyond < rows[to].size();
      ++to;
    }
    std::size_t first = from;
    // What stands above the right column's first line is no part of it.
    while (first < to && first_beyond(rows[first], edge) == rows[first].size()) ++first;
    if (beside >= 2) parts.push_back({first, to, edge});
    from = std::max(to, from + 1);
  }
  return parts;
}

float right_of(const PageRow& row) { return row.back().x + row.back().width; }

// A left column that nothing stands beside: its page's last, or that of a text too short for two. Its lines break
// before the middle of the page, as far from it as those of columns do, in the midst of sentences.
std::vector<FlowPart> lone_column(const PageContent& page, const std::vector<bool>& taken, float pitch) {
  const float limit = page.width / 2 - least_mirrored / 2;
  const std::vector<PageRow>& rows = page.rows;
  FlowPart longest;
  for (std::size_t from = 0, to = 0; from < rows.size(); from = to + 1) {
    for (to = from; to < rows.size() && !taken[to] && right_of(rows[to]) <= limit;) ++to;
    if (to - from > longest.to - longest.from) longest = {from, to, 0};
  }
  longest.edge = page.width / 2;
  const Column left = columns_of(rows, longest).left;
  if (left.pieces.size() < least_lines || left.right < page.width / 2 - most_mirrored / 2) return {};
  if (left.sentences(pitch) < least_sentences) return {};
  longest.edge = page.width - left.right;
  return {longest};
}

}  // namespace

std::vector<std::vector<FlowPart>> find_flow(const std::vector<PageContent>& pages,
                                             const std::vector<std::vector<bool>>& taken, float pitch) {
  std::vector<std::vector<FlowPart>> found(pages.size());
  std::vector<float> edges;  // that one of the pages is sure of
  std::vector<bool> sure(pages.size(), false);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const float edge = middle_edge(pages[p].rows, taken[p], pages[p].width);
    if (edge <= 0) continue;
    found[p] = parts_at(pages[p].rows, taken[p], edge, pitch);
    for (const FlowPart& part : found[p])
      if (runs_in_columns(pages[p], part, sides_of(pages[p].rows, taken[p]), pitch)) {
        edges.push_back(part.edge);
        sure[p] = true;
      }
  }
  std::sort(edges.begin(), edges.end());
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (sure[p]) continue;
    // The last page may hold too little to tell.
    found[p] =
        edges.empty() ? std::vector<FlowPart>{} : parts_at(pages[p].rows, taken[p], edges[edges.size() / 2], pitch);
    if (found[p].empty()) found[p] = lone_column(pages[p], taken[p], pitch);
  }
  return found;
}

}  // namespace klynge::extract
