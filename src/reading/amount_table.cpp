#include "reading/amount_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "base/money.hpp"
#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/figure_table.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

struct Column {
  std::string period;
  bool estimate = false;
  std::size_t cell = 0;  // between bars
};

bool says_estimate(std::string_view folded) {
  return contains(folded, "anslå") || contains(folded, "skøn") || contains(folded, "estimer");
}

// “Post | Budget 2023 | Regnskab 2022”: years in cells of their own.
std::vector<Column> barred_columns(std::string_view line) {
  std::vector<Column> columns;
  const auto cells = cells_of(line);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const auto years = years_in(cells[k]);
    if (years.size() != 1 || token_count(cells[k]) > 4) continue;
    for (const auto word : tokens(cells[k]))
      if (const std::string_view bare = strip(word, ".,:()"); bare.size() == 4 && years_in(bare).size() == 1)
        columns.push_back({std::string(bare), says_estimate(Folded(cells[k])), k});
  }
  return columns;
}

// “Fordeling 2022 2023 (anslået)”: nothing but a name, years and remarks on them.
std::vector<Column> header_columns(std::string_view line) {
  std::vector<Column> columns;
  if (line.size() > 200 || line.ends_with('.') || !any_digit(line) || years_in(line).empty()) return {};
  if (contains(line, "|")) return barred_columns(line);
  const auto words = tokens(line);
  for (const auto word : words) {
    const std::string_view bare = strip(word, ".,:()");
    const auto years = years_in(bare);
    if (years.size() == 1 && bare.size() == 4) {
      columns.push_back({std::string(bare)});
      continue;
    }
    // “2022 (overført)”
    if (columns.empty() || (word.starts_with('(') && word.ends_with(')') && !says_estimate(Folded(word)))) continue;
    const std::string folded = lower(bare);
    if (says_estimate(folded))
      columns.back().estimate = true;
    else if (folded != "budget" && folded != "regnskab" && folded != "kr" && folded != "b" && folded != "r")
      return {};
  }
  return columns;
}

// What stands before the row's first amount: all of it, or the first of several cells that is no number.
std::string_view row_label(std::string_view line, std::size_t amount) {
  const std::string_view before = strip(line.substr(0, amount), " :.-|");
  if (before.find_first_of("|\t") == npos && !contains(before, "  ")) return before;
  for (const auto cell : cells_of(before))
    if (std::ranges::any_of(cell, [](char c) { return !is_digit(c) && c != '.' && c != ' '; }))
      return strip(cell, " :.-");
  return {};
}

// “Undervisere | Nord Kommune | 96.000 kr. | 48.000 kr.”: every amount fills its cell.
bool is_barred_row(std::string_view line, const std::vector<AmountFound>& amounts) {
  const std::size_t bar = line.find('|');
  if (bar == npos || bar > amounts.back().start) return false;
  for (const AmountFound& amount : amounts) {
    const std::size_t left = line.substr(0, amount.start).rfind('|');
    const std::size_t right = std::min(line.find('|', amount.end), line.size());
    if (left == npos && amount.start > 0) return false;
    const std::size_t from = left == npos ? 0 : left + 1;
    if (!strip(line.substr(from, amount.start - from), " (").empty()) return false;
    if (!strip(line.substr(amount.end, right - amount.end), " .)*").empty()) return false;
  }
  const std::string_view label = row_label(line, amounts.front().start);
  return !label.empty() && label.size() <= 80 && !contains(label, ". ");
}

// The rule below the heads: “|---|---|”.
bool is_rule(std::string_view line) { return line.size() > 2 && line.find_first_not_of("|-: ") == npos; }

// “Strandparken 120.000 kr.”: a name and nothing but amounts behind it.
bool is_table_row(std::string_view line, const std::vector<AmountFound>& amounts) {
  const std::string_view before = row_label(line, amounts.front().start);
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

// A table of bare figures while it goes on.
struct Figures {
  std::optional<FigureHead> head;
  std::vector<Column> columns;
  std::size_t rows = 0, lines_below_head = 0;
  std::vector<TableAmount> waiting;  // the first row of a table whose head names no unit
};

// Takes a row of bare figures, or a head whose unit would be read as an amount; false where the line is neither.
bool take_figures(Figures& figures, std::string_view line, std::size_t start, std::size_t line_number,
                  const std::vector<AmountFound>& amounts, std::vector<TableAmount>& out) {
  if (figures.head && amounts.empty()) {
    const auto row = figure_row(line, *figures.head);
    if (row && (figures.rows > 0 || header_columns(line).empty())) {
      std::vector<TableAmount> found;
      for (const FigureRow::Cell& cell : row->cells) {
        TableAmount one;
        one.amount = cell.amount;
        one.amount.start += start;
        one.amount.end += start;
        one.label = squeeze(row->label);
        one.line = line_number;
        one.column = row->columns - 1 - cell.from_end;
        one.in_table = true;
        one.step_ore = cell.step_ore;
        if (row->columns <= figures.columns.size()) {
          const Column& column = figures.columns[figures.columns.size() - 1 - cell.from_end];
          one.period = column.period;
          one.estimate = column.estimate;
        }
        found.push_back(std::move(one));
      }
      ++figures.rows;
      // One line that ends with a figure below a word of money is no table yet.
      auto& to = figures.head->names_unit || figures.rows > 1 ? out : figures.waiting;
      if (figures.rows == 2) std::ranges::move(figures.waiting, std::back_inserter(out));
      std::ranges::move(found, std::back_inserter(to));
      return true;
    }
    const bool below_head = figures.rows == 0 && ++figures.lines_below_head <= 3 && line.size() <= 80;
    if (below_head && is_rule(line)) return false;
    if (auto columns = header_columns(line); below_head && !columns.empty()) {
      figures.columns = std::move(columns);
      return false;
    }
    const auto other = figure_head(line, amounts);
    const bool names_columns = !any_digit(line) && !line.ends_with('.') && !(other && other->names_unit);
    if (below_head && figures.head->names_unit && names_columns) return false;
  }
  figures = {};
  if (auto head = figure_head(line, amounts)) {
    figures.head = head;
    figures.columns = header_columns(line);
    return head->names_unit && !amounts.empty();
  }
  return false;
}

}  // namespace

std::vector<TableAmount> table_amounts(std::string_view text) {
  std::vector<TableAmount> out;
  if (!names_money(text) && !ends_a_line_with_thousands(text)) return out;
  Figures figures;
  std::size_t run = 0;        // table rows without a head of years, one under the other
  std::size_t run_start = 0;  // their first amount in `out`
  std::string label_above;    // of the last of them
  std::vector<Column> columns;
  bool barred_head = false;  // the row above is one of cells without an amount
  std::size_t start = 0, line_number = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    at = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(start, at - start);
    const auto amounts = amounts_in(line);
    if (take_figures(figures, line, start, line_number, amounts, out)) {
      run = 0;
      columns.clear();
    } else if (amounts.empty()) {
      if (!is_rule(line)) {
        // A row of text ends the table.
        columns = header_columns(line);
        run = 0;
        barred_head = line.find('|') != npos;
      }
    } else {
      const bool barred = is_barred_row(line, amounts);
      const std::string_view label = row_label(line, amounts.front().start);
      const std::string_view behind = strip(line.substr(amounts.back().end), " .|)");
      const bool row = !columns.empty() && (barred_head ? barred
                                                        : amounts.size() <= columns.size() && behind.size() < 12 &&
                                                              label.size() < 80 && token_count(label) <= 9);
      std::size_t cell = 0;  // between bars; one at the row's beginning opens the first
      std::size_t counted = line.size() - skip_blanks(line).size() + 1;
      for (std::size_t k = 0; k < amounts.size(); ++k) {
        TableAmount found;
        found.amount = amounts[k];
        found.amount.start += start;
        found.amount.end += start;
        found.line = line_number;
        for (; barred && counted < amounts[k].start; ++counted) cell += line[counted] == '|';
        found.column = barred ? cell : k;
        if (row) {
          found.in_table = true;
          const auto column = barred_head ? std::ranges::find(columns, found.column, &Column::cell)
                                          : columns.end() - static_cast<std::ptrdiff_t>(amounts.size() - k);
          if (column != columns.end()) {
            found.period = column->period;
            found.estimate = column->estimate;
          }
          if (!label.empty()) found.label = squeeze(label);
        }
        out.push_back(std::move(found));
      }
      if (!row) columns.clear();
      if (!row && (barred || is_table_row(line, amounts))) {
        if (run++ == 0) run_start = out.size() - amounts.size();
        // Two rows make a table, or one below its heads; then the first is one too.
        const bool below_heads = run == 1 && barred && barred_head;
        if (run >= 2 || below_heads)
          for (std::size_t k = run == 2 ? run_start : out.size() - amounts.size(); k < out.size(); ++k) {
            TableAmount& one = out[k];
            if (one.in_table) continue;
            one.in_table = true;
            one.label = one.line == line_number ? squeeze(label) : label_above;
          }
        label_above = squeeze(label);
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
    if (cell.step_ore > 0 && lower(*cell.label).starts_with("heraf")) continue;
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
    const std::int64_t rounding = cell.step_ore * column.count / 2;
    const bool adds_up = std::abs(column.sum - cell.amount.ore) <= rounding;
    if (column.count >= 2 && !adds_up && !known && !unsure && out.size() < 100)
      out.push_back({i, column.terms, column.sum});
    column = {};
  }
  return out;
}

}  // namespace klynge::reading
