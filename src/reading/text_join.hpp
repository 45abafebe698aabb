// Rows back into running text: where a line break was only the paper's edge it becomes a space,
// where it ends a paragraph it stays; a hyphen at the line's end goes or stays.
//
// The text remembers which row each of its parts came from, so that a sentence found in it later
// can be shown in the source.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/sheet.hpp"

namespace klynge::reading {

// What breaks of the hyphenated words at line ends are known from elsewhere in the document.
struct Hyphens {
  std::unordered_map<std::size_t, unsigned> seen;  // hash of a word -> times printed inside a line
};
Hyphens learn_hyphens(const Sheet& sheet);

// A stretch of a row's text that belongs to a field.
struct Piece {
  std::uint32_t row = 0;
  std::string_view text;
};

struct Joined {
  std::string text;
  struct Mark {
    std::size_t offset = 0;  // in text
    std::uint32_t row = 0;
  };
  std::vector<Mark> marks;  // ascending
  std::uint32_t row_at(std::size_t offset) const;
};

// True where `next` goes on with the paragraph that `row` stands in.
bool continues(const Sheet& sheet, const Row& row, std::string_view text, const Row& next, std::string_view next_text);
// True where the first word of `next` would not have fitted on this row of a table's cell.
bool fills_cell(const Row& row, const Row& next);
// Length of a bullet and the white space after it; 0 where the text starts with none. Every row is
// asked several times; a byte or two tell nearly all of them from those worth looking at.
std::size_t bullet_length_at(std::string_view text);
inline std::size_t bullet_length(std::string_view text) {
  const char c = text.empty() ? 'x' : text[0];
  const bool possible = c == '-' || c == '*' || c == '\xc2' || c == '\xe2' || c == '\xef' ||
                        (c == 'o' && text.size() > 2 && (text[1] == ' ' || text[1] == '\t'));
  return possible ? bullet_length_at(text) : 0;
}
// “1.”, “2)”, “a)”, “(3)” and the white space after it; 0 where the text starts with none.
std::size_t enumerator_length_at(std::string_view text);
inline std::size_t enumerator_length(std::string_view text) {
  if (text.size() < 2) return 0;
  const bool possible = text[1] == '.' || text[1] == ')' || text[0] == '(' || (text[0] >= '0' && text[0] <= '9');
  return possible ? enumerator_length_at(text) : 0;
}
// Appends `next` to `text` as the same paragraph: a space, or a hyphen resolved.
void append_continuation(std::string& text, std::string_view next, const Hyphens& hyphens);
// Appends with every run of white space folded to one space.
void append_squeezed(std::string& text, std::string_view part);

Joined join(const Sheet& sheet, const Hyphens& hyphens, std::span<const Piece> pieces);

}  // namespace klynge::reading
