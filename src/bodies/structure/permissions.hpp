// What the routes and actions of the structure need, in one place.
#pragma once
#include "platform/audit/actor.hpp"

namespace klynge::structure {

inline constexpr audit::Permission may_read_structure = audit::Permission::read_all;
inline constexpr audit::Permission may_change_structure = audit::Permission::manage_structure;

}  // namespace klynge::structure
