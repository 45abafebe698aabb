// PDF by poppler-cpp, for a poppler whose core has changed.
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_library.hpp"

namespace klynge::extract {
namespace {

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

}  // namespace

struct PdfFile::Library {
  std::unique_ptr<poppler::document> document;
};

PdfFile::PdfFile(std::string_view bytes) : library_(std::make_unique<Library>()) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  library_->document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!library_->document) throw Refused{Failure::broken_pdf, "the library can not open it"};
  if (library_->document->is_locked()) throw Refused{Failure::encrypted_pdf, "needs a password"};
}

PdfFile::~PdfFile() = default;

int PdfFile::pages() const { return library_->document->pages(); }

bool PdfFile::read(int number, DrawnPage& into) const {
  const std::unique_ptr<poppler::page> page(library_->document->create_page(number));
  if (!page) return false;
  into.width = page->page_rect().width();
  into.height = page->page_rect().height();
  const auto orientation = page->orientation();
  if (orientation == poppler::page::landscape || orientation == poppler::page::seascape)
    std::swap(into.width, into.height);
  const auto boxes = page->text_list(poppler::page::text_list_include_font);
  into.words.reserve(boxes.size());
  for (const auto& box : boxes) {
    DrawnWord word;
    word.text = utf8(box.text());
    word.x = box.bbox().x();
    word.y = box.bbox().y();
    word.width = box.bbox().width();
    word.height = box.bbox().height();
    word.turn = box.rotation();
    word.font_size = box.has_font_info() ? box.get_font_size() : 0;
    word.bold = box.has_font_info() && is_bold_name(box.get_font_name());
    word.space_after = box.has_space_after();
    into.words.push_back(std::move(word));
  }
  return true;
}

}  // namespace klynge::extract
