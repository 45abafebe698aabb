#include "reading/json_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace klynge::reading {
namespace {

// Bytes a text is not copied with: what JSON escapes, and what is no ASCII.
constexpr std::array<bool, 256> special = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) table[c] = c < 0x20 || c == '"' || c == '\\' || c >= 0x80;
  return table;
}();

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

}  // namespace

void JsonWriter::new_line() {
  if (!pretty_) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void JsonWriter::open(char bracket) {
  out_ += bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!empty_) new_line();
  out_ += bracket;
  empty_ = false;
}

void JsonWriter::begin_entry() {
  if (!empty_) out_ += ',';
  empty_ = false;
  new_line();
}

void JsonWriter::key(std::string_view name) {
  begin_entry();
  out_ += '"';
  out_ += name;
  out_ += colon_;
}

void JsonWriter::any_key(std::string_view name) {
  begin_entry();
  text(name);
  out_ += colon_.substr(1);
}

void JsonWriter::text(std::string_view value) {
  const std::size_t before = out_.size();
  bool checked = false;
  out_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    while (end < value.size() && !special[static_cast<unsigned char>(value[end])]) ++end;
    out_.append(value, at, end - at);
    at = end;
    // Letters as æ and ø: two bytes, both as they must be.
    while (at + 1 < value.size() && value[at] == '\xc3' && (static_cast<unsigned char>(value[at + 1]) & 0xc0) == 0x80) {
      out_.append(value, at, 2);
      at += 2;
    }
    if (at >= value.size() || !special[static_cast<unsigned char>(value[at])]) continue;
    if (static_cast<unsigned char>(value[at]) < 0x80) {
      append_escaped(out_, value[at++]);
      continue;
    }
    if (!checked && !is_valid_utf8(value)) {
      // The library knows what of it to put U+FFFD for.
      out_.resize(before);
      out_ += nlohmann::json(std::string(value)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      return;
    }
    checked = true;
    out_ += value[at++];
  }
  out_ += '"';
}

void JsonWriter::integer(std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::number(float value) {
  if (!std::isfinite(value)) return literal("null");
  // Most have two or three decimals: the same digits, found sooner.
  if (const auto thousandths = static_cast<int>(value * 1000 + 0.5f);  // NOLINT(bugprone-incorrect-roundings): above 0
      value > 0 && value < 1 && thousandths >= 100 && static_cast<float>(thousandths) / 1000 == value) {
    out_ += "0.";
    integer(thousandths % 100 == 0 ? thousandths / 100 : thousandths % 10 == 0 ? thousandths / 10 : thousandths);
    return;
  }
  std::array<char, 48> digits;
  const auto end = fmt::format_to_n(digits.data(), digits.size(), "{}", value).out;
  const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out_ += written;
  if (written.find_first_of(".e") == std::string_view::npos) out_ += ".0";
}

}  // namespace klynge::reading
