#include "reading/confidence.hpp"

#include <gtest/gtest.h>

#include <string>

namespace klynge::reading {
namespace {

TEST(Confidence, IsThatOfTheFieldWhateverItsNumber) {
  EXPECT_EQ(measured_confidence("/items/0/tasks/3", 0.8f), measured_confidence("/items/12/tasks/0", 0.8f));
  EXPECT_NE(measured_confidence("/items/0/tasks/3", 0.8f), measured_confidence("/items/0/tasks/3", 0.55f));
  EXPECT_NE(measured_confidence("/items/0/title", 0.95f), measured_confidence("/title", 0.95f));
  EXPECT_NE(measured_confidence("/items/0/case", 0.9f), measured_confidence("/items/0/case_number", 0.9f));
  EXPECT_NE(measured_confidence("/attendance/4/name", 0.6f), 0.6f);
}

TEST(Confidence, NeverFallsAsTheWeightRises) {
  for (const std::string field : {"/title", "/body", "/date", "/items/1/title", "/items/1/minutes", "/items/1/outcome",
                                  "/items/1/tasks/0", "/attendance/0/name"}) {
    float before = 0;
    for (int step = 0; step <= 100; ++step) {
      const float now = measured_confidence(field, static_cast<float>(step) / 100);
      EXPECT_GE(now, before) << field << " at " << step;
      EXPECT_LE(now, 1) << field;
      before = now;
    }
  }
}

TEST(Confidence, OfAFieldThatWasNeverMeasuredIsItsWeight) {
  EXPECT_EQ(measured_confidence("/items/0/links/2", 0.4f), 0.4f);
  EXPECT_EQ(measured_confidence("/titles", 0.4f), 0.4f);
  EXPECT_EQ(measured_confidence("", 0.4f), 0.4f);
}

TEST(Confidence, StandsInPlaceOfEveryWeight) {
  MeetingRecord record;
  record.sources["/items/0/votes/0"] = Place{1, 1, 0, 5, 0, 0.1f};
  record.sources["/elsewhere"] = Place{1, 1, 0, 5, 0, 0.1f};
  calibrate(record);
  EXPECT_FLOAT_EQ(record.sources["/items/0/votes/0"].confidence, measured_confidence("/items/0/votes/0", 0.1f));
  EXPECT_FLOAT_EQ(record.sources["/elsewhere"].confidence, 0.1f);
}

}  // namespace
}  // namespace klynge::reading
