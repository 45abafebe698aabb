#include "intake/entry_routes.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "intake/intake_pages.hpp"
#include "intake/intake_store.hpp"
#include "intake/preview_page.hpp"
#include "intake/read_again.hpp"
#include "intake/source_access.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/person_number.hpp"
#include "meetings/source_pages.hpp"
#include "platform/http/page.hpp"

namespace klynge::intake {
namespace {

using audit::Permission;
using http::Method;
using http::Request;
using http::Response;

std::string page_of(std::string_view entry_id) { return "/import/dokument/" + std::string(entry_id); }

std::int64_t number(std::string_view text) {
  std::int64_t value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// As people see it: what looks like a person number is masked in the forms, too.
IdentifiedRecord shown_record(const OpenedEntry& opened) {
  IdentifiedRecord shown = opened.applied.identified;
  meetings::mask_person_numbers(shown.record);
  return shown;
}

html::Html source_of(Connection& reader, const Entry& entry, std::string_view page) {
  auto source = entry.sha256 ? meetings::find_source(reader, *entry.sha256) : std::nullopt;
  if (!source) return meetings::source_pane_message("Kilden findes ikke.");
  auto document = meetings::document_of(source->source, source->bytes, source->document);
  if (!document) return meetings::source_pane_message(document.error().danish);
  return meetings::source_pane({.source = std::move(source->source),
                                .document = std::move(*document),
                                .first_page = static_cast<std::uint32_t>(std::max<std::int64_t>(1, number(page))),
                                .here = html::url("/import/dokument/", entry.id)});
}

void add_meeting(Connection& reader, const Entry& entry, PreviewView& view) {
  const auto id = entry.meeting_id ? meetings::MeetingId::parse(*entry.meeting_id) : std::nullopt;
  const auto head = id ? meetings::find_head(reader, *id) : std::nullopt;
  if (head) view.candidate_heading = meetings::heading(*head);
  view.meeting_gone = head && head->taken_back;
}

Response show(const RouteDeps& deps, const Request& request, std::optional<Attempt> attempt, int status) {
  auto& reader = deps.to.book.database.reader();
  const auto opened = open_entry(reader, request.parameter("id"));
  if (!opened) return http::problem_page(request, opened.error());
  const IdentifiedRecord shown = shown_record(*opened);
  const Entry& entry = opened->entry;
  // The whole document stands here, closed items and all.
  if (entry.sha256)
    if (const auto allowed = look_at_source(deps.to.book, request.actor, *entry.sha256); !allowed)
      return http::problem_page(request, allowed.error());

  PreviewView view{.csrf_token = request.csrf_token,
                   .opened = *opened,
                   .shown = shown,
                   .source = source_of(reader, entry, request.query_value("side"))};
  add_meeting(reader, entry, view);
  view.is_current = entry.state != EntryState::committed || current_version(reader, *entry.meeting_id) == entry.version;
  const bool can_still_be_corrected =
      entry.state == EntryState::preview || (entry.state == EntryState::committed && view.is_current);
  const bool changes = request.actor.may(Permission::change_record);
  view.may_decide = changes || (request.actor.may(Permission::import_documents) && entry.state == EntryState::preview);
  view.may_change = view.may_decide && can_still_be_corrected;
  view.open_target = request.query_value("aaben");
  view.attempt = std::move(attempt);

  auto frame = http::frame_for(request, entry.heading.value_or(entry.file_name), html::Nav::import_documents);
  frame.crumbs = {{"Import", html::url("/import")}};
  if (entry.state == EntryState::preview) frame.crumbs.push_back({"Dokumenter, der venter", html::url("/import/koe")});
  frame.over_title = entry.file_name;
  frame.title_side = state_badge(entry.state);
  frame.wide = true;
  return http::page(frame, preview_page(view), status);
}

Response show_entry(const RouteDeps& deps, const Request& request) { return show(deps, request, std::nullopt, 200); }

Response refused(const RouteDeps& deps, const Request& request, const Problem& problem, FormValues form = {}) {
  if (problem.kind == Problem::Kind::not_found || problem.kind == Problem::Kind::forbidden)
    return http::problem_page(request, problem);
  const int status = problem.kind == Problem::Kind::invalid ? 422 : http::status_of(problem.kind);
  return show(deps, request, Attempt{std::move(form), problem.danish}, status);
}

Response correct_entry(const RouteDeps& deps, const Request& request) {
  FormValues form;
  for (const auto& [name, value] : request.form) form.emplace(name, value);
  const auto opened = open_entry(deps.to.book.database.reader(), request.parameter("id"));
  if (!opened) return http::problem_page(request, opened.error());
  const auto operations =
      operations_of(form, shown_record(*opened), [] { return make_uuid_v7(system_now().us / 1000).text(); });
  if (!operations) return refused(deps, request, operations.error(), std::move(form));
  const std::string target(request.form_value(target_field));
  if (!operations->empty()) {
    const auto done = correct(deps.to, request.actor, opened->entry.id, number(request.form_value("set")), *operations);
    if (!done) return refused(deps, request, done.error(), std::move(form));
  }
  std::string open = target;
  if (!operations->empty() && (operations->front().kind == OperationKind::split_item)) open = operations->front().other;
  if (!operations->empty() &&
      (operations->front().kind == OperationKind::add_item || operations->front().kind == OperationKind::add_attendee))
    open = operations->front().target;
  std::string query;
  html::append_percent_encoded(query, open);
  return Response::see_other(page_of(opened->entry.id) +
                             (open.empty() ? "#moede-oplysninger" : "?aaben=" + query + "#" + anchor_of(open)));
}

Response undo_entry_correction(const RouteDeps& deps, const Request& request) {
  const auto done =
      undo_correction(deps.to, request.actor, request.parameter("id"), number(request.form_value("nummer")));
  if (!done) return refused(deps, request, done.error());
  return Response::see_other(page_of(request.parameter("id")) + "#rettelser");
}

Response commit_entry(const RouteDeps& deps, const Request& request) {
  const auto as = request.form_value("som") == "nyt" ? CommitAs::new_meeting : CommitAs::as_judged;
  const auto done = commit(deps.to, request.actor, request.parameter("id"), as);
  if (!done) return refused(deps, request, done.error());
  if (!done->meeting_id) return Response::see_other(page_of(request.parameter("id")));
  // The meeting's page says how many are left, so that one leads to the next.
  const auto waiting = count_waiting(deps.to.book.database.reader());
  return Response::see_other("/moeder/" + *done->meeting_id +
                             (waiting > 0 ? "?venter=" + std::to_string(waiting) : std::string()));
}

Response discard_entry(const RouteDeps& deps, const Request& request) {
  const auto done = discard(deps.to.book, request.actor, request.parameter("id"));
  if (!done) return refused(deps, request, done.error());
  return Response::see_other("/import/koe");
}

Response take_back_entry(const RouteDeps& deps, const Request& request) {
  const auto done = take_back(deps.to, request.actor, request.parameter("id"));
  if (!done) return refused(deps, request, done.error());
  return Response::see_other(page_of(request.parameter("id")));
}

Response read_entry_again(const RouteDeps& deps, const Request& request) {
  const auto done = read_again(deps.to, request.actor, request.parameter("id"));
  if (!done) return refused(deps, request, done.error());
  return Response::see_other(page_of(request.parameter("id")));
}

}  // namespace

std::vector<http::Route> entry_routes(RouteDeps deps) {
  const auto with = [deps](Response (*handler)(const RouteDeps&, const Request&)) -> http::Handler {
    return [deps, handler](const Request& request) { return handler(deps, request); };
  };
  return {
      {Method::get, "/import/dokument/{id}", Permission::read_all, with(show_entry), true},
      {Method::post, "/import/dokument/{id}/ret", Permission::import_documents, with(correct_entry)},
      {Method::post, "/import/dokument/{id}/fortryd-rettelse", Permission::import_documents,
       with(undo_entry_correction)},
      {Method::post, "/import/dokument/{id}/godkend", Permission::import_documents, with(commit_entry)},
      {Method::post, "/import/dokument/{id}/kasser", Permission::import_documents, with(discard_entry)},
      {Method::post, "/import/dokument/{id}/fortryd", Permission::change_record, with(take_back_entry)},
      {Method::post, "/import/dokument/{id}/genlaes", Permission::change_record, with(read_entry_again)},
  };
}

}  // namespace klynge::intake
