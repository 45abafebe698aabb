#include "reading/amount_table.hpp"

#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

struct Column {
  std::string period;
  bool estimate = false;
};

// “Fordeling 2022 2023 (anslået)”: nothing but a name, years and remarks on them.
std::vector<Column> header_columns(std::string_view line) {
  std::vector<Column> columns;
  if (line.size() > 200 || line.ends_with('.')) return {};
  const auto words = tokens(line);
  for (const auto word : words) {
    const std::string_view bare = strip(word, ".,:()|");
    const auto years = years_in(bare);
    if (years.size() == 1 && bare.size() == 4) {
      columns.push_back({std::string(bare), false});
      continue;
    }
    if (columns.empty()) continue;
    const std::string folded = lower(bare);
    if (folded.starts_with("anslå") || folded.starts_with("skøn") || folded.starts_with("estimer") || folded == "budget" || folded == "regnskab" || folded == "kr" || folded == "b" || folded == "r") {
      if (folded.starts_with("anslå") || folded.starts_with("skøn") || folded.starts_with("estimer")) columns.back().estimate = true;
      continue;
    }
    return {};
  }
  return columns;
}

}  // namespace

std::vector<TableAmount> table_amounts(std::string_view text) {
  std::vector<TableAmount> out;
  std::vector<Column> columns;
  std::size_t start = 0, line_number = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n') continue;
    const std::string_view line = text.substr(start, at - start);
    const auto amounts = amounts_in(line);
    if (amounts.empty()) {
      auto header = header_columns(line);
      // A row of text ends the table.
      columns = std::move(header);
    } else {
      const std::string_view before = strip(line.substr(0, amounts.front().start), " :.-|");
      const std::string_view behind = strip(line.substr(amounts.back().end), " .|)");
      const bool row = !columns.empty() && amounts.size() <= columns.size() && behind.size() < 12 && before.size() < 80 && tokens(before).size() <= 9;
      for (std::size_t k = 0; k < amounts.size(); ++k) {
        TableAmount found;
        found.amount = amounts[k];
        found.amount.start += start;
        found.amount.end += start;
        found.line = line_number;
        found.column = k;
        if (row) {
          const std::size_t column = columns.size() - amounts.size() + k;
          found.in_table = true;
          found.period = columns[column].period;
          found.estimate = columns[column].estimate;
          if (!before.empty()) found.label = squeeze(before);
        }
        out.push_back(std::move(found));
      }
      if (!row) columns.clear();
    }
    start = at + 1;
    ++line_number;
  }
  return out;
}

}  // namespace klynge::reading
