#include "extract/helper/pdf.hpp"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_lines.hpp"

namespace klynge::extract {
namespace {

// Writers end a PDF with "%%EOF"; some let a little junk follow.
constexpr std::size_t end_mark_within_bytes = 4096;
constexpr float largest_coordinate = 100'000;
constexpr std::size_t most_warnings = 100;

// Straight to UTF-8: the library's own way opens a converter for every word.
std::string utf8(const poppler::ustring& text) {
  std::string out;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U16_NEXT(text.data(), i, length, c);
    if (U_IS_SURROGATE(c)) c = 0xfffd;
    char bytes[U8_MAX_LENGTH];
    int32_t count = 0;
    U8_APPEND_UNSAFE(bytes, count, c);
    out.append(bytes, static_cast<std::size_t>(count));
  }
  return out;
}

// “ABCDEF+Carlito-Bold”, “Arial,BoldItalic”, “Helvetica-Black”: the name is all a PDF says of it.
bool is_bold(std::string_view font_name) {
  const std::string name = lower(font_name);
  for (const std::string_view word : {"bold", "black", "heavy"})
    if (name.find(word) != std::string::npos) return true;
  return false;
}

bool is_sane(const poppler::rectf& box) {
  for (const double value : {box.x(), box.y(), box.width(), box.height()})
    if (!std::isfinite(value) || std::fabs(value) > largest_coordinate) return false;
  return true;
}

// Text that runs upwards or downwards is a margin note or a stamp, unless it is most of the page:
// then the page lies on its side.
int page_turn(const std::vector<poppler::text_box>& boxes) {
  std::array<std::size_t, 4> count{};
  for (const auto& box : boxes) ++count[static_cast<std::size_t>(box.rotation()) & 3];
  const auto most = std::max_element(count.begin(), count.end());
  return static_cast<int>(most - count.begin());
}

// The box as it would stand if the page were turned so that its text runs to the right.
poppler::rectf upright(const poppler::rectf& box, int turn, float width, float height) {
  switch (turn) {
    case 1: return {box.y(), width - box.x() - box.width(), box.height(), box.width()};
    case 2: return {width - box.x() - box.width(), height - box.y() - box.height(), box.width(), box.height()};
    case 3: return {height - box.y() - box.height(), box.x(), box.height(), box.width()};
    default: return box;
  }
}

std::vector<PageWord> words_of(const poppler::page& page, float width, float height, int& turn) {
  const auto boxes = page.text_list(poppler::page::text_list_include_font);
  turn = boxes.empty() ? 0 : page_turn(boxes);
  std::vector<PageWord> words;
  words.reserve(boxes.size());
  for (const auto& box : boxes) {
    if (box.rotation() != turn || !is_sane(box.bbox())) continue;
    PageWord word;
    word.text = clean_text(utf8(box.text()));
    if (word.text.empty() || word.text.size() > limits::line_bytes) continue;
    const poppler::rectf place = upright(box.bbox(), turn, width, height);
    word.x = static_cast<float>(place.x());
    word.y = static_cast<float>(place.y());
    word.width = static_cast<float>(place.width());
    word.height = static_cast<float>(place.height());
    const double size = box.has_font_info() ? box.get_font_size() : 0;
    word.font_size = std::isfinite(size) && size > 0 && size < largest_coordinate ? static_cast<float>(size) : word.height;
    word.bold = box.has_font_info() && is_bold(box.get_font_name());
    word.space_after = box.has_space_after();
    words.push_back(std::move(word));
  }
  return words;
}

std::unique_ptr<poppler::document> open(std::string_view bytes) {
  if (bytes.substr(bytes.size() - std::min(bytes.size(), end_mark_within_bytes)).find("%%EOF") == std::string_view::npos)
    throw Refused{Failure::truncated_pdf, "no end mark"};
  std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) throw Refused{Failure::broken_pdf, "the library can not open it"};
  if (document->is_locked()) throw Refused{Failure::encrypted_pdf, "needs a password"};
  if (document->pages() <= 0) throw Refused{Failure::broken_pdf, "no pages"};
  if (static_cast<std::size_t>(document->pages()) > limits::document_pages) throw Refused{Failure::too_many_pages, "pages over their limit"};
  return document;
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

namespace {

struct PageRead {
  float width = 0, height = 0;
  std::vector<reading::Line> lines;
};

PageRead read_page(const poppler::page& page) {
  PageRead read;
  const poppler::rectf box = page.page_rect();
  if (is_sane(box)) {
    read.width = static_cast<float>(box.width());
    read.height = static_cast<float>(box.height());
  }
  const auto orientation = page.orientation();
  if (orientation == poppler::page::landscape || orientation == poppler::page::seascape) std::swap(read.width, read.height);
  int turn = 0;
  auto words = words_of(page, read.width, read.height, turn);
  if (turn % 2 == 1) std::swap(read.width, read.height);
  read.lines = page_lines(std::move(words));
  return read;
}

}  // namespace

reading::Document read_pdf(std::string_view bytes) {
  const auto document = open(bytes);
  reading::Document made;
  made.format = reading::Format::pdf;
  LineSink sink(made);
  std::vector<std::vector<reading::Line>> pages;
  std::vector<reading::Page> sizes;
  std::size_t lines = 0, unread = 0;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    PageRead read;
    if (page) read = read_page(*page);
    else if (++unread <= most_warnings) made.warnings.push_back("a page can not be read");
    lines += read.lines.size();
    if (lines > limits::document_lines) throw Refused{Failure::too_many_lines, "lines over their limit"};
    sizes.push_back({read.width, read.height});
    pages.push_back(std::move(read.lines));
  }
  if (unread == pages.size()) throw Refused{Failure::broken_pdf, "no page can be read"};
  const float pitch = usual_pitch(pages);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    sink.begin_page(sizes[i].width, sizes[i].height);
    add_page(std::move(pages[i]), pitch, sink);
  }
  made.has_text_layer = lines > 0;
  return made;
}

void warm_up_pdf() {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  try {
    read_pdf(small_pdf);
  } catch (const Refused&) {
  }
}

}  // namespace klynge::extract
