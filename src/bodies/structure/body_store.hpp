// Rows of bodies with their profiles, duties, relations and succession. Each function is one statement,
// so that a page of forty bodies is as few as a page of one. Bodies merged away are in no answer.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// None where there is no such body or it was merged away.
std::optional<BodyProfile> find_profile(database::Connection& connection, std::string_view body_id);
// All bodies, those without a profile too, by name.
std::vector<BodyProfile> all_profiles(database::Connection& connection);
// Also those that nothing names any more (bodies/unnamed.hpp): to join them instead of making a second of the name.
std::vector<BodyProfile> known_profiles(database::Connection& connection);
// The profile row of a body, also of one that was merged away; none where it has none.
std::optional<BodyProfile> find_profile_row(database::Connection& connection, std::string_view body_id);
void write_profile(database::Connection& connection, const BodyProfile& profile);

// In their order. `body_id` "" for all bodies.
std::vector<Duty> duties(database::Connection& connection, std::string_view body_id);
std::optional<Duty> find_duty(database::Connection& connection, std::string_view id);
void insert_duty(database::Connection& connection, const Duty& duty);
void update_duty(database::Connection& connection, const Duty& duty);

// From or to the body; "" for all.
std::vector<Relation> relations(database::Connection& connection, std::string_view body_id);
std::optional<Relation> find_relation(database::Connection& connection, std::string_view id);
void insert_relation(database::Connection& connection, const Relation& relation);
void update_relation(database::Connection& connection, const Relation& relation);

// All there are: a chain can be long, and there are few.
std::vector<Succession> all_successions(database::Connection& connection);
void write_succession(database::Connection& connection, const Succession& succession);
void remove_succession(database::Connection& connection, std::string_view predecessor_id,
                       std::string_view successor_id);

}  // namespace klynge::structure
