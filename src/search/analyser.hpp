// The analyser: from Danish text to the terms that are indexed and looked for.
//
// One analyser serves both databases, which only store and compare what it makes; that is why both
// give the same hits. A token is a run of letters or a run of digits (“38Godkendelse” is two), case
// folded by NFKC and stemmed by Snowball's Danish stemmer; a compound brings the stems of its parts
// along. What is written as a person number makes no token, so nobody is found by one, whatever became of
// its finding.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::search {

struct Token {
  std::uint32_t begin = 0, end = 0;  // bytes in the text
  std::string term;                  // the stem
  std::vector<std::string> parts;    // stems of a compound's parts, without the term itself
};

// At most `most` tokens; what follows is not analysed.
std::vector<Token> analyse(std::string_view text, std::size_t most = SIZE_MAX);

// Reads the word list, which the first analysis would otherwise wait for (some 100 ms).
void prepare_analyser();

// The Snowball stem of a folded word.
std::string stem(std::string_view folded_word);

// A token's bytes as they are folded before stemming; for prefixes.
std::string folded_token(std::string_view token);

}  // namespace klynge::search
