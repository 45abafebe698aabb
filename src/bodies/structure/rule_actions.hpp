// Changing a body's composition rules, and recording that one is knowingly not kept.
// All need Permission::change_record.
#pragma once
#include <string>

#include "bodies/structure/rule_store.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// Keeps the sentence in the standard form of bodies/composition; `id` is not read, `position` 0 puts it last.
// Problems: a sentence that is not understood (said where), or that no seats whatever could keep; an empty
// period; no such body.
Result<std::string> add_rule(audit::Book& book, const audit::Actor& actor, const RuleRow& rule);
Result<std::string> add_rule_in(audit::Transaction& transaction, const RuleRow& rule);
Result<void> change_rule(audit::Book& book, const audit::Actor& actor, const RuleRow& rule);

// `decided_by` as typed: the address of an item, or words.
// Problems: no reason, no decision; what holds instead is not understood; an empty period.
Result<std::string> add_deviation(audit::Book& book, const audit::Actor& actor, const Deviation& deviation);
Result<std::string> add_deviation_in(audit::Transaction& transaction, const Deviation& deviation);
Result<void> change_deviation(audit::Book& book, const audit::Actor& actor, const Deviation& deviation);

}  // namespace klynge::structure
