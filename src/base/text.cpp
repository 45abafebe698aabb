#include "base/text.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <sodium.h>
#include <unicode/casemap.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace klynge {
namespace {

// Length of the white space character at the start of `text`; 0 where there is none.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  const auto c = static_cast<unsigned char>(text[0]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c < 0x80) return 0;
  if (text.starts_with("\u00a0")) return 2;
  if (text.size() < 3) return 0;
  switch (c << 16 | static_cast<unsigned char>(text[1]) << 8 | static_cast<unsigned char>(text[2])) {
    case 0xefbbbf:  // U+FEFF, a byte order mark
    case 0xe2808b:  // U+200B, no width
    case 0xe28082:  // U+2002 and U+2003, an en and an em wide
    case 0xe28083:
    case 0xe28087:  // U+2007, as wide as a digit
    case 0xe28089:  // U+2009, thin
    case 0xe280af:  // U+202F, narrow and without a break
    case 0xe38080:  // U+3000, as wide as an ideograph
      return 3;
    default:
      return 0;
  }
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (leading_space(text.substr(text.size() - 1)) == 1) return 1;
  for (const std::size_t width : {std::size_t{2}, std::size_t{3}})
    if (text.size() >= width && leading_space(text.substr(text.size() - width)) == width) return width;
  return 0;
}

std::string normalize(const icu::Normalizer2* normalizer, std::string_view text, UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error("ICU normalizer is not available");
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a text");
  return out;
}

const icu::Collator& danish_collator() {
  static const std::unique_ptr<icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made{icu::Collator::createInstance(icu::Locale("da", "DK"), status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no Danish collation");
    return made;
  }();
  return *collator;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) return false;
  }
  return true;
}

// Most texts have a letter at both ends; a table of bytes tells those from all others at once.
constexpr auto may_be_space = [] {
  struct Ends {
    std::array<bool, 256> first{}, last{};
  } ends;
  for (std::size_t c = '\t'; c <= ' '; ++c) ends.first[c] = ends.last[c] = true;
  for (const unsigned char lead : {0xc2, 0xe2, 0xe3, 0xef}) ends.first[lead] = true;
  for (const unsigned char tail : {0xa0, 0xbf, 0x8b, 0x82, 0x83, 0x89, 0xaf, 0x87, 0x80}) ends.last[tail] = true;
  return ends;
}();

std::string_view trim(std::string_view text) {
  while (!text.empty() && may_be_space.first[static_cast<unsigned char>(text.front())]) {
    const std::size_t n = leading_space(text);
    if (n == 0) break;
    text.remove_prefix(n);
  }
  while (!text.empty() && may_be_space.last[static_cast<unsigned char>(text.back())]) {
    const std::size_t n = trailing_space(text);
    if (n == 0) break;
    text.remove_suffix(n);
  }
  return text;
}

std::string squeeze(std::string_view text) {
  text = trim(text);
  // Most texts have one space between two words and nowhere else.
  const auto plain = [&](std::size_t i) {
    return !may_be_space.first[static_cast<unsigned char>(text[i])] || (text[i] == ' ' && text[i + 1] != ' ');
  };
  std::size_t as_it_is = 0;
  while (as_it_is < text.size() && plain(as_it_is)) ++as_it_is;
  if (as_it_is == text.size()) return std::string(text);
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t n =
            may_be_space.first[static_cast<unsigned char>(text[i])] ? leading_space(text.substr(i)) : 0) {
      gap = true;
      i += n;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    std::size_t end = i + 1;
    while (end < text.size() && !may_be_space.first[static_cast<unsigned char>(text[end])]) ++end;
    out.append(text, i, end - i);
    i = end;
  }
  return out;
}

namespace {

// Byte by byte.
void lower_each(std::string_view text, char* out) {
  unsigned char before = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool latin1 = before == 0xc3 && byte >= 0x80 && byte <= 0x9e && byte != 0x97;
    before = byte;
    *out++ = static_cast<char>((byte >= 'A' && byte <= 'Z') || latin1 ? byte + 0x20 : byte);
  }
}

}  // namespace

#ifdef __SSE2__
namespace {

constexpr std::size_t step_bytes = sizeof(__m128i);

// Sixteen bytes in lower case; `leads` are the bytes that stand before each of them.
__m128i in_lower_case(__m128i bytes, __m128i leads) {
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  // Moved so that the range starts at the least signed byte, one comparison tells what is in it.
  const auto in_range = [&](int first, int last) {
    return _mm_cmplt_epi8(_mm_add_epi8(bytes, all(0x80 - first)), all(last - first + 1 - 0x80));
  };
  // À to Þ stand 0x20 before their small letters; × stands among them.
  const __m128i latin1 = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, all(0x97)),
                                          _mm_and_si128(_mm_cmpeq_epi8(leads, all(0xc3)), in_range(0x80, 0x9e)));
  return _mm_add_epi8(bytes, _mm_and_si128(_mm_or_si128(in_range('A', 'Z'), latin1), all(0x20)));
}

// A text longer than a `Half` and not longer than two, as its first and its last bytes; where the
// two overlap, both write the same.
template <typename Half>
void lower_halves(std::string_view text, char* out) {
  const auto load = [](const char* from) {
    Half half;
    std::memcpy(&half, from, sizeof half);
    return static_cast<std::uint64_t>(half);
  };
  const std::size_t last_at = text.size() - sizeof(Half);
  const std::uint64_t first = load(&text.front()), last = load(text.data() + last_at),
                      last_leads = load(text.data() + last_at - 1);
  const auto both = [](std::uint64_t a, std::uint64_t b) {
    return _mm_set_epi64x(static_cast<long long>(b), static_cast<long long>(a));
  };
  std::array<std::uint64_t, 2> lowered{};
  _mm_storeu_si128(reinterpret_cast<__m128i*>(lowered.data()),
                   in_lower_case(both(first, last), both(first << 8, last_leads)));
  std::memcpy(out, &lowered[0], sizeof(Half));
  std::memcpy(out + last_at, &lowered[1], sizeof(Half));
}

}  // namespace

void lower_into(std::string_view text, char* out) {
  const auto load = [](const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
  const auto store = [](char* to, __m128i bytes) { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes); };
  if (text.size() < step_bytes) {
    if (text.size() > sizeof(std::uint64_t)) return lower_halves<std::uint64_t>(text, out);
    if (text.size() > sizeof(std::uint32_t)) return lower_halves<std::uint32_t>(text, out);
    return lower_each(text, out);
  }
  const char* const from = text.data();
  const __m128i first = load(from);
  store(out, in_lower_case(first, _mm_slli_si128(first, 1)));
  const std::size_t last_at = text.size() - step_bytes;
  for (std::size_t at = step_bytes; at < last_at; at += step_bytes)
    store(out + at, in_lower_case(load(from + at), load(from + at - 1)));
  // The last sixteen, of which some may have been done already.
  if (last_at > 0) store(out + last_at, in_lower_case(load(from + last_at), load(from + last_at - 1)));
}
#else
void lower_into(std::string_view text, char* out) { lower_each(text, out); }
#endif

std::string lower(std::string_view text) {
  std::string out;
  out.resize_and_overwrite(text.size(), [&](char* bytes, std::size_t) {
    lower_into(text, bytes);
    return text.size();
  });
  return out;
}

std::string fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFKCCasefoldInstance(status), text, status);
}

std::string nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFCInstance(status), text, status);
}

std::string danish_sort_key(std::string_view text) {
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(text.size() * 4 + 16, '\0');
  int32_t length =
      danish_collator().getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
  if (length > static_cast<int32_t>(key.size())) {
    key.resize(static_cast<std::size_t>(length));
    length = danish_collator().getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()), length);
  }
  key.resize(static_cast<std::size_t>(length > 0 ? length - 1 : 0));  // without the closing zero
  return hex(key);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool starts_with_folded(std::string_view text, std::string_view lower_case_prefix) {
  return lower(text.substr(0, lower_case_prefix.size())) == lower_case_prefix;
}

std::string shorten(std::string_view text, std::size_t characters) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_character = (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    if (starts_character && seen++ == characters) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace klynge
