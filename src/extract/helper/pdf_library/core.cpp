// PDF by poppler's core, in the way of pdftotext.
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GfxState.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/TextOutputDev.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/limits.hpp"
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

constexpr double thin = 2.5;  // points
constexpr double short_line = 6;

constexpr double least_dot = 1.2, most_dot = 8;  // points
constexpr int most_corners_of_dot = 52;

// Text as pdftotext takes it, and beside it the straight lines, which tables are drawn with.
class TextAndRules : public TextOutputDev {
 public:
  TextAndRules() : TextOutputDev(nullptr, false, 0, false, false) {}
  std::vector<DrawnRule> rules;
  std::vector<DrawnDot> dots;

  void stroke(GfxState* state) override {
    each_path(state, [this](const Corners& path) { stroked(path); });
  }
  void fill(GfxState* state) override {
    each_path(state, [this](const Corners& path) { filled(path); });
  }
  void eoFill(GfxState* state) override { fill(state); }

 private:
  using Corners = std::vector<std::pair<double, double>>;

  template <class Take>
  void each_path(GfxState* state, Take take) {
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths() && rules.size() < limits::drawn_rules_per_page; ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      // A table's line or box has few corners and no curves, a circle at most four curves in each quarter.
      if (part->getNumPoints() < 2 || part->getNumPoints() > most_corners_of_dot) continue;
      corners_.clear();
      bool curved = false;
      for (int k = 0; k < part->getNumPoints(); ++k) {
        double x = 0, y = 0;
        state->transform(part->getX(k), part->getY(k), &x, &y);
        corners_.emplace_back(x, y);
        curved |= part->getCurve(k);
      }
      if (!curved || part->getNumPoints() >= 5) add_dot();
      if (!curved && part->getNumPoints() <= 16) take(corners_);
    }
  }

  void stroked(const Corners& path) {
    for (std::size_t k = 1; k < path.size(); ++k)
      add(path[k - 1].first, path[k - 1].second, path[k].first, path[k].second);
  }

  void filled(const Corners& path) {
    double left = path[0].first, right = left, top = path[0].second, bottom = top;
    for (const auto& [x, y] : path) {
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
    add(left, top, right, bottom);
  }

  // As wide as high, and small.
  void add_dot() {
    double left = corners_[0].first, right = left, top = corners_[0].second, bottom = top;
    for (const auto& [x, y] : corners_) {
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
    const double wide = right - left, high = bottom - top;
    if (wide < least_dot || wide > most_dot || std::fabs(wide - high) > 0.2 * wide ||
        dots.size() > limits::drawn_dots_per_page)
      return;
    // A circle's line drawn around its own area is one dot.
    if (!dots.empty() && std::fabs(dots.back().x - left) < wide && std::fabs(dots.back().y - top) < wide) return;
    dots.push_back({left, top, wide, high});
  }

  void add(double x1, double y1, double x2, double y2) {
    const double wide = std::fabs(x2 - x1), high = std::fabs(y2 - y1);
    if ((wide <= thin && high >= short_line) || (high <= thin && wide >= short_line)) rules.push_back({x1, y1, x2, y2});
  }

  Corners corners_;
};

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
  explicit Library(std::string_view bytes) : document(stream_of(bytes).release()) {}
  mutable PDFDoc document;
  mutable TextAndRules text;
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
  library_->text.rules.clear();
  library_->text.dots.clear();
  document.displayPage(&library_->text, number + 1, points_per_inch, points_per_inch, 0, false, true, false);
  into.rules = std::move(library_->text.rules);
  if (library_->text.dots.size() <= limits::drawn_dots_per_page) into.dots = std::move(library_->text.dots);
  const auto words = library_->text.makeWordList();
  if (!words) return true;
  into.words.reserve(static_cast<std::size_t>(words->getLength()));
  for (int i = 0; i < words->getLength(); ++i) into.words.push_back(drawn(*words->get(i)));
  return true;
}

}  // namespace klynge::extract
