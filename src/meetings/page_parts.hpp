// What several of the room's pages are put together from: dates, links to bodies, persons and items,
// the place of a field in its source.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meetings/list.hpp"
#include "meetings/meeting.hpp"
#include "platform/html/components.hpp"
#include "platform/html/html.hpp"
#include "platform/html/layout.hpp"

namespace klynge::meetings {

// Who looks: decides which links, tools and texts a page has. Made from a request's actor.
struct Viewer {
  bool reads_all = false;     // persons, sources, findings, what is not published
  bool changes = false;       // publish, settle
  bool reads_closed = false;  // closed items, one by one, each look written down
  bool reads_meeting = true;  // the meeting that an item is of; not who is invited to the item alone
  std::string csrf_token{};
};

// "4. marts 2021" as a <time>, or `otherwise` where there is no date.
html::Html date_html(const std::optional<std::string>& iso_date, std::string_view otherwise = "uden dato");
// The body's name, linked where it is known and the viewer may go there.
html::Html body_html(const std::optional<std::string>& body_id, const std::optional<std::string>& name,
                     bool linked = true);
html::Html named_html(const NamedView& named, bool linked);
// Names with commas between.
html::Html names_html(const std::vector<NamedView>& names, bool linked);
html::Html item_link(const RowItem& item);
html::Html meeting_link(const RowMeeting& meeting);
// The way to a body whose meeting it is; needs body_id and body_name.
std::vector<html::Crumb> way_to_body(const MeetingHead& head);
// A meeting in a trail that has named its body already.
std::string day_or_heading(const MeetingHead& head);
// To a page below a meeting's; past its body for whoever reads all of it.
std::vector<html::Crumb> way_to_meeting(const MeetingHead& head, bool reads_all);
// "1. Budget" or "Budget".
std::string numbered_title(const std::optional<std::string>& number, std::string_view title);
// "1. juni 2021", "næste møde"; nothing where no date was set.
html::Html due_html(const std::optional<std::string>& due);

// The link from a field to its passage: "side 2, linje 40". Carries the exact span for the browser
// (web/src/source_view.ts): "l40:5-l41:8", bytes in the first and the last line. Nothing where the
// field has no place. A writer for templates (html.hpp), because a page holds more of these than of
// anything else.
struct PlaceLink {
  std::optional<reading::Place> place{};
  bool empty() const { return !place.has_value(); }
  void operator()(html::Html& out) const;
};
inline PlaceLink place_link(const reading::Place& place) { return {place}; }
inline PlaceLink place_link(const Places& places, std::string_view field) { return {places.find(field)}; }

}  // namespace klynge::meetings
