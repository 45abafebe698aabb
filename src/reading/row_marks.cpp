#include "reading/row_marks.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <cstddef>

#include "reading/scan.hpp"

namespace klynge::reading {

RowMarks marks_of(std::string_view text) {
  RowMarks marks{false, false, false, false};
#ifdef __SSE2__
  constexpr std::size_t step_bytes = sizeof(__m128i);
  if (text.size() >= step_bytes) {
    const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
    __m128i digits = _mm_setzero_si128(), colons = digits, bars = digits, tabs = digits;
    unsigned gaps = 0, blank_before = 0;
    const std::size_t last_at = text.size() - step_bytes;
    for (std::size_t at = 0;; at = at + step_bytes < last_at ? at + step_bytes : last_at) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      // Moved so that “0” is the least signed byte, one comparison tells the digits.
      digits = _mm_or_si128(digits, _mm_cmplt_epi8(_mm_add_epi8(bytes, all(0x80 - '0')), all(0x80 + 10)));
      colons = _mm_or_si128(colons, _mm_cmpeq_epi8(bytes, all(':')));
      bars = _mm_or_si128(bars, _mm_cmpeq_epi8(bytes, all('|')));
      tabs = _mm_or_si128(tabs, _mm_cmpeq_epi8(bytes, all('\t')));
      const auto blanks = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, all(' '))));
      gaps |= blanks & (blanks << 1 | blank_before);
      if (at == last_at) break;
      // The last step may begin inside the one before it, and then sees both blanks itself.
      blank_before = at + step_bytes <= last_at ? blanks >> (step_bytes - 1) : 0;
    }
    marks.digit = _mm_movemask_epi8(digits) != 0;
    marks.colon = _mm_movemask_epi8(colons) != 0;
    marks.bar = _mm_movemask_epi8(bars) != 0;
    marks.gap = gaps != 0 || _mm_movemask_epi8(tabs) != 0;
    return marks;
  }
#endif
  char before = 0;
  for (const char c : text) {
    marks.digit |= is_digit(c);
    marks.colon |= c == ':';
    marks.bar |= c == '|';
    marks.gap |= c == '\t' || (c == ' ' && before == ' ');
    before = c;
  }
  return marks;
}

}  // namespace klynge::reading
