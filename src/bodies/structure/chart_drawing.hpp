// The chart and the timeline as SVG.
//
// On a page the drawing carries classes (web/src/chart.css) and every body is a link that a keyboard and a
// screen reader reach in reading order, named with all that the lines say; the lines themselves are hidden
// from it. As a file it carries its own style and no links, since it does not know where it will lie.
// Nothing is told by colour alone: a dashed line with an open arrow hears, a dashed box is planned.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/chart_layout.hpp"
#include "bodies/structure/timeline.hpp"
#include "platform/html/html.hpp"

namespace klynge::structure {

// “Organisationsdiagram den 1. juli 2022”
std::string chart_title(const Chart& chart);
// What the drawing shows, in a sentence: “12 organer på 3 niveauer i 4 klynger, forbundet af 15 linjer.”
std::string chart_description(const Chart& chart);
// “refererer til A og B; hører C”; “” where the body is joined to none.
std::string relations_text(const Chart& chart, std::size_t body);

html::Html chart_svg(const Chart& chart, const ChartLayout& layout);
// A whole file.
std::string chart_file(const Chart& chart, const ChartLayout& layout);

html::Html timeline_svg(const Timeline& timeline, const std::vector<BodyProfile>& profiles);

}  // namespace klynge::structure
