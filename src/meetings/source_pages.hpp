// The source beside the minutes: text as text with line numbers, PDF as page images with the boxes
// of its words over them.
//
// Every line has the id "l12", in a text as in an image, so that a field's link finds it without
// JavaScript (:target), and the browser lights up the exact span (web/src/source_view.ts). A page on
// which a person number stands is shown as masked text instead of as an image.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "meetings/meeting.hpp"
#include "platform/html/html.hpp"
#include "reading/document.hpp"

namespace klynge::meetings {

struct SourcePane {
  std::string meeting_id;
  SourceView source;               // the one shown
  std::vector<SourceView> others;  // of the same version
  reading::Document document;
  bool show_person_numbers = false;  // somebody has said that there are none
  std::uint32_t first_page = 1;      // of a long PDF
  html::Url here{};                  // the page the pane stands on, where that is not the meeting's
};

// A source decoded: plain text in place, other formats from what klynge-extract made of them.
// Errors: the bytes cannot be decoded (a damaged database).
Result<reading::Document> document_of(const SourceView& source, std::string_view bytes,
                                      const std::optional<std::string>& document);

// The inside of the pane, with its heading.
html::Html source_pane(const SourcePane& pane);
// Instead of the pane.
html::Html source_pane_message(std::string_view message, const html::Html& more = {});

}  // namespace klynge::meetings
