// What applying a template would do, worked out before anything is done: shown as a preview, and written by
// template_actions.hpp.
//
// The register's words win. What stands already is recognised (a municipality by its code or name, a body by any name
// it has been printed with), gets what is not known of it, and is never doubled; what somebody has entered (rules,
// duties, seats) is left alone. So what has been applied once is not planned again. What cannot be joined (a body of
// that name in another region) is a Problem, and nothing is done at all.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/seat.hpp"
#include "bodies/structure/structure_template.hpp"

namespace klynge::structure {

struct TemplateChoice {
  std::string template_id;
  std::string region;                // id in the register, or name: “Region Nordjylland”, “Nordjylland”
  std::vector<std::string> areas{};  // ids or names; empty: all of the region
  std::optional<Date> from{};        // none: the template's first day
};

// `stands`: it is there and stays as it is; `completed`: it is there, and gets what is not known of it.
enum class Planned { added, completed, stands };

// Ids of what is not there yet are handles, of no meaning outside the plan: “ny:3”.
struct TemplatePlan {
  struct OrganisationStep {
    Organisation one;
    Planned how = Planned::added;
    std::vector<std::string> also_called{};
  };
  struct AreaStep {
    Cluster one;
    Planned how = Planned::added;
    std::optional<int> regional_members{}, municipal_members{};
  };
  struct BodyStep {
    BodyProfile one;
    Planned how = Planned::added;
    std::vector<std::string> duties{};  // only where it has none
    std::vector<RuleRow> rules{};
    std::vector<Seat> seats{};
    const BodyTemplate* of = nullptr;
    std::size_t area = none;  // number in `areas`
    bool changes() const { return how != Planned::stands || !duties.empty() || !rules.empty() || !seats.empty(); }
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  const StructureTemplate* of = nullptr;
  Organisation region;
  Period period{};  // of what is added
  std::vector<OrganisationStep> organisations{};
  std::vector<LaterRegion> later_regions{};
  std::vector<AreaStep> areas{};
  std::vector<BodyStep> bodies{};
  std::vector<Relation> relations{};
  std::vector<Succession> successions{};
  std::vector<BodyProfile> ending_bodies{};  // the last day with them is the day before `period.from`
  std::vector<Cluster> ending_areas{};
  std::vector<std::string> notes{};  // Danish sentences: what was left out, and why

  bool is_empty() const;  // nothing to do
};

// Problems: an unknown template, region or area; no first day, or one outside the template's time; no area; an area
// without municipalities; an organisation or body of that name that is another.
Result<TemplatePlan> plan_template(database::Connection& connection, const TemplateChoice& choice);

// What can be chosen. Regions of the register and of the reference data on the template's day, by name.
struct RegionChoice {
  std::string name;
};
std::vector<RegionChoice> regions_for(database::Connection& connection, const StructureTemplate& of,
                                      std::optional<Date> from);
// Areas of the region: those of the register, then those only the reference data knows. Empty where the region is
// unknown.
std::vector<std::string> areas_for(database::Connection& connection, const StructureTemplate& of,
                                   const std::string& region, std::optional<Date> from);

// “Nord” of “Sundhedsklynge Nord”: what an area is called within a body's name.
std::string area_place(std::string_view area_name);

}  // namespace klynge::structure
