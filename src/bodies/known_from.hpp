// What is known of the two that a doubt asks about.
//
// “Er Lars Jensen den samme som Lars Jensen?” cannot be answered from the names: whoever answers
// must see where each of them belongs and was met last.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/doubt_store.hpp"
#include "bodies/references.hpp"

namespace klynge::bodies {

// "Øholm Kommune. Senest nævnt: Politisk Klynge Egelund, 16. juni 2022 (deltager)"; "" where nothing is known.
std::string known_from(database::Connection& connection, const References& references, IdentityKind kind,
                       std::string_view id);

// Fills in what each doubt says of its two.
void add_known_from(database::Connection& connection, const References& references, std::vector<Doubt>& doubts);

}  // namespace klynge::bodies
