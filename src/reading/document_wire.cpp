// The message, all numbers little-endian:
//   "KLD2" format:u8 has_text_layer:u8 pages:u32 lines:u32 warnings:u32
//   page:    width:f32 height:f32 garbled:u8
//   line:    page:u32 x,y,width,height,font_size:f32 bold:u8 role:u8 level:u8
//            table,row,column:i32 text:(u32 bytes) words:u32
//   word:    start,end:u32 x,y,width,height:f32 bold:u8
//   warning: (u32 bytes)
// A line's number is its place in the message, so it is not sent.
#include "reading/document_wire.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::reading {
namespace {

static_assert(std::endian::native == std::endian::little, "the message is little-endian");

constexpr std::string_view magic = "KLD2";
constexpr std::size_t page_bytes = 9, line_bytes_at_least = 47, word_bytes = 25, warning_bytes_at_least = 4;

class Writer {
 public:
  template <class Number>
  void number(Number value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out_.append(bytes, sizeof value);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    out_.append(value);
  }
  std::string out_;
};

// Reads on past the end as zeros and remembers it, so that a caller checks once per element.
class Reader {
 public:
  explicit Reader(std::string_view message) : rest_(message) {}

  template <class Number>
  Number number() {
    Number value{};
    if (rest_.size() < sizeof value) {
      broken_ = "message cut short";
      rest_ = {};
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  float coordinate() {
    const auto value = number<float>();
    if (!std::isfinite(value)) refuse("a coordinate is not finite");
    return value;
  }
  bool flag() {
    const auto value = number<std::uint8_t>();
    if (value > 1) refuse("a flag is neither 0 nor 1");
    return value == 1;
  }
  // A count of things of which each takes at least `each` bytes of what is left.
  std::size_t count(std::size_t limit, std::size_t each) {
    const auto value = number<std::uint32_t>();
    if (value <= limit && value <= rest_.size() / each) return value;
    refuse("a count is over its limit");
    return 0;
  }
  std::string_view text(std::size_t limit) {
    const std::size_t length = count(limit, 1);
    const std::string_view value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    if (!is_valid_utf8(value)) refuse("a text is not UTF-8");
    for (const char c : value)
      if (static_cast<unsigned char>(c) < 0x20) refuse("a text holds a control character");
    return value;
  }
  void refuse(const char* why) {
    if (!broken_) broken_ = why;
  }
  bool at_end() const { return rest_.empty(); }
  const char* broken() const { return broken_; }

 private:
  std::string_view rest_;
  const char* broken_ = nullptr;
};

bool is_character_edge(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

Word read_word(Reader& in, std::string_view text) {
  Word word;
  word.start = in.number<std::uint32_t>();
  word.end = in.number<std::uint32_t>();
  word.x = in.coordinate();
  word.y = in.coordinate();
  word.width = in.coordinate();
  word.height = in.coordinate();
  word.bold = in.flag();
  const bool inside = word.start <= word.end && word.end <= text.size();
  if (!inside || !is_character_edge(text, word.start) || !is_character_edge(text, word.end))
    in.refuse("a word lies outside its line");
  return word;
}

std::int32_t read_cell(Reader& in) {
  const auto value = in.number<std::int32_t>();
  if (value < -1) in.refuse("a table cell has a negative place");
  return value;
}

Line read_line(Reader& in, std::size_t pages) {
  Line line;
  line.page = in.number<std::uint32_t>();
  if (line.page < 1 || line.page > pages) in.refuse("a line stands on no page");
  line.x = in.coordinate();
  line.y = in.coordinate();
  line.width = in.coordinate();
  line.height = in.coordinate();
  line.font_size = in.coordinate();
  line.bold = in.flag();
  const auto role = in.number<std::uint8_t>();
  if (role > static_cast<std::uint8_t>(LineRole::footer)) in.refuse("unknown line role");
  line.role = static_cast<LineRole>(role);
  line.level = in.number<std::uint8_t>();
  line.table = read_cell(in);
  line.row = read_cell(in);
  line.column = read_cell(in);
  line.text = in.text(limits::line_bytes);
  const std::size_t words = in.count(limits::line_bytes, word_bytes);
  line.words.reserve(words);
  for (std::size_t i = 0; i < words && !in.broken(); ++i) line.words.push_back(read_word(in, line.text));
  return line;
}

void write_line(Writer& out, const Line& line) {
  out.number(line.page);
  for (const float value : {line.x, line.y, line.width, line.height, line.font_size}) out.number(value);
  out.number(static_cast<std::uint8_t>(line.bold));
  out.number(static_cast<std::uint8_t>(line.role));
  out.number(line.level);
  for (const std::int32_t value : {line.table, line.row, line.column}) out.number(value);
  out.text(line.text);
  out.number(static_cast<std::uint32_t>(line.words.size()));
  for (const Word& word : line.words) {
    out.number(word.start);
    out.number(word.end);
    for (const float value : {word.x, word.y, word.width, word.height}) out.number(value);
    out.number(static_cast<std::uint8_t>(word.bold));
  }
}

std::size_t size_of_message(const Document& document) {
  std::size_t size = 64 + document.pages.size() * page_bytes;
  for (const Line& line : document.lines)
    size += line_bytes_at_least + line.text.size() + line.words.size() * word_bytes;
  return size;
}

Document read_document(Reader& in) {
  Document document;
  const auto format = in.number<std::uint8_t>();
  if (format > static_cast<std::uint8_t>(Format::html)) in.refuse("unknown format");
  document.format = static_cast<Format>(format);
  document.has_text_layer = in.flag();
  const std::size_t pages = in.count(limits::document_pages, page_bytes);
  const std::size_t lines = in.count(limits::document_lines, line_bytes_at_least);
  const std::size_t warnings = in.count(limits::document_warnings, warning_bytes_at_least);
  document.pages.reserve(pages);
  for (std::size_t i = 0; i < pages && !in.broken(); ++i) {
    Page& page = document.pages.emplace_back();
    page.width = in.coordinate();
    page.height = in.coordinate();
    page.garbled = in.flag();
  }
  document.lines.reserve(lines);
  for (std::size_t i = 0; i < lines && !in.broken(); ++i) {
    document.lines.push_back(read_line(in, pages));
    document.lines.back().number = static_cast<std::uint32_t>(i + 1);
  }
  for (std::size_t i = 0; i < warnings && !in.broken(); ++i)
    document.warnings.emplace_back(in.text(limits::line_bytes));
  if (!in.at_end()) in.refuse("bytes after the end of the message");
  return document;
}

}  // namespace

std::string encode_document(const Document& document) {
  Writer out;
  out.out_.reserve(size_of_message(document));
  out.out_.append(magic);
  out.number(static_cast<std::uint8_t>(document.format));
  out.number(static_cast<std::uint8_t>(document.has_text_layer));
  out.number(static_cast<std::uint32_t>(document.pages.size()));
  out.number(static_cast<std::uint32_t>(document.lines.size()));
  out.number(static_cast<std::uint32_t>(document.warnings.size()));
  for (const Page& page : document.pages) {
    out.number(page.width);
    out.number(page.height);
    out.number(static_cast<std::uint8_t>(page.garbled));
  }
  for (const Line& line : document.lines) write_line(out, line);
  for (const std::string& warning : document.warnings) out.text(warning);
  return std::move(out.out_);
}

Result<Document> decode_document(std::string_view message) {
  constexpr auto sentence = "Dokumentet kunne ikke læses.";
  if (!message.starts_with(magic)) return invalid(sentence, "not a document message");
  Reader in(message.substr(magic.size()));
  Document document = read_document(in);
  if (in.broken()) return invalid(sentence, in.broken());
  return document;
}

}  // namespace klynge::reading
