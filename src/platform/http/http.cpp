#include "platform/http/http.hpp"

namespace klynge::http {
namespace {

template <class Map>
std::string_view first_of(const Map& map, std::string_view name) {
  const auto found = map.find(name);
  return found == map.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace

std::string_view Request::parameter(std::string_view name) const { return first_of(parameters, name); }

// A multimap's find() may give any of several; the first one in the order of sending is meant.
std::string_view Request::query_value(std::string_view name) const {
  const auto found = query.lower_bound(name);
  return found == query.end() || found->first != name ? std::string_view{} : std::string_view(found->second);
}
std::string_view Request::form_value(std::string_view name) const {
  const auto found = form.lower_bound(name);
  return found == form.end() || found->first != name ? std::string_view{} : std::string_view(found->second);
}

Response Response::html(std::string body, int status) { return {.status = status, .body = std::move(body)}; }

Response Response::see_other(std::string location) {
  Response response{.status = 303, .content_type = "text/plain; charset=utf-8"};
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response Response::text(std::string body, int status) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(body)};
}

Response Response::bytes(std::string body, std::string content_type) {
  return {.content_type = std::move(content_type), .body = std::move(body)};
}

Response Response::from_file(std::shared_ptr<const BodyFile> file, std::string content_type) {
  return {.content_type = std::move(content_type), .file = std::move(file)};
}

std::uint64_t Response::size() const {
  if (file) return file->size();
  return fixed_body.empty() ? body.size() : fixed_body.size();
}

}  // namespace klynge::http
