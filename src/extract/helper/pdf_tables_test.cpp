#include "extract/helper/pdf_tables.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "extract/helper/pdf.hpp"
#include "extract/helper/pdf_builder.hpp"

namespace klynge::extract {
namespace {

using reading::Line;
using Texts = std::vector<std::string>;

// A page of ten-point type, five points a letter, lines twelve points apart unless said otherwise.
class Sheet {
 public:
  Sheet& at(float x, float y, const std::string& text) {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      const float width = 5.0f * static_cast<float>(word.size());
      words_.push_back({word, x, y - 10, width, 10, 10, false, false});
      x += width + 2.8f;
    }
    return *this;
  }
  Sheet& down(float x, float from, float to) { return rules_.push_back({true, x, from, to}), *this; }
  Sheet& across(float y, float from, float to) { return rules_.push_back({false, y, from, to}), *this; }
  PageContent content() const { return {.rows = page_rows(words_), .rules = rules_}; }

 private:
  std::vector<PageWord> words_;
  std::vector<Rule> rules_;
};

// “table.row.column text” in reading order; text outside tables as it is.
Texts read(const std::vector<Sheet>& sheets) {
  std::vector<PageContent> pages;
  for (const Sheet& sheet : sheets) pages.push_back(sheet.content());
  const auto tables = find_tables(pages);
  Texts out;
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (const Line& line : page_lines(pages[p], tables[p]))
      out.push_back(line.table < 0 ? line.text
                                   : fmt::format("{}.{}.{} {}", line.table, line.row, line.column, line.text));
  return out;
}

const std::string running = "Udvalget fik en grundig gennemgang af planen for det kommende arbejde med indsatsen";

TEST(PdfTables, running_text_is_no_table) {
  Sheet sheet;
  for (int i = 0; i < 8; ++i)
    sheet.at(50, 100 + 12.0f * static_cast<float>(i), running.substr(static_cast<std::size_t>(i)));
  for (const std::string& line : read({sheet})) EXPECT_FALSE(line.starts_with("0.")) << line;
}

TEST(PdfTables, a_list_with_hanging_indents_is_no_table) {
  Sheet sheet;
  sheet.at(50, 100, "1.")
      .at(80, 100, "Budget for aaret")
      .at(80, 112, "der kommer nu")
      .at(50, 124, "2.")
      .at(80, 124, "Plan")
      .at(50, 136, "3.")
      .at(80, 136, "Valg");
  for (const std::string& line : read({sheet})) EXPECT_FALSE(line.starts_with("0.")) << line;
}

TEST(PdfTables, names_in_two_columns_are_cells) {
  Sheet sheet;
  sheet.at(50, 88, "Deltagere")
      .at(50, 100, "Ida Holm")
      .at(300, 100, "Bo Lind")
      .at(50, 112, "Per Krog")
      .at(300, 112, "Mia Dahl")
      .at(50, 136, running);
  EXPECT_EQ(read({sheet}),
            (Texts{"Deltagere", "0.0.0 Ida Holm", "0.0.1 Bo Lind", "0.1.0 Per Krog", "0.1.1 Mia Dahl", running}));
}

TEST(PdfTables, a_cell_that_is_broken_stays_one_cell) {
  Sheet sheet;
  sheet.at(50, 100, "1. Godkendelse af den nye").at(200, 100, "Planen blev gennemgaaet punkt for punkt.");
  sheet.at(50, 112, "plan").at(200, 112, "Godkendt.").at(200, 124, "Formanden takkede.");
  sheet.at(50, 142, "2. Valg").at(200, 142, "Ida Holm blev valgt.").at(200, 154, "Bo Lind er suppleant.");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 1. Godkendelse af den nye", "0.0.0 plan", "0.0.1 Planen blev gennemgaaet punkt for punkt.",
                   "0.0.1 Godkendt.", "0.0.1 Formanden takkede.", "0.1.0 2. Valg", "0.1.1 Ida Holm blev valgt.",
                   "0.1.1 Bo Lind er suppleant."}));
}

TEST(PdfTables, a_table_goes_on_over_the_page) {
  Sheet first, second;
  first.at(50, 100, "1. Plan")
      .at(200, 100, "Planen blev gennemgaaet.")
      .at(200, 112, "Den er god.")
      .at(50, 800, "Side 1");
  second.at(50, 50, "Udvalg")
      .at(200, 100, "Godkendt.")
      .at(50, 112, "2. Valg")
      .at(200, 112, "Ingen.")
      .at(200, 124, "Udsat.");
  EXPECT_EQ(read({first, second}),
            (Texts{"0.0.0 1. Plan", "0.0.1 Planen blev gennemgaaet.", "0.0.1 Den er god.", "Side 1", "Udvalg",
                   "0.0.1 Godkendt.", "0.1.0 2. Valg", "0.1.1 Ingen.", "0.1.1 Udsat."}));
}

TEST(PdfTables, a_row_whose_second_cell_is_empty_is_a_row_by_its_number) {
  Sheet sheet;
  // Wide white strip, titles that fill their column, nothing said under items 1, 3 and 4.
  sheet.at(50, 100, "1. Godkendelse af dagsorden")
      .at(50, 112, "2. Orientering fra formanden")
      .at(230, 112, "Formanden fortalte om planen.")
      .at(230, 124, "Den er god.");
  sheet.at(50, 136, "3. Orientering fra udvalgene")
      .at(50, 148, "og sekretariatet")
      .at(50, 160, "4. Lukket punkt om personale")
      .at(50, 172, "5. Evaluering af dagens")
      .at(230, 172, "Et godt forloeb.");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 1. Godkendelse af dagsorden", "0.1.0 2. Orientering fra formanden",
                   "0.1.1 Formanden fortalte om planen.", "0.1.1 Den er god.", "0.2.0 3. Orientering fra udvalgene",
                   "0.2.0 og sekretariatet", "0.3.0 4. Lukket punkt om personale", "0.4.0 5. Evaluering af dagens",
                   "0.4.1 Et godt forloeb."}));
}

TEST(PdfTables, a_day_is_no_number_of_a_row) {
  Sheet sheet;
  sheet.at(50, 100, "1. Generalforsamlingen den")
      .at(230, 100, "Ida og Bo er paa valg.")
      .at(50, 112, "28. april")
      .at(230, 112, "Begge vil gerne.")
      .at(50, 130, "2. Valg")
      .at(230, 130, "Ingen.");
  EXPECT_EQ(read({sheet}), (Texts{"0.0.0 1. Generalforsamlingen den", "0.0.0 28. april", "0.0.1 Ida og Bo er paa valg.",
                                  "0.0.1 Begge vil gerne.", "0.1.0 2. Valg", "0.1.1 Ingen."}));
}

TEST(PdfTables, a_title_of_many_lines_does_not_end_its_table) {
  Sheet sheet;
  sheet.at(50, 100, "1. Velkomst til alle de nye")
      .at(220, 100, "Indstilling")
      .at(50, 112, "medlemmer og godkendelse")
      .at(50, 124, "af dagsordenen ved den ene")
      .at(50, 136, "formand og den anden formand");
  sheet.at(50, 148, "for udvalget").at(220, 160, "Godkendt.").at(50, 178, "2. Valg").at(220, 178, "Ingen.");
  const Texts found = read({sheet});
  ASSERT_EQ(found.size(), 9u);
  EXPECT_EQ(found[4], "0.0.0 for udvalget");
  EXPECT_EQ(found[6], "0.0.1 Godkendt.");
  EXPECT_EQ(found[8], "0.1.1 Ingen.");
}

TEST(PdfTables, a_row_that_the_page_parts_goes_on_in_both_cells) {
  Sheet first, second;
  first.at(50, 100, "1. Plan")
      .at(220, 100, "Planen er god.")
      .at(50, 118, "2. Henvendelse fra brugernes")
      .at(220, 118, "Udvalget fik et brev.");
  second.at(50, 50, "udvalg om lokaler")
      .at(220, 50, "Det blev lagt frem.")
      .at(220, 62, "Udsat.")
      .at(50, 80, "3. Valg")
      .at(220, 80, "Ingen.");
  EXPECT_EQ(read({first, second}),
            (Texts{"0.0.0 1. Plan", "0.0.1 Planen er god.", "0.1.0 2. Henvendelse fra brugernes",
                   "0.1.1 Udvalget fik et brev.", "0.1.0 udvalg om lokaler", "0.1.1 Det blev lagt frem.",
                   "0.1.1 Udsat.", "0.2.0 3. Valg", "0.2.1 Ingen."}));
}

TEST(PdfTables, a_far_number_is_a_column_though_the_text_beside_it_is_long) {
  Sheet sheet;
  sheet.at(50, 100, "1.")
      .at(150, 100, "Valg")
      .at(250, 100, "Ida blev valgt,")
      .at(250, 112, "og Bo er")
      .at(250, 124, "suppleant.");
  sheet.at(50, 136, "2.")
      .at(150, 136, "Plan")
      .at(250, 136, "Planen er god,")
      .at(250, 148, "sagde alle")
      .at(250, 160, "fire.");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 1.", "0.0.1 Valg", "0.0.2 Ida blev valgt,", "0.0.2 og Bo er", "0.0.2 suppleant.", "0.1.0 2.",
                   "0.1.1 Plan", "0.1.2 Planen er god,", "0.1.2 sagde alle", "0.1.2 fire."}));
}

TEST(PdfTables, a_table_right_below_another_has_its_own_columns) {
  Sheet sheet;
  sheet.at(50, 100, "Til stede:")
      .at(120, 100, "Ida Holm og Bo Lind fra skolen")
      .at(50, 112, "Afbud:")
      .at(120, 112, "Per Krog");
  for (int i = 0; i < 4; ++i) {
    const float y = 124 + 12 * static_cast<float>(i);
    sheet.at(50, y, std::to_string(i + 1) + ".").at(180, y, "Sag").at(300, y, "Godkendt.");
  }
  const Texts found = read({sheet});
  EXPECT_EQ(Texts(found.begin(), found.begin() + 4),
            (Texts{"0.0.0 Til stede:", "0.0.1 Ida Holm og Bo Lind fra skolen", "0.1.0 Afbud:", "0.1.1 Per Krog"}));
  EXPECT_EQ(found[4], "1.0.0 1.");
  EXPECT_EQ(found.back(), "1.3.2 Godkendt.");
}

TEST(PdfTables, labels_in_a_narrow_column_are_rows) {
  Sheet sheet;
  sheet.at(50, 100, "Dato:")
      .at(95, 100, "4. maj")
      .at(50, 112, "Tid:")
      .at(95, 112, "Kl. 19")
      .at(50, 124, "Sted:")
      .at(95, 124, "Skolen");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 Dato:", "0.0.1 4. maj", "0.1.0 Tid:", "0.1.1 Kl. 19", "0.2.0 Sted:", "0.2.1 Skolen"}));
}

TEST(PdfTables, years_that_head_no_column_are_a_row_of_their_own) {
  Sheet sheet;
  sheet.at(50, 100, "2023 og 2024");
  for (int i = 0; i < 4; ++i) {
    const float y = 112 + 12 * static_cast<float>(i);
    sheet.at(50, y, i == 0 ? "Kvalitetsklyngerne" : "Rekruttering").at(150, y, "640.000").at(250, y, "655.000");
  }
  const Texts texts = read({sheet});
  EXPECT_EQ(texts[1].substr(0, 4), texts[2].substr(0, 4));
  EXPECT_NE(texts[0].substr(0, 4), texts[1].substr(0, 4));
}

TEST(PdfTables, figures_set_to_the_right_are_a_column) {
  Sheet sheet;
  sheet.at(50, 100, "Post")
      .at(200, 100, "Tekst")
      .at(400, 100, "2024")
      .at(50, 112, "Drift")
      .at(200, 112, "Lokaler")
      .at(385, 112, "12.000")
      .at(50, 124, "Moeder")
      .at(200, 124, "Kaffe")
      .at(395, 124, "900");
  EXPECT_EQ(read({sheet}), (Texts{"0.0.0 Post", "0.0.1 Tekst", "0.0.2    2024", "0.1.0 Drift", "0.1.1 Lokaler",
                                  "0.1.2 12.000", "0.2.0 Moeder", "0.2.1 Kaffe", "0.2.2   900"}));
}

TEST(PdfTables, drawn_lines_tell_rows_and_columns) {
  Sheet sheet;
  for (const float x : {45.0f, 198.0f, 398.0f, 480.0f}) sheet.down(x, 88, 152);
  for (const float y : {88.0f, 104.0f, 128.0f, 152.0f}) sheet.across(y, 45, 480);
  sheet.at(50, 100, "Navn").at(203, 100, "Sted").at(403, 100, "Moedt");
  // The cross stands in the middle of the row's height, the cells are full to their edges.
  sheet.at(50, 114, "Ida Marie Holm og")
      .at(203, 114, "Skolen ved den lange sti i")
      .at(430, 119, "x")
      .at(50, 126, "Bo")
      .at(203, 126, "byen");
  sheet.at(50, 138, "Per").at(203, 138, "Kontoret");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 Navn", "0.0.1 Sted", "0.0.2 Moedt", "0.1.0 Ida Marie Holm og", "0.1.0 Bo",
                   "0.1.1 Skolen ved den lange sti i", "0.1.1 byen", "0.1.2      x", "0.2.0 Per", "0.2.1 Kontoret"}));
}

TEST(PdfTables, frames_that_stand_one_on_the_other_are_tables_of_their_own) {
  Sheet sheet;
  sheet.at(55, 112, "Start").at(105, 112, "10:00").at(55, 132, "Sted").at(105, 132, "Teams");
  sheet.at(55, 152, "Navn").at(175, 152, "Rolle").at(255, 152, "Mødt");
  sheet.at(55, 172, "Bo Holm").at(175, 172, "Chef").at(255, 172, "x");
  for (const float y : {100.0f, 120.0f, 140.0f}) sheet.across(y, 50, 150);
  for (const float y : {140.0f, 160.0f, 180.0f}) sheet.across(y, 50, 300);
  for (const float x : {50.0f, 100.0f, 150.0f}) sheet.down(x, 100, 140);
  for (const float x : {50.0f, 170.0f, 250.0f, 300.0f}) sheet.down(x, 140, 180);
  EXPECT_EQ(read({sheet}), (Texts{"0.0.0 Start", "0.0.1 10:00", "0.1.0 Sted", "0.1.1 Teams", "1.0.0 Navn",
                                  "1.0.1 Rolle", "1.0.2 Mødt", "1.1.0 Bo Holm", "1.1.1 Chef", "1.1.2 x"}));
}

TEST(PdfTables, a_cell_over_several_columns_is_one) {
  Sheet sheet;
  for (const float x : {45.0f, 200.0f, 350.0f}) sheet.down(x, x == 200.0f ? 104 : 88, 152);
  for (const float y : {88.0f, 104.0f, 120.0f, 152.0f}) sheet.across(y, 45, 350);
  sheet.at(50, 100, "Medlemmer af udvalget for det hele")
      .at(50, 114, "Ida")
      .at(205, 114, "Skolen")
      .at(50, 134, "Per")
      .at(205, 134, "Kontoret");
  EXPECT_EQ(read({sheet}),
            (Texts{"Medlemmer af udvalget for det hele", "0.0.0 Ida", "0.0.1 Skolen", "0.1.0 Per", "0.1.1 Kontoret"}));
}

TEST(PdfTables, a_frame_around_a_page_is_no_table) {
  Sheet sheet;
  sheet.down(40, 40, 800).down(550, 40, 800).across(40, 40, 550).across(800, 40, 550);
  sheet.at(50, 100, running).at(50, 112, "Godkendt.");
  EXPECT_EQ(read({sheet}), (Texts{running, "Godkendt."}));
}

TEST(PdfTables, a_document_with_drawn_lines) {
  std::string page =
      "1 w 60 700 m 60 780 l S 200 700 m 200 780 l S 400 700 m 400 780 l S 60 740 340 1 re f 60 780 m 400 780 l S\n";
  page += pdf_text(64, 760, "Navn") + pdf_text(204, 760, "Organisation") + pdf_text(64, 720, "Ida Holm") +
          pdf_text(204, 720, "Skolen ved") + pdf_text(204, 706, "aaen");
  const reading::Document document = read_pdf(build_pdf_pages({page}));
  Texts cells;
  for (const Line& line : document.lines)
    if (!line.text.empty()) cells.push_back(fmt::format("{}.{} {}", line.row, line.column, line.text));
  EXPECT_EQ(cells, (Texts{"0.0 Navn", "0.1 Organisation", "1.0 Ida Holm", "1.1 Skolen ved", "1.1 aaen"}));
}

// A ruled table of two rows with a number, a title and a text, from y 90 to 190.
Sheet two_rows() {
  Sheet sheet;
  for (const float x : {40.0f, 70.0f, 200.0f, 500.0f}) sheet.down(x, 90, 190);
  return sheet.across(90, 40, 500).across(190, 40, 500);
}

TEST(PdfTables, a_table_within_a_cell_is_text_of_that_cell) {
  Sheet sheet = two_rows().across(160, 40, 500);
  sheet.at(50, 104, "1.")
      .at(80, 104, "Budget")
      .at(210, 104, "Planen er saaledes:")
      .at(50, 174, "2.")
      .at(80, 174, "Valg")
      .at(210, 174, "Ida Holm blev valgt.");
  for (const float y : {112.0f, 128.0f, 144.0f}) sheet.across(y, 206, 494);
  for (const float x : {206.0f, 340.0f, 494.0f}) sheet.down(x, 112, 144);
  sheet.at(210, 124, "Loen").at(350, 124, "640").at(210, 140, "Drift").at(350, 140, "180");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 1.", "0.0.1 Budget", "0.0.2 Planen er saaledes:", "0.0.2 Loen                        640",
                   "0.0.2 Drift                       180", "0.1.0 2.", "0.1.1 Valg", "0.1.2 Ida Holm blev valgt."}));
}

TEST(PdfTables, a_cell_beside_several_rows_stays_in_the_first) {
  Sheet sheet = two_rows().across(160, 40, 500);
  sheet.across(112, 70, 500).across(136, 70, 500);  // not below the number, which is broken
  sheet.at(45, 104, "Punk")
      .at(80, 104, "Budget")
      .at(45, 124, "t 1:")
      .at(80, 124, "Indstilling")
      .at(210, 124, "at det godkendes")
      .at(80, 148, "Beslutning")
      .at(210, 148, "Godkendt.");
  sheet.at(45, 174, "2.").at(80, 174, "Valg").at(210, 174, "Udsat.");
  EXPECT_EQ(read({sheet}),
            (Texts{"0.0.0 Punk", "0.0.0 t 1:", "0.0.1 Budget", "0.1.1 Indstilling", "0.1.2 at det godkendes",
                   "0.2.1 Beslutning", "0.2.2 Godkendt.", "0.3.0 2.", "0.3.1 Valg", "0.3.2 Udsat."}));
}

TEST(PdfTables, each_at_in_a_column_of_its_own_begins_a_row) {
  Sheet sheet;
  sheet.at(50, 80, running).at(50, 92, running).at(50, 104, running).at(50, 116, running).at(50, 128, running);
  sheet.at(50, 140, "at")
      .at(110, 140, "planen godkendes")
      .at(50, 152, "at")
      .at(110, 152, "planen udsendes")
      .at(50, 164, "at")
      .at(110, 164, "planen trykkes");
  const Texts texts = read({sheet});
  EXPECT_EQ(Texts(texts.end() - 6, texts.end()), (Texts{"0.0.0 at", "0.0.1 planen godkendes", "0.1.0 at",
                                                        "0.1.1 planen udsendes", "0.2.0 at", "0.2.1 planen trykkes"}));
}

TEST(PdfTables, names_that_fill_their_column_are_rows_of_their_own) {
  Sheet sheet;
  sheet.at(50, 100, "Ida Marie Holmegaardsen")
      .at(190, 100, "direktoer")
      .at(50, 112, "Per Krog")
      .at(190, 112, "leder")
      .at(50, 124, "Bo Lind")
      .at(190, 124, "konsulent");
  EXPECT_EQ(read({sheet}), (Texts{"0.0.0 Ida Marie Holmegaardsen", "0.0.1 direktoer", "0.1.0 Per Krog", "0.1.1 leder",
                                  "0.2.0 Bo Lind", "0.2.1 konsulent"}));
}

// “Nr. Emne Referat Ansvarlig” above the frame, the last column still empty; items below.
Sheet headed(float y) {
  return Sheet().at(52, y, "Nr.").at(102, y, "Emne").at(202, y, "Referat").at(402, y, "Ansvarlig");
}
Sheet& framed(Sheet& sheet, float top, float bottom) {
  for (const float x : {50.0f, 100.0f, 200.0f, 400.0f, 500.0f}) sheet.down(x, top, bottom);
  return sheet;
}

TEST(PdfTables, heads_above_a_frame_are_its_first_row) {
  Sheet sheet = headed(100);
  framed(sheet, 103, 160).across(103, 50, 500).across(130, 50, 500).across(160, 50, 500);
  sheet.at(52, 116, "1.").at(102, 116, "Budget").at(202, 116, "Godkendt.");
  sheet.at(52, 144, "2.").at(102, 144, "Plan").at(202, 144, "Udsat.");
  EXPECT_EQ(read({sheet}), (Texts{"0.0.0 Nr.", "0.0.1 Emne", "0.0.2 Referat", "0.0.3 Ansvarlig", "0.1.0 1.",
                                  "0.1.1 Budget", "0.1.2 Godkendt.", "0.2.0 2.", "0.2.1 Plan", "0.2.2 Udsat."}));
}

TEST(PdfTables, a_cell_that_fills_a_page_goes_on_below_heads_that_stand_far_above) {
  Sheet first = headed(100);
  framed(first, 103, 180).across(103, 50, 500);
  first.at(52, 116, "1.").at(102, 116, "Budget");
  Sheet second = headed(60);
  framed(second, 63, 180).across(63, 50, 500);
  Sheet third = headed(60);
  framed(third, 63, 180).across(63, 50, 500).across(160, 50, 500);
  for (float y = 116; y < 178; y += 12) {
    first.at(202, y, "Udvalget fik en gennemgang");
    if (y > 117) second.at(202, y, "af planen for det arbejde");
    if (y < 158) third.at(202, y, "som nu kommer i gang.");
  }
  third.at(52, 174, "2.").at(102, 174, "Plan").at(202, 174, "Udsat.");
  const std::vector<PageContent> pages{first.content(), second.content(), third.content()};
  const auto tables = find_tables(pages);
  for (std::size_t p = 1; p < pages.size(); ++p) {
    EXPECT_EQ(page_lines(pages[p], tables[p]).front().role, reading::LineRole::header) << p;
  }
  const Texts texts = read({first, second, third});
  for (const std::string& text : texts)
    if (text.ends_with("arbejde") || text.ends_with("gang.")) {
      EXPECT_EQ(text.substr(0, 6), "0.1.2 ") << text;
    }
  EXPECT_EQ(texts.back(), "0.2.2 Udsat.");
}

TEST(PdfTables, the_first_row_once_more_at_the_top_of_the_next_page_is_no_row) {
  const auto page = [](bool last) {
    Sheet sheet;
    framed(sheet, 50, 180).across(50, 50, 500).across(64, 50, 500).across(180, 50, 500);
    sheet.at(52, 62, "Nr.").at(102, 62, "Emne").at(202, 62, "Referat").at(402, 62, "Ansvarlig");
    if (!last) sheet.at(52, 76, "1.").at(102, 76, "Budget").at(402, 76, "Bo Lind");
    for (float y = 76; y < 176; y += 12) sheet.at(202, y, "Udvalget fik en gennemgang");
    return sheet;
  };
  const Texts texts = read({page(false), page(true)});
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "0.0.2 Referat"), 1);
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "0.1.2 Udvalget fik en gennemgang"), 18);
}

TEST(PdfTables, a_table_within_a_cell_that_the_page_parts_is_text_of_that_cell) {
  Sheet sheet;
  framed(sheet, 90, 300).across(90, 50, 500).across(130, 50, 500);  // the page ends before the second row does
  sheet.at(52, 110, "1.").at(102, 110, "Budget").at(202, 110, "Godkendt.").at(402, 110, "Ida Holm");
  sheet.at(52, 150, "2.").at(102, 150, "Plan").at(402, 150, "Bo Lind");
  for (float y = 150; y < 296; y += 12) sheet.at(202, y, y == 222 ? "Budget" : "Udvalget fik en gennemgang");
  sheet.at(290, 222, "400 kr.");
  for (const float x : {201.0f, 280.0f, 350.0f}) sheet.down(x, 210, 224);
  sheet.across(210, 201, 350).across(224, 201, 350);
  const Texts texts = read({sheet});
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "0.0.3 Ida Holm"), 1);
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "0.1.3 Bo Lind"), 1);
  for (const std::string& text : texts) EXPECT_TRUE(text.starts_with("0.0.") || text.starts_with("0.1.")) << text;
}

// Two columns of twelve lines each, the paragraphs as long as told.
std::vector<Sheet> newsletter(std::size_t left_lines, std::size_t right_lines, float right = 300) {
  Sheet sheet;
  sheet.at(50, 60, "Referat fra moedet i udvalget den foerste maj om planen for det kommende arbejde i udvalget");
  const auto column = [&](float x, std::size_t lines, const std::string& name) {
    float y = 100;
    for (std::size_t i = 0; i < 12; ++i) {
      const bool begins = i % lines == 0;
      if (i > 0 && begins) y += 8;
      sheet.at(
          x, y,
          begins ? "Udvalget " + name + " fik den nye plan, som nu" : "bliver gennemgaaet grundigt af alle de som");
      y += 12;
    }
  };
  column(50, left_lines, "her");
  column(right, right_lines, "der");
  return {sheet};
}

TEST(PdfTables, running_text_in_two_columns_is_read_one_column_after_the_other) {
  const Texts texts = read(newsletter(3, 5));
  ASSERT_EQ(texts.size(), 25u);
  for (std::size_t i = 1; i < 13; ++i) EXPECT_TRUE(texts[i].starts_with("0.0.0 ")) << texts[i];
  for (std::size_t i = 13; i < 25; ++i) EXPECT_TRUE(texts[i].starts_with("0.0.1 ")) << texts[i];
}

TEST(PdfTables, each_page_may_have_its_second_column_a_little_elsewhere) {
  std::vector<Sheet> pages = newsletter(3, 5);
  pages.push_back(newsletter(3, 5, 302)[0]);
  const Texts texts = read(pages);
  ASSERT_EQ(texts.size(), 50u);
  for (const std::size_t page : {0u, 25u})
    for (std::size_t i = 1; i < 25; ++i)
      EXPECT_EQ(texts[page + i].substr(1, 5), i < 13 ? ".0.0 " : ".0.1 ") << texts[page + i];
}

TEST(PdfTables, items_whose_numbers_go_on_in_the_second_column_are_read_there) {
  Sheet sheet;
  const auto column = [&](float x, std::initializer_list<const char*> texts) {
    float y = 100;
    for (const char* text : texts) sheet.at(x, y += 12, text);
  };
  column(50,
         {"1. Budget", "Godkendt.", "2. Valg", "Ida Holm blev valgt til formand for udvalget", "3. Plan", "Udsat."});
  column(300, {"4. Regnskab", "Godkendt.", "5. Lokaler", "Per Krog skriver til kommunen om lokaler", "6. Eventuelt",
               "Intet."});
  const Texts texts = read({sheet});
  ASSERT_EQ(texts.size(), 12u);
  EXPECT_EQ(texts[5], "0.0.0 Udsat.");
  EXPECT_EQ(texts[6], "0.0.1 4. Regnskab");
}

TEST(PdfTables, columns_of_few_lines_are_columns_where_they_mirror_each_other) {
  const auto page = [](float right) {
    Sheet sheet;
    sheet.at(50, 100, "Udvalget fik den nye plan gennemgaaet, som nu")
        .at(50, 112, "bliver gennemgaaet grundigt af alle");
    sheet.at(50, 124, "Godkendt.");
    sheet.at(right, 100, "Formanden fortalte om det nye samlingshus, som nu");
    sheet.at(right, 112, "bliver bygget.").at(right, 124, "Udsat.");
    PageContent content = sheet.content();
    content.width = 595;
    return content;
  };
  // Both end as far from the middle of the page, and lines of both are full.
  const std::vector<PageContent> mirrored{page(310)};
  const auto found = find_tables(mirrored);
  ASSERT_EQ(found[0].size(), 1u);
  EXPECT_TRUE(found[0][0].flow);
  const std::vector<PageContent> apart{page(345)};
  const auto tables = find_tables(apart);
  for (const PageTable& table : tables[0]) EXPECT_FALSE(table.flow);
}

TEST(PdfTables, short_lines_whose_numbers_rise_from_column_to_column_are_columns) {
  Sheet sheet;
  float y = 100;
  for (const auto& [left, right] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Pkt. 1", "Pkt. 7"},
           {"Dagsorden", "Kvalitet"},
           {"Godkendt.", "Udsat."},
           {"Pkt. 3", "Pkt. 11"},
           {"Elevernes side af sagen om de nye lokaler", "Pause"},
           {"Orientering", "Udgaar"}}) {
    sheet.at(50, y, left).at(310, y, right);
    y += 24;
  }
  PageContent content = sheet.content();
  content.width = 595;
  const std::vector<PageContent> pages{content};
  const auto found = find_tables(pages);
  ASSERT_EQ(found[0].size(), 1u);
  EXPECT_TRUE(found[0][0].flow);
}

TEST(PdfTables, paragraphs_side_by_side_are_a_table) {
  const Texts texts = read(newsletter(3, 3));
  EXPECT_TRUE(
      std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return text.starts_with("0.1."); }));
}

}  // namespace
}  // namespace klynge::extract
