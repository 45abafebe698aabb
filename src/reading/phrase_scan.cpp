#include "reading/phrase_scan.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <bit>
#include <cstring>

namespace klynge::reading {

namespace {

constexpr auto npos = std::string_view::npos;

bool any_at(std::string_view text, std::size_t at, std::span<const ScannedPhrase> phrases) {
  for (const ScannedPhrase& phrase : phrases)
    if (text.substr(at).starts_with(phrase.text)) return true;
  return false;
}

#ifdef __SSE2__
constexpr std::size_t step_bytes = sizeof(__m128i);

__m128i sixteen(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }

// One bit for each of the sixteen places from `at` on where some phrase's first and last byte match.
unsigned places_at(const char* at, std::span<const ScannedPhrase> phrases) {
  const __m128i here = sixteen(at);
  __m128i matches = _mm_setzero_si128();
  for (const ScannedPhrase& phrase : phrases) {
    const __m128i first = _mm_cmpeq_epi8(here, sixteen(phrase.first.data()));
    const __m128i last = _mm_cmpeq_epi8(sixteen(at + phrase.text.size() - 1), sixteen(phrase.last.data()));
    matches = _mm_or_si128(matches, _mm_and_si128(first, last));
  }
  return static_cast<unsigned>(_mm_movemask_epi8(matches));
}
#endif

}  // namespace

std::size_t find_any(std::string_view text, std::size_t from, std::span<const ScannedPhrase> phrases, std::size_t longest) {
  if (from >= text.size()) return npos;
  std::size_t at = from;
#ifdef __SSE2__
  const std::size_t reach = step_bytes + longest;
  for (; at + reach <= text.size(); at += step_bytes)
    for (unsigned places = places_at(text.data() + at, phrases); places != 0; places &= places - 1)
      if (const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(places)); any_at(text, place, phrases)) return place;
  // The rest with zeros behind it, which stand in no phrase.
  constexpr std::size_t room = 128;
  if (2 * reach <= room) {
    const std::size_t rest = text.size() - at;
    std::array<char, room> padded;
    std::memcpy(padded.data(), text.data() + at, rest);
    std::memset(padded.data() + rest, 0, reach);
    for (std::size_t done = 0; done < rest; done += step_bytes)
      for (unsigned places = places_at(padded.data() + done, phrases); places != 0; places &= places - 1)
        if (const std::size_t place = at + done + static_cast<std::size_t>(std::countr_zero(places)); any_at(text, place, phrases)) return place;
    return npos;
  }
#else
  (void)longest;
#endif
  for (; at < text.size(); ++at)
    if (any_at(text, at, phrases)) return at;
  return npos;
}

}  // namespace klynge::reading
