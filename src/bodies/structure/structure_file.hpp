// A structure as a file: organisations, areas, bodies with their seats and those who hold them, rules, texts,
// relations and successions, each with its days. What somebody has collected elsewhere comes in so, and
// the invented cluster that Klynge starts with is one.
//
// Unlike a template (structure_template.hpp), which is a pattern for any region, a file is one region's own and
// names everything by name. docs/structure-file.md describes the format. Reading is strict: a word that is
// not known is refused with the place, since a misspelt one would silently leave something out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/organisation.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/seat.hpp"
#include "bodies/structure/seat_actions.hpp"

namespace klynge::structure {

// Others are meant by name, in the fields that hold names (`parent_name`, `cluster_name` …); ids are empty.
struct StructureFile {
  struct FileSeat {
    Seat seat;
    std::vector<Sitting> terms{}, substitutes{};
  };
  struct FileBody {
    BodyProfile profile;
    std::vector<Duty> duties{};
    std::vector<RuleRow> rules{};
    std::vector<FileSeat> seats{};
    std::vector<BodyDocument> documents{};
  };
  std::string name;
  std::vector<Organisation> organisations{};
  std::vector<Cluster> areas{};
  std::vector<FileBody> bodies{};
  std::vector<Relation> relations{};
  std::vector<Succession> successions{};
};

// Problem: a Danish sentence with the place in the file and what is wrong there.
Result<StructureFile> parse_structure_file(std::string_view json);

}  // namespace klynge::structure
