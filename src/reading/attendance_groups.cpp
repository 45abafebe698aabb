#include "reading/attendance_groups.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/cells.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/row_marks.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t longest_label = 60, most_rows = 60;

struct GroupLabel {
  Block block;
  bool tells = false;  // who came and who did not
};

std::optional<GroupLabel> group_label(std::string_view cell) {
  const std::string_view words = strip(cell, " :");
  if (words.size() < 3 || words.size() > longest_label || token_count(words) > 5) return std::nullopt;
  const std::string with_colon = std::string(words) + ":";
  if (const auto heading = attendance_heading(with_colon); heading && heading->value == with_colon.size())
    return GroupLabel{block_of(*heading), !heading->who_only};
  if (!starts_upper(words) || !is_a_group_or_title(words)) return std::nullopt;
  return GroupLabel{};
}

bool names_people(std::string_view cell) {
  if (cell.size() < 2 || cell.size() > 1'500 || cell.ends_with('.')) return false;
  const auto people = parse_people(cell, true);
  return !people.empty() && (people.size() > 1 || !names_an_organisation(cell));
}

// The rule below the heads of a table that came as text: “|---|---|”.
bool is_rule(std::string_view row) { return row.find_first_not_of("|-: +") == std::string_view::npos; }

}  // namespace

bool is_a_group_or_title(std::string_view words) {
  if (is_given_name(first_word(words)) || names_an_organisation(words)) return false;
  return is_title_word(lower(last_word(words))) || is_a_group(words);
}

bool labelled_people(std::string_view row) {
  const std::size_t colon = row.substr(0, longest_label).find(": ");
  if (colon == std::string_view::npos || colon < 3 || !starts_upper(row)) return false;
  const std::string_view words = trim(row.substr(0, colon));
  if (token_count(words) > 3 || !is_a_group_or_title(words)) return false;
  const std::string office = lower(words);
  return office != "suppleant" && office != "stedfortræder" && names_people(trim(row.substr(colon + 1)));
}

std::vector<GroupRow> attendance_groups(const Reading& r, std::size_t first, std::size_t end, std::size_t& next) {
  std::vector<GroupRow> rows;
  bool told = false, grouped = false;
  std::size_t column = 0;  // where the people begin, in characters of the printed line
  for (next = first; next < end && next < first + most_rows; ++next) {
    if (r.row(next).furniture) continue;
    const std::string_view text = r.row(next).text;
    const RowMarks marks = marks_of(text);
    if (!r.free(next) || (!rows.empty() && r.row(next).blanks > r.sheet.gap + 1)) break;
    if (marks.bar && is_rule(text)) continue;
    const auto cells = marks.bar || marks.gap ? cells_of(text) : std::vector<std::string_view>{text};
    // “                Ida Vang”: more of the group above.
    const std::string_view more = cells.size() == 2 && cells[0].empty() ? cells[1] : cells[0];
    const bool below = marks.bar ? cells.size() == 2 && cells[0].empty()
                                 : cells.size() == 1 && column > 0 && r.row(next).indent + 2u >= column;
    if (!rows.empty() && below) {
      if (!names_people(more)) break;
      rows.push_back({rows.back().block, more, static_cast<std::uint32_t>(next)});
      continue;
    }
    if (cells.size() != 2) break;
    const auto label = group_label(cells[0]);
    if (!label) break;
    const bool nobody = cells[1].empty() || lower(strip(cells[1], " .-")) == "ingen";
    if (!nobody && !names_people(cells[1])) break;
    if (nobody && !label->tells) break;
    column = r.row(next).indent + characters(text.substr(0, static_cast<std::size_t>(cells[1].data() - text.data())));
    told = told || label->tells;
    grouped = grouped || !label->tells;
    rows.push_back({label->block, nobody ? std::string_view{} : cells[1], static_cast<std::uint32_t>(next)});
  }
  if (next == first) ++next;
  if (!told || !grouped || rows.size() < 2) rows.clear();
  return rows;
}

}  // namespace klynge::reading
