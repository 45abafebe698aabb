#include "reading/confidence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

#include "reading/same_bytes.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

struct Measured {
  float weight = 0;  // from this weight on
  float right = 0;   // share of the values that were right
};

struct Family {
  std::string_view name;  // the pointer without its numbers
  std::span<const Measured> steps;
};

// Half of the values are of documents that the reader had never read, half of those it was built on;
// steps with few values stand with their neighbours.
constexpr Measured approval[] = {{0.0f, 0.7f}};
constexpr Measured attendance_name[] = {{0.0f, 0.91f}, {0.8f, 0.98f}};
constexpr Measured attendance_organisation[] = {{0.0f, 0.97f}};
constexpr Measured attendance_status[] = {{0.0f, 0.97f}};
constexpr Measured attendance_title[] = {{0.0f, 0.97f}};
constexpr Measured body[] = {{0.0f, 0.85f}, {0.8f, 0.92f}};
constexpr Measured date[] = {{0.0f, 0.95f}, {0.97f, 0.99f}};
constexpr Measured time_of_day[] = {{0.0f, 0.97f}};
constexpr Measured amounts[] = {{0.0f, 0.93f}, {0.9f, 0.96f}};
constexpr Measured attachments[] = {{0.0f, 0.89f}};
constexpr Measured case_text[] = {{0.0f, 0.86f}};
constexpr Measured case_number[] = {{0.0f, 0.97f}};
constexpr Measured decisions[] = {{0.0f, 0.93f}};
constexpr Measured minutes[] = {{0.0f, 0.85f}, {0.75f, 0.87f}, {0.9f, 0.96f}};
constexpr Measured number[] = {{0.0f, 0.8f}, {0.9f, 0.96f}};
constexpr Measured outcome[] = {{0.0f, 0.88f}, {0.6f, 0.91f}, {0.8f, 0.98f}};
constexpr Measured presenters[] = {{0.0f, 0.93f}, {0.92f, 0.98f}};
constexpr Measured recommendations[] = {{0.0f, 0.96f}};
constexpr Measured recused[] = {{0.0f, 0.9f}};
constexpr Measured requested_by[] = {{0.0f, 0.77f}};
constexpr Measured tasks[] = {{0.0f, 0.67f}, {0.65f, 0.81f}, {0.8f, 0.93f}};
constexpr Measured item_title[] = {{0.0f, 0.85f}, {0.85f, 0.9f}};
constexpr Measured votes[] = {{0.0f, 0.75f}};
constexpr Measured meeting_number[] = {{0.0f, 0.95f}};
constexpr Measured next_meeting[] = {{0.0f, 0.9f}, {0.9f, 0.97f}};
constexpr Measured place[] = {{0.0f, 0.96f}};
constexpr Measured title[] = {{0.0f, 0.88f}};

constexpr Family families[] = {{"items/title", item_title},
                               // clang-format off
                               {"items/number", number}, {"items/minutes", minutes}, {"items/outcome", outcome},
                               {"items/case", case_text}, {"items/amounts", amounts}, {"items/tasks", tasks},
                               {"items/recommendations", recommendations}, {"items/attachments", attachments},
                               {"items/presenters", presenters}, {"items/case_number", case_number},
                               {"items/start", time_of_day}, {"items/decisions", decisions}, {"items/votes", votes},
                               {"items/recused", recused}, {"items/requested_by", requested_by},
                               {"attendance/name", attendance_name},
                               {"attendance/organisation", attendance_organisation},
                               {"attendance/status", attendance_status}, {"attendance/title", attendance_title},
                               {"approval/by", approval}, {"title", title}, {"body", body}, {"date", date},
                               {"start", time_of_day}, {"end", time_of_day}, {"meeting_number", meeting_number},
                               {"next_meeting", next_meeting},
                               // clang-format on
                               {"place", place}};

// Length and last letter tell nearly every name from the others.
constexpr std::size_t slot_of(std::size_t size, char last) {
  return (size & 31) << 5 | (static_cast<unsigned char>(last) & 31);
}

// The first family of each slot; behind the last one where there is none.
constexpr auto families_from = [] {
  std::array<std::uint8_t, 1024> from{};
  from.fill(std::size(families));
  for (std::size_t k = std::size(families); k-- > 0;)
    from[slot_of(families[k].name.size(), families[k].name.back())] = static_cast<std::uint8_t>(k);
  return from;
}();

// The pointer's first two names; numbers of entries are none.
struct Names {
  std::string_view first, second;
  bool is(std::string_view family) const {
    if (second.empty()) return family == first;
    return family.size() == first.size() + 1 + second.size() &&
           same_bytes(family.data() + first.size() + 1, second.data(), second.size()) &&
           same_bytes(family.data(), first.data(), first.size()) && family[first.size()] == '/';
  }
};

Names names_in(std::string_view pointer) {
  Names names;
  std::size_t at = 0;
  // Nearly all are of an item or of a person.
  for (const std::string_view list : {std::string_view("/items/"), std::string_view("/attendance/")})
    if (pointer.starts_with(list)) {
      names.first = list.substr(1, list.size() - 2);
      at = list.size() - 1;
    }
  while (at < pointer.size() && pointer[at] == '/' && names.second.empty()) {
    std::size_t end = at + 1;
    while (end < pointer.size() && pointer[end] != '/') ++end;
    const std::string_view name = pointer.substr(at + 1, end - at - 1);
    at = end;
    if (!name.empty() && !is_digit(name[0])) (names.first.empty() ? names.first : names.second) = name;
  }
  return names;
}

}  // namespace

float measured_confidence(std::string_view pointer, float weight) {
  const Names names = names_in(pointer);
  if (names.first.empty()) return weight;
  const std::size_t size = names.first.size() + (names.second.empty() ? 0 : names.second.size() + 1);
  for (std::size_t k = families_from[slot_of(size, (names.second.empty() ? names.first : names.second).back())];
       k < std::size(families); ++k) {
    const Family& family = families[k];
    if (!names.is(family.name)) continue;
    float right = family.steps.front().right;
    for (const Measured& step : family.steps)
      if (weight + 0.001f >= step.weight) right = step.right;
    return right;
  }
  return weight;
}

void calibrate(MeetingRecord& record) {
  for (auto& [pointer, source] : record.sources) source.confidence = measured_confidence(pointer, source.confidence);
}

}  // namespace klynge::reading
