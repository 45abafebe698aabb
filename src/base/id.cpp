#include "base/id.hpp"

#include <sodium.h>

#include <atomic>

namespace klynge {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// RFC 9562 section 6.2, method 3: the 12 bits after the milliseconds count within them, so that
// ids of one process stay ordered. Time that stands still or runs back borrows from the counter.
std::uint64_t next_tick(std::int64_t unix_ms) {
  static std::atomic<std::uint64_t> last{0};
  const std::uint64_t wanted = static_cast<std::uint64_t>(unix_ms) << 12;
  std::uint64_t seen = last.load();
  for (;;) {
    const std::uint64_t next = wanted > seen ? wanted : seen + 1;
    if (last.compare_exchange_weak(seen, next)) return next;
  }
}

}  // namespace

std::string Uuid::text() const {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += hex_digits[bytes[i] >> 4];
    out += hex_digits[bytes[i] & 15];
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  std::size_t byte = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i++] != '-') return std::nullopt;
      continue;
    }
    const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[byte++] = static_cast<std::uint8_t>(high << 4 | low);
    i += 2;
  }
  return id;
}

Uuid make_uuid_v7(std::int64_t unix_ms) {
  const std::uint64_t tick = next_tick(unix_ms);
  const std::uint64_t ms = tick >> 12;
  Uuid id;
  randombytes_buf(id.bytes.data() + 8, 8);
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | ((tick >> 8) & 0x0f));
  id.bytes[7] = static_cast<std::uint8_t>(tick);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

}  // namespace klynge
