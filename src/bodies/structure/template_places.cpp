// Of a plan: the region, its municipalities and other organisations, its areas.
#include "base/text.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/template_work.hpp"

namespace klynge::structure {
namespace {

using Step = TemplatePlan::OrganisationStep;

// By its code, else by a name.
const Organisation* standing(const TemplateWork& work, const std::optional<std::string>& code,
                             const std::vector<std::string>& names) {
  if (code)
    for (const auto& one : work.organisations)
      if (one.code && plain_code(*one.code) == plain_code(*code)) return &one;
  for (const auto& called : names)
    if (const auto id = organisation_named(work.connection, called)) {
      const auto found = std::ranges::find(work.organisations, *id, &Organisation::id);
      if (found != work.organisations.end()) return &*found;
    }
  return nullptr;
}

Result<void> check_same(const Organisation& stands, const Organisation& wanted) {
  if (stands.kind != wanted.kind && stands.kind != OrganisationKind::other)
    return fail(Problem::Kind::conflict,
                fmt::format("”{}” står i registeret som {} og ikke som {}. Ret organisationen, og prøv igen.",
                            stands.name, lower(danish(stands.kind)), lower(danish(wanted.kind))),
                "an organisation of another kind");
  if (stands.code && wanted.code && plain_code(*stands.code) != plain_code(*wanted.code))
    return fail(Problem::Kind::conflict,
                fmt::format("”{}” har koden {} i registeret, men den officielle kode er {}. Ret koden, og prøv igen.",
                            stands.name, *stands.code, *wanted.code),
                "an organisation with another code");
  return {};
}

// What is not known of it is filled in; what somebody has entered stays.
Step completed(const Organisation& stands, const Organisation& wanted) {
  Step step{stands, Planned::stands, {}};
  const auto fill = [&](bool is_unknown, auto& field, const auto& value) {
    if (!is_unknown || field == value) return;
    field = value;
    step.how = Planned::completed;
  };
  fill(stands.kind == OrganisationKind::other, step.one.kind, wanted.kind);
  fill(!stands.code, step.one.code, wanted.code);
  fill(!stands.parent_id, step.one.parent_id, wanted.parent_id);
  fill(stands.period == Period{}, step.one.period, wanted.period);
  return step;
}

// Puts it into the plan; returns its id or handle.
Result<std::string> plan_organisation(TemplateWork& work, const Organisation& wanted,
                                      const std::vector<std::string>& also_called) {
  std::vector<std::string> names{wanted.name};
  names.insert(names.end(), also_called.begin(), also_called.end());
  const auto* stands = standing(work, wanted.code, names);
  if (!stands) {
    Step step{wanted, Planned::added, also_called};
    step.one.id = work.new_handle();
    work.plan.organisations.push_back(step);
    return step.one.id;
  }
  if (auto same = check_same(*stands, wanted); !same) return std::unexpected(same.error());
  if (std::ranges::none_of(work.plan.organisations, [&](const Step& step) { return step.one.id == stands->id; }))
    work.plan.organisations.push_back(completed(*stands, wanted));
  return stands->id;
}

const Step* planned(const TemplateWork& work, std::string_view name) {
  for (const auto& step : work.plan.organisations)
    if (step.one.name == name) return &step;
  return nullptr;
}

Result<std::string> plan_reference_region(TemplateWork& work, const ReferenceRegion& region) {
  if (const auto known = work.region_ids.find(&region); known != work.region_ids.end()) return known->second;
  auto id = plan_organisation(
      work, {.name = region.name, .kind = OrganisationKind::region, .code = region.code, .period = region.period}, {});
  if (id) work.region_ids[&region] = *id;
  return id;
}

Result<void> plan_municipality(TemplateWork& work, const ReferenceMunicipality& municipality) {
  const auto first = plan_reference_region(work, *reference_region(municipality.region_until_2026));
  if (!first) return std::unexpected(first.error());
  const auto id = plan_organisation(work,
                                    {.name = municipality.name,
                                     .kind = OrganisationKind::municipality,
                                     .code = municipality.code,
                                     .parent_id = *first},
                                    municipality.also_called);
  if (!id) return std::unexpected(id.error());
  work.municipality_ids[&municipality] = *id;
  if (municipality.region_until_2026 == municipality.region_from_2027) return {};
  const auto then = plan_reference_region(work, *reference_region(municipality.region_from_2027));
  if (!then) return std::unexpected(then.error());
  const bool known =
      std::ranges::any_of(work.later, [&](const LaterRegion& one) { return one.organisation_id == *id; });
  const auto& step = *std::ranges::find(work.plan.organisations, *id,
                                        [](const Step& one) -> const std::string& { return one.one.id; });
  if (!known && step.one.parent_id != then)
    work.plan.later_regions.push_back({*id, *then, regions_change_on, municipality.region_from_2027});
  return {};
}

Result<void> plan_municipalities(TemplateWork& work, std::string_view region) {
  for (const auto& one : reference().municipalities)
    if ((work.day < regions_change_on ? one.region_until_2026 : one.region_from_2027) == region)
      if (auto done = plan_municipality(work, one); !done) return done;
  return {};
}

Result<void> plan_known_region(TemplateWork& work, const ReferenceRegion& region) {
  if (!region.period.contains(work.day))
    return invalid(
        fmt::format("{} gælder {}, men strukturen skal gælde fra {}. Vælg en anden region eller en anden dag.",
                    region.name, danish(region.period), danish(work.day)),
        "a region that is not there on the day");
  const auto id = plan_reference_region(work, region);
  if (!id) return std::unexpected(id.error());
  work.plan.region = work.plan.organisations.front().one;
  return plan_municipalities(work, region.name);
}

// --- areas ---

std::string plain_area(std::string_view name) { return fold(area_place(squeeze(name))); }

TemplatePlan::AreaStep step_of(const Cluster& stands, const ReferenceArea* known) {
  TemplatePlan::AreaStep step{stands, Planned::stands, {}, {}};
  if (known) {
    step.regional_members = known->regional_members;
    step.municipal_members = known->municipal_members;
  }
  return step;
}

TemplatePlan::AreaStep step_of(TemplateWork& work, const ReferenceArea& known) {
  Cluster made{.id = work.new_handle(),
               .name = known.name,
               .kind = known.kind,
               .region_id = work.plan.region.id,
               .region_name = work.plan.region.name,
               .period = work.plan.period,
               .source = known.source};
  for (const auto* one : known.municipalities)
    made.organisations.push_back({.id = work.municipality_ids.at(one),
                                  .name = organisation_name(work, work.municipality_ids.at(one)),
                                  .kind = OrganisationKind::municipality});
  return {std::move(made), Planned::added, known.regional_members, known.municipal_members};
}

bool has_municipality(const Cluster& area) {
  return std::ranges::any_of(area.organisations,
                             [](const Organisation& one) { return one.kind == OrganisationKind::municipality; });
}

const ReferenceArea* reference_area(const StructureTemplate& of, std::string_view name, std::string_view region) {
  for (const auto& one : reference().areas)
    if (one.kind == of.area_kind && one.region == region && plain_area(one.name) == plain_area(name)) return &one;
  return nullptr;
}

void note_difference(TemplateWork& work, const Cluster& stands, const ReferenceArea& known) {
  std::vector<std::string> mine, theirs;
  for (const auto& one : stands.organisations)
    if (one.kind == OrganisationKind::municipality) mine.push_back(one.id);
  for (const auto* one : known.municipalities) theirs.push_back(work.municipality_ids.at(one));
  std::ranges::sort(mine);
  std::ranges::sort(theirs);
  if (mine != theirs)
    work.plan.notes.push_back(
        fmt::format("”{}” har andre kommuner i registeret end i referencedata. Registerets bruges.", stands.name));
}

Result<void> check_wanted(const std::vector<std::string>& wanted, const AreaCandidates& candidates,
                          std::string_view region) {
  for (const auto& one : wanted) {
    const bool stands = std::ranges::any_of(
        candidates.standing, [&](const Cluster* c) { return c->id == one || plain_area(c->name) == plain_area(one); });
    const bool known = std::ranges::any_of(
        candidates.known, [&](const ReferenceArea* c) { return plain_area(c->name) == plain_area(one); });
    if (!stands && !known)
      return fail(Problem::Kind::not_found,
                  fmt::format("Området ”{}” findes ikke i {}. Vælg et af regionens områder.", shorten(one, 60), region),
                  "unknown area");
  }
  return {};
}

}  // namespace

std::string organisation_name(const TemplateWork& work, std::string_view id) {
  for (const auto& step : work.plan.organisations)
    if (step.one.id == id) return step.one.name;
  const auto found = std::ranges::find(work.organisations, id, &Organisation::id);
  return found == work.organisations.end() ? "" : found->name;
}

Result<void> plan_region(TemplateWork& work, std::string_view wanted) {
  if (trim(wanted).empty()) return invalid("Vælg en region.", "no region");
  const auto by_id = std::ranges::find(work.organisations, wanted, &Organisation::id);
  const auto name = by_id == work.organisations.end() ? squeeze(wanted) : by_id->name;
  if (const auto* known = reference_region(name)) return plan_known_region(work, *known);
  const auto* stands = by_id != work.organisations.end() ? &*by_id : standing(work, {}, {name});
  if (!stands || stands->kind != OrganisationKind::region)
    return fail(Problem::Kind::not_found,
                fmt::format("Regionen ”{}” findes hverken i registeret eller i referencedata. Vælg en anden region.",
                            shorten(name, 60)),
                "unknown region");
  if (!stands->period.contains(work.day))
    return invalid(
        fmt::format("{} findes ikke den {}. Vælg en anden region eller en anden dag.", stands->name, danish(work.day)),
        "a region that is not there on the day");
  work.plan.region = *stands;
  return {};
}

AreaCandidates area_candidates(const TemplateWork& work, std::string_view region_id, std::string_view region_name) {
  AreaCandidates found;
  for (const auto& one : work.clusters) {
    if (one.kind != work.of.area_kind || !one.period.contains(work.day)) continue;
    if (one.region_id ? *one.region_id == region_id : reference_area(work.of, one.name, region_name) != nullptr)
      found.standing.push_back(&one);
  }
  for (const auto& one : reference().areas) {
    if (one.kind != work.of.area_kind || one.region != region_name || !one.period.contains(work.day)) continue;
    const bool stands = std::ranges::any_of(
        found.standing, [&](const Cluster* c) { return plain_area(c->name) == plain_area(one.name); });
    if (!stands) found.known.push_back(&one);
  }
  return found;
}

Result<void> plan_areas(TemplateWork& work, const std::vector<std::string>& wanted) {
  const auto& region = work.plan.region;
  const auto candidates = area_candidates(work, region.id, region.name);
  if (auto there = check_wanted(wanted, candidates, region.name); !there) return there;
  const auto chosen = [&](std::string_view id, std::string_view name) {
    return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& one) {
             return one == id || plain_area(one) == plain_area(name);
           });
  };
  for (const auto* one : candidates.standing) {
    if (!chosen(one->id, one->name)) continue;
    if (!has_municipality(*one))
      return invalid(fmt::format("Området ”{}” har ingen kommuner. Vælg områdets kommuner under Områder, og prøv igen.",
                                 one->name),
                     "an area without municipalities");
    const auto* known = reference_area(work.of, one->name, region.name);
    if (known) note_difference(work, *one, *known);
    work.plan.areas.push_back(step_of(*one, known));
  }
  for (const auto* one : candidates.known)
    if (chosen("", one->name)) work.plan.areas.push_back(step_of(work, *one));
  if (work.plan.areas.empty())
    return invalid(
        fmt::format("Der er ingen {} i {} den {}. Opret dem under Områder, eller vælg en anden region eller dag.",
                    work.of.area_kind == ClusterKind::cluster ? "sundhedsklynger" : "områder for sundhedsråd",
                    region.name, danish(work.day)),
        "no areas");
  return {};
}

std::string organisation_for(TemplateWork& work, composition::OrganisationKind kind, std::string_view name,
                             const Cluster* area) {
  using Kind = composition::OrganisationKind;
  if (kind == Kind::region || kind == Kind::regional_council) return work.plan.region.id;
  if (kind == Kind::other) return organisation_named(work.connection, name).value_or("");
  const auto wanted = organisation_kind(kind == Kind::general_practice ? "plo" : composition::name(kind));
  if (!wanted || *wanted == OrganisationKind::municipality) return "";
  const auto one_of = [&](const auto& fits) -> std::string {
    std::string found;
    for (const auto& one : work.organisations) {
      if (one.kind != *wanted || !fits(one)) continue;
      if (!found.empty()) return "";
      found = one.id;
    }
    return found;
  };
  if (area)
    if (const auto own = one_of([&](const Organisation& one) {
          return std::ranges::find(area->organisations, one.id, &Organisation::id) != area->organisations.end();
        });
        !own.empty())
      return own;
  if (const auto of_region = one_of([&](const Organisation& one) { return one.parent_id == work.plan.region.id; });
      !of_region.empty())
    return of_region;
  if (const auto only = one_of([&](const Organisation& one) { return !one.parent_id; }); !only.empty()) return only;
  const auto place = region_place(work.plan.region.name);
  std::string called;
  switch (kind) {
    case Kind::psychiatry:
      called = "Psykiatrien i " + work.plan.region.name;
      break;
    case Kind::joint_administration:
      called = "Den regionale fællesadministration i " + work.plan.region.name;
      break;
    case Kind::general_practice:
    case Kind::plo:
      called = "PLO " + place;
      break;
    case Kind::patient_committee:
      called = "Patientinddragelsesudvalget i " + work.plan.region.name;
      break;
    case Kind::contact_council:
      called = "KKR " + place;
      break;
    default:
      return "";  // which hospital, which association: not for us to say
  }
  if (const auto* step = planned(work, called)) return step->one.id;
  const auto id = plan_organisation(work, {.name = called, .kind = *wanted, .parent_id = work.plan.region.id}, {});
  return id.value_or("");
}

bool share_a_municipality(const Cluster& a, const Cluster& b) {
  return std::ranges::any_of(a.organisations, [&](const Organisation& one) {
    return one.kind == OrganisationKind::municipality &&
           std::ranges::find(b.organisations, one.id, &Organisation::id) != b.organisations.end();
  });
}

}  // namespace klynge::structure
