// Convocations as they are kept, the meetings to come, and who is told of one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meetings/convocation.hpp"
#include "meetings/scope.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

struct Convocation {
  std::string meeting_id;
  Plan plan;
  std::optional<std::string> word{};  // why it was convened though a rule of composition was not kept
  std::int64_t convened_at_us = 0;
  std::string convened_by;
  std::optional<std::int64_t> changed_at_us{}, called_off_at_us{};
  std::optional<std::string> called_off_by{}, called_off_reason{};
  bool is_called_off() const { return called_off_at_us.has_value(); }
};

std::optional<Convocation> find_convocation(database::Connection& connection, std::string_view meeting_id);
// The record and the items' ids are the plan's; see record_of().
void insert_convocation(database::Connection& connection, const Convocation& one, std::string_view record,
                        const std::vector<ItemId>& items);
void update_convocation(database::Connection& connection, const Convocation& one, std::string_view record,
                        const std::vector<ItemId>& items);
void mark_called_off(database::Connection& connection, std::string_view meeting_id, Instant now, std::string_view by,
                     std::string_view reason);

// Makes two who convene the same body at one time come after each other, on either database.
void lock_body(database::Connection& connection, std::string_view body_id);

// Meetings from `today` on of which there are no minutes, the next first: convened here, or by an agenda.
struct ComingMeeting {
  std::string id, date;  // ISO
  std::optional<std::string> start, end, place, body_id, body_name;
  bool convened = false;  // no agenda has come in yet
  bool called_off = false;
};
// `body_id` "" for all bodies.
std::vector<ComingMeeting> coming_meetings(database::Connection& connection, const Scope& scope,
                                           std::string_view body_id, std::string_view today, std::int64_t limit);

// Who is asked to come on one of the days: everybody with a seat then, observers and the secretary too, but not
// personal substitutes, whom the member sends. By name, each once.
struct Asked {
  std::string person_id, name;
  std::string email;  // "" where no open account with an address belongs to the person
};
std::vector<Asked> asked_to_come(database::Connection& connection, std::string_view body_id,
                                 const std::vector<Date>& days);

}  // namespace klynge::meetings
