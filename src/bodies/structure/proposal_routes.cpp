// Proposals from the minutes, and the answers to them.
#include <algorithm>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/proposal_pages.hpp"
#include "bodies/structure/route_parts.hpp"

namespace klynge::structure {
namespace {

using http::Request;
using http::Response;

Response list_response(const Deps& deps, const Request& request, const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  ProposalsView view{.body = std::move(*at.body),
                     .proposals = {},
                     .error = problem ? problem->danish : "",
                     .viewer = viewer_of(request)};
  view.proposals = open_proposals(connection, deps.above, view.body);
  view.declined = declined_proposals(connection, deps.above, view.body);
  return http::page(body_frame(request, view.body, "Forslag fra referater"), proposals_page(view),
                    status_after(problem));
}

Response show_list(const Deps& deps, const Request& request) { return list_response(deps, request, std::nullopt); }

std::optional<Proposal> find(const std::vector<Proposal>& all, std::string_view key) {
  const auto found = std::ranges::find(all, key, &Proposal::key);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

Response form_response(const Deps& deps, const Request& request, std::string_view key,
                       const std::optional<Problem>& problem) {
  auto& connection = deps.book.database.reader();
  const database::ReadTransaction moment(connection);
  auto at = body_at(connection, request);
  if (!at.body) return at.elsewhere;
  auto proposal = find(open_proposals(connection, deps.above, *at.body), key);
  if (!proposal) return http::not_found_page(request);
  const ProposalView view{.body = *at.body,
                          .proposal = *proposal,
                          .organisations = all_organisations(connection),
                          .values = problem ? typed_values(request) : values_of(*proposal),
                          .error = problem ? problem->danish : "",
                          .viewer = viewer_of(request)};
  auto frame = body_frame(request, view.body, "Ret forslaget");
  frame.crumbs.push_back({"Forslag fra referater", html::url("/organer/", view.body.body_id, "/forslag")});
  return http::page(frame, proposal_page(view), status_after(problem));
}

Response show_form(const Deps& deps, const Request& request) {
  return form_response(deps, request, request.query_value("forslag"), std::nullopt);
}

Response to_list(const Request& request) {
  return Response::see_other("/organer/" + std::string(request.parameter("id")) + "/forslag");
}

Response post_yes(const Deps& deps, const Request& request) {
  const auto key = request.form_value("forslag");
  const auto id = request.parameter("id");
  Correction correction;
  const bool corrected = request.form_value("rettet") == "1";
  if (corrected) {
    auto& connection = deps.book.database.reader();
    const auto body = find_profile(connection, id);
    const auto proposal = body ? find(open_proposals(connection, deps.above, *body), key) : std::nullopt;
    if (!proposal)
      return list_response(
          deps, request,
          Problem{Problem::Kind::not_found, "Forslaget er der ikke mere. Det er besvaret, eller referaterne er ændret.",
                  "no such proposal"});
    auto typed = typed_correction(request, *proposal);
    if (!typed) return form_response(deps, request, key, typed.error());
    correction = std::move(*typed);
  }
  const auto done = confirm_proposal(deps.book, request.actor, deps.above, id, key, correction);
  if (done) return to_list(request);
  return corrected ? form_response(deps, request, key, done.error()) : list_response(deps, request, done.error());
}

Response post_all(const Deps& deps, const Request& request) {
  const auto done = confirm_all(deps.book, request.actor, deps.above, request.parameter("id"));
  return done ? Response::see_other("/organer/" + std::string(request.parameter("id")) + "/sammensaetning")
              : list_response(deps, request, done.error());
}

Response post_no(const Deps& deps, const Request& request) {
  const auto done =
      decline_proposal(deps.book, request.actor, deps.above, request.parameter("id"), request.form_value("forslag"));
  return done ? to_list(request) : list_response(deps, request, done.error());
}

Response post_no_taken_back(const Deps& deps, const Request& request) {
  const auto done = reopen_proposal(deps.book, request.actor, request.parameter("id"), request.form_value("forslag"));
  return done ? to_list(request) : list_response(deps, request, done.error());
}

}  // namespace

std::vector<http::Route> proposal_routes(const Deps& deps) {
  return {form_route(deps, "/organer/{id}/forslag", show_list),
          form_route(deps, "/organer/{id}/forslag/ret", show_form),
          changing_route(deps, "/organer/{id}/forslag/ja", post_yes),
          changing_route(deps, "/organer/{id}/forslag/alle", post_all),
          changing_route(deps, "/organer/{id}/forslag/nej", post_no),
          changing_route(deps, "/organer/{id}/forslag/nej/fortryd", post_no_taken_back)};
}

}  // namespace klynge::structure
