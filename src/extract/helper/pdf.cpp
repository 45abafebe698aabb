#include "extract/helper/pdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_garbled.hpp"
#include "extract/helper/pdf_library.hpp"
#include "extract/helper/pdf_lines.hpp"
#include "extract/helper/pdf_page_words.hpp"
#include "extract/helper/pdf_tables.hpp"

namespace klynge::extract {
namespace {

// Writers end a PDF with "%%EOF"; some let a little junk follow.
constexpr std::size_t end_mark_within_bytes = 4096;
constexpr double largest_coordinate = 100'000;
constexpr std::size_t most_warnings = 100;

bool is_sane(std::initializer_list<double> coordinates) {
  return std::all_of(coordinates.begin(), coordinates.end(),
                     [](double value) { return std::isfinite(value) && std::fabs(value) <= largest_coordinate; });
}

// Text that runs upwards or downwards is a margin note or a stamp, unless it is most of the page:
// then the page lies on its side.
int page_turn(const std::vector<DrawnWord>& words) {
  std::array<std::size_t, 4> count{};
  for (const DrawnWord& word : words) ++count[static_cast<std::size_t>(word.turn) & 3];
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

struct Place {
  double x = 0, y = 0, width = 0, height = 0;
};

// The place as it would be if the page were turned so that its text runs to the right.
Place turned(Place drawn, int turn, const DrawnPage& page) {
  switch (turn) {
    case 1:
      return {drawn.y, page.width - drawn.x - drawn.width, drawn.height, drawn.width};
    case 2:
      return {page.width - drawn.x - drawn.width, page.height - drawn.y - drawn.height, drawn.width, drawn.height};
    case 3:
      return {page.height - drawn.y - drawn.height, drawn.x, drawn.height, drawn.width};
    default:
      return drawn;
  }
}

PageWord upright(const DrawnWord& word, const DrawnPage& page) {
  const Place at = turned({word.x, word.y, word.width, word.height}, word.turn, page);
  PageWord out;
  out.x = static_cast<float>(at.x);
  out.y = static_cast<float>(at.y);
  out.width = static_cast<float>(at.width);
  out.height = static_cast<float>(at.height);
  out.font_size = is_sane({word.font_size}) && word.font_size > 0 ? static_cast<float>(word.font_size) : out.height;
  out.bold = word.bold;
  out.space_after = word.space_after;
  return out;
}

Rule upright(const DrawnRule& rule, int turn, const DrawnPage& page) {
  const Place at = turned({std::min(rule.x1, rule.x2), std::min(rule.y1, rule.y2), std::fabs(rule.x2 - rule.x1),
                           std::fabs(rule.y2 - rule.y1)},
                          turn, page);
  const auto x = static_cast<float>(at.x), y = static_cast<float>(at.y), width = static_cast<float>(at.width),
             height = static_cast<float>(at.height);
  if (height > width) return {true, x + width / 2, y, y + height};
  return {false, y + height / 2, x, x + width};
}

std::vector<PageWord> dots_of(const DrawnPage& page, int turn) {
  std::vector<PageWord> dots;
  for (const DrawnDot& dot : page.dots) {
    if (!is_sane({dot.x, dot.y, dot.width, dot.height})) continue;
    const Place at = turned({dot.x, dot.y, dot.width, dot.height}, turn, page);
    PageWord& made = dots.emplace_back();
    made.x = static_cast<float>(at.x), made.y = static_cast<float>(at.y);
    made.width = static_cast<float>(at.width), made.height = static_cast<float>(at.height);
  }
  return dots;
}

struct PageRead {
  reading::Page size;
  PageContent content;
};

std::vector<PageWord> words_of(const DrawnPage& page, int turn) {
  std::vector<PageWord> words;
  words.reserve(page.words.size());
  for (const DrawnWord& drawn : page.words) {
    if (drawn.turn != turn || !is_sane({drawn.x, drawn.y, drawn.width, drawn.height})) continue;
    PageWord word = upright(drawn, page);
    word.text = clean_text(drawn.text);
    if (!word.text.empty() && word.text.size() <= limits::line_bytes) words.push_back(std::move(word));
  }
  return words;
}

PageRead read_page(const DrawnPage& page) {
  const int turn = page_turn(page.words);
  PageRead read;
  read.size.garbled = is_garbled(page.words);
  std::vector<PageWord> words;
  if (!read.size.garbled) words = words_of(page, turn);
  if (is_sane({page.width, page.height})) {
    read.size.width = static_cast<float>(page.width);
    read.size.height = static_cast<float>(page.height);
  }
  if (turn % 2 == 1) std::swap(read.size.width, read.size.height);
  read.content.width = read.size.width;
  for (const DrawnRule& rule : page.rules)
    if (is_sane({rule.x1, rule.y1, rule.x2, rule.y2})) read.content.rules.push_back(upright(rule, turn, page));
  close_up(words);
  add_bullets(words, dots_of(page, turn));
  straighten(words);
  drop_struck(words, read.content.rules);
  drop_line_numbers(words);
  read.content.aside = page_rows(take_sender(words, read.size.width));
  read.content.rows = page_rows(std::move(words));
  return read;
}

void mark_edges(std::vector<PageContent>& pages, const std::vector<reading::Page>& sizes) {
  std::vector<const std::vector<PageRow>*> rows;
  std::vector<float> heights;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    rows.push_back(&pages[i].rows);
    heights.push_back(sizes[i].height);
  }
  auto edges = find_edges(rows, heights);
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].edges = std::move(edges[i]);
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
  if (static_cast<std::size_t>(file.pages()) > limits::document_pages)
    throw Refused{Failure::too_many_pages, "pages over their limit"};

  reading::Document made;
  made.format = reading::Format::pdf;
  std::vector<PageContent> pages;
  std::vector<reading::Page> sizes;
  std::size_t lines = 0, unread = 0;
  for (int i = 0; i < file.pages(); ++i) {
    PageRead read;
    DrawnPage drawn;
    if (file.read(i, drawn))
      read = read_page(drawn);
    else if (++unread <= most_warnings)
      made.warnings.push_back("a page can not be read");
    lines += read.content.rows.size() + read.content.aside.size();
    if (lines > limits::document_lines) throw Refused{Failure::too_many_lines, "lines over their limit"};
    sizes.push_back(read.size);
    pages.push_back(std::move(read.content));
  }
  if (unread == pages.size()) throw Refused{Failure::broken_pdf, "no page can be read"};

  mark_edges(pages, sizes);
  const auto tables = find_tables(pages);
  std::vector<std::vector<reading::Line>> in_order;
  for (std::size_t i = 0; i < pages.size(); ++i) in_order.push_back(page_lines(pages[i], tables[i]));
  pages.clear();
  LineSink sink(made);
  const float pitch = usual_pitch(in_order);
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    sink.begin_page(sizes[i].width, sizes[i].height);
    made.pages.back().garbled = sizes[i].garbled;
    add_page(std::move(in_order[i]), pitch, sink);
  }
  made.has_text_layer = lines > 0 || std::ranges::any_of(sizes, &reading::Page::garbled);
  return made;
}

void warm_up_pdf() {
  try {
    read_pdf(small_pdf);
  } catch (const Refused&) {
    // What was to be made warm is warm all the same.
  }
}

}  // namespace klynge::extract
