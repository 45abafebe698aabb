#include "extract/helper/pdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_library.hpp"
#include "extract/helper/pdf_lines.hpp"

namespace klynge::extract {
namespace {

// Writers end a PDF with "%%EOF"; some let a little junk follow.
constexpr std::size_t end_mark_within_bytes = 4096;
constexpr double largest_coordinate = 100'000;
constexpr std::size_t most_warnings = 100;

bool is_sane(std::initializer_list<double> coordinates) {
  return std::all_of(coordinates.begin(), coordinates.end(), [](double value) { return std::isfinite(value) && std::fabs(value) <= largest_coordinate; });
}

// Text that runs upwards or downwards is a margin note or a stamp, unless it is most of the page:
// then the page lies on its side.
int page_turn(const std::vector<DrawnWord>& words) {
  std::array<std::size_t, 4> count{};
  for (const DrawnWord& word : words) ++count[static_cast<std::size_t>(word.turn) & 3];
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

// The word as it would stand if the page were turned so that its text runs to the right.
PageWord upright(const DrawnWord& word, const DrawnPage& page) {
  double x = word.x, y = word.y, width = word.width, height = word.height;
  if (word.turn % 2 == 1) std::swap(width, height);
  if (word.turn == 1) x = word.y, y = page.width - word.x - word.width;
  if (word.turn == 2) x = page.width - word.x - word.width, y = page.height - word.y - word.height;
  if (word.turn == 3) x = page.height - word.y - word.height, y = word.x;
  PageWord out;
  out.x = static_cast<float>(x);
  out.y = static_cast<float>(y);
  out.width = static_cast<float>(width);
  out.height = static_cast<float>(height);
  out.font_size = is_sane({word.font_size}) && word.font_size > 0 ? static_cast<float>(word.font_size) : out.height;
  out.bold = word.bold;
  out.space_after = word.space_after;
  return out;
}

struct PageRead {
  reading::Page size;
  std::vector<reading::Line> lines;
};

PageRead read_page(const DrawnPage& page) {
  const int turn = page_turn(page.words);
  std::vector<PageWord> words;
  words.reserve(page.words.size());
  for (const DrawnWord& drawn : page.words) {
    if (drawn.turn != turn || !is_sane({drawn.x, drawn.y, drawn.width, drawn.height})) continue;
    PageWord word = upright(drawn, page);
    word.text = clean_text(drawn.text);
    if (!word.text.empty() && word.text.size() <= limits::line_bytes) words.push_back(std::move(word));
  }
  PageRead read;
  if (is_sane({page.width, page.height})) read.size = {static_cast<float>(page.width), static_cast<float>(page.height)};
  if (turn % 2 == 1) std::swap(read.size.width, read.size.height);
  read.lines = page_lines(std::move(words));
  return read;
}

void check_end_mark(std::string_view bytes) {
  const std::string_view end = bytes.substr(bytes.size() - std::min(bytes.size(), end_mark_within_bytes));
  if (end.find("%%EOF") == std::string_view::npos) throw Refused{Failure::truncated_pdf, "no end mark"};
}

// One page with a word in a font that is not embedded.
constexpr std::string_view small_pdf =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 37>>stream\nBT /F 12 Tf 20 100 Td (Abild) Tj ET     \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

}  // namespace

bool is_bold_name(std::string_view font_name) {
  const std::string name = lower(font_name);
  for (const std::string_view word : {"bold", "black", "heavy"})
    if (name.find(word) != std::string::npos) return true;
  return false;
}

reading::Document read_pdf(std::string_view bytes) {
  check_end_mark(bytes);
  const PdfFile file(bytes);
  if (file.pages() <= 0) throw Refused{Failure::broken_pdf, "no pages"};
  if (static_cast<std::size_t>(file.pages()) > limits::document_pages) throw Refused{Failure::too_many_pages, "pages over their limit"};

  reading::Document made;
  made.format = reading::Format::pdf;
  std::vector<std::vector<reading::Line>> pages;
  std::vector<reading::Page> sizes;
  std::size_t lines = 0, unread = 0;
  for (int i = 0; i < file.pages(); ++i) {
    PageRead read;
    DrawnPage drawn;
    if (file.read(i, drawn)) read = read_page(drawn);
    else if (++unread <= most_warnings) made.warnings.push_back("a page can not be read");
    lines += read.lines.size();
    if (lines > limits::document_lines) throw Refused{Failure::too_many_lines, "lines over their limit"};
    sizes.push_back(read.size);
    pages.push_back(std::move(read.lines));
  }
  if (unread == pages.size()) throw Refused{Failure::broken_pdf, "no page can be read"};

  LineSink sink(made);
  const float pitch = usual_pitch(pages);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    sink.begin_page(sizes[i].width, sizes[i].height);
    add_page(std::move(pages[i]), pitch, sink);
  }
  made.has_text_layer = lines > 0;
  return made;
}

void warm_up_pdf() {
  try {
    read_pdf(small_pdf);
  } catch (const Refused&) {
  }
}

}  // namespace klynge::extract
