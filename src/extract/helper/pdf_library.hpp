// The PDF library behind one small door: a document's pages as words at places.
//
// There are two implementations, and CMake takes one. pdf_library/core.cpp speaks to poppler's core
// as pdftotext does; that interface is not promised to stay, so where it does not compile,
// pdf_library/poppler_cpp.cpp does the same through poppler-cpp, which is, and takes twice the time
// (docs/decisions).
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::extract {

// A word as the page draws it: its box is the one on the page as it is shown, its turn how often
// its text is turned a quarter to the right.
struct DrawnWord {
  std::string text;                            // UTF-8
  double x = 0, y = 0, width = 0, height = 0;  // points from the page's top left
  double font_size = 0;
  int turn = 0;  // 0…3
  bool bold = false;
  bool space_after = false;
};

// A straight line, level or upright, or a stripe so thin that it looks like one: its two ends, or
// two corners, points from the page's top left.
struct DrawnRule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

// A small round or square spot, as some programs draw before the entries of a list: its box.
struct DrawnDot {
  double x = 0, y = 0, width = 0, height = 0;
};

struct DrawnPage {
  double width = 0, height = 0;  // points, as shown
  std::vector<DrawnWord> words;
  std::vector<DrawnRule> rules;  // poppler-cpp tells none: then only white paper parts columns
  std::vector<DrawnDot> dots;    // nor these; none either on a page that has more than a list would have
};

class PdfFile {
 public:
  // Throws Refused where the library can not open it. The bytes must outlive the file.
  explicit PdfFile(std::string_view bytes);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  int pages() const;
  // `page` from 0. False where the page can not be read.
  bool read(int page, DrawnPage& into) const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

// “ABCDEF+Carlito-Bold”, “Arial,BoldItalic”, “Helvetica-Black”: often the name is all a PDF says.
bool is_bold_name(std::string_view font_name);

}  // namespace klynge::extract
