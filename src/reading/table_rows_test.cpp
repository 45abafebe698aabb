#include "reading/table_rows.hpp"

#include <gtest/gtest.h>

namespace klynge::reading {
namespace {

using Texts = std::vector<std::string>;

struct At {
  int table, row, column;
  const char* text;
  float x = 0, width = 0;  // points; 0 where the format has no layout
  unsigned page = 1;
};

Texts in_order(std::vector<At> lines, Format format = Format::docx) {
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
    document.lines.push_back(std::move(line));
  }
  const Sheet sheet = make_sheet(document);
  Texts texts;
  for (const Row& row : sheet.rows) texts.emplace_back(row.text);
  return texts;
}

TEST(TableRows, persons_go_down_column_by_column) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm, formand"}, {0, 0, 1, "Fra kommunen"}, {0, 1, 0, "Per Krog"}, {0, 1, 1, "Bo Lind, direktør"}, {0, 2, 0, "Mia Dahl"}, {0, 2, 1, "Eva Skov"}}),
            (Texts{"Ida Holm, formand", "Per Krog", "Mia Dahl", "Fra kommunen", "Bo Lind, direktør", "Eva Skov"}));
}

TEST(TableRows, a_label_across_the_columns_ends_what_stands_above_it) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm"}, {0, 0, 1, "Bo Lind"}, {0, 1, 0, "Per Krog"}, {0, 1, 1, "Mia Dahl"}, {0, 2, 0, "Afbud:"}, {0, 3, 0, "Eva Skov"}, {0, 3, 1, "Ole Berg"}}),
            (Texts{"Ida Holm", "Per Krog", "Bo Lind", "Mia Dahl", "Afbud:", "Eva Skov", "Ole Berg"}));
}

TEST(TableRows, a_person_broken_by_the_cell_is_one_row) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Marie Holm, direktør,", 70, 120}, {0, 0, 0, "Skovby Kommune", 70, 80}, {0, 0, 1, "Bo Lind, konsulent i Region", 300, 200}, {0, 0, 1, "Fjordland", 300, 45},
                      {0, 1, 0, "Per Krog, chef", 70, 70}, {0, 1, 1, "Mia Dahl, leder", 300, 70}},
                     Format::pdf),
            (Texts{"Ida Marie Holm, direktør, Skovby Kommune", "Per Krog, chef", "Bo Lind, konsulent i Region Fjordland", "Mia Dahl, leder"}));
}

TEST(TableRows, an_odd_last_person_belongs_to_the_columns) {
  EXPECT_EQ(in_order({{0, 0, 0, "Ida Holm", 70, 50}, {0, 0, 1, "Gæster", 300, 40}, {0, 1, 0, "Per Krog", 70, 50}, {0, 1, 1, "Mia Dahl", 300, 50}, {-1, -1, -1, "Eva Skov,", 70, 50}, {-1, -1, -1, "leder", 70, 50},
                      {-1, -1, -1, "Dagsorden", 70, 50}},
                     Format::pdf),
            (Texts{"Ida Holm", "Per Krog", "Eva Skov, leder", "Gæster", "Mia Dahl", "Dagsorden"}));
}

TEST(TableRows, what_its_cell_broke_becomes_whole) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Drøftelse af samarbejdet i", 70, 130}, {0, 0, 0, "klyngen", 70, 40}, {0, 0, 1, "Sagen blev drøftet, og alle", 220, 300}, {0, 0, 1, "var enige.", 220, 50},
                      {0, 1, 0, "2. Formandens orientering:", 70, 130}, {0, 1, 0, "Nye lokaler", 70, 60}, {0, 1, 1, "Ingen.", 220, 40}},
                     Format::pdf),
            (Texts{"1. Drøftelse af samarbejdet i klyngen", "Sagen blev drøftet, og alle var enige.", "2. Formandens orientering: Nye lokaler", "Ingen."}));
}

TEST(TableRows, long_text_keeps_its_lines) {
  EXPECT_EQ(in_order({{0, 0, 0, "1. Plan", 70, 50}, {0, 0, 1, "Planen blev gennemgået, og alle", 220, 300}, {0, 0, 1, "var enige om de tre mål for det", 220, 300}, {0, 0, 1, "første år, som udvalget vil følge", 220, 300},
                      {0, 0, 1, "op på hvert kvartal sammen med", 220, 300}, {0, 0, 1, "forvaltningen.", 220, 60}, {0, 1, 0, "2. Valg", 70, 50}, {0, 1, 1, "Ingen.", 220, 40}},
                     Format::pdf),
            (Texts{"1. Plan", "Planen blev gennemgået, og alle", "var enige om de tre mål for det", "første år, som udvalget vil følge", "op på hvert kvartal sammen med", "forvaltningen.", "2. Valg", "Ingen."}));
}

TEST(TableRows, number_and_title_in_two_columns_are_one_heading) {
  EXPECT_EQ(in_order({{0, 0, 0, "1"}, {0, 0, 1, "Budget"}, {0, 0, 2, "Godkendt."}, {0, 1, 0, "2"}, {0, 1, 1, "Valg"}, {0, 1, 2, "Ida Holm blev valgt."}}),
            (Texts{"1. Budget", "Godkendt.", "2. Valg", "Ida Holm blev valgt."}));
}

TEST(TableRows, heads_name_the_cells_also_on_the_next_page) {
  EXPECT_EQ(in_order({{0, 0, 0, "Nr."}, {0, 0, 1, "Emne"}, {0, 0, 2, "Referat"}, {0, 1, 0, "1"}, {0, 1, 1, "Budget"}, {0, 1, 2, "Budgettet blev"}, {-1, -1, -1, "Side 1"},
                      {0, 1, 2, "godkendt.", 0, 0, 2}, {0, 2, 0, "2", 0, 0, 2}, {0, 2, 1, "Valg", 0, 0, 2}, {0, 2, 2, "Udsat.", 0, 0, 2}}),
            (Texts{"1. Budget", "Referat", "Budgettet blev", "Side 1", "godkendt.", "2. Valg", "Referat", "Udsat."}));
}

TEST(TableRows, a_label_and_its_value_are_one_line) {
  EXPECT_EQ(in_order({{0, 0, 0, "Dato:"}, {0, 0, 1, "4. maj 2023"}, {0, 1, 0, "Deltagere:"}, {0, 1, 1, "Ida Holm"}, {0, 1, 1, "Bo Lind"}, {0, 2, 0, "Sted:"}, {0, 2, 1, "Rådhuset"}}),
            (Texts{"Dato:  4. maj 2023", "Deltagere:", "Ida Holm", "Bo Lind", "Sted:  Rådhuset"}));
}

TEST(TableRows, the_cells_of_an_attendance_table_keep_their_places) {
  EXPECT_EQ(in_order({{0, 0, 0, "Navn"}, {0, 0, 1, "Mødt"}, {0, 0, 2, "Afbud"}, {0, 1, 0, "Ida Holm"}, {0, 1, 1, "x"}, {0, 2, 0, "Bo Lind"}, {0, 2, 2, "x"}}),
            (Texts{"Navn | Mødt | Afbud", "Ida Holm | x", "Bo Lind |  | x"}));
}

}  // namespace
}  // namespace klynge::reading
