// Where the structure is seen: whoever may read in some body may see it, it is no secret of any of them.
//
//   /struktur?dag=&region=, /struktur.svg           the chart of a day, and as a file
//   /struktur/sammenlign?foer=&efter=               two days side by side
//   /struktur/tidslinje                             bodies over the years
#include <cstdlib>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/chart_drawing.hpp"
#include "bodies/structure/chart_pages.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/rule_store.hpp"

namespace klynge::structure {
namespace {

using database::ReadTransaction;
using http::Request;
using http::Response;

AskedDay asked_day(const Request& request, std::string_view parameter, Date usual) {
  const auto day = read_day(request.query_value(parameter), "Dagen");
  if (!day) return {usual, day.error().danish};
  return {day->value_or(usual), {}};
}

html::PageFrame structure_frame(const Request& request, std::string title) {
  auto frame = http::frame_for(request, std::move(title), html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  return frame;
}

// All that a page of the structure depends on, beside the database and what was asked for.
std::string drawn_key(const Deps& deps, std::string_view page) { return std::string(page) + " " + iso(today_of(deps)); }

ChartPage read_chart(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const ReadTransaction moment(connection);
  const auto profiles = all_profiles(connection);
  const auto clusters = all_clusters(connection);
  const auto today = today_of(deps);
  ChartPage view{.chart = {}, .asked = asked_day(request, "dag", today), .regions = chart_regions(profiles, clusters)};
  // A region that is not there is as if none was asked for.
  for (const auto& one : view.regions)
    if (one.id == request.query_value("region")) view.region_id = one.id;
  view.chart = chart_on(profiles, relations(connection, ""), clusters,
                        {.day = view.asked.day, .today = today, .region_id = view.region_id});
  return view;
}

// What was asked for as typed, so that a sentence about it is kept with its page; within the bounds of a day
// and an id, so that a long one is not kept.
std::string asked_for(const Request& request, std::initializer_list<std::string_view> parameters) {
  constexpr std::size_t most = 40;
  std::string asked;
  for (const auto name : parameters) {
    const auto value = request.query_value(name);
    if (value.size() > most) return {};
    asked += "\n" + std::string(value);
  }
  return asked;
}

// The page as kept, or drawn now.
Drawn::Page drawn(const Deps& deps, const Request& request, std::string_view page,
                  std::initializer_list<std::string_view> parameters, const std::function<DrawnPage()>& draw) {
  const auto asked = asked_for(request, parameters);
  if (asked.empty() && parameters.size() > 0) return std::make_shared<const DrawnPage>(draw());
  return deps.drawn->page(deps.book.database.reader(), drawn_key(deps, page) + asked, draw);
}

Response show_chart(const Deps& deps, const Request& request) {
  const auto page = drawn(deps, request, "chart", {"dag", "region"}, [&] {
    const auto view = read_chart(deps, request);
    return DrawnPage{"Strukturen den " + danish(view.chart.day), chart_page(view)};
  });
  auto frame = structure_frame(request, page->title);
  frame.wide = true;
  frame.crumb_title = "Struktur";
  return http::page(frame, page->main);
}

Response send_chart(const Deps& deps, const Request& request) {
  const auto view = read_chart(deps, request);
  auto response = Response::bytes(chart_file(view.chart, lay_out(view.chart)), "image/svg+xml");
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"struktur-" + iso(view.chart.day) + ".svg\"");
  // Its style stands in the file; nothing else may be in it, whoever opens it from here.
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return response;
}

int about_days(Date day) { return day.year * 372 + day.month * 31 + day.day; }

// The day nearest to today on which a body comes after another; none where no such day is known.
std::optional<Date> nearest_change(const std::vector<Succession>& successions, Date today) {
  std::optional<Date> nearest;
  for (const auto& one : successions) {
    if (!one.on_day) continue;
    const auto away = [&](Date day) { return std::abs(about_days(day) - about_days(today)); };
    if (!nearest || away(*one.on_day) < away(*nearest)) nearest = one.on_day;
  }
  return nearest;
}

DrawnPage draw_comparison(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const ReadTransaction moment(connection);
  const auto profiles = all_profiles(connection);
  const auto successions = all_successions(connection);
  const auto rules_of_all = rules(connection, "");
  const auto duties_of_all = duties(connection, "");
  const auto today = today_of(deps), change = nearest_change(successions, today).value_or(today);
  ComparisonPage view{.before = asked_day(request, "foer", plus_days(change, -1)),
                      .after = asked_day(request, "efter", change)};
  view.pairs = compare({profiles, successions, rules_of_all, duties_of_all}, view.before.day, view.after.day);
  return {"Sammenlign strukturen på to dage", comparison_page(view)};
}

Response show_comparison(const Deps& deps, const Request& request) {
  const auto page =
      drawn(deps, request, "comparison", {"foer", "efter"}, [&] { return draw_comparison(deps, request); });
  return http::page(structure_frame(request, page->title), page->main);
}

DrawnPage draw_timeline(const Deps& deps) {
  auto& connection = deps.book.database.reader();
  const ReadTransaction moment(connection);
  const auto profiles = all_profiles(connection);
  const auto successions = all_successions(connection);
  return {"Organernes tidslinje",
          timeline_page(timeline_of(profiles, successions, today_of(deps)), profiles, successions)};
}

Response show_timeline(const Deps& deps, const Request& request) {
  const auto page = drawn(deps, request, "timeline", {}, [&] { return draw_timeline(deps); });
  auto frame = structure_frame(request, page->title);
  frame.wide = true;
  return http::page(frame, page->main);
}

}  // namespace

std::vector<http::Route> chart_routes(const Deps& deps) {
  const auto route = [&deps](std::string pattern, Handle handle) {
    return http::Route{.method = http::Method::get,
                       .pattern = std::move(pattern),
                       .permission = http::in_body(may_read_structure),
                       .handler = [&deps, handle](const Request& request) { return handle(deps, request); }};
  };
  return {route("/struktur", show_chart), route("/struktur.svg", send_chart),
          route("/struktur/sammenlign", show_comparison), route("/struktur/tidslinje", show_timeline)};
}

}  // namespace klynge::structure
