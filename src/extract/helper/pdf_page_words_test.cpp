#include "extract/helper/pdf_page_words.hpp"

#include <gtest/gtest.h>

namespace klynge::extract {
namespace {

PageWord word(float x, float y, const std::string& text) {
  return {text, x, y, 5.0f * static_cast<float>(text.size()), 10, 10, false, false};
}

std::vector<std::string> texts(const std::vector<PageWord>& words) {
  std::vector<std::string> out;
  for (const PageWord& one : words) out.push_back(one.text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(PdfPageWords, a_word_that_a_rule_runs_through_is_struck) {
  std::vector<PageWord> words{word(50, 100, "foer"), word(80, 100, "nu"), word(50, 120, "under"), word(90, 120, "her")};
  // Through the first, under the third, and one upright beside it.
  drop_struck(words, {{false, 105.5f, 49, 71}, {false, 129, 50, 75}, {true, 60, 100, 140}});
  EXPECT_EQ(texts(words), (Texts{"nu", "under", "her"}));
}

TEST(PdfPageWords, a_page_that_is_struck_as_a_whole_stays) {
  std::vector<PageWord> words{word(50, 100, "foer"), word(80, 100, "nu")};
  drop_struck(words, {{false, 105.5f, 40, 200}});
  EXPECT_EQ(words.size(), 2u);
}

TEST(PdfPageWords, numbers_of_lines_are_no_text) {
  std::vector<PageWord> words;
  for (int i = 1; i <= 15; ++i) {
    words.push_back(word(60, 100.0f + 12.0f * static_cast<float>(i), "ord"));
    if (i % 5 == 0) words.push_back(word(30, 101.0f + 12.0f * static_cast<float>(i), std::to_string(i)));
  }
  drop_line_numbers(words);
  EXPECT_EQ(words.size(), 15u);
}

TEST(PdfPageWords, numbers_of_items_stay) {
  std::vector<PageWord> words;
  for (int i = 1; i <= 12; ++i) {
    words.push_back(word(60, 100.0f + 12.0f * static_cast<float>(i), "Punkt"));
    words.push_back(word(30, 100.0f + 12.0f * static_cast<float>(i), std::to_string(i)));
  }
  drop_line_numbers(words);
  EXPECT_EQ(words.size(), 24u);
}

TEST(PdfPageWords, a_page_that_is_askew_becomes_level) {
  std::vector<PageWord> words;
  for (int line = 0; line < 5; ++line)
    for (int i = 0; i < 10; ++i) {
      const float x = 50.0f + 45.0f * static_cast<float>(i);
      words.push_back(word(x, 100.0f + 12.0f * static_cast<float>(line) + 0.01f * x, "ordet"));
      words.back().width = 40;
    }
  straighten(words);
  for (std::size_t i = 1; i < 10; ++i) EXPECT_NEAR(words[i].y, words[0].y, 0.1f);
  EXPECT_EQ(page_rows(words).size(), 5u);
}

TEST(PdfPageWords, the_senders_box_is_set_aside) {
  std::vector<PageWord> words{word(60, 100, "Referat"),  word(60, 112, "af"),    word(400, 96, "Fjordby"),
                              word(400, 106, "Tlf."),    word(430, 106, "9800"), word(400, 116, "post@fjordby.example"),
                              word(60, 160, "Deltagere")};
  EXPECT_EQ(texts(take_sender(words, 595)), (Texts{"Fjordby", "Tlf.", "9800", "post@fjordby.example"}));
  EXPECT_EQ(texts(words), (Texts{"Referat", "af", "Deltagere"}));
  // An address at the end of a sentence is none.
  std::vector<PageWord> running{word(60, 100, "Skriv"), word(300, 100, "gerne"),
                                word(400, 100, "post@fjordby.example")};
  EXPECT_TRUE(take_sender(running, 595).empty());
  EXPECT_EQ(running.size(), 3u);
}

// The words, and the distance that parts each from the one before.
std::vector<PageWord> row_of(const std::vector<std::pair<float, std::string>>& pieces) {
  std::vector<PageWord> words;
  float x = 50;
  for (const auto& [gap, text] : pieces) {
    words.push_back(word(x + gap, 100, text));
    x += gap + words.back().width;
  }
  return words;
}

TEST(PdfPageWords, letters_that_stand_apart_are_words_again) {
  // “AT” stands closer together, as type does.
  auto words = row_of(
      {{0, "R"}, {3, "E"}, {3, "F"}, {3, "E"}, {3, "R"}, {3, "AT"}, {8, "F"}, {3, "R"}, {3, "A"}, {8, "Udvalget"}});
  close_up(words);
  EXPECT_EQ(texts(words), (Texts{"REFERAT", "FRA", "Udvalget"}));
  EXPECT_FLOAT_EQ(words[0].x, 50);
  EXPECT_FLOAT_EQ(words[0].width, 50);
}

TEST(PdfPageWords, crosses_and_short_words_are_not_closed_up) {
  auto crosses = row_of({{0, "x"}, {3, "x"}, {3, "x"}, {3, "x"}, {3, "x"}});
  close_up(crosses);
  EXPECT_EQ(crosses.size(), 5u);
  auto row = row_of({{0, "1."}, {3, "at"}, {3, "de"}, {3, "i"}, {3, "dag"}, {3, "er"}});
  close_up(row);
  EXPECT_EQ(row.size(), 6u);
  // A letter in each cell of a table.
  auto cells = row_of({{0, "A"}, {40, "B"}, {40, "C"}, {40, "D"}, {40, "E"}});
  close_up(cells);
  EXPECT_EQ(cells.size(), 5u);
}

PageWord dot(float x, float y, float size) { return {"", x, y, size, size, 0, false, false}; }

TEST(PdfPageWords, a_dot_before_a_line_is_a_bullet) {
  std::vector<PageWord> words{word(60, 100, "Aftale"), word(95, 100, "om"), word(60, 120, "Slut")};
  // Before the first line, after it, too large, and beside no line at all.
  add_bullets(words, {dot(48, 103, 4), dot(110, 103, 4), dot(40, 118, 12), dot(48, 140, 4)});
  EXPECT_EQ(texts(words), (Texts{"Aftale", "om", "Slut", "•"}));
  EXPECT_FLOAT_EQ(words.back().y, 100);
  EXPECT_FLOAT_EQ(words.back().x, 48);
}

}  // namespace
}  // namespace klynge::extract
