// Writing a structure file into the register: everything it says, in one action, or nothing.
// Needs Permission::change_record.
//
// The register's words win, as with a template: what stands already is recognised by its name and gets what is
// not known of it; duties, rules, seats and texts that somebody has entered are left alone. So a file that
// has been applied once changes nothing more.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/structure_file.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// What was (or would be) done, a line each: “+” made, “~” completed, indented what came with it.
struct FileOutcome {
  std::vector<std::string> lines{};
  bool is_empty() const { return lines.empty(); }
};

// `keep` false: all of it is tried and undone, so that what would be refused is known beforehand.
// Problems: a name that neither the file nor the register knows; those of each part, with whose it is.
Result<FileOutcome> apply_structure_file(audit::Book& book, const audit::Actor& actor, const StructureFile& file,
                                         bool keep);

}  // namespace klynge::structure
