// Changing a body's profile, duties, relations and succession. All need Permission::change_record; the
// _in functions do the same inside a transaction that is running (templates, hand-over).
#pragma once
#include <string>
#include <string_view>

#include "bodies/structure/body_profile.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// Makes a body that no document has named yet. Returns its id. `profile.body_id` is not read.
// Problems: invalid name, period; a cluster or region that is not there; conflict: a body of that name stands already.
Result<std::string> add_body(audit::Book& book, const audit::Actor& actor, const BodyProfile& profile);
Result<std::string> add_body_in(audit::Transaction& transaction, const BodyProfile& profile);
// Everything but the name. Seats, and terms in them, that begin or end with the body follow it.
// Problems: not_found; invalid: an empty period, one that leaves a seat or term outside, a cluster or region that is
// not there.
Result<void> change_profile(audit::Book& book, const audit::Actor& actor, const BodyProfile& profile);
Result<void> change_profile_in(audit::Transaction& transaction, const BodyProfile& profile);
// Ends a body with its seats, terms, substitutes, duties, relations and rules, on the first day on which
// it is no more. What has ended before keeps its end. A Problem where a seat or a term only begins after it.
Result<void> end_body_in(audit::Transaction& transaction, std::string_view body_id, Date first_day_without);

Result<std::string> add_duty(audit::Book& book, const audit::Actor& actor, const Duty& duty);
Result<std::string> add_duty_in(audit::Transaction& transaction, const Duty& duty);
Result<void> change_duty(audit::Book& book, const audit::Actor& actor, const Duty& duty);

// Problems: a body related to itself; the same relation over the same days.
Result<std::string> add_relation(audit::Book& book, const audit::Actor& actor, const Relation& relation);
Result<std::string> add_relation_in(audit::Transaction& transaction, const Relation& relation);
Result<void> change_relation(audit::Book& book, const audit::Actor& actor, const Relation& relation);  // its period

// Problems: a body that succeeds itself, over any number of steps.
Result<void> set_succession(audit::Book& book, const audit::Actor& actor, const Succession& succession);
Result<void> set_succession_in(audit::Transaction& transaction, const Succession& succession);
Result<void> take_succession_back(audit::Book& book, const audit::Actor& actor, std::string_view predecessor_id,
                                  std::string_view successor_id);

}  // namespace klynge::structure
