#include "bodies/structure/chart.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "bodies/structure/chart_drawing.hpp"
#include "bodies/structure/chart_layout.hpp"
#include "bodies/structure/text_fit.hpp"

namespace klynge::structure {
namespace {

constexpr Date in_2023{2023, 5, 1}, today{2026, 3, 1};

BodyProfile body(std::string id, BodyLevel level, std::optional<std::string> cluster = {}, Period period = {}) {
  return {.body_id = id,
          .name = "Organ " + id,
          .level = level,
          .reach = cluster ? Reach::cluster : Reach::region,
          .cluster_id = cluster,
          .period = period};
}

Relation relation(std::string from, std::string to, RelationKind kind = RelationKind::reports_to, Period period = {}) {
  return {.id = from + to, .from_body_id = from, .to_body_id = to, .kind = kind, .period = period};
}

std::vector<std::string> ids(const Chart& chart) {
  std::vector<std::string> found;
  for (const auto& one : chart.bodies) found.push_back(one.id);
  return found;
}

TEST(Chart, ReadsByLevelWideBodiesFirstThenClusterByCluster) {
  const std::vector<Cluster> clusters{{.id = "n", .name = "Nord"}, {.id = "s", .name = "Syd"}};
  const auto chart = chart_on({body("drift", BodyLevel::operations), body("syd", BodyLevel::political, "s"),
                               body("nord", BodyLevel::political, "n"), body("region", BodyLevel::political)},
                              {}, clusters, {.day = in_2023, .today = today});
  EXPECT_EQ(chart.clusters.size(), 2u);
  EXPECT_EQ(ids(chart).front(), "region");
  EXPECT_EQ(ids(chart).back(), "drift");
}

TEST(Chart, HasWhatExistsOnTheDayAndWhatHoldsThen) {
  const Period until_2022{{}, Date{2022, 7, 1}}, since_2022{Date{2022, 7, 1}, {}};
  const std::vector<BodyProfile> profiles{body("old", BodyLevel::political, {}, until_2022),
                                          body("new", BodyLevel::political, {}, since_2022),
                                          body("other", BodyLevel::operations)};
  const std::vector<Relation> relations{relation("other", "old"),
                                        relation("other", "new", RelationKind::hears, {Date{2024, 1, 1}, {}})};
  const auto chart = chart_on(profiles, relations, {}, {.day = in_2023, .today = today});
  EXPECT_EQ(ids(chart), (std::vector<std::string>{"new", "other"}));
  EXPECT_TRUE(chart.lines.empty()) << "one ended with its body, the other has not begun";
  EXPECT_EQ(chart_on(profiles, relations, {}, {.day = {2024, 1, 1}, .today = today}).lines.size(), 1u);
}

TEST(Chart, APlannedBodyWithoutADayIsExpectedFromTodayOn) {
  auto planned = body("råd", BodyLevel::political);
  planned.planned = true;
  EXPECT_TRUE(chart_on({planned}, {}, {}, {.day = in_2023, .today = today}).bodies.empty());
  EXPECT_EQ(chart_on({planned}, {}, {}, {.day = today, .today = today}).bodies.size(), 1u);
}

TEST(Chart, ShowsOneRegionWithTheBodiesOfTheCountry) {
  auto here = body("her", BodyLevel::political), there = body("der", BodyLevel::political),
       country = body("land", BodyLevel::advisory);
  here.region_id = "r1";
  there.region_id = "r2";
  country.reach = Reach::country;
  EXPECT_EQ(ids(chart_on({here, there, country}, {}, {}, {.day = today, .today = today, .region_id = "r1"})),
            (std::vector<std::string>{"her", "land"}));
}

TEST(Chart, SaysInWordsWhatTheLinesSay) {
  const auto chart =
      chart_on({body("a", BodyLevel::political), body("b", BodyLevel::operations), body("c", BodyLevel::advisory)},
               {relation("b", "a"), relation("b", "c", RelationKind::hears)}, {}, {.day = today, .today = today});
  EXPECT_EQ(relations_text(chart, 1), "refererer til Organ a; hører Organ c");
  EXPECT_EQ(relations_text(chart, 0), "");
}

TEST(Chart, AFileCarriesItsStyleAndNoLinkAndNoScript) {
  const auto chart = chart_on({body("a<b", BodyLevel::political)}, {}, {}, {.day = today, .today = today});
  const auto file = chart_file(chart, lay_out(chart));
  EXPECT_NE(file.find("<style>"), std::string::npos);
  EXPECT_NE(file.find("Organisationsdiagram den 1. marts 2026"), std::string::npos);
  EXPECT_EQ(file.find("href"), std::string::npos);
  EXPECT_EQ(file.find("<script"), std::string::npos);
  EXPECT_EQ(file.find("a<b"), std::string::npos) << "a name is escaped";
}

TEST(TextFit, BreaksBetweenWordsPartsLongOnesAndShortensTheRest) {
  EXPECT_EQ(fit_text("Politisk klynge Egelund", 120, 14, 3).lines,
            (std::vector<std::string>{"Politisk klynge", "Egelund"}));
  EXPECT_GT(fit_text("Sundhedssamarbejdsudvalget", 120, 14, 3).lines.size(), 1u);
  EXPECT_EQ(fit_text("Sundhedssamarbejdsudvalget", 152, 14, 3).lines,
            (std::vector<std::string>{"Sundheds-", "samarbejdsudvalget"}));
  EXPECT_EQ(fit_text("Fagligt-strategisk niveau", 96, 13, 3).lines,
            (std::vector<std::string>{"Fagligt-", "strategisk", "niveau"}));
  EXPECT_EQ(fit_text("Patientinddragelsesudvalget", 152, 14, 3).lines,
            (std::vector<std::string>{"Patient-", "inddragelses-", "udvalget"}));
  const auto short_one = fit_text("En meget lang betegnelse på et udvalg, som ingen kan læse i en kasse", 120, 14, 2);
  EXPECT_TRUE(short_one.shortened);
  EXPECT_TRUE(short_one.lines.back().ends_with("…"));
}

RC_GTEST_PROP(TextFit, LinesFitAndNothingIsLostUnsaid, ()) {
  const auto letters_of =
      rc::gen::elementOf(std::vector<std::string>{"a", "b", "m", "W", "i", "l", "æ", "Ø", ".", "N", " ", " ", "–"});
  std::string text;
  for (const auto& letter : *rc::gen::container<std::vector<std::string>>(letters_of)) text += letter;
  const int width = *rc::gen::inRange(60, 300);
  const auto fitted = fit_text(text, width, 14, *rc::gen::inRange<std::size_t>(1, 6));
  std::string joined;
  for (const auto& line : fitted.lines) {
    RC_ASSERT(text_width(line, 14) <= width);
    joined += line;
  }
  const auto letters = [](std::string_view of) {
    std::string out;
    for (const char c : of)
      if (c != ' ' && c != '-') out += c;
    return out;
  };
  if (!fitted.shortened) RC_ASSERT(letters(joined) == letters(text));
}

// --- where it all stands ------------------------------------------------------------------------------------------

Chart arbitrary_chart() {
  Chart chart{.day = today};
  const auto clusters = *rc::gen::inRange<std::size_t>(0, 6);
  for (std::size_t i = 0; i < clusters; ++i) chart.clusters.push_back("Klynge " + std::to_string(i));
  const auto count = *rc::gen::inRange<std::size_t>(1, 41);
  for (std::size_t i = 0; i < count; ++i) {
    ChartBody one{.id = std::to_string(i),
                  .name = *rc::gen::elementOf(
                      std::vector<std::string>{"Udvalg", "Politisk sundhedsklynge for et langt område", "Råd og nævn"}),
                  .level = *rc::gen::elementOf(body_levels()),
                  .planned = *rc::gen::arbitrary<bool>()};
    const auto where = *rc::gen::inRange<std::size_t>(0, clusters + 1);
    if (where > 0) one.cluster = where - 1;
    chart.bodies.push_back(one);
  }
  const auto lines = *rc::gen::inRange<std::size_t>(0, 80);
  std::set<std::tuple<RelationKind, std::size_t, std::size_t>> once;
  for (std::size_t i = 0; i < lines; ++i) {
    const auto from = *rc::gen::inRange<std::size_t>(0, count), to = *rc::gen::inRange<std::size_t>(0, count);
    if (from != to) once.emplace(*rc::gen::element(RelationKind::reports_to, RelationKind::hears), to, from);
  }
  for (const auto& [kind, to, from] : once) chart.lines.push_back({from, to, kind});
  return chart;
}

bool overlap(const Rectangle& a, const Rectangle& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// Through the inside: touching an edge is how a line reaches its box.
bool crosses(const Stroke& stroke, const Rectangle& box) {
  const auto [left, right] = std::minmax(stroke.from.x, stroke.to.x);
  const auto [top, bottom] = std::minmax(stroke.from.y, stroke.to.y);
  return left < box.right() && right > box.x && top < box.bottom() && bottom > box.y;
}

bool on_edge(Point point, const Rectangle& box) {
  return point.x > box.x && point.x < box.right() && (point.y == box.y || point.y == box.bottom());
}

bool lies_on(const std::vector<Stroke>& strokes, Point a, Point b) {
  return std::ranges::any_of(strokes, [&](const Stroke& one) {
    const bool upright = one.from.x == one.to.x;
    if (upright)
      return a.x == one.from.x && b.x == a.x && std::min(a.y, b.y) >= one.from.y && std::max(a.y, b.y) <= one.to.y;
    return a.y == one.from.y && b.y == a.y && std::min(a.x, b.x) >= one.from.x && std::max(a.x, b.x) <= one.to.x;
  });
}

bool lie_on_one_another(const Stroke& a, const Stroke& b) {
  const bool upright = a.from.x == a.to.x;
  if (upright != (b.from.x == b.to.x)) return false;
  if (upright) return a.from.x == b.from.x && std::max(a.from.y, b.from.y) < std::min(a.to.y, b.to.y);
  return a.from.y == b.from.y && std::max(a.from.x, b.from.x) < std::min(a.to.x, b.to.x);
}

RC_GTEST_PROP(ChartLayout, NoBoxLiesOnAnotherAndAllLieInTheDrawing, ()) {
  const auto chart = arbitrary_chart();
  const auto layout = lay_out(chart);
  RC_ASSERT(layout.boxes.size() == chart.bodies.size());
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const auto& box = layout.boxes[i].box;
    RC_ASSERT(box.x >= 0 && box.y >= 0 && box.right() <= layout.width && box.bottom() <= layout.height);
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(box, layout.boxes[j].box));
    for (const auto& line : layout.boxes[i].lines) RC_ASSERT(text_width(line, chart_font_px) <= box.width);
    const auto lines = layout.boxes[i].lines.size() + (chart.bodies[i].planned ? 1 : 0);
    RC_ASSERT(static_cast<int>(lines) * chart_line_px <= box.height);
  }
}

RC_GTEST_PROP(ChartLayout, EachLevelIsABandAndEachClusterAFrameOfItsOwn, ()) {
  const auto chart = arbitrary_chart();
  const auto layout = lay_out(chart);
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const auto inside = [&](const Rectangle& area) {
      const auto& box = layout.boxes[i].box;
      return box.x >= area.x && box.right() <= area.right() && box.y >= area.y && box.bottom() <= area.bottom();
    };
    for (const auto& band : layout.bands) RC_ASSERT(inside(band.area) == (band.level == chart.bodies[i].level));
    bool framed = false;
    for (const auto& frame : layout.frames) {
      if (!overlap(frame.area, layout.boxes[i].box)) continue;
      RC_ASSERT(chart.bodies[i].cluster == frame.cluster);
      framed = framed || inside(frame.area);
    }
    RC_ASSERT(framed == chart.bodies[i].cluster.has_value());
  }
  for (std::size_t i = 0; i < layout.frames.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(layout.frames[i].area, layout.frames[j].area));
}

TEST(ChartLayout, ALineInTheMiddleOfAFrameDoesNotRunThroughItsName) {
  // Wider than the half of a frame that a line in its middle leaves.
  const std::vector<Cluster> clusters{{.id = "n", .name = "Klynge Nordbyholm"}};
  const auto layout = lay_out(chart_on({body("a", BodyLevel::political, "n"), body("b", BodyLevel::operations, "n")},
                                       {relation("b", "a")}, clusters, {.day = in_2023, .today = today}));
  ASSERT_EQ(layout.frames.size(), 2u);
  for (const auto& frame : layout.frames) {
    EXPECT_EQ(frame.lines.size(), frame.area.y == layout.frames.front().area.y ? 1u : 2u);
    int widest = 0;
    for (const auto& line : frame.lines) widest = std::max(widest, text_width(line, chart_small_px));
    const Rectangle name{frame.label_x, frame.area.y, widest,
                         chart_small_line_px * static_cast<int>(frame.lines.size())};
    for (const auto& net : layout.nets)
      for (const auto& stroke : net.strokes) EXPECT_FALSE(crosses(stroke, name)) << frame.lines.front();
  }
}

RC_GTEST_PROP(ChartLayout, EveryRelationIsDrawnFromItsBodyToTheOther, ()) {
  const auto chart = arbitrary_chart();
  const auto layout = lay_out(chart);
  std::size_t drawn = 0;
  for (const auto& net : layout.nets) {
    RC_ASSERT(net.from.size() == net.ways.size());
    for (std::size_t i = 0; i < net.from.size(); ++i, ++drawn) {
      RC_ASSERT(std::ranges::find(chart.lines, ChartLine{net.from[i], net.to, net.kind}) != chart.lines.end());
      const auto& way = net.ways[i];
      RC_ASSERT(on_edge(way.front(), layout.boxes[net.from[i]].box));
      RC_ASSERT(on_edge(way.back(), layout.boxes[net.to].box));
      RC_ASSERT(way.back() == net.head);
      for (std::size_t step = 1; step < way.size(); ++step) {
        RC_ASSERT(way[step - 1].x == way[step].x || way[step - 1].y == way[step].y);
        RC_ASSERT(lies_on(net.strokes, way[step - 1], way[step]));
      }
    }
  }
  RC_ASSERT(drawn == chart.lines.size());
}

RC_GTEST_PROP(ChartLayout, NoLineRunsThroughABoxOrOnAnotherNet, ()) {
  const auto chart = arbitrary_chart();
  const auto layout = lay_out(chart);
  for (std::size_t i = 0; i < layout.nets.size(); ++i)
    for (const auto& stroke : layout.nets[i].strokes) {
      for (const auto& box : layout.boxes) RC_ASSERT(!crosses(stroke, box.box));
      for (std::size_t j = 0; j < i; ++j)
        for (const auto& other : layout.nets[j].strokes) RC_ASSERT(!lie_on_one_another(stroke, other));
    }
}

RC_GTEST_PROP(ChartLayout, TheSameChartIsDrawnTheSame, ()) {
  const auto chart = arbitrary_chart();
  RC_ASSERT(chart_svg(chart, lay_out(chart)).text() == chart_svg(chart, lay_out(chart)).text());
}

}  // namespace
}  // namespace klynge::structure
