// What a secretary may change about persons, organisations and bodies: merge, take a merge back,
// split, rename, settle a doubt.
//
// Every change can be taken back: a merge keeps what it moved, a split is undone by a merge, a name
// by another name, and an answered doubt can be answered anew. All need Permission::change_record.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "bodies/identity.hpp"
#include "bodies/references.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::bodies {

struct Merge {
  IdentityKind kind = IdentityKind::person;
  std::string kept_id, gone_id;
  bool settled = false;  // somebody has said that the kept one's word holds where the two say different things
};
// Pours `gone` into `kept`; links to `gone` lead to `kept` from then on. Returns the merge's id.
// Problems: not_found; invalid where both are one; conflict where one is merged away already, or where the two say
// different things (References::conflicts) and nobody has settled it.
Result<std::string> merge(audit::Book& book, const audit::Actor& actor, const References& references,
                          const Merge& command);

// Problems: not_found; conflict where it is taken back already or where `kept` has itself been merged away since.
Result<void> undo_merge(audit::Book& book, const audit::Actor& actor, const References& references,
                        std::string_view merge_id);

struct Split {
  IdentityKind kind = IdentityKind::person;
  std::string from_id;
  std::vector<std::string> mentions;  // values of the chosen check boxes
  std::optional<std::string> to_id;   // an existing one, or
  std::string new_name;               // the name of a new one
};
// Returns the id of the one who has the mentions now.
Result<std::string> split(audit::Book& book, const audit::Actor& actor, const References& references,
                          const Split& command);

struct Rename {
  IdentityKind kind = IdentityKind::person;
  std::string id, name;
};
Result<void> rename(audit::Book& book, const audit::Actor& actor, const Rename& command);

enum class DoubtAnswer { same, different };
// `same` merges the one that stands in the register meanwhile into the one known before.
Result<void> settle_doubt(audit::Book& book, const audit::Actor& actor, const References& references,
                          std::string_view doubt_id, DoubtAnswer answer);

// A merge that can be taken back, for the page of the one that was kept.
struct PastMerge {
  std::string id, gone_id, gone_name;
  Instant at;
};
std::vector<PastMerge> merges_into(database::Connection& connection, IdentityKind kind, std::string_view kept_id);

}  // namespace klynge::bodies
