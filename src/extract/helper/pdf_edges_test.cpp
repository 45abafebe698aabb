#include "extract/helper/pdf_edges.hpp"

#include <gtest/gtest.h>

namespace klynge::extract {
namespace {

using Page = std::vector<std::pair<float, std::string>>;  // baseline and text of each line

std::vector<std::vector<Edge>> edges(const std::vector<Page>& pages) {
  std::vector<std::vector<PageRow>> rows;
  for (const Page& page : pages) {
    std::vector<PageWord> words;
    for (const auto& [y, text] : page) {
      float x = 50;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(
            {text.substr(at, end - at), x, y - 10, 5.0f * static_cast<float>(end - at), 10, 10, false, false});
        x += 5.0f * static_cast<float>(end - at) + 3;
        at = end + 1;
      }
    }
    rows.push_back(page_rows(std::move(words)));
  }
  std::vector<const std::vector<PageRow>*> all;
  for (const auto& page : rows) all.push_back(&page);
  return find_edges(all, std::vector<float>(pages.size(), 842));
}

using Marks = std::vector<Edge>;

TEST(PdfEdges, a_head_that_comes_again_is_none_on_the_first_page) {
  const auto found = edges({{{60, "Fjordbakke"}, {200, "Referat"}},
                            {{60, "Fjordbakke"}, {200, "Budget"}},
                            {{60, "Fjordbakke"}, {200, "Valg"}}});
  EXPECT_EQ(found[0], (Marks{Edge::none, Edge::none}));
  EXPECT_EQ(found[1], (Marks{Edge::head, Edge::none}));
  EXPECT_EQ(found[2], (Marks{Edge::head, Edge::none}));
}

TEST(PdfEdges, the_same_words_at_another_height_are_text) {
  const auto found = edges({{{60, "Budget"}, {200, "a"}}, {{90, "Budget"}, {200, "b"}}, {{75, "Budget"}, {200, "c"}}});
  EXPECT_EQ(found[1], (Marks{Edge::none, Edge::none}));
}

TEST(PdfEdges, numbers_that_count_the_pages) {
  const auto found =
      edges({{{200, "Punkt"}, {810, "4"}}, {{200, "Punkt"}, {810, "- 5 -"}}, {{200, "Valg"}, {740, "12"}}});
  EXPECT_EQ(found[0][1], Edge::foot);
  EXPECT_EQ(found[1][1], Edge::foot);
  EXPECT_EQ(found[2][1], Edge::none);
}

TEST(PdfEdges, the_number_of_an_only_page_stands_apart) {
  EXPECT_EQ(edges({{{200, "Godkendt."}, {800, "1"}}})[0][1], Edge::foot);
  EXPECT_EQ(edges({{{788, "I alt"}, {800, "1"}}})[0][1], Edge::none);
}

TEST(PdfEdges, a_foot_with_an_address_and_the_page) {
  EXPECT_EQ(edges({{{200, "Godkendt."}, {810, "Fjordbakke Strandvej 3 Side 1 af 7"}}})[0][1], Edge::foot);
  EXPECT_EQ(edges({{{200, "Se bilag side 1 af 7"}, {400, "Godkendt."}}})[0][0], Edge::none);
}

TEST(PdfEdges, an_address_close_above_the_page_belongs_to_the_foot) {
  const Page page{
      {600, "Godkendt."}, {780, "Havnevej 4 9990 Fjordbakke"}, {792, "Tlf. 98 00 00 00"}, {804, "Side 1 af 7"}};
  EXPECT_EQ(edges({page})[0], (Marks{Edge::none, Edge::foot, Edge::foot, Edge::foot}));
  // Text that goes on down to the foot is none of it.
  EXPECT_EQ(edges({{{768, "Udvalget fik"}, {780, "en gennemgang"}, {804, "Side 1 af 7"}}})[0],
            (Marks{Edge::none, Edge::none, Edge::foot}));
}

}  // namespace
}  // namespace klynge::extract
