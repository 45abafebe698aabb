// A body's composition on a day, its rules and the deviations from them.
#include <algorithm>

#include <fmt/format.h>

#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/composition_pages.hpp"
#include "bodies/structure/decision.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/rule_actions.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using http::Request;
using http::Response;

Decisions decisions_of(Connection& connection, const Above& above, const std::vector<RuleRow>& rows) {
  Decisions decisions;
  for (const auto& row : rows)
    for (const auto& one : row.deviations) decisions[one.id] = decision_html(connection, above, one.decided_by);
  return decisions;
}

DrawnPage draw_composition(const Deps& deps, const BodyProfile& body, Date day, const Viewer& viewer) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  CompositionView view{.body = body, .day = day, .viewer = viewer};
  view.seats = seats(connection, view.body.body_id);
  view.rules = rules(connection, view.body.body_id);
  const bool asks = !view.rules.empty();
  view.composition = compose(view.body, view.rules, view.seats,
                             asks ? read_area(connection, view.body, view.day) : composition::Area{},
                             asks ? other_names_at(connection, view.body.body_id) : OtherNames{}, view.day);
  view.decisions = decisions_of(connection, deps.above, view.rules);
  return {"Sammensætning", composition_page(view)};
}

Response show_composition(const Deps& deps, const Request& request) {
  auto& connection = deps.book.database.reader();
  const auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const auto viewer = viewer_of(request);
  const auto day = day_of(request, today_of(deps));
  const auto key = fmt::format("composition {} {} {}", at.body->body_id, iso(day), viewer.changes);
  const auto page = deps.drawn->page(
      connection, key, [&] { return draw_composition(deps, *at.body, day, {.changes = viewer.changes}); });
  return http::page(body_frame(request, *at.body, page->title), page->main);
}

// A new rule's form, again with what was wrong.
Response rule_form(const Deps& deps, const Request& request, Values values, const std::optional<Problem>& problem) {
  auto at = body_at(deps.book.database.reader(), request);
  if (!at.body) return at.elsewhere;
  const RuleView view{.body = *at.body,
                      .rule = {},
                      .values = std::move(values),
                      .error = problem ? problem->danish : "",
                      .viewer = viewer_of(request)};
  return http::page(body_frame(request, view.body, "Ny regel"), rule_page(view), status_after(problem));
}

Response new_rule(const Deps& deps, const Request& request) { return rule_form(deps, request, {}, std::nullopt); }

Result<RuleRow> typed_rule(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  return RuleRow{
      .sentence = std::string(request.form_value("regel")), .source = typed(request, "kilde"), .period = *period};
}

Response to_composition(std::string_view body_id) {
  return Response::see_other("/organer/" + std::string(body_id) + "/sammensaetning");
}

Response post_rule(const Deps& deps, const Request& request) {
  auto rule = typed_rule(request);
  if (!rule) return rule_form(deps, request, typed_values(request), rule.error());
  rule->body_id = std::string(request.parameter("id"));
  const auto done = add_rule(deps.book, request.actor, *rule);
  return done ? to_composition(rule->body_id) : rule_form(deps, request, typed_values(request), done.error());
}

// The page of a rule that stands. `on_deviation`: what was typed and wrong belongs to the form for deviations.
Response rule_response(const Deps& deps, const Request& request, const std::optional<Problem>& problem,
                       bool on_deviation) {
  auto& connection = deps.book.database.reader();
  const auto rule = find_rule(connection, request.parameter("id"));
  const auto body = rule ? find_profile(connection, rule->body_id) : std::nullopt;
  if (!body) return http::not_found_page(request);
  RuleView view{.body = *body,
                .rule = *rule,
                .decisions = decisions_of(connection, deps.above, {*rule}),
                .values = values_of(*rule),
                .viewer = viewer_of(request)};
  if (problem && on_deviation) {
    view.deviation_values = typed_values(request);
    view.deviation_error = problem->danish;
  } else if (problem) {
    view.values = typed_values(request);
    view.error = problem->danish;
  }
  return http::page(body_frame(request, *body, "Ret reglen"), rule_page(view), status_after(problem));
}

Response show_rule(const Deps& deps, const Request& request) {
  return rule_response(deps, request, std::nullopt, false);
}

Response post_changed_rule(const Deps& deps, const Request& request) {
  auto rule = typed_rule(request);
  if (!rule) return rule_response(deps, request, rule.error(), false);
  rule->id = std::string(request.parameter("id"));
  const auto done = change_rule(deps.book, request.actor, *rule);
  if (!done) return rule_response(deps, request, done.error(), false);
  return to_composition(find_rule(deps.book.database.reader(), rule->id)->body_id);
}

Result<Deviation> typed_deviation(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto decided = read_day(request.form_value("besluttet_den"), "Dagen, det er besluttet,");
  if (!decided) return std::unexpected(decided.error());
  return Deviation{.rule_id = std::string(request.parameter("id")),
                   .reason = std::string(request.form_value("grund")),
                   .decided_by = std::string(request.form_value("besluttet_af")),
                   .decided_on = *decided,
                   .sentence = typed(request, "i_stedet"),
                   .period = *period};
}

Response post_deviation(const Deps& deps, const Request& request) {
  const auto deviation = typed_deviation(request);
  if (!deviation) return rule_response(deps, request, deviation.error(), true);
  const auto done = add_deviation(deps.book, request.actor, *deviation);
  if (!done) return rule_response(deps, request, done.error(), true);
  return to_composition(find_rule(deps.book.database.reader(), deviation->rule_id)->body_id);
}

// The page of a deviation that stands, again with what was wrong.
Response deviation_response(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const auto deviation = find_deviation(connection, request.parameter("id"));
  const auto rule = deviation ? find_rule(connection, deviation->rule_id) : std::nullopt;
  const auto body = rule ? find_profile(connection, rule->body_id) : std::nullopt;
  if (!body) return http::not_found_page(request);
  const DeviationView view{.body = *body,
                           .rule = *rule,
                           .deviation_id = deviation->id,
                           .values = problem ? typed_values(request) : values_of(*deviation),
                           .error = problem ? problem->danish : "",
                           .viewer = viewer_of(request)};
  return http::page(body_frame(request, *body, "Ret fravigelsen"), deviation_page(view), status_after(problem));
}

Response show_deviation(const Deps& deps, const Request& request) {
  return deviation_response(deps, request, std::nullopt);
}

Response post_changed_deviation(const Deps& deps, const Request& request) {
  auto deviation = typed_deviation(request);
  if (!deviation) return deviation_response(deps, request, deviation.error());
  deviation->id = std::string(request.parameter("id"));
  const auto done = change_deviation(deps.book, request.actor, *deviation);
  if (!done) return deviation_response(deps, request, done.error());
  auto& connection = deps.book.database.reader();
  return to_composition(find_rule(connection, find_deviation(connection, deviation->id)->rule_id)->body_id);
}

}  // namespace

std::vector<http::Route> rule_routes(const Deps& deps) {
  return {reading_route(deps, "/organer/{id}/sammensaetning", show_composition),
          form_route(deps, "/organer/{id}/regler/ny", new_rule),
          changing_route(deps, "/organer/{id}/regler", post_rule),
          form_route(deps, "/regler/{id}", show_rule),
          changing_route(deps, "/regler/{id}", post_changed_rule),
          changing_route(deps, "/regler/{id}/fravigelser", post_deviation),
          form_route(deps, "/fravigelser/{id}", show_deviation),
          changing_route(deps, "/fravigelser/{id}", post_changed_deviation)};
}

}  // namespace klynge::structure
