#include "reading/item_parts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

// How parts are numbered, the surest first.
enum Kind { proposals, own_number, letters, numbers, none };

// The item above the parts: its rows are [heading, end).
struct Above {
  std::size_t heading = 0, end = 0;
  int number = -1;
  bool of_proposals = false;  // “Indkomne forslag”
};

bool deals_with_proposals(std::string_view title) {
  const std::string folded = lower(title.substr(0, 80));
  return contains(folded, "forslag") || contains(folded, "vedtægtsændring");
}

int nth_letter(char letter) { return letter >= 'a' ? letter - 'a' : letter - 'A'; }

Kind kind_of(const HeadingMark& mark, const Above& above) {
  if (mark.style == Numbering::letter) return letters;
  if (mark.major >= 0 && (mark.letter != 0 || mark.minor >= 0)) return mark.major == above.number ? own_number : none;
  if (mark.style == Numbering::part) return proposals;
  const bool counts = mark.style == Numbering::dot || mark.style == Numbering::bracket;
  return counts && above.of_proposals ? numbers : none;
}

// The mark is that of the part number `nth`, from 0.
bool is_nth(const HeadingMark& mark, Kind kind, int nth) {
  if (kind == own_number && mark.minor >= 0) return mark.minor == nth + 1;
  // “I” is the ninth letter and the first Roman number.
  if (mark.letter != 0 && nth_letter(mark.letter) == nth) return true;
  if (kind == proposals) return mark.roman == nth + 1 || (mark.letter == 0 && mark.major == nth + 1);
  return kind == numbers && mark.major == nth + 1;
}

std::size_t next_text(const Sheet& sheet, std::size_t row, std::size_t end) {
  for (++row; row < end && sheet.rows[row].furniture;) ++row;
  return row;
}

bool stands_apart(const Sheet& sheet, std::size_t i) {
  const Row& row = sheet.rows[i];
  const Row& before = sheet.rows[i - 1];
  const bool opens_cell = row.table >= 0 && (before.column != row.column || before.row != row.row);
  // Nothing tells what space was above the first line of a page.
  return opens_cell || row.page_start || row.blanks > sheet.gap || row.bold || row.role == LineRole::heading;
}

// “Forslag 2: Nyt tag” below a sentence that has ended, or below a heading.
bool opens_row(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  std::size_t before = i - 1;
  while (before > 0 && sheet.rows[before].furniture) --before;
  const std::string_view text = sheet.rows[before].text;
  return sheet.rows[i].blanks > 0 || classes[before].heading.style != Numbering::none || ends_as_sentence(text) ||
         text.ends_with(':');
}

bool heads_part(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i, Kind kind,
                const Above& above) {
  const std::string_view title = classes[i].heading.title;
  const std::size_t below = next_text(sheet, i, above.end);
  const bool text_below = below < above.end && classes[below].heading.style == Numbering::none;
  if (title.ends_with(',')) return false;
  if (kind == proposals) {
    const bool run_in = run_in_length(title) < title.size();
    return (stands_apart(sheet, i) || opens_row(sheet, classes, i)) && (run_in || (text_below && title.size() < 160));
  }
  const bool titled =
      starts_upper(title) && title.size() < 120 && !title.ends_with('.') && title.find(": ") == std::string_view::npos;
  if (!titled || !text_below) return false;
  // Where proposals are dealt with, a sentence close below is what was said of one.
  if (above.of_proposals && opens_row(sheet, classes, i) && starts_upper(sheet.rows[below].text)) return true;
  return stands_apart(sheet, i) && (kind != letters || sheet.rows[below].blanks <= sheet.gap);
}

// The parts of one item: those of the surest way of numbering that has any.
std::vector<std::size_t> parts_of(const Sheet& sheet, const std::vector<LineClass>& classes, const Above& above,
                                  const std::vector<bool>& skip) {
  std::array<std::vector<std::size_t>, none> found;
  bool sections = false;
  for (std::size_t i = above.heading + 1; i < above.end; ++i) {
    if (sheet.rows[i].furniture) continue;
    sections = sections || is_section(classes[i].label.label) || classes[i].lead_in;
    const HeadingMark& mark = classes[i].heading;
    if (mark.style == Numbering::none || skip[i]) continue;
    const Kind kind = kind_of(mark, above);
    if (kind == none || !is_nth(mark, kind, static_cast<int>(found[kind].size()))) continue;
    // What stands under “Sagsfremstilling” or is recommended is no part.
    if (found[kind].empty() && sections) continue;
    if (heads_part(sheet, classes, i, kind, above)) found[kind].push_back(i);
  }
  for (int kind = 0; kind < none; ++kind) {
    const std::vector<std::size_t>& rows = found[kind];
    if (rows.empty() || (rows.size() < 2 && (kind != proposals || !above.of_proposals))) continue;
    // The number above them holds nothing of its own; what was talked of before two ideas makes them no items.
    const bool talked = kind == proposals && ends_as_sentence(sheet.rows[rows.front() - 1].text);
    if (above.of_proposals || (rows.front() <= above.heading + 2 && !talked)) return rows;
  }
  return {};
}

}  // namespace

std::vector<std::size_t> item_parts(const Sheet& sheet, const std::vector<LineClass>& classes,
                                    const std::vector<std::size_t>& rows, const std::vector<bool>& skip) {
  std::vector<std::size_t> parts;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const HeadingMark& mark = classes[rows[k]].heading;
    const std::string_view title =
        mark.style == Numbering::none ? std::string_view(sheet.rows[rows[k]].text) : mark.title;
    const Above above{rows[k], k + 1 < rows.size() ? rows[k + 1] : classes.size(), mark.major,
                      deals_with_proposals(title)};
    const auto found = parts_of(sheet, classes, above, skip);
    parts.insert(parts.end(), found.begin(), found.end());
  }
  return parts;
}

}  // namespace klynge::reading
