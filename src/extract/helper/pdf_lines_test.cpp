#include "extract/helper/pdf_tables.hpp"

#include <gtest/gtest.h>

namespace klynge::extract {
namespace {

using reading::Line;
using Texts = std::vector<std::string>;

// A word of ten-point type, five points a letter.
PageWord word(std::string text, float x, float baseline, bool bold = false) {
  const float width = 5.0f * static_cast<float>(text.size());
  return {std::move(text), x, baseline - 10, width, 10, 10, bold, false};
}

Texts page(std::vector<PageWord> words) {
  reading::Document document;
  LineSink sink(document);
  sink.begin_page(595, 842);
  std::vector<PageContent> content{{page_rows(std::move(words)), {}, {}}};
  std::vector<std::vector<Line>> pages{page_lines(content[0], find_tables(content)[0])};
  const float pitch = usual_pitch(pages);
  add_page(pages[0], pitch, sink);
  Texts texts;
  for (const Line& line : document.lines) texts.push_back(line.text);
  return texts;
}

TEST(PdfLines, words_are_ordered_down_and_to_the_right) {
  EXPECT_EQ(page({word("to", 64, 112), word("Hej", 50, 100), word("en", 50, 112), word("du", 67.5f, 100.4f)}),
            (Texts{"Hej du", "en to"}));
}

TEST(PdfLines, a_raised_word_stays_on_its_line) {
  PageWord raised = word("2", 65, 97);
  raised.height = 6;
  raised.y = 91;
  EXPECT_EQ(page({word("m", 60, 100), raised, word("og", 73, 100)}), (Texts{"m2 og"}));
}

TEST(PdfLines, pieces_of_one_word_are_joined) {
  EXPECT_EQ(page({word("Be", 50, 100, true), word("slutning", 60.2f, 100)}), (Texts{"Beslutning"}));
}

TEST(PdfLines, a_wide_gap_in_a_line_stays_wide) {
  EXPECT_EQ(page({word("Ida", 50, 100), word("Direktør", 250, 100), word("Bo-Erik", 50, 112)}),
            (Texts{"Ida                                     Direktør", "Bo-Erik"}));
}

TEST(PdfLines, stretched_spaces_of_a_justified_line_are_spaces) {
  EXPECT_EQ(page({word("en", 50, 100), word("to", 68, 100), word("tre", 87, 100), word("fire", 111, 100)}),
            (Texts{"en to tre fire"}));
}

TEST(PdfLines, indents_are_kept) {
  EXPECT_EQ(page({word("Referat", 50, 100), word("ind", 70, 112)}), (Texts{"Referat", "    ind"}));
}

TEST(PdfLines, a_wide_gap_between_lines_is_an_empty_line) {
  std::vector<PageWord> words;
  float at = 100;
  for (const float step : {12, 12, 24, 12, 12, 60, 12}) {
    words.push_back(word("x", 50, at));
    at += step;
  }
  EXPECT_EQ(page(words), (Texts{"x", "x", "x", "", "x", "x", "x", "", "", "", "x"}));
}

TEST(PdfLines, boxes_and_weight) {
  const auto lines = page_lines(
      {page_rows({word("Fed", 50, 100, true), word("skrift", 70, 100, true), word("ja", 105, 100)}), {}, {}}, {});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_TRUE(lines[0].bold);
  EXPECT_EQ(lines[0].x, 50);
  EXPECT_EQ(lines[0].width, 65);
  ASSERT_EQ(lines[0].words.size(), 3u);
  EXPECT_EQ(lines[0].text.substr(lines[0].words[1].start, lines[0].words[1].end - lines[0].words[1].start), "skrift");
  EXPECT_FALSE(lines[0].words[2].bold);
}

TEST(PdfLines, a_creeping_baseline_ends_a_line) {
  std::vector<PageWord> words;
  for (int i = 0; i < 20; ++i)
    words.push_back(word("x", 50.0f + 20.0f * static_cast<float>(i), 100.0f + 2.0f * static_cast<float>(i)));
  EXPECT_GT(page(words).size(), 3u);
}

}  // namespace
}  // namespace klynge::extract
