#include "reading/scan.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "reading/same_bytes.hpp"

namespace klynge::reading {

constexpr auto npos = std::string_view::npos;

#ifdef __SSE2__
namespace {

constexpr std::size_t step_bytes = sizeof(__m128i);

__m128i sixteen(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }

// One bit for each of the sixteen places from `at` on where the part's first and last byte match.
unsigned places_at(const char* at, __m128i first, __m128i last, std::size_t last_offset) {
  return static_cast<unsigned>(_mm_movemask_epi8(
      _mm_and_si128(_mm_cmpeq_epi8(sixteen(at), first), _mm_cmpeq_epi8(sixteen(at + last_offset), last))));
}

}  // namespace
#endif

std::size_t find_part(std::string_view text, std::string_view part, std::size_t from) {
  const std::size_t length = part.size();
  if (length < 2) return text.find(part, from);
  if (from > text.size() || text.size() - from < length) return npos;
  const char* const begin = text.data();
  const char* at = begin + from;
  const char* const end = begin + text.size() - length + 1;  // behind the last place it may begin at
  const char first_byte = part.front(), last_byte = part.back();
  const auto stands_at = [&](const char* place) { return same_bytes(place, part.data(), length); };
#ifdef __SSE2__
  if (end - at >= static_cast<std::ptrdiff_t>(step_bytes)) {
    const __m128i first = _mm_set1_epi8(first_byte), last = _mm_set1_epi8(last_byte);
    const char* const last_step = end - step_bytes;
    for (;;) {
      for (unsigned places = places_at(at, first, last, length - 1); places != 0; places &= places - 1)
        if (const char* const place = at + std::countr_zero(places); stands_at(place))
          return static_cast<std::size_t>(place - begin);
      if (at == last_step) return npos;
      at = std::min(at + step_bytes, last_step);
    }
  }
  // Fewer places than a step: by the first byte, where sixteen bytes stand from here on.
  if (text.size() - from >= step_bytes) {
    auto places = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen(at), _mm_set1_epi8(first_byte)))) &
                  ((1u << (end - at)) - 1);
    for (; places != 0; places &= places - 1)
      if (const char* const place = at + std::countr_zero(places); place[length - 1] == last_byte && stands_at(place))
        return static_cast<std::size_t>(place - begin);
    return npos;
  }
#endif
  for (; at < end; ++at)
    if (*at == first_byte && at[length - 1] == last_byte && stands_at(at)) return static_cast<std::size_t>(at - begin);
  return npos;
}

Folded::Folded(std::string_view text) {
  if (text.size() > longest_short) {
    long_.assign(text.size() + zeros_behind, 0);
    lower_into(text, long_.data());
    view_ = std::string_view(long_).substr(0, text.size());
    return;
  }
  lower_into(text, short_.data());
  std::memset(short_.data() + text.size(), 0, zeros_behind);
  view_ = {short_.data(), text.size()};
}

std::size_t find_digit(std::string_view text, std::size_t from) {
  std::size_t at = from;
#ifdef __SSE2__
  // Moved so that “0” is the least signed byte, one comparison tells the digits.
  const __m128i move = _mm_set1_epi8(static_cast<char>(0x80 - '0')),
                above = _mm_set1_epi8(static_cast<char>(0x80 + 10));
  const auto digits_at = [&](std::size_t place) {
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_cmplt_epi8(_mm_add_epi8(sixteen(text.data() + place), move), above)));
  };
  for (; at + step_bytes <= text.size(); at += step_bytes)
    if (const unsigned digits = digits_at(at); digits != 0)
      return at + static_cast<std::size_t>(std::countr_zero(digits));
  // The rest is looked at together with what stands before it.
  if (at < text.size() && text.size() >= step_bytes) {
    const std::size_t last = text.size() - step_bytes;
    const unsigned digits = digits_at(last) >> (at - last);
    return digits != 0 ? at + static_cast<std::size_t>(std::countr_zero(digits)) : npos;
  }
#endif
  for (; at < text.size(); ++at)
    if (is_digit(text[at])) return at;
  return npos;
}

bool all_upper(std::string_view text) {
  unsigned letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point(text, i);
    if (is_letter(c.value)) {
      if (!is_upper(c.value)) return false;
      ++letters;
    }
    i += c.size;
  }
  return letters >= 2;
}

std::size_t characters(std::string_view text) {
  // All bytes but those that go on with a character (10xxxxxx), sixteen, then eight at a time.
  constexpr std::size_t eight_bytes = sizeof(std::uint64_t);
  const auto continuing = [](std::uint64_t eight) {
    return (((eight & ~(eight << 1)) >> 7 & 0x0101010101010101u) * 0x0101010101010101u) >> 56;
  };
  std::size_t less = 0, at = 0;
#ifdef __SSE2__
  __m128i sums = _mm_setzero_si128();  // of either half
  for (; at + step_bytes <= text.size(); at += step_bytes) {
    const __m128i goes_on = _mm_cmplt_epi8(sixteen(text.data() + at), _mm_set1_epi8(static_cast<char>(0xc0)));
    sums = _mm_add_epi64(sums, _mm_sad_epu8(_mm_and_si128(goes_on, _mm_set1_epi8(1)), _mm_setzero_si128()));
  }
  less = static_cast<std::size_t>(_mm_cvtsi128_si64(_mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums))));
#endif
  if (text.size() >= eight_bytes) {
    std::uint64_t eight;
    for (; at + eight_bytes <= text.size(); at += eight_bytes) {
      std::memcpy(&eight, text.data() + at, eight_bytes);
      less += continuing(eight);
    }
    // The rest as the end of eight bytes, some of which were counted already.
    const std::size_t rest = text.size() - at;
    std::memcpy(&eight, text.data() + text.size() - eight_bytes, eight_bytes);
    if (rest > 0) less += continuing(eight >> 8 * (eight_bytes - rest));
    return text.size() - less;
  }
  for (; at < text.size(); ++at) less += (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  return text.size() - less;
}

// The digits and letters of one byte.
constexpr std::array<bool, 256> in_words = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 0x80; ++c) table[c] = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return table;
}();

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    if (in_words[static_cast<unsigned char>(text[end])]) {
      ++end;
      continue;
    }
    const CodePoint c = code_point(text, end);
    const bool inside = is_letter(c.value) || (c.value >= '0' && c.value <= '9');
    const bool joint =
        (c.value == '-' || c.value == '\'' || c.value == 0x2019) && end > at && letter_at(text, end + c.size);
    if (!inside && !joint) break;
    end += c.size;
  }
  return text.substr(at, end - at);
}

std::string_view first_word(std::string_view text) { return word_at(text, 0); }

std::string_view last_word(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !letter_before(text, end) && !is_digit(text[end - 1])) --end;
  std::size_t start = end;
  while (start > 0 && (letter_before(text, start) || is_digit(text[start - 1]) || text[start - 1] == '-')) --start;
  while (start < end && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
  return text.substr(start, end - start);
}

std::string_view strip_some(std::string_view text, const Ends& ends) {
  const bool dashes = ends.takes('-');
  const auto taken = [&](char c) { return ends.takes(c) || c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    while (!text.empty() && taken(text.front())) text.remove_prefix(1);
    while (!text.empty() && taken(text.back())) text.remove_suffix(1);
    if (text.empty() || !(ends.may_begin(text.front()) || ends.may_end(text.back()))) return text;
    // What is wider than a byte.
    const std::size_t size = text.size();
    text = trim(text);
    if (dashes && (text.starts_with("–") || text.starts_with("—"))) {
      text.remove_prefix(3);
    } else if (dashes && (text.ends_with("–") || text.ends_with("—"))) {
      text.remove_suffix(3);
    }
    if (text.size() == size) return text;
  }
}

std::string_view skip_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = find_part(text, word, from); at != npos; at = find_part(text, word, at + 1)) {
    if (is_whole_word(text, at, at + word.size())) return at;
  }
  return npos;
}

bool has_word(std::string_view text, std::string_view word) { return find_word(text, word) != npos; }

bool any(std::string_view text, Words words) {
  for (const auto word : words)
    if (contains(text, word)) return true;
  return false;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_bytes(text.data(), word.data(), word.size()) &&
         !letter_at(text, word.size()) && !(word.size() < text.size() && is_digit(text[word.size()]));
}

namespace {

// One bit for each of up to sixteen bytes from `at` on where a blank stands.
unsigned blanks_at(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  const auto blanks_of = [](__m128i bytes) {
    return static_cast<unsigned>(_mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')))));
  };
  if (at + step_bytes <= text.size()) return blanks_of(sixteen(text.data() + at));
  // The rest together with what stands before it.
  if (text.size() >= step_bytes)
    return blanks_of(sixteen(text.data() + text.size() - step_bytes)) >> (at + step_bytes - text.size());
  // A short text as its first and its last eight bytes.
  constexpr std::size_t half = step_bytes / 2;
  if (text.size() >= half) {
    const auto eight = [](const char* from) { return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)); };
    const unsigned both = blanks_of(_mm_unpacklo_epi64(eight(text.data()), eight(text.data() + text.size() - half)));
    return (both & 0xff) | both >> half << (text.size() - half);
  }
#endif
  unsigned all = 0;
  for (std::size_t k = 0; k < 16 && at + k < text.size(); ++k)
    all |= static_cast<unsigned>(is_blank(text[at + k])) << k;
  return all;
}

// Calls `take` with the start and the end of each word.
template <typename Take>
void each_token(std::string_view text, Take take) {
  std::size_t start = 0;
  bool inside = false;
  // The text's end is a blank too.
  for (std::size_t at = 0; at <= text.size(); at += 16) {
    const unsigned count = static_cast<unsigned>(std::min<std::size_t>(16, text.size() - at));
    const unsigned words = ~blanks_at(text, at) & ((1u << count) - 1);
    // Where a word begins and where one has ended.
    unsigned turns = (words ^ (words << 1 | (inside ? 1u : 0u))) & 0xffff;
    for (; turns != 0; turns &= turns - 1) {
      const std::size_t place = at + static_cast<unsigned>(std::countr_zero(turns));
      if (inside)
        take(start, place);
      else
        start = place;
      inside = !inside;
    }
  }
}

}  // namespace

Tokens::Tokens(std::string_view text) {
  each_token(text, [&](std::size_t start, std::size_t end) {
    const std::string_view word = text.substr(start, end - start);
    if (size_ == few_.size()) {
      many_.reserve(4 * few_.size());
      many_.assign(few_.begin(), few_.end());
    }
    if (size_ < few_.size())
      few_[size_] = word;
    else
      many_.push_back(word);
    ++size_;
  });
}

std::size_t token_count(std::string_view text) {
  std::size_t count = 0;
  each_token(text, [&](std::size_t, std::size_t) { ++count; });
  return count;
}

unsigned dash_at(std::string_view text, std::size_t at) {
  const char32_t c = code_point(text, at).value;
  if (c == '-') return 1;
  return c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212 ? 3 : 0;
}

}  // namespace klynge::reading
