#include "bodies/structure/template_plan.hpp"

#include "base/text.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/template_work.hpp"

namespace klynge::structure {

TemplateWork begin_work(database::Connection& connection, const StructureTemplate& of, Date day) {
  TemplateWork work{.connection = connection, .of = of, .day = day};
  work.plan.of = &of;
  work.plan.period = {day, of.ends};
  work.organisations = known_organisations(connection);
  work.later = later_regions(connection, "");
  work.clusters = all_clusters(connection);
  work.profiles = known_profiles(connection);
  work.relations = relations(connection, "");
  work.successions = all_successions(connection);
  return work;
}

Result<Date> template_day(const StructureTemplate& of, std::optional<Date> chosen) {
  if (!chosen) chosen = of.begins;
  if (!chosen)
    return invalid("Vælg den første dag, strukturen skal gælde. Skabelonen kender den ikke.", "no first day");
  if (of.begins && *chosen < *of.begins)
    return invalid(fmt::format("Skabelonen gælder først fra {}. Vælg en senere dag.", danish(*of.begins)),
                   "before the template's time");
  if (of.ends && *chosen >= *of.ends)
    return invalid(
        fmt::format("Skabelonen gælder kun til og med {}. Vælg en tidligere dag.", danish(plus_days(*of.ends, -1))),
        "after the template's time");
  return *chosen;
}

std::string area_place(std::string_view area_name) {
  static constexpr std::string_view words[] = {"sundhedsklyngen ", "sundhedsklynge ", "klyngen ",
                                               "klynge ",          "sundhedsrådet ",  "sundhedsråd "};
  const auto small = lower(area_name);
  for (const auto word : words)
    if (small.starts_with(word)) return std::string(trim(area_name.substr(word.size())));
  return std::string(area_name);
}

Result<TemplatePlan> plan_template(database::Connection& connection, const TemplateChoice& choice) {
  const auto of = find_template(choice.template_id);
  if (!of) return std::unexpected(of.error());
  const auto day = template_day(**of, choice.from);
  if (!day) return std::unexpected(day.error());
  auto work = begin_work(connection, **of, *day);
  if (auto done = plan_region(work, choice.region); !done) return std::unexpected(done.error());
  if (auto done = plan_areas(work, choice.areas); !done) return std::unexpected(done.error());
  if (auto done = plan_bodies(work); !done) return std::unexpected(done.error());
  plan_relations(work);
  plan_successions(work);
  return std::move(work.plan);
}

bool TemplatePlan::is_empty() const {
  const auto stands = [](const auto& step) { return step.how == Planned::stands; };
  return std::ranges::all_of(organisations, stands) && std::ranges::all_of(areas, stands) && later_regions.empty() &&
         relations.empty() && successions.empty() && ending_bodies.empty() && ending_areas.empty() &&
         std::ranges::none_of(bodies, [](const BodyStep& step) { return step.changes(); });
}

std::vector<RegionChoice> regions_for(database::Connection& connection, const StructureTemplate& of,
                                      std::optional<Date> from) {
  const auto day = template_day(of, from);
  std::vector<RegionChoice> found;
  for (const auto& one : reference().regions)
    if (day ? one.period.contains(*day) : !one.period.from || !of.ends || *one.period.from < *of.ends)
      found.push_back({one.name});
  for (const auto& one : all_organisations(connection))
    if (one.kind == OrganisationKind::region && !reference_region(one.name) && (!day || one.period.contains(*day)))
      found.push_back({one.name});
  std::ranges::sort(found, {}, [](const RegionChoice& one) { return danish_sort_key(one.name); });
  return found;
}

std::vector<std::string> areas_for(database::Connection& connection, const StructureTemplate& of,
                                   const std::string& region, std::optional<Date> from) {
  const auto day = template_day(of, from);
  if (!day) return {};
  const auto work = begin_work(connection, of, *day);
  std::string id;
  for (const auto& one : work.organisations)
    if (one.kind == OrganisationKind::region && (one.id == region || fold(one.name) == fold(region))) id = one.id;
  const auto* known = reference_region(region);
  const auto candidates = area_candidates(work, id, known ? known->name : region);
  std::vector<std::string> names;
  for (const auto* one : candidates.standing) names.push_back(one->name);
  for (const auto* one : candidates.known) names.push_back(one->name);
  return names;
}

}  // namespace klynge::structure
