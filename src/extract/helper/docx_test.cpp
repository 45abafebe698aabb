#include "extract/helper/docx.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "extract/helper/docx_builder.hpp"
#include "extract/helper/docx_numbering.hpp"
#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

using reading::Document;
using reading::Line;
using reading::LineRole;
using Texts = std::vector<std::string>;

Texts texts(const Document& document) {
  Texts found;
  for (const Line& line : document.lines) found.push_back(line.text);
  return found;
}

Texts texts(const std::string& body, const Parts& more = {}) { return texts(read_docx(build_docx(body, more))); }

std::string run(const std::string& text) { return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>"; }
std::string bold_run(const std::string& text) {
  return "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
}
std::string p(const std::string& content, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + content + "</w:p>";
}
std::string text_p(const std::string& text, const std::string& properties = "") { return p(run(text), properties); }
std::string list_p(const std::string& text, int list, int level = 0) {
  return text_p(text, "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" +
                          std::to_string(list) + "'/></w:numPr>");
}
std::string level(int at, const std::string& format, const std::string& text, const std::string& more = "") {
  return "<w:lvl w:ilvl='" + std::to_string(at) + "'><w:start w:val='1'/><w:numFmt w:val='" + format +
         "'/><w:lvlText w:val='" + text + "'/>" + more + "</w:lvl>";
}
std::string abstract(int id, const std::string& levels) {
  return "<w:abstractNum w:abstractNumId='" + std::to_string(id) + "'>" + levels + "</w:abstractNum>";
}
std::string num(int id, int abstract_id, const std::string& more = "") {
  return "<w:num w:numId='" + std::to_string(id) + "'><w:abstractNumId w:val='" + std::to_string(abstract_id) + "'/>" +
         more + "</w:num>";
}

Failure failure_of(const std::string& bytes) {
  try {
    read_docx(bytes);
    return Failure::none;
  } catch (const Refused& refused) {
    return refused.failure;
  }
}

// ---- text ----

TEST(Docx, paragraphs_are_lines_and_empty_ones_are_kept) {
  EXPECT_EQ(texts(text_p("Referat") + p("") + text_p("Mødet åbnede.")), (Texts{"Referat", "", "Mødet åbnede."}));
}

TEST(Docx, runs_are_joined_and_spaces_between_them_stand) {
  EXPECT_EQ(texts(p(run("Møde") + run(" ") + run("i ") + run("udvalget"))), (Texts{"Møde i udvalget"}));
}

TEST(Docx, breaks_tabs_and_hyphens) {
  EXPECT_EQ(texts(p("<w:r><w:t>Tid:</w:t><w:br/><w:t>Sted</w:t><w:tab/><w:t>Lokale</w:t></w:r>")),
            (Texts{"Tid:", "Sted    Lokale"}));
  EXPECT_EQ(texts(p("<w:r><w:t>PLO</w:t><w:noBreakHyphen/><w:t>K klynge</w:t><w:softHyphen/><w:t>møde</w:t></w:r>")),
            (Texts{"PLO-K klyngemøde"}));
}

TEST(Docx, a_line_of_many_tabs_is_cut) {
  std::string tabs;
  for (int i = 0; i < 100'000; ++i) tabs += "<w:r><w:t>æ</w:t><w:tab/></w:r>";
  const Document document = read_docx(build_docx(p(tabs)));
  EXPECT_GT(document.lines.size(), 10u);
  EXPECT_TRUE(document.lines[0].text.starts_with("æ       æ       æ"));
}

TEST(Docx, page_breaks_begin_pages) {
  const Document document =
      read_docx(build_docx(text_p("en") + p("<w:r><w:br w:type='page'/></w:r>") + text_p("to") +
                           text_p("tre", "<w:pageBreakBefore/>") + text_p("sidst", "<w:sectPr/>") + text_p("fire")));
  ASSERT_EQ(texts(document), (Texts{"en", "to", "tre", "sidst", "fire"}));
  EXPECT_EQ(document.lines[0].page, 1u);
  EXPECT_EQ(document.lines[1].page, 2u);
  EXPECT_EQ(document.lines[2].page, 3u);
  EXPECT_EQ(document.lines[4].page, 4u);
  EXPECT_EQ(document.pages.size(), 4u);
}

TEST(Docx, bold_runs_are_words_of_the_line) {
  const Document document = read_docx(build_docx(p(bold_run("Beslutning: ") + run("Ja")) + p(bold_run("Helt fed"))));
  ASSERT_EQ(document.lines[0].words.size(), 2u);
  EXPECT_TRUE(document.lines[0].words[0].bold);
  EXPECT_EQ(document.lines[0].words[0].end, 12u);
  EXPECT_FALSE(document.lines[0].words[1].bold);
  EXPECT_TRUE(document.lines[1].bold);
}

TEST(Docx, headings_have_their_level_from_style_or_outline) {
  const std::string styles =
      "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>"
      "<w:style w:type='paragraph' w:styleId='Overskrift2'><w:name w:val='heading 2'/><w:rPr><w:b/></w:rPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='Punkt'/><w:basedOn w:val='Overskrift2'/></w:style>"
      "<w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>";
  const Document document =
      read_docx(build_docx(text_p("a", "<w:pStyle w:val='Punkt'/>") + text_p("b", "<w:outlineLvl w:val='0'/>") +
                               text_p("c") + text_p("d", "<w:pStyle w:val='Titel'/>"),
                           {{"styles", styles}}));
  EXPECT_EQ(document.lines[0].role, LineRole::heading);
  EXPECT_EQ(document.lines[0].level, 2);
  EXPECT_TRUE(document.lines[0].bold);
  EXPECT_EQ(document.lines[1].level, 1);
  EXPECT_EQ(document.lines[2].role, LineRole::body);
  EXPECT_EQ(document.lines[3].level, 1);
}

TEST(Docx, a_style_based_on_itself_ends) {
  const std::string styles =
      "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/></w:style>"
      "<w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style>";
  EXPECT_EQ(texts(text_p("a", "<w:pStyle w:val='A'/>"), {{"styles", styles}}), (Texts{"a"}));
}

TEST(Docx, hidden_text_is_left_out) {
  EXPECT_EQ(texts(p(run("synlig") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>")), (Texts{"synlig"}));
}

TEST(Docx, tracked_changes_as_accepted) {
  EXPECT_EQ(texts(p(run("Mødet ") + "<w:del><w:r><w:delText>aflyses</w:delText></w:r></w:del><w:ins>" + run("holdes") +
                    "</w:ins>")),
            (Texts{"Mødet holdes"}));
  EXPECT_EQ(texts(p("<w:moveFrom>" + run("flyttet") + "</w:moveFrom>" + run("blev")) +
                  p("<w:moveTo>" + run("flyttet") + "</w:moveTo>")),
            (Texts{"blev", "flyttet"}));
}

TEST(Docx, a_deleted_paragraph_mark_joins_two_paragraphs) {
  EXPECT_EQ(texts(text_p("første ", "<w:rPr><w:del/></w:rPr>") + text_p("anden")), (Texts{"første anden"}));
  EXPECT_EQ(
      texts(p("<w:del><w:r><w:delText>helt væk</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>") + text_p("blev")),
      (Texts{"blev"}));
  const Parts numbering{{"numbering", abstract(1, level(0, "decimal", "%1.")) + num(1, 1)}};
  EXPECT_EQ(
      texts(p("<w:del>" + run("x") + "</w:del>", "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr>") +
                list_p("et", 1) + list_p("to", 1),
            numbering),
      (Texts{"1. et", "2. to"}));
}

TEST(Docx, fields_show_their_result) {
  const auto field = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType='" + type + "'/></w:r>"; };
  const std::string instruction = "<w:r><w:instrText> DATE </w:instrText></w:r>";
  EXPECT_EQ(texts(p(run("Dato: ") + field("begin") + instruction + field("separate") + run("7. maj") + field("end") +
                    run("!"))),
            (Texts{"Dato: 7. maj!"}));
  EXPECT_EQ(texts(p(field("begin") + instruction + field("begin") + field("separate") + run("indre") + field("end") +
                    field("separate") + run("ydre") + field("end"))),
            (Texts{"ydre"}));
  EXPECT_EQ(texts(p("<w:fldSimple w:instr='PAGE'>" + run("4") + "</w:fldSimple>")), (Texts{"4"}));
  EXPECT_EQ(texts(p(field("begin") + run("åben")) + text_p("næste afsnit vises")), (Texts{"næste afsnit vises"}));
}

TEST(Docx, links_controls_and_boxes) {
  EXPECT_EQ(texts(p("<w:hyperlink r:id='x'>" + run("bilag") + "</w:hyperlink>")), (Texts{"bilag"}));
  EXPECT_EQ(texts("<w:sdt><w:sdtContent>" + text_p("i en kontrol") + "</w:sdtContent></w:sdt>"),
            (Texts{"i en kontrol"}));
  EXPECT_EQ(texts(p("<w:sdt><w:sdtContent>" + run("inde i linjen") + "</w:sdtContent></w:sdt>")),
            (Texts{"inde i linjen"}));
  EXPECT_EQ(texts(text_p("a") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + text_p("Klik her") +
                  "</w:sdtContent></w:sdt>"),
            (Texts{"a"}));
}

TEST(Docx, a_text_box_is_shown_once) {
  const std::string box =
      "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>" + text_p("i boksen") +
      "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" +
      text_p("i boksen") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
  EXPECT_EQ(texts(p(run("før") + box) + text_p("efter")), (Texts{"før", "i boksen", "efter"}));
  EXPECT_EQ(texts(p("<w:r><w:pict><v:textbox><w:txbxContent>" + text_p("gammel") +
                    "</w:txbxContent></v:textbox></w:pict></w:r>"))
                .back(),
            "gammel");
}

TEST(Docx, headers_footers_and_notes) {
  const Document document = read_docx(build_docx(
      text_p("tekst") +
          "<w:sectPr><w:headerReference w:type='default' r:id='header'/><w:footerReference w:type='default' r:id='footer'/></w:sectPr>",
      {{"header", text_p("Fjordvig Kommune")},
       {"footer", text_p("Side 1")},
       {"footnotes", "<w:footnote w:type='separator' w:id='0'>" + text_p("streg") +
                         "</w:footnote><w:footnote w:id='1'>" + text_p("en note") + "</w:footnote>"}}));
  EXPECT_EQ(texts(document), (Texts{"Fjordvig Kommune", "tekst", "en note", "Side 1"}));
  EXPECT_EQ(document.lines[0].role, LineRole::header);
  EXPECT_EQ(document.lines[3].role, LineRole::footer);
}

TEST(Docx, symbols) {
  EXPECT_EQ(texts(p("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>" + run(" ja"))), (Texts{"✓ ja"}));
  EXPECT_EQ(texts(p(run("\uf0b7 punkt"))), (Texts{"• punkt"}));
}

// ---- tables ----

TEST(Docx, tables_keep_their_cells) {
  const auto cell = [](const std::string& content, const std::string& more = "") {
    return "<w:tc><w:tcPr>" + more + "</w:tcPr>" + content + "</w:tc>";
  };
  const Document document = read_docx(build_docx(
      "<w:tbl><w:tr>" + cell(text_p("Punkt"), "<w:gridSpan w:val='2'/>") + cell(text_p("Sag")) + "</w:tr><w:tr>" +
      cell(text_p("1")) + cell(p("")) + cell(text_p("Velkomst") + text_p("ved formanden")) +
      "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + cell(text_p("væk")) + "</w:tr></w:tbl>" + text_p("efter")));
  ASSERT_EQ(texts(document), (Texts{"Punkt", "Sag", "1", "Velkomst", "ved formanden", "efter"}));
  const auto place = [&](std::size_t i) {
    return std::array{document.lines[i].table, document.lines[i].row, document.lines[i].column};
  };
  EXPECT_EQ(place(0), (std::array{0, 0, 0}));
  EXPECT_EQ(place(1), (std::array{0, 0, 2}));
  EXPECT_EQ(place(4), (std::array{0, 1, 2}));
  EXPECT_EQ(place(5), (std::array{-1, -1, -1}));
  EXPECT_EQ(document.lines[0].role, LineRole::table_cell);
}

TEST(Docx, a_table_in_a_table_is_another_table) {
  const std::string inner = "<w:tbl><w:tr><w:tc>" + text_p("inderst") + "</w:tc></w:tr></w:tbl>";
  const Document document = read_docx(
      build_docx("<w:tbl><w:tr><w:tc>" + text_p("yderst") + inner + text_p("igen") + "</w:tc></w:tr></w:tbl>"));
  ASSERT_EQ(texts(document), (Texts{"yderst", "inderst", "igen"}));
  EXPECT_EQ(document.lines[1].table, 1);
  EXPECT_EQ(document.lines[2].table, 0);
}

// ---- numbering ----

TEST(Docx, numbers_of_several_levels_restart) {
  const Parts numbering{{"numbering", abstract(7, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") +
                                                      level(2, "lowerLetter", "%3)")) +
                                          num(1, 7)}};
  EXPECT_EQ(texts(list_p("a", 1) + list_p("b", 1, 1) + list_p("c", 1, 1) + list_p("d", 1, 2) + list_p("e", 1) +
                      list_p("f", 1, 1) + list_p("g", 1, 2),
                  numbering),
            (Texts{"1. a", "1.1 b", "1.2 c", "a) d", "2. e", "2.1 f", "a) g"}));
}

TEST(Docx, lists_of_one_definition_count_together_unless_started_anew) {
  const Parts numbering{
      {"numbering", abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1) +
                        num(3, 1, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>")}};
  EXPECT_EQ(texts(list_p("a", 1) + list_p("b", 2) + list_p("c", 3) + list_p("d", 3), numbering),
            (Texts{"1. a", "2. b", "1. c", "2. d"}));
}

TEST(Docx, numbering_formats_and_bullets) {
  const Parts numbering{
      {"numbering", abstract(1, level(0, "upperRoman", "%1.")) + abstract(2, level(0, "bullet", "\uf0b7")) +
                        abstract(3, level(0, "bullet", "-")) +
                        abstract(4, level(0, "decimal", "Punkt %1:", "<w:suff w:val='space'/>")) +
                        abstract(5, level(0, "none", "")) +
                        abstract(6, level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")) +
                        num(1, 1) + num(2, 2) + num(3, 3) + num(4, 4) + num(5, 5) + num(6, 6)}};
  EXPECT_EQ(texts(list_p("a", 1) + list_p("b", 2) + list_p("c", 3) + list_p("d", 4) + list_p("e", 5) + list_p("f", 6) +
                      list_p("g", 6, 1),
                  numbering),
            (Texts{"I. a", "• b", "- c", "Punkt 1: d", "e", "I f", "1.1 g"}));
}

TEST(Docx, a_style_numbers_its_paragraphs) {
  const std::string styles =
      "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
  const Parts more{{"styles", styles},
                   {"numbering", abstract(1, level(0, "decimal", "%1", "<w:pStyle w:val='H1'/>") +
                                                 level(1, "decimal", "%1.%2", "<w:pStyle w:val='H2'/>")) +
                                     num(1, 1)}};
  const std::string h1 = "<w:pStyle w:val='H1'/>", h2 = "<w:pStyle w:val='H2'/>";
  EXPECT_EQ(texts(text_p("a", h1) + text_p("b", h2) + text_p("c", h1) +
                      text_p("uden", h1 + "<w:numPr><w:numId w:val='0'/></w:numPr>") + text_p("d", h2),
                  more),
            (Texts{"1 a", "1.1 b", "2 c", "uden", "2.1 d"}));
}

TEST(Docx, a_linked_list_style_is_followed) {
  const std::string styles =
      "<w:style w:type='numbering' w:styleId='Liste'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
  const Parts more{{"styles", styles},
                   {"numbering", "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='Liste'/></w:abstractNum>" +
                                     abstract(2, level(0, "lowerLetter", "%1)")) + num(1, 1) + num(2, 2)}};
  EXPECT_EQ(texts(list_p("x", 1), more), (Texts{"a) x"}));
}

TEST(Docx, numbers_as_word_prints_them) {
  EXPECT_EQ(format_number(4, "lowerRoman"), "iv");
  EXPECT_EQ(format_number(1994, "upperRoman"), "MCMXCIV");
  EXPECT_EQ(format_number(27, "lowerLetter"), "aa");
  EXPECT_EQ(format_number(28, "upperLetter"), "BB");
  EXPECT_EQ(format_number(3, "decimalZero"), "03");
  EXPECT_EQ(format_number(3, "ordinal"), "3.");
  EXPECT_EQ(format_number(0, "lowerLetter"), "0");
  EXPECT_EQ(format_number(5, "chineseCounting"), "5");
}

// ---- what is broken ----

TEST(Docx, broken_packages_are_refused) {
  EXPECT_EQ(failure_of("PK\x03\x04 and then nothing"), Failure::broken_docx);
  EXPECT_EQ(failure_of(build_zip({{"word/document.xml", "<w:document><w:body>"}})), Failure::broken_docx);
  EXPECT_EQ(failure_of(build_zip({{"word/document.xml", "<x/>"}})), Failure::not_a_docx);
  EXPECT_EQ(failure_of(build_zip({{"word/other.xml", "<x/>"}})), Failure::not_a_docx);
  EXPECT_EQ(failure_of(build_zip({{"word/document.xml", "<x/>"}, {"../../etc/passwd", "x"}})), Failure::unsafe_entry);
  EXPECT_EQ(failure_of(build_zip({{"word/document.xml", "<x/>"}, {"/etc/passwd", "x"}})), Failure::unsafe_entry);
  EXPECT_EQ(failure_of(build_zip({{"word/document.xml", "<x/>"}, {"word\\..\\x", "x"}})), Failure::unsafe_entry);
}

// Claims to unpack to 1 GB, in the central directory (APPNOTE 4.3.12).
TEST(Docx, a_part_that_unpacks_to_far_too_much_is_refused) {
  std::string bytes = build_zip({{"word/document.xml", std::string(1u << 20, ' ')}});
  const std::size_t entry = bytes.find("PK\x01\x02");
  ASSERT_NE(entry, std::string::npos);
  const std::uint32_t claimed = 1u << 30;
  std::memcpy(bytes.data() + entry + 24, &claimed, 4);
  EXPECT_EQ(failure_of(bytes), Failure::zip_bomb);
}

// Claims less than it unpacks to: no more than the claim is unpacked.
TEST(Docx, a_part_that_lies_about_its_size_is_refused) {
  std::string bytes = build_zip({{"word/document.xml", "<x>" + std::string(1u << 20, ' ') + "</x>"}});
  const std::uint32_t claimed = 100;
  std::memcpy(bytes.data() + bytes.find("PK\x01\x02") + 24, &claimed, 4);
  EXPECT_EQ(failure_of(bytes), Failure::broken_docx);
}

TEST(Docx, deep_xml_is_refused) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<w:ins>";
  deep += run("x");
  for (int i = 0; i < 10'000; ++i) deep += "</w:ins>";
  EXPECT_EQ(failure_of(build_docx(p(deep))), Failure::xml_too_deep);
}

TEST(Docx, a_cut_file_is_refused) {
  const std::string whole = build_docx(text_p("hel"));
  for (const std::size_t length : {whole.size() / 4, whole.size() / 2, whole.size() - 1})
    EXPECT_NE(failure_of(whole.substr(0, length)), Failure::none);
}

}  // namespace
}  // namespace klynge::extract
