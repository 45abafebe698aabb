#include "reading/sources.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace klynge::reading {
namespace {

// What tells most pointers apart: the first letter, and of an item's or a person's pointer the seven
// bytes behind “/items/” or “/attendance/”. Keys have the order of the record's pointers.
std::uint64_t key_of(std::string_view pointer) {
  if (pointer.size() < 3) return 0;
  std::uint64_t key = static_cast<unsigned char>(pointer[1]);
  std::size_t at = pointer.size();
  if (pointer[1] == 'i') at = std::string_view("/items/").size();
  if (pointer[1] == 'a' && pointer[2] == 't') at = std::string_view("/attendance/").size();
  const std::size_t end = std::min(pointer.size(), at + 7);
  const std::size_t missing = at < end ? at + 7 - end : 7;
  for (; at < end; ++at) key = key << 8 | static_cast<unsigned char>(pointer[at]);
  return key << 8 * missing;
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
