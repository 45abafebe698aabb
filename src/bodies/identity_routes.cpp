#include "bodies/identity_routes.hpp"

#include "base/limits.hpp"
#include "bodies/candidate_store.hpp"
#include "bodies/identity_actions.hpp"
#include "bodies/identity_pages.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/known_from.hpp"
#include "bodies/merge_store.hpp"
#include "bodies/person_erasure.hpp"
#include "platform/http/page.hpp"

namespace klynge::bodies {
namespace {

using audit::Permission;
using http::Method;
using http::Request;
using http::Response;

constexpr std::int64_t rows_per_page = 50;
constexpr std::int64_t doubts_per_page = 20;
constexpr std::int64_t candidates_shown = 20;
constexpr std::size_t longest_words_bytes = 200;

bool may_change(const Request& request) { return request.actor.may(Permission::change_record); }

std::string words_of(const Request& request) {
  return std::string(request.query_value("ord").substr(0, longest_words_bytes));
}

html::Nav nav_of(IdentityKind kind) { return kind == IdentityKind::body ? html::Nav::bodies : html::Nav::persons; }

std::string list_title(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::person:
      return "Personer";
    case IdentityKind::organisation:
      return "Organisationer";
    case IdentityKind::body:
      break;
  }
  return "Organer";
}

Response show_register(const RouteDeps& deps, const Request& request, IdentityKind kind) {
  auto& reader = deps.book.database.reader();
  RegisterView view{.kind = kind, .filter = {words_of(request), std::string(request.query_value("bogstav"))}};
  view.range = html::page_range(request.query_value("side"), count_register(reader, kind, view.filter), rows_per_page);
  view.rows = read_register(reader, kind, view.filter, (view.range.page - 1) * rows_per_page, rows_per_page);
  view.open_doubts = count_open_doubts(reader);
  auto frame = http::frame_for(request, list_title(kind), nav_of(kind));
  if (kind == IdentityKind::person)
    frame.title_side = html::link_button(html::url("/organisationer"), "Organisationer");
  if (kind == IdentityKind::organisation) frame.crumbs = {{"Personer", html::url("/personer")}};
  return http::page(frame, register_page(view));
}

Response show_doubts(const RouteDeps& deps, const Request& request) {
  auto& reader = deps.book.database.reader();
  DoubtsView view{.may_change = may_change(request), .csrf_token = request.csrf_token};
  view.range = html::page_range(request.query_value("side"), count_open_doubts(reader), doubts_per_page);
  view.doubts = open_doubts(reader, (view.range.page - 1) * doubts_per_page, doubts_per_page);
  add_known_from(reader, deps.references, view.doubts);
  if (const auto id = request.query_value("svaret"); view.may_change && !id.empty()) {
    view.answered = find_doubt(reader, id);
    if (view.answered && view.answered->state == "open") view.answered.reset();
  }
  auto frame = http::frame_for(request, "Tvivl om navne", html::Nav::findings);
  frame.crumbs = {{"Fund", html::url("/fund")}};
  return http::page(frame, doubts_page(view));
}

Response answer_doubt(const RouteDeps& deps, const Request& request) {
  const auto said = request.form_value("svar");
  if (said != "samme" && said != "forskellige")
    return http::problem_page(request,
                              {Problem::Kind::invalid, "Vælg, om de to er den samme.", "no answer to a doubt"});
  const auto done = settle_doubt(deps.book, request.actor, deps.references, request.parameter("id"),
                                 said == "samme" ? DoubtAnswer::same : DoubtAnswer::different);
  return done ? Response::see_other(html::with_query(html::url("/tvivl"), "svaret", request.parameter("id")).text())
              : http::problem_page(request, done.error());
}

// What the address says was just done, told from what stands: nothing where it no longer holds.
std::optional<DoneNote> done_note(database::Connection& reader, const Request& request, IdentityKind kind,
                                  const Identity& identity) {
  if (const auto id = request.query_value("lagt"); !id.empty()) {
    const auto row = find_merge(reader, id);
    if (!row || row->undone || row->kind != kind || row->kept_id != identity.id) return std::nullopt;
    const auto gone = find_identity(reader, kind, row->gone_id);
    return DoneNote{"”" + gone->name + "” er lagt ind under ”" + identity.name + "”.", identity.id, identity.name,
                    row->id};
  }
  if (const auto id = request.query_value("skilt"); !id.empty()) {
    const auto row = find_merge(reader, id);
    if (!row || !row->undone || row->kind != kind || row->kept_id != identity.id) return std::nullopt;
    const auto gone = find_identity(reader, kind, row->gone_id);
    if (gone->merged_into) return std::nullopt;
    return DoneNote{"”" + gone->name + "” er skilt ud igen og står for sig selv.", gone->id, gone->name};
  }
  if (const auto id = request.query_value("ny"); !id.empty()) {
    const auto other = find_identity(reader, kind, id);
    if (!other || other->merged_into || other->id == identity.id) return std::nullopt;
    return DoneNote{"De valgte steder står nu ved ”" + other->name + "”.", other->id, other->name};
  }
  if (request.query_value("gemt") == "ja") return DoneNote{"Navnet er gemt.", "", ""};
  return std::nullopt;
}

Response show_correction(const RouteDeps& deps, const Request& request, IdentityKind kind, std::string_view id,
                         std::string error, int status, std::optional<MergeQuestion> question = {}) {
  auto& reader = deps.book.database.reader();
  const auto identity = living_identity(reader, kind, id);
  if (!identity || (kind == IdentityKind::person && is_erased(reader, identity->id)))
    return http::not_found_page(request);
  CorrectionView view{.kind = kind,
                      .id = identity->id,
                      .name = identity->name,
                      .names = names_of(reader, kind, identity->id),
                      .doubts = open_doubts_of(reader, kind, identity->id),
                      .merges = merges_into(reader, kind, identity->id),
                      .words = words_of(request),
                      .may_erase = kind == IdentityKind::person && request.actor.may(Permission::manage_accounts),
                      .csrf_token = request.csrf_token,
                      .error = std::move(error),
                      .question = std::move(question)};
  if (request.method == Method::get) view.done = done_note(reader, request, kind, *identity);
  if (!view.words.empty()) view.candidates = read_register(reader, kind, {view.words, ""}, 0, candidates_shown);
  std::erase_if(view.candidates, [&](const RegisterRow& row) { return row.id == identity->id; });
  add_known_from(reader, deps.references, view.doubts);
  view.mentions = deps.references.mentions(reader, kind, identity->id, static_cast<std::int64_t>(limits::page_rows));
  auto frame = http::frame_for(request, "Ret " + identity->name, nav_of(kind));
  frame.crumbs = {{list_title(kind), register_url(kind)}, {identity->name, identity_url(kind, identity->id)}};
  frame.crumb_title = "Ret";
  return http::page(frame, correction_page(view), status);
}

// Back to the page of whom a change was about, which says what was done, or the page again with what was wrong.
// `told` is the part of the address by which that page knows: see done_note().
Response after(const RouteDeps& deps, const Request& request, IdentityKind kind, std::string_view told,
               const Result<std::string>& done) {
  const auto id = request.parameter("id");
  if (done) return Response::see_other(html::with_query(correction_url(kind, id), told, *done).text());
  return show_correction(deps, request, kind, id, done.error().danish, http::status_of(done.error().kind));
}

Response change_name(const RouteDeps& deps, const Request& request) {
  const auto kind = identity_kind(request.parameter("art"));
  if (!kind) return http::not_found_page(request);
  const auto done = rename(deps.book, request.actor,
                           {*kind, std::string(request.parameter("id")), std::string(request.form_value("navn"))});
  return after(deps, request, *kind, "gemt", done ? Result<std::string>("ja") : std::unexpected(done.error()));
}

// Where the two say different things somebody is asked first whose word holds.
std::optional<MergeQuestion> question_before_merge(const RouteDeps& deps, const Request& request, IdentityKind kind,
                                                   std::string_view id) {
  if (request.form_value("afgjort") == "ja" || !deps.references.conflicts) return std::nullopt;
  auto& reader = deps.book.database.reader();
  const auto other = find_identity(reader, kind, request.form_value("anden"));
  if (!other || other->merged_into || other->id == id) return std::nullopt;
  auto what = deps.references.conflicts(reader, kind, id, other->id);
  if (what.empty()) return std::nullopt;
  return MergeQuestion{other->id, other->name, std::move(what)};
}

Response merge_with(const RouteDeps& deps, const Request& request) {
  const auto kind = identity_kind(request.parameter("art"));
  if (!kind) return http::not_found_page(request);
  const auto id = request.parameter("id");
  if (auto question = question_before_merge(deps, request, *kind, id))
    return show_correction(deps, request, *kind, id, "", 409, std::move(question));
  return after(
      deps, request, *kind, "lagt",
      merge(deps.book, request.actor, deps.references,
            {*kind, std::string(id), std::string(request.form_value("anden")), request.form_value("afgjort") == "ja"}));
}

Response split_off(const RouteDeps& deps, const Request& request) {
  const auto kind = identity_kind(request.parameter("art"));
  if (!kind) return http::not_found_page(request);
  Split command{*kind, std::string(request.parameter("id")), {}, {}, std::string(request.form_value("navn"))};
  const auto [first, last] = request.form.equal_range("sted");
  for (auto it = first; it != last; ++it) command.mentions.push_back(it->second);
  return after(deps, request, *kind, "ny", split(deps.book, request.actor, deps.references, command));
}

// Back to where the button stands: the page of the one who was kept.
Response take_merge_back(const RouteDeps& deps, const Request& request) {
  const auto id = request.parameter("id");
  if (const auto done = undo_merge(deps.book, request.actor, deps.references, id); !done)
    return http::problem_page(request, done.error());
  const auto merge = find_merge(deps.book.database.reader(), id).value();  // stands, taken back or not
  return Response::see_other(html::with_query(correction_url(merge.kind, merge.kept_id), "skilt", merge.id).text());
}

}  // namespace

std::vector<http::Route> routes(const RouteDeps& deps) {
  const auto with = [&deps](Response (*handler)(const RouteDeps&, const Request&)) -> http::Handler {
    return [&deps, handler](const Request& request) { return handler(deps, request); };
  };
  const auto list = [&deps](IdentityKind kind) -> http::Handler {
    return [&deps, kind](const Request& request) { return show_register(deps, request, kind); };
  };
  const auto correct = [&deps](IdentityKind kind) -> http::Handler {
    return [&deps, kind](const Request& request) {
      return show_correction(deps, request, kind, request.parameter("id"), "", 200);
    };
  };
  return {{Method::get, "/personer", Permission::read_all, list(IdentityKind::person)},
          {Method::get, "/organisationer", Permission::read_all, list(IdentityKind::organisation)},
          {Method::get, "/tvivl", Permission::read_all, with(show_doubts)},
          {Method::post, "/tvivl/{id}", Permission::change_record, with(answer_doubt)},
          {Method::get, "/personer/{id}/ret", Permission::change_record, correct(IdentityKind::person)},
          {Method::get, "/organisationer/{id}/ret", Permission::change_record, correct(IdentityKind::organisation)},
          {Method::get, "/organer/{id}/ret", Permission::change_record, correct(IdentityKind::body)},
          {Method::post, "/ret/{art}/{id}/navn", Permission::change_record, with(change_name)},
          {Method::post, "/ret/{art}/{id}/laeg-sammen", Permission::change_record, with(merge_with)},
          {Method::post, "/ret/{art}/{id}/skil", Permission::change_record, with(split_off)},
          {Method::post, "/ret/sammenlaegninger/{id}/fortryd", Permission::change_record, with(take_merge_back)}};
}

}  // namespace klynge::bodies
