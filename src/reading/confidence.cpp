#include "reading/confidence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

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

constexpr Family families[] = {
    {"items/title", item_title}, {"items/number", number}, {"items/minutes", minutes}, {"items/outcome", outcome}, {"items/case", case_text}, {"items/amounts", amounts}, {"items/tasks", tasks},
    {"items/recommendations", recommendations}, {"items/attachments", attachments}, {"items/presenters", presenters}, {"items/case_number", case_number}, {"items/start", time_of_day},
    {"items/decisions", decisions}, {"items/votes", votes}, {"items/recused", recused}, {"items/requested_by", requested_by}, {"attendance/name", attendance_name},
    {"attendance/organisation", attendance_organisation}, {"attendance/status", attendance_status}, {"attendance/title", attendance_title}, {"approval/by", approval}, {"title", title}, {"body", body},
    {"date", date}, {"start", time_of_day}, {"end", time_of_day}, {"meeting_number", meeting_number}, {"next_meeting", next_meeting}, {"place", place}};

// Length and last letter tell nearly every name from the others.
constexpr std::size_t slot_of(std::string_view name) { return (name.size() & 31) << 5 | (static_cast<unsigned char>(name.back()) & 31); }

// The first family of each slot; behind the last one where there is none.
constexpr auto families_from = [] {
  std::array<std::uint8_t, 1024> from{};
  from.fill(std::size(families));
  for (std::size_t k = std::size(families); k-- > 0;) from[slot_of(families[k].name)] = static_cast<std::uint8_t>(k);
  return from;
}();

// The pointer's first two names with a slash between them, in `bytes`; numbers of entries are none.
std::string_view family_of(std::string_view pointer, std::array<char, 48>& bytes) {
  std::size_t size = 0;
  unsigned names = 0;
  while (pointer.starts_with('/') && names < 2) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view name = pointer.substr(1, end - 1);
    pointer.remove_prefix(end);
    if (name.empty() || is_digit(name[0])) continue;
    if (size + name.size() + 1 > bytes.size()) return {};
    if (names++ > 0) bytes[size++] = '/';
    size += name.copy(bytes.data() + size, name.size());
  }
  return {bytes.data(), size};
}

}  // namespace

float measured_confidence(std::string_view pointer, float weight) {
  std::array<char, 48> bytes;
  const std::string_view name = family_of(pointer, bytes);
  if (name.empty()) return weight;
  for (std::size_t k = families_from[slot_of(name)]; k < std::size(families); ++k) {
    const Family& family = families[k];
    if (family.name.size() != name.size() || family.name.back() != name.back() || family.name != name) continue;
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
