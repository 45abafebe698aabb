// Tables on a PDF's pages, found from where words stand and where lines are drawn.
//
// A PDF says nothing of tables or columns. What it has is geometry: drawn lines that box cells in,
// or words that begin under each other beyond a strip of paper that stays white through many rows.
// A table of either kind becomes rows and columns here, as DOCX and HTML have them, so that the
// reader sees one thing whatever the format was. Text in columns side by side is such a table too;
// the reader knows which of the two it reads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/helper/pdf_edges.hpp"
#include "extract/helper/pdf_lines.hpp"

namespace klynge::extract {

// A straight line drawn on the page, or a filled stripe so thin that it looks like one.
struct Rule {
  bool upright = false;    // else level
  float at = 0;            // x of an upright rule, y of a level one, points
  float from = 0, to = 0;  // along it, from < to
};

struct PageContent {
  std::vector<PageRow> rows;   // visual lines, top down
  std::vector<PageRow> aside;  // of a box with the sender's name and address (pdf_page_words.hpp)
  std::vector<Rule> rules;
  float width = 0;          // of the page, points; 0 where unknown
  std::vector<Edge> edges;  // what each visual line is; empty where none is a head or foot
};

// The words [from, to) of a visual line that stand in one column.
struct CellSpan {
  std::int32_t column = 0;
  std::size_t from = 0, to = 0;
  std::int32_t row = -1;  // of the table, where the cell reaches over several; else the line's
};

struct PageTable {
  std::size_t from = 0, to = 0;              // visual lines [from, to) of the page
  std::int32_t number = 0;                   // counted through the document; a table goes on over pages
  std::vector<float> edges;                  // where its columns begin, ascending; the first before any word
  std::vector<std::int32_t> row;             // for each visual line the table's row it belongs to
  std::vector<std::vector<CellSpan>> cells;  // for each visual line, left to right
  std::vector<CellSpan> heads;               // of the visual line above it, where they are no row of it
  std::string heads_text;
  std::size_t head_lines = 0;          // visual lines above it that are its heads once more
  std::vector<std::string> top_lines;  // of its first row, which the next page may repeat
  bool flow = false;                   // running text in columns, no table (pdf_flow.hpp)
};

// For each page its tables, top down.
std::vector<std::vector<PageTable>> find_tables(const std::vector<PageContent>& pages);

// The page's lines in reading order: down the page, and in a table row by row, cell by cell.
std::vector<reading::Line> page_lines(const PageContent& page, const std::vector<PageTable>& tables);

}  // namespace klynge::extract
