#include "bodies/structure/route_parts.hpp"

#include "bodies/identity_store.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/permissions.hpp"

namespace klynge::structure {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::Route;

Route route(const Deps& deps, Method method, std::string pattern, http::Needed needed, Handle handle) {
  return Route{.method = method,
               .pattern = std::move(pattern),
               .permission = needed,
               .handler = [&deps, handle](const Request& request) { return handle(deps, request); }};
}

void append(std::vector<Route>& all, std::vector<Route> more) {
  for (auto& one : more) all.push_back(std::move(one));
}

}  // namespace

Route reading_route(const Deps& deps, std::string pattern, Handle handle) {
  return route(deps, Method::get, std::move(pattern), http::in_body(may_read_structure), handle);
}
Route form_route(const Deps& deps, std::string pattern, Handle handle) {
  return route(deps, Method::get, std::move(pattern), may_change_structure, handle);
}
Route changing_route(const Deps& deps, std::string pattern, Handle handle) {
  return route(deps, Method::post, std::move(pattern), may_change_structure, handle);
}

Viewer viewer_of(const Request& request) { return {request.actor.may(may_change_structure), request.csrf_token}; }

Date today_of(const Deps& deps) { return local_date(deps.book.clock()); }

BodyAt body_at(database::Connection& connection, const Request& request) {
  const auto id = request.parameter("id");
  if (auto body = find_profile(connection, id)) return {std::move(body), {}};
  const auto living = bodies::living_identity(connection, bodies::IdentityKind::body, id);
  if (!living || living->id == id) return {std::nullopt, http::not_found_page(request)};
  auto path = request.target;
  const auto at = path.find(id);
  if (at == std::string::npos) return {std::nullopt, http::not_found_page(request)};
  return {std::nullopt, Response::see_other(path.replace(at, id.size(), living->id))};
}

html::PageFrame body_frame(const Request& request, const BodyProfile& body, std::string title) {
  auto frame = http::frame_for(request, title, html::Nav::bodies);
  frame.over_title = body.name;
  frame.crumbs = {{"Organer", html::url("/organer")}, {body.name, html::url("/organer/", body.body_id)}};
  frame.crumb_title = std::move(title);
  return frame;
}

int status_after(const std::optional<Problem>& problem) { return problem ? http::status_of(problem->kind) : 200; }

std::vector<Route> routes(const Deps& deps) {
  std::vector<Route> all = body_routes(deps);
  append(all, seat_routes(deps));
  append(all, rule_routes(deps));
  append(all, area_routes(deps));
  append(all, proposal_routes(deps));
  append(all, template_routes(deps));
  append(all, hand_over_routes(deps));
  append(all, chart_routes(deps));
  return all;
}

}  // namespace klynge::structure
