#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/document.hpp"

namespace klynge::reading {
namespace {

using namespace std::string_literals;

Document decoded(std::string_view bytes) {
  auto document = decode_plain_text(bytes);
  EXPECT_TRUE(document.has_value()) << document.error().detail;
  return document ? *document : Document{};
}

std::vector<std::string> texts(std::string_view bytes) {
  std::vector<std::string> found;
  for (const Line& line : decoded(bytes).lines) found.push_back(line.text);
  return found;
}

using Texts = std::vector<std::string>;

std::string utf16(std::string_view ascii_or_latin1, bool big) {
  std::string out;
  for (const char c : ascii_or_latin1) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

TEST(PlainText, lines_are_numbered_and_empty_ones_kept) {
  const Document document = decoded("Referat\n\n  1. Velkomst  \nslut");
  ASSERT_EQ(document.lines.size(), 4u);
  EXPECT_EQ(document.lines[1].text, "");
  EXPECT_EQ(document.lines[2].text, "  1. Velkomst");
  EXPECT_EQ(document.lines[3].number, 4u);
  EXPECT_EQ(document.lines[3].page, 1u);
  EXPECT_EQ(document.pages.size(), 1u);
  EXPECT_EQ(document.format, Format::text);
}

TEST(PlainText, every_kind_of_line_end) {
  EXPECT_EQ(texts("a\r\nb\rc\nd\vd2\n"), (Texts{"a", "b", "c", "d", "d2"}));
  EXPECT_EQ(texts("a\r\rb"), (Texts{"a", "", "b"}));
  EXPECT_EQ(texts("a\u2028b\u0085c"), (Texts{"a", "b", "c"}));
  EXPECT_EQ(texts("a\n\n"), (Texts{"a", ""}));
}

TEST(PlainText, a_form_feed_starts_a_page_and_no_empty_line) {
  const Document document = decoded("første\n\fanden\nmere\f\ffjerde\f");
  ASSERT_EQ(document.lines.size(), 4u);
  EXPECT_EQ(document.lines[0].page, 1u);
  EXPECT_EQ(document.lines[1].text, "anden");
  EXPECT_EQ(document.lines[1].page, 2u);
  EXPECT_EQ(document.lines[2].page, 2u);
  EXPECT_EQ(document.lines[3].text, "fjerde");
  EXPECT_EQ(document.lines[3].page, 4u);
  EXPECT_EQ(document.pages.size(), 4u);
}

TEST(PlainText, a_form_feed_on_a_line_of_its_own_leaves_no_line) { EXPECT_EQ(texts("a\n\f\nb"), (Texts{"a", "b"})); }

TEST(PlainText, tabs_become_spaces_up_to_the_tab_stop) {
  EXPECT_EQ(texts("\tIndrykket"), (Texts{"        Indrykket"}));
  EXPECT_EQ(texts("Navn\tTitel"), (Texts{"Navn    Titel"}));
  EXPECT_EQ(texts("Formand\tx"), (Texts{"Formand   x"}));
  EXPECT_EQ(texts("æøå\tx"), (Texts{"æøå     x"}));
}

TEST(PlainText, soft_hyphens_stay_only_where_they_show) {
  EXPECT_EQ(texts("klynge\u00admøde\u00ad\nreferat"), (Texts{"klyngemøde\u00ad", "referat"}));
}

TEST(PlainText, odd_spaces_and_unseen_characters) {
  EXPECT_EQ(texts("kl.\u00a015\u200b.00\ufeff"), (Texts{"kl. 15.00"}));
  EXPECT_EQ(texts(std::string(200, 'x') + "\x1a"), (Texts{std::string(200, 'x')}));
}

TEST(PlainText, text_becomes_nfc) {
  EXPECT_EQ(texts("A\u030arhus og Ae\u0301"), (Texts{"Århus og Aé"}));
  EXPECT_EQ(texts("\u212b"), (Texts{"Å"}));
  EXPECT_EQ(texts("– “ ” • €"), (Texts{"– “ ” • €"}));
}

TEST(PlainText, encodings) {
  const Texts expected{"Møde på Læsø", "Århus"};
  EXPECT_EQ(texts("\xef\xbb\xbfMøde på Læsø\nÅrhus"), expected);
  const std::string latin1 =
      "M\xf8"
      "de p\xe5 L\xe6s\xf8\r\n\xc5rhus";
  EXPECT_EQ(texts(latin1), expected);
  EXPECT_EQ(texts("\xff\xfe"s + utf16(latin1, false)), expected);
  EXPECT_EQ(texts("\xfe\xff"s + utf16(latin1, true)), expected);
  EXPECT_EQ(texts(utf16(latin1, false)), expected);
  EXPECT_EQ(texts(utf16(latin1, true)), expected);
  EXPECT_EQ(texts("\x80 5 \x96 \x93"
                  "ja\x94"),
            (Texts{"€ 5 – “ja”"}));
  EXPECT_EQ(texts("\xff\xfe\x3d\xd8\x00\xde \0"s), (Texts{"😀"}));
}

TEST(PlainText, utf8_with_a_stray_byte_stays_utf8) {
  EXPECT_EQ(texts("Møde på Læsø med \xe6gte gæster"), (Texts{"Møde på Læsø med ægte gæster"}));
}

TEST(PlainText, long_lines_are_cut_into_several) {
  std::string text;
  while (text.size() < 3 * limits::line_bytes) text += "ørred ";
  const Document document = decoded(text);
  std::string joined;
  for (const Line& line : document.lines) {
    EXPECT_LE(line.text.size(), limits::line_bytes);
    joined += line.text;
  }
  EXPECT_GE(document.lines.size(), 3u);
  EXPECT_EQ(joined + " ", text);
  EXPECT_EQ(decoded(std::string(100, ' ') + std::string(2 * limits::line_bytes, 'x')).lines.size(), 3u);
}

TEST(PlainText, what_is_no_text_is_refused) {
  EXPECT_EQ(decode_plain_text("").error().danish, "Filen er tom.");
  EXPECT_FALSE(decode_plain_text(" \n\t\r\n\f\n"));
  EXPECT_FALSE(decode_plain_text("\xff\xfe"));
  std::string junk;
  for (unsigned i = 0, x = 1; i < 4000; ++i, x = x * 1664525u + 1013904223u) junk += static_cast<char>(x >> 24);
  const auto refused = decode_plain_text(junk);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::invalid);
  EXPECT_FALSE(decode_plain_text("abc\0def"s));
}

TEST(PlainText, limits_hold) {
  EXPECT_EQ(decode_plain_text(std::string(limits::plain_text_bytes + 1, 'x')).error().kind, Problem::Kind::too_large);
  EXPECT_EQ(decode_plain_text(std::string(limits::document_lines + 10, '\n')).error().kind, Problem::Kind::too_large);
  EXPECT_EQ(decode_plain_text("x" + std::string(limits::document_pages + 10, '\f')).error().kind,
            Problem::Kind::too_large);
}

RC_GTEST_PROP(PlainText, any_latin1_text_reads_the_same_from_every_encoding, ()) {
  const auto letters = *rc::gen::container<std::string>(rc::gen::elementOf("abc .,\n123\xe6\xf8\xe5\xc6\xd8\xc5"s));
  const std::string latin1 =
      "Dagsorden for m\xf8"
      "det den 3. maj: " +
      letters;
  const auto expected = texts("\xff\xfe"s + utf16(latin1, false));
  RC_ASSERT(texts(latin1) == expected);
  RC_ASSERT(texts(utf16(latin1, true)) == expected);
}

RC_GTEST_PROP(PlainText, lines_are_always_valid, (const std::string& bytes)) {
  const auto document = decode_plain_text(bytes);
  if (!document) return;
  for (const Line& line : document->lines) {
    RC_ASSERT(is_valid_utf8(line.text));
    RC_ASSERT(line.page >= 1u && line.page <= document->pages.size());
  }
}

}  // namespace
}  // namespace klynge::reading
