#include "extract/helper/pdf_edges.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <unordered_map>

namespace klynge::extract {
namespace {

constexpr float edge_share = 0.14f;  // of the page's height, above and below
constexpr float same_height = 2.5f;  // points
constexpr std::size_t most_edge_lines = 6;
// Heights of a line from one to the next, in a foot and from the text to it.
constexpr float close_lines = 1.6f, far_lines = 2.2f;
constexpr std::size_t most_foot_lines = 4;
constexpr std::size_t least_pages = 3;  // two pages may say the same by chance

float bottom_of(const PageRow& row) {
  float bottom = row[0].y;
  for (const PageWord& word : row) bottom = std::max(bottom, word.y + word.height);
  return bottom;
}

// The line's text with its digits folded away, so that “Side 3” and “Side 14” are the same.
std::string shape_of(const PageRow& row) {
  std::string shape;
  for (const PageWord& word : row)
    for (const char c : word.text) {
      const bool digit = c >= '0' && c <= '9';
      if (digit && !shape.empty() && shape.back() == '0') continue;
      shape += digit ? '0' : c;
    }
  return shape;
}

// A number and nothing else, but for dashes around it; -1 where it is anything else.
int lone_number(const PageRow& row) {
  if (row.size() > 3) return -1;
  int value = -1;
  for (const PageWord& word : row)
    for (const char c : word.text) {
      if (c == '-' || static_cast<unsigned char>(c) >= 0x80) continue;
      if (c < '0' || c > '9' || value > 999) return -1;
      value = std::max(value, 0) * 10 + (c - '0');
    }
  return value;
}

// “Side 3 af 7” among the words: the page's number, also where a name or an address stands beside it.
bool counts_pages(const PageRow& row) {
  constexpr std::size_t most_words = 16;
  if (row.size() > most_words) return false;
  for (std::size_t i = 0; i + 3 < row.size(); ++i) {
    const bool side = row[i].text == "Side" || row[i].text == "side";
    const auto number = [&](std::size_t at) {
      return !row[at].text.empty() && row[at].text.size() < 5 &&
             row[at].text.find_first_not_of("0123456789") == std::string::npos;
    };
    if (side && number(i + 1) && row[i + 2].text == "af" && number(i + 3)) return true;
  }
  return false;
}

struct Found {
  std::size_t page = 0, row = 0;
  float height = 0;
  Edge edge = Edge::none;
};

class EdgeFinder {
 public:
  EdgeFinder(const std::vector<const std::vector<PageRow>*>& pages, const std::vector<float>& heights)
      : pages_(pages), heights_(heights) {
    for (const auto* rows : pages) edges_.emplace_back(rows->size(), Edge::none);
  }

  std::vector<std::vector<Edge>> find() {
    for (std::size_t page = 0; page < pages_.size(); ++page) collect(page);
    for (const auto& [shape, found] : by_shape_) mark_repeated(found);
    mark_numbers();
    for (std::size_t page = 0; page < pages_.size(); ++page) mark_beside_foot(page);
    return std::move(edges_);
  }

 private:
  void collect(std::size_t page) {
    const auto& rows = *pages_[page];
    const float height = heights_[page];
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (r >= most_edge_lines && r + most_edge_lines < rows.size()) continue;
      const float bottom = bottom_of(rows[r]);
      const Edge edge =
          bottom<edge_share * height ? Edge::head : bottom>(1 - edge_share) * height ? Edge::foot : Edge::none;
      if (edge == Edge::none) continue;
      by_shape_[shape_of(rows[r])].push_back({page, r, bottom, edge});
      const int number = lone_number(rows[r]);
      if (edge == Edge::foot && r + 2 >= rows.size() && counts_pages(rows[r])) edges_[page][r] = edge;
      const bool outermost = edge == Edge::head ? r == 0 : r + 1 == rows.size();
      if (number >= 0 && outermost) numbers_[number - static_cast<int>(page)].push_back({page, r, bottom, edge});
    }
  }

  void mark_repeated(const std::vector<Found>& found) {
    if (pages_.size() < least_pages || found.size() < 2 || found.size() * 2 < pages_.size()) return;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool beside = (i > 0 && std::fabs(found[i - 1].height - found[i].height) < same_height) ||
                          (i + 1 < found.size() && std::fabs(found[i + 1].height - found[i].height) < same_height);
      const bool heading = found[i].edge == Edge::head && found[i].page == found[0].page;
      if (beside && !heading) edges_[found[i].page][found[i].row] = found[i].edge;
    }
  }

  // What stands close above a page's number and far below its text: an address, a telephone number.
  void mark_beside_foot(std::size_t page) {
    const auto& rows = *pages_[page];
    if (rows.size() < 3 || edges_[page].back() != Edge::foot) return;
    std::size_t first = rows.size() - 1;
    const auto above = [&](std::size_t r) {
      return (bottom_of(rows[r]) - bottom_of(rows[r - 1])) / std::max(rows[r][0].height, 1.0f);
    };
    while (first > 1 && rows.size() - first < most_foot_lines &&
           bottom_of(rows[first - 1]) > (1 - edge_share) * heights_[page] && above(first) < close_lines)
      --first;
    if (above(first) < far_lines) return;
    for (std::size_t r = first; r + 1 < rows.size(); ++r) edges_[page][r] = Edge::foot;
  }

  // Numbers that count the pages. A single page must be the first and its number far from the text.
  void mark_numbers() {
    for (const auto& [difference, found] : numbers_) {
      const bool counts = found.size() >= 2 && found.size() * 2 >= pages_.size();
      for (const Found& at : found) {
        const auto& rows = *pages_[at.page];
        const bool alone =
            rows.size() > 1 && at.row > 0 && at.height - bottom_of(rows[at.row - 1]) > 3 * rows[at.row][0].height;
        const bool first = difference == 1 && pages_.size() <= 2 && at.edge == Edge::foot && alone;
        if (counts || first) edges_[at.page][at.row] = at.edge;
      }
    }
  }

  const std::vector<const std::vector<PageRow>*>& pages_;
  const std::vector<float>& heights_;
  std::vector<std::vector<Edge>> edges_;
  std::unordered_map<std::string, std::vector<Found>> by_shape_;
  std::unordered_map<int, std::vector<Found>> numbers_;  // by number less index of the page
};

}  // namespace

std::vector<std::vector<Edge>> find_edges(const std::vector<const std::vector<PageRow>*>& pages,
                                          const std::vector<float>& heights) {
  return EdgeFinder(pages, heights).find();
}

}  // namespace klynge::extract
