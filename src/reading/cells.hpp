// Tables that came as text: a row's cells, parted by bars, tabs or wide gaps.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "reading/text_join.hpp"

namespace klynge::reading {

// The row's cells, trimmed; one cell where nothing parts it. Empty cells between bars are kept.
std::vector<std::string_view> cells_of(std::string_view row);

// A cell or half a line that is a person, with or without title and organisation.
bool names_a_person(std::string_view text);

// What heads the columns of an action list; a column that is not there lies beyond any.
struct ActionHeads {
  std::size_t what = std::string_view::npos, who = std::string_view::npos, when = std::string_view::npos;
  std::size_t number = std::string_view::npos;
  bool names_items = false;  // numbers stand under “Pkt.”
  bool found = false;        // says what there is to do and who does it
};
ActionHeads action_heads(const std::vector<std::string_view>& cells);

// A row of an action list: “Hvad | Hvem | Hvornår”.
struct ActionRow {
  std::string_view what, who, when;
  std::string_view number;  // of the row or of the item it came from
  bool names_item = false;  // it stands under “Pkt.”
  std::uint32_t row = 0;
};
std::vector<ActionRow> action_rows(const std::vector<Piece>& pieces);

}  // namespace klynge::reading
