// Text: the small things every room does with UTF-8.
//
// Inside Klynge all text is valid UTF-8 in NFC; what comes from outside is made so once, at the
// door (to_utf8). Case folding and sort keys know Danish through ICU; the cheap ASCII helpers are
// for syntax (labels, numbers), not for names.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klynge {

bool is_valid_utf8(std::string_view text);
// Without white space at both ends; no-break space, BOM and zero-width space count as white space.
std::string_view trim(std::string_view text);
// Runs of white space (also no-break) folded to one space, and trimmed.
std::string squeeze(std::string_view text);
// Lower case for Latin letters of ASCII and Latin-1 (æøå, é …): fast, enough for Danish keywords.
std::string lower(std::string_view text);
// The same into bytes of the caller's own, as many as the text has and none of them its own.
void lower_into(std::string_view text, char* out);
// Unicode NFKC case folding: for comparing names and words.
std::string fold(std::string_view text);
std::string nfc(std::string_view text);
// A binary string whose byte order is the Danish alphabetical order (æ, ø, å last; aa as å),
// as hexadecimal, so that both databases sort it alike under the C collation.
std::string danish_sort_key(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with_folded(std::string_view text, std::string_view lower_case_prefix);
// The first `characters` characters, cut at a character's edge, with "…" where something is cut.
std::string shorten(std::string_view text, std::size_t characters);
std::string hex(std::string_view bytes);
// SHA-256 as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace klynge
