#include "search/search_routes.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "bodies/identity_store.hpp"
#include "meetings/rights.hpp"
#include "platform/audit/standing.hpp"
#include "platform/http/page.hpp"
#include "search/analyser.hpp"
#include "search/search_pages.hpp"

namespace klynge::search {
namespace {

using audit::Permission;
using http::Request;
using http::Response;

constexpr std::int64_t hits_per_page = 20;
constexpr std::size_t filter_bytes = 64;
constexpr std::size_t bodies_named = 30;

// What the form's fields choose wins over what was typed.
void take_chosen(const Request& request, Filters& filters) {
  const auto value = [&](std::string_view name) {
    return std::string(request.query_value(name).substr(0, filter_bytes));
  };
  if (auto kind = value("type"); !kind.empty()) filters.kind = kind;
  if (auto body = value("organ"); !body.empty()) filters.body_id = body;
  if (auto outcome = value("udfald"); !outcome.empty()) filters.outcome = outcome;
  const std::string typed = value("aar");
  int year = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), year);
  if (error == std::errc{} && end == typed.data() + typed.size() && year >= 1900 && year <= 2199) filters.year = year;
}

Viewer viewer_of(const Request& request) {
  const auto& actor = request.actor;
  Viewer viewer{.sees_unpublished = actor.may(Permission::read_all), .sees_closed = actor.may(Permission::read_closed)};
  if (viewer.sees_unpublished || !actor.standings) return viewer;
  for (const auto& one : actor.standings->bodies) {
    if (actor.today < one.from) continue;
    SeenBody body{.body_id = one.body_id, .closed = one.runs_on(actor.today) || actor.today < one.closed_to};
    if (!one.runs_on(actor.today)) {
      body.from = iso(one.from);
      body.to = iso(one.to);
    }
    viewer.bodies.push_back(std::move(body));
  }
  return viewer;
}

Response show_search(const RouteDeps& deps, const Request& request) {
  auto& reader = deps.database.reader();
  const database::ReadTransaction moment(reader);
  SearchView view{.typed = std::string(request.query_value("q"))};
  view.query = parse_query(view.typed);
  take_chosen(request, view.query.filters);
  view.signed_in = audit::may_in_some_body(request.actor, Permission::read_all, request.actor.today);
  view.invited_only = meetings::reads_invited_items_only(request.actor);
  // The page is known only when the hits are counted, so the offset is taken from what was asked for.
  const auto most = static_cast<std::int64_t>(limits::search_hits);
  const auto asked = html::page_range(request.query_value("side"), most, hits_per_page);
  view.results =
      search(reader, deps.source, view.query, viewer_of(request), {(asked.page - 1) * hits_per_page, hits_per_page});
  view.range = html::page_range(request.query_value("side"), view.results.total, hits_per_page);
  for (const auto& value : view.results.bodies) {
    if (view.body_names.size() >= bodies_named) break;
    if (const auto body = bodies::find_identity(reader, bodies::IdentityKind::body, value.value))
      view.body_names[value.value] = body->name;
  }
  auto frame = http::frame_for(request, "Søg", html::Nav::search);
  frame.search_text = view.typed;
  return http::page(frame, search_page(view));
}

}  // namespace

std::vector<http::Route> routes(const RouteDeps& deps) {
  prepare_analyser();  // not while the first user waits
  return {{http::Method::get, "/soeg", Permission::read_published,
           [&deps](const Request& request) { return show_search(deps, request); }}};
}

}  // namespace klynge::search
