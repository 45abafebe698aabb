#include "extract/helper/html.hpp"

#include <gtest/gtest.h>

#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

using namespace std::string_literals;
using reading::Document;
using reading::Line;
using reading::LineRole;
using Texts = std::vector<std::string>;

Texts texts(const std::string& html) {
  Texts found;
  for (const Line& line : read_html(html).lines) found.push_back(line.text);
  return found;
}

TEST(Html, blocks_are_lines_and_white_space_is_folded) {
  EXPECT_EQ(texts("<p>Møde   i\n udvalget</p><div>a<div>b</div>c</div><p>x<br>y</p>"),
            (Texts{"Møde i udvalget", "a", "b", "c", "x", "y"}));
  EXPECT_EQ(texts("<p>Tid: <b> 15.00 </b> &ndash; 16.00</p>"), (Texts{"Tid: 15.00 – 16.00"}));
}

TEST(Html, entities_and_odd_spaces) {
  EXPECT_EQ(texts("<p>R&oslash;dby&nbsp;&amp; k&shy;lynge &#8226;</p>"), (Texts{"Rødby & klynge •"}));
}

TEST(Html, headings_and_bold) {
  const Document document = read_html(
      "<h2>Punkt 1</h2><p><strong>Beslutning:</strong> ja</p><p style='font-weight: 700'>fed</p><b><p>også</p></b>");
  EXPECT_EQ(document.lines[0].role, LineRole::heading);
  EXPECT_EQ(document.lines[0].level, 2);
  EXPECT_TRUE(document.lines[0].bold);
  ASSERT_EQ(document.lines[1].words.size(), 2u);
  EXPECT_TRUE(document.lines[1].words[0].bold);
  EXPECT_TRUE(document.lines[1].bold);
  EXPECT_TRUE(document.lines[2].bold);
  EXPECT_TRUE(document.lines[3].bold);
}

TEST(Html, lists_have_their_marks) {
  EXPECT_EQ(
      texts(
          "<ul><li>a</li><li>b<ol type=a start=3><li>c<li>d</ol></li></ul><ol><li><p>e</p><p>f</p></li><li value=7>g</li></ol>"),
      (Texts{"• a", "• b", "c. c", "d. d", "1. e", "f", "7. g"}));
  EXPECT_EQ(texts("<ul style='list-style: none'><li>menu</li></ul>"), (Texts{"menu"}));
  const Document document = read_html("<ul><li>a<ul><li>b</li></ul></li></ul>");
  EXPECT_EQ(document.lines[0].role, LineRole::list_item);
  EXPECT_EQ(document.lines[1].level, 2);
}

TEST(Html, further_lines_of_a_lists_item_are_its_text) {
  const Document document = read_html("<ol><li>Budget<br>Godkendt.<p>Ida sender det.</p></li><li>Eventuelt</li></ol>");
  ASSERT_EQ(document.lines.size(), 4u);
  EXPECT_EQ(document.lines[0].role, LineRole::list_item);
  EXPECT_EQ(document.lines[1].role, LineRole::body);
  EXPECT_EQ(document.lines[2].role, LineRole::body);
  EXPECT_EQ(document.lines[3].role, LineRole::list_item);
}

TEST(Html, tables_keep_their_cells) {
  const Document document = read_html(
      "<table><tr><th colspan=2>Navn</th><th>Titel</th></tr><tr><td rowspan=2>1</td><td>Ida</td><td>Leder</td></tr><tr><td>Bo</td></tr></table>");
  const auto place = [&](std::size_t i) {
    return std::array{document.lines[i].table, document.lines[i].row, document.lines[i].column};
  };
  ASSERT_EQ(document.lines.size(), 6u);
  EXPECT_EQ(place(1), (std::array{0, 0, 2}));
  EXPECT_EQ(place(2), (std::array{0, 1, 0}));
  EXPECT_EQ(place(5), (std::array{0, 2, 1}));
  EXPECT_EQ(document.lines[5].role, LineRole::table_cell);
  EXPECT_TRUE(document.lines[0].bold);
}

TEST(Html, what_is_not_shown_is_left_out) {
  EXPECT_EQ(
      texts(
          "<title>t</title><style>p{}</style><script>x()</script><p hidden>a</p><p style='display:none'>b</p><noscript>c</noscript><p>d<!-- e --></p>"),
      (Texts{"d"}));
}

// The lines of the text alone, without what stands around it on every page.
Texts text_of_page(const std::string& html) {
  Texts found;
  for (const Line& line : read_html(html).lines)
    if (line.role != LineRole::header && line.role != LineRole::footer) found.push_back(line.text);
  return found;
}

TEST(Html, the_frame_of_a_site_is_no_text) {
  EXPECT_EQ(
      text_of_page(
          "<a class='skip-link' href='#x'>Til indhold</a><header><nav><ul><li>Forside<li>Politik</ul></nav></header><ol class='breadcrumb__list'><li>Forside</ol>"
          "<main><header><h1>Referat</h1></header><p>Åbnet <span class='sr-only'>i nyt vindue</span>kl. 16</p><footer>Underskrifter</footer><button>Print</button></main>"
          "<div id='cookie-banner'>Vi bruger cookies</div><footer>Kontakt</footer>"),
      (Texts{"Referat", "Åbnet kl. 16", "Underskrifter"}));
}

TEST(Html, what_an_accordion_opens_is_text) {
  EXPECT_EQ(
      texts("<h3><button aria-expanded=false aria-controls=p1>1. Budget</button></h3><div id=p1 hidden>Godkendt.</div>"
            "<a href='#p2'>2. Valg</a><div id=p2 style='display:none'><p>Udsat.</p></div><div hidden>skabelon</div>"),
      (Texts{"1. Budget", "Godkendt.", "2. Valg", "Udsat."}));
  const Document document = read_html("<details><summary>3. Eventuelt</summary><p>Intet.</p></details>");
  ASSERT_EQ(document.lines.size(), 2u);
  EXPECT_TRUE(document.lines[0].bold);
}

TEST(Html, a_list_of_terms_is_a_table_of_two_columns) {
  const Document document = read_html("<dl><dt>Dato</dt><dd>4. maj</dd><dt>Til stede</dt><dd>Ida</dd><dd>Bo</dd></dl>");
  ASSERT_EQ(document.lines.size(), 5u);
  EXPECT_EQ(document.lines[1].column, 1);
  EXPECT_EQ(document.lines[2].row, 1);
  EXPECT_EQ(document.lines[4].row, 1);
  EXPECT_EQ(document.lines[4].table, document.lines[0].table);
}

TEST(Html, a_caption_stands_above_its_table) {
  const Document document = read_html("<table><caption>Deltagere</caption><tr><td>Ida</td><td>Leder</td></tr></table>");
  EXPECT_EQ(document.lines[0].table, -1);
  EXPECT_EQ(document.lines[1].row, 0);
}

TEST(Html, preformatted_text_keeps_its_lines) { EXPECT_EQ(texts("<pre>a\n  b\n</pre>"), (Texts{"a", "  b"})); }

TEST(Html, encodings) {
  EXPECT_EQ(texts("<meta charset='iso-8859-1'><p>M\xf8"
                  "de</p>"),
            (Texts{"Møde"}));
  EXPECT_EQ(texts("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'><p>\x96</p>"),
            (Texts{"–"}));
  EXPECT_EQ(texts("<meta charset='utf-8'><p>M\xf8"
                  "de</p>"),
            (Texts{"Møde"}));
  EXPECT_EQ(texts("\xef\xbb\xbf<meta charset='iso-8859-1'><p>Møde</p>"), (Texts{"Møde"}));
  EXPECT_EQ(texts("<meta charset='no-such'><p>M\xf8"
                  "de</p>"),
            (Texts{"Møde"}));
  std::string wide = "\xff\xfe";
  for (const char c :
       "<p>M\xf8"
       "de</p>"s)
    (wide += c) += '\0';
  EXPECT_EQ(texts(wide), (Texts{"Møde"}));
}

TEST(Html, ten_thousand_nested_elements_are_refused) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  try {
    read_html(deep + "x");
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.failure, Failure::xml_too_deep);
  }
}

TEST(Html, tags_that_close_by_themselves_do_not_count_as_depth) {
  std::string flat;
  for (int i = 0; i < 10'000; ++i) flat += "<p>a<br>";
  EXPECT_EQ(texts(flat).size(), 10'000u);
}

TEST(Html, tag_soup_is_read) { EXPECT_EQ(texts("<b><p>a</b>b</i></p><td>c</table>"), (Texts{"ab", "c"})); }

}  // namespace
}  // namespace klynge::extract
