#include "reading/lettered_parts.hpp"

#include "base/text.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {

std::vector<std::size_t> lettered_parts(const Sheet& sheet, const std::vector<LineClass>& classes,
                                        const std::vector<std::size_t>& rows, const std::vector<bool>& skip) {
  std::vector<std::size_t> parts;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t end = k + 1 < rows.size() ? rows[k + 1] : classes.size();
    std::vector<std::size_t> letters;
    for (std::size_t i = rows[k] + 1; i < end; ++i) {
      const HeadingMark& mark = classes[i].heading;
      if (mark.style != Numbering::letter || sheet.rows[i].furniture || skip[i]) continue;
      const int nth = mark.letter >= 'a' ? mark.letter - 'a' : mark.letter - 'A';
      const bool opens_cell = sheet.rows[i].table >= 0 && (sheet.rows[i - 1].column != sheet.rows[i].column ||
                                                           sheet.rows[i - 1].row != sheet.rows[i].row);
      // Nothing tells what space was above the first line of a page.
      const bool apart = opens_cell || sheet.rows[i].page_start || sheet.rows[i].blanks > sheet.gap ||
                         sheet.rows[i].bold || sheet.rows[i].role == LineRole::heading;
      const bool titled = starts_upper(mark.title) && mark.title.size() < 120 && !mark.title.ends_with('.') &&
                          !mark.title.ends_with(',') && mark.title.find(": ") == std::string_view::npos;
      const bool filled =
          i + 1 < end && sheet.rows[i + 1].blanks <= sheet.gap && classes[i + 1].heading.style == Numbering::none;
      if (nth == static_cast<int>(letters.size()) && apart && titled && filled) letters.push_back(i);
    }
    // The number above them holds nothing of its own.
    if (letters.size() >= 2 && letters.front() <= rows[k] + 2)
      parts.insert(parts.end(), letters.begin(), letters.end());
  }
  return parts;
}

}  // namespace klynge::reading
