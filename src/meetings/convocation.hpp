// A convocation: what a secretary decides of a meeting that is to come, before any document of it is there.
//
// It becomes a Meeting at once, with its permalinks, so that what is written to members leads to the same place
// for ever: the agenda and the minutes that come in later are further states of that meeting. Its own state is
// version 0 (meeting_store.hpp). Here are the pure rules: what a form says, what is wrong with it, the deadlines of
// the rules of procedure, and the letters.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/procedure.hpp"
#include "meetings/meeting.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::meetings {

struct PlannedItem {
  std::string id{};  // of an item that is there already; "" for a new one
  std::string title;
  bool closed = false;
  bool operator==(const PlannedItem&) const = default;
};

struct Plan {
  Date day{};
  reading::ClockTime start{}, end{};
  std::string place{};               // "" where it is not settled
  std::vector<PlannedItem> items{};  // in order; numbered from 1
  bool operator==(const Plan&) const = default;
};

// What stands in the fields of the form; rows without a title are left out of the plan.
struct PlanTexts {
  std::string day, start, end, place;
  std::vector<PlannedItem> rows;
};
PlanTexts texts_of(const Plan& plan);

struct PlanFault {
  std::string field;   // "dato", "start", "slut", "sted", "punkt-3"
  std::string danish;  // a whole sentence
};
struct ReadPlan {
  Plan plan;  // whole only where nothing is wrong
  std::vector<PlanFault> faults;
};
// Nothing of the register is asked here. `today`: nobody is convened to a day that has passed.
ReadPlan read_plan(const PlanTexts& texts, Date today);

// A meeting that is convened already: the form shows no title of a closed item, since showing it is a look that must be
// asked for and written down. So a closed item's empty title means the one that stands.
PlanTexts texts_without_closed_titles(const Plan& standing);
bool keeps_closed_title(const PlannedItem& row, const Plan& standing);
ReadPlan read_change(const PlanTexts& texts, const Plan& standing, Date today);

// Whether the body can meet on the day.
Result<void> check_body_meets(const structure::BodyProfile& body, Date day);

// “13:00”, “13.00”, “9”; none where it is no time of day.
std::optional<reading::ClockTime> read_clock(std::string_view text);
// “kl. 13.00–15.00”
std::string danish_hours(reading::ClockTime start, reading::ClockTime end);

// The record that stands for the plan among the meeting's versions.
reading::MeetingRecord record_of(const Plan& plan, std::string_view body_name);
// Back again; `item_ids` as the record's items. None where the record has no day or no hours.
std::optional<Plan> plan_of(const reading::MeetingRecord& record, const std::vector<ItemId>& item_ids);

// What the rules of procedure say of a meeting on that day.
struct Deadline {
  std::string sentence;  // “Dagsordenen skal ud senest den 1. juni 2026 (7 dage før mødet).”
  bool passed = false;   // on `today` the day is over
};
struct Deadlines {
  std::optional<Deadline> agenda_out, member_items_in;
};
Deadlines deadlines_of(const structure::Procedure& procedure, Date meeting_day, Date today);

// What members are told. A closed item is told by its number alone: letters are read in many places.
enum class News { convened, changed, called_off, convened_again };
struct NewsLetter {
  std::string subject, body;
};
NewsLetter write_news(News news, const Plan& plan, std::string_view body_name, std::string_view recipient_name,
                      std::string_view address, std::string_view word);

}  // namespace klynge::meetings
