// Guests: whoever is invited to one item of a meeting, and to nothing beside it.
//
// A guest signs in with an account of their own. Who has none gets one by the invitation, without roles and of a person
// made for it: so nobody gains another's seats by being invited under a name. What the guest reads follows from the row
// in item_guest (platform/audit/standing.hpp) up to its last day, also where the item is closed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "meetings/meeting.hpp"
#include "meetings/outside.hpp"
#include "meetings/rights.hpp"
#include "platform/audit/perform.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

// What stands in the form; the name counts where the address has no account yet.
struct GuestTexts {
  std::string name, email, until;
};
// The meeting's day and thirty more, and no less than thirty from today.
Date usual_last_day(const MeetingHead& meeting, Date today);

// Needs change_record in the meeting's body. Whoever is a guest already gets the new last day. Problems: invalid
// (address, name, last day), not_found (the item), conflict (the account is disabled, or several share the address).
Result<void> invite_guest(audit::Book& book, const Outside& outside, const audit::Actor& actor, ItemId item,
                          const GuestTexts& texts);
// Takes the invitation back; the account stays. Problems: not_found.
Result<void> uninvite_guest(audit::Book& book, const Outside& outside, const audit::Actor& actor, ItemId item,
                            std::string_view person_id);

// What a guest is invited to on that day, the latest meeting first. A closed item has no title here.
struct GuestItem {
  std::string id;
  std::optional<std::string> number, date, body_name, until;  // days: ISO
  std::string title;
  bool closed = false;
};
std::vector<GuestItem> items_of_guest(database::Connection& connection, std::string_view person_id, Date today);

struct GuestsView {
  ItemWithMeeting found;  // closed items closed
  std::vector<Reader> guests;
  Date today{};
  GuestTexts texts;
  std::string error{}, csrf_token{};
};
html::Html guests_page(const GuestsView& view);
// “Punkter, du er inviteret til”; nothing where there are none.
html::Html guest_items_section(const std::vector<GuestItem>& items);

}  // namespace klynge::meetings
