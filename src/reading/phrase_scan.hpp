// A few phrases that are looked for in one pass, without telling which of them stands there.
//
// It is the gate before a rule: most rows hold none of the words a rule is about. Sixteen places at a
// time are compared with the first and the last byte of every phrase; only where both match is a
// phrase compared as a whole. It stands in the header so that the compiler knows how many phrases
// there are. Phrases (phrases.hpp) is for hundreds of them.
#pragma once
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "reading/same_bytes.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {

template <std::size_t count>
class PhraseScan {
 public:
  // Each of two to forty-eight bytes, none of them zero.
  template <typename... Phrase>
  constexpr explicit PhraseScan(Phrase... phrases) {
    std::size_t k = 0;
    for (const std::string_view phrase : {std::string_view(phrases)...}) {
      first_[k].fill(phrase.front());
      last_[k].fill(phrase.back());
      phrases_[k++] = phrase;
      longest_ = phrase.size() > longest_ ? phrase.size() : longest_;
    }
  }

  bool in(std::string_view text) const { return find(text) != npos; }
  // The same for a text that has zeros behind it: no end needs to be copied.
  bool in(const Folded& folded) const {
#ifdef __SSE2__
    static_assert(step_bytes + longest_possible <= Folded::zeros_behind);
    const std::string_view text = folded;
    for (std::size_t at = 0; at < text.size(); at += step_bytes)
      for (unsigned places = places_at(text.data() + at); places != 0; places &= places - 1)
        if (any_at(text, at + lowest(places))) return true;
    return false;
#else
    return find(folded) != npos;
#endif
  }

  // Where the first of the phrases begins (the leftmost) that stands in `text` at or after `from`;
  // npos where none does.
  std::size_t find(std::string_view text, std::size_t from = 0) const {
    if (from >= text.size()) return npos;
    std::size_t at = from;
#ifdef __SSE2__
    const std::size_t reach = step_bytes + longest_;
    for (; at + reach <= text.size(); at += step_bytes)
      for (unsigned places = places_at(text.data() + at); places != 0; places &= places - 1)
        if (const std::size_t place = at + lowest(places); any_at(text, place)) return place;
    // The rest with zeros behind it, which stand in no phrase.
    const std::size_t rest = text.size() - at;
    std::array<char, 2 * (step_bytes + longest_possible)> padded;
    std::memcpy(padded.data(), text.data() + at, rest);
    std::memset(padded.data() + rest, 0, reach);
    for (std::size_t done = 0; done < rest; done += step_bytes)
      for (unsigned places = places_at(padded.data() + done); places != 0; places &= places - 1)
        if (const std::size_t place = at + done + lowest(places); any_at(text, place)) return place;
#else
    for (; at < text.size(); ++at)
      if (any_at(text, at)) return at;
#endif
    return npos;
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos, step_bytes = 16, longest_possible = 48;

  bool any_at(std::string_view text, std::size_t at) const {
    for (const std::string_view phrase : phrases_)
      if (text[at] == phrase[0] && text.size() - at >= phrase.size() &&
          same_bytes(text.data() + at, phrase.data(), phrase.size()))
        return true;
    return false;
  }

#ifdef __SSE2__
  static std::size_t lowest(unsigned places) { return static_cast<std::size_t>(std::countr_zero(places)); }
  static __m128i sixteen(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }

  // Where the k-th phrase's first and last byte match.
  __m128i matches(const char* at, std::size_t k) const {
    const __m128i first = _mm_cmpeq_epi8(sixteen(at), sixteen(first_[k].data()));
    const __m128i last = _mm_cmpeq_epi8(sixteen(at + phrases_[k].size() - 1), sixteen(last_[k].data()));
    return _mm_and_si128(first, last);
  }

  // One bit for each of the sixteen places from `at` on where some phrase's first and last byte match.
  template <std::size_t... k>
  unsigned places_at(const char* at, std::index_sequence<k...>) const {
    __m128i all = _mm_setzero_si128();
    ((all = _mm_or_si128(all, matches(at, k))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(all));
  }
  unsigned places_at(const char* at) const { return places_at(at, std::make_index_sequence<count>{}); }
#endif

  alignas(step_bytes) std::array<std::array<char, step_bytes>, count> first_{},
      last_{};  // first and last bytes, sixteen times
  std::array<std::string_view, count> phrases_{};
  std::size_t longest_ = 0;
};

template <typename... Phrase>
PhraseScan(Phrase...) -> PhraseScan<sizeof...(Phrase)>;

}  // namespace klynge::reading
