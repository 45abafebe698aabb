#include "reading/confidence.hpp"

#include <span>

namespace klynge::reading {
namespace {

struct Measured {
  float weight = 0;  // from this weight on
  float right = 0;   // share of the values that were right
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

// None where the field was not measured.
std::span<const Measured> steps_of(Field field) {
  switch (field) {
    case Field::approval_by:
      return approval;
    case Field::attendance_name:
      return attendance_name;
    case Field::attendance_organisation:
      return attendance_organisation;
    case Field::attendance_status:
      return attendance_status;
    case Field::attendance_title:
      return attendance_title;
    case Field::body:
      return body;
    case Field::date:
      return date;
    case Field::item_amounts:
      return amounts;
    case Field::item_attachments:
      return attachments;
    case Field::item_case:
      return case_text;
    case Field::item_case_number:
      return case_number;
    case Field::item_decisions:
      return decisions;
    case Field::item_minutes:
      return minutes;
    case Field::item_number:
      return number;
    case Field::item_outcome:
      return outcome;
    case Field::item_presenters:
      return presenters;
    case Field::item_recommendations:
      return recommendations;
    case Field::item_recused:
      return recused;
    case Field::item_requested_by:
      return requested_by;
    case Field::item_tasks:
      return tasks;
    case Field::item_title:
      return item_title;
    case Field::item_votes:
      return votes;
    case Field::start:
    case Field::end:
    case Field::item_start:
      return time_of_day;
    case Field::meeting_number:
      return meeting_number;
    case Field::next_meeting:
      return next_meeting;
    case Field::place:
      return place;
    case Field::title:
      return title;
    case Field::item_end:
    case Field::item_links:
      break;
  }
  return {};
}

}  // namespace

float measured_confidence(Field field, float weight) {
  float right = weight;
  for (const Measured& step : steps_of(field))
    if (weight + 0.001f >= step.weight) right = step.right;
  return right;
}

}  // namespace klynge::reading
