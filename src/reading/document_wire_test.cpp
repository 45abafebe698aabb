#include "reading/document_wire.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <limits>

#include "base/limits.hpp"

namespace klynge::reading {
namespace {

Document sample() {
  Document document;
  document.format = Format::pdf;
  document.pages = {{595, 842}, {842, 595, true}};
  Line line;
  line.text = "1.  Godkendelse på mødet";
  line.page = 2;
  line.number = 1;
  line.x = 72.5f;
  line.y = 100;
  line.width = 200;
  line.height = 12;
  line.font_size = 11;
  line.bold = true;
  line.role = LineRole::table_cell;
  line.level = 2;
  line.table = 0;
  line.row = 3;
  line.column = 1;
  line.words = {{0, 2, 72.5f, 100, 8, 12, true}, {4, 15, 90, 100, 60, 12, false}};
  document.lines = {line, Line{.text = "", .page = 1, .number = 2, .words = {}}};
  document.has_text_layer = false;
  document.warnings = {"first warning"};
  return document;
}

TEST(DocumentWire, what_is_written_is_read_again) {
  const std::string message = encode_document(sample());
  const auto read = decode_document(message);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(encode_document(*read), message);
  ASSERT_EQ(read->lines.size(), 2u);
  const Line& line = read->lines[0];
  EXPECT_EQ(line.text, "1.  Godkendelse på mødet");
  EXPECT_EQ(line.page, 2u);
  EXPECT_EQ(line.x, 72.5f);
  EXPECT_EQ(line.font_size, 11);
  EXPECT_TRUE(line.bold);
  EXPECT_EQ(line.role, LineRole::table_cell);
  EXPECT_EQ(line.level, 2);
  EXPECT_EQ(line.table, 0);
  EXPECT_EQ(line.row, 3);
  EXPECT_EQ(line.column, 1);
  ASSERT_EQ(line.words.size(), 2u);
  EXPECT_EQ(line.words[1].start, 4u);
  EXPECT_EQ(line.words[1].width, 60);
  EXPECT_EQ(read->lines[1].number, 2u);
  EXPECT_EQ(read->pages[1].width, 842);
  EXPECT_FALSE(read->pages[0].garbled);
  EXPECT_TRUE(read->pages[1].garbled);
  EXPECT_EQ(read->format, Format::pdf);
  EXPECT_FALSE(read->has_text_layer);
  EXPECT_EQ(read->warnings, sample().warnings);
}

TEST(DocumentWire, a_message_cut_short_anywhere_is_refused) {
  const std::string message = encode_document(sample());
  for (std::size_t length = 0; length < message.size(); ++length)
    EXPECT_FALSE(decode_document(std::string_view(message).substr(0, length))) << length;
  EXPECT_FALSE(decode_document(message + "x"));
}

// What a message says that no honest helper would.
TEST(DocumentWire, hostile_messages_are_refused) {
  const auto refused = [](auto change) {
    Document document = sample();
    change(document);
    return !decode_document(encode_document(document));
  };
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].words[1].end = 1000; }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].words[1].start = 16; }));
  EXPECT_TRUE(refused(
      [](Document& d) { d.lines[0].words[1].end = static_cast<std::uint32_t>(d.lines[0].text.find("å") + 1); }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].page = 3; }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].page = 0; }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].row = -2; }));
  EXPECT_TRUE(refused([](Document& d) {
    d.lines[0].text = "\xff";
    d.lines[0].words.clear();
  }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[1].text = "a\nb"; }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[1].text = std::string(limits::line_bytes + 1, 'x'); }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].x = std::numeric_limits<float>::quiet_NaN(); }));
  EXPECT_TRUE(refused([](Document& d) { d.lines[0].role = static_cast<LineRole>(9); }));
  EXPECT_TRUE(refused([](Document& d) { d.format = static_cast<Format>(9); }));
  EXPECT_TRUE(refused([](Document& d) { d.pages.resize(limits::document_pages + 1); }));
}

TEST(DocumentWire, a_huge_count_takes_no_memory) {
  std::string message = encode_document(Document{});
  const std::uint32_t huge = 1'999'999;
  std::memcpy(message.data() + 4 + 2 + 4, &huge, 4);
  EXPECT_FALSE(decode_document(message));
}

RC_GTEST_PROP(DocumentWire, any_change_of_one_byte_is_refused_or_read, (std::uint8_t value)) {
  std::string message = encode_document(sample());
  const auto at = *rc::gen::inRange<std::size_t>(0, message.size());
  message[at] = static_cast<char>(value);
  const auto read = decode_document(message);
  if (read) RC_ASSERT(encode_document(*read) == message);
}

}  // namespace
}  // namespace klynge::reading
