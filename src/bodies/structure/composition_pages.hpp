// A body's composition on a day: each rule as its sentence with whether it is kept and by whom, all seats
// with their holders; and the forms for rules and deviations.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/page_parts.hpp"

namespace klynge::structure {

// Whether and by whom a deviation was decided, ready to be shown.
using Decisions = std::map<std::string, html::Html, std::less<>>;  // by deviation id

struct CompositionView {
  BodyProfile body;
  Date day{};
  std::vector<SeatHistory> seats;
  std::vector<RuleRow> rules;
  BodyComposition composition;  // of `rules` and `seats`
  Decisions decisions{};
  Viewer viewer{};
};
html::Html composition_page(const CompositionView& view);

// The warnings as a box, for the page of a meeting that is convened and of the body itself; nothing where
// there are none.
html::Html warnings_html(const std::vector<std::string>& warnings, std::string_view body_id, Date day);

// A new rule (empty id), or one that stands, with its deviations.
struct RuleView {
  BodyProfile body;
  RuleRow rule;
  Decisions decisions{};
  Values values;              // of the rule's form
  Values deviation_values{};  // of the form for a new deviation
  std::string error{}, deviation_error{};
  Viewer viewer{};
};
html::Html rule_page(const RuleView& view);
Values values_of(const RuleRow& rule);

// A deviation that stands, to be changed or ended.
struct DeviationView {
  BodyProfile body;
  RuleRow rule;
  std::string deviation_id;
  Values values;
  std::string error{};
  Viewer viewer{};
};
html::Html deviation_page(const DeviationView& view);
Values values_of(const Deviation& deviation);

}  // namespace klynge::structure
