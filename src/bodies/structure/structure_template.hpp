// A structure to begin with: which bodies there are in a region and in each of its areas, by which rules
// they are composed, how they are related, whom they come after.
//
// A template is a data file (reference/templates), not code: a new agreement is a new file. What no
// source says is left open in it, and said in `open_questions`. template_plan.hpp makes of a template, a region
// and a day what is to be written.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"

namespace klynge::structure {

struct BodyTemplate {
  enum class Per { region, area };
  struct Predecessor {
    std::string template_id, body;  // key of a body in it
  };

  std::string key, name;                   // name: with {region}, {area}
  std::vector<std::string> also_called{};  // as name; only to recognise a body that stands already
  Per per = Per::region;
  BodyLevel level = BodyLevel::unknown;
  std::optional<std::string> legal_basis{};
  std::vector<std::string> duties{}, rules{}, open_questions{};  // rules: with {regional_members}, {municipal_members}
  std::optional<std::string> rule_source{};                      // none: the template's
  std::vector<Predecessor> succeeds{};
};

struct StructureTemplate {
  struct Relation {
    std::string from, to;  // keys
    RelationKind kind = RelationKind::reports_to;
  };

  std::string id, name, summary, source;
  std::optional<Date> begins{}, ends{};  // ends: the first day on which it no longer holds
  ClusterKind area_kind = ClusterKind::cluster;
  std::vector<std::string> open_questions{};
  std::vector<BodyTemplate> bodies{};
  std::vector<Relation> relations{};
};

// A template's file. The problem's detail says what is wrong with it.
Result<StructureTemplate> parse_template(std::string_view json);

// All that are shipped, oldest first.
const std::vector<StructureTemplate>& structure_templates();
// Problem not_found: says which there are.
Result<const StructureTemplate*> find_template(std::string_view id);
const BodyTemplate* find_body(const StructureTemplate& of, std::string_view key);

// Replaces “{word}” by its value.
std::string filled(std::string_view pattern, std::string_view word, std::string_view value);

}  // namespace klynge::structure
