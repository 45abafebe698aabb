// The pages of one meeting and of one item: what was recommended, decided and is to be done, each
// beside the passage it was read from.
//
// The source is a part of its own (source_pages.hpp), loaded by the browser when the meeting is
// shown and, without JavaScript, one link away; see docs/decisions/0007-the-source-beside-the-minutes.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "meetings/meeting.hpp"
#include "meetings/page_parts.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

// What anybody may know of a closed item: its number, and that it is closed.
void close_item(ItemView& item);

// `source`: the source beside it; none: it is left for the browser to fetch. `below_facts`: what is to be said of its
// convocation.
html::Html meeting_page(const MeetingView& meeting, const Viewer& viewer, const std::optional<html::Html>& source,
                        const html::Html& below_facts = {});
// Badges and tools beside the heading: agenda or minutes, published, publish and withdraw.
html::Html meeting_title_side(const MeetingView& meeting, const Viewer& viewer);

// What became of it, beside the heading.
html::Html item_title_side(const ItemView& item);
html::Html item_page(const ItemWithMeeting& found, const Viewer& viewer);

html::Html history_page(const MeetingHead& head, const std::vector<VersionHead>& versions);

}  // namespace klynge::meetings
