// Periods: the rules that every table of the structure leans on.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bodies/structure/period.hpp"

namespace klynge::structure {
namespace {

constexpr Date first_day{2022, 1, 1};

// Days near one another, so that periods touch and overlap often.
rc::Gen<std::optional<Date>> any_end() {
  return rc::gen::map(rc::gen::inRange(-1, 12),
                      [](int day) { return day < 0 ? std::nullopt : std::optional(plus_days(first_day, day)); });
}
rc::Gen<Period> any_period() {
  return rc::gen::apply([](std::optional<Date> from, std::optional<Date> to) { return Period{from, to}; }, any_end(),
                        any_end());
}

std::vector<Date> days() {
  std::vector<Date> all;
  for (int i = -3; i < 16; ++i) all.push_back(plus_days(first_day, i));
  return all;
}

RC_GTEST_PROP(Period, OverlapsWhereSomeDayIsInBoth, ()) {
  const auto a = *any_period(), b = *any_period();
  bool common = false;
  for (const auto day : days()) common = common || (a.contains(day) && b.contains(day));
  RC_ASSERT(overlaps(a, b) == common);
  RC_ASSERT(overlaps(b, a) == common);
}

RC_GTEST_PROP(Period, CoversWhereEachDayIsInIt, ()) {
  const auto outer = *any_period(), inner = *any_period();
  bool all = true;
  for (const auto day : days()) all = all && (!inner.contains(day) || outer.contains(day));
  RC_ASSERT(covers(outer, inner) == all);
}

RC_GTEST_PROP(Period, IntersectionHoldsTheDaysOfBoth, ()) {
  const auto a = *any_period(), b = *any_period();
  const auto both = intersection(a, b);
  for (const auto day : days()) RC_ASSERT(both.contains(day) == (a.contains(day) && b.contains(day)));
}

RC_GTEST_PROP(Period, IsReadAsItIsWritten, ()) {
  const auto period = *any_period();
  const auto read = read_period(first_day_text(period), last_day_text(period));
  RC_ASSERT(read.has_value() == !period.is_empty());
  if (read) RC_ASSERT(*read == period);
}

TEST(Period, IsSaidInDanish) {
  EXPECT_EQ(danish(Period{}), "");
  EXPECT_EQ(danish(Period{Date{2022, 7, 1}, {}}), "fra 1. juli 2022");
  EXPECT_EQ(danish(Period{{}, Date{2022, 7, 1}}), "til og med 30. juni 2022");
  EXPECT_EQ(danish(Period{Date{2022, 7, 1}, Date{2027, 1, 1}}), "fra 1. juli 2022 til og med 31. december 2026");
  EXPECT_EQ(danish_years(Period{Date{2022, 7, 1}, Date{2027, 1, 1}}), "2022–2026");
  EXPECT_EQ(danish_years(Period{Date{2022, 1, 1}, Date{2023, 1, 1}}), "2022");
  EXPECT_EQ(danish_years(Period{Date{2022, 1, 1}, {}}), "siden 2022");
  EXPECT_EQ(danish_years(Period{{}, Date{2023, 1, 1}}), "til 2022");
}

TEST(Period, DaysAreReadAsPeopleWriteThem) {
  for (const auto* text : {"2022-07-01", "1/7 2022", "1.7.2022", "01-07-2022", " 1. juli 2022 ", "1 Juli 2022"})
    EXPECT_EQ(read_day(text, "Dagen").value(), (Date{2022, 7, 1})) << text;
  EXPECT_FALSE(read_day("  ", "Dagen").value());
  for (const auto* text : {"31/2 2022", "2022-02-30", "i morgen", "1/7", "1/7 22", "1/x 2022", "0/0 0000"})
    EXPECT_FALSE(read_day(text, "Dagen")) << text;
  EXPECT_EQ(read_period("2023-01-01", "2022-01-01").error().danish,
            "Perioden slutter den 1. januar 2022, før den begynder den 1. januar 2023.");
  // The same first and last day is a period of one day.
  EXPECT_EQ(read_period("2022-01-01", "2022-01-01").value(), (Period{Date{2022, 1, 1}, Date{2022, 1, 2}}));
}

}  // namespace
}  // namespace klynge::structure
