#include "meetings/convocation_routes.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_store.hpp"
#include "meetings/convocation_actions.hpp"
#include "meetings/convocation_pages.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/register_routes.hpp"
#include "meetings/rights.hpp"
#include "platform/http/page.hpp"

namespace klynge::meetings {
namespace {

using audit::Permission;
using http::in_body;
using http::Method;
using http::Request;
using http::Response;
using http::Route;

constexpr std::size_t first_rows = 6, more_rows = 4;
// A form without this many rows has been tampered with; the rows beyond are not read.
constexpr std::size_t most_rows = limits::items_convened + more_rows;

bool may_change(const Request& request, std::string_view body_id) {
  return audit::may_in_body(request.actor, Permission::change_record, body_id, request.actor.today);
}

Response not_allowed(const Request& request) {
  return http::problem_page(
      request, {Problem::Kind::forbidden,
                "Kun organets sekretær og sekretærer for hele installationen kan indkalde til møder i organet.",
                "not a secretary of the body"});
}

Date today_of(const Deps& deps) { return local_date(deps.book.clock()); }

// What is convened: a body, and the meeting that is there already.
struct Occasion {
  structure::BodyProfile body;
  std::optional<Convocation> convocation{};
  std::string self() const { return convocation ? convocation->meeting_id : ""; }
  std::optional<Plan> standing() const { return convocation ? std::optional(convocation->plan) : std::nullopt; }
  html::Url action() const {
    return convocation ? html::url("/moeder/", convocation->meeting_id, "/indkaldelse")
                       : html::url("/organer/", body.body_id, "/indkald");
  }
  std::string title() const {
    return !convocation ? "Indkald møde" : convocation->is_called_off() ? "Indkald igen" : "Ret indkaldelsen";
  }
};

// Either what was asked for, or the response that says why not.
template <class T>
struct Or {
  std::optional<T> found{};
  Response otherwise{};
};

Or<Occasion> body_to_convene(database::Connection& connection, const Request& request) {
  const auto id = request.parameter("id");
  auto body = structure::find_profile(connection, id);
  if (body && may_change(request, body->body_id)) return {Occasion{std::move(*body)}, {}};
  if (body) return {std::nullopt, not_allowed(request)};
  const auto living = bodies::living_identity(connection, bodies::IdentityKind::body, id);
  if (!living || living->id == id) return {std::nullopt, http::not_found_page(request)};
  return {std::nullopt, Response::see_other("/organer/" + living->id + "/indkald")};
}

struct ConvenedMeeting {
  MeetingHead head;
  Occasion occasion;
};

Or<ConvenedMeeting> convened_meeting(database::Connection& connection, const Request& request) {
  const auto id = MeetingId::parse(request.parameter("id"));
  auto head = id ? find_head(connection, *id) : std::nullopt;
  if (!head || head->taken_back || !head->body_id) return {std::nullopt, http::not_found_page(request)};
  const auto verdict = audit::may_read(request.actor, matter_of(*head, false), request.actor.today);
  if (!verdict || verdict.why == audit::Why::invitation) return {std::nullopt, http::not_found_page(request)};
  if (!may_change(request, *head->body_id)) return {std::nullopt, not_allowed(request)};
  auto body = structure::find_profile(connection, *head->body_id);
  auto convocation = find_convocation(connection, head->id);
  if (!body || !convocation)
    return {std::nullopt,
            http::problem_page(
                request, {Problem::Kind::conflict,
                          "Mødet er ikke indkaldt i Klynge, men lagt ind som dokument. Ret i dokumentet i stedet.",
                          "no convocation"})};
  return {ConvenedMeeting{std::move(*head), {std::move(*body), std::move(convocation)}}, {}};
}

html::PageFrame frame_of(const Request& request, const Occasion& occasion, std::string title) {
  auto frame = http::frame_for(request, title, html::Nav::bodies);
  frame.over_title = occasion.body.name;
  frame.crumbs = {{"Organer", html::url("/organer")},
                  {occasion.body.name, html::url("/organer/", occasion.body.body_id)}};
  if (occasion.convocation)
    frame.crumbs.push_back(
        {danish(occasion.convocation->plan.day), html::url("/moeder/", occasion.convocation->meeting_id)});
  frame.crumb_title = std::move(title);
  return frame;
}

PlanTexts with_rows(PlanTexts texts, std::size_t rows) {
  if (texts.rows.size() < rows) texts.rows.resize(std::min(rows, limits::items_convened));
  return texts;
}

PlanTexts typed_texts(const Request& request) {
  const auto typed = [&](std::string_view name) { return clean_value(request.form_value(name)); };
  PlanTexts texts{
      .day = typed("dato"), .start = typed("start"), .end = typed("slut"), .place = typed("sted"), .rows = {}};
  for (std::size_t i = 1; i <= most_rows; ++i) {
    const auto number = std::to_string(i);
    if (request.form.find("punkt-" + number) == request.form.end()) break;
    if (!typed("fjern-" + number).empty()) {
      texts.rows.emplace_back();
      continue;
    }
    texts.rows.push_back(
        {.id = typed("id-" + number), .title = typed("punkt-" + number), .closed = !typed("lukket-" + number).empty()});
  }
  return texts;
}

Response form_page(const Request& request, const Occasion& occasion, PlanTexts texts,
                   std::vector<PlanFault> faults = {}, std::string error = {}, int status = 200,
                   std::string moved = {}) {
  const ConveneForm view{.action = occasion.action(),
                         .csrf_token = request.csrf_token,
                         .texts = with_rows(std::move(texts), first_rows),
                         .faults = std::move(faults),
                         .error = std::move(error),
                         .standing = occasion.standing(),
                         .moved = std::move(moved)};
  return http::page(frame_of(request, occasion, occasion.title()), convene_form_page(view), status);
}

std::vector<Date> days_told(const Occasion& occasion, Date day) {
  std::vector<Date> days{day};
  if (occasion.convocation && occasion.convocation->plan.day != day) days.push_back(occasion.convocation->plan.day);
  return days;
}

Response review_page(const Deps& deps, const Request& request, const Occasion& occasion, const PlanTexts& texts,
                     const Plan& plan, const std::optional<Problem>& problem) {
  auto& connection = deps.database.reader();
  ConveneReview view{.form = {.action = occasion.action(),
                              .csrf_token = request.csrf_token,
                              .texts = texts,
                              .error = problem ? problem->danish : "",
                              .standing = occasion.standing()},
                     .plan = plan,
                     .body_id = occasion.body.body_id,
                     .composition = structure::composition_on(connection, occasion.body, plan.day),
                     .deadlines = deadlines_of(structure::procedure_on(connection, occasion.body.body_id, plan.day),
                                               plan.day, today_of(deps)),
                     .asked = asked_to_come(connection, occasion.body.body_id, days_told(occasion, plan.day)),
                     .word = clean_value(request.form_value("ord"))};
  return http::page(
      frame_of(request, occasion, occasion.convocation ? "Se ændringen igennem" : "Se indkaldelsen igennem"),
      convene_review_page(view), problem ? http::status_of(problem->kind) : 200);
}

// Which letters were just sent, as the address of the meeting's page says it.
struct Told {
  News news;
  std::string_view word;
};
constexpr Told all_told[]{{News::convened, "indkaldt"},
                          {News::changed, "aendret"},
                          {News::called_off, "aflyst"},
                          {News::convened_again, "igen"}};

// `before`: the day the meeting was on, where it was moved: who had a seat then is told, too.
Response see_told(std::string_view meeting_id, News news, std::optional<Date> before = {}) {
  const auto* one = std::ranges::find(all_told, news, &Told::news);
  auto to = html::with_query(html::url("/moeder/", meeting_id), "sendt", one->word);
  if (before) to = html::with_query(to, "foer", iso(*before));
  return Response::see_other(to.text());
}

// What the page says of it; nothing where the meeting is another by now, and to nobody who may not know who is asked.
std::string told_on_page(database::Connection& connection, const Request& request, const Convocation& convocation,
                         std::string_view body_id) {
  const auto* one = std::ranges::find(all_told, request.query_value("sendt"), &Told::word);
  if (one == std::end(all_told) || convocation.is_called_off() != (one->news == News::called_off)) return {};
  std::vector<Date> days{convocation.plan.day};
  if (const auto before = parse_iso_date(request.query_value("foer"))) days.push_back(*before);
  return told_sentence(one->news, asked_to_come(connection, body_id, days));
}

Response after_keeping(const Occasion& occasion, const Plan& plan, MeetingId meeting) {
  const auto& before = occasion.convocation;
  if (!before) return see_told(meeting.text(), News::convened);
  if (!before->is_called_off() && before->plan == plan) return Response::see_other("/moeder/" + meeting.text());
  return see_told(meeting.text(), before->is_called_off() ? News::convened_again : News::changed,
                  before->plan.day != plan.day ? std::optional(before->plan.day) : std::nullopt);
}

Result<MeetingId> keep(const Deps& deps, const Request& request, const Occasion& occasion, const Plan& plan) {
  const AllTheSame all_the_same{.said = request.form_value("alligevel") == "1",
                                .word = clean_value(request.form_value("ord"))};
  if (!occasion.convocation)
    return convene(deps.book, deps.outside, request.actor, occasion.body.body_id, plan, all_the_same);
  const auto meeting = *MeetingId::parse(occasion.convocation->meeting_id);
  const auto done = change_convocation(deps.book, deps.outside, request.actor, meeting, plan, all_the_same);
  if (!done) return std::unexpected(done.error());
  return meeting;
}

// One place up or down; at the ends nothing moves. Returns the number it has then.
std::string move_row(PlanTexts& texts, std::string_view which, bool up) {
  const auto last = texts.rows.size();
  for (std::size_t number = 1; number <= last; ++number) {
    if (std::to_string(number) != which) continue;
    const auto to = up ? number - 1 : number + 1;
    if (to < 1 || to > last) return std::to_string(number);
    std::swap(texts.rows[number - 1], texts.rows[to - 1]);
    return std::to_string(to);
  }
  return {};
}

// What a form asks for: more rows, an item moved, to be looked through, to be mended, or to be done.
Response handle_form(const Deps& deps, const Request& request, const Occasion& occasion) {
  auto texts = typed_texts(request);
  const auto wanted = request.form_value("handling");
  if (wanted == "flere") {
    const auto rows = texts.rows.size() + more_rows;
    return form_page(request, occasion, with_rows(std::move(texts), rows));
  }
  if (wanted == "op" || wanted == "ned") {
    auto moved = move_row(texts, request.form_value("flyt"), wanted == "op");
    return form_page(request, occasion, std::move(texts), {}, "", 200, std::move(moved));
  }
  if (wanted == "ret") return form_page(request, occasion, std::move(texts));
  auto read = occasion.convocation ? read_change(texts, occasion.convocation->plan, today_of(deps))
                                   : read_plan(texts, today_of(deps));
  if (!read.faults.empty())
    return form_page(request, occasion, std::move(texts), std::move(read.faults), "",
                     http::status_of(Problem::Kind::invalid));
  if (const auto fits = check_plan(deps.database.reader(), occasion.body, read.plan, occasion.self()); !fits)
    return form_page(request, occasion, std::move(texts), {{"dato", fits.error().danish}}, "",
                     http::status_of(fits.error().kind));
  if (wanted != "indkald") return review_page(deps, request, occasion, texts, read.plan, std::nullopt);
  const auto done = keep(deps, request, occasion, read.plan);
  if (!done) return review_page(deps, request, occasion, texts, read.plan, done.error());
  return after_keeping(occasion, read.plan, *done);
}

Response show_new(const Deps& deps, const Request& request) {
  const auto at = body_to_convene(deps.database.reader(), request);
  return at.found ? form_page(request, *at.found, {}) : at.otherwise;
}

Response post_new(const Deps& deps, const Request& request) {
  const auto at = body_to_convene(deps.database.reader(), request);
  return at.found ? handle_form(deps, request, *at.found) : at.otherwise;
}

Response document_has_come(const Request& request) {
  return http::problem_page(
      request, {Problem::Kind::conflict, "Mødets dagsorden eller referat er lagt ind. Ret i det dokument i stedet.",
                "a document has come in"});
}

Response show_change(const Deps& deps, const Request& request) {
  const auto at = convened_meeting(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  if (at.found->head.version > 0) return document_has_come(request);
  auto texts = texts_without_closed_titles(at.found->occasion.convocation->plan);
  const auto rows = texts.rows.size() + 2;  // room for something more
  return form_page(request, at.found->occasion, with_rows(std::move(texts), rows));
}

Response post_change(const Deps& deps, const Request& request) {
  const auto at = convened_meeting(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  if (at.found->head.version > 0) return document_has_come(request);
  return handle_form(deps, request, at.found->occasion);
}

Response call_off_response(const Deps& deps, const Request& request, const ConvenedMeeting& meeting, std::string word,
                           const std::optional<Problem>& problem) {
  const auto& occasion = meeting.occasion;
  const CallOffView view{
      .convocation = *occasion.convocation,
      .asked = asked_to_come(deps.database.reader(), occasion.body.body_id, {occasion.convocation->plan.day}),
      .csrf_token = request.csrf_token,
      .word = std::move(word),
      .error = problem ? problem->danish : ""};
  return http::page(frame_of(request, occasion, "Aflys mødet"), call_off_page(view),
                    problem ? http::status_of(problem->kind) : 200);
}

Response show_call_off(const Deps& deps, const Request& request) {
  const auto at = convened_meeting(deps.database.reader(), request);
  return at.found ? call_off_response(deps, request, *at.found, "", std::nullopt) : at.otherwise;
}

Response post_call_off(const Deps& deps, const Request& request) {
  const auto at = convened_meeting(deps.database.reader(), request);
  if (!at.found) return at.otherwise;
  auto word = clean_value(request.form_value("begrundelse"));
  const auto done = call_off(deps.book, deps.outside, request.actor, *MeetingId::parse(at.found->head.id), word);
  if (!done) return call_off_response(deps, request, *at.found, std::move(word), done.error());
  return see_told(at.found->head.id, News::called_off);
}

}  // namespace

ConvenedPart convened_html(const Deps& deps, database::Connection& connection, const Request& request,
                           const MeetingHead& head) {
  // Minutes say themselves what became of the meeting.
  if (head.kind == reading::Kind::minutes || !head.body_id) return {};
  const auto convocation = find_convocation(connection, head.id);
  if (!convocation) return {};
  const bool changes = may_change(request, *head.body_id);
  const auto today = today_of(deps);
  const auto day = head.date ? parse_iso_date(*head.date).value_or(convocation->plan.day) : convocation->plan.day;
  const auto asked = changes ? asked_to_come(connection, *head.body_id, {day}) : std::vector<Asked>();
  const auto deadlines = changes && head.version == 0
                             ? deadlines_of(structure::procedure_on(connection, *head.body_id, day), day, today)
                             : Deadlines{};
  return convened_part(*convocation, changes && head.version == 0 && day >= today,
                       changes && !convocation->is_called_off() && day >= today, asked, deadlines,
                       changes ? told_on_page(connection, request, *convocation, *head.body_id) : "");
}

std::vector<Route> convocation_routes(const Deps& deps) {
  const auto route = [&deps](Method method, std::string pattern, Response (*handler)(const Deps&, const Request&)) {
    return Route{.method = method,
                 .pattern = std::move(pattern),
                 .permission = in_body(Permission::change_record),
                 .handler = [&deps, handler](const Request& request) { return handler(deps, request); }};
  };
  return {route(Method::get, "/organer/{id}/indkald", show_new),
          route(Method::post, "/organer/{id}/indkald", post_new),
          route(Method::get, "/moeder/{id}/indkaldelse", show_change),
          route(Method::post, "/moeder/{id}/indkaldelse", post_change),
          route(Method::get, "/moeder/{id}/aflys", show_call_off),
          route(Method::post, "/moeder/{id}/aflys", post_call_off)};
}

}  // namespace klynge::meetings
