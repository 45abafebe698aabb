// One JSON line for each request, through spdlog.
//
// It holds no query, no form, no path with ids and no address: the route's pattern says what was
// asked, the request id ties it to what the user was shown. Who did what is the audit log's matter.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace klynge::http {

struct LoggedRequest {
  std::string_view id, method, route;
  int status = 0;
  std::int64_t us = 0;
  std::size_t response_bytes = 0;
};

void log_request(const LoggedRequest& request);
// Something went wrong while answering: `detail` is for us, in English, and never shown.
void log_failure(std::string_view request_id, std::string_view route, std::string_view detail);

// `text` as a JSON string with its quotes; invalid UTF-8 and control characters are escaped.
std::string json_quoted(std::string_view text);

}  // namespace klynge::http
