// A rule's sentence cut into words, numbers, commas, dashes and quoted names.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::composition {

struct Token {
  enum class Kind { word, number, comma, dash, quoted };
  Kind kind = Kind::word;
  std::string text;   // as written; of a quoted name what stands between the marks
  std::string lower;  // for comparing
  int number = 0;     // of a number, in figures or a word to tyve; above any limit: limits::composition_count + 1
};

// The sentence is valid UTF-8 in NFC. The final stop is dropped; brackets become commas; “2-4” becomes three tokens.
std::vector<Token> tokens_of(std::string_view sentence);

// “tre” as 3. The words are lower case.
std::optional<int> number_word(std::string_view word);

}  // namespace klynge::composition
