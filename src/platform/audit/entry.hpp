// One entry of the audit log, and the two hashes that make a chain of it.
//
// `hash` binds an entry to the one before it, and to everything in it but the payload itself. The
// payload is bound through `commitment`, a hash over a random salt and the payload, so that the
// payload (names, texts) can be erased later and the chain still verifies; the salt keeps a short
// payload from being guessed from what is left.
//
// The encoding that is hashed is fixed: a tag with a version, then every field, texts with their
// length in front (4 bytes, big-endian), numbers as 8 bytes, big-endian. Nothing can be moved from
// one field into the next without another hash.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace klynge::audit {

// Before the first entry of a chain.
inline constexpr std::string_view genesis_hash = "0000000000000000000000000000000000000000000000000000000000000000";

// Views into whatever holds the row.
struct EntryFields {
  std::string_view node;
  std::int64_t sequence = 0;  // from 1, without gaps
  std::int64_t at_us = 0;     // UTC, microseconds since 1970
  std::string_view actor_id, actor_name, address, action, object_kind, object_id;
  std::string_view commitment, previous_hash;
};

// SHA-256 as lower-case hexadecimal.
struct HexHash {
  std::array<char, 64> digits{};
  std::string_view view() const { return {digits.data(), digits.size()}; }
};

HexHash entry_hash(const EntryFields& fields);
HexHash payload_commitment(std::string_view salt, std::string_view payload);
// 32 hexadecimal digits from the system's random source.
std::string new_salt();

}  // namespace klynge::audit
