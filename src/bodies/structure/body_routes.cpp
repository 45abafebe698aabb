// A body's profile, duties, relations, succession and documents.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/decision.hpp"
#include "bodies/structure/document_pages.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/profile_pages.hpp"
#include "bodies/structure/route_parts.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using http::Request;
using http::Response;

Response to_profile(std::string_view body_id) {
  return Response::see_other("/organer/" + std::string(body_id) + "/stamdata");
}

// --- the profile page; what was typed and wrong goes back to the form it came from ---

enum class Part { duty, relation, succession };

ProfileView profile_view(const Deps& deps, BodyProfile body, Viewer viewer) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  ProfileView view{.body = std::move(body), .today = today_of(deps), .viewer = std::move(viewer)};
  const auto& id = view.body.body_id;
  view.names = bodies::names_of(connection, bodies::IdentityKind::body, id);
  if (view.body.cluster_id) view.cluster = find_cluster(connection, *view.body.cluster_id);
  view.duties = duties(connection, id);
  view.relations = relations(connection, id);
  for (auto& one : all_successions(connection))
    if (one.predecessor_id == id || one.successor_id == id) view.successions.push_back(std::move(one));
  if (view.viewer.changes)
    for (auto& one : all_profiles(connection)) view.bodies.push_back({std::move(one.body_id), std::move(one.name)});
  return view;
}

// Kept as drawn: what differs between readers who may do the same is the token in the forms.
Response show_profile(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto viewer = viewer_of(request);
  const auto key = fmt::format("profile {} {} {}", at.body->body_id, iso(today_of(deps)), viewer.changes);
  const auto page = deps.drawn->page(connection, key, [&] {
    return DrawnPage{"Stamdata", profile_page(profile_view(deps, *at.body, {viewer.changes, html::token_place()}))};
  });
  return http::page(body_frame(request, *at.body, page->title), html::with_token(page->main, viewer.csrf_token));
}

Response profile_with(const Deps& deps, const Request& request, Part part, const Problem& problem) {
  auto at = body_at(deps.book.database.reader(), request);
  if (!at.body) return at.elsewhere;
  auto view = profile_view(deps, std::move(*at.body), viewer_of(request));
  if (part == Part::duty) {
    view.duty_values = typed_values(request);
    view.duty_error = problem.danish;
  } else if (part == Part::relation) {
    view.relation_values = typed_values(request);
    view.relation_error = problem.danish;
  } else {
    view.succession_values = typed_values(request);
    view.succession_error = problem.danish;
  }
  return http::page(body_frame(request, view.body, "Stamdata"), profile_page(view), http::status_of(problem.kind));
}

Response after(const Deps& deps, const Request& request, Part part, const std::optional<Problem>& problem) {
  return problem ? profile_with(deps, request, part, *problem) : to_profile(request.parameter("id"));
}

// --- the profile's form ---

Response profile_form(const Deps& deps, const Request& request, BodyProfile body, Values values,
                      const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  ProfileForm view{.body = std::move(body),
                   .clusters = all_clusters(connection),
                   .values = std::move(values),
                   .error = problem ? problem->danish : "",
                   .viewer = viewer_of(request)};
  for (auto& one : all_organisations(connection))
    if (one.kind == OrganisationKind::region) view.regions.push_back(std::move(one));
  auto frame = view.body.body_id.empty() ? http::frame_for(request, "Nyt organ", html::Nav::bodies)
                                         : body_frame(request, view.body, "Ret stamdata");
  if (view.body.body_id.empty()) frame.crumbs = {{"Organer", html::url("/organer")}};
  return http::page(frame, profile_form_page(view), status_after(problem));
}

Response new_body(const Deps& deps, const Request& request) {
  return profile_form(deps, request, {}, {{"niveau", "unknown"}, {"raekkevidde", "unknown"}}, std::nullopt);
}

Response change_form(const Deps& deps, const Request& request) {
  auto at = body_at(deps.book.database.reader(), request);
  if (!at.body) return at.elsewhere;
  auto values = values_of(*at.body);
  return profile_form(deps, request, std::move(*at.body), std::move(values), std::nullopt);
}

Result<std::optional<std::int64_t>> typed_meetings(const Request& request) {
  const auto text = trim(request.form_value("moeder"));
  if (text.empty()) return std::optional<std::int64_t>{};
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return invalid("Skriv antallet af møder om året som et helt tal.", "not a number");
  return std::optional(number);
}

Result<BodyProfile> typed_profile(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto meetings = typed_meetings(request);
  if (!meetings) return std::unexpected(meetings.error());
  const auto level = level_of(request.form_value("niveau"));
  const auto reach = reach_of(request.form_value("raekkevidde"));
  if (!level || !reach) return invalid("Vælg organets niveau, og hvad det dækker.", "unknown level or reach");
  return BodyProfile{.name = std::string(request.form_value("navn")),
                     .level = *level,
                     .reach = *reach,
                     .cluster_id = typed(request, "omraade"),
                     .region_id = typed(request, "region"),
                     .period = *period,
                     .planned = request.form_value("planlagt") == "1",
                     .legal_basis = typed(request, "retsgrundlag"),
                     .secretariat = typed(request, "sekretariat"),
                     .meetings_per_year = *meetings,
                     .contact = typed(request, "kontakt"),
                     .open_questions = typed(request, "uafklaret")};
}

Response post_body(const Deps& deps, const Request& request) {
  const auto profile = typed_profile(request);
  if (!profile) return profile_form(deps, request, {}, typed_values(request), profile.error());
  const auto id = add_body(deps.book, request.actor, *profile);
  return id ? to_profile(*id) : profile_form(deps, request, {}, typed_values(request), id.error());
}

Response post_profile(const Deps& deps, const Request& request) {
  auto at = body_at(deps.book.database.reader(), request);
  if (!at.body) return at.elsewhere;
  auto profile = typed_profile(request);
  if (!profile) return profile_form(deps, request, *at.body, typed_values(request), profile.error());
  profile->body_id = at.body->body_id;
  const auto done = change_profile(deps.book, request.actor, *profile);
  return done ? to_profile(profile->body_id)
              : profile_form(deps, request, *at.body, typed_values(request), done.error());
}

// --- duties ---

Response post_duty(const Deps& deps, const Request& request) {
  const auto period = typed_period(request);
  if (!period) return after(deps, request, Part::duty, period.error());
  return after(deps, request, Part::duty,
               problem_of(add_duty(deps.book, request.actor,
                                   {.body_id = std::string(request.parameter("id")),
                                    .text = std::string(request.form_value("opgave")),
                                    .period = *period})));
}

Response duty_form(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto duty = find_duty(connection, request.parameter("opgave"));
  if (!duty || duty->body_id != at.body->body_id) return http::not_found_page(request);
  const DutyForm view{.duty = *duty,
                      .values = problem ? typed_values(request) : values_of(*duty),
                      .error = problem ? problem->danish : "",
                      .viewer = viewer_of(request)};
  return http::page(body_frame(request, *at.body, "Ret opgaven"), duty_page(view), status_after(problem));
}

Response show_duty(const Deps& deps, const Request& request) { return duty_form(deps, request, std::nullopt); }

Response post_changed_duty(const Deps& deps, const Request& request) {
  const auto duty = find_duty(deps.book.database.reader(), request.parameter("opgave"));
  if (!duty) return http::not_found_page(request);
  const auto period = typed_period(request);
  if (!period) return duty_form(deps, request, period.error());
  auto wanted = *duty;
  wanted.text = std::string(request.form_value("opgave"));
  wanted.period = *period;
  const auto done = change_duty(deps.book, request.actor, wanted);
  return done ? to_profile(duty->body_id) : duty_form(deps, request, done.error());
}

// --- relations and succession ---

Response post_relation(const Deps& deps, const Request& request) {
  const auto period = typed_period(request);
  if (!period) return after(deps, request, Part::relation, period.error());
  const auto kind = relation_kind(request.form_value("forbindelse"));
  if (!kind)
    return after(
        deps, request, Part::relation,
        Problem{Problem::Kind::invalid, "Vælg, om organet refererer til eller hører det andet.", "no relation"});
  return after(deps, request, Part::relation,
               problem_of(add_relation(deps.book, request.actor,
                                       {.from_body_id = std::string(request.parameter("id")),
                                        .to_body_id = std::string(request.form_value("andet_organ")),
                                        .kind = *kind,
                                        .period = *period})));
}

Response relation_form(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto relation = find_relation(connection, request.parameter("forbindelse"));
  if (!relation || (relation->from_body_id != at.body->body_id && relation->to_body_id != at.body->body_id))
    return http::not_found_page(request);
  RelationForm view{.relation = *relation, .error = problem ? problem->danish : "", .viewer = viewer_of(request)};
  if (problem)
    view.values = typed_values(request);
  else
    put_period(view.values, relation->period);
  return http::page(body_frame(request, *at.body, "Ret forbindelsen"), relation_page(view), status_after(problem));
}

Response show_relation(const Deps& deps, const Request& request) { return relation_form(deps, request, std::nullopt); }

Response post_changed_relation(const Deps& deps, const Request& request) {
  const auto period = typed_period(request);
  if (!period) return relation_form(deps, request, period.error());
  const auto done = change_relation(deps.book, request.actor,
                                    {.id = std::string(request.parameter("forbindelse")), .period = *period});
  return done ? to_profile(request.parameter("id")) : relation_form(deps, request, done.error());
}

Response post_succession(const Deps& deps, const Request& request) {
  const auto day = read_day(request.form_value("dag"), "Dagen");
  if (!day) return after(deps, request, Part::succession, day.error());
  Succession one{.predecessor_id = std::string(request.parameter("id")),
                 .successor_id = std::string(request.form_value("andet_organ")),
                 .on_day = *day,
                 .note = typed(request, "note")};
  if (request.form_value("retning") == "foer") std::swap(one.predecessor_id, one.successor_id);
  return after(deps, request, Part::succession, problem_of(set_succession(deps.book, request.actor, one)));
}

Response post_no_succession(const Deps& deps, const Request& request) {
  return after(deps, request, Part::succession,
               problem_of(take_succession_back(deps.book, request.actor, request.form_value("foer"),
                                               request.form_value("efter"))));
}

// --- mandate and rules of procedure ---

DocumentsView documents_view(const Deps& deps, Connection& connection, const Request& request, BodyProfile body) {
  DocumentsView view{.body = std::move(body), .day = day_of(request, today_of(deps)), .viewer = viewer_of(request)};
  view.documents = documents(connection, view.body.body_id);
  for (const auto& one : view.documents)
    if (one.decided_by) view.decisions[one.id] = decision_html(connection, deps.above, one.decided_by);
  return view;
}

Response show_documents(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto view = documents_view(deps, connection, request, std::move(*at.body));
  return http::page(body_frame(request, view.body, "Kommissorium og forretningsorden"), documents_page(view));
}

Response show_document(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto view = documents_view(deps, connection, request, std::move(*at.body));
  const auto found = std::ranges::find(view.documents, request.parameter("dokument"), &BodyDocument::id);
  if (found == view.documents.end()) return http::not_found_page(request);
  return http::page(
      body_frame(request, view.body, std::string(danish(found->kind)) + ", udgave " + std::to_string(found->version)),
      document_page(view, *found));
}

Response document_form(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto kind = document_kind_of_path(request.parameter("dokument"));
  if (!kind) return http::not_found_page(request);
  DocumentForm view{.body = std::move(*at.body),
                    .kind = *kind,
                    .error = problem ? problem->danish : "",
                    .viewer = viewer_of(request)};
  const auto standing = documents(connection, view.body.body_id);
  const auto newest = std::ranges::find(standing, *kind, &BodyDocument::kind);
  if (problem)
    view.values = typed_values(request);
  else if (newest != standing.end())
    view.values = values_of(*newest);
  return http::page(body_frame(request, view.body,
                               "Ny udgave af " + lower(danish(*kind)) + (*kind == DocumentKind::mandate ? "et" : "en")),
                    document_form_page(view), status_after(problem));
}

Response new_document(const Deps& deps, const Request& request) { return document_form(deps, request, std::nullopt); }

Response post_document(const Deps& deps, const Request& request) {
  const auto kind = document_kind_of_path(request.parameter("dokument"));
  if (!kind) return http::not_found_page(request);
  const auto document = typed_document(request, request.parameter("id"), *kind);
  if (!document) return document_form(deps, request, document.error());
  const auto done = add_document(deps.book, request.actor, *document);
  return done ? Response::see_other("/organer/" + document->body_id + "/dokumenter")
              : document_form(deps, request, done.error());
}

}  // namespace

std::vector<http::Route> body_routes(const Deps& deps) {
  return {form_route(deps, "/organer/nyt", new_body),
          changing_route(deps, "/organer", post_body),
          reading_route(deps, "/organer/{id}/stamdata", show_profile),
          changing_route(deps, "/organer/{id}/stamdata", post_profile),
          form_route(deps, "/organer/{id}/stamdata/ret", change_form),
          changing_route(deps, "/organer/{id}/opgaver", post_duty),
          form_route(deps, "/organer/{id}/opgaver/{opgave}", show_duty),
          changing_route(deps, "/organer/{id}/opgaver/{opgave}", post_changed_duty),
          changing_route(deps, "/organer/{id}/forbindelser", post_relation),
          form_route(deps, "/organer/{id}/forbindelser/{forbindelse}", show_relation),
          changing_route(deps, "/organer/{id}/forbindelser/{forbindelse}", post_changed_relation),
          changing_route(deps, "/organer/{id}/efterfoelgere", post_succession),
          changing_route(deps, "/organer/{id}/efterfoelgere/fjern", post_no_succession),
          reading_route(deps, "/organer/{id}/dokumenter", show_documents),
          reading_route(deps, "/organer/{id}/dokumenter/{dokument}", show_document),
          form_route(deps, "/organer/{id}/dokumenter/{dokument}/ny", new_document),
          changing_route(deps, "/organer/{id}/dokumenter/{dokument}", post_document)};
}

}  // namespace klynge::structure
