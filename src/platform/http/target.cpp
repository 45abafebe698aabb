#include "platform/http/target.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_control_character(std::string_view text) {
  for (unsigned char c : text)
    if (c < 0x20 || c == 0x7f) return true;
  return false;
}

bool parse_path(std::string_view raw, Target& target) {
  if (!raw.starts_with('/')) return false;
  for (std::size_t at = 1; at <= raw.size();) {
    auto end = raw.find('/', at);
    if (end == raw.npos) end = raw.size();
    auto segment = percent_decoded(raw.substr(at, end - at), false);
    if (!segment || has_control_character(*segment) || *segment == "." || *segment == "..") return false;
    // One slash at the end is forgiven: "/organer/" is "/organer".
    if (!segment->empty() || end != raw.size()) {
      target.path += '/';
      target.path += *segment;
      target.segments.push_back(std::move(*segment));
    }
    at = end + 1;
  }
  if (target.path.empty()) target.path = "/";
  return true;
}

bool parse_query(std::string_view raw, Values& values) {
  for (std::string_view pair : split(raw, '&')) {
    if (pair.empty()) continue;
    if (values.size() == limits::query_parameters) return false;
    const auto equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(equals == pair.npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value) return false;
    values.emplace(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high << 4 | low);
      i += 2;
    }
  }
  // No text of ours holds a NUL, and PostgreSQL takes none.
  if (!is_valid_utf8(out) || out.find('\0') != out.npos) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view raw) {
  Target target;
  const auto question = raw.find('?');
  if (!parse_path(raw.substr(0, question), target)) return std::nullopt;
  if (question != raw.npos && !parse_query(raw.substr(question + 1), target.query)) return std::nullopt;
  return target;
}

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header) {
  std::map<std::string, std::string, std::less<>> cookies;
  for (std::string_view pair : split(header, ';')) {
    const auto equals = pair.find('=');
    if (equals == pair.npos) continue;
    const auto name = trim(pair.substr(0, equals));
    if (!name.empty()) cookies.emplace(name, trim(pair.substr(equals + 1)));
  }
  return cookies;
}

}  // namespace klynge::http
