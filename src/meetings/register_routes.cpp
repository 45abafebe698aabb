#include "meetings/register_routes.hpp"

#include "bodies/doubt_store.hpp"
#include "meetings/list_export.hpp"
#include "meetings/list_store.hpp"
#include "meetings/meeting_actions.hpp"
#include "meetings/register_pages.hpp"
#include "meetings/rights.hpp"
#include "platform/html/components.hpp"
#include "platform/http/page.hpp"

namespace klynge::meetings {
namespace {

using audit::Permission;
using http::Method;
using http::Request;
using http::Response;
using http::Route;

constexpr std::int64_t rows_per_page = 50;
static_assert(rows_per_page <= static_cast<std::int64_t>(limits::page_rows));

std::string value(const Request& request, std::string_view name) { return clean_value(request.query_value(name)); }

MeetingFilter meeting_filter(const Request& request) {
  return {.body_id = value(request, "organ"), .year = value(request, "aar")};
}
DecisionFilter decision_filter(const Request& request) {
  return {.body_id = value(request, "organ"),
          .year = value(request, "aar"),
          .outcome = value(request, "udfald"),
          .words = value(request, "ord")};
}
TaskFilter task_filter(const Request& request) {
  TaskFilter filter{.body_id = value(request, "organ"), .year = value(request, "aar")};
  set_responsible(filter, value(request, "ansvarlig"));
  return filter;
}
AmountFilter amount_filter(const Request& request) {
  return {.body_id = value(request, "organ"), .year = value(request, "aar"), .label = value(request, "betegnelse")};
}
// Without a word about the state the open ones are meant: they are what is to be done.
FindingFilter finding_filter(const Request& request) {
  auto state = value(request, "tilstand");
  if (state.empty()) state = "open";
  if (state == "alle") state.clear();
  return {.kind = value(request, "art"),
          .state = state,
          .body_id = value(request, "organ"),
          .meeting_id = value(request, "moede")};
}

template <class Row, class Filter>
RegisterView<Filter, Row> load(database::Connection& connection, const Request& request, const Filter& filter,
                               void (*each)(database::Connection&, const Scope&, const Filter&, Paging,
                                            const Take<Row>&)) {
  RegisterView<Filter, Row> view{.filter = filter, .choices = {}, .range = {}, .rows = {}};
  const auto scope = scope_of(request.actor);
  view.range = html::page_range(request.query_value("side"), count(connection, scope, filter), rows_per_page);
  view.rows = collect<Row>(each, connection, scope, filter,
                           {.offset = (view.range.page - 1) * rows_per_page, .limit = rows_per_page});
  view.choices.bodies = body_choices(connection, scope);
  view.choices.years = year_choices(connection, scope);
  view.sees = request.actor.may(Permission::read_all)   ? Sees::all
              : reads_invited_items_only(request.actor) ? Sees::invited_items
                                                        : Sees::some;
  return view;
}

template <class Filter>
Response csv(database::Database& database, const Scope& scope, const Filter& filter, std::string_view file_name) {
  auto& connection = database.reader();
  const database::ReadTransaction moment(connection);
  std::string body;
  export_rows(connection, scope, filter, ExportFormat::csv, [&](std::string_view part) { body += part; });
  auto response = Response::bytes(std::move(body), "text/csv; charset=utf-8");
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(file_name) + "\"");
  return response;
}

Response show_meetings(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto view = load<MeetingRow>(connection, request, meeting_filter(request), each_meeting);
  auto frame = http::frame_for(request, "Møder", html::Nav::bodies);
  frame.crumbs = {{"Organer", html::url("/organer")}};
  return http::page(frame, meetings_page(view));
}

Response show_decisions(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto view = load<DecisionRow>(connection, request, decision_filter(request), each_decision);
  return http::page(http::frame_for(request, "Beslutninger", html::Nav::decisions), decisions_page(view));
}

Response show_tasks(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  auto view = load<TaskRow>(connection, request, task_filter(request), each_task);
  view.choices.bodies = task_body_choices(connection, scope_of(request.actor));
  view.choices.responsible = responsible_choices(connection, scope_of(request.actor));
  return http::page(http::frame_for(request, "Opgaver", html::Nav::tasks), tasks_page(view));
}

Response show_amounts(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto view = load<AmountRow>(connection, request, amount_filter(request), each_amount);
  return http::page(http::frame_for(request, "Beløb", html::Nav::amounts),
                    amounts_page(view, sum(connection, scope_of(request.actor), view.filter)));
}

Response show_findings(const Deps& deps, const Request& request) {
  auto& connection = deps.database.reader();
  const database::ReadTransaction moment(connection);
  const auto view = load<FindingRow>(connection, request, finding_filter(request), each_finding);
  auto frame = http::frame_for(request, "Fund", html::Nav::findings);
  if (const auto doubts = bodies::count_open_doubts(connection); doubts > 0)
    frame.title_side = html::link_button(html::url("/tvivl"),
                                         doubts == 1 ? "1 navn i tvivl" : std::to_string(doubts) + " navne i tvivl");
  return http::page(frame, findings_page(view, viewer_of(request)));
}

// Back to the list the form stood in.
Response back_to_findings(const Request& request) {
  const auto from = html::local_url(clean_value(request.form_value("tilbage")));
  return Response::see_other(from ? from->text() : "/fund");
}

Response handle_finding(const Deps& deps, const Request& request) {
  const auto id = FindingId::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto action = request.form_value("handling");
  const auto word = clean_value(request.form_value("ord"));
  Result<void> done = invalid("Vælg, om fundet er afklaret, eller om det ingen fejl er.");
  if (action == "afklar") done = settle_finding(deps.book, request.actor, deps.resolver, *id, word);
  if (action == "afvis") done = dismiss_finding(deps.book, request.actor, deps.resolver, *id, word);
  if (action == "aabn") done = reopen_finding(deps.book, request.actor, deps.resolver, *id);
  return done ? back_to_findings(request) : http::problem_page(request, done.error());
}

}  // namespace

Viewer viewer_of(const Request& request) {
  const auto& actor = request.actor;
  return {.reads_all = actor.may(Permission::read_all),
          .changes = actor.may(Permission::change_record),
          .reads_closed = actor.may(Permission::read_closed),
          .csrf_token = request.csrf_token};
}

std::string clean_value(std::string_view value) {
  return value.find('\0') == std::string_view::npos ? std::string(value) : std::string();
}

std::vector<Route> register_routes(const Deps& deps) {
  const auto get = [&deps](std::string pattern, Response (*handler)(const Deps&, const Request&)) {
    return Route{.method = Method::get,
                 .pattern = pattern,
                 .permission = http::in_body(Permission::read_all),
                 .handler = [&deps, handler](const Request& request) { return handler(deps, request); }};
  };
  // A file of many rows takes its time, so it is written off the page threads.
  const auto file = [&deps]<class Filter>(const char* pattern, const char* name, Filter (*filter)(const Request&)) {
    return Route{.method = Method::get,
                 .pattern = pattern,
                 .permission = http::in_body(Permission::read_all),
                 .handler =
                     [&deps, filter, name](const Request& request) {
                       return csv(deps.database, scope_of(request.actor), filter(request), name);
                     },
                 .on_worker = true};
  };
  return {get("/moeder", show_meetings),
          get("/beslutninger", show_decisions),
          get("/opgaver", show_tasks),
          get("/beloeb", show_amounts),
          get("/fund", show_findings),
          file("/moeder.csv", "moeder.csv", meeting_filter),
          file("/beslutninger.csv", "beslutninger.csv", decision_filter),
          file("/opgaver.csv", "opgaver.csv", task_filter),
          file("/beloeb.csv", "beloeb.csv", amount_filter),
          file("/fund.csv", "fund.csv", finding_filter),
          Route{.method = Method::post,
                .pattern = "/fund/{id}",
                .permission = http::in_body(Permission::change_record),
                .handler = [&deps](const Request& request) { return handle_finding(deps, request); }}};
}

}  // namespace klynge::meetings
