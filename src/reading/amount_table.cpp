#include "reading/amount_table.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "base/text.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

struct Column {
  std::string period;
  bool estimate = false;
};

// “Fordeling 2022 2023 (anslået)”: nothing but a name, years and remarks on them.
std::vector<Column> header_columns(std::string_view line) {
  std::vector<Column> columns;
  if (line.size() > 200 || line.ends_with('.') || !any_digit(line) || years_in(line).empty()) return {};
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
    if (folded.starts_with("anslå") || folded.starts_with("skøn") || folded.starts_with("estimer") ||
        folded == "budget" || folded == "regnskab" || folded == "kr" || folded == "b" || folded == "r") {
      if (folded.starts_with("anslå") || folded.starts_with("skøn") || folded.starts_with("estimer"))
        columns.back().estimate = true;
      continue;
    }
    return {};
  }
  return columns;
}

// “Strandparken 120.000 kr.”: a name and nothing but amounts behind it.
bool is_table_row(std::string_view line, const std::vector<AmountFound>& amounts) {
  const std::string_view before = strip(line.substr(0, amounts.front().start), " :.-|");
  const std::string_view behind = strip(line.substr(amounts.back().end), " .|)");
  if (before.empty() || before.size() > 60 || token_count(before) > 6 || !behind.empty() || before.starts_with("- "))
    return false;
  if (!starts_upper(before) || contains(before, ". ")) return false;
  // “Anlæg, i alt”, “Driftsudgifter, netto”: a comma otherwise parts a sentence.
  static constexpr WordSet kinds{", i alt", ", ialt", ", netto", ", brutto", ", samlet"};
  if (contains(before, ",") && !kinds.ends(Folded(before))) return false;
  for (std::size_t k = 1; k < amounts.size(); ++k)
    if (!strip(line.substr(amounts[k - 1].end, amounts[k].start - amounts[k - 1].end), " |").empty()) return false;
  // A verb makes it a sentence, and so does a preposition that leads to the amount (“et tilskud på”);
  // inside a name it does not (“Sygeplejerske på tværs”).
  const std::string folded = " " + lower(before) + " ";
  static constexpr PhraseScan verbs{" er ",    " var ",   " koster ", " bevilges ", " afsættes ",
                                    " udgør ", " gives ", " får ",    " søger ",    " modtager "};
  static constexpr WordSet prepositions{" på ", " til ", " med ", " for ", " af ", " om "};
  return !prepositions.ends(folded) && !verbs.in(folded);
}

}  // namespace

std::vector<TableAmount> table_amounts(std::string_view text) {
  std::vector<TableAmount> out;
  if (!names_money(text)) return out;
  std::size_t run = 0;        // table rows without a head of years, one under the other
  std::size_t run_start = 0;  // their first amount in `out`
  std::vector<Column> columns;
  std::size_t start = 0, line_number = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    at = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(start, at - start);
    const auto amounts = amounts_in(line);
    if (amounts.empty()) {
      auto header = header_columns(line);
      // A row of text ends the table.
      columns = std::move(header);
      run = 0;
    } else {
      const std::string_view before = strip(line.substr(0, amounts.front().start), " :.-|");
      const std::string_view behind = strip(line.substr(amounts.back().end), " .|)");
      const bool row = !columns.empty() && amounts.size() <= columns.size() && behind.size() < 12 &&
                       before.size() < 80 && token_count(before) <= 9;
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
      if (!row && is_table_row(line, amounts)) {
        if (run++ == 0) run_start = out.size() - amounts.size();
        // Two rows make a table; then the first is one too.
        if (run >= 2)
          for (std::size_t k = run == 2 ? run_start : out.size() - amounts.size(); k < out.size(); ++k) {
            TableAmount& cell = out[k];
            if (cell.in_table) continue;
            cell.in_table = true;
            std::size_t from = cell.amount.start;
            while (from > 0 && text[from - 1] != '\n') --from;
            const auto first = amounts_in(text.substr(from, text.find('\n', from) - from));
            if (!first.empty()) cell.label = squeeze(strip(text.substr(from, first.front().start), " :.-|"));
          }
      } else {
        run = 0;
      }
    }
    start = at + 1;
    ++line_number;
  }
  return out;
}

std::vector<WrongSum> wrong_sums(const std::vector<TableAmount>& amounts) {
  struct Column {
    std::int64_t sum = 0;
    unsigned count = 0;
    std::string terms;
  };
  std::vector<Column> columns;
  std::vector<WrongSum> out;
  std::size_t last_line = 0;
  bool unsure = false;  // an amount stands right above the rows: perhaps a row that was not known for one
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const TableAmount& cell = amounts[i];
    if (!cell.in_table || !cell.label || cell.line > last_line + 1) columns.clear();
    if (columns.empty()) unsure = i > 0 && !amounts[i - 1].in_table && cell.line <= last_line + 1;
    last_line = cell.line;
    if (!cell.in_table || !cell.label || cell.column > 40) continue;
    if (columns.size() <= cell.column) columns.resize(cell.column + 1);
    Column& column = columns[cell.column];
    const std::string folded = lower(*cell.label);
    const bool total = folded.starts_with("total") || folded.starts_with("i alt") || folded.starts_with("sum") ||
                       folded.starts_with("samlet") || folded.starts_with("ialt") || folded.ends_with(" i alt");
    if (!total) {
      if (const auto more = add(Money{column.sum}, Money{cell.amount.ore})) column.sum = more->ore;
      ++column.count;
      if (column.terms.size() < 300)
        column.terms += (column.terms.empty() ? "" : " + ") + danish(Money{cell.amount.ore});
      continue;
    }
    bool known = false;
    for (const auto& other : out) known = known || other.terms == column.terms;
    if (column.count >= 2 && column.sum != cell.amount.ore && !known && !unsure && out.size() < 100)
      out.push_back({i, column.terms, column.sum});
    column = {};
  }
  return out;
}

}  // namespace klynge::reading
