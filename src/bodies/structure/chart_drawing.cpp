#include "bodies/structure/chart_drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "bodies/structure/text_fit.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::url;

constexpr int legend_height = 52, file_head = 44, label_font_px = 13, band_label_width = 96;

constexpr auto drawing = html::make<
    R"(<svg xmlns="http://www.w3.org/2000/svg" class="k-chart" viewBox="{}" width="{}" height="{}" role="group" aria-labelledby="drawing-title drawing-about"><title id="drawing-title">{}</title><desc id="drawing-about">{}</desc>
{}</svg>
)">;
constexpr auto hidden_group = html::make<R"(<g aria-hidden="true">{}</g>
)">;
constexpr auto band_rect = html::make<R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect>)">;
constexpr auto rounded_rect = html::make<R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"></rect>)">;
constexpr auto label = html::make<R"(<text class="{}" x="{}" y="{}">{}</text>)">;
constexpr auto path = html::make<R"(<path class="{}" d="{}"></path>)">;
constexpr auto body_link = html::make<R"(<a class="k-chart__body" href="{}" aria-label="{}">{}</a>
)">;
constexpr auto body_group = html::make<R"(<g class="k-chart__body">{}</g>
)">;
constexpr auto full_name = html::make<"<title>{}</title>">;

// The file's style says what web/src/chart.css says of a page's drawing.
constexpr std::string_view file_style =
    "<style>svg{background:#fff}text{font-family:\"IBM Plex Sans\",Arial,sans-serif;fill:#1a1a1a}"
    ".k-chart__title{font-size:20px;font-weight:600}"
    ".k-chart__band{fill:#fff}.k-chart__band--even{fill:#f6f7f8}.k-chart__level{font-size:13px;font-weight:600}"
    ".k-chart__frame{fill:none;stroke:#8e959c}.k-chart__cluster{font-size:12px;fill:#505050;stroke:#fff;stroke-width:4px;paint-order:stroke}"
    ".k-chart__box{fill:#fff;stroke:#0f3d5c;stroke-width:1.5px}.k-chart__box--planned{stroke-dasharray:5 4}"
    ".k-chart__name{font-size:14px;text-anchor:middle}.k-chart__note{font-size:12px;fill:#505050;text-anchor:middle}.k-chart__legend{font-size:13px}"
    ".k-chart__line{fill:none;stroke:#1a1a1a;stroke-width:1.5px}.k-chart__line--hears{stroke:#505050;stroke-dasharray:2 4}"
    ".k-chart__arrow{fill:#1a1a1a;stroke:#1a1a1a}.k-chart__arrow--hears{fill:#fff;stroke:#505050;stroke-width:1.5px}</style>\n";

std::string names_of(const Chart& chart, const std::vector<std::size_t>& bodies) {
  std::vector<std::string> names;
  for (const auto one : bodies) names.push_back(chart.bodies[one].name);
  return danish_list(names);
}

std::string line_class(RelationKind kind) {
  return kind == RelationKind::hears ? "k-chart__line k-chart__line--hears" : "k-chart__line";
}
std::string arrow_class(RelationKind kind) {
  return kind == RelationKind::hears ? "k-chart__arrow k-chart__arrow--hears" : "k-chart__arrow";
}

std::string strokes_text(const std::vector<Stroke>& strokes) {
  std::string out;
  for (const auto& one : strokes)
    out += one.from.x == one.to.x ? fmt::format("M{} {}V{}", one.from.x, one.from.y, one.to.y)
                                  : fmt::format("M{} {}H{}", one.from.x, one.from.y, one.to.x);
  return out;
}

std::string arrow_text(Point head, bool up) { return fmt::format("M{} {}l-4 {}h8z", head.x, head.y, up ? 8 : -8); }

void append_net(Html& out, const ChartNet& net) {
  path.append_to(out, line_class(net.kind), strokes_text(net.strokes));
  path.append_to(out, arrow_class(net.kind), arrow_text(net.head, net.head_up));
}

void append_bands(Html& out, const ChartLayout& layout, int width) {
  bool even = false;
  for (const auto& band : layout.bands) {
    band_rect.append_to(out, even ? "k-chart__band k-chart__band--even" : "k-chart__band", 0, band.area.y, width,
                        band.area.height);
    even = !even;
    const auto name = fit_text(band.level == BodyLevel::unknown ? "Niveau ikke angivet" : danish(band.level),
                               band_label_width, label_font_px, 4);
    int y = band.area.y + 30;
    for (const auto& line : name.lines) {
      label.append_to(out, "k-chart__level", 12, y, line);
      y += 17;
    }
  }
}

Html box_html(const ChartBody& body, const ChartBox& box) {
  Html out;
  if (box.shortened) full_name.append_to(out, body.name);
  const auto& area = box.box;
  rounded_rect.append_to(out, body.planned ? "k-chart__box k-chart__box--planned" : "k-chart__box", area.x, area.y,
                         area.width, area.height);
  const int lines = static_cast<int>(box.lines.size()) + (body.planned ? 1 : 0);
  int y = area.y + (area.height - lines * chart_line_px) / 2 + chart_font_px;
  for (const auto& line : box.lines) {
    label.append_to(out, "k-chart__name", area.x + area.width / 2, y, line);
    y += chart_line_px;
  }
  if (body.planned) label.append_to(out, "k-chart__note", area.x + area.width / 2, y, "Planlagt");
  return out;
}

std::string body_label(const Chart& chart, std::size_t place) {
  const auto& body = chart.bodies[place];
  std::string out = body.name;
  if (body.level != BodyLevel::unknown) out += fmt::format(". {}", danish(body.level));
  if (body.planned) out += ". Planlagt";
  if (const auto relations = relations_text(chart, place); !relations.empty())
    out += ". " + std::string(relations.starts_with("h") ? "H" : "R") + relations.substr(1);
  return out + ".";
}

// A sample of each line and box that occurs, with its meaning.
int append_legend(Html& out, const Chart& chart, int top) {
  int x = 12;
  const int y = top + legend_height / 2;
  const auto say = [&](std::string_view text) {
    label.append_to(out, "k-chart__legend", x, y + 5, text);
    x += text_width(text, label_font_px) + 28;
  };
  for (const auto kind : {RelationKind::reports_to, RelationKind::hears}) {
    if (std::ranges::find(chart.lines, kind, &ChartLine::kind) == chart.lines.end()) continue;
    path.append_to(out, line_class(kind), fmt::format("M{} {}h36", x, y));
    path.append_to(out, arrow_class(kind), fmt::format("M{} {}l-8 -4v8z", x + 44, y));
    x += 54;
    say(kind == RelationKind::hears ? "hører (pilen peger på den, der høres)"
                                    : "refererer til (pilen peger på den, der refereres til)");
  }
  if (std::ranges::find(chart.bodies, true, &ChartBody::planned) != chart.bodies.end()) {
    rounded_rect.append_to(out, "k-chart__box k-chart__box--planned", x, y - 9, 36, 18);
    x += 46;
    say("planlagt");
  }
  return x;
}

struct Drawn {
  Html content;
  int width = 0, height = 0;
};

Drawn draw(const Chart& chart, const ChartLayout& layout, bool linked) {
  Html legend, behind, out;
  const int height = layout.height + legend_height,
            width = std::max(layout.width, append_legend(legend, chart, layout.height));
  behind.reserve(layout.nets.size() * 300);
  append_bands(behind, layout, width);
  for (const auto& one : layout.frames)
    rounded_rect.append_to(behind, "k-chart__frame", one.area.x, one.area.y, one.area.width, one.area.height);
  for (const auto& one : layout.nets) append_net(behind, one);
  for (const auto& one : layout.frames)
    for (std::size_t i = 0; i < one.lines.size(); ++i)
      label.append_to(behind, "k-chart__cluster", one.label_x,
                      one.area.y + 16 + static_cast<int>(i) * chart_small_line_px, one.lines[i]);
  out.reserve(layout.boxes.size() * 700 + 8000);
  hidden_group.append_to(out, behind);
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const auto content = box_html(chart.bodies[i], layout.boxes[i]);
    if (linked)
      body_link.append_to(out, url("/organer/", chart.bodies[i].id), body_label(chart, i), content);
    else
      body_group.append_to(out, content);
  }
  hidden_group.append_to(out, legend);
  return {std::move(out), width, height};
}

}  // namespace

std::string chart_title(const Chart& chart) { return "Organisationsdiagram den " + danish(chart.day); }

std::string chart_description(const Chart& chart) {
  std::set<BodyLevel> levels;
  for (const auto& one : chart.bodies) levels.insert(one.level);
  const auto counted = [](std::size_t count, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", count, count == 1 ? one : more);
  };
  std::string out = fmt::format("{} på {}", counted(chart.bodies.size(), "organ", "organer"),
                                counted(levels.size(), "niveau", "niveauer"));
  if (!chart.clusters.empty()) out += " og i " + counted(chart.clusters.size(), "område", "områder");
  const auto count = [&](RelationKind kind) {
    return static_cast<std::size_t>(std::ranges::count(chart.lines, kind, &ChartLine::kind));
  };
  return out + fmt::format(". Linjer viser, hvem der refererer til hvem ({}), og hvem der hører hvem ({}).",
                           count(RelationKind::reports_to), count(RelationKind::hears));
}

std::string relations_text(const Chart& chart, std::size_t body) {
  std::string out;
  for (const auto kind : {RelationKind::reports_to, RelationKind::hears}) {
    std::vector<std::size_t> others;
    for (const auto& line : chart.lines)
      if (line.from == body && line.kind == kind) others.push_back(line.to);
    if (others.empty()) continue;
    if (!out.empty()) out += "; ";
    out += fmt::format("{} {}", danish(kind), names_of(chart, others));
  }
  return out;
}

Html chart_svg(const Chart& chart, const ChartLayout& layout) {
  const auto drawn = draw(chart, layout, true);
  return drawing(fmt::format("0 0 {} {}", drawn.width, drawn.height), drawn.width, drawn.height, chart_title(chart),
                 chart_description(chart), drawn.content);
}

std::string chart_file(const Chart& chart, const ChartLayout& layout) {
  const auto drawn = draw(chart, layout, false);
  const auto title = html::text(chart_title(chart)).text();
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 {} {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
      "aria-labelledby=\"drawing-title drawing-about\" lang=\"da\"><title id=\"drawing-title\">{}</title><desc id=\"drawing-about\">{}</desc>\n{}"
      "<text class=\"k-chart__title\" x=\"12\" y=\"{}\">{}</text>\n{}</svg>\n",
      -file_head, drawn.width, drawn.height + file_head, drawn.width, drawn.height + file_head, title,
      html::text(chart_description(chart)).text(), file_style, -file_head + 28, title, drawn.content.text());
}

// --- the timeline -------------------------------------------------------------------------------------------------

namespace {

constexpr auto year_line = html::make<R"(<path class="{}" d="{}"></path>)">;

// A bar; an open end runs out into a point.
std::string bar_text(const TimelineBar& one) {
  const auto& bar = one.bar;
  const int middle = bar.height / 2;
  std::string out = fmt::format("M{} {}H{}", bar.x, bar.y, bar.right());
  out += one.open_to ? fmt::format("l{} {}l-{} {}", middle, middle, middle, middle) : fmt::format("v{}", bar.height);
  out += fmt::format("H{}", bar.x);
  return out + (one.open_from ? fmt::format("l-{} -{}z", middle, middle) : "z");
}

std::string way_text(const std::vector<Point>& way) {
  std::string out;
  for (const auto& one : way) out += fmt::format("{}{} {}", out.empty() ? "M" : "L", one.x, one.y);
  return out;
}

std::string bar_label(const Timeline& timeline, const std::vector<BodyProfile>& profiles, const TimelineBar& one) {
  const auto& body = profiles[one.body];
  std::string out = body.name + ". ";
  if (one.planned) out += body.period.from ? "Planlagt. " : "Planlagt, dagen er ikke fastsat. ";
  if (const auto when = danish(body.period); !when.empty()) out += "Gælder " + when + ". ";
  const auto names = [&](const std::vector<std::size_t>& bars) {
    std::vector<std::string> found;
    for (const auto bar : bars) found.push_back(profiles[timeline.bars[bar].body].name);
    return danish_list(found);
  };
  if (!one.after.empty()) out += "Kommer efter " + names(one.after) + ". ";
  if (!one.before.empty()) out += "Afløses af " + names(one.before) + ". ";
  return std::string(trim(out));
}

void append_years(Html& out, const Timeline& timeline) {
  const bool every_year = timeline.years.size() < 2 || timeline.years[1].x - timeline.years[0].x >= 44;
  for (const auto& one : timeline.years) {
    year_line.append_to(out, "k-timeline__year", fmt::format("M{} {}V{}", one.x, timeline.top - 6, timeline.height));
    if (every_year || one.year % 2 == 0) label.append_to(out, "k-timeline__label", one.x + 4, 18, one.year);
  }
  if (timeline.unsettled_x) {
    year_line.append_to(out, "k-timeline__year", fmt::format("M{} 0V{}", *timeline.unsettled_x, timeline.height));
    label.append_to(out, "k-timeline__label", *timeline.unsettled_x + 12, 18, "Dag ikke fastsat");
  }
  if (timeline.today_x) {
    constexpr std::string_view today = "I dag";
    const int x = *timeline.today_x, width = text_width(today, chart_small_px);
    year_line.append_to(out, "k-timeline__today", fmt::format("M{} {}V{}", x, timeline.top - 10, timeline.height));
    label.append_to(out, "k-timeline__label k-timeline__label--today",
                    x + 4 + width > timeline.width ? x - 4 - width : x + 4, timeline.top - 2, today);
  }
}

}  // namespace

Html timeline_svg(const Timeline& timeline, const std::vector<BodyProfile>& profiles) {
  Html behind, out;
  behind.reserve(timeline.bars.size() * 300);
  append_years(behind, timeline);
  for (const auto& way : timeline.ways) {
    path.append_to(behind, "k-chart__line", way_text(way));
    const bool up = way.back().y < way[way.size() - 2].y;
    path.append_to(behind, "k-chart__arrow", arrow_text(way.back(), up));
  }
  out.reserve(timeline.bars.size() * 600);
  hidden_group.append_to(out, behind);
  for (const auto& one : timeline.bars) {
    const auto& body = profiles[one.body];
    Html content;
    if (one.label != body.name) full_name.append_to(content, body.name);
    label.append_to(content, "k-timeline__name", 12, one.bar.y + 13, one.label);
    path.append_to(content, one.planned ? "k-timeline__bar k-timeline__bar--planned" : "k-timeline__bar",
                   bar_text(one));
    body_link.append_to(out, url("/organer/", body.body_id), bar_label(timeline, profiles, one), content);
  }
  return drawing(
      fmt::format("0 0 {} {}", timeline.width, timeline.height), timeline.width, timeline.height,
      "Organernes tidslinje",
      "En bjælke for hvert organ fra dets første til dets sidste dag. Pilene går fra et organ til dem, der kommer efter det.",
      out);
}

}  // namespace klynge::structure
