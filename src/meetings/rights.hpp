// What somebody may see of a meeting or an item, and the words for why.
//
// The rule itself is audit::may_read(); here a meeting and an item become what it asks about. A guest is let in
// to single items and not to their meeting; a closed item is shown only on demand, and the look is written down.
#pragma once
#include <string>
#include <vector>

#include "meetings/meeting.hpp"
#include "meetings/page_parts.hpp"
#include "platform/audit/action.hpp"
#include "platform/audit/standing.hpp"
#include "platform/database/connection.hpp"
#include "platform/http/http.hpp"

namespace klynge::meetings {

// `is_public`: published, and nothing stands against it. For a closed item's texts set `closed`.
audit::Matter matter_of(const MeetingHead& head, bool is_public);
audit::Matter matter_of(const ItemWithMeeting& found, bool is_public);

// What the actor may see and do on the page of something, once may_read() has let them in.
Viewer viewer_in(const http::Request& request, const audit::Matter& matter);

// Somebody looks at a whole source with closed items in it; whoever performs it has asked whether they may.
extern const audit::Action source_look_action;

// “Du er medlem af Styregruppen fra 1. juli 2022. Derfor kan du læse alt i organet.”
std::string why_danish(const audit::Verdict& verdict, std::string_view body_name);

// Who reads a body's meetings by a seat, now or in the past; by part and name.
struct Reader {
  std::string person_id, name;
  audit::Part part = audit::Part::member;
  std::optional<std::string> from, to;  // ISO
};
std::vector<Reader> readers_of(database::Connection& connection, std::string_view body_id);
// Whether the actor is a guest and nothing else: lists hold the items of the invitation at most.
bool reads_invited_items_only(const audit::Actor& actor);

// Guests of one item.
std::vector<Reader> guests_of(database::Connection& connection, std::string_view item_id);

}  // namespace klynge::meetings
