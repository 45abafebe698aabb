#include "intake/intake_routes.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/entry_routes.hpp"
#include "intake/intake_pages.hpp"
#include "intake/intake_store.hpp"
#include "intake/source_access.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/http/page.hpp"

namespace klynge::intake {
namespace {

using audit::Permission;
using http::Method;
using http::Request;
using http::Response;

constexpr std::int64_t rows_per_page = 50;
constexpr int wait_for_upload_ms = 1'500;
constexpr std::int64_t most_committed_at_once = 200;  // a browser waits for them; the button stays for the rest
constexpr int wait_for_take_back_ms = 1'500;

bool may_change(const Request& request) { return request.actor.may(Permission::import_documents); }

const database::Sql count_batches{"SELECT count(*) FROM intake_batch"};
const database::Sql select_sure_entry_ids{
    "SELECT id FROM intake_entry WHERE batch_id = $1 AND state = 'preview' AND doubts = '[]' ORDER BY id LIMIT $2"};
const database::Sql count_sure_entries{
    "SELECT count(*) FROM intake_entry WHERE batch_id = $1 AND state = 'preview' AND doubts = '[]'"};

Response show_import(const RouteDeps& deps, const Request& request, std::string problem, int status) {
  auto& reader = deps.to.book.database.reader();
  ImportView view{.csrf_token = request.csrf_token, .problem = std::move(problem), .may_change = may_change(request)};
  std::int64_t total = 0;
  if (auto rows = reader.query(count_batches); rows.next()) total = rows.integer(0);
  view.range = html::page_range(request.query_value("side"), total, rows_per_page);
  for (auto& batch : latest_batches(reader, rows_per_page, (view.range.page - 1) * rows_per_page)) {
    const auto counts = batch_counts(reader, batch.id);
    view.batches.push_back({std::move(batch), counts});
  }
  view.waiting = count_waiting(reader);
  return http::page(http::frame_for(request, "Import", html::Nav::import_documents), import_page(view), status);
}

Response upload(const RouteDeps& deps, const Request& request) {
  std::vector<UploadedFile> files;
  for (const auto& one : request.uploads)
    if (!one.file_name.empty() || !one.bytes.empty()) files.push_back({one.file_name, one.bytes});
  if (files.empty()) return show_import(deps, request, "Vælg mindst én fil.", 422);
  const auto as = request.form_value("straks") == "ja" ? TakeInAs::committed_if_sure : TakeInAs::preview;
  const bool single = files.size() == 1;
  const auto batch = deps.uploads.submit(request.actor, std::move(files), as);
  if (!batch) return show_import(deps, request, batch.error().danish, http::status_of(batch.error().kind));
  deps.uploads.wait(*batch, wait_for_upload_ms);
  if (single && !deps.uploads.is_running(*batch)) {
    const auto entries = batch_entries(deps.to.book.database.reader(), *batch, 2, 0);
    if (entries.size() == 1 && entries[0].state == EntryState::preview)
      return Response::see_other("/import/dokument/" + entries[0].id);
  }
  return Response::see_other("/import/indlaesning/" + *batch);
}

std::optional<BatchView> view_of(const RouteDeps& deps, const Request& request) {
  auto& reader = deps.to.book.database.reader();
  // Asked before the rows are read: a batch that ends in between is shown as ended the next time.
  const bool running = deps.uploads.is_running(request.parameter("id"));
  auto batch = find_batch(reader, request.parameter("id"));
  if (!batch) return std::nullopt;
  BatchView view{.csrf_token = request.csrf_token, .batch = std::move(*batch)};
  view.counts = batch_counts(reader, view.batch.id);
  if (auto rows = reader.query(count_sure_entries, view.batch.id); rows.next()) view.sure = rows.integer(0);
  view.elapsed_us = system_now().us - view.batch.started_at_us;
  view.running = running;
  view.may_change = may_change(request);
  view.taking_back = is_being_taken_back(reader, view.batch.id);
  return view;
}

Response show_batch(const RouteDeps& deps, const Request& request) {
  auto view = view_of(deps, request);
  if (!view) return http::not_found_page(request);
  view->range = html::page_range(request.query_value("side"), view->counts.entries(), rows_per_page);
  view->entries = batch_entries(deps.to.book.database.reader(), view->batch.id, rows_per_page,
                                (view->range.page - 1) * rows_per_page);
  auto frame = http::frame_for(request, view->batch.label, html::Nav::import_documents);
  frame.crumbs = {{"Import", html::url("/import")}};
  frame.over_title = "Indlæst " + danish(Instant{view->batch.started_at_us}) + " af " + view->batch.started_by;
  return http::page(frame, batch_page(*view));
}

Response show_progress(const RouteDeps& deps, const Request& request) {
  const auto view = view_of(deps, request);
  if (!view) return http::not_found_page(request);
  Response response = Response::html(batch_progress(*view).text());
  // The end: the whole page with its table comes in place of the bar.
  if (!view->running && !view->taking_back) response.headers.emplace_back("HX-Refresh", "true");
  return response;
}

// Those of the batch that were read without a doubt. One that another of them makes doubtful waits on.
Response commit_batch(const RouteDeps& deps, const Request& request) {
  std::vector<std::string> ids;
  {
    auto rows =
        deps.to.book.database.reader().query(select_sure_entry_ids, request.parameter("id"), most_committed_at_once);
    while (rows.next()) ids.push_back(rows.string(0));
  }
  for (const auto& id : ids) {
    const auto done = commit(deps.to, request.actor, id, CommitAs::as_judged_if_sure);
    const bool goes_on =
        done || done.error().kind == Problem::Kind::conflict || done.error().kind == Problem::Kind::forbidden;
    if (!goes_on) return http::problem_page(request, done.error());
  }
  return Response::see_other("/import/indlaesning/" + std::string(request.parameter("id")));
}

Response take_back_batch(const RouteDeps& deps, const Request& request) {
  const auto asked = ask_to_take_back(deps.to, request.actor, request.parameter("id"));
  if (!asked) return http::problem_page(request, asked.error());
  deps.take_backs.wake();
  deps.take_backs.wait(wait_for_take_back_ms);
  return Response::see_other("/import/indlaesning/" + std::string(request.parameter("id")));
}

Response show_queue(const RouteDeps& deps, const Request& request) {
  auto& reader = deps.to.book.database.reader();
  QueueView view;
  view.range = html::page_range(request.query_value("side"), count_waiting(reader), rows_per_page);
  view.entries = waiting_entries(reader, rows_per_page, (view.range.page - 1) * rows_per_page);
  auto frame = http::frame_for(request, "Dokumenter, der venter", html::Nav::import_documents);
  frame.crumbs = {{"Import", html::url("/import")}};
  return http::page(frame, queue_page(view));
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The name as in RFC 6266: plain ASCII, and the whole of it percent-encoded.
std::string attachment_header(std::string_view file_name) {
  std::string plain, encoded;
  for (const char c : file_name) plain += static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\' ? c : '_';
  html::append_percent_encoded(encoded, file_name);
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

Response download(const RouteDeps& deps, const Request& request) {
  const auto sha = request.parameter("sha");
  const auto source = is_sha256(sha) ? meetings::find_source(deps.to.book.database.reader(), sha) : std::nullopt;
  if (!source) return http::not_found_page(request);
  if (const auto allowed = download_source(deps.to.book, request.actor, sha); !allowed)
    return http::problem_page(request, allowed.error());
  // Always as a download of no particular type: what came from outside is never shown as a page.
  Response response = Response::bytes(source->bytes, "application/octet-stream");
  response.headers.emplace_back("Content-Disposition", attachment_header(source->source.file_name));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Cache-Control", "private, no-store");
  return response;
}

Response page_image(const RouteDeps& deps, const Request& request) {
  const std::string sha(request.parameter("sha"));
  std::string_view file = request.parameter("fil");
  std::uint32_t page = 0;
  const auto parsed = std::from_chars(file.data(), file.data() + file.size(), page);
  const bool valid = parsed.ec == std::errc{} && std::string_view(parsed.ptr, file.data() + file.size()) == ".png" &&
                     page >= 1 && page <= limits::document_pages;
  if (!valid || !is_sha256(sha)) return http::not_found_page(request);

  if (const auto allowed = see_page(deps.to.book, request.actor, sha, page); !allowed)
    return http::problem_page(request, allowed.error());
  const auto image = deps.images.get(sha, page, [&]() -> Result<std::string> {
    auto source = meetings::find_source(deps.to.book.database.reader(), sha);
    if (!source || source->source.format != "pdf")
      return fail(Problem::Kind::not_found, "Kilden har ingen sider at vise.");
    return std::move(source->bytes);
  });
  if (!image) return http::problem_page(request, image.error());
  return Response::bytes(*image, "image/png");
}

}  // namespace

std::vector<http::Route> routes(RouteDeps deps) {
  const auto with = [deps](Response (*handler)(const RouteDeps&, const Request&)) -> http::Handler {
    return [deps, handler](const Request& request) { return handler(deps, request); };
  };
  std::vector<http::Route> list{
      {Method::get, "/import", Permission::read_all,
       [deps](const Request& request) { return show_import(deps, request, "", 200); }},
      {Method::post, "/import", Permission::import_documents, with(upload)},
      {Method::get, "/import/indlaesning/{id}", Permission::read_all, with(show_batch)},
      {Method::get, "/import/indlaesning/{id}/fremdrift", Permission::read_all, with(show_progress)},
      {Method::post, "/import/indlaesning/{id}/godkend", Permission::import_documents, with(commit_batch)},
      {Method::post, "/import/indlaesning/{id}/fortryd", Permission::change_record, with(take_back_batch)},
      {Method::get, "/import/koe", Permission::read_all, with(show_queue)},
      {Method::get, "/kilder/{sha}", http::in_body(Permission::read_all), with(download), true},
      {Method::get, "/kilder/{sha}/side/{fil}", http::in_body(Permission::read_all), with(page_image), true},
  };
  for (auto& route : entry_routes(deps)) list.push_back(std::move(route));
  return list;
}

}  // namespace klynge::intake
