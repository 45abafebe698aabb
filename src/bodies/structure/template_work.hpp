// Working out a plan: what is known while it grows. Inside template_*.cpp only.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "bodies/composition/words.hpp"
#include "bodies/structure/reference.hpp"
#include "bodies/structure/template_plan.hpp"

namespace klynge::structure {

struct TemplateWork {
  database::Connection& connection;
  const StructureTemplate& of;
  Date day{};
  TemplatePlan plan{};

  // The register as it stands.
  std::vector<Organisation> organisations{};
  std::vector<LaterRegion> later{};
  std::vector<Cluster> clusters{};
  std::vector<BodyProfile> profiles{};
  std::vector<Relation> relations{};
  std::vector<Succession> successions{};

  int handles = 0;
  std::map<const ReferenceMunicipality*, std::string> municipality_ids{};  // of those planned already
  std::map<const ReferenceRegion*, std::string> region_ids{};

  std::string new_handle() { return "ny:" + std::to_string(++handles); }
  bool is_handle(std::string_view id) const { return id.starts_with("ny:"); }
};

// Reads the register. `of` must outlive it.
TemplateWork begin_work(database::Connection& connection, const StructureTemplate& of, Date day);

// The day: the one chosen, or the template's.
Result<Date> template_day(const StructureTemplate& of, std::optional<Date> chosen);

// The chosen region, with its municipalities where the reference data knows them.
Result<void> plan_region(TemplateWork& work, std::string_view wanted);
Result<void> plan_areas(TemplateWork& work, const std::vector<std::string>& wanted);
// Another of the region's organisations, for a seat: psychiatry, PLO. "" where it cannot be told which.
std::string organisation_for(TemplateWork& work, composition::OrganisationKind kind, std::string_view name,
                             const Cluster* area);
// As it is called in a seat's label.
std::string organisation_name(const TemplateWork& work, std::string_view id);

Result<void> plan_bodies(TemplateWork& work);
void plan_relations(TemplateWork& work);
void plan_successions(TemplateWork& work);

// The bodies a template's name (with {region}, {area}) may mean, first by its own name.
std::vector<const BodyProfile*> bodies_called(const TemplateWork& work, const BodyTemplate& body,
                                              std::string_view area);
std::string body_name(const TemplateWork& work, std::string_view pattern, std::string_view area);

bool share_a_municipality(const Cluster& a, const Cluster& b);
// The areas that a region has on the day, known to the register and known from the reference data alone.
struct AreaCandidates {
  std::vector<const Cluster*> standing{};
  std::vector<const ReferenceArea*> known{};
};
AreaCandidates area_candidates(const TemplateWork& work, std::string_view region_id, std::string_view region_name);

}  // namespace klynge::structure
