// Words of a name, made comparable.
//
// Persons, organisations and bodies are compared word by word, and all three need the same: one
// spelling per letter (å is aa, ö is ø, accents fall away), words without punctuation, and a
// judgement of how two words differ. A difference that a scanner or a hurried hand makes (l for i,
// rn for m, two letters turned round, a letter doubled) weighs less than any other single letter,
// because another letter makes another name: Petersen and Pedersen.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klynge::bodies {

// Case folded, one spelling per letter: å=aa, ae=æ, oe=ø, ä=æ, ö=ø, ü=u, é=e; apostrophes and soft hyphens gone.
std::string one_spelling(std::string_view text);

// Letters and digits in runs, folded by one_spelling().
std::vector<std::string> name_words(std::string_view text);

enum class WordDifference {
  equal,
  lookalike,  // confused by a scanner or a hurried hand
  letter,     // one other, missing or superfluous letter
  far,        // two letters or more
};
// Both words folded by one_spelling().
WordDifference compare_words(std::string_view a, std::string_view b);
// The number of letters that must change, 3 meaning three or more.
int letters_apart(std::string_view a, std::string_view b);

std::size_t letter_count(std::string_view utf8);
std::string join(const std::vector<std::string>& words, std::string_view between);
// Without the part in (…) brackets.
std::string without_brackets(std::string_view text);

}  // namespace klynge::bodies
