#include "platform/http/router.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge::http {
namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

std::vector<std::string> pattern_segments(const std::string& pattern) {
  const auto bad = [&] { return std::logic_error("bad route pattern: " + pattern); };
  if (!pattern.starts_with('/')) throw bad();
  std::vector<std::string> segments;
  if (pattern == "/") return segments;
  std::set<std::string> names;
  for (std::string_view segment : split(std::string_view(pattern).substr(1), '/')) {
    const bool braced = segment.find_first_of("{}") != segment.npos;
    if (segment.empty()) throw bad();
    if (braced &&
        !(segment.size() > 2 && segment.front() == '{' && segment.find_first_of("{}", 1) == segment.size() - 1))
      throw bad();
    if (braced && !names.emplace(segment).second) throw bad();
    segments.emplace_back(segment);
  }
  return segments;
}

// What requests a pattern stands for, so that /a/{x} and /a/{y} count as the same.
std::string shape(const std::vector<std::string>& segments) {
  std::string out;
  for (const auto& segment : segments) out += is_parameter(segment) ? "/{}" : "/" + segment;
  return out;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (!is_parameter(pattern[i]) && pattern[i] != segments[i]) return false;
  return true;
}

// Literal before parameter, from the left; false where the shapes are the same.
bool more_literal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (is_parameter(a[i]) != is_parameter(b[i])) return is_parameter(b[i]);
  return false;
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::set<std::pair<Method, std::string>> known;
  for (const Route& route : routes_) {
    auto segments = pattern_segments(route.pattern);
    if (!route.handler) throw std::logic_error("route without a handler: " + route.pattern);
    if (!known.emplace(route.method, shape(segments)).second) throw std::logic_error("two routes for " + route.pattern);
    by_length_[segments.size()].push_back({&route, std::move(segments)});
  }
  for (auto& [length, entries] : by_length_)
    std::ranges::stable_sort(entries,
                             [](const Entry& a, const Entry& b) { return more_literal(a.segments, b.segments); });
}

Match Router::match(Method method, const std::vector<std::string>& segments) const {
  Match match;
  const auto found = by_length_.find(segments.size());
  if (found == by_length_.end()) return match;
  for (const Entry& entry : found->second) {
    if (!fits(entry.segments, segments)) continue;
    if (entry.route->method != method) {
      match.allow = entry.route->method == Method::get ? "GET, HEAD" : "POST";
      continue;
    }
    match.route = entry.route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string_view name = entry.segments[i];
      if (is_parameter(name)) match.parameters.emplace(name.substr(1, name.size() - 2), segments[i]);
    }
    match.allow.clear();
    return match;
  }
  return match;
}

}  // namespace klynge::http
