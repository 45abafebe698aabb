#include "bodies/structure/cluster.hpp"

#include <algorithm>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;

const audit::Action cluster_add_action{"cluster.add", may_change_structure};
const audit::Action cluster_change_action{"cluster.change", may_change_structure};

constexpr std::array<Word<ClusterKind>, 2> kinds{
    {{ClusterKind::cluster, "cluster", "Sundhedsklynge"},
     {ClusterKind::council_area, "council_area", "Område for et sundhedsråd"}}};

// $1 is an id, or "" for all.
const Sql read_sql{
    "SELECT c.id, c.name, c.kind, c.region_id, r.name, c.valid_from, c.valid_to, c.source FROM cluster c "
    "LEFT JOIN organisation r ON r.id = c.region_id WHERE CAST($1 AS TEXT) = '' OR c.id = $1 ORDER BY c.name, c.id"};
const Sql organisations_sql{
    "SELECT m.cluster_id, o.id, o.name, o.kind FROM cluster_organisation m JOIN organisation o ON o.id = m.organisation_id "
    "WHERE (CAST($1 AS TEXT) = '' OR m.cluster_id = $1) AND o.merged_into IS NULL ORDER BY m.cluster_id, o.kind, o.sort_key, o.id"};
const Sql insert_sql{
    "INSERT INTO cluster (id, name, kind, region_id, valid_from, valid_to, source) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql update_sql{
    "UPDATE cluster SET name = $2, kind = $3, region_id = $4, valid_from = $5, valid_to = $6, source = $7 WHERE id = $1"};
const Sql clear_sql{"DELETE FROM cluster_organisation WHERE cluster_id = $1"};
const Sql add_organisation_sql{
    "INSERT INTO cluster_organisation (cluster_id, organisation_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};

std::vector<Cluster> read(Connection& connection, std::string_view id) {
  std::vector<Cluster> found;
  {
    auto rows = connection.query(read_sql, id);
    while (rows.next())
      found.push_back({.id = rows.string(0),
                       .name = rows.string(1),
                       .kind = cluster_kind(rows.text(2)).value_or(ClusterKind::cluster),
                       .region_id = rows.optional_string(3),
                       .region_name = rows.optional_string(4),
                       .period = period_of(rows, 5, 6),
                       .source = rows.optional_string(7)});
  }
  auto rows = connection.query(organisations_sql, id);
  while (rows.next()) {
    const auto cluster = std::ranges::find(found, rows.text(0), &Cluster::id);
    if (cluster == found.end()) continue;
    cluster->organisations.push_back({.id = rows.string(1),
                                      .name = rows.string(2),
                                      .kind = organisation_kind(rows.text(3)).value_or(OrganisationKind::other)});
  }
  return found;
}

Json json_of_cluster(const Cluster& cluster) {
  auto organisations = Json::array();
  for (const auto& one : cluster.organisations) organisations.push_back(one.id);
  return {{"name", cluster.name},
          {"kind", name(cluster.kind)},
          {"region", json_of(cluster.region_id)},
          {"period", json_of(cluster.period)},
          {"source", json_of(cluster.source)},
          {"organisations", organisations}};
}

Result<Cluster> checked(Connection& connection, Cluster cluster) {
  const auto shown = one_line(cluster.name);
  if (!shown || shown->size() > name_characters)
    return invalid("Skriv et navn på området, højst 300 tegn.", "empty or too long name");
  cluster.name = *shown;
  cluster.source = one_line(cluster.source);
  if (auto fits = check_length(cluster.source, note_bytes, "Kilden"); !fits) return std::unexpected(fits.error());
  if (auto fits = check_period(cluster.period); !fits) return std::unexpected(fits.error());
  if (cluster.region_id && cluster.region_id->empty()) cluster.region_id.reset();
  if (cluster.region_id) {
    const auto region = find_organisation(connection, *cluster.region_id);
    if (!region || region->kind != OrganisationKind::region)
      return invalid("Vælg en region, der står i registeret.", "no such region");
  }
  for (const auto& one : cluster.organisations)
    if (!find_organisation(connection, one.id))
      return invalid(
          "En af de valgte organisationer findes ikke længere eller er lagt sammen med en anden. Genindlæs siden, og vælg igen.",
          "no organisation " + one.id.substr(0, 100));
  return cluster;
}

void write_organisations(Connection& connection, const Cluster& cluster) {
  connection.execute(clear_sql, cluster.id);
  for (const auto& one : cluster.organisations) connection.execute(add_organisation_sql, cluster.id, one.id);
}

}  // namespace

std::string_view name(ClusterKind kind) { return kept_word(kinds, kind); }
std::optional<ClusterKind> cluster_kind(std::string_view word) { return from_kept(kinds, word); }
std::string_view danish(ClusterKind kind) { return danish_word(kinds, kind); }

std::vector<Cluster> all_clusters(Connection& connection) { return read(connection, ""); }

std::optional<Cluster> find_cluster(Connection& connection, std::string_view id) {
  if (id.empty()) return std::nullopt;
  auto found = read(connection, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<std::string> add_cluster_in(Transaction& transaction, const Cluster& wanted) {
  auto& connection = transaction.connection();
  auto cluster = checked(connection, wanted);
  if (!cluster) return std::unexpected(cluster.error());
  cluster->id = transaction.new_id_text();
  connection.execute(insert_sql, cluster->id, cluster->name, name(cluster->kind), cluster->region_id,
                     from_text(cluster->period), to_text(cluster->period), cluster->source);
  write_organisations(connection, *cluster);
  transaction.changed({"cluster", cluster->id, difference({}, json_of_cluster(*cluster))});
  return cluster->id;
}

Result<std::string> add_cluster(audit::Book& book, const audit::Actor& actor, const Cluster& cluster) {
  return audit::perform<std::string>(book, actor, cluster_add_action,
                                     [&](Transaction& transaction) { return add_cluster_in(transaction, cluster); });
}

Result<void> change_cluster_in(Transaction& transaction, const Cluster& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_cluster(connection, wanted.id);
  if (!before) return not_there("Området", wanted.id);
  const auto cluster = checked(connection, wanted);
  if (!cluster) return std::unexpected(cluster.error());
  connection.execute(update_sql, cluster->id, cluster->name, name(cluster->kind), cluster->region_id,
                     from_text(cluster->period), to_text(cluster->period), cluster->source);
  write_organisations(connection, *cluster);
  transaction.changed({"cluster", cluster->id, difference(json_of_cluster(*before), json_of_cluster(*cluster))});
  return {};
}

Result<void> change_cluster(audit::Book& book, const audit::Actor& actor, const Cluster& wanted) {
  return audit::perform<void>(book, actor, cluster_change_action,
                              [&](Transaction& transaction) { return change_cluster_in(transaction, wanted); });
}

}  // namespace klynge::structure
