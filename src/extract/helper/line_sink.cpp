#include "extract/helper/line_sink.hpp"

#include <unicode/utf8.h>

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::extract {
namespace {

bool is_plain_ascii(std::string_view text) {
  for (const char c : text)
    if (c < 0x20 || c == 0x7f) return false;
  return true;
}

bool is_unseen(UChar32 c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200b || c == 0x200e || c == 0x200f || c == 0x2060 || c == 0xfeff;
}

// Word's old symbol fonts (Symbol, Wingdings) put their signs at U+F020 to U+F0FF; most are bullets.
bool is_symbol(UChar32 c) { return c >= 0xf020 && c <= 0xf0ff; }

std::string_view symbol(UChar32 c) {
  switch (c) {
    case 0xf02d:
      return "–";
    case 0xf06f:
    case 0xf071:
    case 0xf072:
    case 0xf0a8:
      return "☐";
    case 0xf0fc:
    case 0xf050:
      return "✓";
    case 0xf0fd:
    case 0xf0fe:
    case 0xf078:
      return "☒";
    case 0xf0e0:
      return "→";
    default:
      return "•";
  }
}

// Typefaces draw “fi” as one sign, and some PDFs hand out the sign.
constexpr std::array<std::string_view, 7> ligatures{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
constexpr UChar32 first_ligature = 0xfb00;

}  // namespace

std::string clean_text(std::string_view utf8) {
  if (is_plain_ascii(utf8)) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  bool compose = false;
  const auto length = static_cast<int32_t>(utf8.size());
  for (int32_t i = 0; i < length;) {
    const int32_t start = i;
    UChar32 c;
    U8_NEXT(utf8.data(), i, length, c);
    if (c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x2007 || c == 0x202f) {
      out += ' ';
    } else if (c < 0) {
      out += "\ufffd";
    } else if (c >= first_ligature && c < first_ligature + static_cast<UChar32>(ligatures.size())) {
      out += ligatures[static_cast<std::size_t>(c - first_ligature)];
    } else if (is_symbol(c)) {
      out += symbol(c);
    } else if (!is_unseen(c) && (c != 0xad || i == length)) {
      out.append(utf8.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
      compose |= c >= 0x300;
    }
  }
  return compose ? nfc(out) : out;
}

void LineSink::append(reading::Line line) {
  if (document_.lines.size() >= limits::document_lines)
    throw Refused{Failure::too_many_lines, "lines over their limit"};
  line.page = page();
  line.number = static_cast<std::uint32_t>(document_.lines.size() + 1);
  document_.lines.push_back(std::move(line));
}

void LineSink::add(reading::Line line) {
  if (document_.pages.empty()) begin_page(0, 0);
  while (line.text.ends_with(' ')) line.text.pop_back();
  if (line.text.size() <= limits::line_bytes) {
    for (reading::Word& word : line.words) word.end = std::min(word.end, static_cast<std::uint32_t>(line.text.size()));
    while (!line.words.empty() && line.words.back().start >= line.words.back().end) line.words.pop_back();
    return append(std::move(line));
  }
  const std::string whole = std::move(line.text);
  line.words.clear();
  for (std::string_view rest = whole; !rest.empty();) {
    std::size_t cut = std::min(rest.size(), limits::line_bytes);
    if (cut < rest.size()) {
      while ((static_cast<unsigned char>(rest[cut]) & 0xc0) == 0x80) --cut;
      const std::size_t space = rest.rfind(' ', cut - 1);
      if (space != std::string_view::npos && space > cut / 2) cut = space + 1;
    }
    line.text = rest.substr(0, cut);
    rest.remove_prefix(cut);
    append(line);
  }
}

void LineSink::begin_page(float width, float height) {
  if (document_.pages.size() >= limits::document_pages)
    throw Refused{Failure::too_many_pages, "pages over their limit"};
  document_.pages.push_back({width, height});
}

}  // namespace klynge::extract
