#include "platform/html/url.hpp"

namespace klynge::html {
namespace {

constexpr bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Browsers drop tabs and line ends from addresses and read \ as /, so none may pass.
bool has_unsafe_character(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == '\x7f' || c == '"' || c == '<' || c == '>') return true;
  return false;
}

}  // namespace

Url make_url(std::string text) { return Url(std::move(text)); }

void append_percent_encoded(std::string& out, std::string_view value) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (char c : value) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
}

Url with_query(const Url& base, std::string_view name, std::string_view value) {
  if (value.empty()) return base;
  std::string out = base.text();
  std::string fragment;
  if (const auto hash = out.find('#'); hash != out.npos) {
    fragment = out.substr(hash);
    out.resize(hash);
  }
  out += out.find('?') == out.npos ? '?' : '&';
  append_percent_encoded(out, name);
  out += '=';
  append_percent_encoded(out, value);
  return make_url(out + fragment);
}

Url with_fragment(const Url& base, std::string_view fragment) {
  std::string out = base.text().substr(0, base.text().find('#'));
  out += '#';
  append_percent_encoded(out, fragment);
  return make_url(std::move(out));
}

std::optional<Url> local_url(std::string_view text) {
  if (!text.starts_with('/') || text.starts_with("//") || has_unsafe_character(text)) return std::nullopt;
  return make_url(std::string(text));
}

std::optional<Url> external_url(std::string_view text) {
  if (has_unsafe_character(text)) return std::nullopt;
  for (std::string_view scheme : {"https://", "http://"})
    if (text.starts_with(scheme) && text.size() > scheme.size()) return make_url(std::string(text));
  return std::nullopt;
}

}  // namespace klynge::html
