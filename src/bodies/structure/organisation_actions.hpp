// Changing what is known of an organisation, and making one that no document has named yet.
// All need Permission::change_record.
#pragma once
#include <string>

#include "bodies/structure/organisation.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// Makes an organisation; its name is what documents are matched against. Returns its id.
// Problems: invalid name, period; conflict where one has the same code, or the same name.
Result<std::string> add_organisation(audit::Book& book, const audit::Actor& actor, const Organisation& organisation);
Result<std::string> add_organisation_in(audit::Transaction& transaction, const Organisation& organisation);

// Everything but the name. Problems: not_found (also where merged away); invalid: a parent that is no
// region, is the organisation itself or merged away, an empty period; conflict: a code that another has.
Result<void> change_organisation(audit::Book& book, const audit::Actor& actor, const Organisation& organisation);
Result<void> change_organisation_in(audit::Transaction& transaction, const Organisation& organisation);

}  // namespace klynge::structure
