// Fuzzes form and multipart parsing, query strings and cookies: the first byte chooses.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "platform/http/form_parser.hpp"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_form(const klynge::Result<klynge::http::Form>& form, std::size_t body_bytes) {
  if (!form) {
    check(!form.error().danish.empty());
    return;
  }
  std::size_t bytes = 0;
  for (const auto& [name, value] : form->fields) {
    check(klynge::is_valid_utf8(name) && klynge::is_valid_utf8(value));
    bytes += value.size();
  }
  for (const auto& upload : form->uploads) {
    check(upload.file_name.find('/') == upload.file_name.npos);
    bytes += upload.bytes.size();
  }
  check(bytes <= body_bytes);  // nothing is made out of nothing
  check(form->fields.size() <= klynge::limits::form_fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      check_form(klynge::http::parse_form("application/x-www-form-urlencoded", body), body.size());
      break;
    case 1:
      check_form(klynge::http::parse_form("multipart/form-data; boundary=x", body), body.size());
      break;
    case 2: {
      const auto line = body.substr(0, body.find('\n'));
      const auto rest = line.size() < body.size() ? body.substr(line.size() + 1) : std::string_view{};
      check_form(klynge::http::parse_form(line, rest), rest.size());
      break;
    }
    case 3: {
      const auto target = klynge::http::parse_target(body);
      if (!target) break;
      check(target->path.starts_with('/') && klynge::is_valid_utf8(target->path));
      for (const auto& segment : target->segments) check(segment != "..");
      break;
    }
    default:
      klynge::http::parse_cookies(body);
      break;
  }
  return 0;
}
