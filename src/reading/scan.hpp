// Small scanners over UTF-8 text, the letters the reader's words are spelt with.
//
// The reader uses no regular expressions: each of these looks at every byte at most once, so that
// reading stays linear whatever a document holds. They know the Latin letters of Danish minutes;
// anything else passes through as an opaque character.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::reading {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

struct CodePoint {
  char32_t value = 0;
  unsigned size = 0;  // bytes; 0 at the end of the text
};
CodePoint code_point(std::string_view text, std::size_t at);
bool is_upper(char32_t c);
bool is_letter(char32_t c);

bool starts_upper(std::string_view text);
bool starts_lower(std::string_view text);
// The letters' count of the first character, for capitalising.
bool all_upper(std::string_view text);  // at least two letters, none of them small
std::size_t characters(std::string_view text);

// The word that starts at `at`: letters, digits, and hyphens or apostrophes between them.
std::string_view word_at(std::string_view text, std::size_t at);
std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);
// White space, dashes, colons, commas and bullets off both ends.
std::string_view strip(std::string_view text, std::string_view ascii_set);
std::string_view skip_blanks(std::string_view text);
// True where `word` stands in `text` with no letter or digit directly before or after it.
bool has_word(std::string_view text, std::string_view word);
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);
bool contains(std::string_view text, std::string_view part);
// True where `text` begins with `word` and the word ends there.
bool begins_with_word(std::string_view text, std::string_view word);
// Space separated tokens.
std::vector<std::string_view> tokens(std::string_view text);
// True where the letter before `at` belongs to a word.
bool letter_before(std::string_view text, std::size_t at);
bool letter_at(std::string_view text, std::size_t at);
// A dash of any length at `at`: bytes it takes, 0 where there is none.
unsigned dash_at(std::string_view text, std::size_t at);

}  // namespace klynge::reading
