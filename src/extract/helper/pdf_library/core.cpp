// PDF by poppler's core, in the way of pdftotext.
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/TextOutputDev.h>
#include <unicode/utf8.h>

#include <cassert>

#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_library.hpp"

namespace klynge::extract {
namespace {

constexpr double points_per_inch = 72;

std::string text_of(const TextWord& word) {
  std::string out;
  for (int i = 0; i < word.getLength(); ++i) {
    UChar32 c = static_cast<UChar32>(*word.getChar(i));
    if (c > 0x10ffff || c < 0 || U_IS_SURROGATE(c)) c = 0xfffd;
    char bytes[U8_MAX_LENGTH];
    int32_t count = 0;
    U8_APPEND_UNSAFE(bytes, count, c);
    out.append(bytes, static_cast<std::size_t>(count));
  }
  return out;
}

bool is_bold(const TextFontInfo& font) {
  const auto* name = font.getFontName();
  return font.isBold() || (name && is_bold_name(name->c_str()));
}

DrawnWord drawn(const TextWord& word) {
  DrawnWord out;
  out.text = text_of(word);
  double left = 0, top = 0, right = 0, bottom = 0;
  word.getBBox(&left, &top, &right, &bottom);
  out.x = left;
  out.y = top;
  out.width = right - left;
  out.height = bottom - top;
  out.font_size = word.getFontSize();
  out.turn = word.getRotation();
  out.bold = word.getLength() > 0 && is_bold(*word.getFontInfo(0));
  out.space_after = word.getSpaceAfter();
  return out;
}

// What the library wants once in a process; its complaints go nowhere.
bool set_up() {
  globalParams = std::make_unique<GlobalParams>();
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  return true;
}

std::unique_ptr<BaseStream> stream_of(std::string_view bytes) {
  static const bool ready = set_up();
  assert(ready);
  return std::make_unique<MemStream>(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
}

}  // namespace

struct PdfFile::Library {
  explicit Library(std::string_view bytes)
      : document(stream_of(bytes).release()), text(nullptr, false, 0, false, false) {}
  mutable PDFDoc document;
  mutable TextOutputDev text;
};

PdfFile::PdfFile(std::string_view bytes) : library_(std::make_unique<Library>(bytes)) {
  const PDFDoc& document = library_->document;
  if (document.isOk()) return;
  if (document.getErrorCode() == errEncrypted) throw Refused{Failure::encrypted_pdf, "needs a password"};
  throw Refused{Failure::broken_pdf, "the library can not open it"};
}

PdfFile::~PdfFile() = default;

int PdfFile::pages() const { return library_->document.getNumPages(); }

bool PdfFile::read(int number, DrawnPage& into) const {
  PDFDoc& document = library_->document;
  Page* page = document.getPage(number + 1);
  if (!page || !page->isOk()) return false;
  into.width = page->getCropWidth();
  into.height = page->getCropHeight();
  if (page->getRotate() % 180 != 0) std::swap(into.width, into.height);
  document.displayPage(&library_->text, number + 1, points_per_inch, points_per_inch, 0, false, true, false);
  const auto words = library_->text.makeWordList();
  if (!words) return true;
  into.words.reserve(static_cast<std::size_t>(words->getLength()));
  for (int i = 0; i < words->getLength(); ++i) into.words.push_back(drawn(*words->get(i)));
  return true;
}

}  // namespace klynge::extract
