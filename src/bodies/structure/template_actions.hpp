// Applying a template: everything the plan says, in one action. Needs Permission::change_record.
#pragma once
#include "bodies/structure/template_plan.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// Plans anew inside the transaction, so that what is written fits the register as it then stands; returns what was
// done. An empty plan writes nothing. Problems: those of plan_template(), and of each part.
Result<TemplatePlan> apply_template(audit::Book& book, const audit::Actor& actor, const TemplateChoice& choice);

}  // namespace klynge::structure
