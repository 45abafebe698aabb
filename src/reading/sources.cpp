#include "reading/sources.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "reading/confidence.hpp"

namespace klynge::reading {
namespace {

struct List {
  std::string_view path;
  Field first;  // of the fields of its entries
};
constexpr List approval{"/approval/", Field::approval_by}, attendance{"/attendance/", Field::attendance_name},
    items{"/items/", Field::item_amounts};

struct FieldPath {
  const List* list;       // none for a field of the meeting
  std::string_view name;  // with its slash
  bool parted = false;    // a list itself
};

constexpr std::array<FieldPath, field_count> paths{{
    {&approval, "/by"},
    {&attendance, "/name"},
    {&attendance, "/organisation"},
    {&attendance, "/status"},
    {&attendance, "/title"},
    {nullptr, "/body"},
    {nullptr, "/date"},
    {nullptr, "/end"},
    {&items, "/amounts", true},
    {&items, "/attachments", true},
    {&items, "/case"},
    {&items, "/case_number"},
    {&items, "/decisions", true},
    {&items, "/end"},
    {&items, "/links", true},
    {&items, "/minutes"},
    {&items, "/number"},
    {&items, "/outcome"},
    {&items, "/presenters"},
    {&items, "/recommendations", true},
    {&items, "/recused", true},
    {&items, "/requested_by"},
    {&items, "/start"},
    {&items, "/tasks", true},
    {&items, "/title"},
    {&items, "/votes", true},
    {nullptr, "/meeting_number"},
    {nullptr, "/next_meeting"},
    {nullptr, "/place"},
    {nullptr, "/start"},
    {nullptr, "/title"},
}};

const FieldPath& path_of(Field field) { return paths[static_cast<std::size_t>(field)]; }

// Orders numbers as their digits are ordered in a pointer: 1, 10, 11, 2. Below 2²⁷.
std::uint64_t digit_order(std::uint32_t number) {
  constexpr std::array<std::uint32_t, 8> powers{1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000};
  number = std::min(number, powers.back() - 1);
  std::uint32_t digits = 1;
  while (number >= powers[digits]) ++digits;
  // Filled up with zeros behind it to seven digits.
  return number * powers[7 - digits] * 8 + digits;
}

// Keys have the order of the pointers.
std::uint64_t key_of(const FieldAt& at) {
  const FieldPath& path = path_of(at.field);
  const auto field = static_cast<std::uint64_t>(at.field);
  if (!path.list) return field << 59;
  return static_cast<std::uint64_t>(path.list->first) << 59 | digit_order(at.entry) << 32 | field << 27 |
         (path.parted ? digit_order(at.part) : 0);
}
static_assert(field_count <= 32);

}  // namespace

std::string pointer_of(const FieldAt& at) {
  const FieldPath& path = path_of(at.field);
  std::array<char, 64> bytes;
  char* end = bytes.data();
  if (path.list) {
    end = std::ranges::copy(path.list->path, end).out;
    end = std::to_chars(end, bytes.end(), at.entry).ptr;
  }
  end = std::ranges::copy(path.name, end).out;
  if (path.parted) {
    *end++ = '/';
    end = std::to_chars(end, bytes.end(), at.part).ptr;
  }
  return {bytes.data(), end};
}

std::map<std::string, Place> sources_of(const std::vector<Noted>& noted) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  order.reserve(noted.size());
  for (std::size_t i = 0; i < noted.size(); ++i) order.emplace_back(key_of(noted[i].at), i);
  std::sort(order.begin(), order.end());
  std::map<std::string, Place> sources;
  for (const auto& [key, i] : order) {
    Place place = noted[i].place;
    place.confidence = measured_confidence(noted[i].at.field, place.confidence);
    // The end is but a hint: a pointer that belongs elsewhere finds its place all the same.
    const auto at = sources.emplace_hint(sources.end(), pointer_of(noted[i].at), place);
    at->second = place;  // where an earlier one stood
  }
  return sources;
}

}  // namespace klynge::reading
