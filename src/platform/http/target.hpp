// What stands in a request's first line and in its Cookie header, taken apart.
//
// A path is cut at its slashes before it is decoded, so that an encoded slash stays inside its
// segment. What is not UTF-8, or holds a control character, is refused here and reaches no page.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::http {

using Values = std::multimap<std::string, std::string, std::less<>>;

struct Target {
  std::vector<std::string> segments;  // decoded; "/" has none
  std::string path;                   // decoded: "/moeder/x"
  Values query;
};

// `raw`: the request target as sent, "/moeder/x?side=2". nullopt where it is not an absolute path,
// has a bad %XX, invalid UTF-8, a control character, a "." or ".." segment, or too many parameters.
std::optional<Target> parse_target(std::string_view raw);

// %XX and, with `plus_is_space`, + decoded. nullopt for a bad %XX or a result that is not UTF-8 or holds a NUL.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

// "a=1; b=2". Odd pairs are passed over; the first of several wins (a cookie set for this path).
std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header);

}  // namespace klynge::http
