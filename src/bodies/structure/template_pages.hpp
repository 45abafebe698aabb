// Templates: which there are, and what one would do, before it does it.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/page_parts.hpp"
#include "bodies/structure/template_plan.hpp"

namespace klynge::structure {

html::Html templates_page(const std::vector<StructureTemplate>& templates);

// A body that ends as the template's structure begins, and the hand-over of it, "" where there is none yet.
struct EndedBody {
  std::string id, name, hand_over_id;
};

struct TemplateView {
  const StructureTemplate* of = nullptr;
  Values values;  // region, fra
  std::vector<std::string> regions{};
  std::vector<std::string> areas{};       // to choose from, once the region is chosen
  std::vector<std::string> chosen{};      // of `areas`; none: all
  std::optional<TemplatePlan> plan{};     // none: no region chosen yet, or `error`
  std::vector<EndedBody> to_hand_over{};  // once the structure stands
  std::string error{};
  bool done = false;  // it has just been applied
  std::string csrf_token{};
};
html::Html template_page(const TemplateView& view);

}  // namespace klynge::structure
