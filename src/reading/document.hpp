// A document as the reader sees it: lines of text with their place on the page.
//
// Everything that comes in (plain text, PDF, DOCX, HTML) is turned into this one shape by
// klynge-extract or, for plain text, by decode_plain_text(); the reader knows nothing of file
// formats. Positions are kept because they carry meaning (two columns, a table's cells, a bold
// heading) and because every field the reader finds must be shown in its source again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace klynge::reading {

enum class Format { text, pdf, docx, html };

// A run of text with one style. For PDF a word; for DOCX and HTML a line's run or a table's cell.
struct Word {
  std::uint32_t start = 0, end = 0;           // bytes in Line::text
  float x = 0, y = 0, width = 0, height = 0;  // points from the page's top left; 0 without layout
  bool bold = false;
};

// What the source format itself says of a line. Plain text and PDF say nothing: `body`.
enum class LineRole : std::uint8_t { body, heading, list_item, table_cell, header, footer };

struct Line {
  std::string text;                           // UTF-8, NFC; leading spaces kept as printed
  std::uint32_t page = 1;                     // from 1
  std::uint32_t number = 1;                   // from 1, counted through the whole document
  float x = 0, y = 0, width = 0, height = 0;  // points; all 0 where the format has no layout
  float font_size = 0;                        // points, 0 where unknown
  bool bold = false;                          // most of the line
  LineRole role = LineRole::body;
  std::uint8_t level = 0;                          // heading or list level, from 1; 0 where none
  std::int32_t table = -1, row = -1, column = -1;  // the table cell the line stands in
  std::vector<Word> words;                         // empty for plain text
};

struct Page {
  float width = 0, height = 0;  // points; 0 where the format has no layout
  bool garbled = false;         // its text is rubbish for want of a table of letters, and left out
};

struct Document {
  Format format = Format::text;
  std::vector<Page> pages;
  std::vector<Line> lines;
  bool has_text_layer = true;         // false: an image-only PDF
  std::vector<std::string> warnings;  // English, for the log
};

// Plain text as it comes: UTF-8 with or without BOM, UTF-16 of either order with BOM or clearly so,
// else Windows-1252. Form feeds start a page. Errors: binary junk, or more than
// limits::plain_text_bytes.
Result<Document> decode_plain_text(std::string_view bytes);

}  // namespace klynge::reading
