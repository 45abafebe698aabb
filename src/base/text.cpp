#include "base/text.hpp"

#include <sodium.h>
#include <unicode/casemap.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

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
  for (const std::string_view wide : {"\ufeff", "\u200b", "\u2002", "\u2003", "\u2009", "\u202f", "\u2007", "\u3000"})
    if (text.starts_with(wide)) return wide.size();
  return 0;
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

std::string_view trim(std::string_view text) {
  while (const std::size_t n = leading_space(text)) text.remove_prefix(n);
  while (const std::size_t n = trailing_space(text)) text.remove_suffix(n);
  return text;
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t n = leading_space(text.substr(i))) {
      gap = true;
      i += n;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += text[i++];
  }
  return out;
}

namespace {

// Eight bytes at a time: the reader puts every sentence in lower case more than once.
void lower_ascii(std::string& text) {
  constexpr std::uint64_t each = 0x0101010101010101, high_bits = 0x80 * each;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint64_t seven = bytes & ~high_bits;
    const std::uint64_t from_a = seven + (0x80 - 'A') * each, beyond_z = seven + (0x80 - 'Z' - 1) * each;
    bytes |= (from_a & ~beyond_z & ~bytes & high_bits) >> 2;  // the high bit moved to where capitals lack 0x20
    std::memcpy(text.data() + at, &bytes, sizeof bytes);
  }
  for (; at < text.size(); ++at)
    if (text[at] >= 'A' && text[at] <= 'Z') text[at] = static_cast<char>(text[at] + 32);
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  lower_ascii(out);
  constexpr char latin1_letters = '\xc3';  // the first byte of À to ÿ
  for (std::size_t i = out.find(latin1_letters); i < out.size() - 1; i = out.find(latin1_letters, i + 2)) {
    const auto second = static_cast<unsigned char>(out[i + 1]);
    if (second >= 0x80 && second <= 0x9e && second != 0x97) out[i + 1] = static_cast<char>(second + 32);
  }
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
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(text.size() * 4 + 16, '\0');
  int32_t length = danish_collator().getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
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
