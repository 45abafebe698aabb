// The organisation chart of one day: which bodies stand in it, where each belongs, who reports to whom and
// who hears whom. Pure; chart_layout.hpp says where on the paper it all stands.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"

namespace klynge::structure {

struct ChartBody {
  std::string id, name;
  BodyLevel level = BodyLevel::unknown;
  std::optional<std::size_t> cluster{};  // of Chart::clusters; none: it reaches over the region or the country
  bool planned = false;
};

struct ChartLine {
  std::size_t from = 0, to = 0;  // of Chart::bodies; never the same
  RelationKind kind = RelationKind::reports_to;
  bool operator==(const ChartLine&) const = default;
};

struct Chart {
  Date day{};
  std::vector<std::string> clusters{};  // from left to right
  std::vector<ChartBody> bodies{};      // as they are read: by level, the wide ones first, then cluster by cluster
  std::vector<ChartLine> lines{};       // each once
};

// What is asked of the chart. `region_id` "" for all regions; bodies of the whole country are in each.
struct ChartWish {
  Date day{}, today{};
  std::string region_id{};
};

// Bodies that exist on the day. One that is planned and has no first day yet stands in the chart of today
// and of later days. `profiles` and `clusters` in the order in which they are to be shown.
Chart chart_on(const std::vector<BodyProfile>& profiles, const std::vector<Relation>& relations,
               const std::vector<Cluster>& clusters, const ChartWish& wish);

// Regions that have bodies or clusters of their own, by name: id and name.
struct ChartRegion {
  std::string id, name;
  bool operator==(const ChartRegion&) const = default;
};
std::vector<ChartRegion> chart_regions(const std::vector<BodyProfile>& profiles, const std::vector<Cluster>& clusters);

}  // namespace klynge::structure
