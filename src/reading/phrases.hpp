// A table of phrases that are looked for all at once.
//
// The rules ask every sentence for hundreds of phrases. Looking for them one by one costs more than
// everything else the reader does, so one pass over the sentence says which cues it holds; a rule
// whose cue is absent need not run at all. The pass looks at the four bytes from each place on: a
// table by their hash tells nearly all places from those where a phrase may begin. (An automaton
// looks at each byte once, but must wait for its table at every byte before it can take the next;
// these look-ups do not wait for one another.)
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::reading {

// What a phrase stands for: a number below Cues::most, the same for all phrases that mean the same.
using Cue = unsigned;

struct Cues {
  static constexpr Cue most = 64;
  std::uint64_t bits = 0;
  bool has(Cue cue) const { return bits >> cue & 1; }
  bool none() const { return bits == 0; }
  bool has_any(std::uint64_t cues) const { return (bits & cues) != 0; }  // one bit for each cue
};

class Phrases {
 public:
  enum Where {
    inside,  // anywhere, also inside a longer word
    words    // with no letter or digit directly before or after
  };
  struct Group {
    Cue cue = 0;
    Where where = inside;
    std::vector<std::string_view> phrases;  // lower case, none of them empty
  };

  Phrases(std::initializer_list<Group> groups);
  // The cues of all phrases in the text, which must be in lower case.
  Cues in(std::string_view folded) const;

 private:
  struct Phrase {
    std::uint32_t opening = 0, closing = 0;  // its first and its last four bytes
    std::uint16_t start = 0, length = 0;     // in bytes_
    std::uint8_t cue = 0;
    bool whole_words = false;
    std::uint16_t next = 0;  // another phrase of the same slot; 0 for none
  };
  static constexpr unsigned slot_bits = 13;

  static std::size_t slot_of(std::uint32_t opening) { return opening * 0x9e3779b1u >> (32 - slot_bits); }
  std::string_view text(const Phrase& phrase) const {
    return std::string_view(bytes_).substr(phrase.start, phrase.length);
  }
  void add(std::string_view phrase, Cue cue, Where where);
  bool stands_at(const Phrase& phrase, std::string_view folded, std::size_t at) const;

  std::string bytes_;                                               // all phrases, one behind the other
  std::vector<Phrase> phrases_{1};                                  // the first is none
  std::vector<Phrase> short_;                                       // of three bytes or fewer, looked for one by one
  std::array<std::uint16_t, std::size_t{1} << slot_bits> slots_{};  // the first phrase of a slot; 0 for none
};

// Words, any of which another word may end with.
class Endings {
 public:
  Endings(std::initializer_list<std::string_view> words) : Endings(words.begin(), words.end()) {}
  Endings(const std::string_view* first, const std::string_view* last);
  bool end(std::string_view word) const;

 private:
  std::array<std::vector<std::string_view>, 256> by_last_byte_;
};

}  // namespace klynge::reading
