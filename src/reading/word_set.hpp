// A list of words, put together when the program is compiled, to ask whether a text is one of them,
// begins with one, or ends with one.
//
// The reader compares nearly every word of a document with some list. Comparing it with each entry
// in turn is slow, and all but one text in a hundred is in no list at all: here the first byte and
// the length together (for beginnings the first byte, for endings the last) tell that before
// any entry is looked at. Entries may come in any order and are in lower case unless the rule says
// otherwise.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "reading/same_bytes.hpp"

namespace klynge::reading {

template <std::size_t count>
class WordSet {
 public:
  template <typename... Word>
  constexpr explicit WordSet(Word... words) : words_{std::string_view(words)...} {
    for (std::size_t k = count; k-- > 0;) {
      const std::string_view word = words_[k];
      lengths_[slot(word.front())] |= length_bit(word.size());
      next_[k] = first_[slot(word.front())];
      first_[slot(word.front())] = static_cast<std::uint16_t>(k + 1);
      ends_[slot(word.back())] = true;
    }
  }

  // Some word begins with the byte and has the length.
  constexpr bool may_have(char first, std::size_t length) const {
    return (lengths_[slot(first)] & length_bit(length)) != 0;
  }
  // The text is one of the words.
  constexpr bool has(std::string_view text) const {
    if (text.empty() || (lengths_[slot(text.front())] & length_bit(text.size())) == 0) return false;
    for (std::size_t k = first_[slot(text.front())]; k != 0; k = next_[k - 1])
      if (words_[k - 1].size() == text.size() && same(words_[k - 1], text.data())) return true;
    return false;
  }
  // The first of the words, in the order of the list, that the text begins with; empty for none.
  constexpr std::string_view beginning(std::string_view text) const {
    if (text.empty() || lengths_[slot(text.front())] == 0) return {};
    for (std::size_t k = first_[slot(text.front())]; k != 0; k = next_[k - 1])
      if (text.size() >= words_[k - 1].size() && same(words_[k - 1], text.data())) return words_[k - 1];
    return {};
  }
  constexpr bool begins(std::string_view text) const { return !beginning(text).empty(); }
  constexpr bool ends(std::string_view text) const {
    if (text.empty() || !ends_[slot(text.back())]) return false;
    for (const std::string_view word : words_)
      if (word.back() == text.back() && text.size() >= word.size() &&
          same(word, text.data() + (text.size() - word.size())))
        return true;
    return false;
  }
  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

 private:
  static constexpr bool same(std::string_view word, const char* text) {
    if consteval {
      return word == std::string_view(text, word.size());
    } else {
      return same_bytes(word.data(), text, word.size());
    }
  }
  static constexpr std::size_t slot(char c) { return static_cast<unsigned char>(c); }
  static constexpr std::uint32_t length_bit(std::size_t length) {
    return std::uint32_t{1} << std::min<std::size_t>(length, 31);
  }

  std::array<std::string_view, count> words_;
  std::array<std::uint32_t, 256> lengths_{};  // by first byte: a bit for each length of a word that begins so
  std::array<std::uint16_t, 256> first_{};    // by first byte: the first word that begins so, from 1; 0 for none
  std::array<std::uint16_t, count> next_{};   // the next word that begins as this one
  std::array<bool, 256> ends_{};              // by last byte
};

template <typename... Word>
WordSet(Word...) -> WordSet<sizeof...(Word)>;

}  // namespace klynge::reading
