// Small scanners over UTF-8 text, the letters the reader's words are spelt with.
//
// The reader uses no regular expressions: each of these looks at every byte at most once, so that
// reading stays linear whatever a document holds. They know the Latin letters of Danish minutes;
// anything else passes through as an opaque character.
#pragma once
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace klynge::reading {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A text in lower case for as long as it is looked at: up to a printed line's length no memory is
// taken for it.
class Folded {
 public:
  explicit Folded(std::string_view text);
  Folded(const Folded&) = delete;
  Folded& operator=(const Folded&) = delete;
  operator std::string_view() const { return view_; }

  static constexpr std::size_t zeros_behind = 64;  // bytes behind the text that may be read and are zero

 private:
  static constexpr std::size_t longest_short = 240;
  std::array<char, longest_short + zeros_behind> short_;
  std::string long_;
  std::string_view view_;
};

struct CodePoint {
  char32_t value = 0;
  unsigned size = 0;  // bytes; 0 at the end of the text
};
// These four stand here because the scanners call them for every character.
inline CodePoint code_point(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char c = byte(at);
  if (c < 0x80) return {c, 1};
  const unsigned size = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
  if (at + size > text.size()) return {0xfffd, 1};
  char32_t value = size == 4 ? c & 0x07u : size == 3 ? c & 0x0fu : c & 0x1fu;
  for (unsigned i = 1; i < size; ++i) value = value << 6 | (byte(at + i) & 0x3fu);
  return {value, size};
}

inline bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x100 && c < 0x180 && c % 2 == 0);
}

inline bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7;
}

// Where the first digit at or after `from` stands; npos where none does. Sixteen bytes at a time.
std::size_t find_digit(std::string_view text, std::size_t from = 0);
inline bool any_digit(std::string_view text) { return find_digit(text) != std::string_view::npos; }

// A few bytes, the next of which is looked for sixteen places at a time.
template <std::size_t size_with_zero>
class Bytes {
 public:
  consteval explicit Bytes(const char (&bytes)[size_with_zero]) {
    for (std::size_t k = 0; k < count; ++k) each_[k].fill(bytes[k]);
  }
  std::size_t find(std::string_view text, std::size_t from = 0) const {
    std::size_t at = from;
#ifdef __SSE2__
    for (; at + 16 <= text.size(); at += 16) {
      const unsigned places = places_at(text.data() + at, std::make_index_sequence<count>{});
      if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
    }
#endif
#ifdef __SSE2__
    // The rest is looked at together with what stands before it.
    if (at < text.size() && text.size() >= 16) {
      const std::size_t last = text.size() - 16;
      const unsigned places = places_at(text.data() + last, std::make_index_sequence<count>{}) >> (at - last);
      return places != 0 ? at + static_cast<std::size_t>(std::countr_zero(places)) : std::string_view::npos;
    }
#endif
    for (; at < text.size(); ++at)
      for (std::size_t k = 0; k < count; ++k)
        if (text[at] == each_[k][0]) return at;
    return std::string_view::npos;
  }

 private:
  static constexpr std::size_t count = size_with_zero - 1;
#ifdef __SSE2__
  static __m128i sixteen(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
  // One bit for each of the sixteen places from `at` on where one of the bytes stands.
  template <std::size_t... k>
  unsigned places_at(const char* at, std::index_sequence<k...>) const {
    __m128i all = _mm_setzero_si128();
    ((all = _mm_or_si128(all, _mm_cmpeq_epi8(sixteen(at), sixteen(each_[k].data())))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(all));
  }
#endif
  alignas(16) std::array<std::array<char, 16>, count> each_{};
};

inline bool starts_upper(std::string_view text) { return is_upper(code_point(text, 0).value); }
inline bool starts_lower(std::string_view text) {
  const char32_t c = code_point(text, 0).value;
  return is_letter(c) && !is_upper(c);
}
// The letters' count of the first character, for capitalising.
bool all_upper(std::string_view text);  // at least two letters, none of them small
std::size_t characters(std::string_view text);

// The word that starts at `at`: letters, digits, and hyphens or apostrophes between them.
std::string_view word_at(std::string_view text, std::size_t at);
std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);
// What strip() takes off: the ASCII characters of a literal, with “-” the longer dashes too, and
// always white space. Made when the program is compiled, so that of a text with nothing to take
// off two bytes are looked at and no more.
class Ends {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): strip(text, ".:") reads as it should.
  consteval Ends(const char* ascii) {
    for (; *ascii != 0; ++ascii) taken_[at(*ascii)] |= bit(*ascii);
    may_be_ = taken_;
    for (char c = '\t'; c <= ' '; ++c) may_be_[at(c)] |= bit(c);
  }
  bool takes(char c) const { return static_cast<unsigned char>(c) < 0x80 && (taken_[at(c)] & bit(c)) != 0; }
  // False where the byte is no end to take off, nor one of a longer space or dash: those of
  // Danish letters mostly begin with 0xc3, and end with what no space ends with.
  bool may_begin(char c) const {
    return static_cast<unsigned char>(c) < 0x80 ? (may_be_[at(c)] & bit(c)) != 0 : c != '\xc3';
  }
  bool may_end(char c) const {
    return static_cast<unsigned char>(c) < 0x80 ? (may_be_[at(c)] & bit(c)) != 0
                                                : c != '\xa5' && c != '\xa6' && c != '\xb8';
  }

 private:
  static constexpr std::size_t at(char c) { return static_cast<unsigned char>(c) >> 6 & 1; }
  static constexpr std::uint64_t bit(char c) { return std::uint64_t{1} << (c & 63); }
  std::array<std::uint64_t, 2> taken_{}, may_be_{};
};
std::string_view strip_some(std::string_view text, const Ends& ends);
inline std::string_view strip(std::string_view text, const Ends& ends) {
  if (text.empty() || !(ends.may_begin(text.front()) || ends.may_end(text.back()))) return text;
  return strip_some(text, ends);
}
std::string_view skip_blanks(std::string_view text);
// True where `word` stands in `text` with no letter or digit directly before or after it.
bool has_word(std::string_view text, std::string_view word);
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);
// Where `part` first stands at or after `from`; npos where it does not. string_view::find stops at
// every “e” of a Danish text to look for a phrase with “e”; the reader asks each sentence for
// hundreds of phrases, so this looks for the first and the last byte at once.
std::size_t find_part(std::string_view text, std::string_view part, std::size_t from = 0);
inline bool contains(std::string_view text, std::string_view part) {
  return find_part(text, part) != std::string_view::npos;
}
using Words = std::initializer_list<std::string_view>;
bool any(std::string_view text, Words words);  // one of them stands in it
// True where `text` begins with `word` and the word ends there.
bool begins_with_word(std::string_view text, std::string_view word);
// Space separated words. No memory is taken for them where they are as few as in a printed line.
class Tokens {
 public:
  explicit Tokens(std::string_view text);
  const std::string_view* begin() const { return size_ <= few_.size() ? few_.data() : many_.data(); }
  const std::string_view* end() const { return begin() + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::string_view operator[](std::size_t k) const { return begin()[k]; }
  std::string_view front() const { return begin()[0]; }
  std::string_view back() const { return begin()[size_ - 1]; }
  // NOLINTNEXTLINE(google-explicit-constructor): the words are what one asks it for.
  operator std::span<const std::string_view>() const { return {begin(), size_}; }

 private:
  std::array<std::string_view, 10> few_;
  std::vector<std::string_view> many_;  // all of them where they are too many for few_
  std::size_t size_ = 0;
};
inline Tokens tokens(std::string_view text) { return Tokens(text); }
std::size_t token_count(std::string_view text);
// True where the letter before `at` belongs to a word.
inline bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
  return is_letter(code_point(text, start).value);
}
inline bool letter_at(std::string_view text, std::size_t at) { return is_letter(code_point(text, at).value); }
// True where text[start, end) has no letter or digit directly before or after it.
inline bool is_whole_word(std::string_view text, std::size_t start, std::size_t end) {
  if (start > 0 && (is_digit(text[start - 1]) || letter_before(text, start))) return false;
  return end >= text.size() || !(is_digit(text[end]) || letter_at(text, end));
}
// A dash of any length at `at`: bytes it takes, 0 where there is none.
unsigned dash_at(std::string_view text, std::size_t at);

}  // namespace klynge::reading
