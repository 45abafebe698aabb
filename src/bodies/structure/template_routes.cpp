// Beginning with a template.
//
//   /struktur/skabeloner                                   which there are
//   /struktur/skabeloner/{id}?region=&fra=&omraade=…       what it would do; POST: do it
#include <algorithm>
#include <map>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/template_actions.hpp"
#include "bodies/structure/template_pages.hpp"

namespace klynge::structure {
namespace {

using http::Request;
using http::Response;

using Fields = std::multimap<std::string, std::string, std::less<>>;

std::vector<std::string> all_of(const Fields& from, std::string_view name) {
  std::vector<std::string> found;
  const auto [first, last] = from.equal_range(name);
  for (auto it = first; it != last; ++it) found.push_back(it->second);
  return found;
}

std::string first_of(const Fields& from, std::string_view name) {
  const auto found = from.find(name);
  return found == from.end() ? std::string{} : found->second;
}

html::PageFrame frame_of(const Request& request, std::string title) {
  auto frame = http::frame_for(request, std::move(title), html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  return frame;
}

Result<TemplateChoice> choice_of(const StructureTemplate& of, const Fields& from) {
  const auto day = read_day(first_of(from, "fra"), "Dagen");
  if (!day) return std::unexpected(day.error());
  return TemplateChoice{of.id, first_of(from, "region"), all_of(from, "omraade"), *day};
}

// Those whose last day is the day before, with the newest hand-over of each.
std::vector<EndedBody> ended_with(database::Connection& connection, Date first_day) {
  std::map<std::string, std::string, std::less<>> hand_overs;
  for (const auto& one : all_hand_overs(connection)) hand_overs.try_emplace(one.body_id, one.id);
  std::vector<EndedBody> ended;
  for (const auto& body : all_profiles(connection)) {
    if (body.period.to != first_day) continue;
    const auto found = hand_overs.find(body.body_id);
    ended.push_back({body.body_id, body.name, found == hand_overs.end() ? "" : found->second});
  }
  return ended;
}

Response template_response(const Deps& deps, const Request& request, const StructureTemplate& of, const Fields& from,
                           std::optional<Problem> problem) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  TemplateView view{.of = &of,
                    .values = {{"region", first_of(from, "region")}, {"fra", first_of(from, "fra")}},
                    .chosen = all_of(from, "omraade"),
                    .done = first_of(from, "oprettet") == "1",
                    .csrf_token = request.csrf_token};
  if (view.values["fra"].empty() && of.begins) view.values["fra"] = iso(*of.begins);
  const auto choice = choice_of(of, from);
  const auto day = choice ? choice->from : std::nullopt;
  for (auto& one : regions_for(connection, of, day)) view.regions.push_back(std::move(one.name));
  if (!choice) problem = choice.error();
  if (choice && !choice->region.empty()) {
    view.areas = areas_for(connection, of, choice->region, day);
    // Areas of a region that was chosen before.
    std::erase_if(view.chosen,
                  [&](const std::string& one) { return std::ranges::find(view.areas, one) == view.areas.end(); });
    auto plan = plan_template(connection, {choice->template_id, choice->region, view.chosen, choice->from});
    if (plan) {
      view.plan = std::move(*plan);
      if (view.plan->is_empty() && view.plan->period.from)
        view.to_hand_over = ended_with(connection, *view.plan->period.from);
    } else if (!problem) {
      problem = plan.error();
    }
  }
  if (problem) view.error = problem->danish;
  auto frame = frame_of(request, of.name);
  frame.crumbs.push_back({"Skabeloner", html::url("/struktur/skabeloner")});
  return http::page(frame, template_page(view), status_after(problem));
}

Response show_templates(const Deps&, const Request& request) {
  return http::page(frame_of(request, "Skabeloner"), templates_page(structure_templates()));
}

Response show_template(const Deps& deps, const Request& request) {
  const auto of = find_template(request.parameter("id"));
  if (!of) return http::problem_page(request, of.error());
  return template_response(deps, request, **of, request.query, std::nullopt);
}

Response post_template(const Deps& deps, const Request& request) {
  const auto of = find_template(request.parameter("id"));
  if (!of) return http::problem_page(request, of.error());
  const auto choice = choice_of(**of, request.form);
  if (!choice) return template_response(deps, request, **of, request.form, choice.error());
  const auto done = apply_template(deps.book, request.actor, *choice);
  if (!done) return template_response(deps, request, **of, request.form, done.error());
  auto back = html::with_query(html::url("/struktur/skabeloner/", (*of)->id), "region", choice->region);
  if (choice->from) back = html::with_query(back, "fra", iso(*choice->from));
  for (const auto& area : choice->areas) back = html::with_query(back, "omraade", area);
  return Response::see_other(html::with_query(back, "oprettet", "1").text());
}

}  // namespace

std::vector<http::Route> template_routes(const Deps& deps) {
  return {form_route(deps, "/struktur/skabeloner", show_templates),
          form_route(deps, "/struktur/skabeloner/{id}", show_template),
          changing_route(deps, "/struktur/skabeloner/{id}", post_template)};
}

}  // namespace klynge::structure
