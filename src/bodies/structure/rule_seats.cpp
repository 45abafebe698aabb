#include "bodies/structure/rule_seats.hpp"

#include <algorithm>

namespace klynge::structure {
namespace {

using composition::Manner;
using composition::OrganisationKind;
using composition::OrganisationReference;
using composition::Part;
using composition::Per;
using composition::Rule;
using composition::SeatKind;

std::optional<OrganisationReference> first(const std::vector<OrganisationReference>& references) {
  return references.empty() ? std::nullopt : std::optional(references.front());
}

bool within(const OrganisationReference& one, const OrganisationReference& wider) {
  if (one.kind == OrganisationKind::other || wider.kind == OrganisationKind::other) return one == wider;
  return composition::is_a(one.kind, wider.kind);
}

// Of both the rule and its part: “regionen … herunder fra psykiatrien” is psychiatry, “PLO-K … herunder fra PLO” is
// PLO-K.
std::optional<OrganisationReference> narrower(const std::vector<OrganisationReference>& of_rule,
                                              const std::vector<OrganisationReference>& of_part) {
  for (const auto& a : of_rule)
    for (const auto& b : of_part)
      if (within(a, b) || within(b, a)) return within(a, b) ? a : b;
  return of_part.empty() ? first(of_rule) : first(of_part);
}

SeatKind narrower(SeatKind of_rule, const std::optional<SeatKind>& of_part) {
  return !of_part || composition::is_a(of_rule, *of_part) ? of_rule : *of_part;
}

// Those of one place: the whole body, a municipality, a cluster.
std::vector<WantedSeat> at_one_place(const Rule& rule) {
  WantedSeat seat{
      .kind = rule.kind,
      .role = rule.manner == Manner::observer ? composition::SeatRole::observer : composition::SeatRole::member,
      .voting = rule.voting.value_or(rule.manner != Manner::observer),
      .from = first(rule.from),
      .appointed_by = first(rule.appointed_by)};
  if (seat.role == composition::SeatRole::observer) seat.voting = false;
  std::vector<WantedSeat> seats;
  for (const Part& part : rule.parts) {
    WantedSeat one = seat;
    one.kind = narrower(rule.kind, part.kind);
    one.from = narrower(rule.from, part.from);
    seats.insert(seats.end(), static_cast<std::size_t>(std::max(part.count.min, 0)), one);
  }
  const auto least = static_cast<std::size_t>(std::max(rule.count.min, 0));
  if (seats.size() < least) seats.insert(seats.end(), least - seats.size(), seat);
  return seats;
}

}  // namespace

std::vector<WantedSeat> wanted_seats(const Rule& rule, const composition::Area& area) {
  if (rule.manner == Manner::ad_hoc) return {};
  auto one_place = at_one_place(rule);
  if (rule.per == Per::body) return one_place;
  std::vector<WantedSeat> all;
  const auto places = rule.per == Per::municipality ? area.municipalities.size() : area.clusters.size();
  for (std::size_t place = 0; place < places; ++place)
    for (WantedSeat seat : one_place) {
      (rule.per == Per::municipality ? seat.municipality : seat.cluster) = place;
      all.push_back(std::move(seat));
    }
  return all;
}

}  // namespace klynge::structure
