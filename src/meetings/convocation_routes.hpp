// Where meetings are convened, and guests invited to their items.
//
//   GET, POST /organer/{id}/indkald          a new meeting: the form, what it comes to, and “Indkald”
//   GET, POST /moeder/{id}/indkaldelse       the same of one that is convened
//   GET, POST /moeder/{id}/aflys             calling it off
//   GET, POST /punkter/{id}/gaester          guests of an item; …/gaester/{person}/traek-tilbage
#pragma once
#include <vector>

#include "meetings/convocation_pages.hpp"
#include "meetings/meeting.hpp"
#include "meetings/meeting_routes.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

std::vector<http::Route> convocation_routes(const Deps& deps);
std::vector<http::Route> guest_routes(const Deps& deps);

// What a meeting's page shows of its convocation; nothing where it was not convened here.
ConvenedPart convened_html(const Deps& deps, database::Connection& connection, const http::Request& request,
                           const MeetingHead& head);

}  // namespace klynge::meetings
