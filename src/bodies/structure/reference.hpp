// Reference data that is shipped: Denmark's regions and municipalities, the areas of sundhedsklynger and
// sundhedsråd. What it is worth, and where it is from, stands in reference/README.md.
//
// It is not the register: a register holds only what takes part in it, and its words win. A template
// (structure_template.hpp) brings into the register what it needs from here.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/cluster.hpp"
#include "bodies/structure/period.hpp"

namespace klynge::structure {

struct ReferenceFile {
  std::string_view name, text;  // name: path below reference/, “templates/2022.json”
};
std::span<const ReferenceFile> reference_files();

struct ReferenceRegion {
  std::string name;                   // “Region Nordjylland”
  std::optional<std::string> code{};  // none: not known yet
  Period period{};
};

struct ReferenceMunicipality {
  std::string place;  // “København”: how areas name it
  std::string name;   // “Københavns Kommune”
  std::string code;   // three digits
  std::vector<std::string> also_called{};
  std::string region_until_2026, region_from_2027;
};

struct ReferenceArea {
  std::string name;
  ClusterKind kind = ClusterKind::cluster;
  std::string region;
  std::vector<const ReferenceMunicipality*> municipalities{};
  std::string source{};  // a Danish phrase
  Period period{};
  std::optional<int> regional_members{}, municipal_members{};  // of a sundhedsråd: published, not checked
};

struct Reference {
  std::vector<ReferenceRegion> regions;
  std::vector<ReferenceMunicipality> municipalities;
  std::vector<ReferenceArea> areas;  // clusters, then council areas
};
// Read once from the embedded files. Throws std::logic_error where they are broken, which a test would have found.
const Reference& reference();

// The first day on which the regions of 2027 hold.
inline constexpr Date regions_change_on{2027, 1, 1};

// By its name, with or without “Region”, in any case; nullptr where there is none.
const ReferenceRegion* reference_region(std::string_view name);
// “Nordjylland” of “Region Nordjylland”.
std::string region_place(std::string_view region_name);

// An official code without its leading zeros, so that “0101” and “101” are one.
std::string_view plain_code(std::string_view code);

// Rows of a comma-separated file without quotation marks, by column name; the first line names the columns.
// Throws std::logic_error where a row has another number of cells.
std::vector<std::vector<std::string>> read_plain_csv(std::string_view text, std::span<const std::string_view> columns);

}  // namespace klynge::structure
