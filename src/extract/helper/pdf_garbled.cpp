#include "extract/helper/pdf_garbled.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>

namespace klynge::extract {
namespace {

constexpr std::size_t least_strange = 24;  // signs in words that are none
constexpr std::size_t longest_counted = 60;
// Of letters, over at least so many; in Danish, as in its neighbours, it is more than a third.
constexpr std::size_t least_letters = 300;
constexpr double least_vowels = 0.26;
constexpr std::size_t longest_name_in_capitals = 5, least_word = 3, most_consonants = 7;

enum class Sign { letter, capital, digit, mark, symbol, other, none };

bool is_vowel(UChar32 c) {
  return c > 0x7f || std::string_view("aeiouyAEIOUY").find(static_cast<char>(c)) != std::string_view::npos;
}

Sign sign_of(UChar32 c) {
  if (c >= 'a' && c <= 'z') return Sign::letter;
  if (c >= 'A' && c <= 'Z') return Sign::capital;
  if (c >= '0' && c <= '9') return Sign::digit;
  if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff))
    return Sign::none;
  if (c < 0x80)
    return std::string_view("!\"#$*;<=>?[\\]^`{|}~").find(static_cast<char>(c)) != std::string_view::npos ? Sign::symbol
                                                                                                          : Sign::mark;
  if (c < 0xc0 || c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c < 0x2c00)) return Sign::other;
  return Sign::letter;
}

// What a word is made of.
struct Word {
  std::size_t signs = 0, letters = 0, small = 0, digits = 0, none = 0, vowels = 0;
  std::size_t symbols = 0, inner_symbols = 0;  // between letters
  std::size_t consonants = 0;                  // the longest run
  bool rises = false;                          // a capital right after a small letter
};

Word look_at(std::string_view text) {
  Word word;
  std::size_t waiting = 0, run = 0;
  Sign before = Sign::mark;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    const Sign sign = sign_of(c);
    ++word.signs;
    word.digits += sign == Sign::digit;
    word.none += sign == Sign::none;
    if (sign == Sign::symbol) ++word.symbols, ++waiting;
    if (sign == Sign::letter || sign == Sign::capital) {
      if (word.letters > 0) word.inner_symbols += waiting;
      waiting = 0;
      ++word.letters;
      word.small += sign == Sign::letter;
      word.vowels += is_vowel(c);
      word.rises |= sign == Sign::capital && before == Sign::letter;
      run = is_vowel(c) ? 0 : run + 1;
      word.consonants = std::max(word.consonants, run);
    } else {
      run = 0;
    }
    before = sign;
  }
  return word;
}

enum class Kind { ordinary, strange, says_nothing };

Kind kind_of(const Word& word, std::string_view text) {
  // One such sign alone is a bullet or a cross.
  if (word.none > 0) return word.signs > 1 ? Kind::strange : Kind::says_nothing;
  if (word.letters == 0) return word.symbols > 0 && word.digits == 0 ? Kind::strange : Kind::says_nothing;
  if (text.find('@') != std::string_view::npos || text.find("://") != std::string_view::npos) return Kind::says_nothing;
  if (word.inner_symbols > 0) return Kind::strange;
  if (word.letters < least_word || word.digits > 0) return Kind::says_nothing;
  if (word.small == 0 && word.letters <= longest_name_in_capitals) return Kind::says_nothing;
  return word.vowels == 0 || word.rises || word.consonants > most_consonants ? Kind::strange : Kind::ordinary;
}

}  // namespace

bool is_garbled(const std::vector<DrawnWord>& words) {
  std::size_t ordinary = 0, strange = 0, letters = 0, vowels = 0;
  for (const DrawnWord& drawn : words) {
    const Word word = look_at(drawn.text);
    const Kind kind = kind_of(word, drawn.text);
    const std::size_t weight = std::min(word.signs, longest_counted);
    if (kind == Kind::ordinary) ordinary += weight;
    if (kind == Kind::strange) strange += weight;
    letters += word.letters;
    vowels += word.vowels;
  }
  if (strange >= least_strange && strange > ordinary) return true;
  return letters >= least_letters && static_cast<double>(vowels) < least_vowels * static_cast<double>(letters);
}

}  // namespace klynge::extract
