// Text in a box of a drawing: broken into lines that fit, or shortened.
//
// A drawing is made on the server, where no browser says how wide a letter is. Widths are therefore
// reckoned from a table of letters' widths, a little too wide rather than too narrow, so that text fits in
// our font and in the one a machine takes in its place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klynge::structure {

// Pixels that `text` takes at most when its letters are `font_px` high.
int text_width(std::string_view text, int font_px);

struct FittedText {
  std::vector<std::string> lines{};  // at least one
  bool shortened = false;            // something is left out: the last line ends with “…”
};

// At most `most_lines` lines, each at most `width_px` wide. Broken between words; a word that is too long
// is parted with a hyphen. `width_px` is at least three letters' width.
FittedText fit_text(std::string_view text, int width_px, int font_px, std::size_t most_lines);

// “A”, “A og B”, “A, B og C”
std::string danish_list(const std::vector<std::string>& parts);

}  // namespace klynge::structure
