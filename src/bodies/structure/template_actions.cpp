#include "bodies/structure/template_actions.hpp"

#include "bodies/identity_store.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/rule_actions.hpp"
#include "bodies/structure/seat_actions.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;

const audit::Action structure_template_action{"structure.template", may_change_structure};

// From the plan's handles to the ids of what has been made.
struct Made {
  std::map<std::string, std::string, std::less<>> ids{};
  void put(const std::string& handle, const std::string& id) { ids[handle] = id; }
  std::string real(const std::string& id) const {
    const auto found = ids.find(id);
    return found == ids.end() ? id : found->second;
  }
  void resolve(std::string& id) const { id = real(id); }
  void resolve(std::optional<std::string>& id) const {
    if (id) id = real(*id);
  }
};

template <class T>
std::unexpected<Problem> problem(const Result<T>& failed) {
  return std::unexpected(failed.error());
}

Result<void> write_organisation(Transaction& transaction, Made& made, const TemplatePlan::OrganisationStep& step) {
  if (step.how == Planned::stands) return {};
  auto one = step.one;
  made.resolve(one.parent_id);
  if (step.how == Planned::completed) return change_organisation_in(transaction, one);
  const auto id = add_organisation_in(transaction, one);
  if (!id) return problem(id);
  made.put(step.one.id, *id);
  for (const auto& called : step.also_called)
    bodies::add_name(transaction.connection(), bodies::IdentityKind::organisation, *id, called);
  return {};
}

// Regions first: the others come under them.
Result<void> write_organisations(Transaction& transaction, Made& made, const TemplatePlan& plan) {
  for (const bool regions : {true, false})
    for (const auto& step : plan.organisations)
      if ((step.one.kind == OrganisationKind::region) == regions)
        if (auto done = write_organisation(transaction, made, step); !done) return done;
  for (auto later : plan.later_regions) {
    made.resolve(later.organisation_id);
    made.resolve(later.region_id);
    insert_later_region(transaction.connection(), later);
    transaction.changed(
        {"organisation", later.organisation_id, Json{{"region", later.region_id}, {"from", iso(later.from)}}.dump()});
  }
  return {};
}

Result<void> write_areas(Transaction& transaction, Made& made, const TemplatePlan& plan) {
  for (const auto& step : plan.areas) {
    if (step.how == Planned::stands) continue;
    auto one = step.one;
    made.resolve(one.region_id);
    for (auto& organisation : one.organisations) made.resolve(organisation.id);
    const auto id = add_cluster_in(transaction, one);
    if (!id) return problem(id);
    made.put(step.one.id, *id);
  }
  return {};
}

Result<void> write_parts(Transaction& transaction, const Made& made, const TemplatePlan::BodyStep& step,
                         const std::string& body_id) {
  const auto period = step.seats.empty() ? step.one.period : step.seats.front().period;
  for (const auto& text : step.duties)
    if (const auto id = add_duty_in(transaction, {.body_id = body_id, .text = text, .period = period}); !id)
      return problem(id);
  for (auto rule : step.rules) {
    rule.body_id = body_id;
    if (const auto id = add_rule_in(transaction, rule); !id) return problem(id);
  }
  for (auto seat : step.seats) {
    seat.body_id = body_id;
    made.resolve(seat.organisation_id);
    made.resolve(seat.appointed_by);
    if (const auto id = add_seat_in(transaction, seat); !id) return problem(id);
  }
  return {};
}

Result<void> write_bodies(Transaction& transaction, Made& made, const TemplatePlan& plan) {
  for (const auto& step : plan.bodies) {
    auto one = step.one;
    made.resolve(one.region_id);
    made.resolve(one.cluster_id);
    if (step.how == Planned::added) {
      const auto id = add_body_in(transaction, one);
      if (!id) return problem(id);
      made.put(step.one.body_id, *id);
    } else if (step.how == Planned::completed) {
      if (auto done = change_profile_in(transaction, one); !done) return done;
    }
    if (auto done = write_parts(transaction, made, step, made.real(step.one.body_id)); !done) return done;
  }
  return {};
}

Result<void> write_ties(Transaction& transaction, const Made& made, const TemplatePlan& plan) {
  for (auto one : plan.relations) {
    made.resolve(one.from_body_id);
    made.resolve(one.to_body_id);
    if (const auto id = add_relation_in(transaction, one); !id) return problem(id);
  }
  for (const auto& one : plan.ending_bodies)
    if (auto done = end_body_in(transaction, one.body_id, *plan.period.from); !done) return done;
  for (auto one : plan.successions) {
    made.resolve(one.successor_id);
    if (auto done = set_succession_in(transaction, one); !done) return done;
  }
  for (auto area : plan.ending_areas) {
    area.period.to = plan.period.from;
    if (auto done = change_cluster_in(transaction, area); !done) return done;
  }
  return {};
}

Result<void> write(Transaction& transaction, const TemplatePlan& plan) {
  Made made;
  transaction.changed(
      {"structure", plan.of->id,
       Json{{"template", plan.of->id}, {"region", plan.region.name}, {"period", json_of(plan.period)}}.dump()});
  if (auto done = write_organisations(transaction, made, plan); !done) return done;
  if (auto done = write_areas(transaction, made, plan); !done) return done;
  if (auto done = write_bodies(transaction, made, plan); !done) return done;
  return write_ties(transaction, made, plan);
}

}  // namespace

Result<TemplatePlan> apply_template(audit::Book& book, const audit::Actor& actor, const TemplateChoice& choice) {
  const auto before = plan_template(book.database.reader(), choice);
  if (!before || (before->is_empty() && actor.may(may_change_structure))) return before;
  return audit::perform<TemplatePlan>(book, actor, structure_template_action,
                                      [&](Transaction& transaction) -> Result<TemplatePlan> {
                                        auto plan = plan_template(transaction.connection(), choice);
                                        if (!plan) return plan;
                                        if (auto done = write(transaction, *plan); !done)
                                          return std::unexpected(done.error());
                                        return plan;
                                      });
}

}  // namespace klynge::structure
