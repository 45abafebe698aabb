// Tables of bare figures: what they count stands once, above them.
//
// “1.000 kr. 2024 2025” or “(mio. kr.)” names the unit of every figure below; a head like “Budget 2023” or “Tre tilbud
// på taget:” says only that it is money, so the figures must look like it (“128.000”). Read without their head the
// figures are no money at all, and the head itself became an amount of a thousand kroner.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/amount.hpp"

namespace klynge::reading {

// What a line says of the figures below it.
struct FigureHead {
  std::int64_t kroner = 1;  // that a figure counts by
  bool names_unit = false;  // otherwise it is only of money, in whole kroner
};
std::optional<FigureHead> figure_head(std::string_view line, const std::vector<AmountFound>& amounts);

// A row: a name and behind it nothing but figures.
struct FigureRow {
  struct Cell {
    AmountFound amount;         // places in the line
    std::size_t from_end = 0;   // 0 for the last column
    std::int64_t step_ore = 0;  // what one more in the last printed place would add
  };
  std::string_view label;
  std::vector<Cell> cells;
  std::size_t columns = 0;  // shares in percent and empty cells (“-”) counted
};
std::optional<FigureRow> figure_row(std::string_view line, const FigureHead& head);

// False where no line ends with a figure of thousands, and so no table of the second kind stands in the text.
bool ends_a_line_with_thousands(std::string_view text);

}  // namespace klynge::reading
