// The heads of a table of items: “Nr. | Punkt | Referat”, which say what each column holds.
//
// A table of DOCX, HTML or PDF and one that came as text with bars have the same heads, so both
// ways of reading them ask here.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/sheet.hpp"

namespace klynge::reading {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

// What heads the columns of a table of items.
struct ItemHeads {
  std::size_t number = no_column, title = no_column;
  bool found = false;
};

// `found` where the cells are such heads: a title and at least one section.
ItemHeads item_heads(const std::vector<std::string>& cells);

// “Nr.”, “Punkt nr.”: a word that heads a column of numbers.
bool heads_numbers(std::string_view cell);
// “Punkt”, “Emne”: of titles.
bool heads_titles(std::string_view cell);
// “Ansvarlig”: of who follows up.
bool heads_responsible(std::string_view cell);
// “Opfølgning/ansvarlig”, “Ansvarlig/frist”: of who and what.
bool heads_follow_up(std::string_view cell);
// Which of the heads is “Referat” or the like; their number where none is.
std::size_t column_of_minutes(const std::vector<std::string>& heads);

// What heads the cell of an item below its title: the column's head, or “Sagsfremstilling” for one that stands before
// the minutes and whose words name no section (“Indhold”).
std::string_view section_of_column(const std::vector<std::string>& heads, std::size_t column, std::string_view cell);

// An odd last person below two columns of persons joins their table.
void take_in_odd_persons(Sheet& sheet);

// “Dato: | 4. maj | Sted: | Lokale 2”: pairs side by side become rows of their own, label and value.
void part_fact_pairs(Sheet& sheet);

}  // namespace klynge::reading
