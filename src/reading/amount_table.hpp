// Amounts with the row and the column they stand in.
//
// A table that came as text is a row of years (“Fordeling 2022 2023 (anslået)”) and under it rows
// of a name and as many amounts; where the head names the unit, rows of bare figures (figure_table.hpp).
// Outside tables an amount stands alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/amount.hpp"

namespace klynge::reading {

struct TableAmount {
  AmountFound amount;  // places in the whole text
  std::optional<std::string> label, period;
  bool estimate = false;
  std::size_t line = 0, column = 0;  // of the text, for sums
  bool in_table = false;
  std::int64_t step_ore = 0;  // of figures whose unit stands above them: their last place; sums may be rounded
};

std::vector<TableAmount> table_amounts(std::string_view text);

// A total that its column does not give. The same fault in two columns is one.
struct WrongSum {
  std::size_t amount = 0;  // index of the total
  std::string terms;       // “739.846 kr. + 759.279 kr.”
  std::int64_t sum_ore = 0;
};
std::vector<WrongSum> wrong_sums(const std::vector<TableAmount>& amounts);

}  // namespace klynge::reading
