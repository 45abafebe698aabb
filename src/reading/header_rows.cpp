#include "reading/header_rows.hpp"

#include <string>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
// The header's fields stand at the top; a transcript's first row may hold all of them.
constexpr std::size_t rows_looked_at = 60;
constexpr std::size_t longest_row = 4'000;

bool announces(std::string_view words) {
  const Label label = label_of(lower(strip(words, " .")));
  if (label != Label::none)
    return (is_header(label) && label != Label::title && label != Label::body) || is_attendance(label) ||
           label == Label::agenda;
  const auto heading = attendance_heading(std::string(words) + ":");
  return heading && heading->words.size() + 1 >= words.size();
}

// Where the words before the colon start that announce a field; npos where none do.
std::size_t field_start(std::string_view text, std::size_t colon, std::size_t floor) {
  std::size_t best = npos, at = colon;
  for (unsigned words = 0; words < 4 && at > floor; ++words) {
    while (at > floor && is_blank(text[at - 1])) --at;
    // A word starts behind a blank or the full stop of the field before (“(PS).Afbud:”).
    while (at > floor && !is_blank(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != ')') --at;
    if (at <= floor) break;
    if (text[at - 1] == '.' && words > 0 && best != npos) break;
    const std::string_view candidate = text.substr(at, colon - at);
    if (starts_upper(candidate) && announces(candidate)) best = at;
    if (!is_blank(text[at - 1])) break;
  }
  return best;
}

std::vector<std::size_t> cuts_of(std::string_view text) {
  std::vector<std::size_t> cuts;
  if (text.size() > longest_row) return cuts;
  std::size_t floor = 1;
  for (std::size_t colon = text.find(':'); colon != npos; colon = text.find(':', colon + 1)) {
    if (colon > 0 && is_digit(text[colon - 1])) continue;
    const std::size_t start = field_start(text, colon, floor);
    if (start != npos) cuts.push_back(start);
    floor = colon + 1;
  }
  return cuts;
}

}  // namespace

void part_header_rows(Sheet& sheet) {
  std::vector<Row> rows;
  rows.reserve(sheet.rows.size() + 8);
  bool header = true;
  std::size_t extra = 0;
  std::size_t next_masked = 0;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    if (!header && extra == 0) return;  // nothing was parted, and nothing will be
    const Row& row = sheet.rows[i];
    // Rows that hold a person number are known by their place, which moves.
    if (next_masked < sheet.person_numbers.size() && sheet.person_numbers[next_masked] == i)
      sheet.person_numbers[next_masked++] += static_cast<std::uint32_t>(extra);
    const bool page_head = row.page_start && i > 0 && is_digit(row.text.back());
    const auto cuts =
        header && i < rows_looked_at && row.table < 0 && !page_head ? cuts_of(row.text) : std::vector<std::size_t>{};
    const HeadingMark mark = header ? heading_mark(row.text) : HeadingMark{};
    const bool item = mark.style != Numbering::none && mark.style != Numbering::bare && mark.style != Numbering::clock;
    if (header && (item || label_of(Folded(strip(row.text, " :."))) == Label::agenda)) header = false;
    if (cuts.empty() || item) {
      rows.push_back(row);
      continue;
    }
    std::size_t from = 0;
    for (std::size_t k = 0; k <= cuts.size(); ++k) {
      const std::size_t to = k < cuts.size() ? cuts[k] : row.text.size();
      std::string_view part = trim(row.text.substr(from, to - from));
      from = to;
      // A transcript's page number before the heading.
      if (k == 0 && part.size() > 2 && is_digit(part[0]) && part[1] == ' ' && starts_upper(part.substr(2)))
        part.remove_prefix(2);
      if (part.empty()) continue;
      Row piece = row;
      piece.text = part;
      if (k > 0) piece.blanks = 0, piece.page_start = false;
      rows.push_back(piece);
      extra += k > 0;
    }
  }
  if (extra > 0) sheet.rows = std::move(rows);
}

}  // namespace klynge::reading
