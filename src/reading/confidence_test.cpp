#include "reading/confidence.hpp"

#include <gtest/gtest.h>

namespace klynge::reading {
namespace {

TEST(Confidence, IsThatOfTheField) {
  EXPECT_NE(measured_confidence(Field::item_tasks, 0.8f), measured_confidence(Field::item_tasks, 0.55f));
  EXPECT_NE(measured_confidence(Field::item_title, 0.95f), measured_confidence(Field::title, 0.95f));
  EXPECT_NE(measured_confidence(Field::item_case, 0.9f), measured_confidence(Field::item_case_number, 0.9f));
  EXPECT_NE(measured_confidence(Field::attendance_name, 0.6f), 0.6f);
}

TEST(Confidence, NeverFallsAsTheWeightRises) {
  for (std::size_t k = 0; k < field_count; ++k) {
    const auto field = static_cast<Field>(k);
    float before = 0;
    for (int step = 0; step <= 100; ++step) {
      const float now = measured_confidence(field, static_cast<float>(step) / 100);
      EXPECT_GE(now, before) << pointer_of(field) << " at " << step;
      EXPECT_LE(now, 1) << pointer_of(field);
      before = now;
    }
  }
}

TEST(Confidence, OfAFieldThatWasNeverMeasuredIsItsWeight) {
  EXPECT_EQ(measured_confidence(Field::item_links, 0.4f), 0.4f);
}

TEST(Sources, HaveTheirPointersTheLaterPlaceAndTheMeasuredConfidence) {
  const Place early{1, 1, 0, 5, 0, 0.1f}, late{1, 2, 0, 5, 0, 0.1f};
  const auto sources = sources_of({{{Field::item_votes, 10, 2}, early},
                                   {{Field::item_links, 2, 0}, early},
                                   {Field::title, early},
                                   {{Field::attendance_name, 3}, early},
                                   {{Field::item_votes, 10, 2}, late}});
  ASSERT_EQ(sources.size(), 4u);
  EXPECT_EQ(sources.at("/items/10/votes/2").line, 2u);
  EXPECT_EQ(sources.at("/items/10/votes/2").confidence, measured_confidence(Field::item_votes, 0.1f));
  EXPECT_EQ(sources.at("/items/2/links/0").confidence, 0.1f);
  EXPECT_EQ(sources.at("/attendance/3/name").line, 1u);
  EXPECT_EQ(sources.at("/title").line, 1u);
}

}  // namespace
}  // namespace klynge::reading
