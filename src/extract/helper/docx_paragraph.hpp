// The text of one paragraph while it is put together from runs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.hpp"

namespace klynge::extract {

// A line of the paragraph: a manual break ends one.
struct ParagraphLine {
  std::string text;
  std::vector<reading::Word> words;  // runs of one weight
  std::size_t columns = 0;           // characters so far; counted along, since tabs ask for it
  bool starts_page = false;          // a page break stands before it
};

class Paragraph {
 public:
  void add(std::string_view utf8, bool bold);
  // Before everything that stands there already.
  void put_first(std::string_view utf8, bool bold);
  // To the next tab stop of eight columns and at least two spaces, so that columns stay apart.
  void add_tab();
  void break_line();
  void break_page();
  bool is_empty() const;
  std::vector<ParagraphLine> take();

 private:
  std::vector<ParagraphLine> lines_ = std::vector<ParagraphLine>(1);
};

// True where most of the line is bold.
bool mostly_bold(const ParagraphLine& line);

}  // namespace klynge::extract
