#include "meetings/meeting_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/date.hpp"
#include "base/limits.hpp"
#include "bodies/doubt_store.hpp"
#include "bodies/identity_pages.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/known_from.hpp"
#include "bodies/person_erasure.hpp"
#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/composition_pages.hpp"
#include "bodies/structure/hand_over_pages.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/seat_pages.hpp"
#include "meetings/access_pages.hpp"
#include "meetings/convocation_pages.hpp"
#include "meetings/convocation_routes.hpp"
#include "meetings/guests.hpp"
#include "meetings/identity_references.hpp"
#include "meetings/list_store.hpp"
#include "meetings/meeting_actions.hpp"
#include "meetings/meeting_pages.hpp"
#include "meetings/open_matters.hpp"
#include "meetings/overview_pages.hpp"
#include "meetings/register_routes.hpp"
#include "meetings/rights.hpp"
#include "meetings/source_pages.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/typography.hpp"
#include "platform/http/page.hpp"

namespace klynge::meetings {
namespace {

using audit::Permission;
using http::in_body;
using http::Method;
using http::Request;
using http::Response;
using http::Route;

const audit::Action item_look_action{"item.look", audit::Action::Reach::thing};

constexpr std::int64_t shown_on_overview = 8;
constexpr std::int64_t most_pages = 10'000;  // of one body's meetings that are kept as drawn
constexpr std::int64_t meetings_per_page = 100;
constexpr std::int64_t coming_on_body = 20;

bool awaits_person_number(const MeetingView& meeting) {
  return std::ranges::any_of(meeting.findings, [](const FindingView& finding) {
    return finding.kind == reading::FindingKind::person_number && finding.state == FindingState::open;
  });
}

// Published, and no person number in it that nobody has looked at (a later version may bring one).
bool is_public(const MeetingView& meeting) { return meeting.head.published && !awaits_person_number(meeting); }

// What somebody may see of a meeting, and as what; none where it does not exist for them.
struct VisibleMeeting {
  MeetingView meeting;
  Viewer viewer;
  audit::Verdict verdict;
};

std::optional<VisibleMeeting> visible_meeting(database::Connection& connection, const Request& request) {
  const auto id = MeetingId::parse(request.parameter("id"));
  auto meeting = id ? find_meeting(connection, *id) : std::nullopt;
  if (!meeting) return std::nullopt;
  const auto matter = matter_of(meeting->head, is_public(*meeting));
  const auto verdict = audit::may_read(request.actor, matter, request.actor.today);
  if (!verdict) return std::nullopt;
  const auto viewer = viewer_in(request, matter);
  for (auto& item : meeting->items) {
    if (!item.closed) continue;
    std::erase_if(meeting->findings, [&](const FindingView& finding) { return finding.item_id == item.id; });
    close_item(item);
  }
  return VisibleMeeting{std::move(*meeting), viewer, verdict};
}

bool has_closed_items(const MeetingView& meeting) { return std::ranges::any_of(meeting.items, &ItemView::closed); }

// Somebody has looked at everything that looks like a person number, and it was none.
bool person_numbers_may_show(const MeetingView& meeting) {
  bool dismissed = false;
  for (const auto& finding : meeting.findings) {
    if (finding.kind != reading::FindingKind::person_number) continue;
    if (finding.state != FindingState::dismissed) return false;
    dismissed = true;
  }
  return dismissed;
}

std::uint32_t first_page_of(const Request& request) {
  const auto side = request.query_value("side");
  std::uint32_t page = 1;
  std::from_chars(side.data(), side.data() + side.size(), page);
  return page;
}

// Also where the closed item was taken out of the minutes, or is another meeting's: it stands in the document still.
bool source_has_closed_items(database::Connection& connection, const MeetingView& meeting) {
  return has_closed_items(meeting) ||
         (!meeting.sources.empty() && guard_of_source(connection, meeting.sources.front().sha256).has_closed_items);
}

// Of every meeting that was made of the document.
bool reads_closed_source(database::Connection& connection, const audit::Actor& actor, const MeetingView& meeting,
                         const Viewer& viewer) {
  if (!viewer.reads_closed || meeting.sources.empty()) return viewer.reads_closed;
  return std::ranges::all_of(meetings_of_source(connection, meeting.sources.front().sha256),
                             [&](const MeetingOfSource& one) {
                               MeetingHead head;
                               head.body_id = one.body_id;
                               head.date = one.date;
                               auto matter = matter_of(head, false);  // looks into the head
                               matter.closed = true;
                               return static_cast<bool>(audit::may_read(actor, matter, actor.today));
                             });
}

// The source holds the closed items too, so showing it is a look at them: asked for, and written down.
html::Html closed_source_message(const MeetingView& meeting, const Viewer& viewer, bool reads_closed) {
  if (!reads_closed)
    return source_pane_message("Kilden har lukkede punkter. Den vises kun for dem, der har adgang til dem.");
  return source_pane_message(
      "Kilden har lukkede punkter. Opslaget bliver noteret i loggen.",
      html::post_button({.action = html::url("/moeder/", meeting.head.id, "/kilde"), .csrf_token = viewer.csrf_token},
                        "Vis kilden", html::ButtonKind::secondary));
}

html::Html open_source(database::Connection& connection, const MeetingView& meeting, std::uint32_t first_page) {
  if (meeting.sources.empty()) return source_pane_message("Mødet har ingen kilde.");
  auto content = find_source(connection, meeting.sources.front().sha256);
  if (!content) return source_pane_message("Kilden er ikke bevaret.");
  auto document = document_of(content->source, content->bytes, content->document);
  if (!document) return source_pane_message("Kilden kan ikke vises. " + document.error().danish);
  const auto sources = std::span(meeting.sources);
  return source_pane({.meeting_id = meeting.head.id,
                      .source = sources.front(),
                      .others = {sources.begin() + 1, sources.end()},
                      .document = std::move(*document),
                      .show_person_numbers = person_numbers_may_show(meeting),
                      .first_page = first_page});
}

html::Html source_of(database::Connection& connection, const Request& request, const MeetingView& meeting,
                     const Viewer& viewer) {
  if (!source_has_closed_items(connection, meeting)) return open_source(connection, meeting, first_page_of(request));
  return closed_source_message(meeting, viewer, reads_closed_source(connection, request.actor, meeting, viewer));
}

html::PageFrame meeting_frame(const Request& request, const MeetingView& meeting, const Viewer& viewer) {
  const auto& head = meeting.head;
  auto frame =
      http::frame_for(request, html::unbroken(heading(head)), viewer.reads_all ? html::Nav::bodies : html::Nav::none);
  if (viewer.reads_all && head.body_id && head.body_name) frame.crumbs = way_to_body(head);
  frame.crumb_title = day_or_heading(head);
  frame.title_side = meeting_title_side(meeting, viewer);
  frame.wide = viewer.reads_all && head.version > 0;
  return frame;
}

// After a document was put into the register and others wait: that it is there, and the way to them.
html::Html put_in_html(const Request& request, const Viewer& viewer) {
  const auto said = request.query_value("venter");
  std::int64_t waiting = 0;
  std::from_chars(said.data(), said.data() + said.size(), waiting);
  if (waiting < 1 || !viewer.changes) return {};
  const auto words =
      html::join({html::text("Dokumentet er lagt i registeret. " +
                             (waiting == 1 ? std::string("Ét dokument venter endnu. ")
                                           : html::danish_number(waiting) + " dokumenter venter endnu. ")),
                  html::link(html::url("/import/koe"), waiting == 1 ? "Se det" : "Se dem, der venter")});
  return html::alert(html::Tone::success, "", words);
}

Response show_meeting(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto visible = visible_meeting(connection, request);
  if (!visible) return http::not_found_page(request);
  const auto& [meeting, viewer, verdict] = *visible;
  std::optional<html::Html> source;
  if (viewer.reads_all && request.query_value("kilde") == "1") source = source_of(connection, request, meeting, viewer);
  const auto frame = meeting_frame(request, meeting, viewer);
  auto convened = convened_html(deps, connection, request, meeting.head);
  auto above = put_in_html(request, viewer);
  above += convened.above;
  auto main = meeting_page(meeting, viewer, source, convened.below_facts);
  if (above.empty()) return http::page(frame, main);
  return http::page(frame, above += main);
}

// The pane alone, for the browser that puts it beside the minutes.
Response show_source(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto visible = visible_meeting(connection, request);
  if (!visible || !visible->viewer.reads_all) return http::not_found_page(request);
  return Response::html(source_of(connection, request, visible->meeting, visible->viewer).text());
}

Response closed_to_them(const Request& request) {
  return http::problem_page(
      request, {Problem::Kind::forbidden, "Mødet har lukkede punkter, som du ikke har adgang til.", "closed items"});
}

Response show_closed_source(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  std::optional<VisibleMeeting> visible;
  html::Html source;
  {
    const database::ReadTransaction moment(connection);
    visible = visible_meeting(connection, request);
    if (!visible || !visible->viewer.reads_all) return http::not_found_page(request);
    if (!reads_closed_source(connection, request.actor, visible->meeting, visible->viewer))
      return closed_to_them(request);
    source = open_source(connection, visible->meeting, 1);
  }
  const auto& [meeting, viewer, verdict] = *visible;
  const auto seen = audit::observe(deps.book, request.actor, source_look_action, "meeting", meeting.head.id);
  if (!seen) return http::problem_page(request, seen.error());
  return http::page(meeting_frame(request, meeting, viewer), meeting_page(meeting, viewer, source));
}

Response show_history(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto id = MeetingId::parse(request.parameter("id"));
  const auto head = id ? find_head(connection, *id) : std::nullopt;
  const auto viewer = head ? viewer_in(request, matter_of(*head, false)) : Viewer{};
  if (!head || !viewer.reads_all) return http::not_found_page(request);
  auto frame = http::frame_for(request, "Mødets udgaver", html::Nav::bodies);
  frame.over_title = heading(*head);
  frame.crumbs = way_to_meeting(*head, viewer.reads_all);
  return http::page(frame, history_page(*head, versions(connection, *id)));
}

html::PageFrame item_frame(const Request& request, const ItemWithMeeting& found, const Viewer& viewer) {
  auto frame = http::frame_for(request, numbered_title(found.item.number, found.item.title),
                               viewer.reads_all ? html::Nav::bodies : html::Nav::none);
  if (viewer.reads_meeting) frame.crumbs = way_to_meeting(found.meeting, viewer.reads_all);
  frame.title_side = item_title_side(found.item);
  if (found.item.number) frame.crumb_title = "Punkt " + *found.item.number;
  return frame;
}

// An item is public where its meeting is.
bool item_is_public(database::Connection& connection, const ItemWithMeeting& found) {
  if (!found.meeting.published || found.item.removed) return false;
  return !has_open_person_number(connection, found.meeting.id);
}

struct VisibleItem {
  ItemWithMeeting found;
  Viewer viewer;
  audit::Verdict verdict;
};

std::optional<VisibleItem> visible_item(database::Connection& connection, const Request& request) {
  const auto id = ItemId::parse(request.parameter("id"));
  auto found = id ? find_item(connection, *id) : std::nullopt;
  if (!found) return std::nullopt;
  const auto matter = matter_of(*found, item_is_public(connection, *found));
  const auto verdict = audit::may_read(request.actor, matter, request.actor.today);
  if (!verdict) return std::nullopt;
  const auto viewer = viewer_in(request, matter);
  return VisibleItem{std::move(*found), viewer, verdict};
}

Response show_item(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  auto visible = visible_item(connection, request);
  if (!visible) return http::not_found_page(request);
  auto& [found, viewer, verdict] = *visible;
  if (found.item.closed) close_item(found.item);
  auto main = item_page(found, viewer);
  if (!found.item.closed) main += hand_over_trail(connection, found.item, viewer.reads_all);
  return http::page(item_frame(request, found, viewer), main);
}

Response show_closed_item(const Deps& deps, const Request& request) {
  std::optional<VisibleItem> visible;
  {
    auto& connection = deps.database.reader();
    const database::ReadTransaction moment(connection);
    visible = visible_item(connection, request);
  }
  if (!visible) return http::not_found_page(request);
  const auto& [found, viewer, verdict] = *visible;
  if (!viewer.reads_closed)
    return http::problem_page(
        request, {Problem::Kind::forbidden, "Punktet er lukket, og du har ikke adgang til det.", "a closed item"});
  const auto seen = audit::observe(deps.book, request.actor, item_look_action, "item", found.item.id);
  if (!seen) return http::problem_page(request, seen.error());
  return http::page(item_frame(request, found, viewer), item_page(found, viewer));
}

Response change_publication(const Deps& deps, const Request& request,
                            Result<void> (*action)(audit::Book&, const audit::Actor&, MeetingId)) {
  const auto id = MeetingId::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto done = action(deps.book, request.actor, *id);
  if (done) return Response::see_other("/moeder/" + id->text());
  // What is in the way stands among the meeting's findings.
  return http::problem_page(request, done.error(),
                            html::paragraph_link(html::url("/moeder/", id->text()), "Tilbage til mødet og dets fund"));
}

AccessView access_view(database::Connection& connection, const Request& request, const MeetingHead& head,
                       const audit::Verdict& verdict, bool is_public, bool reads_inside) {
  AccessView view{.why = why_danish(verdict, head.body_name.value_or("organet")), .is_public = is_public};
  view.shows_readers = reads_inside;
  if (reads_inside && head.body_id)
    sort_readers(view, readers_of(connection, *head.body_id), request.actor.today,
                 head.date ? parse_iso_date(*head.date) : std::nullopt);
  return view;
}

Response show_meeting_access(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto visible = visible_meeting(connection, request);
  if (!visible) return http::not_found_page(request);
  const auto& [meeting, viewer, verdict] = *visible;
  auto view = access_view(connection, request, meeting.head, verdict, is_public(meeting), viewer.reads_all);
  view.what = "mødet";
  view.back = html::url("/moeder/", meeting.head.id);
  auto frame = http::frame_for(request, "Adgang til mødet", viewer.reads_all ? html::Nav::bodies : html::Nav::none);
  frame.over_title = heading(meeting.head);
  frame.crumbs = way_to_meeting(meeting.head, viewer.reads_all);
  frame.crumb_title = "Adgang";
  return http::page(frame, access_page(view));
}

Response show_item_access(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto visible = visible_item(connection, request);
  if (!visible) return http::not_found_page(request);
  const auto& [found, viewer, verdict] = *visible;
  auto view =
      access_view(connection, request, found.meeting, verdict, item_is_public(connection, found), viewer.reads_all);
  view.what = "punktet";
  view.back = html::url("/punkter/", found.item.id);
  view.closed = found.item.closed;
  if (viewer.reads_all) view.guests = guests_of(connection, found.item.id);
  auto frame = http::frame_for(request, "Adgang til punktet", viewer.reads_all ? html::Nav::bodies : html::Nav::none);
  auto shown = found.item;
  if (shown.closed) close_item(shown);
  frame.over_title = numbered_title(shown.number, shown.title);
  if (viewer.reads_meeting) frame.crumbs = way_to_meeting(found.meeting, viewer.reads_all);
  frame.crumb_title = "Adgang";
  return http::page(frame, access_page(view));
}

Response show_overview(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto scope = scope_of(request.actor);
  OverviewView view{.counts = counts(connection, scope),
                    .latest = latest_meetings(connection, scope, shown_on_overview),
                    .coming = {},
                    .next = {},
                    .findings = {}};
  view.coming = coming_meetings(connection, scope, "", iso(local_date(deps.book.clock())), shown_on_overview);
  view.next = next_meetings(connection, scope, iso(local_date(deps.book.clock())), shown_on_overview);
  view.findings = collect<FindingRow>(each_finding, connection, scope, FindingFilter{.state = "open"},
                                      {.limit = shown_on_overview});
  html::Html main = structure::approvals_waiting(connection, request.actor);
  if (request.actor.standings && !request.actor.standings->invitations.empty())
    main += guest_items_section(items_of_guest(connection, request.actor.standings->person_id, request.actor.today));
  // Who has only that need not be told that there is nothing.
  if (view.counts.meetings > 0 || main.empty()) main += overview_page(view, viewer_of(request));
  return http::page(http::frame_for(request, "Overblik", html::Nav::overview), main);
}

// Who sits where is no secret among those who sit.
bool may_see_structure(const Request& request) {
  return audit::may_in_some_body(request.actor, structure::may_read_structure, request.actor.today);
}

// When a body begins, ends or has ended; "" where there is nothing to say about it today.
std::string standing_of(const structure::BodyProfile& body, Date today) {
  if (body.planned && !body.period.from) return "Planlagt, første dag er ikke fastsat";
  if (body.period.is_to_come(today)) return (body.planned ? "Planlagt fra " : "Begynder ") + danish(*body.period.from);
  if (!body.period.to) return {};
  return (body.period.is_over(today) ? "Ophørt " : "Ophører ") + danish(plus_days(*body.period.to, -1));
}

void note_standings(std::vector<BodyRow>& bodies, const std::vector<structure::BodyProfile>& profiles, Date today) {
  for (auto& body : bodies) {
    const auto found = std::ranges::find(profiles, body.id, &structure::BodyProfile::body_id);
    if (found == profiles.end()) continue;
    body.note = standing_of(*found, today);
    body.is_over = found->period.is_over(today);
  }
}

Response show_bodies(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  auto frame = http::frame_for(request, "Organer", html::Nav::bodies);
  std::vector<html::Html> ways{html::link_button(html::url("/overdragelser"), "Overdragelser")};
  ways.push_back(html::link_button(html::url("/struktur"), "Strukturen"));
  if (may_see_structure(request)) ways.push_back(html::link_button(html::url("/omraader"), "Områder"));
  if (request.actor.may(structure::may_change_structure))
    ways.push_back(html::link_button(html::url("/organer/nyt"), "Nyt organ"));
  frame.title_side = html::join(ways);
  auto bodies = all_bodies(connection, scope_of(request.actor));
  if (may_see_structure(request))
    note_standings(bodies, structure::all_profiles(connection), local_date(deps.book.clock()));
  return http::page(frame, bodies_page(bodies, scope_of(request.actor).is_everything()));
}

// Where an identity was merged into another, its address leads on to that one.
std::optional<Response> lead_on(database::Connection& connection, bodies::IdentityKind kind, std::string_view id,
                                std::string_view path) {
  const auto living = bodies::living_identity(connection, kind, id);
  if (!living || living->id == id) return std::nullopt;
  return Response::see_other(std::string(path) + living->id);
}

// What a secretary needs to put right who is who: the way to the correction page, and what is asked.
html::Html correction_link(const Request& request, bodies::IdentityKind kind, std::string_view id) {
  if (!request.actor.may(audit::Permission::change_record)) return {};
  return html::link_button(
      kind == bodies::IdentityKind::person ? html::url("/personer/", id, "/ret") : html::url("/organer/", id, "/ret"),
      "Ret eller læg sammen");
}

html::Html open_doubts_html(database::Connection& connection, const Request& request, bodies::IdentityKind kind,
                            std::string_view id) {
  // It says in which meetings the names were seen last, whosever those are.
  if (!request.actor.may(Permission::read_all)) return {};
  auto doubts = bodies::open_doubts_of(connection, kind, id);
  bodies::add_known_from(connection, identity_references(), doubts);
  return bodies::doubts_about(doubts, request.actor.may(audit::Permission::change_record), request.csrf_token);
}

// The ways to the body's other pages, and what its composition lacks today.
html::Html structure_of_body(const Deps& deps, database::Connection& connection, const Request& request,
                             std::string_view body_id) {
  if (!may_see_structure(request)) return {};
  const auto today = local_date(deps.book.clock());
  auto out =
      structure::body_tabs(body_id, structure::BodyTab::meetings, request.actor.may(structure::may_change_structure));
  return out += structure::warnings_html(structure::composition_warnings(connection, body_id, today), body_id, today);
}

// A part of a body's page, kept as drawn where what an actor sees follows from permissions alone: not for whoever
// has seats, whose rights are their own. Nothing in it may be of one user.
structure::Drawn::Page drawn_part(const Deps& deps, database::Connection& connection, const Request& request,
                                  std::string_view part, const std::function<structure::DrawnPage()>& draw) {
  if (request.actor.standings) return std::make_shared<const structure::DrawnPage>(draw());
  const auto key = fmt::format("{} {} {} {} {}", part, request.parameter("id"), request.actor.permissions,
                               iso(request.actor.today), iso(local_date(deps.book.clock())));
  return deps.drawn->page(connection, key, draw);
}

// What is above the names that are in doubt.
structure::DrawnPage draw_body_top(const Deps& deps, database::Connection& connection, const Request& request) {
  const auto id = request.parameter("id");
  html::Html main = structure_of_body(deps, connection, request, id);
  main += coming_section(
      coming_meetings(connection, scope_of(request.actor), id, iso(local_date(deps.book.clock())), coming_on_body),
      false);
  main += structure::hand_overs_of_body(connection, request.actor, id);
  return {"", std::move(main)};
}

// The facts and the meetings; without a title where the body is not there for the actor.
structure::DrawnPage draw_body_meetings(database::Connection& connection, const Request& request) {
  const auto id = request.parameter("id");
  const auto body = find_body(connection, scope_of(request.actor), id);
  if (!body) return {};
  const MeetingFilter filter{.body_id = body->id, .year = ""};
  BodyView view{.body = *body,
                .meetings = {},
                .range = html::page_range(request.query_value("side"), body->meetings, meetings_per_page),
                .other_names = bodies::names_of(connection, bodies::IdentityKind::body, id),
                .reads_all = scope_of(request.actor).is_everything()};
  if (const auto profile = may_see_structure(request) ? structure::find_profile(connection, id) : std::nullopt)
    view.body.note = profile->planned && !profile->period.from ? "Planlagt, første dag er ikke fastsat"
                                                               : structure::danish(profile->period);
  view.meetings =
      collect<MeetingRow>(each_meeting, connection, scope_of(request.actor), filter,
                          {.offset = (view.range.page - 1) * meetings_per_page, .limit = meetings_per_page});
  return {body->name, body_page(view)};
}

Response show_body(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto id = request.parameter("id");
  if (auto elsewhere = lead_on(connection, bodies::IdentityKind::body, id, "/organer/")) return *elsewhere;
  const auto page_number = html::page_range(request.query_value("side"), most_pages, 1).page;
  const auto meetings = drawn_part(deps, connection, request, fmt::format("meetings {}", page_number),
                                   [&] { return draw_body_meetings(connection, request); });
  if (meetings->title.empty()) return http::not_found_page(request);
  auto frame = http::frame_for(request, meetings->title, html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  const bool convenes = audit::may_in_body(request.actor, Permission::change_record, id, request.actor.today);
  if (convenes) frame.title_side = html::link_button(html::url("/organer/", id, "/indkald"), "Indkald møde", true);
  frame.title_side += correction_link(request, bodies::IdentityKind::body, id);
  html::Html main =
      drawn_part(deps, connection, request, "top", [&] { return draw_body_top(deps, connection, request); })->main;
  main += open_doubts_html(connection, request, bodies::IdentityKind::body, id);
  main += meetings->main;
  main += drawn_part(deps, connection, request, "ending", [&] {
            return structure::DrawnPage{"", structure::way_to_hand_over(connection, request.actor, id)};
          })->main;
  return http::page(frame, main);
}

Response show_person(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto id = request.parameter("id");
  if (auto elsewhere = lead_on(connection, bodies::IdentityKind::person, id, "/personer/")) return *elsewhere;
  const auto person = bodies::find_identity(connection, bodies::IdentityKind::person, id);
  if (!person) return http::not_found_page(request);
  PersonView view{.id = person->id,
                  .name = person->name,
                  .other_names = bodies::names_of(connection, bodies::IdentityKind::person, id),
                  .organisations = organisations_of_person(connection, id),
                  .attendance = attendance_of_person(connection, scope_of(request.actor), id, {}),
                  .tasks = collect<TaskRow>(each_task, connection, scope_of(request.actor),
                                            TaskFilter{.person_id = person->id}, {}),
                  .presentations = presentations_of_person(connection, scope_of(request.actor), id, {})};
  auto frame = http::frame_for(request, person->name, html::Nav::persons);
  frame.crumbs = {{"Personer", html::url("/personer")}};
  // Nothing of an erased one is to be put right.
  if (!bodies::is_erased(connection, person->id))
    frame.title_side = correction_link(request, bodies::IdentityKind::person, person->id);
  html::Html main = open_doubts_html(connection, request, bodies::IdentityKind::person, person->id);
  if (may_see_structure(request))
    view.seats = structure::person_seats_section(structure::seats_of_person(connection, person->id),
                                                 local_date(deps.book.clock()));
  return http::page(frame, main += person_page(view));
}

}  // namespace

std::vector<Route> routes(const Deps& deps) {
  const auto route = [&deps](Method method, std::string pattern, http::Needed permission,
                             Response (*handler)(const Deps&, const Request&)) {
    return Route{.method = method,
                 .pattern = std::move(pattern),
                 .permission = permission,
                 .handler = [&deps, handler](const Request& request) { return handler(deps, request); }};
  };
  const auto publication = [&deps](std::string pattern,
                                   Result<void> (*action)(audit::Book&, const audit::Actor&, MeetingId)) {
    return Route{
        .method = Method::post,
        .pattern = std::move(pattern),
        .permission = in_body(Permission::change_record),
        .handler = [&deps, action](const Request& request) { return change_publication(deps, request, action); }};
  };
  std::vector<Route> all{
      route(Method::get, "/", in_body(Permission::read_all), show_overview),
      route(Method::get, "/organer", in_body(Permission::read_all), show_bodies),
      route(Method::get, "/organer/{id}", in_body(Permission::read_all), show_body),
      route(Method::get, "/personer/{id}", in_body(Permission::read_all), show_person),
      route(Method::get, "/moeder/{id}", Permission::read_published, show_meeting),
      route(Method::get, "/moeder/{id}/kilde", in_body(Permission::read_all), show_source),
      route(Method::post, "/moeder/{id}/kilde", in_body(Permission::read_closed), show_closed_source),
      route(Method::get, "/moeder/{id}/udgaver", in_body(Permission::read_all), show_history),
      route(Method::get, "/moeder/{id}/adgang", Permission::read_published, show_meeting_access),
      route(Method::get, "/punkter/{id}", Permission::read_published, show_item),
      route(Method::get, "/punkter/{id}/adgang", Permission::read_published, show_item_access),
      route(Method::post, "/punkter/{id}/vis", in_body(Permission::read_closed), show_closed_item),
      publication("/moeder/{id}/offentliggoer", publish),
      publication("/moeder/{id}/traek-tilbage", withdraw)};
  for (auto& one : register_routes(deps)) all.push_back(std::move(one));
  for (auto& one : convocation_routes(deps)) all.push_back(std::move(one));
  for (auto& one : guest_routes(deps)) all.push_back(std::move(one));
  return all;
}

}  // namespace klynge::meetings
