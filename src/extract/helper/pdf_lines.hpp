// Words on a page to visual lines.
#pragma once
#include <string>
#include <vector>

#include "extract/helper/line_sink.hpp"

namespace klynge::extract {

struct PageWord {
  std::string text;                           // clean UTF-8, no spaces
  float x = 0, y = 0, width = 0, height = 0;  // points from the page's top left
  float font_size = 0;
  bool bold = false;
  bool space_after = false;
};

// Words of one visual line, left to right.
using PageRow = std::vector<PageWord>;

// The page's visual lines, top down; the order of `words` does not matter. Words side by side are
// one line, also where columns part them.
std::vector<PageRow> page_rows(std::vector<PageWord> words);

// The page as a grid of characters, so that what stands under each other stands so in the text too.
struct Grid {
  float left = 0, step = 5;  // points
  std::size_t column(float x) const;
};
Grid grid_of(const std::vector<PageRow>& rows);
// The words [from, to) of a visual line as a line of text; `left` is where an unindented one begins.
reading::Line line_of(const PageRow& row, std::size_t from, std::size_t to, Grid grid);
// The gap between words that is usual in this visual line, points.
float usual_gap(const PageRow& row);
float font_size_of(const PageRow& row);

// How far lines of running text stand apart in these pages, in heights of a line. 0 where they hold
// too little to tell.
float usual_pitch(const std::vector<std::vector<reading::Line>>& pages);

// Adds the lines to the sink's page, with empty lines where the gap is wider than usual.
void add_page(std::vector<reading::Line> lines, float pitch, LineSink& sink);

}  // namespace klynge::extract
