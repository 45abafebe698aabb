// Whether two stretches of the same few bytes are alike, without a call.
//
// The reader compares millions of short words that are alike in their first byte already; memcmp is
// made for long ones. Two loads that may overlap cover every length up to sixteen.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace klynge::reading {

template <typename Chunk>
inline bool same_ends(const char* a, const char* b, std::size_t length) {
  Chunk a_first, b_first, a_last, b_last;
  std::memcpy(&a_first, a, sizeof(Chunk));
  std::memcpy(&b_first, b, sizeof(Chunk));
  std::memcpy(&a_last, a + length - sizeof(Chunk), sizeof(Chunk));
  std::memcpy(&b_last, b + length - sizeof(Chunk), sizeof(Chunk));
  return a_first == b_first && a_last == b_last;
}

inline bool same_bytes(const char* a, const char* b, std::size_t length) {
  if (length > 16) return std::memcmp(a, b, length) == 0;
  if (length >= 8) return same_ends<std::uint64_t>(a, b, length);
  if (length >= 4) return same_ends<std::uint32_t>(a, b, length);
  if (length >= 2) return same_ends<std::uint16_t>(a, b, length);
  return length == 0 || *a == *b;
}

}  // namespace klynge::reading
