// Where guests are invited: GET, POST /punkter/{id}/gaester and POST …/gaester/{person}/traek-tilbage.
#include "meetings/convocation_routes.hpp"
#include "meetings/guests.hpp"
#include "meetings/meeting_pages.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/register_routes.hpp"
#include "platform/http/page.hpp"

namespace klynge::meetings {
namespace {

using audit::Permission;
using http::in_body;
using http::Method;
using http::Request;
using http::Response;
using http::Route;

struct ItemAt {
  std::optional<ItemWithMeeting> found{};
  Response otherwise{};
};

ItemAt item_to_invite_to(database::Connection& connection, const Request& request) {
  const auto id = ItemId::parse(request.parameter("id"));
  auto found = id ? find_item(connection, *id) : std::nullopt;
  if (!found) return {std::nullopt, http::not_found_page(request)};
  // By a right of their own, not because the meeting is public.
  const auto viewer = viewer_in(request, matter_of(*found, false));
  if (!viewer.reads_all) return {std::nullopt, http::not_found_page(request)};
  if (!viewer.changes)
    return {
        std::nullopt,
        http::problem_page(request, {Problem::Kind::forbidden,
                                     "Kun organets sekretær og sekretærer for hele installationen kan invitere gæster.",
                                     "not a secretary of the body"})};
  // Who invites need not have looked at it.
  if (found->item.closed) close_item(found->item);
  return {std::move(found), {}};
}

Response guests_response(const Deps& deps, const Request& request, const ItemWithMeeting& found, GuestTexts texts,
                         const std::optional<Problem>& problem) {
  GuestsView view{.found = found,
                  .guests = guests_of(deps.database.reader(), found.item.id),
                  .today = local_date(deps.book.clock()),
                  .texts = std::move(texts),
                  .error = problem ? problem->danish : "",
                  .csrf_token = request.csrf_token};
  auto frame = http::frame_for(request, "Gæster", html::Nav::bodies);
  frame.over_title = numbered_title(found.item.number, found.item.title);
  frame.crumbs = way_to_meeting(found.meeting, true);
  frame.crumbs.push_back(
      {found.item.number ? "Punkt " + *found.item.number : found.item.title, html::url("/punkter/", found.item.id)});
  return http::page(frame, guests_page(view), problem ? http::status_of(problem->kind) : 200);
}

Response show_guests(const Deps& deps, const Request& request) {
  const auto at = item_to_invite_to(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  return guests_response(deps, request, *at.found,
                         {.until = iso(usual_last_day(at.found->meeting, local_date(deps.book.clock())))},
                         std::nullopt);
}

Response post_guest(const Deps& deps, const Request& request) {
  const auto at = item_to_invite_to(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  GuestTexts texts{.name = clean_value(request.form_value("navn")),
                   .email = clean_value(request.form_value("email")),
                   .until = clean_value(request.form_value("til"))};
  const auto done = invite_guest(deps.book, deps.outside, request.actor, *ItemId::parse(at.found->item.id), texts);
  if (!done) return guests_response(deps, request, *at.found, std::move(texts), done.error());
  return Response::see_other("/punkter/" + at.found->item.id + "/gaester");
}

Response post_uninvite(const Deps& deps, const Request& request) {
  const auto at = item_to_invite_to(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  const auto done = uninvite_guest(deps.book, deps.outside, request.actor, *ItemId::parse(at.found->item.id),
                                   request.parameter("person"));
  if (!done) return http::problem_page(request, done.error());
  return Response::see_other("/punkter/" + at.found->item.id + "/gaester");
}

}  // namespace

std::vector<Route> guest_routes(const Deps& deps) {
  const auto route = [&deps](Method method, std::string pattern, Response (*handler)(const Deps&, const Request&)) {
    return Route{.method = method,
                 .pattern = std::move(pattern),
                 .permission = in_body(Permission::change_record),
                 .handler = [&deps, handler](const Request& request) { return handler(deps, request); }};
  };
  return {route(Method::get, "/punkter/{id}/gaester", show_guests),
          route(Method::post, "/punkter/{id}/gaester", post_guest),
          route(Method::post, "/punkter/{id}/gaester/{person}/traek-tilbage", post_uninvite)};
}

}  // namespace klynge::meetings
