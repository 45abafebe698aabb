#include "platform/html/components.hpp"

#include <gtest/gtest.h>

#include "platform/html/assets.hpp"
#include "platform/html/form.hpp"
#include "platform/html/layout.hpp"
#include "platform/html/table.hpp"

namespace klynge::html {
namespace {

bool holds(const std::string& page, std::string_view what) { return page.find(what) != page.npos; }

TEST(Components, SayOutcomesInDanish) {
  EXPECT_TRUE(holds(outcome_badge("noted").text(), "Taget til efterretning"));
  EXPECT_EQ(outcome_danish("something<else"), "something<else");
  EXPECT_TRUE(holds(outcome_badge("something<else").text(), "something&lt;else"));
}

TEST(Components, WriteNumbersAsDanesDo) {
  EXPECT_EQ(danish_number(0), "0");
  EXPECT_EQ(danish_number(999), "999");
  EXPECT_EQ(danish_number(1000), "1.000");
  EXPECT_EQ(danish_number(-1234567), "-1.234.567");
}

TEST(Components, PageRangesStayInside) {
  EXPECT_EQ(page_range("2", 312, 50).first, 51);
  EXPECT_EQ(page_range("2", 312, 50).last, 100);
  EXPECT_EQ(page_range("7", 312, 50).last, 312);
  EXPECT_FALSE(page_range("7", 312, 50).has_next);
  for (auto odd : {"", "0", "-3", "x", "2x", "99999999999999999999"})
    EXPECT_EQ(page_range(odd, 312, 50).page, 1) << odd;
  EXPECT_EQ(page_range("99", 312, 50).page, 7);
  EXPECT_EQ(page_range("1", 0, 50).last, 0);
  EXPECT_TRUE(range_text(page_range("1", 0, 50), "møder").empty());
  EXPECT_TRUE(holds(range_text(page_range("2", 1312, 50), "møder").text(), "Viser 51–100 af 1.312 møder"));
  EXPECT_TRUE(holds(range_text(page_range("1", 15, 50), "møder").text(), ">15 møder<"));
  EXPECT_TRUE(range_text(page_range("1", 1, 50), "møder").empty());
}

TEST(Components, PaginationLinksNeighboursAndEnds) {
  EXPECT_TRUE(pagination(page_range("1", 50, 50), url("/x")).empty());
  const auto middle = pagination(page_range("10", 100'000, 50), url("/x?q=1")).text();
  EXPECT_TRUE(holds(middle, "/x?q=1&amp;side=9\""));
  EXPECT_TRUE(holds(middle, "side=2000\""));
  EXPECT_FALSE(holds(middle, "side=5\""));
  EXPECT_TRUE(holds(middle, "Side 10 af 2000"));
  EXPECT_TRUE(holds(pagination(page_range("2", 60, 50), url("/x")).text(), "href=\"/x\""));
}

TEST(Table, NamesColumnsForNarrowScreens) {
  Table table("Mø<der", {{"Da\"to", Column::row_head}, {"Antal", Column::number}, {""}});
  table.row("1 < 2", 7, std::optional<std::string>{});
  table.row(link(url("/a"), "b"), 8, "c");
  EXPECT_EQ(table.rows(), 2u);
  const auto out = std::move(table).html().text();
  EXPECT_TRUE(holds(out, "<caption class=\"k-caption\">Mø&lt;der</caption>"));
  EXPECT_TRUE(holds(out, "<th scope=\"row\" data-title=\"Da&quot;to\">1 &lt; 2</th>"));
  EXPECT_TRUE(holds(out, "<td class=\"k-number\" data-title=\"Antal\">7</td><td></td>"));
  EXPECT_TRUE(holds(out, "<a href=\"/a\">b</a></th>"));
}

TEST(Form, WiresHintsAndErrorsToTheirField) {
  const auto out =
      text_field({.name = "login", .label = "Brugernavn", .hint = "H", .error = "E", .required = true}).text();
  EXPECT_TRUE(holds(out, "for=\"login\""));
  EXPECT_TRUE(holds(out, "aria-describedby=\"login-hint login-error\""));
  EXPECT_TRUE(holds(out, "aria-invalid=\"true\""));
  EXPECT_TRUE(holds(out, "required"));
  const auto form = post_form({.action = url("/x"), .csrf_token = "a\"b"}, {}).text();
  EXPECT_TRUE(holds(form, "name=\"csrf\" value=\"a&quot;b\""));
}

namespace {
std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}
// Text around and between forms, so that nothing can be lost at either end.
Html drawn_with(const std::string& token) {
  Html page = paragraph("Før");
  page += post_form({.action = url("/x"), .csrf_token = token}, paragraph("Æ & ø"));
  page += paragraph("Imellem");
  page += post_button({.action = url("/y"), .csrf_token = token}, "Send", ButtonKind::secondary);
  return page += paragraph("Efter");
}
}  // namespace

TEST(Form, AKeptPageIsTheSameToTheByteAsOneDrawnForItsReader) {
  const auto kept = drawn_with(token_place());
  ASSERT_EQ(count_of(kept.text(), token_place()), 2u);
  for (const std::string token : {"t", "0123456789abcdef0123456789abcdef", "a\"b<c>&d'e", ""})
    EXPECT_EQ(with_token(kept, token).text(), drawn_with(token).text()) << token;
  EXPECT_EQ(with_token(drawn_with("other"), "mine").text(), drawn_with("other").text()) << "nothing else is replaced";
  EXPECT_EQ(with_token({}, "mine").text(), "");
}

TEST(Form, AKeptPageCarriesTheTokenOfItsReaderOnlyAndAsTextOnly) {
  const auto kept = drawn_with(token_place());
  const auto anna = with_token(kept, "anna\"><script>").text();
  EXPECT_EQ(count_of(anna, "name=\"csrf\" value=\"anna&quot;&gt;&lt;script&gt;\""), 2u);
  EXPECT_FALSE(holds(anna, token_place())) << "the place must not reach a reader";
  EXPECT_FALSE(holds(anna, "<script>"));
  const auto bent = with_token(kept, "bent").text();
  EXPECT_EQ(count_of(bent, "value=\"bent\""), 2u);
  EXPECT_FALSE(holds(bent, "anna"));
  // A token that is written like the place stays a token, and is not replaced once more.
  EXPECT_EQ(with_token(kept, token_place()).text(), kept.text());
}

TEST(Layout, ShowsThePublicNoMenu) {
  const auto page = render_page({.title = "Møde", .here = url("/moeder/", 1)}, {});
  EXPECT_FALSE(holds(page, "Hovedmenu"));
  EXPECT_TRUE(holds(page, "href=\"/log-ind?til=%2Fmoeder%2F1\""));
  EXPECT_TRUE(holds(page, "<title>Møde – Klynge</title>"));
}

TEST(Layout, MarksWhereOneIs) {
  PageFrame frame{.title = "Opgaver", .active = Nav::tasks, .user_name = "A & B", .reads_all = true, .csrf_token = "t"};
  const auto page = render_page(frame, {});
  EXPECT_TRUE(holds(page, "href=\"/opgaver\" aria-current=\"true\""));
  EXPECT_TRUE(holds(page, "A &amp; B"));
  EXPECT_FALSE(holds(page, ">Import<"));
  frame.changes_record = true;
  EXPECT_TRUE(holds(render_page(frame, {}), ">Import<"));
}

TEST(Layout, AnArrowEndsItsCrumbSoThatNoLineBeginsWithOne) {
  const auto page = render_page(
      {.title = "Ret", .crumbs = {{"Organer", url("/organer")}, {"Driftsforum Nord", url("/organer/", 1)}}}, {});
  const auto trail = page.substr(page.find("breadcrumbs__list"));
  EXPECT_FALSE(holds(trail, "breadcrumbs__list-item\"><svg"));
  EXPECT_TRUE(holds(trail, "Driftsforum Nord</a>&#8288;<svg"));
  EXPECT_TRUE(holds(trail, "aria-current=\"page\">Ret</li>"));
}

TEST(Layout, TellsPagesOfOneKindApartByTheirTitle) {
  EXPECT_TRUE(holds(render_page({.title = "Stamdata", .over_title = "Driftsforum Nord"}, {}),
                    "<title>Stamdata – Driftsforum Nord – Klynge</title>"));
}

TEST(Assets, AreInTheBinary) {
  const Asset* sheet = find_asset("klynge.css");
  ASSERT_NE(sheet, nullptr);
  EXPECT_GT(sheet->bytes.size(), 10'000u);
  EXPECT_EQ(asset_hash().size(), 16u);
  EXPECT_EQ(find_asset("../klynge.css"), nullptr);
  EXPECT_TRUE(holds(asset_url("klynge.css").text(), asset_hash()));
  // Nothing is fetched from elsewhere.
  EXPECT_EQ(sheet->bytes.find("url(http"), sheet->bytes.npos);
  EXPECT_EQ(sheet->bytes.find("@import"), sheet->bytes.npos);
}

}  // namespace
}  // namespace klynge::html
