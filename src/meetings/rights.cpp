#include "meetings/rights.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"

namespace klynge::meetings {

const audit::Action source_look_action{"source.look", audit::Action::Reach::thing};

namespace {

using audit::Permission;
using database::Sql;

constexpr Sql readers_sql{
    "SELECT r.person_id, p.name, r.role, r.valid_from, r.valid_to FROM body_standing r JOIN person p ON p.id = r.person_id"
    " WHERE r.body_id = $1 ORDER BY r.valid_to DESC NULLS FIRST, p.sort_key, r.valid_from LIMIT $2"};
constexpr Sql guests_sql{
    "SELECT g.person_id, p.name, g.until FROM item_guest g JOIN person p ON p.id = g.person_id"
    " WHERE g.item_id = $1 ORDER BY p.sort_key LIMIT $2"};

// As the table beside it says it: with the last day, not the first after it.
std::string period(const audit::Standing& standing) {
  const bool open = standing.to == audit::for_ever;
  const std::string last = open ? "" : " til og med " + danish(plus_days(standing.to, -1));
  return standing.from == audit::since_ever ? last : " fra " + danish(standing.from) + last;
}

}  // namespace

audit::Matter matter_of(const MeetingHead& head, bool is_public) {
  const auto day = head.date ? parse_iso_date(*head.date) : std::nullopt;
  return {.body_id = head.body_id ? std::string_view(*head.body_id) : std::string_view(),
          .held_on = day.value_or(audit::since_ever),
          .item_id = {},
          .is_public = is_public};
}

audit::Matter matter_of(const ItemWithMeeting& found, bool is_public) {
  auto matter = matter_of(found.meeting, is_public);
  matter.item_id = found.item.id;
  return matter;
}

Viewer viewer_in(const http::Request& request, const audit::Matter& matter) {
  auto inside = matter, closed = matter, whole = matter;
  whole.item_id = {};
  whole.closed = false;
  inside.is_public = false;
  closed.closed = true;
  const auto& actor = request.actor;
  const auto verdict = audit::may_read(actor, inside, actor.today);
  return {.reads_all = verdict && verdict.why != audit::Why::invitation,
          .changes = audit::may_in_body(actor, Permission::change_record, matter.body_id, actor.today),
          .reads_closed = static_cast<bool>(audit::may_read(actor, closed, actor.today)),
          .reads_meeting = static_cast<bool>(audit::may_read(actor, whole, actor.today)),
          .csrf_token = request.csrf_token};
}

std::string why_danish(const audit::Verdict& verdict, std::string_view body_name) {
  using enum audit::Why;
  switch (verdict.why) {
    case is_public:
      return "Mødet er offentliggjort. Derfor kan alle læse det, dog ikke lukkede punkter.";
    case role:
      return "Din rolle i Klynge giver adgang til alle organers møder.";
    case seat:
      return fmt::format("Du er {} i {}{}. Derfor kan du læse alt i organet.", audit::danish(verdict.standing->part),
                         body_name, period(*verdict.standing));
    case past_seat:
      return fmt::format("Du var {} i {}{}, og mødet blev holdt i den tid. Derfor kan du stadig læse det.",
                         audit::danish(verdict.standing->part), body_name, period(*verdict.standing));
    case invitation:
      return "Du er inviteret til punktet som gæst. Derfor kan du læse det, men ikke resten af mødet.";
    case not_allowed:
      break;
  }
  return "Du har ikke adgang til det.";
}

std::vector<Reader> readers_of(database::Connection& connection, std::string_view body_id) {
  std::vector<Reader> readers;
  auto rows = connection.query(readers_sql, body_id, static_cast<std::int64_t>(limits::page_rows));
  while (rows.next())
    readers.push_back({.person_id = rows.string(0),
                       .name = rows.string(1),
                       .part = audit::part_from(rows.text(2)),
                       .from = rows.optional_string(3),
                       .to = rows.optional_string(4)});
  return readers;
}

bool reads_invited_items_only(const audit::Actor& actor) {
  return !actor.may(audit::Permission::read_all) && actor.standings && actor.standings->bodies.empty() &&
         !actor.standings->invitations.empty();
}

std::vector<Reader> guests_of(database::Connection& connection, std::string_view item_id) {
  std::vector<Reader> guests;
  auto rows = connection.query(guests_sql, item_id, static_cast<std::int64_t>(limits::page_rows));
  while (rows.next())
    guests.push_back(
        {.person_id = rows.string(0), .name = rows.string(1), .from = std::nullopt, .to = rows.optional_string(2)});
  return guests;
}

}  // namespace klynge::meetings
