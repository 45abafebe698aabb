// A few phrases that are looked for in one pass, without telling which of them stands there.
//
// It is the gate before a rule: most rows hold none of the words a rule is about. Sixteen places at a
// time are compared with the first and the last byte of every phrase; only where both match is a
// phrase compared as a whole. Phrases (phrases.hpp) is for hundreds of them.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace klynge::reading {

struct ScannedPhrase {
  alignas(16) std::array<char, 16> first{}, last{};  // its first and its last byte, sixteen times
  std::string_view text;
};

// Where the first of the phrases begins (the leftmost) that stands in `text` at or after `from`; npos
// where none does.
std::size_t find_any(std::string_view text, std::size_t from, std::span<const ScannedPhrase> phrases, std::size_t longest);

template <std::size_t count>
class PhraseScan {
 public:
  // Each of two bytes or more.
  template <typename... Phrase>
  constexpr explicit PhraseScan(Phrase... phrases) {
    std::size_t k = 0;
    for (const std::string_view phrase : {std::string_view(phrases)...}) {
      phrases_[k].text = phrase;
      phrases_[k].first.fill(phrase.front());
      phrases_[k++].last.fill(phrase.back());
      longest_ = phrase.size() > longest_ ? phrase.size() : longest_;
    }
  }
  std::size_t find(std::string_view text, std::size_t from = 0) const { return find_any(text, from, phrases_, longest_); }
  bool in(std::string_view text) const { return find(text) != std::string_view::npos; }

 private:
  std::array<ScannedPhrase, count> phrases_{};
  std::size_t longest_ = 0;
};

template <typename... Phrase>
PhraseScan(Phrase...) -> PhraseScan<sizeof...(Phrase)>;

}  // namespace klynge::reading
