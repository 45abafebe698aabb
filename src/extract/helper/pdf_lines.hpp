// Words on a page to visual lines.
#pragma once
#include <string>
#include <vector>

#include "extract/helper/line_sink.hpp"

namespace klynge::extract {

struct PageWord {
  std::string text;        // clean UTF-8, no spaces
  float x = 0, y = 0, width = 0, height = 0;  // points from the page's top left
  float font_size = 0;
  bool bold = false;
  bool space_after = false;
};

// The page's lines, top down; the order of `words` does not matter.
std::vector<reading::Line> page_lines(std::vector<PageWord> words);

// How far lines of running text stand apart in these pages, in heights of a line. 0 where they hold
// too little to tell.
float usual_pitch(const std::vector<std::vector<reading::Line>>& pages);

// Adds the lines to the sink's page, with empty lines where the gap is wider than usual.
void add_page(std::vector<reading::Line> lines, float pitch, LineSink& sink);

}  // namespace klynge::extract
