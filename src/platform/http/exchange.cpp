#include "platform/http/exchange.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "platform/audit/standing.hpp"
#include "platform/html/assets.hpp"
#include "platform/html/components.hpp"
#include "platform/http/form_parser.hpp"
#include "platform/http/page.hpp"
#include "platform/http/request_log.hpp"

namespace klynge::http {
namespace {

// No script, style, font, image or form from or to anywhere else, and nothing inline.
constexpr std::string_view content_security_policy =
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

bool may_enter(const audit::Actor& actor, const Needed& needed) {
  return needed.in_body ? audit::may_in_some_body(actor, needed.permission, actor.today) : actor.may(needed.permission);
}

bool same_bytes(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

bool has_header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return true;
  return false;
}

// The last name in X-Forwarded-For is the one our own proxy wrote.
std::string_view forwarded_peer(std::string_view header) {
  const auto comma = header.rfind(',');
  return trim(comma == header.npos ? header : header.substr(comma + 1));
}

Response asset_response(const Request& request, const html::Asset& asset) {
  const std::string tag = fmt::format("\"{}\"", html::asset_hash());
  Response response = Response::bytes({}, std::string(asset.content_type));
  const auto known = request.headers.find("if-none-match");
  if (known != request.headers.end() && known->second == tag) {
    response.status = 304;
  } else {
    response.fixed_body = asset.bytes;
  }
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

}  // namespace

Exchange::Exchange(Shared& shared, Head head) : shared_(shared), method_(head.method) {
  // A number for the log and the user; it says nothing and need not be secret.
  id_ = fmt::format("{:08x}{:04x}", static_cast<std::uint32_t>(begin_.time_since_epoch().count() / 1000),
                    ++shared_.requests & 0xffff);
  request_.headers = std::move(head.headers);
  try {
    check_head(head);
    if (!decided_) find_route(head);
    if (!decided_ && match_.route) open_session();
  } catch (const std::exception& error) {
    fail_with(error);
  }
}

Exchange::~Exchange() { release_body(); }

void Exchange::check_head(const Head& head) {
  request_.address = std::string(head.peer);
  if (shared_.options.behind_proxy && !header("x-forwarded-for").empty())
    request_.address = std::string(forwarded_peer(header("x-forwarded-for")));
  request_.method = method_ == "POST" ? Method::post : Method::get;
  request_.wants_fragment = header("hx-request") == "true";
  if (head.header_lines > limits::request_header_lines || head.header_bytes > limits::request_header_bytes)
    return decide(
        message_page(request_, 431, "Forespørgslen er for stor",
                     "Browseren sendte mere, end serveren tager imod. Ryd cookies for dette sted og prøv igen."));
  auto target = parse_target(head.target);
  if (!target)
    return decide(message_page(request_, 400, "Adressen kan ikke læses",
                               "Adressen er skrevet forkert. Gå til forsiden og find siden derfra.",
                               html::paragraph_link(html::url("/"), "Gå til forsiden")));
  request_.path = std::move(target->path);
  request_.target = std::string(head.target);
  request_.query = std::move(target->query);
  request_.cookies = parse_cookies(header("cookie"));
  segments_ = std::move(target->segments);
}

void Exchange::find_route(const Head&) {
  const bool reads = method_ == "GET" || method_ == "HEAD";
  if (!segments_.empty() && segments_[0] == "aktiver") {
    const std::string prefix = fmt::format("/aktiver/{}/", html::asset_hash());
    const html::Asset* asset = request_.path.starts_with(prefix)
                                   ? html::find_asset(std::string_view(request_.path).substr(prefix.size()))
                                   : nullptr;
    if (asset && reads) return decide(asset_response(request_, *asset));
    return decide(Response::text("Filen findes ikke.\n", 404));
  }
  if (reads || method_ == "POST") match_ = shared_.router.match(request_.method, segments_);
  if (match_.route) {
    request_.parameters = match_.parameters;
    return;
  }
  // The frame of the page that says so shows who is signed in.
  if (shared_.hooks.session) shared_.hooks.session(request_);
  if (match_.allow.empty() && (reads || method_ == "POST")) return decide(not_found_page(request_));
  Response response = message_page(request_, 405, "Det kan man ikke her",
                                   "Siden kan ikke bruges på den måde. Gå til forsiden og find den derfra.",
                                   html::paragraph_link(html::url("/"), "Gå til forsiden"));
  response.headers.emplace_back("Allow", match_.allow.empty() ? "GET, HEAD, POST" : match_.allow);
  decide(std::move(response));
}

void Exchange::open_session() {
  if (shared_.hooks.session) shared_.hooks.session(request_);
  if (!request_.token_problem.empty()) {
    Response response = wants_json(request_) ? json_problem(401, "Adgangsnøglen gælder ikke", request_.token_problem)
                                             : Response::text(request_.token_problem + "\n", 401);
    response.headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return decide(std::move(response));
  }
  const Route& route = *match_.route;
  if (!may_enter(request_.actor, route.permission))
    return decide(shared_.hooks.refused ? shared_.hooks.refused(request_)
                                        : message_page(request_, 403, "Det har du ikke adgang til",
                                                       "Du har ikke adgang til denne side."));
  if (route.method == Method::get) return;
  if (from_elsewhere())
    return decide(message_page(
        request_, 403, "Formularen kom et forkert sted fra",
        "Ændringen er ikke udført, fordi formularen ikke kom fra Klynge selv. Åbn siden her og prøv igen."));
  body_limit_ = allowed_body_bytes(header("content-type"));
  if (body_limit_ == 0)
    decide(message_page(request_, 415, "Formularen kunne ikke læses",
                        "Det, der blev sendt, er ikke en formular fra Klynge."));
}

// A browser says where a form was; a request without a word of it is no browser's or an old one's,
// and then the token decides alone.
bool Exchange::from_elsewhere() const {
  const auto site = header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const auto origin = header("origin");
  if (origin.empty()) return false;
  // A proxy may ask us under another name than the browser asked it.
  const auto forwarded = shared_.options.behind_proxy ? header("x-forwarded-host") : std::string_view{};
  const auto host = forwarded.empty() ? header("host") : forwarded;
  const auto scheme_end = origin.find("://");
  return scheme_end == origin.npos || origin.substr(scheme_end + 3) != host;
}

void Exchange::take_body(std::string_view bytes) {
  if (decided_) {
    discarded_ += bytes.size();
    return;
  }
  if (body_.size() + bytes.size() > body_limit_) {
    release_body();
    discarded_ += bytes.size();
    return decide(
        message_page(request_, 413, "Det er for stort",
                     fmt::format("Det, der blev sendt, fylder mere end {} MB, som er grænsen. Send mindre ad gangen.",
                                 body_limit_ >> 20)));
  }
  counted_ += bytes.size();
  if (shared_.body_bytes_in_flight.fetch_add(bytes.size()) + bytes.size() > limits::bodies_in_flight_bytes) {
    release_body();
    return decide(respond_busy());
  }
  body_.append(bytes);
}

void Exchange::release_body() {
  shared_.body_bytes_in_flight -= counted_;
  counted_ = 0;
  body_ = {};
}

void Exchange::body_complete() {
  if (decided_ || !match_.route || match_.route->method == Method::get) return;
  auto form = parse_form(header("content-type"), body_);
  release_body();
  if (!form) return decide(problem_page(request_, form.error()));
  request_.form = std::move(form->fields);
  request_.uploads = std::move(form->uploads);
  check_token();
}

void Exchange::check_token() {
  // Nobody is signed in: there is no right that a forged request could use.
  if (request_.csrf_token.empty()) return;
  if (same_bytes(request_.form_value("csrf"), request_.csrf_token)) return;
  decide(message_page(
      request_, 403, "Formularen er for gammel",
      "Ændringen er ikke udført, fordi formularen ikke hører til din session. Åbn siden igen og prøv en gang til."));
}

Response Exchange::respond() {
  if (!decided_) {
    try {
      decided_ = run_handler();
    } catch (const std::exception& error) {
      fail_with(error);
    } catch (...) {
      fail_with(std::runtime_error("an exception of an unknown type"));
    }
  }
  return finish(std::move(*decided_));
}

Response Exchange::run_handler() {
  Response response = match_.route->handler(request_);
  // A handler that answers 404 or 403 without a page of its own gets ours.
  if (response.size() == 0 && response.status == 404) return not_found_page(request_);
  return response;
}

Response Exchange::respond_busy() {
  Response response =
      message_page(request_, 503, "Der er travlt lige nu",
                   "Serveren har for meget at lave i øjeblikket, og ændringen er ikke udført. Vent lidt og prøv igen.");
  response.headers.emplace_back("Retry-After", "5");
  return finish(std::move(response));
}

void Exchange::fail_with(const std::exception& error) {
  log_failure(id_, route_name(), error.what());
  const auto told = shared_.hooks.problem_of ? shared_.hooks.problem_of(error) : std::nullopt;
  if (told) {
    Response response = problem_page(request_, *told);
    if (response.status == 503) response.headers.emplace_back("Retry-After", "5");
    return decide(std::move(response));
  }
  decide(message_page(
      request_, 500, "Der skete en fejl",
      fmt::format("Der skete en fejl hos os, og intet er ændret. Prøv igen om lidt. Fejlen er noteret som nummer {}.",
                  id_)));
}

Response Exchange::finish(Response response) const {
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!has_header(response, name)) response.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", content_security_policy);
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  // A page of a register must not stay in a shared machine's cache.
  add("Cache-Control", request_.actor.id.empty() ? "no-cache" : "no-store");
  add("X-Request-Id", id_);
  if (shared_.options.https) add("Strict-Transport-Security", "max-age=31536000");
  return response;
}

std::string_view Exchange::header(std::string_view name) const {
  const auto found = request_.headers.find(name);
  return found == request_.headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::int64_t Exchange::elapsed_us() const {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin_).count();
}

}  // namespace klynge::http
