#include "bodies/composition/tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::composition {

namespace {

constexpr std::array<std::string_view, 6> quotes{"\"", "”", "“", "„", "»", "«"};
constexpr std::array<std::string_view, 4> dashes{"-", "–", "—", "‑"};

template <class List>
std::size_t length_of_any(std::string_view text, const List& list) {
  for (const std::string_view one : list)
    if (text.starts_with(one)) return one.size();
  return 0;
}

std::optional<int> number_of(std::string_view lower) {
  if (lower.empty()) return std::nullopt;
  if (!std::ranges::all_of(lower, [](char c) { return c >= '0' && c <= '9'; })) return number_word(lower);
  int value = 0;
  for (const char c : lower) {
    value = value * 10 + (c - '0');
    if (value > limits::composition_count) return limits::composition_count + 1;
  }
  return value;
}

Token make(Token::Kind kind, std::string_view text, int number = 0) {
  return {kind, std::string(text), lower(text), number};
}

// “2-4” and “to-tre”: where a dash parts two numbers.
std::optional<std::pair<std::size_t, std::size_t>> dash_between_numbers(std::string_view word) {
  for (std::size_t at = 1; at < word.size(); ++at) {
    const auto length = length_of_any(word.substr(at), dashes);
    if (length == 0) continue;
    if (number_of(lower(word.substr(0, at))) && number_of(lower(word.substr(at + length))))
      return std::pair{at, length};
  }
  return std::nullopt;
}

void add_word(std::vector<Token>& tokens, std::string_view word) {
  while (word.ends_with('.') || word.ends_with(':') || word.ends_with(';')) word.remove_suffix(1);
  if (word.empty()) return;
  if (length_of_any(word, dashes) == word.size()) {
    tokens.push_back(make(Token::Kind::dash, word));
  } else if (const auto dash = dash_between_numbers(word)) {
    add_word(tokens, word.substr(0, dash->first));
    tokens.push_back(make(Token::Kind::dash, word.substr(dash->first, dash->second)));
    add_word(tokens, word.substr(dash->first + dash->second));
  } else if (const auto number = number_of(lower(word))) {
    tokens.push_back(make(Token::Kind::number, word, *number));
  } else {
    tokens.push_back(make(Token::Kind::word, word));
  }
}

}  // namespace

std::optional<int> number_word(std::string_view word) {
  constexpr std::array<std::string_view, 20> words{
      "en",     "to",   "tre",     "fire",    "fem",    "seks",    "syv",    "otte",  "ni",     "ti",
      "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve"};
  for (const std::string_view one : {"et", "én", "ét", "een", "eet"})
    if (word == one) return 1;
  const auto* found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<int>(found - words.begin()) + 1;
}

std::vector<Token> tokens_of(std::string_view sentence) {
  const std::string text = squeeze(sentence);
  std::vector<Token> tokens;
  std::size_t word_from = 0, at = 0;
  const auto end_word = [&] { add_word(tokens, std::string_view(text).substr(word_from, at - word_from)); };
  while (at < text.size()) {
    const std::string_view rest = std::string_view(text).substr(at);
    if (const auto opening = length_of_any(rest, quotes)) {
      end_word();
      std::size_t close = at + opening;
      while (close < text.size() && length_of_any(std::string_view(text).substr(close), quotes) == 0) ++close;
      tokens.push_back(
          make(Token::Kind::quoted, trim(std::string_view(text).substr(at + opening, close - at - opening))));
      at = close + (close < text.size() ? length_of_any(std::string_view(text).substr(close), quotes) : 0);
      word_from = at;
      continue;
    }
    const bool comma = rest[0] == ',' || rest[0] == '(';
    if (comma || rest[0] == ')' || rest[0] == ' ') {
      end_word();
      if (comma) tokens.push_back(make(Token::Kind::comma, ","));
      word_from = ++at;
      continue;
    }
    ++at;
  }
  end_word();
  return tokens;
}

}  // namespace klynge::composition
