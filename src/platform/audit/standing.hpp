// Standing: what a person may read and do in the bodies where they hold a seat.
//
// Rights follow from seats and their terms (design, “Who may do what”), so nobody gives or takes them by
// hand and a seat that ends ends the right. A term says from which day to which; what is asked is always
// asked for a day, so a right ends at midnight though the person stays signed in:
//   - While a term runs, its holder reads all of the body: agendas, minutes, attachments, closed items too.
//   - After it, what was held during the term stays readable; its closed items only up to `closed_to`, which
//     the body's rules of procedure set.
//   - A guest reads the items of the invitation, and nothing beside them.
// Kept with the actor, in memory: a page of hundreds of items asks for each.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "platform/audit/actor.hpp"

namespace klynge::audit {

// Where a period has no beginning or no end that is known.
inline constexpr Date since_ever{0, 1, 1};
inline constexpr Date for_ever{9999, 12, 31};

enum class Part { observer, substitute, member, secretary, cochair, chair };

struct Standing {
  std::string body_id;
  Part part = Part::member;
  Date from = since_ever, to = for_ever;  // from <= day < to
  Date closed_to = since_ever;            // closed items of the term are read before this day, or while it runs
  bool runs_on(Date day) const { return from <= day && day < to; }
};

struct Invitation {
  std::string item_id;
  Date until = for_ever;  // the last day
};

struct Standings {
  Standings(std::string person, std::vector<Standing> parts, std::vector<Invitation> items);
  std::string person_id;
  std::vector<Standing> bodies;         // by body, the highest part first
  std::vector<Invitation> invitations;  // by item
};

// What is to be read: an item, or with no item_id the meeting without its closed items.
struct Matter {
  std::string_view body_id;   // "" where the minutes name none
  Date held_on = since_ever;  // since_ever where the day is not known
  std::string_view item_id;
  bool is_public = false;  // published, and nothing stands against it
  bool closed = false;
};

enum class Why { not_allowed, is_public, role, seat, past_seat, invitation };

struct Verdict {
  Why why = Why::not_allowed;
  const Standing* standing = nullptr;  // for seat and past_seat; lives as long as the actor's standings
  explicit operator bool() const { return why != Why::not_allowed; }
};

// May the actor read it on that day, and why? A closed item is never public.
Verdict may_read(const Actor& actor, const Matter& matter, Date today);

// May the actor do in this body what needs `permission`: by a role, or by the part in the body. A secretary
// of a body changes its record; chair and cochair approve; members read.
bool may_in_body(const Actor& actor, Permission permission, std::string_view body_id, Date today);
// The same in any body at all: whether a page that needs it can be of use. `body_id` is not known yet.
bool may_in_some_body(const Actor& actor, Permission permission, Date today);

// The actor as they are within this body: with the permissions that their parts there bring today. For
// perform(), once the body of what is to be changed is known.
Actor acting_in(const Actor& actor, std::string_view body_id);

// What a part brings within its body.
Permissions permissions_of(Part part);
// All of them, the least first, and the word of each: "observer" …
const std::vector<Part>& all_parts();
std::string_view name(Part part);
// All of them with the word of each: "read_all" …
const std::vector<Permission>& all_permissions();
std::string_view name(Permission permission);
// "chair" …, as seats are kept.
Part part_from(std::string_view role);
// “formand”, “medformand”, “medlem” …
std::string_view danish(Part part);

}  // namespace klynge::audit
