// An area: a sundhedsklynge with its hospital and municipalities, or the area of a sundhedsråd.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/organisation.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

enum class ClusterKind { cluster, council_area };
std::string_view name(ClusterKind kind);  // as in the database
std::optional<ClusterKind> cluster_kind(std::string_view word);
std::string_view danish(ClusterKind kind);  // “Sundhedsklynge”, “Sundhedsråds område”

struct Cluster {
  std::string id, name;
  ClusterKind kind = ClusterKind::cluster;
  std::optional<std::string> region_id{}, region_name{};
  Period period{};
  std::optional<std::string> source{};        // where this is known from
  std::vector<Organisation> organisations{};  // municipalities, hospital, psychiatry; only id, name and kind are set
};

// With their organisations, by name; two statements.
std::vector<Cluster> all_clusters(database::Connection& connection);
std::optional<Cluster> find_cluster(database::Connection& connection, std::string_view id);

// Of `cluster.organisations` only the ids are read. Problems: no name, an organisation that is unknown
// or merged away, an empty period.
Result<std::string> add_cluster(audit::Book& book, const audit::Actor& actor, const Cluster& cluster);
Result<std::string> add_cluster_in(audit::Transaction& transaction, const Cluster& cluster);
Result<void> change_cluster(audit::Book& book, const audit::Actor& actor, const Cluster& cluster);
Result<void> change_cluster_in(audit::Transaction& transaction, const Cluster& cluster);

}  // namespace klynge::structure
