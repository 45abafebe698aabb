// Amounts with the row and the column they stand in.
//
// A table that came as text is a row of years (“Fordeling 2022 2023 (anslået)”) and under it rows
// of a name and as many amounts. Outside tables an amount stands alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/amount.hpp"

namespace klynge::reading {

struct TableAmount {
  AmountFound amount;                       // places in the whole text
  std::optional<std::string> label, period;
  bool estimate = false;
  std::size_t line = 0, column = 0;         // of the text, for sums
  bool in_table = false;
};

std::vector<TableAmount> table_amounts(std::string_view text);

}  // namespace klynge::reading
