// Pages that are kept: drawn once, anew after any change, and never another's.
#include "bodies/structure/drawn.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "bodies/structure/test_structure.hpp"
#include "platform/html/components.hpp"

namespace klynge::structure {
namespace {

class DrawnTest : public StructureTest {
 protected:
  std::string ask(const std::string& key) {
    const auto page = drawn_.page(reader(), key, [&] {
      ++times_;
      return DrawnPage{key, html::paragraph(key + " " + std::to_string(times_))};
    });
    return page->title + std::to_string(times_);
  }
  Drawn drawn_;
  int times_ = 0;
};

TEST_F(DrawnTest, IsDrawnOnceUntilSomethingChanges) {
  EXPECT_EQ(ask("a"), "a1");
  EXPECT_EQ(ask("a"), "a1");
  EXPECT_EQ(ask("b"), "b2") << "another page is another page";
  organisation("Region Nordfjord", OrganisationKind::region);
  EXPECT_EQ(ask("a"), "a3");
  EXPECT_EQ(ask("b"), "b4");
  EXPECT_EQ(ask("b"), "b4");
}

TEST_F(DrawnTest, WhatChangesWhileItIsDrawnIsDrawnAgain) {
  const auto draw = [&] {
    ++times_;
    if (times_ == 1) organisation("Lyngsted Kommune", OrganisationKind::municipality);
    return DrawnPage{"x", {}};
  };
  drawn_.page(reader(), "a", draw);
  drawn_.page(reader(), "a", draw);
  EXPECT_EQ(times_, 2);
}

TEST_F(DrawnTest, ManyDaysAskedForTakeNoMoreThanTheirRoom) {
  const std::string large(limits::drawn_pages_bytes / 8, 'x');
  for (int n = 0; n < 40; ++n)
    drawn_.page(reader(), std::to_string(n), [&] { return DrawnPage{"x", html::paragraph(large)}; });
  int again = 0;
  for (int n = 0; n < 40; ++n)
    drawn_.page(reader(), std::to_string(n), [&] {
      ++again;
      return DrawnPage{"x", html::paragraph(large)};
    });
  EXPECT_GE(again, 30) << "not all of them are kept";
}

}  // namespace
}  // namespace klynge::structure
