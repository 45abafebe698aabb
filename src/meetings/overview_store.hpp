// What the overview, the list of bodies and a person's page ask for.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meetings/list.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/scope.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

struct BodyRow {
  std::string id, name, level;  // level as in the database
  std::int64_t meetings = 0;
  std::optional<std::string> first_date, last_date;
  std::string note{};    // when it begins, ends or ended, where that is to be said
  bool is_over = false;  // it has ended
};
// What there is for whoever reads with this scope; without persons and bodies where it is not everything.
Counts counts(database::Connection& connection, const Scope& scope);

// All bodies of the register, in Danish alphabetical order, with those of their meetings that the scope opens.
std::vector<BodyRow> all_bodies(database::Connection& connection, const Scope& scope);
std::optional<BodyRow> find_body(database::Connection& connection, const Scope& scope, std::string_view body_id);

// Meetings that came in last.
std::vector<MeetingRow> latest_meetings(database::Connection& connection, const Scope& scope, std::int64_t limit);
// Meetings that somebody announced for `today` (ISO) or later, neither convened nor with a document of them yet.
struct NextMeetingRow {
  std::string date;  // ISO
  std::optional<std::string> body_id, body_name;
  std::string meeting_id;  // that announced it
};
std::vector<NextMeetingRow> next_meetings(database::Connection& connection, const Scope& scope, std::string_view today,
                                          std::int64_t limit);

// Organisations a person has been seen to belong to, in Danish order.
std::vector<Choice> organisations_of_person(database::Connection& connection, std::string_view person_id);
// What a person was present at and presents; newest first.
std::vector<AttendanceRow> attendance_of_person(database::Connection& connection, const Scope& scope,
                                                std::string_view person_id, Paging paging);
struct PresentationRow {
  RowMeeting meeting;
  RowItem item;
};
std::vector<PresentationRow> presentations_of_person(database::Connection& connection, const Scope& scope,
                                                     std::string_view person_id, Paging paging);

}  // namespace klynge::meetings
