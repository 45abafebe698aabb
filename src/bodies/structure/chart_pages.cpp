#include "bodies/structure/chart_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/structure/chart_drawing.hpp"
#include "bodies/structure/text_fit.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::Tone;
using html::url;

constexpr auto tabs_markup =
    html::make<R"(<nav class="k-tabs d-print-none" aria-label="Strukturens sider"><ul class="k-tabs__list">{}</ul></nav>
)">;
constexpr auto tab_markup = html::make<R"(<li><a href="{}" {}>{}</a></li>)">;
constexpr auto drawing_box = html::make<
    R"(<p class="k-drawing-hint k-muted">Rul tegningen til siden for at se det hele. Det samme står som liste nedenfor.</p>
<div class="k-drawing" tabindex="0" role="region" aria-label="{}">{}</div>
)">;
constexpr auto form_markup = html::make<
    R"(<form class="k-filter d-print-none" method="get" action="{}">{}<button class="button button-secondary" type="submit">Vis</button></form>
)">;
constexpr auto words = html::make<R"(<div class="k-chart-words">{}</div>
)">;
constexpr auto list_markup = html::make<R"(<ul class="k-chart-list">{}</ul>
)">;
constexpr auto list_item = html::make<"<li>{}</li>\n">;
constexpr auto cluster_item = html::make<"<li>{}<ul>{}</ul></li>\n">;
constexpr auto on_screen = html::make<R"(<div class="d-print-none">{}</div>
)">;
constexpr auto lead_paragraph = html::make<"<p>{}</p>\n">;
constexpr auto soft = html::make<R"( <span class="k-muted">{}</span>)">;
constexpr auto changed_cell = html::make<R"(<span class="k-change k-change--{}">{}</span>)">;

Html day_field(std::string name, std::string label, const AskedDay& asked) {
  return html::text_field({.name = std::move(name),
                           .label = std::move(label),
                           .value = iso(asked.day),
                           .error = asked.error,
                           .type = "date"});
}

Html body_link(const BodyProfile& body) { return html::link(url("/organer/", body.body_id), body.name); }

// --- the chart as a list --------------------------------------------------------------------------------------------

Html list_body(const Chart& chart, std::size_t place) {
  const auto& body = chart.bodies[place];
  Html out = html::link(url("/organer/", body.id), body.name);
  if (body.planned) out += soft("(planlagt)");
  if (const auto relations = relations_text(chart, place); !relations.empty()) out += html::text(" " + relations + ".");
  return list_item(out);
}

Html level_list(const Chart& chart, BodyLevel level) {
  Html items;
  for (std::size_t i = 0; i < chart.bodies.size(); ++i)
    if (chart.bodies[i].level == level && !chart.bodies[i].cluster) items += list_body(chart, i);
  for (std::size_t cluster = 0; cluster < chart.clusters.size(); ++cluster) {
    Html inner;
    for (std::size_t i = 0; i < chart.bodies.size(); ++i)
      if (chart.bodies[i].level == level && chart.bodies[i].cluster == cluster) inner += list_body(chart, i);
    if (!inner.empty()) items += cluster_item(chart.clusters[cluster], inner);
  }
  return items.empty() ? items : list_markup(items);
}

// --- two days -------------------------------------------------------------------------------------------------------

std::string names_of(const std::vector<const BodyProfile*>& bodies) {
  std::vector<std::string> names;
  for (const auto* one : bodies) names.push_back(one->name);
  return danish_list(names);
}

Html links_to(const std::vector<const BodyProfile*>& bodies) {
  std::vector<Html> links;
  for (const auto* one : bodies) links.push_back(body_link(*one));
  return html::join(links, html::text(", "));
}

bool goes_on(const ComparedPair& pair) { return pair.before == pair.after; }

std::string heading(const ComparedPair& pair) {
  if (pair.before.empty()) return names_of(pair.after);
  if (pair.after.empty() || goes_on(pair)) return names_of(pair.before);
  return names_of(pair.before) + " → " + names_of(pair.after);
}

Html pair_lead(const ComparedPair& pair) {
  Html out;
  if (pair.before.empty())
    out = html::join({links_to(pair.after), html::text(" er et nyt organ.")});
  else if (pair.after.empty())
    out = html::join({links_to(pair.before), html::text(" findes ikke længere og har ingen efterfølger.")});
  else if (goes_on(pair))
    out = html::join({links_to(pair.before), html::text(" findes begge dage.")});
  else
    out = html::join({links_to(pair.before), html::text(" er afløst af "), links_to(pair.after), html::text(".")});
  return out;
}

constexpr auto whose_markup = html::make<R"({} <span class="k-muted">({})</span>)">;

// What stands on one side; whose it is where several bodies stand together there.
Html side(std::string_view text, const std::vector<const BodyProfile*>& of) {
  if (text.empty()) return html::text("–");
  return of.empty() ? html::text(text) : whose_markup(text, names_of(of));
}

// Rows of what differs, or of what does not.
Html pair_table(const ComparedPair& pair, bool same, Date before, Date after) {
  html::Table table(fmt::format("{}: {} og {}", heading(pair), danish(before), danish(after)),
                    {{"Hvad", html::Column::row_head}, {danish(before)}, {danish(after)}, {"Ændring"}}, true);
  for (const auto& line : pair.lines)
    if ((line.change == Change::same) == same)
      table.row(danish(line.kind), side(line.before, line.of_before), side(line.after, line.of_after),
                changed_cell(line.change == Change::same ? "same" : "other", danish(line.change)));
  return std::move(table).html();
}

// What differs in full, what does not in a fold that stays shut on paper.
Html pair_lines(const ComparedPair& pair, Date before, Date after) {
  const auto same = pair.count(Change::same);
  Html out;
  if (same < pair.lines.size()) out += pair_table(pair, false, before, after);
  if (same > 0)
    out += on_screen(
        html::details(same == 1 ? std::string("Én linje er uændret") : fmt::format("{} linjer er uændrede", same),
                      pair_table(pair, true, before, after)));
  return out;
}

bool is_unchanged(const ComparedPair& pair) { return goes_on(pair) && pair.count(Change::same) == pair.lines.size(); }

// The bodies of which nothing is to be said, in one place at the end.
Html unchanged_section(const std::vector<const ComparedPair*>& pairs, Date before, Date after) {
  if (pairs.empty()) return {};
  std::vector<Html> links;
  Html tables;
  for (const auto* pair : pairs) {
    links.push_back(links_to(pair->before));
    if (!pair->lines.empty())
      tables += html::subsection(fmt::format("uaendret-{}", links.size()), heading(*pair),
                                 pair_table(*pair, true, before, after));
  }
  Html content = lead_paragraph(html::join(links, html::text(", ")));
  if (!tables.empty()) content += on_screen(html::details("Vis deres sammensætning og opgaver", tables));
  return html::section("uaendret", "Uden ændringer", content);
}

std::string change_of_bodies(const ComparisonPage& view) {
  std::size_t same = 0, replaced = 0, gone = 0, added = 0;
  for (const auto& pair : view.pairs) {
    if (pair.before.empty())
      ++added;
    else if (pair.after.empty())
      ++gone;
    else if (goes_on(pair))
      ++same;
    else
      replaced += pair.before.size();
  }
  std::vector<std::string> parts;
  const auto say = [&](std::size_t count, std::string_view one, std::string_view more) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, count == 1 ? one : more));
  };
  say(same, "organ findes begge dage", "organer findes begge dage");
  say(replaced, "organ er afløst af et andet", "organer er afløst af andre");
  say(gone, "organ er ophørt uden efterfølger", "organer er ophørt uden efterfølger");
  say(added, "organ er nyt", "organer er nye");
  return danish_list(parts) + ".";
}

}  // namespace

Html structure_tabs(StructureTab active) {
  std::vector<Html> tabs;
  const auto add = [&](StructureTab tab, const html::Url& target, std::string_view name) {
    tabs.push_back(tab_markup(target, html::attribute("aria-current", tab == active ? "page" : ""), name));
  };
  add(StructureTab::chart, url("/struktur"), "Diagram");
  add(StructureTab::comparison, url("/struktur/sammenlign"), "Sammenlign to dage");
  add(StructureTab::timeline, url("/struktur/tidslinje"), "Tidslinje");
  return tabs_markup(tabs);
}

Html chart_list(const Chart& chart) {
  Html out;
  for (const auto level : body_levels()) {
    auto items = level_list(chart, level);
    if (!items.empty())
      out += html::subsection(fmt::format("niveau-{}", name(level)),
                              level == BodyLevel::unknown ? "Niveau ikke angivet" : danish(level), items);
  }
  return out;
}

Html chart_page(const ChartPage& view) {
  Html fields = day_field("dag", "Vis strukturen den", view.asked);
  if (view.regions.size() > 1) {
    std::vector<html::Option> options{{"", "Alle regioner"}};
    for (const auto& one : view.regions) options.push_back({one.id, one.name});
    fields += html::select_field({.name = "region", .label = "Region", .value = view.region_id}, options);
  }
  Html out = structure_tabs(StructureTab::chart);
  out += form_markup(url("/struktur"), fields);
  if (view.chart.bodies.empty())
    return out += html::empty_state("Der er ingen organer den dag.",
                                    html::text("Vælg en anden dag, eller opret organerne under Organer."));
  const auto file =
      html::with_query(html::with_query(url("/struktur.svg"), "dag", iso(view.chart.day)), "region", view.region_id);
  out += html::toolbar({html::link_button(file, "Hent som SVG")});
  out += drawing_box(chart_title(view.chart) + ". Kan rulles.", chart_svg(view.chart, lay_out(view.chart)));
  return out += words(html::section("liste", "Som liste", chart_list(view.chart)));
}

Html comparison_page(const ComparisonPage& view) {
  Html out = structure_tabs(StructureTab::comparison);
  out += form_markup(url("/struktur/sammenlign"),
                     html::join({day_field("foer", "Før", view.before), day_field("efter", "Efter", view.after)}));
  if (view.after.day < view.before.day)
    out += html::alert(
        Tone::info,
        "Dagen ”Efter” ligger før dagen ”Før”. Sammenligningen læses derfor baglæns, og afløsere findes ikke.");
  if (view.pairs.empty())
    return out += html::empty_state("Der er ingen organer de to dage.", html::text("Vælg to andre dage."));
  out += html::paragraph(change_of_bodies(view));
  std::size_t number = 0;
  std::vector<const ComparedPair*> unchanged;
  for (const auto& pair : view.pairs) {
    if (is_unchanged(pair)) {
      unchanged.push_back(&pair);
      continue;
    }
    Html content = lead_paragraph(pair_lead(pair));
    if (pair.successor_is_planned) content += html::paragraph("Efterfølgeren er planlagt, men dagen er ikke fastsat.");
    content += html::paragraph(summary(pair));
    content += pair_lines(pair, view.before.day, view.after.day);
    out += html::section(fmt::format("organ-{}", ++number), heading(pair), content);
  }
  return out += unchanged_section(unchanged, view.before.day, view.after.day);
}

Html timeline_page(const Timeline& timeline, const std::vector<BodyProfile>& profiles,
                   const std::vector<Succession>& successions) {
  Html out = structure_tabs(StructureTab::timeline);
  if (timeline.bars.empty()) return out += html::empty_state("Der er ingen organer endnu.");
  out += drawing_box("Organernes tidslinje. Kan rulles.", timeline_svg(timeline, profiles));
  html::Table table("Organerne som liste",
                    {{"Organ", html::Column::row_head}, {"Gælder"}, {"Kommer efter"}, {"Afløses af"}}, true);
  for (const auto& bar : timeline.bars) {
    const auto& body = profiles[bar.body];
    const auto others = [&](const std::vector<std::size_t>& bars, bool later) {
      std::vector<Html> links;
      for (const auto place : bars) {
        const auto& other = profiles[timeline.bars[place].body];
        auto link = body_link(other);
        const auto& older = later ? body.body_id : other.body_id;
        const auto& younger = later ? other.body_id : body.body_id;
        const auto found = std::ranges::find_if(successions, [&](const Succession& one) {
          return one.predecessor_id == older && one.successor_id == younger;
        });
        if (found != successions.end())
          link += soft(found->on_day ? html::unbroken("den " + danish(*found->on_day))
                                     : std::string("dagen er ikke fastsat"));
        links.push_back(std::move(link));
      }
      return html::join(links, html::text(", "));
    };
    auto when = danish(body.period);
    if (body.planned) when += when.empty() ? "Planlagt, dagen er ikke fastsat" : " (planlagt)";
    table.row(body_link(body), when.empty() ? std::string("Ikke kendt") : html::unbroken(when),
              others(bar.after, false), others(bar.before, true));
  }
  return out += html::section("liste", "Som liste", std::move(table).html());
}

}  // namespace klynge::structure
