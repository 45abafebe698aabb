// The table of actions: everything that can be done to the register, with the permission it needs.
//
// An action is declared once, beside the code that performs it, as a constant at namespace scope; perform()
// takes its permission from here and from nowhere else. An Action enters itself in the table when it is
// made, so one that is not in the table cannot be performed; the table is closed when the product opens its store, and
// an action that is made later (in a function) ends the program there. docs/permissions.md is printed from the table,
// and the test matrix tries every action in it as every role.
#pragma once
#include <string_view>
#include <vector>

#include "platform/audit/actor.hpp"

namespace klynge::audit {

struct Action {
  enum class Reach {
    role,     // the permission is held in the whole installation
    in_body,  // or by a part in the body at hand: whoever performs it acts as acting_in() that body
    // These three state no permission:
    own,     // of one's own account or session; what else must be proved first is asked beforehand
    thing,   // whether that one thing is open to the actor is asked beforehand (standing.hpp)
    itself,  // the program, on its own account
  };
  // `name` is a literal: “seat.add”. Each name once.
  Action(std::string_view name, Permission permission, Reach reach = Reach::role);
  // Without a permission.
  Action(std::string_view name, Reach reach);
  Action(const Action&) = delete;
  ~Action();

  const std::string_view name;
  const Permission permission;
  const Reach reach;
};

// All of the program, by name; closes the table. Throws std::logic_error where a name is there twice.
const std::vector<const Action*>& all_actions();

}  // namespace klynge::audit
