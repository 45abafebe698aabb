#include "platform/http/request_log.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/text.hpp"

namespace klynge::http {

std::string json_quoted(std::string_view text) {
  const bool utf8 = is_valid_utf8(text);
  std::string out = "\"";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8)) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

void log_request(const LoggedRequest& request) {
  if (!spdlog::should_log(spdlog::level::info)) return;
  spdlog::info(R"({{"event":"request","id":"{}","method":"{}","route":{},"status":{},"us":{},"bytes":{}}})", request.id,
               request.method, json_quoted(request.route), request.status, request.us, request.response_bytes);
}

void log_failure(std::string_view request_id, std::string_view route, std::string_view detail) {
  spdlog::error(R"({{"event":"request_failed","id":"{}","route":{},"detail":{}}})", request_id, json_quoted(route),
                json_quoted(detail));
}

}  // namespace klynge::http
