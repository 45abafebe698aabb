// Text in two columns, from the page to the lines in reading order.
#include "extract/helper/pdf_flow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "extract/helper/pdf.hpp"
#include "extract/helper/pdf_builder.hpp"

namespace klynge::extract {
namespace {

using reading::Document;
using Texts = std::vector<std::string>;

constexpr float left = 68, right = 309;  // of columns on a page of A4

struct At {
  float x, down;  // points from the left, lines from the page's top
  const char* text;
};

// Letters of Latin-1, which the page's fonts are written in.
std::string latin1(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i)
    out += utf8[i] == '\xc3' ? static_cast<char>(utf8[++i] | 0x40) : utf8[i];
  return out;
}

std::string page_of(const std::vector<At>& lines) {
  std::string page;
  for (const At& at : lines) page += pdf_text(at.x, 780 - 12 * at.down, latin1(at.text), "F", 10);
  return page;
}

// The lines with words in reading order; a blank line below another as “”.
Texts texts_of(const Document& document) {
  Texts out;
  for (const reading::Line& line : document.lines) out.push_back(line.text);
  return out;
}

bool is_running(const Document& document) {
  return std::any_of(document.lines.begin(), document.lines.end(), [](const reading::Line& line) {
    return line.table >= 0 && !line.text.empty() && line.role == reading::LineRole::body;
  });
}

const std::vector<At> ragged = {{left, 0, "Referat af bestyrelsens møde"},
                                {left, 1, "i Skovby den 3. maj"},
                                {left, 3, "Til stede: Ida Holm og Per Krog"},
                                {left, 5, "Afbud: Bo Lind"},
                                {left, 7, "1. Regnskab"},
                                {right, 0, "Regnskabet blev gennemgået af"},
                                {right, 1, "Ida Holm."},
                                {right, 2, "Det blev godkendt."},
                                {right, 3, "Der var ingen ubesvarede sager."},
                                {right, 4, "Per Krog takkede for arbejdet."},
                                {right, 6, "2. Eventuelt"},
                                {right, 7, "Intet."}};

TEST(PdfFlow, paragraphs_that_begin_in_no_row_stand_in_columns) {
  const Document document = read_pdf(build_pdf_pages({page_of(ragged)}));
  ASSERT_TRUE(is_running(document));
  const Texts texts = texts_of(document);
  const auto at = [&](const char* text) { return std::find(texts.begin(), texts.end(), text) - texts.begin(); };
  EXPECT_LT(at("1. Regnskab"), at("Ida Holm."));
  EXPECT_LT(at("Ida Holm."), at("2. Eventuelt"));
}

TEST(PdfFlow, rows_that_begin_together_are_a_table) {
  const std::vector<At> lines = {{left, 0, "1. Regnskab"},
                                 {right, 0, "Regnskabet blev gennemgået."},
                                 {right, 1, "Det blev godkendt."},
                                 {left, 3, "2. Budget"},
                                 {right, 3, "Budgettet blev udsat."},
                                 {right, 4, "Per Krog spørger kommunen."},
                                 {right, 6, "Det kommer igen i maj."},
                                 {left, 8, "3. Valg"},
                                 {right, 8, "Per Krog blev valgt."},
                                 {right, 9, "Bo Lind er hans suppleant."},
                                 {left, 11, "4. Eventuelt"},
                                 {right, 11, "Intet."}};
  const Document document = read_pdf(build_pdf_pages({page_of(lines)}));
  EXPECT_FALSE(is_running(document));
}

TEST(PdfFlow, a_paragraph_ends_with_its_column_where_the_next_word_had_room) {
  std::vector<At> lines = ragged;
  lines[4].text = "1. Regnskab for hele det gamle år 2021 og";
  const auto below = [](const std::vector<At>& drawn, const std::string& text) {
    const Texts texts = texts_of(read_pdf(build_pdf_pages({page_of(drawn)})));
    const auto at = std::find(texts.begin(), texts.end(), text);
    return at == texts.end() || std::next(at) == texts.end() ? "nothing" : *std::next(at);
  };
  EXPECT_EQ(below(lines, lines[4].text), "Regnskabet blev gennemgået af");
  EXPECT_EQ(below(ragged, "1. Regnskab"), "");
}

const std::vector<At> narrow = {{left, 0, "Skovby Bestyrelse holdt møde den 3. maj 2022 klokken 19 i den gamle skole"},
                                {left, 2, "1. Orientering fra den nye formand om"},
                                {left, 3, "arbejdet i foreningen"},
                                {left, 5, "Ida Holm fortalte, at arbejdet nu er rigtig godt i"},
                                {left, 6, "gang, og at de frivillige selv har holdt deres"},
                                {left, 7, "egne aftener i foreningens nye lokaler, hvor"},
                                {left, 8, "mange nye har meldt sig til de små opgaver i"},
                                {left, 9, "skolen."}};

TEST(PdfFlow, a_column_that_nothing_stands_beside_is_one) {
  const Document document = read_pdf(build_pdf_pages({page_of(narrow)}));
  EXPECT_TRUE(is_running(document));
  EXPECT_EQ(document.lines.front().table, -1);
}

TEST(PdfFlow, short_lines_are_no_column) {
  std::vector<At> lines = narrow;
  for (std::size_t i = 1; i < lines.size(); ++i) lines[i].text = "en linje for sig selv";
  EXPECT_FALSE(is_running(read_pdf(build_pdf_pages({page_of(lines)}))));
}

TEST(PdfFlow, an_address_that_juts_out_ends_no_column) {
  std::vector<At> lines = ragged;
  lines.push_back({left, 8, "https://foreningen.example/referater/2022/bilag-til-regnskabet"});
  for (const float down : {9.0f, 10.0f}) {
    lines.push_back({left, down, "Bilaget er sendt ud."});
    lines.push_back({right, down, "Mødet sluttede."});
  }
  const Texts texts = texts_of(read_pdf(build_pdf_pages({page_of(lines)})));
  const auto at = [&](const char* text) { return std::find(texts.begin(), texts.end(), text) - texts.begin(); };
  EXPECT_LT(at("Bilaget er sendt ud."), at("Regnskabet blev gennemgået af"));
}

}  // namespace
}  // namespace klynge::extract
