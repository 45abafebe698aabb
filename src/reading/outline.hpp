// The outline: which rows are the header, and where each item starts and ends.
//
// Three witnesses are heard. Numbers: of all the ways a row may be numbered, the heaviest row of
// rising numbers (number_chain.hpp). Looks: headings without numbers, told by what most of them
// share (plain_heading.hpp). Labels: where neither is found, an item begins where the labels begin
// anew. A table of contents is recognised by coming again (contents.hpp), and then says what a bare
// number's title is and where a title ends that has its text behind it (run_in.hpp).
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/sheet.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {

inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);

struct ItemSpan {
  std::size_t heading = no_row;      // row; none for an item that has no printed heading
  std::size_t body = 0, end = 0;     // rows of its content, [body, end)
  std::vector<std::uint32_t> marks;  // rows before the heading that belong to it (case number)
  std::string number;                // empty where none is printed
  std::vector<Piece> title;
  std::string_view run_in;          // the item's text that stands on the heading's own row
  std::size_t run_in_row = no_row;  // where that is another row than the heading's
  Numbering style = Numbering::none;
  std::string_view presenter;      // from a cell between title and text
  bool title_elsewhere = false;    // the heading is a bare number; the title stands in the contents
  std::optional<TimeFound> clock;  // from “Kl. 15.05:”, its own or its group's
  bool contents_only = false;      // stands only in the table of contents
  bool closed = false;
  float confidence = 1;
};

struct Outline {
  std::vector<ItemSpan> items;
  std::size_t header_end = 0;                // rows [0, header_end) are the header
  std::size_t end = 0;                       // rows from here are an appendix, in no field
  std::vector<bool> dropped;                 // rows in no field: contents, echoes, group headings
  std::vector<std::uint32_t> action_list{};  // rows of everybody's tasks behind the last item (action_list.hpp)
  bool minutes_labels = false;               // some row is a minutes heading
  bool answered = false;      // what was said of the items stands in a list of its own (answered_agenda.hpp)
  bool kind_letters = false;  // rows “B”, “O” and “D” say what kind an item is, as `is_kind_letter` knows them
  // Columns of tables headed “Ansvarlig”: a table's index and its column's.
  std::vector<std::pair<std::int32_t, std::int32_t>> responsible_columns;
  bool stands_under_responsible(const Row& row) const {
    return row.table >= 0 && std::find(responsible_columns.begin(), responsible_columns.end(),
                                       std::pair{row.table, row.column}) != responsible_columns.end();
  }
};

// “B” (beslutning), “O” (orientering), “D” (drøftelse), alone or two with a stroke between them.
bool is_kind_letter(std::string_view text);

Outline make_outline(const Sheet& sheet, const std::vector<LineClass>& classes);

}  // namespace klynge::reading
