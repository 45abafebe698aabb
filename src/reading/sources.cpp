#include "reading/sources.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace klynge::reading {
namespace {

// What tells most pointers apart: the first letter, and of an item's or a person's pointer the seven
// bytes behind “/items/” or “/attendance/”. Where keys differ, pointers have the same order as they.
std::uint64_t key_of(std::string_view pointer) {
  std::uint64_t key = pointer.size() > 1 ? static_cast<unsigned char>(pointer[1]) : 0;
  std::string_view rest;
  for (const std::string_view list : {"/items/", "/attendance/"})
    if (pointer.starts_with(list)) rest = pointer.substr(list.size());
  for (std::size_t k = 0; k < 7; ++k) key = key << 8 | (k < rest.size() ? static_cast<unsigned char>(rest[k]) : 0u);
  return key;
}

}  // namespace

std::map<std::string, Place> sources_of(std::vector<Noted> noted) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  order.reserve(noted.size());
  for (std::size_t i = 0; i < noted.size(); ++i) order.emplace_back(key_of(noted[i].pointer), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const int compared = noted[a.second].pointer.compare(noted[b.second].pointer);
    return compared != 0 ? compared < 0 : a.second < b.second;
  });
  std::map<std::string, Place> sources;
  for (const auto& [key, i] : order) {
    // The end is but a hint: a pointer that belongs elsewhere finds its place all the same.
    const auto at = sources.try_emplace(sources.end(), std::move(noted[i].pointer));
    at->second = noted[i].place;
  }
  return sources;
}

}  // namespace klynge::reading
