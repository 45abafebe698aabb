#include "reading/closed_items.hpp"

#include <unordered_set>

#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {

std::vector<std::size_t> closed_items_behind(const Sheet& sheet, const std::vector<LineClass>& classes,
                                             const std::vector<std::size_t>& rows, const std::vector<bool>& skip) {
  static constexpr WordSet marks{"(lukket punkt)", "(lukket sag)", "(lukket)", "(fortroligt)"};
  std::vector<std::size_t> found;
  if (rows.size() < 2) return found;
  std::unordered_set<int> known;
  for (const std::size_t row : rows) known.insert(classes[row].heading.major);
  for (std::size_t i = rows.back() + 1; i < classes.size(); ++i) {
    const HeadingMark& mark = classes[i].heading;
    if (sheet.rows[i].furniture || skip[i] || mark.style != classes[rows.back()].heading.style || mark.minor >= 0)
      continue;
    if (!mark.title.ends_with(')') || !marks.ends(Folded(mark.title.substr(0, 300)))) continue;
    if (mark.major < classes[rows.back()].heading.major && known.insert(mark.major).second) found.push_back(i);
  }
  return found;
}

}  // namespace klynge::reading
