// The search page: what stands on it, and that nothing typed or found becomes markup.
#include <gtest/gtest.h>

#include "search/search_pages.hpp"

namespace klynge::search {
namespace {

bool has(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

SearchView view_of(std::string typed) {
  SearchView view;
  view.typed = std::move(typed);
  view.query = parse_query(view.typed);
  view.signed_in = true;
  return view;
}

SearchView with_one_hit(const std::string& title, const std::string& text) {
  SearchView view = view_of("midler");
  Hit hit;
  hit.document = {.kind = "item",
                  .id = "i1",
                  .title = title,
                  .text = text,
                  .context = "Politisk Klynge Egelund, 7. november 2022",
                  .path = "/punkter/i1"};
  hit.title = mark_hits(title, view.query);
  hit.snippet = snippet_of(text, view.query);
  view.results.hits.push_back(hit);
  view.results.total = 1;
  view.results.kinds = {{"item", 1}};
  view.results.years = {{"2022", 1}};
  view.results.bodies = {{"b1", 1}};
  view.body_names = {{"b1", "Politisk Klynge Egelund"}};
  view.range = html::page_range("", 1, 20);
  return view;
}

TEST(SearchPage, ShowsTheHitInItsContext) {
  const std::string page = search_page(with_one_hit("Fordeling af klyngemidler", "Midlerne blev fordelt.")).text();
  EXPECT_TRUE(has(page, "<a href=\"/punkter/i1\">Fordeling af <mark>klyngemidler</mark></a>"));
  EXPECT_TRUE(has(page, "<mark>Midlerne</mark> blev fordelt."));
  EXPECT_TRUE(has(page, "Punkt · Politisk Klynge Egelund, 7. november 2022"));
  EXPECT_TRUE(has(page, "Ét sted passer."));
  EXPECT_TRUE(has(page, "/soeg?q=midler&amp;type=item"));
  EXPECT_TRUE(has(page, "/soeg?q=midler&amp;organ=b1"));
  EXPECT_FALSE(has(page, "Sådan kan du søge"));
}

TEST(SearchPage, WhatIsTypedOrFoundIsNeverMarkup) {
  const std::string evil = "midler <script>alert(1)</script> \" onload=";
  auto view = with_one_hit(evil, evil);
  view.typed = evil;
  view.body_names["b1"] = evil;
  const std::string page = search_page(view).text();
  EXPECT_FALSE(has(page, "<script>"));
  EXPECT_TRUE(has(page, "&lt;script&gt;"));
  view.results.hits[0].document.path = "https://elsewhere.example/";
  EXPECT_FALSE(has(search_page(view).text(), "elsewhere"));
}

TEST(SearchPage, SaysWhatToDoWhereThereIsNothing) {
  EXPECT_TRUE(has(search_page(view_of("")).text(), "Sådan kan du søge"));
  auto view = view_of("findesikke");
  EXPECT_TRUE(has(search_page(view).text(), "Intet passer til din søgning."));
  EXPECT_FALSE(has(search_page(view).text(), "offentliggjort"));
  view.signed_in = false;
  EXPECT_TRUE(has(search_page(view).text(), "Her findes kun det, der er offentliggjort."));
  view.signed_in = view.invited_only = true;
  EXPECT_TRUE(has(search_page(view).text(), "Som gæst finder du kun noget i de punkter, du er inviteret til"));
  auto filtered = view_of("findesikke år:2022");
  EXPECT_TRUE(has(search_page(filtered).text(), "Søg i alt"));
  EXPECT_TRUE(has(search_page(view_of("år:nu")).text(), "er ikke et årstal"));
}

TEST(SearchPage, AChosenNarrowingCanBeTakenAway) {
  auto view = with_one_hit("Klyngemidler", "x");
  view.query.filters.year = 2022;
  const std::string page = search_page(view).text();
  EXPECT_TRUE(has(page, "Fjern afgrænsningen: År"));
  EXPECT_TRUE(has(page, "aria-current=\"true\""));
  EXPECT_TRUE(has(page, "name=\"aar\" value=\"2022\""));
  view.results.has_more = true;
  EXPECT_TRUE(has(search_page(view).text(), "Mere end 1.000 steder"));
}

TEST(Query, WhatIsTypedIsUnderstood) {
  const auto query = parse_query("midler \"fælles indkøb\" -høring økonomi* år:2022 type:møde udfald:godkendt");
  ASSERT_EQ(query.wanted.size(), 3u);
  EXPECT_EQ(query.wanted[1].terms.size(), 2u);
  EXPECT_EQ(query.wanted[2].prefix, "økonomi");
  EXPECT_EQ(query.unwanted.size(), 1u);
  EXPECT_EQ(query.filters.year, 2022);
  EXPECT_EQ(query.filters.kind, "meeting");
  EXPECT_EQ(query.filters.outcome, "approved");
  EXPECT_TRUE(query.notes.empty());
  EXPECT_EQ(parse_query("PLO-K").wanted[0].terms.size(), 2u);
  EXPECT_EQ(parse_query("møde møder mødet").wanted.size(), 1u);
  EXPECT_EQ(parse_query("kl. 10:15").wanted.size(), 2u);
}

}  // namespace
}  // namespace klynge::search
