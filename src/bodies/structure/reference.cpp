#include "bodies/structure/reference.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge::structure {
namespace {

using Row = std::vector<std::string>;

constexpr Period time_of_clusters{Date{2022, 7, 1}, regions_change_on};

[[noreturn]] void broken(std::string_view what) { throw std::logic_error("reference data: " + std::string(what)); }

std::string_view text_of(std::string_view name) {
  for (const auto& file : reference_files())
    if (file.name == name) return file.text;
  broken(name);
}

template <std::size_t N>
std::vector<Row> rows_of(std::string_view name, const std::array<std::string_view, N>& columns) {
  return read_plain_csv(text_of(name), columns);
}

std::optional<std::string> unless_empty(const std::string& cell) {
  return cell.empty() ? std::nullopt : std::optional(cell);
}

std::optional<int> number(const std::string& cell) {
  if (cell.empty()) return std::nullopt;
  int value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc{} || end != cell.data() + cell.size()) broken(cell);
  return value;
}

Row parts(const std::string& cell) {
  Row found;
  if (cell.empty()) return found;
  for (const auto part : split(cell, ';')) found.emplace_back(part);
  return found;
}

std::vector<ReferenceRegion> read_regions() {
  std::vector<ReferenceRegion> found;
  for (const auto& row :
       rows_of("regions.csv", std::array<std::string_view, 4>{"code", "region", "first_day", "last_day"})) {
    const auto period = read_period(row[2], row[3]);
    if (!period) broken(row[1]);
    found.push_back({row[1], unless_empty(row[0]), *period});
  }
  return found;
}

std::vector<ReferenceMunicipality> read_municipalities() {
  std::vector<ReferenceMunicipality> found;
  for (const auto& row :
       rows_of("municipalities.csv", std::array<std::string_view, 6>{"code", "municipality", "name", "also_called",
                                                                     "region_until_2026", "region_from_2027"}))
    found.push_back({row[1], row[2], row[0], parts(row[3]), row[4], row[5]});
  return found;
}

std::vector<const ReferenceMunicipality*> municipalities_of(const Reference& all, const std::string& cell) {
  std::vector<const ReferenceMunicipality*> found;
  for (const auto& place : parts(cell)) {
    const auto one = std::ranges::find(all.municipalities, place, &ReferenceMunicipality::place);
    if (one == all.municipalities.end()) broken(place);
    found.push_back(&*one);
  }
  return found;
}

void read_areas(Reference& all) {
  for (const auto& row : rows_of("clusters_2022_2026.csv",
                                 std::array<std::string_view, 4>{"cluster", "region", "municipalities", "source"}))
    all.areas.push_back({.name = row[0],
                         .kind = ClusterKind::cluster,
                         .region = row[1],
                         .municipalities = municipalities_of(all, row[2]),
                         .source = row[3],
                         .period = time_of_clusters});
  for (const auto& row :
       rows_of("councils_2027.csv", std::array<std::string_view, 5>{"council", "region", "municipalities",
                                                                    "regional_members", "municipal_members"}))
    all.areas.push_back({.name = row[0],
                         .kind = ClusterKind::council_area,
                         .region = row[1],
                         .municipalities = municipalities_of(all, row[2]),
                         .source = "regionernes offentliggørelser",
                         .period = {regions_change_on, std::nullopt},
                         .regional_members = number(row[3]),
                         .municipal_members = number(row[4])});
}

}  // namespace

const Reference& reference() {
  static const Reference all = [] {
    Reference made{.regions = read_regions(), .municipalities = read_municipalities(), .areas = {}};
    read_areas(made);  // points into made.municipalities, whose rows stay where they are when `made` is moved
    return made;
  }();
  return all;
}

std::string region_place(std::string_view region_name) {
  constexpr std::string_view before = "Region ";
  return std::string(region_name.starts_with(before) ? region_name.substr(before.size()) : region_name);
}

const ReferenceRegion* reference_region(std::string_view name) {
  const auto wanted = fold(squeeze(name));
  for (const auto& region : reference().regions)
    if (fold(region.name) == wanted || fold(region_place(region.name)) == wanted) return &region;
  return nullptr;
}

std::string_view plain_code(std::string_view code) {
  const auto first = code.find_first_not_of('0');
  return first == std::string_view::npos ? code.substr(code.size()) : code.substr(first);
}

std::vector<Row> read_plain_csv(std::string_view text, std::span<const std::string_view> columns) {
  std::vector<Row> rows;
  bool is_head = true;
  for (const auto line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    Row row;
    for (const auto cell : split(line, ',')) row.emplace_back(trim(cell));
    if (row.size() != columns.size()) broken(line);
    if (is_head) {
      if (!std::ranges::equal(row, columns)) broken(line);
      is_head = false;
      continue;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace klynge::structure
