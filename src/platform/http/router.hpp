// Which handler a path belongs to.
//
// Patterns are paths with {name} for one segment. A literal segment wins over a {name}, so
// "/moeder/ny" and "/moeder/{id}" stand side by side. A table that is ambiguous or malformed is a
// bug and is refused when it is built, before the server listens.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

namespace klynge::http {

struct Match {
  const Route* route = nullptr;
  std::map<std::string, std::string, std::less<>> parameters{};
  std::string allow{};  // where only the method is wrong: "GET, HEAD"
};

class Router {
 public:
  // Throws std::logic_error for a bad pattern, two routes for the same requests, or a missing handler.
  explicit Router(std::vector<Route> routes);
  Router(const Router&) = delete;

  // `segments` as parse_target gives them. No route and no `allow`: no such page.
  Match match(Method method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    const Route* route;
    std::vector<std::string> segments;  // a parameter's begins with '{'
  };
  std::vector<Route> routes_;
  std::map<std::size_t, std::vector<Entry>> by_length_;  // most literal first
};

}  // namespace klynge::http
