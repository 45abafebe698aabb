// The addresses of hand-overs.
//
// They are of bodies, so a seat there brings what a role brings everywhere: members of either side read, the
// secretary of the body that ends prepares, chairs approve. What is not to be read answers as if it were not there.
#include <algorithm>

#include "bodies/identity_store.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_pages.hpp"
#include "bodies/structure/noted_matters.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/route_parts.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::structure {
namespace {

using audit::Permission;
using database::Connection;
using http::Request;
using http::Response;

std::vector<std::string> ids_of(const std::vector<BodyProfile>& bodies) {
  std::vector<std::string> ids;
  for (const auto& one : bodies) ids.push_back(one.body_id);
  return ids;
}

// The hand-over of {id}, where the actor may read it.
std::optional<HandOver> readable(Connection& connection, const Request& request) {
  auto one = find_hand_over(connection, request.parameter("id"));
  if (!one || !may_read_hand_over(request.actor, *one, ids_of(successors_of(connection, one->id)))) return std::nullopt;
  return one;
}

bool prepares(const Request& request, const HandOver& one) {
  return audit::may_in_body(request.actor, may_hand_over, one.body_id, request.actor.today);
}

html::PageFrame frame_of(const Request& request, std::string title) {
  auto frame = http::frame_for(request, std::move(title), html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}, {"Overdragelser", html::url("/overdragelser")}};
  return frame;
}

Response show_all(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  std::vector<HandOverRow> rows;
  for (auto& one : all_hand_overs(connection)) {
    const auto successors = successors_of(connection, one.id);
    if (!may_read_hand_over(request.actor, one, ids_of(successors))) continue;
    HandOverRow row{.one = std::move(one)};
    for (const auto& body : successors) row.successors.push_back(body.name);
    rows.push_back(std::move(row));
  }
  auto frame = http::frame_for(request, "Overdragelser", html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  if (audit::may_in_some_body(request.actor, may_hand_over, request.actor.today))
    frame.title_side = html::link_button(html::url("/overdragelser/ny"), "Ny overdragelse");
  return http::page(frame, hand_overs_page(rows));
}

// --- the form of a plan ---

Response plan_form(const Deps& deps, const Request& request, HandOverForm view, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  view.csrf_token = request.csrf_token;
  view.successors = all_profiles(connection);
  if (view.id.empty())
    for (const auto& one : view.successors)
      if (audit::may_in_body(request.actor, may_hand_over, one.body_id, request.actor.today))
        view.bodies.push_back(one);
  if (problem) {
    view.error = problem->danish;
    view.values = typed_values(request);
    view.chosen.clear();
    const auto [first, last] = request.form.equal_range("efterfoelger");
    for (auto at = first; at != last; ++at)
      if (!at->second.empty()) view.chosen.push_back(at->second);
  }
  auto frame = frame_of(request, view.id.empty() ? "Ny overdragelse" : "Ret overdragelsen");
  if (!view.id.empty()) {
    frame.over_title = view.body_name;
    frame.crumbs.push_back({view.body_name, html::url("/overdragelser/", view.id)});
  }
  return http::page(frame, hand_over_form_page(view), status_after(problem));
}

// With what is known of the body already: its last day, who comes after it.
Response new_form(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  HandOverForm view;
  if (const auto body = find_profile(connection, request.query_value("organ"))) {
    view.values["organ"] = body->body_id;
    view.values["sidste_dag"] = last_day_text(body->period);
    for (const auto& one : all_successions(connection))
      if (one.predecessor_id == body->body_id) view.chosen.push_back(one.successor_id);
  }
  return plan_form(deps, request, std::move(view), std::nullopt);
}

Result<HandOverPlan> typed_plan(const Request& request) {
  const auto day = read_day(request.form_value("sidste_dag"), "Den sidste dag");
  if (!day) return std::unexpected(day.error());
  HandOverPlan plan{.body_id = std::string(request.form_value("organ")),
                    .last_day = *day,
                    .reason = std::string(request.form_value("begrundelse")),
                    .without_successor = !request.form_value("uden_efterfoelger").empty()};
  const auto [first, last] = request.form.equal_range("efterfoelger");
  for (auto at = first; at != last; ++at)
    if (!at->second.empty() && std::ranges::find(plan.successors, at->second) == plan.successors.end())
      plan.successors.push_back(at->second);
  return plan;
}

Response to(std::string_view id) { return Response::see_other("/overdragelser/" + std::string(id)); }

Response post_new(const Deps& deps, const Request& request) {
  const auto plan = typed_plan(request);
  if (!plan) return plan_form(deps, request, {}, plan.error());
  const auto id = start_hand_over(deps.book, request.actor, deps.matters, *plan);
  return id ? to(*id) : plan_form(deps, request, {}, id.error());
}

HandOverForm form_of(const HandOver& one) { return {.id = one.id, .body_id = one.body_id, .body_name = one.body_name}; }

Response change_form(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const auto one = readable(connection, request);
  if (!one || !prepares(request, *one)) return http::not_found_page(request);
  if (one->state != HandOverState::draft) return to(one->id);
  auto view = form_of(*one);
  view.values = {{"sidste_dag", iso(one->last_day())}, {"begrundelse", one->reason}};
  view.chosen = ids_of(successors_of(connection, one->id));
  if (view.chosen.empty()) view.values["uden_efterfoelger"] = "1";
  return plan_form(deps, request, std::move(view), std::nullopt);
}

// --- the hand-over itself ---

std::vector<HandOverSide> sides_of(Connection& connection, const Request& request, const HandOver& one,
                                   const HandOverDocument& document, Date today) {
  const auto given = approvals_of(connection, one.id);
  std::vector<HandOverSide> sides{{.body_id = document.body.id, .name = document.body.name}};
  for (const auto& successor : document.successors) sides.push_back({.body_id = successor.id, .name = successor.name});
  for (auto& side : sides) {
    const auto found = std::ranges::find(given, side.body_id, &HandOverApproval::body_id);
    if (found != given.end()) side.approval = *found;
    if (side.approval || one.state != HandOverState::for_approval) continue;
    side.chairs = chairs_on(connection, side.body_id, today);
    side.may_approve = audit::may_in_body(request.actor, Permission::approve, side.body_id, request.actor.today);
    side.may_stand_in = std::ranges::none_of(side.chairs, &Chair::has_account) &&
                        audit::may_in_body(request.actor, may_hand_over, side.body_id, request.actor.today);
  }
  return sides;
}

Response page_of(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto one = readable(connection, request);
  if (!one) return http::not_found_page(request);
  HandOverView view{.one = *one,
                    .document = document_of(connection, deps.matters, *one),
                    .error = problem ? problem->danish : "",
                    .actor_name = request.actor.name,
                    .csrf_token = request.csrf_token};
  view.changes = prepares(request, *one);
  view.sides = sides_of(connection, request, *one, view.document, today_of(deps));
  if (problem) view.values = typed_values(request);
  if (one->state == HandOverState::draft && view.changes) {
    view.waiting = would_refresh(connection, deps.matters, *one);
    const bool posted = request.method == http::Method::post;
    const auto kind = posted ? (request.form_value("side").empty() ? std::string_view() : request.form_value("slags"))
                             : request.query_value("slags");
    const auto found = std::ranges::find(view.document.kinds, kind, &HandOverDocument::Kind::kind);
    if (found != view.document.kinds.end()) {
      view.only_kind = found->kind;
      view.range = html::page_range(posted ? request.form_value("side") : request.query_value("side"),
                                    static_cast<std::int64_t>(found->matters.size()), matters_per_page);
    }
  }
  if (one->state == HandOverState::approved && view.changes)
    view.come_since = static_cast<std::int64_t>(all_open(connection, deps.matters, one->body_id, one->ends_on).size());
  auto frame = frame_of(request, "Overdragelse af " + view.document.body.name);
  frame.crumb_title = view.document.body.name;
  frame.title_side = state_badge(one->state);
  return http::page(frame, hand_over_page(view), status_after(problem));
}

Response show(const Deps& deps, const Request& request) { return page_of(deps, request, std::nullopt); }

Response post_change(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const auto one = readable(connection, request);
  if (!one) return http::not_found_page(request);
  const auto plan = typed_plan(request);
  if (!plan) return plan_form(deps, request, form_of(*one), plan.error());
  const auto done = change_hand_over(deps.book, request.actor, deps.matters, one->id, *plan);
  return done ? to(one->id) : plan_form(deps, request, form_of(*one), done.error());
}

// After a change: back to the page it came from, or there with what was wrong.
Response after(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  if (problem) return page_of(deps, request, problem);
  const auto id = std::string(request.parameter("id"));
  if (request.form_value("side").empty()) return to(id);
  return Response::see_other(
      html::with_query(html::with_query(html::url("/overdragelser/", id), "slags", request.form_value("slags")), "side",
                       request.form_value("side"))
          .text());
}

using Simple = Result<void> (*)(const Deps&, const Request&, std::string_view id);

template <Simple action>
Response perform_on(const Deps& deps, const Request& request) {
  const auto one = readable(deps.book.database.reader(), request);
  if (!one) return http::not_found_page(request);
  return after(deps, request, problem_of(action(deps, request, one->id)));
}

Result<void> refresh(const Deps& deps, const Request& request, std::string_view id) {
  const auto done = refresh_hand_over(deps.book, request.actor, deps.matters, id);
  if (!done) return std::unexpected(done.error());
  return {};
}
Result<void> send(const Deps& deps, const Request& request, std::string_view id) {
  return send_hand_over(deps.book, request.actor, deps.matters, id);
}
Result<void> withdraw(const Deps& deps, const Request& request, std::string_view id) {
  return withdraw_hand_over(deps.book, request.actor, id);
}
Result<void> cancel(const Deps& deps, const Request& request, std::string_view id) {
  return cancel_hand_over(deps.book, request.actor, id);
}
Result<void> approve(const Deps& deps, const Request& request, std::string_view id) {
  return approve_hand_over(deps.book, request.actor, deps.matters, id, request.form_value("organ"));
}
Result<void> stand_in(const Deps& deps, const Request& request, std::string_view id) {
  return approve_standing_in(deps.book, request.actor, deps.matters, id,
                             {.body_id = std::string(request.form_value("organ")),
                              .name = std::string(request.form_value("navn")),
                              .reason = std::string(request.form_value("grund"))});
}

Settlement typed_settlement(std::string_view kind, std::string_view matter, std::string_view way,
                            std::string_view reason) {
  Settlement one{.kind = std::string(kind), .matter_id = std::string(matter)};
  if (way == "luk")
    one.closed_reason = std::string(reason);
  else if (!way.empty())
    one.successor_id = std::string(way);
  return one;
}

// Rows are “sag.7”, “valg.7”, “grund.7”.
Result<void> settle(const Deps& deps, const Request& request, std::string_view id) {
  constexpr std::string_view matter = "sag.";
  std::vector<Settlement> all;
  for (const auto& [name, text] : request.form) {
    if (!name.starts_with(matter)) continue;
    const auto number = name.substr(matter.size());
    all.push_back(typed_settlement(request.form_value("slags"), text, request.form_value("valg." + number),
                                   request.form_value("grund." + number)));
  }
  return settle_matters(deps.book, request.actor, id, all);
}

Result<void> settle_all(const Deps& deps, const Request& request, std::string_view id) {
  const auto done = settle_rest(
      deps.book, request.actor, id,
      typed_settlement(request.form_value("slags"), "", request.form_value("valg"), request.form_value("grund")));
  if (!done) return std::unexpected(done.error());
  return {};
}

Result<void> note(const Deps& deps, const Request& request, std::string_view id) {
  const auto done =
      note_matter(deps.book, request.actor, id,
                  {.title = std::string(request.form_value("hvad")), .detail = std::string(request.form_value("om"))});
  if (!done) return std::unexpected(done.error());
  return {};
}
Result<void> remove_note(const Deps& deps, const Request& request, std::string_view id) {
  return remove_noted_matter(deps.book, request.actor, id, request.form_value("sag"));
}

Response show_taken_over(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto& id = at.body->body_id;
  auto taken = taken_over_by(connection, id);
  std::erase_if(taken, [&](const TakenOver& one) { return !may_read_hand_over(request.actor, one.from, {id}); });
  const bool reads = audit::may_in_body(request.actor, may_read_structure, id, request.actor.today) || !taken.empty();
  if (!reads) return http::not_found_page(request);
  return http::page(body_frame(request, *at.body, "Overtaget fra andre organer"),
                    taken_over_page(id, taken, deps.matters));
}

}  // namespace

std::vector<http::Route> hand_over_routes(const Deps& deps) {
  const auto route = [&deps](http::Method method, std::string pattern, Permission needed, Handle handle) {
    return http::Route{.method = method,
                       .pattern = std::move(pattern),
                       .permission = http::in_body(needed),
                       .handler = [&deps, handle](const Request& request) { return handle(deps, request); }};
  };
  const auto get = [&](std::string pattern, Permission needed, Handle handle) {
    return route(http::Method::get, std::move(pattern), needed, handle);
  };
  const auto post = [&](std::string pattern, Permission needed, Handle handle) {
    return route(http::Method::post, std::move(pattern), needed, handle);
  };
  return {get("/overdragelser", may_read_structure, show_all),
          get("/overdragelser/ny", may_hand_over, new_form),
          post("/overdragelser", may_hand_over, post_new),
          get("/overdragelser/{id}", may_read_structure, show),
          get("/overdragelser/{id}/ret", may_hand_over, change_form),
          post("/overdragelser/{id}/ret", may_hand_over, post_change),
          post("/overdragelser/{id}/opdater", may_hand_over, perform_on<refresh>),
          post("/overdragelser/{id}/fordel", may_hand_over, perform_on<settle>),
          post("/overdragelser/{id}/fordel-alle", may_hand_over, perform_on<settle_all>),
          post("/overdragelser/{id}/skriv-paa", may_hand_over, perform_on<note>),
          post("/overdragelser/{id}/tag-af", may_hand_over, perform_on<remove_note>),
          post("/overdragelser/{id}/send", may_hand_over, perform_on<send>),
          post("/overdragelser/{id}/traek-tilbage", may_hand_over, perform_on<withdraw>),
          post("/overdragelser/{id}/annuller", may_hand_over, perform_on<cancel>),
          post("/overdragelser/{id}/godkend", Permission::approve, perform_on<approve>),
          post("/overdragelser/{id}/i-formandens-sted", may_hand_over, perform_on<stand_in>),
          get("/organer/{id}/overtaget", may_read_structure, show_taken_over)};
}

}  // namespace klynge::structure
