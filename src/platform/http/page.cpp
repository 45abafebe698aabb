#include "platform/http/page.hpp"

#include <fmt/format.h>

#include "platform/audit/standing.hpp"
#include "platform/html/components.hpp"
#include "platform/http/request_log.hpp"

namespace klynge::http {
namespace {

std::string title_of(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::invalid:
      return "Det kunne ikke lade sig gøre";
    case Problem::Kind::forbidden:
      return "Det har du ikke adgang til";
    case Problem::Kind::not_found:
      return "Siden findes ikke";
    case Problem::Kind::conflict:
      return "Det kan ikke lade sig gøre nu";
    case Problem::Kind::too_large:
      return "Det er for stort";
    case Problem::Kind::too_many:
      return "Det er for mange på én gang";
    case Problem::Kind::unavailable:
      return "Det er ikke muligt lige nu";
  }
  return {};
}

// The page itself with its query, to come back to after signing in.
html::Url here(const Request& request) {
  html::Url at = html::local_url(request.target).value_or(html::url("/"));
  return at;
}

}  // namespace

html::PageFrame frame_for(const Request& request, std::string title, html::Nav active) {
  html::PageFrame frame{.title = std::move(title), .active = active};
  const audit::Actor& actor = request.actor;
  frame.user_name = actor.id.empty() ? std::string{} : actor.name;
  frame.reads_all = audit::may_in_some_body(actor, audit::Permission::read_all, actor.today);
  frame.reads_every_body = actor.may(audit::Permission::read_all);
  frame.sees_findings =
      frame.reads_every_body || audit::may_in_some_body(actor, audit::Permission::change_record, actor.today);
  frame.changes_record = actor.may(audit::Permission::change_record);
  frame.manages_accounts = actor.may(audit::Permission::manage_accounts);
  frame.reads_audit = actor.may(audit::Permission::read_audit);
  frame.csrf_token = request.csrf_token;
  frame.here = request.method == Method::get ? here(request) : html::Url{};
  return frame;
}

Response page(const html::PageFrame& frame, const html::Html& main, int status) {
  return Response::html(html::render_page(frame, main), status);
}

int status_of(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::invalid:
      return 400;
    case Problem::Kind::forbidden:
      return 403;
    case Problem::Kind::not_found:
      return 404;
    case Problem::Kind::conflict:
      return 409;
    case Problem::Kind::too_large:
      return 413;
    case Problem::Kind::too_many:
      return 429;
    case Problem::Kind::unavailable:
      return 503;
  }
  return 500;
}

bool wants_json(const Request& request) {
  const auto accept = request.headers.find("accept");
  if (accept == request.headers.end()) return false;
  const auto names = [&](std::string_view type) { return accept->second.find(type) != std::string::npos; };
  return (names("application/json") || names("application/problem+json")) && !names("text/html");
}

Response json_problem(int status, std::string_view title, std::string_view message) {
  auto response = Response::bytes(fmt::format(R"({{"type":"about:blank","title":{},"status":{},"detail":{}}})",
                                              json_quoted(title), status, json_quoted(message)) +
                                      "\n",
                                  "application/problem+json");
  response.status = status;
  return response;
}

Response message_page(const Request& request, int status, std::string title, std::string_view message,
                      const html::Html& next_step) {
  if (status >= 400 && wants_json(request)) return json_problem(status, title, message);
  const auto onward = next_step.empty() ? html::paragraph_link(html::url("/"), "Gå til forsiden") : next_step;
  return Response::html(html::render_message_page(frame_for(request, std::move(title)), message, onward), status);
}

Response problem_page(const Request& request, const Problem& problem, const html::Html& next_step) {
  return message_page(request, status_of(problem.kind), title_of(problem.kind), problem.danish, next_step);
}

Response not_found_page(const Request& request) {
  return message_page(request, 404, "Siden findes ikke",
                      "Adressen er ikke rigtig, eller det, den pegede på, er ikke offentliggjort.");
}

}  // namespace klynge::http
