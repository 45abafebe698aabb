// The pages on which the structure is seen: the chart of a day, two days side by side, the timeline.
//
// Each drawing has the same content in words below it, so that nobody needs the drawing.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/chart.hpp"
#include "bodies/structure/comparison.hpp"
#include "bodies/structure/timeline.hpp"
#include "platform/html/html.hpp"

namespace klynge::structure {

// A day that was asked for; `error` is a sentence where it could not be read, and then `day` is the usual one.
struct AskedDay {
  Date day{};
  std::string error{};
};

enum class StructureTab { chart, comparison, timeline };
html::Html structure_tabs(StructureTab active);

struct ChartPage {
  Chart chart;
  AskedDay asked;
  std::vector<ChartRegion> regions{};  // to choose between; shown where there are several
  std::string region_id{};
};
html::Html chart_page(const ChartPage& view);
html::Html chart_list(const Chart& chart);

struct ComparisonPage {
  AskedDay before, after;
  std::vector<ComparedPair> pairs{};
};
html::Html comparison_page(const ComparisonPage& view);

html::Html timeline_page(const Timeline& timeline, const std::vector<BodyProfile>& profiles,
                         const std::vector<Succession>& successions);

}  // namespace klynge::structure
