// What the handlers of this room share: the body a request is about, the frame around a page, what follows a
// change.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bodies/identity.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/page_parts.hpp"
#include "bodies/structure/structure_routes.hpp"

namespace klynge::structure {

using Handle = http::Response (*)(const Deps&, const http::Request&);

// The routes of each part of the room.
std::vector<http::Route> body_routes(const Deps& deps);
std::vector<http::Route> seat_routes(const Deps& deps);
std::vector<http::Route> rule_routes(const Deps& deps);
std::vector<http::Route> area_routes(const Deps& deps);
std::vector<http::Route> proposal_routes(const Deps& deps);
std::vector<http::Route> template_routes(const Deps& deps);
std::vector<http::Route> hand_over_routes(const Deps& deps);
std::vector<http::Route> chart_routes(const Deps& deps);

http::Route reading_route(const Deps& deps, std::string pattern, Handle handle);   // GET, for who may read
http::Route form_route(const Deps& deps, std::string pattern, Handle handle);      // GET, for who may change
http::Route changing_route(const Deps& deps, std::string pattern, Handle handle);  // POST

Viewer viewer_of(const http::Request& request);
Date today_of(const Deps& deps);

// The body of {id}. Where it was merged into another, the response that leads on; where there is none, the
// page that says so.
struct BodyAt {
  std::optional<BodyProfile> body{};
  http::Response elsewhere{};  // where `body` is none
};
BodyAt body_at(database::Connection& connection, const http::Request& request);

// A page about a body: its name above the title, the way to it.
html::PageFrame body_frame(const http::Request& request, const BodyProfile& body, std::string title);

// 200 where all is well, else the status that fits the problem.
int status_after(const std::optional<Problem>& problem);
template <class T>
std::optional<Problem> problem_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

}  // namespace klynge::structure
