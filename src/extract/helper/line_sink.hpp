// Where the parsers put their lines: cleaned, numbered, and within limits.
#pragma once
#include <string>
#include <string_view>

#include "extract/protocol.hpp"
#include "reading/document.hpp"

namespace klynge::extract {

// What a parser throws to give a document up; extract_document() catches it.
struct Refused {
  Failure failure;
  std::string detail;  // English
};

// Valid UTF-8 in NFC: no control characters, no-break spaces as spaces, unseen characters gone,
// tabs as one space. A soft hyphen stays only at the end.
std::string clean_text(std::string_view utf8);

class LineSink {
 public:
  explicit LineSink(reading::Document& document) : document_(document) {}

  // Takes a line whose text is clean and numbers it. A line over limits::line_bytes is cut into
  // several, without words. Throws Refused where there are too many lines.
  void add(reading::Line line);
  // Throws Refused where there are too many pages.
  void begin_page(float width, float height);
  // The page lines are added to, from 1.
  std::uint32_t page() const { return static_cast<std::uint32_t>(document_.pages.size()); }

 private:
  void append(reading::Line line);
  reading::Document& document_;
};

}  // namespace klynge::extract
