#include "platform/html/url.hpp"

#include <array>

namespace klynge::html {
namespace {

constexpr auto is_unreserved = [] {
  std::array<bool, 256> table{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = true;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = true;
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned char c : {'-', '.', '_', '~'}) table[c] = true;
  return table;
}();

// Browsers drop tabs and line ends from addresses and read \ as /, so none may pass.
bool has_unsafe_character(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == '\x7f' || c == '"' || c == '<' || c == '>')
      return true;
  return false;
}

}  // namespace

Url make_url(std::string text) { return Url(std::move(text)); }

void append_percent_encoded(std::string& out, std::string_view value) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    if (is_unreserved[byte]) continue;
    out.append(value, begin, i - begin);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
    begin = i + 1;
  }
  out.append(value, begin, value.size() - begin);
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
