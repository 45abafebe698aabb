// Of a plan: the bodies with their rules and seats, how they are related, whom they come after.
#include <set>

#include "base/text.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/rule_seats.hpp"
#include "bodies/structure/seat_store.hpp"
#include "bodies/structure/template_work.hpp"

namespace klynge::structure {
namespace {

using Step = TemplatePlan::BodyStep;

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : "\n") + text;
  return out;
}

std::string place_of(const TemplateWork& work, std::size_t area) {
  return area == TemplatePlan::none ? "" : area_place(work.plan.areas[area].one.name);
}

BodyProfile wanted_profile(const TemplateWork& work, const BodyTemplate& body, std::size_t area) {
  BodyProfile one{.name = body_name(work, body.name, place_of(work, area)),
                  .level = body.level,
                  .reach = body.per == BodyTemplate::Per::region ? Reach::region : Reach::cluster,
                  .region_id = work.plan.region.id,
                  .region_name = work.plan.region.name,
                  .period = work.plan.period,
                  .legal_basis = body.legal_basis};
  if (area != TemplatePlan::none) {
    one.cluster_id = work.plan.areas[area].one.id;
    one.cluster_name = work.plan.areas[area].one.name;
  }
  if (!body.open_questions.empty()) one.open_questions = lines(body.open_questions);
  return one;
}

// More than its name is known; its level alone may be a guess from the name.
bool is_described(const BodyProfile& one) {
  return one.reach != Reach::unknown || one.cluster_id || one.region_id || one.period != Period{};
}

// Why the body that stands cannot be the one that is wanted; "" where it can.
std::string why_another(const BodyProfile& stands, const BodyProfile& wanted) {
  if (!is_described(stands)) return "";
  if (stands.region_id && stands.region_id != wanted.region_id)
    return "hører til en anden region (" + stands.region_name.value_or("") + ")";
  if (stands.cluster_id && stands.cluster_id != wanted.cluster_id)
    return "hører til et andet område (" + stands.cluster_name.value_or("") + ")";
  if (stands.reach != Reach::unknown && stands.reach != wanted.reach)
    return "rækker anderledes: " + lower(danish(stands.reach));
  if (stands.level != BodyLevel::unknown && stands.level != wanted.level)
    return "er på et andet niveau: " + lower(danish(stands.level));
  if (!overlaps(stands.period, wanted.period)) return "gælder " + danish(stands.period);
  return "";
}

Step completed(const BodyProfile& stands, const BodyProfile& wanted) {
  Step step{.one = stands, .how = Planned::stands};
  const auto fill = [&](bool is_unknown, auto& field, const auto& value) {
    if (!is_unknown || field == value) return;
    field = value;
    step.how = Planned::completed;
  };
  fill(stands.level == BodyLevel::unknown || !is_described(stands), step.one.level, wanted.level);
  fill(stands.reach == Reach::unknown, step.one.reach, wanted.reach);
  fill(!stands.region_id, step.one.region_id, wanted.region_id);
  fill(!stands.cluster_id, step.one.cluster_id, wanted.cluster_id);
  fill(stands.period == Period{}, step.one.period, wanted.period);
  fill(!stands.legal_basis, step.one.legal_basis, wanted.legal_basis);
  fill(!is_described(stands) && !stands.open_questions, step.one.open_questions, wanted.open_questions);
  return step;
}

Result<Step> body_step(const TemplateWork& work, const BodyTemplate& body, std::size_t area) {
  const auto wanted = wanted_profile(work, body, area);
  const auto own = body_named(work.connection, wanted.name);
  for (const auto* stands : bodies_called(work, body, place_of(work, area))) {
    const auto why = why_another(*stands, wanted);
    if (why.empty()) return completed(*stands, wanted);
    if (own == stands->body_id)
      return fail(
          Problem::Kind::conflict,
          fmt::format(
              "”{}” står allerede i registeret, men {}. Ret organet, eller giv det et andet navn, og prøv igen.",
              stands->name, why),
          "a body of that name that is another");
  }
  return Step{.one = wanted};
}

// --- rules and seats ---

std::string with_members(const TemplateWork& work, std::string sentence, std::size_t area) {
  if (area == TemplatePlan::none) return sentence;
  const auto& step = work.plan.areas[area];
  if (step.regional_members) sentence = filled(sentence, "regional_members", std::to_string(*step.regional_members));
  if (step.municipal_members) sentence = filled(sentence, "municipal_members", std::to_string(*step.municipal_members));
  return sentence;
}

std::vector<RuleRow> wanted_rules(TemplateWork& work, const BodyTemplate& body, std::size_t area,
                                  const std::string& body_name) {
  std::vector<RuleRow> rules;
  for (const auto& pattern : body.rules) {
    const auto sentence = with_members(work, pattern, area);
    const auto rule = sentence.find('{') == std::string::npos ? composition::parse(sentence) : invalid("");
    if (rule)
      rules.push_back({.sentence = composition::write(*rule),
                       .source = body.rule_source.value_or(work.of.source),
                       .period = work.plan.period});
  }
  if (rules.size() < body.rules.size())
    work.plan.notes.push_back(
        fmt::format("Hvor mange medlemmer ”{}” har, er ikke kendt. Skriv reglerne, når det er afgjort.", body_name));
  return rules;
}

composition::Area::Cluster plain(const Cluster& cluster) {
  composition::Area::Cluster out{cluster.id, cluster.name, {}};
  for (const auto& one : cluster.organisations) out.organisation_ids.push_back(one.id);
  return out;
}

composition::Area area_for(const TemplateWork& work, std::size_t area) {
  composition::Area out;
  if (area != TemplatePlan::none) {
    const auto& own = work.plan.areas[area].one;
    out.clusters.push_back(plain(own));
    for (const auto& one : own.organisations)
      if (one.kind == OrganisationKind::municipality) out.municipalities.push_back({one.id, one.name});
    return out;
  }
  for (const auto& step : work.plan.areas) out.clusters.push_back(plain(step.one));
  for (const auto* one : area_candidates(work, work.plan.region.id, work.plan.region.name).standing)
    if (std::ranges::none_of(work.plan.areas, [&](const auto& step) { return step.one.id == one->id; }))
      out.clusters.push_back(plain(*one));
  for (const auto& step : work.plan.organisations)
    if (step.one.kind == OrganisationKind::municipality) out.municipalities.push_back({step.one.id, step.one.name});
  if (out.municipalities.empty())
    for (const auto& one : work.organisations)
      if (one.kind == OrganisationKind::municipality && one.parent_id == work.plan.region.id)
        out.municipalities.push_back({one.id, one.name});
  return out;
}

// A representative of the regional council is one of its members; in a political body whoever the municipalities
// send together is a politician of one of them.
composition::SeatKind office(const WantedSeat& seat, BodyLevel level) {
  using Kind = composition::OrganisationKind;
  if (!seat.from || !composition::is_a(composition::SeatKind::member, seat.kind)) return seat.kind;
  if (seat.from->kind == Kind::regional_council) return composition::SeatKind::regional_councillor;
  if (seat.from->kind == Kind::municipality && !seat.municipality && level == BodyLevel::political)
    return composition::SeatKind::municipal_politician;
  return seat.kind;
}

const Organisation* only_municipality(const Cluster& area) {
  const Organisation* found = nullptr;
  for (const auto& one : area.organisations) {
    if (one.kind != OrganisationKind::municipality) continue;
    if (found) return nullptr;
    found = &one;
  }
  return found;
}

const Cluster* cluster_of(const TemplateWork& work, std::string_view id) {
  for (const auto& step : work.plan.areas)
    if (step.one.id == id) return &step.one;
  const auto found = std::ranges::find(work.clusters, id, &Cluster::id);
  return found == work.clusters.end() ? nullptr : &*found;
}

std::string organisation_of(TemplateWork& work, const WantedSeat& seat, const composition::Area& area) {
  if (seat.municipality) return area.municipalities[*seat.municipality].id;
  const Cluster* cluster = seat.cluster                ? cluster_of(work, area.clusters[*seat.cluster].id)
                           : area.clusters.size() == 1 ? cluster_of(work, area.clusters[0].id)
                                                       : nullptr;
  if (seat.from) return organisation_for(work, seat.from->kind, seat.from->name, cluster);
  if (seat.cluster && cluster) {
    const auto* only = only_municipality(*cluster);
    return only ? only->id : "";
  }
  return composition::belongs_to(seat.kind) == composition::OrganisationKind::regional_council ? work.plan.region.id
                                                                                               : "";
}

struct Label {
  std::string office, beside;
  auto operator<=>(const Label&) const = default;
};

Label label_of(const TemplateWork& work, const WantedSeat& wanted, const Seat& seat, const composition::Area& area) {
  Label label{std::string(composition::singular(*composition::seat_kind(seat.kind))), ""};
  label.office[0] = static_cast<char>(label.office[0] - 'a' + 'A');  // each begins with a plain letter
  if (seat.organisation_id)
    label.beside = ", " + organisation_name(work, *seat.organisation_id);
  else if (wanted.cluster)
    label.beside = " fra klyngen " + area_place(area.clusters[*wanted.cluster].name);
  else if (seat.appointed_by)
    label.beside = " udpeget af " + organisation_name(work, *seat.appointed_by);
  else if (wanted.from && wanted.from->kind != composition::OrganisationKind::municipality)
    label.beside = " fra " + composition::write(*wanted.from);
  return label;
}

std::vector<Seat> seats_for(TemplateWork& work, const BodyTemplate& body, std::size_t area_number,
                            const std::vector<RuleRow>& rules) {
  const auto area = area_for(work, area_number);
  std::vector<Seat> seats;
  std::vector<Label> labels;
  for (const auto& row : rules)
    for (const auto& wanted : wanted_seats(*composition::parse(row.sentence), area)) {
      Seat seat{.kind = std::string(composition::name(office(wanted, body.level))),
                .voting = wanted.voting,
                .role = wanted.role == composition::SeatRole::observer ? SeatRole::observer : SeatRole::member,
                .period = work.plan.period};
      if (auto id = organisation_of(work, wanted, area); !id.empty()) seat.organisation_id = std::move(id);
      if (wanted.appointed_by)
        if (auto id = organisation_for(work, wanted.appointed_by->kind, wanted.appointed_by->name, nullptr);
            !id.empty())
          seat.appointed_by = std::move(id);
      labels.push_back(label_of(work, wanted, seat, area));
      seats.push_back(std::move(seat));
    }
  std::map<Label, int> number;
  for (std::size_t i = 0; i < seats.size(); ++i) {
    const bool several = std::ranges::count(labels, labels[i]) > 1;
    seats[i].label = labels[i].office + (several ? " " + std::to_string(++number[labels[i]]) : "") + labels[i].beside;
  }
  return seats;
}

void note_open_seats(TemplateWork& work, const Step& step) {
  const auto open = std::ranges::count_if(step.seats, [](const Seat& seat) {
    const auto kind = *composition::seat_kind(seat.kind);
    return !seat.organisation_id && !seat.appointed_by &&
           composition::is_a(kind, composition::SeatKind::municipal_politician);
  });
  if (open > 0)
    work.plan.notes.push_back(
        open == 1
            ? fmt::format(
                  "I ”{}” er der en plads, hvis kommune ikke er kendt endnu. Vælg den på pladsens side, når det er afgjort.",
                  step.one.name)
            : fmt::format(
                  "I ”{}” er der {} pladser, hvis kommuner ikke er kendt endnu. Vælg dem på pladsernes sider, når det er afgjort.",
                  step.one.name, open));
}

Result<void> plan_body(TemplateWork& work, const BodyTemplate& body, std::size_t area) {
  auto step = body_step(work, body, area);
  if (!step) return std::unexpected(step.error());
  const bool is_new = step->how == Planned::added;
  if (is_new) step->one.body_id = work.new_handle();
  step->of = &body;
  step->area = area;
  const auto& id = step->one.body_id;
  if (is_new || duties(work.connection, id).empty()) step->duties = body.duties;
  const bool has_rules = !is_new && !rules(work.connection, id).empty(),
             has_seats = !is_new && !seats(work.connection, id).empty();
  if (!has_rules) {
    step->rules = wanted_rules(work, body, area, step->one.name);
    if (!has_seats) step->seats = seats_for(work, body, area, step->rules);
  }
  // A part of a body that began before or ends sooner than the template lies within the body.
  const auto within = intersection(step->one.period, work.plan.period);
  for (auto& seat : step->seats) seat.period = within;
  note_open_seats(work, *step);
  work.plan.bodies.push_back(std::move(*step));
  return {};
}

// --- after whom ---

// Whether it was there before the day on which the new structure begins. What had ended sooner counts where nobody has
// come after it yet: there can be a gap between the old and the new.
bool was_before(const TemplateWork& work, const BodyProfile& one) {
  if (one.period.from && *one.period.from >= work.day) return false;
  if (!one.period.to || *one.period.to >= work.day) return true;
  return std::ranges::none_of(work.successions, [&](const Succession& s) { return s.predecessor_id == one.body_id; });
}

const BodyProfile* predecessor_called(const TemplateWork& work, const BodyTemplate& body, std::string_view area,
                                      const std::optional<std::string>& cluster_id) {
  for (const auto* one : bodies_called(work, body, area)) {
    if (one->region_id && *one->region_id != work.plan.region.id && !cluster_id) continue;
    if (cluster_id && one->cluster_id && one->cluster_id != cluster_id) continue;
    if (was_before(work, *one)) return one;
  }
  return nullptr;
}

// The only one of the area on that level, whatever it is called.
const BodyProfile* predecessor_on_level(const TemplateWork& work, const BodyTemplate& body,
                                        std::string_view cluster_id) {
  const BodyProfile* found = nullptr;
  for (const auto& one : work.profiles) {
    if (one.cluster_id != cluster_id || one.level != body.level || !was_before(work, one)) continue;
    if (found) return nullptr;
    found = &one;
  }
  return found;
}

bool was_before(const TemplateWork& work, const Cluster& area) {
  return !area.period.from || *area.period.from < work.day;
}

void add_predecessor(TemplateWork& work, const Step& successor, const BodyProfile& before) {
  if (before.body_id == successor.one.body_id) return;
  auto& plan = work.plan;
  const auto is_same = [&](const Succession& one) {
    return one.predecessor_id == before.body_id && one.successor_id == successor.one.body_id;
  };
  if (std::ranges::none_of(work.successions, is_same) && std::ranges::none_of(plan.successions, is_same))
    plan.successions.push_back({.predecessor_id = before.body_id,
                                .successor_id = successor.one.body_id,
                                .on_day = work.day,
                                .note = {},
                                .predecessor_name = before.name,
                                .successor_name = successor.one.name});
  const bool goes_on = !before.period.to || *before.period.to > work.day;
  if (goes_on &&
      std::ranges::find(plan.ending_bodies, before.body_id, &BodyProfile::body_id) == plan.ending_bodies.end())
    plan.ending_bodies.push_back(before);
}

void plan_predecessors(TemplateWork& work, const Step& step, const StructureTemplate& earlier,
                       const BodyTemplate& body) {
  if (body.per == BodyTemplate::Per::region) {
    if (const auto* before = predecessor_called(work, body, "", {})) add_predecessor(work, step, *before);
    return;
  }
  if (step.area == TemplatePlan::none) return;
  for (const auto& cluster : work.clusters) {
    if (cluster.kind != earlier.area_kind || !was_before(work, cluster) ||
        !share_a_municipality(cluster, work.plan.areas[step.area].one))
      continue;
    const auto* before = predecessor_called(work, body, area_place(cluster.name), cluster.id);
    if (!before) before = predecessor_on_level(work, body, cluster.id);
    if (before) add_predecessor(work, step, *before);
  }
}

// An area that shares a municipality with a new one and is not itself one of them is over.
void plan_area_ends(TemplateWork& work) {
  std::set<ClusterKind> earlier_kinds;
  for (const auto& body : work.of.bodies)
    for (const auto& one : body.succeeds)
      if (const auto earlier = find_template(one.template_id)) earlier_kinds.insert((*earlier)->area_kind);
  for (const auto& cluster : work.clusters) {
    if (!earlier_kinds.contains(cluster.kind) || !was_before(work, cluster) ||
        (cluster.period.to && *cluster.period.to <= work.day))
      continue;
    const auto is_planned = [&](const auto& step) { return step.one.id == cluster.id; };
    const auto takes_over = [&](const auto& step) { return share_a_municipality(step.one, cluster); };
    if (std::ranges::none_of(work.plan.areas, is_planned) && std::ranges::any_of(work.plan.areas, takes_over))
      work.plan.ending_areas.push_back(cluster);
  }
}

}  // namespace

std::string body_name(const TemplateWork& work, std::string_view pattern, std::string_view area) {
  return filled(filled(pattern, "region", work.plan.region.name), "area", area);
}

std::vector<const BodyProfile*> bodies_called(const TemplateWork& work, const BodyTemplate& body,
                                              std::string_view area) {
  std::vector<std::string> patterns{body.name};
  patterns.insert(patterns.end(), body.also_called.begin(), body.also_called.end());
  std::vector<const BodyProfile*> found;
  for (const auto& pattern : patterns) {
    const auto id = body_named(work.connection, body_name(work, pattern, area));
    const auto one = id ? std::ranges::find(work.profiles, *id, &BodyProfile::body_id) : work.profiles.end();
    if (one != work.profiles.end() && std::ranges::find(found, &*one) == found.end()) found.push_back(&*one);
  }
  return found;
}

Result<void> plan_bodies(TemplateWork& work) {
  for (const auto& body : work.of.bodies) {
    if (body.per == BodyTemplate::Per::region) {
      if (auto done = plan_body(work, body, TemplatePlan::none); !done) return done;
      continue;
    }
    for (std::size_t area = 0; area < work.plan.areas.size(); ++area)
      if (auto done = plan_body(work, body, area); !done) return done;
  }
  return {};
}

void plan_relations(TemplateWork& work) {
  const auto& bodies = work.plan.bodies;
  for (const auto& wanted : work.of.relations)
    for (const auto& from : bodies)
      for (const auto& to : bodies) {
        const bool apart = from.area != to.area && from.area != TemplatePlan::none && to.area != TemplatePlan::none;
        if (from.of->key != wanted.from || to.of->key != wanted.to || apart) continue;
        const auto stands = [&](const Relation& one) {
          return one.kind == wanted.kind && one.from_body_id == from.one.body_id && one.to_body_id == to.one.body_id &&
                 overlaps(one.period, work.plan.period);
        };
        if (std::ranges::any_of(work.relations, stands)) continue;
        work.plan.relations.push_back({.id = "",
                                       .from_body_id = from.one.body_id,
                                       .to_body_id = to.one.body_id,
                                       .kind = wanted.kind,
                                       .period = work.plan.period,
                                       .from_name = from.one.name,
                                       .to_name = to.one.name});
      }
}

void plan_successions(TemplateWork& work) {
  for (const auto& step : work.plan.bodies)
    for (const auto& one : step.of->succeeds) {
      const auto earlier = find_template(one.template_id);
      const auto* body = earlier ? find_body(**earlier, one.body) : nullptr;
      if (body) plan_predecessors(work, step, **earlier, *body);
    }
  plan_area_ends(work);
}

}  // namespace klynge::structure
