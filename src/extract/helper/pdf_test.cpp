#include "extract/helper/pdf.hpp"

#include <gtest/gtest.h>

#include "extract/helper/line_sink.hpp"
#include "extract/helper/pdf_builder.hpp"

namespace klynge::extract {
namespace {

using reading::Document;
using reading::Line;

Failure failure_of(const std::string& bytes) {
  try {
    read_pdf(bytes);
    return Failure::none;
  } catch (const Refused& refused) {
    return refused.failure;
  }
}

TEST(Pdf, lines_with_places_fonts_and_pages) {
  const Document document =
      read_pdf(build_pdf_pages({pdf_text(72, 770, "Dagsorden", "B", 18) + pdf_text(72, 740,
                                                                                   "M\xf8"
                                                                                   "de den 3. maj"),
                                pdf_text(72, 770, "Side to")}));
  ASSERT_EQ(document.pages.size(), 2u);
  EXPECT_EQ(document.pages[0].width, 595);
  EXPECT_EQ(document.pages[0].height, 842);
  EXPECT_TRUE(document.has_text_layer);
  const Line& title = document.lines.front();
  EXPECT_EQ(title.text, "Dagsorden");
  EXPECT_TRUE(title.bold);
  EXPECT_NEAR(title.font_size, 18, 0.5);
  EXPECT_NEAR(title.x, 72, 1);
  EXPECT_NEAR(title.y + title.height, 842 - 770, 6);
  EXPECT_EQ(document.lines.back().text, "Side to");
  EXPECT_EQ(document.lines.back().page, 2u);
  bool found = false;
  for (const Line& line : document.lines)
    found |= line.text == "Møde den 3. maj" && line.words.size() == 4 && !line.bold;
  EXPECT_TRUE(found);
}

TEST(Pdf, columns_stand_apart_in_the_text) {
  const Document document = read_pdf(build_pdf_pages({pdf_text(72, 770, "Ida Holm") + pdf_text(300, 770, "Bo Lind")}));
  ASSERT_EQ(document.lines.size(), 1u);
  EXPECT_TRUE(document.lines[0].text.starts_with("Ida Holm   "));
  EXPECT_TRUE(document.lines[0].text.ends_with("   Bo Lind"));
}

TEST(Pdf, text_along_the_margin_is_left_out) {
  const Document document = read_pdf(build_pdf_pages({pdf_text(72, 770, "Referat af et ganske almindeligt møde") +
                                                      "BT /F 10 Tf 0 1 -1 0 20 100 Tm (stempel) Tj ET\n"}));
  ASSERT_EQ(document.lines.size(), 1u);
}

TEST(Pdf, a_page_on_its_side_is_read_upright) {
  const Document document = read_pdf(
      build_pdf_pages({"BT /F 12 Tf 0 1 -1 0 100 100 Tm (Referat af) Tj ET BT /F 12 Tf 0 1 -1 0 114 100 Tm (et m\xf8"
                       "de) Tj ET\n"}));
  ASSERT_EQ(document.lines.size(), 2u);
  EXPECT_EQ(document.lines[0].text, "Referat af");
  EXPECT_EQ(document.lines[1].text, "et møde");
  EXPECT_GT(document.pages[0].width, document.pages[0].height);
}

TEST(Pdf, a_turned_page_is_read_upright) {
  const Document document = read_pdf(
      build_pdf_pages({"BT /F 12 Tf 0 1 -1 0 100 100 Tm (Referat af) Tj ET BT /F 12 Tf 0 1 -1 0 114 100 Tm (et m\xf8"
                       "de) Tj ET\n"},
                      "/Rotate 90"));
  ASSERT_EQ(document.lines.size(), 2u);
  EXPECT_EQ(document.lines[1].text, "et møde");
  EXPECT_GT(document.pages[0].width, document.pages[0].height);
  for (const Line& line : document.lines) {
    EXPECT_GE(line.x, 0);
    EXPECT_LE(line.x + line.width, document.pages[0].width);
    EXPECT_LE(line.y + line.height, document.pages[0].height);
  }
}

TEST(Pdf, a_page_without_text_has_no_text_layer) {
  const Document document = read_pdf(build_pdf_pages({"0 0 100 100 re f\n"}));
  EXPECT_FALSE(document.has_text_layer);
  EXPECT_TRUE(document.lines.empty());
  EXPECT_EQ(document.pages.size(), 1u);
}

TEST(Pdf, what_is_broken_is_refused) {
  const std::string whole = build_pdf_pages({pdf_text(72, 770, "hel")});
  EXPECT_EQ(failure_of(whole.substr(0, whole.size() / 2)), Failure::truncated_pdf);
  EXPECT_EQ(failure_of("%PDF-1.4\nnothing here\n%%EOF\n"), Failure::broken_pdf);
  EXPECT_EQ(failure_of(build_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"})),
            Failure::broken_pdf);
}

TEST(Pdf, a_page_tree_that_loops_ends) {
  const std::string looped =
      build_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"});
  EXPECT_EQ(failure_of(looped), Failure::broken_pdf);
}

}  // namespace
}  // namespace klynge::extract
