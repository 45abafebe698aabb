#include "bodies/structure/body_composition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using database::Sql;

const Sql municipalities_sql{
    "SELECT o.id, o.name, COALESCE((SELECT r.region_id FROM organisation_region r WHERE r.organisation_id = o.id AND r.valid_from <= $1 "
    "ORDER BY r.valid_from DESC LIMIT 1), o.parent_id), o.valid_from, o.valid_to FROM organisation o "
    "WHERE o.kind = 'municipality' AND o.merged_into IS NULL ORDER BY o.sort_key, o.id"};
const Sql names_sql{
    "SELECT a.organisation_id, a.name FROM organisation_alias a WHERE a.organisation_id IN "
    "(SELECT organisation_id FROM seat WHERE body_id = $1 UNION SELECT appointed_by FROM seat WHERE body_id = $1) ORDER BY a.organisation_id, a.folded"};

composition::Period plain(const Period& period) { return {period.from, period.to}; }

std::optional<composition::Organisation> organisation(const std::optional<std::string>& id,
                                                      const std::optional<std::string>& shown, OrganisationKind kind,
                                                      const OtherNames& names) {
  if (!id) return std::nullopt;
  composition::Organisation one{
      .id = *id, .kind = composition::organisation_kind(bodies::name(kind)), .name = shown.value_or("")};
  const auto others = names.find(*id);
  if (others != names.end()) one.also_called = others->second;
  return one;
}

composition::Seat plain(const SeatHistory& history, const OtherNames& names, Date day) {
  const auto& seat = history.seat;
  const auto* holder = holder_on(history, day);
  return {.id = seat.id,
          .label = seat.label,
          .kind = composition::seat_kind(seat.kind).value_or(composition::SeatKind::member),
          .organisation = organisation(seat.organisation_id, seat.organisation_name, seat.organisation_kind, names),
          .appointed_by = organisation(seat.appointed_by, seat.appointed_by_name, seat.appointed_by_kind, names),
          .voting = seat.voting,
          .role = composition::seat_role(name(seat.role)).value_or(composition::SeatRole::member),
          .holder = holder ? std::optional(holder->person_name) : std::nullopt,
          .period = plain(seat.period)};
}

composition::Area::Cluster plain(const Cluster& cluster) {
  composition::Area::Cluster out{cluster.id, cluster.name, {}};
  for (const auto& one : cluster.organisations) out.organisation_ids.push_back(one.id);
  return out;
}

void add_municipalities(composition::Area& area, const Cluster& cluster) {
  for (const auto& one : cluster.organisations)
    if (one.kind == OrganisationKind::municipality) area.municipalities.push_back({one.id, one.name});
}

// The clusters within the region, or all where none is named.
void add_clusters(composition::Area& area, const std::vector<Cluster>& clusters,
                  const std::optional<std::string>& region_id, Date day) {
  for (const auto& cluster : clusters)
    if (cluster.kind == ClusterKind::cluster && cluster.period.contains(day) &&
        (!region_id || cluster.region_id == region_id))
      area.clusters.push_back(plain(cluster));
}

}  // namespace

composition::Area area_of(const BodyProfile& body, const std::vector<Cluster>& clusters,
                          const std::vector<Organisation>& municipalities, Date day) {
  composition::Area area;
  if (body.cluster_id && body.reach != Reach::region && body.reach != Reach::country) {
    const auto own = std::ranges::find(clusters, *body.cluster_id, &Cluster::id);
    if (own == clusters.end()) return area;
    area.clusters.push_back(plain(*own));
    add_municipalities(area, *own);
    return area;
  }
  const bool wide = body.reach == Reach::country;
  if (!body.region_id && !wide) return area;
  const auto region = wide ? std::nullopt : body.region_id;
  add_clusters(area, clusters, region, day);
  for (const auto& one : municipalities)
    if (one.period.contains(day) && (!region || one.parent_id == region))
      area.municipalities.push_back({one.id, one.name});
  return area;
}

BodyComposition compose(const BodyProfile& body, const std::vector<RuleRow>& rules,
                        const std::vector<SeatHistory>& seats, const composition::Area& area, const OtherNames& names,
                        Date day) {
  BodyComposition out;
  if (!body.exists_on(day)) return out;
  std::vector<composition::RuleInForce> in_force;
  std::vector<composition::Deviation> deviations;
  for (const auto& row : rules) {
    if (!row.period.contains(day)) continue;
    auto rule = composition::parse(row.sentence);
    if (!rule) {
      out.unreadable.push_back(&row);
      continue;
    }
    in_force.push_back({row.id, std::move(*rule), plain(row.period)});
    for (const auto& deviation : row.deviations) {
      auto instead =
          deviation.sentence ? composition::parse(*deviation.sentence) : Result<composition::Rule>(composition::Rule{});
      if (!instead) continue;
      deviations.push_back(
          {row.id, deviation.sentence ? std::optional(std::move(*instead)) : std::nullopt, plain(deviation.period)});
    }
  }
  std::vector<composition::Seat> there;
  for (const auto& history : seats)
    if (history.seat.period.contains(day)) there.push_back(plain(history, names, day));
  out.found = composition::check(in_force, deviations, there, area, day);
  return out;
}

composition::Area read_area(Connection& connection, const BodyProfile& body, Date day) {
  if (body.cluster_id && body.reach != Reach::region && body.reach != Reach::country) {
    auto cluster = find_cluster(connection, *body.cluster_id);
    if (!cluster) return {};
    return area_of(body, {std::move(*cluster)}, {}, day);
  }
  if (!body.region_id && body.reach != Reach::country) return {};
  std::vector<Organisation> municipalities;
  {
    auto rows = connection.query(municipalities_sql, iso(day));
    while (rows.next())
      municipalities.push_back({.id = rows.string(0),
                                .name = rows.string(1),
                                .kind = OrganisationKind::municipality,
                                .parent_id = rows.optional_string(2),
                                .period = period_of(rows, 3, 4)});
  }
  return area_of(body, all_clusters(connection), municipalities, day);
}

OtherNames other_names_at(Connection& connection, std::string_view body_id) {
  OtherNames names;
  auto rows = connection.query(names_sql, body_id);
  while (rows.next()) names[rows.string(0)].push_back(rows.string(1));
  return names;
}

namespace {

using composition::Status;

std::vector<std::string> unmet_of(const BodyComposition& composition) {
  std::vector<std::string> out;
  for (const auto& rule : composition.found.rules) {
    if (rule.status != Status::not_met && rule.status != Status::never) continue;
    std::string sentence = rule.status == Status::never ? "Reglen kan aldrig opfyldes: " : "Reglen er ikke opfyldt: ";
    sentence += rule.instead.value_or(rule.sentence);
    for (const auto& remark : rule.remarks) sentence += " " + remark;
    out.push_back(std::move(sentence));
  }
  for (const auto* row : composition.unreadable)
    out.push_back("Reglen forstås ikke og er ikke kontrolleret: " + row->sentence);
  return out;
}

std::vector<std::string> vacant_of(const std::vector<SeatHistory>& seats, Date day) {
  std::vector<std::string> out;
  for (const auto& history : seats)
    if (is_vacant(history, day)) out.push_back(fmt::format("Pladsen ”{}” er ubesat.", history.seat.label));
  return out;
}

// The reason of the deviation that holds: of several, the one that began last.
std::string reason_on(const RuleRow& rule, Date day) {
  const Deviation* holding = nullptr;
  for (const auto& one : rule.deviations)
    if (one.period.contains(day) && (!holding || one.period.from >= holding->period.from)) holding = &one;
  return holding ? holding->reason : "";
}

std::vector<std::string> deviated_of(const BodyComposition& composition, const std::vector<RuleRow>& rules, Date day) {
  std::vector<std::string> out;
  for (const auto& found : composition.found.rules) {
    if (found.status != Status::deviated) continue;
    std::string sentence = "Reglen er fraveget: " + found.sentence;
    if (found.instead) sentence += " I stedet gælder: " + *found.instead;
    const auto row = std::ranges::find(rules, found.rule_id, &RuleRow::id);
    if (const auto reason = row == rules.end() ? std::string() : reason_on(*row, day); !reason.empty())
      sentence += " Begrundelse: " + reason;
    out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace

std::vector<std::string> warnings_of(const BodyComposition& composition, const std::vector<SeatHistory>& seats,
                                     Date day) {
  auto out = unmet_of(composition);
  for (auto& one : vacant_of(seats, day)) out.push_back(std::move(one));
  return out;
}

CompositionOnDay composition_on(Connection& connection, const BodyProfile& body, Date day) {
  if (!body.exists_on(day)) return {};
  const auto there = seats(connection, body.body_id);
  const auto asked = rules(connection, body.body_id);
  if (there.empty() && asked.empty()) return {};
  const auto found =
      compose(body, asked, there, read_area(connection, body, day), other_names_at(connection, body.body_id), day);
  CompositionOnDay out{
      .unmet = unmet_of(found), .vacant = vacant_of(there, day), .deviated = deviated_of(found, asked, day)};
  out.kept =
      static_cast<std::size_t>(std::ranges::count(found.found.rules, Status::met, &composition::RuleFinding::status));
  return out;
}

std::vector<std::string> composition_warnings(Connection& connection, std::string_view body_id, Date day) {
  const auto body = find_profile(connection, body_id);
  if (!body) return {};
  const auto there = seats(connection, body_id);
  if (!body->exists_on(day)) {
    if (there.empty() && body->period == Period{}) return {};
    return {fmt::format("”{}” findes ikke den {}.", body->name, danish(day))};
  }
  const auto asked = rules(connection, body_id);
  if (there.empty() && asked.empty()) return {};
  return warnings_of(
      compose(*body, asked, there, read_area(connection, *body, day), other_names_at(connection, body_id), day), there,
      day);
}

}  // namespace klynge::structure
