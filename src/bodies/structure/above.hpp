// What this room is told by the rooms above it, which it does not know: `app` joins them.
//
// Minutes say who sat where: the room that keeps meetings hands in each attendance as one Attended, and
// this room makes proposals of them. A decision is an item of a meeting: where a form was given the
// address of one, the room above says what it is called.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "bodies/organisation_match.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// One row of an attendance list. Texts are as printed, "" where nothing stands there.
struct Attended {
  std::string meeting_id, body_id;
  Date day{};
  std::string person_id, name;  // id "" where the row names nobody known
  std::string title;
  std::string organisation_id, organisation_name;
  bodies::OrganisationKind organisation_kind = bodies::OrganisationKind::other;
  std::string role;             // chair, cochair, member, observer, secretary, guest, administration
  std::string status;           // present, apologies, substitute, vacant
  std::string substitutes_for;  // the printed name of whom
};

struct NamedItem {
  std::string title, path;  // “Punkt 4, Budget (Politisk Klynge Egelund, 7. november 2022)”, “/punkter/…”
};

struct Above {
  // All attendance of a body's minutes, oldest first.
  std::function<std::vector<Attended>(database::Connection&, std::string_view body_id)> attended;
  // An item by its id; none where there is none that may be named (a closed one).
  std::function<std::optional<NamedItem>(database::Connection&, std::string_view item_id)> item;
};

// Nobody is above; for tests and for a program without meetings.
Above nobody_above();

}  // namespace klynge::structure
