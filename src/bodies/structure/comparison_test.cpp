#include "bodies/structure/comparison.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "bodies/structure/text_fit.hpp"
#include "bodies/structure/timeline.hpp"

namespace klynge::structure {
namespace {

constexpr Date turn{2022, 7, 1}, before{2022, 6, 30};

BodyProfile body(std::string id, Period period) { return {.body_id = id, .name = "Organ " + id, .period = period}; }
const Period old_times{{}, turn}, new_times{turn, {}};

struct Structure {
  std::vector<BodyProfile> profiles;
  std::vector<Succession> successions{};
  std::vector<RuleRow> rules{};
  std::vector<Duty> duties{};
  std::vector<ComparedPair> pairs() const { return compare({profiles, successions, rules, duties}, before, turn); }
};

TEST(Comparison, PutsABodyBesideItsSuccessors) {
  const Structure all{{body("a", old_times), body("b", new_times), body("c", new_times)},
                      {{"a", "b", turn, {}}, {"a", "c", turn, {}}}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].before.size(), 1u);
  EXPECT_EQ(pairs[0].after.size(), 2u);
}

TEST(Comparison, ReadsAMergerOnceAndOverStepsInBetween) {
  const Structure all{{body("a", old_times), body("b", old_times), body("between", {turn, turn}), body("c", new_times)},
                      {{"a", "c", turn, {}}, {"b", "between", turn, {}}, {"between", "c", turn, {}}}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].before.size(), 2u);
}

TEST(Comparison, KeepsWhatEndsAndWhatIsNewApart) {
  const Structure all{{body("a", old_times), body("b", old_times), body("new", new_times), body("both", {})}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 4u);
  EXPECT_TRUE(pairs[0].after.empty());
  EXPECT_TRUE(pairs[1].after.empty());
  EXPECT_TRUE(pairs[2].before.empty());
  EXPECT_EQ(pairs[3].before, pairs[3].after) << "what is as it was stands last";
}

TEST(Comparison, ASuccessorWithoutADayIsSaid) {
  auto planned = body("b", {});
  planned.planned = true;
  const Structure all{{body("a", old_times), planned}, {{"a", "b", {}, {}}}, {}, {{"d", "b", 1, "Følge op.", {}}}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_TRUE(pairs[0].successor_is_planned);
  EXPECT_EQ(pairs[0].count(Change::added), 1u);
}

TEST(Comparison, TellsWhatIsSameChangedGoneAndNew) {
  const Structure all{{body("a", old_times), body("b", new_times)},
                      {{"a", "b", turn, {}}},
                      {{.id = "1", .body_id = "a", .sentence = "3 regionsrådsmedlemmer."},
                       {.id = "2", .body_id = "a", .sentence = "1 borgmester fra hver kommune i klyngen."},
                       {.id = "3", .body_id = "b", .sentence = "5 regionsrådsmedlemmer."},
                       {.id = "4", .body_id = "b", .sentence = "1 borgmester fra hver kommune i klyngen."}},
                      {{"5", "a", 1, "Fordele midler", {}}, {"6", "b", 1, "Lave en plan.", {}}}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 1u);
  const auto& lines = pairs[0].lines;
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].change, Change::changed);
  EXPECT_EQ(lines[0].after, "5 regionsrådsmedlemmer.");
  EXPECT_EQ(lines[1].change, Change::same);
  EXPECT_EQ(lines[2].change, Change::gone);
  EXPECT_EQ(lines[3].change, Change::added);
  EXPECT_EQ(summary(pairs[0]), "Af regler og opgaver er 1 uændret, 1 ændret, 1 ny og 1 bortfaldet.");
}

TEST(Comparison, SaysWhoseALineIsWhereSeveralBodiesStandTogether) {
  const Structure all{{body("a", old_times), body("b", old_times), body("c", new_times)},
                      {{"a", "c", turn, {}}, {"b", "c", turn, {}}},
                      {{.id = "1", .body_id = "a", .sentence = "3 regionsrådsmedlemmer."},
                       {.id = "2", .body_id = "c", .sentence = "3 regionsrådsmedlemmer."}},
                      {{"3", "a", 1, "Fordele midler.", {}}, {"4", "b", 1, "Fordele midler.", {}}}};
  const auto pairs = all.pairs();
  ASSERT_EQ(pairs.size(), 1u);
  const auto& lines = pairs[0].lines;
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].of_before, (std::vector<const BodyProfile*>{&all.profiles[0]}));
  EXPECT_TRUE(lines[0].of_after.empty()) << "one body alone needs no name";
  EXPECT_EQ(lines[1].of_before.size(), 2u) << "both had it";
}

TEST(Comparison, ARuleThatWasWordedOtherwiseInSpacesAloneIsTheSame) {
  const Structure all{{body("a", {})},
                      {},
                      {{.id = "1", .body_id = "a", .sentence = "3 medlemmer", .period = old_times},
                       {.id = "2", .body_id = "a", .sentence = "3  Medlemmer.", .period = new_times}}};
  EXPECT_EQ(summary(all.pairs().at(0)), "Intet er ændret.");
}

// However bodies follow one another, each of the first day is in one pair, and each of the second in one at least.
RC_GTEST_PROP(Comparison, NoBodyIsLost, ()) {
  Structure all;
  const auto count = *rc::gen::inRange<std::size_t>(0, 14);
  for (std::size_t i = 0; i < count; ++i)
    all.profiles.push_back(
        body(std::to_string(i), *rc::gen::element(old_times, new_times, Period{}, Period{turn, turn})));
  for (std::size_t i = 0; i < 2 * count; ++i) {
    const auto a = *rc::gen::inRange<std::size_t>(0, count), b = *rc::gen::inRange<std::size_t>(0, count);
    if (a < b) all.successions.push_back({std::to_string(a), std::to_string(b), turn, {}});
  }
  const auto pairs = all.pairs();
  for (const auto& one : all.profiles) {
    const auto times = [&](auto member) {
      return std::ranges::count_if(
          pairs, [&](const ComparedPair& pair) { return std::ranges::count(pair.*member, &one) == 1; });
    };
    RC_ASSERT(times(&ComparedPair::before) == (one.exists_on(before) ? 1 : 0));
    RC_ASSERT((times(&ComparedPair::after) >= 1) == one.exists_on(turn));
  }
  const auto timeline = timeline_of(all.profiles, all.successions, turn);
  RC_ASSERT(timeline.bars.size() == all.profiles.size());
  RC_ASSERT(timeline.ways.size() == all.successions.size());
}

TEST(Timeline, DrawsOpenEndsPlannedBodiesAndFamiliesTogether) {
  auto planned = body("råd", {});
  planned.planned = true;
  const std::vector<BodyProfile> profiles{planned, body("klynge", new_times),
                                          body("nævn", {Date{2015, 1, 1}, Date{2020, 1, 1}}),
                                          body("udvalg", old_times)};
  const auto timeline =
      timeline_of(profiles, {{"udvalg", "klynge", turn, {}}, {"klynge", "råd", {}, {}}}, {2026, 3, 1});
  ASSERT_EQ(timeline.bars.size(), 4u);
  const auto bar = [&](std::size_t body) { return *std::ranges::find(timeline.bars, body, &TimelineBar::body); };
  EXPECT_TRUE(bar(3).open_from);
  EXPECT_FALSE(bar(3).open_to);
  EXPECT_EQ(bar(3).bar.right(), bar(1).bar.x) << "it begins where the other ends";
  EXPECT_TRUE(bar(1).open_to);
  EXPECT_FALSE(bar(2).open_from || bar(2).open_to);
  ASSERT_TRUE(timeline.unsettled_x);
  EXPECT_GE(bar(0).bar.x, *timeline.unsettled_x);
  EXPECT_EQ(timeline.bars[0].body, 3u);
  EXPECT_EQ(timeline.bars[1].body, 1u);
  EXPECT_EQ(timeline.bars[2].body, 0u);
  for (const auto& one : timeline.bars) EXPECT_LE(one.bar.right(), timeline.width);
}

TEST(Timeline, AWayLeadsToTheDayOnWhichABodyTookOver) {
  const auto timeline = timeline_of({body("a", {Date{2012, 1, 1}, turn}), body("b", {Date{2010, 1, 1}, {}})},
                                    {{"a", "b", turn, {}}}, {2026, 3, 1});
  ASSERT_EQ(timeline.ways.size(), 1u);
  const auto& older = *std::ranges::find(timeline.bars, std::size_t{0}, &TimelineBar::body);
  EXPECT_EQ(timeline.ways[0].back().x, older.bar.right());
}

TEST(Timeline, AYearThatIsASlipOfThePenMakesNoDrawingOfMiles) {
  const auto timeline = timeline_of({body("a", {Date{1901, 1, 1}, Date{2199, 1, 1}})}, {}, {2026, 3, 1});
  EXPECT_LT(timeline.width, 5000);
}

}  // namespace
}  // namespace klynge::structure
