#include "bodies/structure/chart.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace klynge::structure {
namespace {

const Cluster* cluster_of(const BodyProfile& body, const std::vector<Cluster>& clusters) {
  if (!body.cluster_id || body.reach == Reach::region || body.reach == Reach::country) return nullptr;
  const auto found = std::ranges::find(clusters, *body.cluster_id, &Cluster::id);
  return found == clusters.end() ? nullptr : &*found;
}

std::optional<std::string> region_of(const BodyProfile& body, const Cluster* cluster) {
  if (body.region_id) return body.region_id;
  return cluster ? cluster->region_id : std::nullopt;
}

bool is_shown(const BodyProfile& body, const Cluster* cluster, const ChartWish& wish) {
  if (!body.period.contains(wish.day)) return false;
  if (body.planned && !body.period.from && wish.day < wish.today) return false;
  if (wish.region_id.empty() || body.reach == Reach::country) return true;
  const auto region = region_of(body, cluster);
  return !region || *region == wish.region_id;  // of which region it is may not be known
}

std::size_t rank(BodyLevel level) {
  const auto& all = body_levels();
  return static_cast<std::size_t>(std::ranges::find(all, level) - all.begin());
}

}  // namespace

Chart chart_on(const std::vector<BodyProfile>& profiles, const std::vector<Relation>& relations,
               const std::vector<Cluster>& clusters, const ChartWish& wish) {
  Chart chart{.day = wish.day};
  std::vector<std::pair<const BodyProfile*, const Cluster*>> shown;
  std::vector<const Cluster*> used;
  for (const auto& body : profiles) {
    const auto* cluster = cluster_of(body, clusters);
    if (!is_shown(body, cluster, wish)) continue;
    shown.emplace_back(&body, cluster);
    if (cluster && std::ranges::find(used, cluster) == used.end()) used.push_back(cluster);
  }
  // Clusters of one region stand together.
  std::ranges::sort(
      used, {}, [&](const Cluster* one) { return std::tuple(one->region_name.value_or(""), one - clusters.data()); });
  for (const auto* one : used) chart.clusters.push_back(one->name);
  for (const auto& [body, cluster] : shown) {
    ChartBody one{.id = body->body_id, .name = body->name, .level = body->level, .planned = body->planned};
    if (cluster) one.cluster = static_cast<std::size_t>(std::ranges::find(used, cluster) - used.begin());
    chart.bodies.push_back(std::move(one));
  }
  std::ranges::stable_sort(chart.bodies, {}, [](const ChartBody& one) {
    return std::tuple(rank(one.level), one.cluster ? *one.cluster + 1 : 0);
  });

  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < chart.bodies.size(); ++i) places.emplace(chart.bodies[i].id, i);
  for (const auto& relation : relations) {
    if (!relation.period.contains(wish.day)) continue;
    const auto from = places.find(relation.from_body_id), to = places.find(relation.to_body_id);
    if (from == places.end() || to == places.end() || from == to) continue;
    chart.lines.push_back({from->second, to->second, relation.kind});
  }
  const auto key = [](const ChartLine& line) { return std::tuple(line.kind, line.to, line.from); };
  std::ranges::sort(chart.lines, {}, key);
  chart.lines.erase(std::ranges::unique(chart.lines).begin(), chart.lines.end());
  return chart;
}

std::vector<ChartRegion> chart_regions(const std::vector<BodyProfile>& profiles, const std::vector<Cluster>& clusters) {
  std::map<std::string, std::string> by_name;
  for (const auto& one : clusters)
    if (one.region_id) by_name.emplace(one.region_name.value_or(*one.region_id), *one.region_id);
  for (const auto& one : profiles)
    if (one.region_id) by_name.emplace(one.region_name.value_or(*one.region_id), *one.region_id);
  std::vector<ChartRegion> found;
  for (const auto& [name, id] : by_name) found.push_back({id, name});
  return found;
}

}  // namespace klynge::structure
