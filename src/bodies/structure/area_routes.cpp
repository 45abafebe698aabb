// Organisations and areas.
#include <algorithm>

#include "base/limits.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/register_store.hpp"
#include "bodies/structure/area_pages.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/route_parts.hpp"

namespace klynge::structure {
namespace {

using bodies::IdentityKind;
using database::Connection;
using http::Request;
using http::Response;

html::PageFrame organisation_frame(const Request& request, std::string title) {
  auto frame = http::frame_for(request, std::move(title), html::Nav::persons);
  frame.crumbs = {{"Personer", html::url("/personer")}, {"Organisationer", html::url("/organisationer")}};
  return frame;
}

std::vector<Organisation> regions(const std::vector<Organisation>& all) {
  std::vector<Organisation> found;
  std::ranges::copy_if(all, std::back_inserter(found),
                       [](const Organisation& one) { return one.kind == OrganisationKind::region; });
  return found;
}

std::vector<Cluster> clusters_with(Connection& connection, std::string_view organisation_id) {
  auto all = all_clusters(connection);
  std::erase_if(all, [&](const Cluster& one) {
    return std::ranges::find(one.organisations, organisation_id, &Organisation::id) == one.organisations.end();
  });
  return all;
}

Response show_organisation(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  const auto identity = bodies::living_identity(connection, IdentityKind::organisation, request.parameter("id"));
  if (!identity) return http::not_found_page(request);
  if (identity->id != request.parameter("id"))
    return Response::see_other(bodies::identity_url(IdentityKind::organisation, identity->id).text());
  const OrganisationPage view{.organisation = *find_organisation(connection, identity->id),
                              .today = today_of(deps),
                              .names = bodies::names_of(connection, IdentityKind::organisation, identity->id),
                              .clusters = clusters_with(connection, identity->id),
                              .later_regions = later_regions(connection, identity->id),
                              .seats = seats_of_organisation(connection, identity->id),
                              .persons = bodies::persons_of_organisation(connection, identity->id,
                                                                         static_cast<std::int64_t>(limits::page_rows)),
                              .viewer = viewer_of(request)};
  auto frame = organisation_frame(request, identity->name);
  if (view.viewer.changes)
    frame.title_side = html::link_button(html::url("/organisationer/", identity->id, "/ret"), "Ret eller læg sammen");
  return http::page(frame, organisation_page(view));
}

Response organisation_form(const Deps& deps, const Request& request, Organisation one, Values values,
                           const std::optional<Problem>& problem) {
  const OrganisationForm view{.organisation = std::move(one),
                              .regions = regions(all_organisations(deps.book.database.reader())),
                              .values = std::move(values),
                              .error = problem ? problem->danish : "",
                              .viewer = viewer_of(request)};
  auto frame = organisation_frame(request, view.organisation.id.empty() ? "Ny organisation" : "Ret stamdata");
  if (!view.organisation.id.empty()) {
    frame.over_title = view.organisation.name;
    frame.crumbs.push_back(
        {view.organisation.name, bodies::identity_url(IdentityKind::organisation, view.organisation.id)});
  }
  return http::page(frame, organisation_form_page(view), status_after(problem));
}

Response new_organisation(const Deps& deps, const Request& request) {
  return organisation_form(deps, request, {}, {}, std::nullopt);
}

Response change_form(const Deps& deps, const Request& request) {
  const auto one = find_organisation(deps.book.database.reader(), request.parameter("id"));
  return one ? organisation_form(deps, request, *one, values_of(*one), std::nullopt) : http::not_found_page(request);
}

Result<Organisation> typed_organisation(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto kind = organisation_kind(request.form_value("art"));
  if (!kind) return invalid("Vælg, hvad det er for en organisation.", "unknown kind of organisation");
  const auto code = read_code(request.form_value("kode"));
  if (!code) return std::unexpected(code.error());
  return Organisation{.name = std::string(request.form_value("navn")),
                      .kind = *kind,
                      .code = *code,
                      .parent_id = typed(request, "region"),
                      .period = *period,
                      .contact = typed(request, "kontakt")};
}

Response post_organisation(const Deps& deps, const Request& request) {
  const auto one = typed_organisation(request);
  if (!one) return organisation_form(deps, request, {}, typed_values(request), one.error());
  const auto id = add_organisation(deps.book, request.actor, *one);
  return id ? Response::see_other("/organisationer/" + *id)
            : organisation_form(deps, request, {}, typed_values(request), id.error());
}

Response post_changed_organisation(const Deps& deps, const Request& request) {
  const auto before = find_organisation(deps.book.database.reader(), request.parameter("id"));
  if (!before) return http::not_found_page(request);
  auto one = typed_organisation(request);
  if (!one) return organisation_form(deps, request, *before, typed_values(request), one.error());
  one->id = before->id;
  const auto done = change_organisation(deps.book, request.actor, *one);
  return done ? Response::see_other("/organisationer/" + one->id)
              : organisation_form(deps, request, *before, typed_values(request), done.error());
}

// --- areas ---

Response show_clusters(const Deps& deps, const Request& request) {
  auto frame = http::frame_for(request, "Områder", html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  if (viewer_of(request).changes) frame.title_side = clusters_title_side();
  return http::page(frame, clusters_page(all_clusters(deps.book.database.reader())));
}

html::PageFrame cluster_frame(const Request& request, std::string title) {
  auto frame = http::frame_for(request, std::move(title), html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}, {"Områder", html::url("/omraader")}};
  return frame;
}

Response show_cluster(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto cluster = find_cluster(connection, request.parameter("id"));
  if (!cluster) return http::not_found_page(request);
  ClusterPage view{.cluster = std::move(*cluster), .viewer = viewer_of(request)};
  for (auto& body : all_profiles(connection))
    if (body.cluster_id == view.cluster.id) view.bodies.push_back(std::move(body));
  return http::page(cluster_frame(request, view.cluster.name), cluster_page(view));
}

std::vector<std::string> chosen_organisations(const Request& request) {
  std::vector<std::string> chosen;
  const auto [first, last] = request.form.equal_range("organisation");
  for (auto it = first; it != last; ++it) chosen.push_back(it->second);
  return chosen;
}

Response cluster_form(const Deps& deps, const Request& request, Cluster cluster, Values values,
                      const std::optional<Problem>& problem) {
  auto all = all_organisations(deps.book.database.reader());
  ClusterForm view{.cluster = std::move(cluster),
                   .regions = regions(all),
                   .values = std::move(values),
                   .error = problem ? problem->danish : "",
                   .viewer = viewer_of(request)};
  for (auto& one : all)
    if (one.kind == OrganisationKind::municipality || one.kind == OrganisationKind::hospital ||
        one.kind == OrganisationKind::psychiatry)
      view.choosable.push_back(std::move(one));
  if (problem)
    view.chosen = chosen_organisations(request);
  else
    for (const auto& one : view.cluster.organisations) view.chosen.push_back(one.id);
  return http::page(cluster_frame(request, view.cluster.id.empty() ? "Nyt område" : "Ret " + view.cluster.name),
                    cluster_form_page(view), status_after(problem));
}

Response new_cluster(const Deps& deps, const Request& request) {
  return cluster_form(deps, request, {}, {}, std::nullopt);
}

Response change_cluster_form(const Deps& deps, const Request& request) {
  auto cluster = find_cluster(deps.book.database.reader(), request.parameter("id"));
  if (!cluster) return http::not_found_page(request);
  auto values = values_of(*cluster);
  return cluster_form(deps, request, std::move(*cluster), std::move(values), std::nullopt);
}

Result<Cluster> typed_cluster(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto kind = cluster_kind(request.form_value("art"));
  if (!kind) return invalid("Vælg, hvad det er for et område.", "unknown kind of area");
  Cluster one{.name = std::string(request.form_value("navn")),
              .kind = *kind,
              .region_id = typed(request, "region"),
              .period = *period,
              .source = typed(request, "kilde")};
  for (auto& id : chosen_organisations(request)) one.organisations.push_back({.id = std::move(id)});
  return one;
}

Response post_cluster(const Deps& deps, const Request& request) {
  const auto one = typed_cluster(request);
  if (!one) return cluster_form(deps, request, {}, typed_values(request), one.error());
  const auto id = add_cluster(deps.book, request.actor, *one);
  return id ? Response::see_other("/omraader/" + *id)
            : cluster_form(deps, request, {}, typed_values(request), id.error());
}

Response post_changed_cluster(const Deps& deps, const Request& request) {
  const auto before = find_cluster(deps.book.database.reader(), request.parameter("id"));
  if (!before) return http::not_found_page(request);
  auto one = typed_cluster(request);
  if (!one) return cluster_form(deps, request, *before, typed_values(request), one.error());
  one->id = before->id;
  const auto done = change_cluster(deps.book, request.actor, *one);
  return done ? Response::see_other("/omraader/" + one->id)
              : cluster_form(deps, request, *before, typed_values(request), done.error());
}

}  // namespace

std::vector<http::Route> area_routes(const Deps& deps) {
  return {form_route(deps, "/organisationer/ny", new_organisation),
          changing_route(deps, "/organisationer", post_organisation),
          reading_route(deps, "/organisationer/{id}", show_organisation),
          form_route(deps, "/organisationer/{id}/stamdata", change_form),
          changing_route(deps, "/organisationer/{id}/stamdata", post_changed_organisation),
          reading_route(deps, "/omraader", show_clusters),
          form_route(deps, "/omraader/nyt", new_cluster),
          changing_route(deps, "/omraader", post_cluster),
          reading_route(deps, "/omraader/{id}", show_cluster),
          form_route(deps, "/omraader/{id}/ret", change_cluster_form),
          changing_route(deps, "/omraader/{id}", post_changed_cluster)};
}

}  // namespace klynge::structure
