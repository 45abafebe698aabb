// Plain text to lines: which encoding it is, what ends a line, what ends a page.
//
// Most texts are clean UTF-8 and most lines need nothing done to them, so the whole text is
// validated once, and a line is copied as it stands unless a table of bytes says that it holds
// something to look at (a tab, a soft hyphen, a combining mark …).
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/document.hpp"

namespace klynge::reading {
namespace {

constexpr char32_t soft_hyphen = 0xad;
constexpr char32_t replacement = 0xfffd;
constexpr std::size_t tab_width = 8;

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      out += static_cast<char>(0xe0 | (c >> 12));
    } else {
      out += static_cast<char>(0xf0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
    }
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
  }
  out += static_cast<char>(0x80 | (c & 0x3f));
}

// Eight bytes at a time; the tests on them are the usual ones on words of bytes.
constexpr std::uint64_t each_byte = 0x0101010101010101u;

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t eight;
  std::memcpy(&eight, at, 8);
  return eight;
}

// True where one of eight bytes is below 0x20 or is 0x7f.
bool has_control(std::uint64_t eight) {
  const std::uint64_t delete_as_zero = eight ^ (each_byte * 0x7f);
  return (((eight - each_byte * 0x20) & ~eight) | ((delete_as_zero - each_byte) & ~delete_as_zero)) &
         (each_byte * 0x80);
}

// Line feeds, which stand everywhere, as blanks (a vertical tab behind one may become “!”).
std::uint64_t feeds_as_blanks(std::uint64_t eight) {
  const std::uint64_t feed_as_zero = eight ^ (each_byte * '\n');
  const std::uint64_t feeds = (feed_as_zero - each_byte) & ~feed_as_zero & (each_byte * 0x80);
  return eight + (feeds >> 7) * (' ' - '\n');
}

// How many bytes of ASCII stand at the start of `text`.
std::size_t ascii_run(std::string_view text) {
  std::size_t i = 0;
#ifdef __SSE2__
  for (; i + 16 <= text.size(); i += 16) {
    const auto high =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i))));
    if (high != 0) return i + static_cast<std::size_t>(std::countr_zero(high));
  }
#endif
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

// The length of the well-formed UTF-8 character of two or more bytes at the start of `text`
// (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF); 0 where there is none.
std::size_t wide_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const unsigned first = byte(0);
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool overlong = first == 0xe0 && byte(1) < 0xa0;
    const bool surrogate = first == 0xed && byte(1) >= 0xa0;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool overlong = first == 0xf0 && byte(1) < 0x90;
    const bool too_high = first == 0xf4 && byte(1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !too_high ? 4 : 0;
  }
  return 0;
}

char32_t decode_wide(std::string_view character) {
  const auto bits = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(character[i]) & 0x3f);
  };
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 2) return (static_cast<char32_t>(first & 0x1f) << 6) | bits(1);
  if (character.size() == 3) return (static_cast<char32_t>(first & 0x0f) << 12) | (bits(1) << 6) | bits(2);
  return (static_cast<char32_t>(first & 0x07) << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3);
}

// What Windows-1252 has where ISO 8859-1 has control characters; 0 where it has nothing.
constexpr std::array<char16_t, 32> windows_1252 = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                   0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

char32_t from_windows_1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xa0) return byte;
  const char16_t c = windows_1252[byte - 0x80];
  return c ? static_cast<char32_t>(c) : replacement;
}

struct Utf8Census {
  std::size_t wide = 0, broken = 0;  // characters of several bytes; bytes that are no character
};

Utf8Census take_census(std::string_view text) {
  Utf8Census census;
  for (std::size_t i = 0;;) {
    i += ascii_run(text.substr(i));
    if (i == text.size()) return census;
    // Nearly all are letters as æ and ø: two bytes.
    if (i + 1 < text.size() && text[i] == '\xc3' && (static_cast<unsigned char>(text[i + 1]) & 0xc0) == 0x80) {
      ++census.wide;
      i += 2;
      continue;
    }
    const std::size_t length = wide_character(text.substr(i));
    ++(length ? census.wide : census.broken);
    i += length ? length : 1;
  }
}

// `keep_utf8`: well-formed characters stay, and only the bytes that are none are taken as
// Windows-1252, as when two texts were pasted together.
std::string windows_1252_to_utf8(std::string_view bytes, bool keep_utf8) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t run = ascii_run(bytes.substr(i));
    out.append(bytes, i, run);
    i += run;
    if (i == bytes.size()) break;
    const std::size_t length = keep_utf8 ? wide_character(bytes.substr(i)) : 0;
    if (length) {
      out.append(bytes, i, length);
    } else {
      append_utf8(out, from_windows_1252(static_cast<unsigned char>(bytes[i])));
    }
    i += length ? length : 1;
  }
  return out;
}

enum class ByteOrder { little, big };

std::string utf16_to_utf8(std::string_view bytes, ByteOrder order) {
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(order == ByteOrder::little ? a | (b << 8) : (a << 8) | b);
  };
  std::string out;
  out.reserve(bytes.size() / 2 + bytes.size() / 8);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xd800 && c < 0xe000) {
      const char32_t low = c < 0xdc00 && i + 3 < bytes.size() ? unit(i + 2) : 0;
      const bool pair = low >= 0xdc00 && low < 0xe000;
      c = pair ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : replacement;
      if (pair) i += 2;
    }
    append_utf8(out, c);
  }
  return out;
}

// UTF-16 without a mark shows in Latin text as a zero in every second byte.
std::optional<ByteOrder> utf16_without_mark(std::string_view bytes) {
  const std::size_t pairs = std::min<std::size_t>(bytes.size(), 8192) / 2;
  if (pairs < 2 || bytes.substr(0, 2 * pairs).find('\0') == std::string_view::npos) return std::nullopt;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    even += bytes[2 * i] == 0;
    odd += bytes[2 * i + 1] == 0;
  }
  if (odd * 10 >= pairs * 7 && even * 50 <= pairs) return ByteOrder::little;
  if (even * 10 >= pairs * 7 && odd * 50 <= pairs) return ByteOrder::big;
  return std::nullopt;
}

#ifdef __SSE2__
// True where one of sixteen bytes is below 0x20 and no line feed, or is 0x7f.
bool holds_control(const char* at) {
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i low =
      _mm_andnot_si128(_mm_cmpeq_epi8(bytes, all('\n')), _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes));
  return _mm_movemask_epi8(_mm_or_si128(low, _mm_cmpeq_epi8(bytes, all(0x7f)))) != 0;
}
#endif

// A text has hardly any control characters or characters that could not be decoded; other files have many.
bool looks_binary(std::string_view utf8) {
  std::size_t odd = 0;
  for (std::size_t i = 0; i < utf8.size();) {
#ifdef __SSE2__
    if (i + 16 <= utf8.size() && !holds_control(utf8.data() + i)) {
      i += 16;
      continue;
    }
#endif
    if (i + 8 <= utf8.size() && !has_control(feeds_as_blanks(eight_bytes(utf8.data() + i)))) {
      i += 8;
      continue;
    }
    for (const std::size_t end = std::min(i + 8, utf8.size()); i < end; ++i) {
      const auto byte = static_cast<unsigned char>(utf8[i]);
      odd += (byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1a) || byte == 0x7f;
    }
  }
  for (std::size_t at = 0; (at = utf8.find("\ufffd", at)) != std::string_view::npos; at += 3) ++odd;
  return odd * 100 > utf8.size() || (odd > 0 && utf8.size() < 100);
}

struct Decoded {
  std::string_view text;  // UTF-8
  std::string owner;      // holds `text` where it had to be converted
  std::string warning;
};

void decode(std::string_view bytes, Decoded& out) {
  const auto convert = [&](std::string utf8, std::string warning) {
    out.owner = std::move(utf8);
    out.text = out.owner;
    out.warning = std::move(warning);
  };
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xff\xfe")) return convert(utf16_to_utf8(bytes.substr(2), ByteOrder::little), {});
  if (bytes.starts_with("\xfe\xff")) return convert(utf16_to_utf8(bytes.substr(2), ByteOrder::big), {});
  if (const auto order = utf16_without_mark(bytes))
    return convert(utf16_to_utf8(bytes, *order), "UTF-16 without byte order mark");
  const Utf8Census census = take_census(bytes);
  if (census.broken == 0) {
    out.text = bytes;
    return;
  }
  const bool keep_utf8 = census.wide > census.broken;
  convert(windows_1252_to_utf8(bytes, keep_utf8),
          keep_utf8 ? "UTF-8 with stray bytes, read as Windows-1252" : "read as Windows-1252");
}

// True for bytes after which a line can not be copied as it stands: control characters, U+0080 to
// U+00BF (no-break space, soft hyphen), and whatever may not be NFC (nothing below U+0300 is).
constexpr std::array<bool, 256> needs_care = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) table[c] = c < 0x20 || c == 0x7f || c == 0xc2 || c >= 0xcc;
  return table;
}();

// True where every line of the text may be copied as it stands: nothing in it but line feeds needs care.
bool is_clean(std::string_view text) {
  std::size_t at = 0;
#ifdef __SSE2__
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto clean = [&](std::size_t from) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const __m128i low =
        _mm_andnot_si128(_mm_cmpeq_epi8(bytes, all('\n')), _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes));
    const __m128i wide =
        _mm_or_si128(_mm_cmpeq_epi8(_mm_max_epu8(bytes, all(0xcc)), bytes), _mm_cmpeq_epi8(bytes, all(0xc2)));
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(low, wide), _mm_cmpeq_epi8(bytes, all(0x7f)))) == 0;
  };
  for (; at + 16 <= text.size(); at += 16)
    if (!clean(at)) return false;
  // The rest together with what stands before it.
  if (at > 0) return at == text.size() || clean(text.size() - 16);
#endif
  for (; at < text.size(); ++at)
    if (text[at] != '\n' && needs_care[static_cast<unsigned char>(text[at])]) return false;
  return true;
}

std::size_t line_feeds(std::string_view text) {
  std::size_t count = 0, at = 0;
#ifdef __SSE2__
  // Sums of at most 255 steps fit into a byte.
  while (at + 16 <= text.size()) {
    __m128i sums = _mm_setzero_si128();
    for (unsigned steps = 0; steps < 255 && at + 16 <= text.size(); ++steps, at += 16)
      sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at)),
                                               _mm_set1_epi8('\n')));
    const __m128i halves = _mm_sad_epu8(sums, _mm_setzero_si128());
    count +=
        static_cast<std::size_t>(_mm_cvtsi128_si64(halves) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(halves, halves)));
  }
#endif
  for (; at < text.size(); ++at) count += text[at] == '\n';
  return count;
}

// True for characters that NFC may change or join with the one before.
bool may_compose(char32_t c) { return c >= 0x300 && !(c >= 0x2010 && c <= 0x2065) && !(c >= 0x20a0 && c < 0x20d0); }

class LineMaker {
 public:
  // `clean`: so the whole text is.
  LineMaker(Document& made, bool clean) : made_(made), clean_(clean) {}

  // A line of the text without its line feed.
  void take(std::string_view line) {
    if (clean_) return emit(line);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_clean(line)) return emit(line);
    take_with_care(line);
  }
  bool too_much() const { return too_much_; }

 private:
  void take_with_care(std::string_view line) {
    careful_.clear();
    column_ = 0;
    composes_ = false;
    bool page_just_began = false;
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t wide = static_cast<unsigned char>(line[i]) < 0x80 ? 0 : wide_character(line.substr(i));
      const std::size_t length = wide ? wide : 1;
      const char32_t c = wide ? decode_wide(line.substr(i, wide)) : static_cast<unsigned char>(line[i]);
      i += length;
      if (c == '\f') {
        if (!careful_.empty()) finish_careful();
        page_just_began = true;
        begin_page();
        continue;
      }
      if (c == '\r' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029) {
        finish_careful();
        page_just_began = false;
        continue;
      }
      page_just_began = false;
      put(c, line.substr(i - length, length), i == line.size());
    }
    if (!page_just_began) finish_careful();
  }

  void put(char32_t c, std::string_view bytes, bool at_line_end) {
    if (c == '\t') {
      // At least three, so that what a tab parted looks like cells and not like one sentence.
      const std::size_t spaces = std::max<std::size_t>(tab_width - column_ % tab_width, column_ ? 3 : 1);
      careful_.append(spaces, ' ');
      column_ += spaces;
      return;
    }
    if (c == soft_hyphen) {
      // At a line's end it shows, and says for certain that the word goes on without a hyphen.
      if (at_line_end) careful_.append(bytes);
      return;
    }
    const bool unseen = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200b || c == 0x2060 || c == 0xfeff;
    if (unseen) return;
    ++column_;
    if (c == 0xa0 || c == 0x2007 || c == 0x202f) {
      careful_ += ' ';
      return;
    }
    composes_ |= may_compose(c);
    careful_.append(bytes);
  }

  void finish_careful() {
    if (composes_) careful_ = nfc(careful_);
    emit(careful_);
    careful_.clear();
    column_ = 0;
    composes_ = false;
  }

  void emit(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    while (text.size() > limits::line_bytes) {
      const std::size_t cut = place_to_cut(text);
      add(text.substr(0, cut));
      text.remove_prefix(cut);
    }
    add(text);
  }

  // After a space where there is one, else between two characters.
  static std::size_t place_to_cut(std::string_view text) {
    std::size_t cut = text.rfind(' ', limits::line_bytes - 1);
    if (cut != std::string_view::npos && cut > limits::line_bytes / 2) return cut + 1;
    cut = limits::line_bytes;
    while ((static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
    return cut;
  }

  void add(std::string_view text) {
    if (made_.lines.size() >= limits::document_lines) {
      too_much_ = true;
      return;
    }
    made_.lines.push_back({.text = std::string(text),
                           .page = page_,
                           .number = static_cast<std::uint32_t>(made_.lines.size() + 1),
                           .words = {}});
    if (made_.pages.size() < page_) made_.pages.resize(page_);
  }

  void begin_page() {
    if (page_ >= limits::document_pages) {
      too_much_ = true;
      return;
    }
    ++page_;
  }

  Document& made_;
  bool clean_;
  std::uint32_t page_ = 1;
  bool too_much_ = false;
  std::string careful_;
  std::size_t column_ = 0;
  bool composes_ = false;
};

bool is_blank(const Document& document) {
  for (const Line& line : document.lines)
    if (!line.text.empty()) return false;
  return true;
}

}  // namespace

Result<Document> decode_plain_text(std::string_view bytes) {
  if (bytes.size() > limits::plain_text_bytes)
    return fail(Problem::Kind::too_large, "Teksten er for stor. En tekstfil må højst fylde 32 MB.",
                "plain text over its limit");
  if (bytes.empty()) return invalid("Filen er tom.", "no bytes");
  Decoded decoded;
  decode(bytes, decoded);
  const bool clean = is_clean(decoded.text);
  if (!clean && looks_binary(decoded.text))
    return invalid("Filen er ikke en tekst, som Klynge kan læse. Gem den som tekst, PDF eller DOCX, og prøv igen.",
                   "binary content");

  Document document;
  if (!decoded.warning.empty()) document.warnings.push_back(decoded.warning);
  document.lines.reserve(std::min(line_feeds(decoded.text) + 1, limits::document_lines));
  LineMaker maker(document, clean);
  for (std::string_view rest = decoded.text; !rest.empty() && !maker.too_much();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    maker.take(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (maker.too_much())
    return fail(Problem::Kind::too_large, "Teksten har for mange linjer eller sider til, at Klynge kan læse den.",
                "lines or pages over their limit");
  if (is_blank(document)) return invalid("Filen er tom: der står ingen tekst i den.", "white space only");
  return document;
}

}  // namespace klynge::reading
