// Pages are drawn in their cage, and many askers at once all get theirs.
#include "intake/page_image.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>
#include <vector>

using namespace klynge;
using namespace klynge::intake;

namespace {

// One page with a line of text in one of the fonts that every PDF reader has.
constexpr std::string_view one_page = R"(%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 18 Tf 20 40 Td (Referat af et m) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
)";

bool can_draw() { return ::access("/usr/bin/pdftoppm", X_OK) == 0; }

}  // namespace

TEST(PageImage, IsDrawnInItsCage) {
  if (!can_draw()) GTEST_SKIP() << "pdftoppm is not installed";
  const auto image = draw_page(one_page, 1);
  ASSERT_TRUE(image) << image.error().detail;
  EXPECT_TRUE(image->starts_with("\x89PNG"));
  EXPECT_FALSE(draw_page(one_page, 2)) << "there is one page";
  EXPECT_FALSE(draw_page("no PDF", 1));
}

TEST(PageImage, ManyAtOnceWaitForTheirPlace) {
  if (!can_draw()) GTEST_SKIP() << "pdftoppm is not installed";
  std::atomic<int> drawn = 0;
  {
    std::vector<std::jthread> askers;
    for (int i = 0; i < 3 * pages_drawn_at_once; ++i)
      askers.emplace_back([&] { drawn += draw_page(one_page, 1).has_value() ? 1 : 0; });
  }
  EXPECT_EQ(drawn, 3 * pages_drawn_at_once);
}
