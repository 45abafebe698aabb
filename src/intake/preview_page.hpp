// The preview of one document: what was understood on the left, the source on the right.
//
// Doubts and findings stand on top, then the decision (into the register, discard), then every field
// in a form of its own item, each with a link to its place in the source. Every form works without
// JavaScript; with it the passage of the field with the focus is lit up.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "intake/entry_form.hpp"
#include "intake/opened_entry.hpp"
#include "platform/html/html.hpp"

namespace klynge::intake {

// What a person sent and was refused: shown again with the reason, so that nothing typed is lost.
struct Attempt {
  FormValues form;
  std::string problem;  // Danish
};

struct PreviewView {
  std::string csrf_token;
  const OpenedEntry& opened;
  const IdentifiedRecord& shown;                 // opened.applied.identified with person numbers masked
  html::Html source;                             // the inside of the pane beside, see meetings/source_pages.hpp
  std::optional<std::string> candidate_heading;  // of the meeting opened.entry.meeting_id
  bool meeting_gone = false;                     // and that meeting was taken back: it has no page
  bool is_current = true;                        // in the register: whether it is the meeting's newest version
  bool may_decide = false;                       // may put it into the register, discard it, take it back
  bool may_change = false;                       // and its fields can be corrected
  std::string open_target;                       // the item or attendee whose form is unfolded
  std::optional<Attempt> attempt;
};
html::Html preview_page(const PreviewView& view);

// An anchor in the page for an item's or attendee's id.
std::string anchor_of(std::string_view id);

}  // namespace klynge::intake
