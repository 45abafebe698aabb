// The overview, the bodies, one body with its meetings by year, and one person: what came in lately,
// what is to be looked at, who met when, who attended and owes what.
#pragma once
#include <string>
#include <vector>

#include "meetings/convocation_store.hpp"
#include "meetings/list.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/overview_store.hpp"
#include "meetings/page_parts.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

struct OverviewView {
  Counts counts;
  std::vector<MeetingRow> latest;
  std::vector<ComingMeeting> coming;  // convened, or with an agenda
  std::vector<NextMeetingRow> next;   // only announced
  std::vector<FindingRow> findings;
};
html::Html overview_page(const OverviewView& view, const Viewer& viewer);

// `reads_all`: whoever looks sees every meeting there is, so that none shown is none at all.
html::Html bodies_page(const std::vector<BodyRow>& bodies, bool reads_all);
// "politisk niveau", by the database's word.
std::string_view level_danish(std::string_view level);

struct BodyView {
  BodyRow body;
  std::vector<MeetingRow> meetings;  // newest first
  html::PageRange range;
  std::vector<std::string> other_names;  // it has been printed with
  bool reads_all = false;                // as bodies_page()
};
html::Html body_page(const BodyView& view);

struct PersonView {
  std::string id, name;
  std::vector<std::string> other_names;
  std::vector<Choice> organisations;
  std::vector<AttendanceRow> attendance;
  std::vector<TaskRow> tasks;
  std::vector<PresentationRow> presentations;
  html::Html seats{};  // in bodies
};
html::Html person_page(const PersonView& view);

}  // namespace klynge::meetings
