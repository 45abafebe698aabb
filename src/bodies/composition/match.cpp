#include "bodies/composition/match.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace klynge::composition {

namespace {

bool is_anybody(SeatKind kind) { return is_a(SeatKind::member, kind); }

// Organisations whose kind the register may not know, but whose name says it.
std::string_view known_by_name(OrganisationKind kind) {
  if (kind == OrganisationKind::patient_committee) return "patientinddragelsesudvalg";
  if (kind == OrganisationKind::contact_council) return "kommunekontaktråd";
  return {};
}

bool asks_for_name(const OrganisationReference& reference) {
  return reference.kind == OrganisationKind::other || !known_by_name(reference.kind).empty();
}

bool asks_for_name(const Rule& rule) {
  const auto any = [](const auto& list) {
    return std::ranges::any_of(list, [](const auto& one) { return asks_for_name(one); });
  };
  return any(rule.from) || any(rule.appointed_by) ||
         std::ranges::any_of(rule.parts, [&](const Part& part) { return any(part.from); });
}

}  // namespace

Matcher::Matcher(std::span<const Rule> rules, std::span<const Seat> seats, const Area& area)
    : rules_(rules), seats_(seats) {
  names_matter_ = std::ranges::any_of(rules, [](const Rule& rule) { return asks_for_name(rule); });
  for (std::size_t i = 0; i < area.municipalities.size(); ++i) municipality_.emplace(area.municipalities[i].id, i);
  for (std::size_t i = 0; i < area.clusters.size(); ++i)
    for (const auto& id : area.clusters[i].organisation_ids) {
      auto& of = clusters_[id];
      if (of.empty() || of.back() != i) of.push_back(i);
    }
  for (const auto& rule : rules) {
    RuleFacts facts{asked(rule.from), asked(rule.appointed_by), {}};
    for (const auto& part : rule.parts) facts.parts.push_back(asked(part.from));
    rule_facts_.push_back(std::move(facts));
  }
  seat_facts_.reserve(seats.size());
  for (const auto& seat : seats) seat_facts_.push_back(facts(seat));
}

std::vector<Matcher::Asked> Matcher::asked(const std::vector<OrganisationReference>& references) {
  std::vector<Asked> list;
  list.reserve(references.size());
  for (const auto& reference : references) list.push_back({reference, fold(reference.name)});
  return list;
}

Matcher::Named Matcher::named(const Organisation& organisation) const {
  Named named{organisation.kind, {}, municipality_.contains(organisation.id)};
  if (!names_matter_) return named;
  named.folded.push_back(fold(organisation.name));
  for (const auto& alias : organisation.also_called) named.folded.push_back(fold(alias));
  return named;
}

Matcher::Facts Matcher::facts(const Seat& seat) const {
  Facts facts{seat.kind};
  if (seat.organisation) {
    facts.organisation = named(*seat.organisation);
  } else if (const auto home = belongs_to(seat.kind)) {
    facts.organisation.kind = *home;
  }
  // Whoever a patient organisation sends speaks for the patients.
  if (is_anybody(seat.kind) && is_a(facts.organisation.kind, OrganisationKind::patients))
    facts.kind = SeatKind::patient_representative;
  facts.appointer = seat.appointed_by ? named(*seat.appointed_by) : facts.organisation;
  return facts;
}

bool Matcher::is_kind(const Facts& seat, SeatKind wanted) const {
  if (is_a(seat.kind, wanted)) return true;
  // “politiker” and “udvalgsformand” are of the council of their organisation.
  if (seat.kind != SeatKind::politician && seat.kind != SeatKind::committee_chair) return false;
  if (wanted == SeatKind::municipal_politician) return seat.organisation.kind == OrganisationKind::municipality;
  return wanted == SeatKind::regional_councillor && is_a(seat.organisation.kind, OrganisationKind::region);
}

bool Matcher::is_organisation(const Named& organisation, const Asked& asked) const {
  const auto kind = asked.reference.kind;
  if (kind == OrganisationKind::other)
    return std::ranges::find(organisation.folded, asked.folded) != organisation.folded.end();
  if (kind == OrganisationKind::municipality && asked.reference.within != Within::unsaid && !organisation.in_area)
    return false;
  if (is_a(organisation.kind, kind)) return true;
  const auto known = known_by_name(kind);
  if (known.empty()) return false;
  return std::ranges::any_of(organisation.folded, [&](const std::string& called) {
    return called.starts_with(known) ||
           (kind == OrganisationKind::contact_council && (called == "kkr" || called.starts_with("kkr ")));
  });
}

bool Matcher::comes_from(const Facts& seat, const std::vector<Asked>& from) const {
  if (from.empty()) return true;
  return std::ranges::any_of(from, [&](const Asked& asked) {
    if (is_organisation(seat.organisation, asked)) return true;
    // “fra Regionsrådet”: a member of it; “fra almen praksis”: everybody who practises.
    if (asked.reference.kind == OrganisationKind::regional_council)
      return seat.organisation.kind == OrganisationKind::region && is_kind(seat, SeatKind::regional_councillor);
    return asked.reference.kind == OrganisationKind::general_practice && seat.kind == SeatKind::general_practitioner;
  });
}

bool Matcher::appointed_by(const Facts& seat, const std::vector<Asked>& by) const {
  if (by.empty()) return true;
  return std::ranges::any_of(by, [&](const Asked& asked) {
    if (is_organisation(seat.appointer, asked)) return true;
    // What the region appoints its council appoints.
    return asked.reference.kind == OrganisationKind::regional_council &&
           seat.appointer.kind == OrganisationKind::region;
  });
}

bool Matcher::speaks_of(std::size_t rule, std::size_t seat) const {
  const Rule& wanted = rules_[rule];
  const Seat& given = seats_[seat];
  if (given.role == SeatRole::secretary) return false;
  if (wanted.manner != Manner::ad_hoc && (given.role == SeatRole::observer) != (wanted.manner == Manner::observer))
    return false;
  if (wanted.voting && *wanted.voting != given.voting) return false;
  const Facts& facts = seat_facts_[seat];
  return is_kind(facts, wanted.kind) && comes_from(facts, rule_facts_[rule].from) &&
         appointed_by(facts, rule_facts_[rule].appointed_by);
}

bool Matcher::is_of_part(std::size_t rule, std::size_t part, std::size_t seat) const {
  const Facts& facts = seat_facts_[seat];
  const auto& kind = rules_[rule].parts[part].kind;
  return (!kind || is_kind(facts, *kind)) && comes_from(facts, rule_facts_[rule].parts[part]);
}

std::vector<std::size_t> Matcher::places(Per per, std::size_t seat) const {
  const Seat& given = seats_[seat];
  for (const auto* organisation : {&given.organisation, &given.appointed_by}) {
    if (!*organisation) continue;
    const std::string_view id = (*organisation)->id;
    if (per == Per::municipality) {
      if (const auto found = municipality_.find(id); found != municipality_.end()) return {found->second};
    } else if (const auto found = clusters_.find(id); found != clusters_.end()) {
      return found->second;
    }
  }
  return {};
}

}  // namespace klynge::composition
