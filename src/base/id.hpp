// Ids: UUIDv7 (RFC 9562), typed by what they name, so that a meeting's id never fits where an
// item's is asked for. Version 7 because it sorts by time of birth, which keeps new rows together
// in an index, and needs no sequence, so several nodes can make them. An id is also the public
// permalink of its thing and is never used again.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace klynge {

// 36 characters, lower case, as RFC 9562 prints it.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  std::string text() const;
  static std::optional<Uuid> parse(std::string_view text);
};

// A new UUIDv7 for the given instant (milliseconds since 1970, UTC); random bits from libsodium.
// Ids made in one process within one millisecond still sort in the order they were made.
Uuid make_uuid_v7(std::int64_t unix_ms);

template <class Thing>
struct Id {
  Uuid uuid{};
  auto operator<=>(const Id&) const = default;
  std::string text() const { return uuid.text(); }
  static std::optional<Id> parse(std::string_view text) {
    auto uuid = Uuid::parse(text);
    if (!uuid) return std::nullopt;
    return Id{*uuid};
  }
};

}  // namespace klynge
