// The bodies of forms: application/x-www-form-urlencoded and multipart/form-data (RFC 7578).
//
// The server has bounded the whole body before (limits.hpp); here the number of fields and files
// and the size of a field are bounded too. Written here rather than taken from the HTTP library so
// that it is one plain function over bytes, which can be tested and fuzzed alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "platform/http/http.hpp"
#include "platform/http/target.hpp"

namespace klynge::http {

struct Form {
  Values fields;
  std::vector<Upload> uploads;
};

// What may be sent with this Content-Type, in bytes; 0 where it is not a form's.
std::size_t allowed_body_bytes(std::string_view content_type);

// Problems: invalid (not a form, cut short, not UTF-8), too_large, too_many.
Result<Form> parse_form(std::string_view content_type, std::string_view body);

}  // namespace klynge::http
