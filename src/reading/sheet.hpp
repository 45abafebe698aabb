// The sheet: a document's lines made ready for reading.
//
// Blank lines become a gap before the next row, person numbers are masked (so that no field can
// carry one), white space at both ends goes, and columns and table cells are put into reading
// order (columns.hpp). Everything after works on rows and never looks at raw lines again, except
// to say where in the source a value stands.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.hpp"
#include "reading/meeting_record.hpp"
#include "reading/row_marks.hpp"

namespace klynge::reading {

struct Row {
  std::string_view text;        // never empty
  std::uint32_t line = 0;       // index into Document::lines
  std::uint32_t last_line = 0;  // of the last line its text was made from; 0 where that is `line`
  std::uint16_t blanks = 0;     // blank lines between it and the row before
  std::uint16_t indent = 0;     // columns of white space before it
  RowMarks marks;               // of `text`, or of a longer one that it was cut from
  bool page_start = false;
  bool bold = false;
  bool furniture = false;  // belongs to the page, not to the text (furniture.hpp)
  LineRole role = LineRole::body;
  std::uint8_t level = 0;
  std::int32_t table = -1, row = -1, column = -1;
  float x = 0, y = 0, right = 0, height = 0;
  float cell_edge = 0;  // how far right its table cell's text may go, points; 0 where unknown
};

struct PersonNumberFound {
  std::uint32_t row = 0;
};

struct Sheet {
  const Document* document = nullptr;
  std::vector<Row> rows;
  std::deque<std::string> owned;              // texts that are no part of a line as it stands
  std::size_t width = 0;                      // characters of a full line; 0 where lines are not wrapped
  float right_edge = 0;                       // the same in points, where the format has a layout
  unsigned gap = 0;                           // blank lines between two lines of one paragraph
  bool rewrapped = false;                     // its lines were broken once more: full line, rest, blank, full line
  std::vector<std::uint32_t> person_numbers;  // rows that held one
};

Sheet make_sheet(const Document& document);
// The place of `part`, which is text of row `row` (or of a text made from it).
Place place_of(const Sheet& sheet, std::size_t row, std::string_view part, float confidence);
Place place_of(const Sheet& sheet, std::size_t first_row, std::size_t last_row, float confidence);
// Measures width and gap from the rows; done after furniture is known.
void measure(Sheet& sheet);

}  // namespace klynge::reading
