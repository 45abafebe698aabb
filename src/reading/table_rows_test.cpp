#include "reading/table_rows.hpp"

#include <gtest/gtest.h>

#include "reading/read_meeting.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

using Texts = std::vector<std::string>;

struct At {
  int table, row, column;
  const char* text;
  float x = 0, width = 0;  // points; 0 where the format has no layout
  unsigned page = 1;
  LineRole role = LineRole::table_cell;
};

Document document_of(const std::vector<At>& lines, Format format) {
  Document document;
  document.format = format;
  for (const At& at : lines) {
    Line line;
    line.text = at.text;
    line.page = at.page;
    line.number = static_cast<std::uint32_t>(document.lines.size() + 1);
    line.table = at.table;
    line.row = at.row;
    line.column = at.column;
    line.x = at.x;
    line.width = at.width;
    line.height = at.width > 0 ? 10 : 0;
    line.role = at.table < 0 && at.role == LineRole::table_cell ? LineRole::body : at.role;
    document.lines.push_back(std::move(line));
  }
  return document;
}

Texts in_order(const std::vector<At>& lines, Format format = Format::docx) {
  const Document document = document_of(lines, format);
  const Sheet sheet = make_sheet(document);
  Texts texts;
  for (const Row& row : sheet.rows) texts.emplace_back(row.text);
  return texts;
}

TEST(TableRows, persons_go_down_column_by_column) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm, formand"},
                      {0, 0, 1, "Fra kommunen"},
                      {0, 1, 0, "Per Krog"},
                      {0, 1, 1, "Bo Lind, direktør"},
                      {0, 2, 0, "Mia Dahl"},
                      {0, 2, 1, "Eva Skov"}}),
            (Texts{"Ida Holm, formand", "Per Krog", "Mia Dahl", "Fra kommunen", "Bo Lind, direktør", "Eva Skov"}));
}

TEST(TableRows, heads_of_two_words_and_who_follows_up_are_read_as_what_they_are) {
  EXPECT_EQ(in_order({{0, 0, 0, "Dagsordenspunkt"},
                      {0, 0, 1, "Referat/beslutning"},
                      {0, 0, 2, "Opfølgning/ansvarlig"},
                      {0, 1, 0, "1. Budget"},
                      {0, 1, 1, "Godkendt."},
                      {0, 1, 2, "Ida Holm"},
                      {0, 2, 0, "2. Plan"},
                      {0, 2, 1, "Udsat."},
                      {0, 2, 2, "Bo Lind retter planen inden 1. maj."}}),
            (Texts{"1. Budget", "Referat/beslutning", "Godkendt.", "2. Plan", "Referat/beslutning", "Udsat.",
                   "Opfølgning", "Bo Lind retter planen inden 1. maj."}));
}

TEST(TableRows, text_that_names_its_sections_in_the_line_needs_no_head) {
  EXPECT_EQ(in_order({{0, 0, 0, "Punkt"},
                      {0, 0, 1, "Referat"},
                      {0, 1, 0, "1. Budget"},
                      {0, 1, 1, "Udvalget fik budgettet forelagt."},
                      {0, 1, 1, "Beslutning: Godkendt."}}),
            (Texts{"1. Budget", "Udvalget fik budgettet forelagt.", "Beslutning: Godkendt."}));
}

TEST(TableRows, heads_that_say_little_are_no_text) {
  EXPECT_EQ(in_order({{0, 0, 0, "Punkt"},
                      {0, 0, 1, "Behandling"},
                      {0, 1, 0, "1. Budget"},
                      {0, 1, 1, "Godkendt."},
                      {0, 2, 0, "2. Plan"},
                      {0, 2, 1, "Udsat."}}),
            (Texts{"1. Budget", "Godkendt.", "2. Plan", "Udsat."}));
}

TEST(TableRows, facts_in_pairs_are_labels_and_values_one_below_the_other) {
  EXPECT_EQ(in_order({{0, 0, 0, "Dato:"},
                      {0, 0, 1, "4. maj 2022"},
                      {0, 0, 2, "Sted:"},
                      {0, 0, 3, "Lokale 2"},
                      {0, 1, 0, "Til stede:"},
                      {0, 1, 1, "Ida Holm og Bo Lind"},
                      {0, 1, 2, "Fra"},
                      {0, 1, 2, "forvaltningen:"},
                      {0, 1, 3, "Mia Dahl"},
                      {0, 2, 0, "Afbud"},
                      {0, 2, 1, "Eva Skov"}}),
            (Texts{"Dato:  4. maj 2022", "Sted:  Lokale 2", "Til stede:  Ida Holm og Bo Lind",
                   "Fra forvaltningen:  Mia Dahl", "Afbud  Eva Skov"}));
}

TEST(TableRows, names_and_organisations_of_two_persons_a_row_go_on_with_each_other) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm"},
                      {0, 0, 1, "Skovby Kommune"},
                      {0, 0, 2, "Bo Lind"},
                      {0, 0, 3, "Region Fjordland"},
                      {0, 1, 0, "Per Krog"},
                      {0, 1, 1, "Skovby Kommune"},
                      {0, 1, 2, "Mia Dahl"},
                      {0, 1, 3, "Region Fjordland"}}),
            (Texts{"Ida Holm, Skovby Kommune", "Per Krog, Skovby Kommune", "Bo Lind, Region Fjordland",
                   "Mia Dahl, Region Fjordland"}));
}

TEST(TableRows, a_label_across_the_columns_ends_what_stands_above_it) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm"},
                      {0, 0, 1, "Bo Lind"},
                      {0, 1, 0, "Per Krog"},
                      {0, 1, 1, "Mia Dahl"},
                      {0, 2, 0, "Afbud:"},
                      {0, 3, 0, "Eva Skov"},
                      {0, 3, 1, "Ole Berg"}}),
            (Texts{"Ida Holm", "Per Krog", "Bo Lind", "Mia Dahl", "Afbud:", "Eva Skov", "Ole Berg"}));
}

TEST(TableRows, a_person_broken_by_the_cell_is_one_row) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Marie Holm, direktør,", 70, 120},
                      {0, 0, 0, "Skovby Kommune", 70, 80},
                      {0, 0, 1, "Bo Lind, konsulent i Region", 300, 200},
                      {0, 0, 1, "Fjordland", 300, 45},
                      {0, 1, 0, "Per Krog, chef", 70, 70},
                      {0, 1, 1, "Mia Dahl, leder", 300, 70}},
                     Format::pdf),
            (Texts{"Ida Marie Holm, direktør, Skovby Kommune", "Per Krog, chef",
                   "Bo Lind, konsulent i Region Fjordland", "Mia Dahl, leder"}));
}

TEST(TableRows, an_odd_last_person_belongs_to_the_columns) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm", 70, 50},
                      {0, 0, 1, "Gæster", 300, 40},
                      {0, 1, 0, "Per Krog", 70, 50},
                      {0, 1, 1, "Mia Dahl", 300, 50},
                      {-1, -1, -1, "Eva Skov,", 70, 50},
                      {-1, -1, -1, "leder", 70, 50},
                      {-1, -1, -1, "Dagsorden", 70, 50}},
                     Format::pdf),
            (Texts{"Ida Holm", "Per Krog", "Eva Skov, leder", "Gæster", "Mia Dahl", "Dagsorden"}));
}

TEST(TableRows, what_its_cell_broke_becomes_whole) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Drøftelse af samarbejdet i", 70, 130},
                      {0, 0, 0, "klyngen", 70, 40},
                      {0, 0, 1, "Sagen blev drøftet, og alle", 220, 300},
                      {0, 0, 1, "var enige.", 220, 50},
                      {0, 1, 0, "2. Formandens orientering:", 70, 130},
                      {0, 1, 0, "Nye lokaler", 70, 60},
                      {0, 1, 1, "Ingen.", 220, 40}},
                     Format::pdf),
            (Texts{"1. Drøftelse af samarbejdet i klyngen", "Sagen blev drøftet, og alle var enige.",
                   "2. Formandens orientering: Nye lokaler", "Ingen."}));
}

TEST(TableRows, long_text_keeps_its_lines) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Plan", 70, 50},
                      {0, 0, 1, "Planen blev gennemgået, og alle", 220, 300},
                      {0, 0, 1, "var enige om de tre mål for det", 220, 300},
                      {0, 0, 1, "første år, som udvalget vil følge", 220, 300},
                      {0, 0, 1, "op på hvert kvartal sammen med", 220, 300},
                      {0, 0, 1, "forvaltningen.", 220, 60},
                      {0, 1, 0, "2. Valg", 70, 50},
                      {0, 1, 1, "Ingen.", 220, 40}},
                     Format::pdf),
            (Texts{"1. Plan", "Planen blev gennemgået, og alle", "var enige om de tre mål for det",
                   "første år, som udvalget vil følge", "op på hvert kvartal sammen med", "forvaltningen.", "2. Valg",
                   "Ingen."}));
}

std::vector<std::string> headings(const std::vector<At>& lines) {
  const Document document = document_of(lines, Format::docx);
  std::vector<std::string> texts;
  for (const Row& row : make_sheet(document).rows)
    if (row.role == LineRole::heading) texts.emplace_back(row.text);
  return texts;
}

TEST(TableRows, titles_of_a_table_of_items_are_headings) {
  EXPECT_EQ(headings({{0, 0, 0, "1. Budget"},
                      {0, 0, 1, "Gennemgang."},
                      {0, 0, 1, "Godkendt."},
                      {0, 1, 0, "2. Valg"},
                      {0, 1, 1, "Kl. 15.10: Valg af formand"},
                      {0, 1, 1, "1. Ida Holm"},
                      {0, 2, 0, "3. Eventuelt"},
                      {0, 2, 1, "Intet."},
                      {0, 2, 1, "Tak."}}),
            (Texts{"1. Budget", "2. Valg", "3. Eventuelt"}));
  // Each row's list began anew; what counts on to 2 is a list.
  EXPECT_EQ(headings({{0, 0, 0, "1. Budget"},
                      // clang-format off
                      {0, 0, 1, "Gennemgang."}, {0, 0, 1, "Godkendt."}, {0, 1, 0, "1. Valg"}, {0, 1, 1, "Ida Holm."},
                      {0, 1, 1, "Bo Lind."}, {0, 2, 0, "1. Formand er Ida"}, {0, 3, 0, "2. Kasserer er Bo"},
                      {0, 4, 0, "1. Plan"}, {0, 4, 1, "Drøftet."}, {0, 4, 1, "Udsat."}, {0, 5, 0, "1. Eventuelt"},
                      {0, 5, 1, "Intet."},
                      // clang-format on
                      {0, 5, 1, "Tak."}}),
            (Texts{"1. Budget", "1. Valg", "1. Plan", "1. Eventuelt"}));
}

TEST(TableRows, numbers_in_a_table_of_tasks_or_figures_are_no_headings) {
  EXPECT_EQ(headings({{0, 0, 0, "1. Indkald til møde"},
                      {0, 0, 1, "Ida"},
                      {0, 1, 0, "2. Skriv brev"},
                      {0, 1, 1, "Bo"},
                      {0, 2, 0, "3. Bestil lokale"},
                      {0, 2, 1, "Mia"}}),
            Texts{});
  EXPECT_EQ(headings({{0, 0, 0, "1. Budget"},
                      {0, 0, 1, "a"},
                      {0, 0, 1, "b"},
                      {0, 1, 0, "1. Ida"},
                      {0, 1, 1, "c"},
                      {0, 1, 1, "d"},
                      {0, 2, 0, "2. Bo"},
                      {0, 2, 1, "e"},
                      {0, 2, 1, "f"}}),
            Texts{});
}

TEST(TableRows, a_row_that_the_page_parts_is_read_as_one) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Henvendelse fra brugernes", 70, 130},
                      {0, 0, 1, "Udvalget fik et brev om de", 220, 300},
                      {-1, -1, -1, "Side 1 af 2", 70, 50, 1, LineRole::footer},
                      {0, 0, 0, "udvalg (kl. 9.10-9.20)", 70, 90, 2},
                      {0, 0, 1, "nye lokaler.", 220, 60, 2},
                      {0, 1, 0, "2. Valg", 70, 50, 2},
                      {0, 1, 1, "Ingen.", 220, 40, 2}},
                     Format::pdf),
            (Texts{"1. Henvendelse fra brugernes udvalg (kl. 9.10-9.20)", "Udvalget fik et brev om de nye lokaler.",
                   "Side 1 af 2", "2. Valg", "Ingen."}));
}

TEST(TableRows, a_dash_in_a_broken_title_is_no_bullet) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Bygning 4, Ellekæret", 70, 130},
                      {0, 0, 0, "– salg af garager", 70, 90},
                      {0, 0, 1, "Punktet blev udsat.", 220, 300},
                      {0, 0, 1, "Ida spørger en mægler.", 220, 100},
                      {0, 1, 0, "2. Valg", 70, 50},
                      {0, 1, 1, "Ingen.", 220, 40},
                      {0, 1, 1, "Tak.", 220, 40},
                      {0, 2, 0, "3. Plan", 70, 50},
                      {0, 2, 1, "Ingen.", 220, 40},
                      {0, 2, 1, "Tak.", 220, 40}},
                     Format::pdf)
                .front(),
            "1. Bygning 4, Ellekæret – salg af garager");
}

TEST(TableRows, persons_one_behind_the_other_are_broken_anywhere) {
  EXPECT_EQ(in_order({{0, 0, 0, "Til stede:", 70, 60},
                      {0, 0, 1, "Ida Holm, formand; Bo", 220, 300},
                      {0, 0, 1, "Lind Krog, leder; Mia Dahl", 220, 300},
                      {0, 1, 0, "Sted:", 70, 60},
                      {0, 1, 1, "Skolen", 220, 60}},
                     Format::pdf),
            (Texts{"Til stede:  Ida Holm, formand; Bo Lind Krog, leder; Mia Dahl", "Sted:  Skolen"}));
}

TEST(TableRows, a_number_broken_by_a_narrow_cell_is_whole) {
  EXPECT_EQ(in_order({{0, 0, 0, "Punk", 70, 25},
                      {0, 0, 0, "t 1:", 70, 20},
                      {0, 0, 1, "Plan", 120, 40},
                      {0, 0, 2, "Drøftet.", 220, 300},
                      {0, 1, 0, "Punk", 70, 25},
                      {0, 1, 0, "t 2:", 70, 20},
                      {0, 1, 1, "Valg", 120, 40},
                      {0, 1, 2, "Ingen.", 220, 300}},
                     Format::pdf),
            (Texts{"Punkt 1: Plan", "Drøftet.", "Punkt 2: Valg", "Ingen."}));
}

TEST(TableRows, number_and_title_in_two_columns_are_one_heading) {
  EXPECT_EQ(in_order({{0, 0, 0, "1"},
                      {0, 0, 1, "Budget"},
                      {0, 0, 2, "Godkendt."},
                      {0, 1, 0, "2"},
                      {0, 1, 1, "Valg"},
                      {0, 1, 2, "Ida Holm blev valgt."}}),
            (Texts{"1. Budget", "Godkendt.", "2. Valg", "Ida Holm blev valgt."}));
}

TEST(TableRows, heads_name_the_cells_also_on_the_next_page) {
  EXPECT_EQ(in_order({{0, 0, 0, "Nr."},
                      {0, 0, 1, "Emne"},
                      {0, 0, 2, "Referat"},
                      {0, 1, 0, "1"},
                      {0, 1, 1, "Budget"},
                      {0, 1, 2, "Budgettet blev"},
                      {-1, -1, -1, "Side 1"},
                      {0, 1, 2, "godkendt.", 0, 0, 2},
                      {0, 2, 0, "2", 0, 0, 2},
                      {0, 2, 1, "Valg", 0, 0, 2},
                      {0, 2, 2, "Udsat.", 0, 0, 2}}),
            (Texts{"1. Budget", "Referat", "Budgettet blev", "Side 1", "godkendt.", "2. Valg", "Referat", "Udsat."}));
}

TEST(TableRows, a_label_and_its_value_are_one_line) {
  EXPECT_EQ(in_order({{0, 0, 0, "Dato:"},
                      {0, 0, 1, "4. maj 2023"},
                      {0, 1, 0, "Deltagere:"},
                      {0, 1, 1, "Ida Holm"},
                      {0, 1, 1, "Bo Lind"},
                      {0, 2, 0, "Sted:"},
                      {0, 2, 1, "Rådhuset"}}),
            (Texts{"Dato:  4. maj 2023", "Deltagere:", "Ida Holm", "Bo Lind", "Sted:  Rådhuset"}));
}

TEST(TableRows, the_cells_of_an_attendance_table_keep_their_places) {
  EXPECT_EQ(in_order({{0, 0, 0, "Navn"},
                      {0, 0, 1, "Mødt"},
                      {0, 0, 2, "Afbud"},
                      {0, 1, 0, "Ida Holm"},
                      {0, 1, 1, "x"},
                      {0, 2, 0, "Bo Lind"},
                      {0, 2, 2, "x"}}),
            (Texts{"Navn | Mødt | Afbud", "Ida Holm | x", "Bo Lind |  | x"}));
}

TEST(TableRows, an_employer_called_like_a_person_keeps_its_place_too) {
  EXPECT_EQ(in_order({{0, 0, 0, "Navn"},
                      {0, 0, 1, "Organisation"},
                      {0, 0, 2, "Til stede"},
                      {0, 1, 0, "Ida Holm"},
                      {0, 1, 1, "Lille Sygehus"},
                      {0, 1, 2, "Ja"},
                      {0, 2, 0, "Malthe Lind"},
                      {0, 2, 1, "Lyngby Vestre Kommune"},
                      {0, 2, 2, "Ja"},
                      {0, 3, 0, "Bo Lind"},
                      {0, 3, 1, "Lille Sygehus"},
                      {0, 3, 2, "Afbud"}}),
            (Texts{"Navn | Organisation | Til stede", "Ida Holm | Lille Sygehus | Ja",
                   "Malthe Lind | Lyngby Vestre Kommune | Ja", "Bo Lind | Lille Sygehus | Afbud"}));
}

TEST(TableRows, a_column_of_running_text_is_no_table) {
  // As the PDF's extractor gives it: a table's number and no role.
  Document document = document_of({{0, 0, 0, "1. Budget for Fjordbyens", 50, 200, 1, LineRole::body},
                                   {0, 0, 0, "Hus og Have", 50, 80, 1, LineRole::body},
                                   {0, 0, 0, "Ida Holm gennemgik det nye budget.", 50, 200, 1, LineRole::body},
                                   {0, 0, 0, "Per Krog spurgte", 50, 100, 1, LineRole::body},
                                   {0, 0, 1, "til renten.", 300, 50, 1, LineRole::body},
                                   {0, 0, 1, "2. Valg", 300, 50, 1, LineRole::body},
                                   {0, 0, 1, "Per Krog blev valgt.", 300, 200, 1, LineRole::body}},
                                  Format::pdf);
  document.lines[0].bold = document.lines[1].bold = true;
  const Sheet sheet = make_sheet(document);
  Texts texts;
  for (const Row& row : sheet.rows) {
    texts.emplace_back(row.text);
    EXPECT_EQ(row.table, -1);
    EXPECT_GT(row.cell_edge, 0);
  }
  EXPECT_EQ(texts, (Texts{"1. Budget for Fjordbyens Hus og Have", "Ida Holm gennemgik det nye budget.",
                          "Per Krog spurgte til renten.", "2. Valg", "Per Krog blev valgt."}));
}

TEST(TableRows, blanks_that_only_fill_a_justified_line_part_no_cells) {
  Document document = document_of({{0, 0, 0, "4.   Inddragelse    af  borgere", 50, 200, 1, LineRole::body},
                                   {0, 0, 0, "Navn    Rolle", 50, 90, 1, LineRole::body},
                                   {0, 0, 1, "Rådet tog det til efterretning.", 300, 200, 1, LineRole::body}},
                                  Format::pdf);
  const Sheet sheet = make_sheet(document);
  ASSERT_EQ(sheet.rows.size(), 3u);
  EXPECT_EQ(sheet.rows[0].text, "4. Inddragelse af borgere");
  EXPECT_EQ(sheet.rows[1].text, "Navn    Rolle");
}

TEST(TableRows, what_juts_out_makes_no_column_wider) {
  Document document = document_of({{0, 0, 0, "Rådet   tog  det   til", 50, 200, 1, LineRole::body},
                                   {0, 0, 0, "efterretning og bad om mere.", 50, 200, 1, LineRole::body},
                                   {0, 0, 0, "en tegning af bygningen", 50, 222, 1, LineRole::body},
                                   {0, 0, 1, "Formanden takkede af.", 300, 150, 1, LineRole::body},
                                   {0, 0, 1, "en tegning af bygningens tag", 300, 290, 1, LineRole::body}},
                                  Format::pdf);
  const Sheet sheet = make_sheet(document);
  ASSERT_EQ(sheet.rows[0].text, "Rådet tog det til");
  EXPECT_EQ(sheet.rows[0].cell_edge, 250);
}

TEST(TableRows, halves_parted_by_a_bar_are_joined_without_a_blank) {
  EXPECT_EQ(in_order({{0, 0, 0, "1.", 50, 10},
                      {0, 0, 1, "Opfølgning på opgaverne - status/", 150, 200},
                      {0, 0, 1, "beslutning", 150, 60},
                      {0, 1, 0, "2.", 50, 10},
                      {0, 1, 1, "Ida Holm blev valgt.", 150, 90}},
                     Format::pdf)[1 - 1],
            "1. Opfølgning på opgaverne - status/beslutning");
}

TEST(TableRows, what_a_line_needs_to_go_on) {
  struct Case {
    const char *above, *below;
    bool joined;
  };
  // The cell is 200 points wide, the line above fills it.
  for (const Case& c : {Case{"Direktionen indstiller til Fjordbyens Byråd,", "1. at planen godkendes", false},
                        Case{"Opfølgning på budgettet pr.", "30. april 2022", true},
                        Case{"Rådet tager notatet om den nye plan (bilag", "1) til efterretning", true},
                        Case{"Sagsnr.: 22-100                    Dok.nr.:", "22-100417", true},
                        Case{"Forslag skal være os i hænde fredag d.", "8. april", true},
                        Case{"Ida Holm, chef, Fælleskommunalt", "Sekretariat", true},
                        Case{"Ida Holm, chef, Fjordbyens Kommune", "Sekretariat:", false},
                        Case{"Deltagere fra Skovby Kommune,", "Region Fjordland", true}}) {
    const Texts texts = in_order({{0, 0, 0, "1. Budget", 50, 60},
                                  {0, 0, 1, c.above, 150, 200},
                                  {0, 0, 1, c.below, 150, 100},
                                  {0, 1, 0, "2. Valg", 50, 60},
                                  {0, 1, 1, "Ida Holm blev valgt.", 150, 90}},
                                 Format::pdf);
    const Texts joined{"1. Budget", std::string(c.above) + " " + c.below, "2. Valg", "Ida Holm blev valgt."};
    const Texts apart{"1. Budget", c.above, c.below, "2. Valg", "Ida Holm blev valgt."};
    EXPECT_EQ(texts, c.joined ? joined : apart) << c.above;
  }
}

TEST(TableRows, a_title_beside_its_number_may_go_on_after_a_colon) {
  EXPECT_EQ(in_order({{0, 0, 0, "1.", 50, 10},
                      {0, 0, 1, "Hjemmeplejen:", 80, 70},
                      {0, 0, 1, "adgang til journaler", 80, 100},
                      {0, 0, 2, "Drøftet.", 220, 60},
                      {0, 1, 0, "2.", 50, 10},
                      {0, 1, 1, "Valg", 80, 30},
                      {0, 1, 2, "Ida Holm blev valgt.", 220, 100}},
                     Format::pdf),
            (Texts{"1. Hjemmeplejen: adgang til journaler", "Drøftet.", "2. Valg", "Ida Holm blev valgt."}));
}

TEST(TableRows, a_row_of_an_action_list_is_one_line_whatever_its_cells_broke) {
  EXPECT_EQ(in_order({{0, 0, 0, "Nr."},
                      {0, 0, 1, "Handling"},
                      {0, 0, 2, "Ansvarlig"},
                      {0, 0, 3, "Frist"},
                      {0, 1, 0, "4"},
                      {0, 1, 1, "Hente tilbud"},
                      {0, 1, 1, "Skrive til foreningen"},
                      {0, 1, 2, "Ida Holm"},
                      {0, 1, 3, "1. maj"},
                      {0, 2, 0, "5"},
                      {0, 2, 1, "Bestille lokale"},
                      {0, 2, 3, "løbende"}}),
            (Texts{"Nr.  Handling  Ansvarlig  Frist", "4  Hente tilbud Skrive til foreningen  Ida Holm  1. maj",
                   "5 | Bestille lokale |  | løbende"}));
}

TEST(TableRows, a_number_beside_several_rows_heads_them) {
  std::vector<At> lines;
  for (const char* title : {"Godkendelse", "Budget", "Eventuelt"}) {
    const int row = static_cast<int>(lines.size());
    lines.insert(lines.end(),
                 {{0, row, 0, "1."}, {0, row, 1, title}, {0, row + 1, 1, "Beslutning"}, {0, row + 1, 2, "Drøftet."}});
  }
  const Document document = document_of(lines, Format::docx);
  const Sheet sheet = make_sheet(document);
  std::size_t headings = 0;
  for (const Row& row : sheet.rows) headings += row.role == LineRole::heading && row.text.starts_with("1. ");
  EXPECT_EQ(headings, 3u);
}

TEST(TableRows, letters_below_a_number_are_items_in_a_table_too) {
  const Document document = document_of({{-1, -1, -1, "Referat fra bestyrelsen"},
                                         {0, 0, 0, "1."},
                                         {0, 0, 1, "Nyt fra udvalgene"},
                                         {0, 1, 1, "A. Formanden"},
                                         {0, 1, 1, "Formanden var til årsmøde."},
                                         {0, 2, 1, "B. Festudvalget"},
                                         {0, 2, 1, "Festen er udsolgt."},
                                         {0, 3, 0, "2."},
                                         {0, 3, 1, "Eventuelt"},
                                         {0, 4, 1, "Intet."}},
                                        Format::docx);
  Texts numbers;
  for (const Item& item : read_meeting(document).items) numbers.push_back(item.number.value_or("-"));
  EXPECT_EQ(numbers, (Texts{"1", "A", "B", "2"}));
}

TEST(TableRows, heads_that_the_next_page_repeats_are_no_row) {
  EXPECT_EQ(in_order({{0, 0, 0, "Nr."},
                      {0, 0, 1, "Emne"},
                      {0, 0, 2, "Referat"},
                      {0, 1, 0, "1"},
                      {0, 1, 1, "Budget"},
                      {0, 1, 2, "Drøftet."},
                      {0, 2, 0, "Nr.", 0, 0, 2},
                      {0, 2, 1, "Emne", 0, 0, 2},
                      {0, 2, 2, "Referat", 0, 0, 2},
                      {0, 3, 0, "2", 0, 0, 2},
                      {0, 3, 1, "Valg", 0, 0, 2},
                      {0, 3, 2, "Udsat.", 0, 0, 2}}),
            (Texts{"1. Budget", "Referat", "Drøftet.", "2. Valg", "Referat", "Udsat."}));
}

TEST(TableRows, heads_of_columns_of_items_are_no_text_whatever_they_are) {
  EXPECT_EQ(in_order({{0, 0, 0, "Nr."},
                      {0, 0, 1, "Overskrift"},
                      {0, 0, 2, "Indhold"},
                      {0, 1, 0, "1)"},
                      {0, 1, 1, "Budget"},
                      {0, 1, 2, "Drøftet."},
                      {0, 2, 0, "Nr.", 0, 0, 2},
                      {0, 2, 1, "Overskrift", 0, 0, 2},
                      {0, 2, 2, "Indhold", 0, 0, 2},
                      {0, 3, 0, "2)", 0, 0, 2},
                      {0, 3, 1, "Valg", 0, 0, 2},
                      {0, 3, 2, "Udsat.", 0, 0, 2}}),
            (Texts{"1) Budget", "Drøftet.", "2) Valg", "Udsat."}));
}

TEST(TableRows, who_follows_up_behind_what_was_said_stands_under_a_heading) {
  EXPECT_EQ(in_order({{0, 0, 0, "Punkt"},
                      {0, 0, 1, "Referat"},
                      {0, 0, 2, "Ansvarlig"},
                      {0, 1, 0, "1. Madplan"},
                      {0, 1, 1, "Inge taler med køkkenet."},
                      {0, 1, 2, "Inge"},
                      {0, 2, 0, "2. Udflugt"},
                      {0, 2, 1, "Udsat."},
                      {0, 2, 2, "Alle"}}),
            (Texts{"1. Madplan", "Referat", "Inge taler med køkkenet.", "Ansvarlig", "Inge", "2. Udflugt", "Referat",
                   "Udsat."}));
}

TEST(TableRows, whom_a_person_stands_in_for_is_no_second_person) {
  EXPECT_EQ(in_order({{0, 0, 0, "Navn"},
                      {0, 0, 1, "Mødt"},
                      {0, 0, 2, "Bemærkning"},
                      {0, 1, 0, "Bo Lind"},
                      {0, 1, 1, "Nej"},
                      {0, 1, 2, "Afbud"},
                      {0, 2, 0, "Eva Skov"},
                      {0, 2, 1, "Ja"},
                      {0, 2, 2, "for Bo Lind"}}),
            (Texts{"Navn | Mødt | Bemærkning", "Bo Lind | Nej | Afbud", "Eva Skov | Ja | for Bo Lind"}));
}

TEST(TableRows, a_cell_that_names_its_sections_needs_no_head) {
  EXPECT_EQ(
      in_order({{0, 0, 0, "Nr."},
                {0, 0, 1, "Emne"},
                {0, 0, 2, "Referat"},
                {0, 1, 0, "1"},
                {0, 1, 1, "Budget"},
                {0, 1, 2, "Rammen er kendt."},
                {0, 1, 2, "Beslutning:"},
                {0, 1, 2, "Godkendt."},
                {0, 2, 0, "2"},
                {0, 2, 1, "Nyt"},
                {0, 2, 2, "A. Formanden"},
                {0, 2, 2, "Intet nyt."}}),
      (Texts{"1. Budget", "Rammen er kendt.", "Beslutning:", "Godkendt.", "2. Nyt", "A. Formanden", "Intet nyt."}));
}

TEST(TableRows, a_hyphen_after_a_number_stays) {
  struct Case {
    const char *above, *below, *joined;
  };
  for (const Case& c : {Case{"Midler fra § 18-", "puljen", "Midler fra § 18-puljen"},
                        Case{"Sagen (2019-", "0127715)", "Sagen (2019-0127715)"},
                        Case{"Budget 2019-", "Drøftelse", "Budget 2019- Drøftelse"},
                        Case{"Perioden 2019-", "og budgettet", "Perioden 2019- og budgettet"}}) {
    std::string text = c.above;
    append_continuation(text, c.below, Hyphens{});
    EXPECT_EQ(text, c.joined);
  }
}

}  // namespace
}  // namespace klynge::reading
