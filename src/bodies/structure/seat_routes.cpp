// Seats, who holds them, and how those are reached.
#include "bodies/identity_store.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/seat_actions.hpp"
#include "bodies/structure/seat_pages.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using http::Request;
using http::Response;

Response to_seat(std::string_view id) { return Response::see_other("/pladser/" + std::string(id)); }

// --- a new seat ---

Response seat_form(const Deps& deps, const Request& request, Values values, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  const SeatView view{.body = *at.body,
                      .history = {},
                      .organisations = all_organisations(connection),
                      .seat_values = std::move(values),
                      .seat_error = problem ? problem->danish : "",
                      .viewer = viewer_of(request)};
  return http::page(body_frame(request, view.body, "Ny plads"), new_seat_page(view), status_after(problem));
}

Response new_seat(const Deps& deps, const Request& request) {
  return seat_form(deps, request, {{"rolle", "member"}, {"stemmeret", "1"}}, std::nullopt);
}

Result<Seat> typed_seat(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto role = seat_role(request.form_value("rolle"));
  if (!role) return invalid("Vælg pladsens rolle i organet.", "unknown role");
  return Seat{.label = std::string(request.form_value("navn")),
              .kind = std::string(request.form_value("slags")),
              .organisation_id = typed(request, "organisation"),
              .appointed_by = typed(request, "udpeget_af"),
              .voting = request.form_value("stemmeret") == "1",
              .role = *role,
              .period = *period};
}

Response post_seat(const Deps& deps, const Request& request) {
  auto seat = typed_seat(request);
  if (!seat) return seat_form(deps, request, typed_values(request), seat.error());
  seat->body_id = std::string(request.parameter("id"));
  const auto id = add_seat(deps.book, request.actor, *seat);
  return id ? to_seat(*id) : seat_form(deps, request, typed_values(request), id.error());
}

// --- one that stands ---

enum class Part { none, seat, term, substitute, end };

// The page of a seat; what was typed and wrong goes back to the form it came from.
Response seat_response(const Deps& deps, const Request& request, Part part, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto history = find_seat(connection, request.parameter("id"));
  const auto body = history ? find_profile(connection, history->seat.body_id) : std::nullopt;
  if (!body) return http::not_found_page(request);
  SeatView view{.body = *body, .history = std::move(*history), .today = today_of(deps), .viewer = viewer_of(request)};
  // Who sits there is no secret; how to reach them is for those inside.
  if (audit::may_in_body(request.actor, may_read_structure, body->body_id, view.today))
    view.contacts = contacts_of_body(connection, body->body_id);
  view.seat_values = values_of(view.history.seat);
  if (view.viewer.changes) view.organisations = all_organisations(connection);
  if (problem && part == Part::seat) {
    view.seat_values = typed_values(request);
    view.seat_error = problem->danish;
  } else if (problem && part == Part::end) {
    view.end_values = typed_values(request);
    view.end_error = problem->danish;
  } else if (problem && part == Part::term) {
    view.term_values = typed_values(request);
    view.term_error = problem->danish;
    if (problem->kind == Problem::Kind::conflict)
      view.namesakes = namesakes(connection, request.form_value("person_navn"));
  } else if (problem && part == Part::substitute) {
    view.substitute_values = typed_values(request);
    view.substitute_error = problem->danish;
    if (problem->kind == Problem::Kind::conflict)
      view.substitute_namesakes = namesakes(connection, request.form_value("person_navn"));
  }
  // One of a name is no choice.
  for (auto* same : {&view.namesakes, &view.substitute_namesakes})
    if (same->size() < 2) same->clear();
  auto frame = body_frame(request, view.body, view.history.seat.label);
  frame.crumbs.push_back({"Sammensætning", html::url("/organer/", view.body.body_id, "/sammensaetning")});
  return http::page(frame, seat_page(view), status_after(problem));
}

Response show_seat(const Deps& deps, const Request& request) {
  return seat_response(deps, request, Part::none, std::nullopt);
}

Response after(const Deps& deps, const Request& request, Part part, const std::optional<Problem>& problem) {
  return problem ? seat_response(deps, request, part, problem) : to_seat(request.parameter("id"));
}

Response post_changed_seat(const Deps& deps, const Request& request) {
  auto seat = typed_seat(request);
  if (!seat) return after(deps, request, Part::seat, seat.error());
  seat->id = std::string(request.parameter("id"));
  return after(deps, request, Part::seat, problem_of(change_seat(deps.book, request.actor, *seat)));
}

Response post_end(const Deps& deps, const Request& request) {
  const auto day = read_day(request.form_value("sidste_dag"), "Pladsens sidste dag");
  if (!day) return after(deps, request, Part::end, day.error());
  if (!*day)
    return after(deps, request, Part::end,
                 Problem{Problem::Kind::invalid, "Skriv pladsens sidste dag.", "no last day"});
  return after(deps, request, Part::end,
               problem_of(end_seat(deps.book, request.actor, request.parameter("id"), plus_days(**day, 1))));
}

Result<Sitting> typed_sitting(const Request& request) {
  const auto period = typed_period(request);
  if (!period) return std::unexpected(period.error());
  const auto chosen = request.form_value("person");
  return Sitting{.seat_id = std::string(request.parameter("id")),
                 .person_id = chosen == "ny" ? std::string() : std::string(chosen),
                 .person_name = std::string(request.form_value("person_navn")),
                 .is_new = chosen == "ny",
                 .period = *period};
}

Response post_term(const Deps& deps, const Request& request) {
  const auto sitting = typed_sitting(request);
  if (!sitting) return after(deps, request, Part::term, sitting.error());
  return after(deps, request, Part::term,
               problem_of(add_term(deps.book, request.actor, *sitting, request.form_value("afloeser") == "1")));
}

Response post_substitute(const Deps& deps, const Request& request) {
  const auto sitting = typed_sitting(request);
  if (!sitting) return after(deps, request, Part::substitute, sitting.error());
  return after(deps, request, Part::substitute, problem_of(add_substitute(deps.book, request.actor, *sitting)));
}

// --- one period of one person ---

struct Kept {
  std::optional<Holding> holding;
  std::optional<SeatHistory> history;
};
Kept kept_at(Connection& connection, const Request& request, bool substitute) {
  const auto id = request.parameter("id");
  Kept kept{substitute ? find_substitute(connection, id) : find_term(connection, id), {}};
  if (kept.holding) kept.history = find_seat(connection, kept.holding->seat_id);
  return kept;
}

Response holding_response(const Deps& deps, const Request& request, bool substitute,
                          const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const auto kept = kept_at(connection, request, substitute);
  const auto body = kept.history ? find_profile(connection, kept.history->seat.body_id) : std::nullopt;
  if (!body) return http::not_found_page(request);
  const HoldingView view{.holding = *kept.holding,
                         .seat = kept.history->seat,
                         .as_substitute = substitute,
                         .values = problem ? typed_values(request) : values_of(*kept.holding),
                         .error = problem ? problem->danish : "",
                         .viewer = viewer_of(request)};
  return http::page(body_frame(request, *body, "Ret perioden"), holding_page(view), status_after(problem));
}

Response change_holding(const Deps& deps, const Request& request, bool substitute) {
  const auto kept = kept_at(deps.book.database.reader(), request, substitute);
  if (!kept.history) return http::not_found_page(request);
  const auto period = typed_period(request);
  if (!period) return holding_response(deps, request, substitute, period.error());
  auto wanted = *kept.holding;
  wanted.period = *period;
  wanted.from_seen = request.form_value("fra_set") == "1";
  wanted.to_seen = request.form_value("til_set") == "1";
  const auto done =
      substitute ? change_substitute(deps.book, request.actor, wanted) : change_term(deps.book, request.actor, wanted);
  return done ? to_seat(wanted.seat_id) : holding_response(deps, request, substitute, done.error());
}

Response remove_holding(const Deps& deps, const Request& request, bool substitute) {
  const auto kept = kept_at(deps.book.database.reader(), request, substitute);
  if (!kept.history) return http::not_found_page(request);
  const auto done = substitute ? remove_substitute(deps.book, request.actor, kept.holding->id)
                               : remove_term(deps.book, request.actor, kept.holding->id);
  return done ? to_seat(kept.holding->seat_id) : holding_response(deps, request, substitute, done.error());
}

Response show_term(const Deps& deps, const Request& request) {
  return holding_response(deps, request, false, std::nullopt);
}
Response show_substitute(const Deps& deps, const Request& request) {
  return holding_response(deps, request, true, std::nullopt);
}
Response post_changed_term(const Deps& deps, const Request& request) { return change_holding(deps, request, false); }
Response post_changed_substitute(const Deps& deps, const Request& request) {
  return change_holding(deps, request, true);
}
Response post_removed_term(const Deps& deps, const Request& request) { return remove_holding(deps, request, false); }
Response post_removed_substitute(const Deps& deps, const Request& request) {
  return remove_holding(deps, request, true);
}

// --- contact data ---

Response contact_response(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const auto person = bodies::living_identity(connection, bodies::IdentityKind::person, request.parameter("id"));
  if (!person) return http::not_found_page(request);
  const auto contact = contact_of(connection, person->id);
  const ContactView view{
      .person_id = person->id,
      .name = person->name,
      .values = problem ? typed_values(request)
                        : Values{{"mail", contact.email.value_or("")}, {"telefon", contact.telephone.value_or("")}},
      .error = problem ? problem->danish : "",
      .viewer = viewer_of(request)};
  auto frame = http::frame_for(request, "Kontaktoplysninger", html::Nav::persons);
  frame.over_title = person->name;
  frame.crumbs = {{"Personer", html::url("/personer")}, {person->name, html::url("/personer/", person->id)}};
  return http::page(frame, contact_page(view), status_after(problem));
}

Response show_contact(const Deps& deps, const Request& request) {
  return contact_response(deps, request, std::nullopt);
}

Response post_contact(const Deps& deps, const Request& request) {
  const auto id = request.parameter("id");
  const auto done = change_contact(deps.book, request.actor, id, {typed(request, "mail"), typed(request, "telefon")});
  return done ? Response::see_other("/personer/" + std::string(id)) : contact_response(deps, request, done.error());
}

}  // namespace

std::vector<http::Route> seat_routes(const Deps& deps) {
  return {form_route(deps, "/organer/{id}/pladser/ny", new_seat),
          changing_route(deps, "/organer/{id}/pladser", post_seat),
          reading_route(deps, "/pladser/{id}", show_seat),
          changing_route(deps, "/pladser/{id}", post_changed_seat),
          changing_route(deps, "/pladser/{id}/slut", post_end),
          changing_route(deps, "/pladser/{id}/perioder", post_term),
          changing_route(deps, "/pladser/{id}/stedfortraedere", post_substitute),
          form_route(deps, "/pladsperioder/{id}", show_term),
          changing_route(deps, "/pladsperioder/{id}", post_changed_term),
          changing_route(deps, "/pladsperioder/{id}/fjern", post_removed_term),
          form_route(deps, "/stedfortraedere/{id}", show_substitute),
          changing_route(deps, "/stedfortraedere/{id}", post_changed_substitute),
          changing_route(deps, "/stedfortraedere/{id}/fjern", post_removed_substitute),
          form_route(deps, "/personer/{id}/kontakt", show_contact),
          changing_route(deps, "/personer/{id}/kontakt", post_contact)};
}

}  // namespace klynge::structure
