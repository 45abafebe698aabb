#include "platform/html/html.hpp"

#include <charconv>
#include <cstring>

namespace klynge::html {
namespace {

constexpr bool needs_escape(char c) { return c == '&' || c == '<' || c == '>' || c == '"' || c == '\0'; }

// Sixteen bytes at once: most of a page is text with nothing to escape in it.
constexpr std::size_t block_bytes = 16;
using Block [[gnu::vector_size(block_bytes)]] = char;
using Halves [[gnu::vector_size(block_bytes)]] = long long;

bool block_is_plain(const char* at) {
  Block block;
  std::memcpy(&block, at, block_bytes);
  const auto found = (block == '&') | (block == '<') | (block == '>') | (block == '"') | (block == '\0');
  const auto halves = reinterpret_cast<Halves>(found);
  return (halves[0] | halves[1]) == 0;
}

// Where the first character at or after `from` stands that needs escaping; value.size() without one.
std::size_t next_to_escape(std::string_view value, std::size_t from) {
  while (from + block_bytes <= value.size() && block_is_plain(value.data() + from)) from += block_bytes;
  while (from < value.size() && !needs_escape(value[from])) ++from;
  return from;
}

constexpr std::string_view escape_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "\xEF\xBF\xBD";   // NUL has no place in HTML: the replacement character
  }
}

// The same set everywhere: a quote escaped in text costs nothing and one function is enough.
void append_escaped(std::string& out, std::string_view value) {
  std::size_t begin = 0;
  for (auto at = next_to_escape(value, 0); at < value.size(); at = next_to_escape(value, begin)) {
    out.append(value, begin, at - begin);
    out += escape_of(value[at]);
    begin = at + 1;
  }
  out.append(value, begin, value.size() - begin);
}

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_value(Html& html, const detail::Slot& slot, bool escaped) {
  using Kind = detail::Slot::Kind;
  std::string& out = detail::buffer(html);
  switch (slot.kind) {
    case Kind::nothing: return;
    case Kind::number: return append_number(out, slot.number);
    case Kind::list:
      for (const Html& part : *slot.list) out += part.text();
      return;
    case Kind::markup: out += slot.text; return;
    case Kind::writer: slot.write(slot.writer, html); return;
    case Kind::text:
      if (escaped) return append_escaped(out, slot.text);
      out += slot.text;
  }
}

}  // namespace

namespace detail {

std::string& buffer(Html& html) { return html.text_; }

void append_slot(Html& out, const Slot& slot) { append_value(out, slot, true); }

void append_attribute(std::string& out, const Attribute& attribute) {
  if (attribute.name.empty()) return;
  out += attribute.name;
  if (!attribute.value) return;
  out += "=\"";
  append_escaped(out, *attribute.value);
  out += '"';
}

void render(Html& html, std::string_view text, const Plan& plan, const Slot* slots) {
  std::string& out = buffer(html);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < plan.count; ++i) {
    out.append(text, begin, plan.offsets[i] - begin);
    append_value(html, slots[i], plan.places[i] != Place::whole_attribute);
    begin = plan.offsets[i] + 2;
  }
  out.append(text, begin, text.size() - begin);
}

}  // namespace detail

Html text(std::string_view plain) {
  Html out;
  append_escaped(detail::buffer(out), plain);
  return out;
}

Html join(const std::vector<Html>& parts, const Html& separator) {
  Html out;
  bool first = true;
  for (const Html& part : parts) {
    if (!first) out += separator;
    out += part;
    first = false;
  }
  return out;
}

}  // namespace klynge::html
