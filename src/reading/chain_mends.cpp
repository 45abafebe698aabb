#include "reading/chain_mends.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/heading_words.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

// True for “3 Sommerferie” and “4 Evt.”, set apart: an item's heading without the full stop others have.
bool titled_without_stop(const Sheet& sheet, const LineClass& line, const Candidate& c) {
  const Row& row = sheet.rows[c.row];
  const std::string_view title = line.heading.title;
  return starts_upper(title) && title.size() <= 100 && (!title.ends_with('.') || token_count(title) <= 3) &&
         line.heading.minor < 0 && row.table < 0 && (row.blanks > sheet.gap || row.page_start) && c.weight >= 0;
}

// True where a case number stands straight above the heading.
bool case_number_above(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row) {
  while (row > 0 && sheet.rows[row - 1].furniture) --row;
  return row > 0 && classes[row - 1].label.label == Label::case_number;
}

}  // namespace

std::vector<std::size_t> same_number_rows(const Sheet& sheet, const std::vector<Candidate>& candidates) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& c = candidates[i];
    const Row& row = sheet.rows[c.row];
    if (c.key != 10000 || c.weight <= 0 || (row.blanks <= sheet.gap && row.role != LineRole::heading)) continue;
    // A list inside an item goes on with 2 straight below.
    const bool list =
        i + 1 < candidates.size() && major_of(candidates[i + 1]) == 2 && candidates[i + 1].row <= c.row + 3;
    if (!list) rows.push_back(c.row);
  }
  return rows;
}

void take_first_prints(const Sheet& sheet, const std::vector<LineClass>& classes,
                       const std::vector<Candidate>& candidates, std::vector<std::size_t>& rows) {
  std::size_t at = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    while (at < candidates.size() && candidates[at].row < rows[k]) ++at;
    if (at == 0 || at >= candidates.size() || candidates[at].row != rows[k]) continue;
    const Candidate& before = candidates[at - 1];
    if (before.key != candidates[at].key || rows[k] - before.row > 6 || (k > 0 && before.row <= rows[k - 1])) continue;
    if (classes[before.row].heading.title.empty()) continue;
    bool plain = true;
    for (std::size_t i = before.row + 1; i < rows[k] && plain; ++i)
      plain = !is_section(classes[i].label.label) && !ends_as_sentence(sheet.rows[i].text);
    if (plain) rows[k] = before.row;
  }
}

void take_out_of_order(const Sheet& sheet, const std::vector<LineClass>& classes,
                       const std::vector<Candidate>& candidates, std::vector<std::size_t>& rows) {
  std::unordered_set<long> keys;
  std::size_t marked = 0;
  for (const std::size_t row : rows) {
    keys.insert(order_key(classes[row].heading));
    marked += case_number_above(sheet, classes, row);
  }
  if (marked < 2 || marked * 2 < rows.size()) return;
  for (const Candidate& c : candidates)
    if (case_number_above(sheet, classes, c.row) && starts_upper(classes[c.row].heading.title) &&
        keys.insert(c.key).second)
      rows.push_back(c.row);
  std::ranges::sort(rows);
}

void take_without_stop(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<Candidate>& bare,
                       std::vector<std::size_t>& rows) {
  if (rows.empty() || bare.empty()) return;
  const auto number_of = [&](std::size_t row) { return long{classes[row].heading.major}; };
  std::vector<std::size_t> out;
  std::size_t next = 0;
  const auto take_below = [&](long above, std::size_t limit, long below) {
    for (; next < bare.size() && bare[next].row < limit; ++next) {
      const long number = number_of(bare[next].row);
      if (number != above + 1 || number >= below || !titled_without_stop(sheet, classes[bare[next].row], bare[next]))
        continue;
      out.push_back(bare[next].row);
      ++above;
    }
  };
  if (number_of(rows[0]) == 2 && classes[rows[0]].heading.minor < 0) take_below(0, rows[0], 2);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    out.push_back(rows[k]);
    while (next < bare.size() && bare[next].row <= rows[k]) ++next;
    const bool last = k + 1 == rows.size();
    take_below(number_of(rows[k]), last ? classes.size() : rows[k + 1], last ? 1'000 : number_of(rows[k + 1]));
  }
  rows = std::move(out);
}

void fill_single_gaps(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<Candidate>& all,
                      std::vector<std::size_t>& rows) {
  const std::vector<std::size_t> found = rows;
  for (std::size_t k = 0; k + 1 < found.size(); ++k) {
    const HeadingMark& above = classes[found[k]].heading;
    auto only = std::ranges::upper_bound(all, found[k], {}, &Candidate::row);
    const auto inner = [&](const Candidate& c) {
      return c.row < found[k + 1] && sheet.rows[c.row].indent > sheet.rows[found[k]].indent;
    };
    while (only != all.end() && inner(*only)) ++only;
    if (only == all.end() || only->row >= found[k + 1]) continue;
    auto next = std::next(only);
    while (next != all.end() && inner(*next)) ++next;
    const bool alone = next != all.end() && next->row == found[k + 1];
    const HeadingMark& mark = classes[only->row].heading;
    if (alone && mark.major == above.major + 1 && classes[found[k + 1]].heading.major == above.major + 2 &&
        above.minor < 0 && mark.minor < 0 && only->weight > -1 && starts_upper(mark.title))
      rows.push_back(only->row);
  }
  std::sort(rows.begin(), rows.end());
}

}  // namespace klynge::reading
