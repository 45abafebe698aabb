// The forms of the preview page: a meeting's head, its attendees, its items and what can be done
// with them. Only preview_page.cpp uses this.
#pragma once
#include "intake/preview_page.hpp"

namespace klynge::intake {

html::Html meeting_form(const PreviewView& view);
html::Html attendee_forms(const PreviewView& view);
html::Html item_forms(const PreviewView& view);

}  // namespace klynge::intake
