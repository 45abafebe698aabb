#include "platform/html/html.hpp"

#include <array>
#include <charconv>

namespace klynge::html {
namespace {

constexpr auto needs_escape = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : {'&', '<', '>', '"', '\0'}) table[c] = true;
  return table;
}();

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
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!needs_escape[static_cast<unsigned char>(value[i])]) continue;
    out.append(value, begin, i - begin);
    out += escape_of(value[i]);
    begin = i + 1;
  }
  out.append(value, begin, value.size() - begin);
}

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_value(std::string& out, const detail::Slot& slot, bool escaped) {
  using Kind = detail::Slot::Kind;
  switch (slot.kind) {
    case Kind::nothing: return;
    case Kind::number: return append_number(out, slot.number);
    case Kind::list:
      for (const Html& part : *slot.list) out += part.text();
      return;
    case Kind::markup: out += slot.text; return;
    case Kind::text:
      if (escaped) return append_escaped(out, slot.text);
      out += slot.text;
  }
}

}  // namespace

namespace detail {

std::string& buffer(Html& html) { return html.text_; }

void append_slot(std::string& out, const Slot& slot) { append_value(out, slot, true); }

void append_attribute(std::string& out, const Attribute& attribute) {
  if (attribute.name.empty()) return;
  out += attribute.name;
  if (!attribute.value) return;
  out += "=\"";
  append_escaped(out, *attribute.value);
  out += '"';
}

void render(std::string& out, std::string_view text, const Plan& plan, const Slot* slots) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < plan.count; ++i) {
    out.append(text, begin, plan.offsets[i] - begin);
    append_value(out, slots[i], plan.places[i] != Place::whole_attribute);
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
