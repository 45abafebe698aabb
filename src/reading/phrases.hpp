// A table of phrases that are looked for all at once.
//
// The rules ask every sentence for hundreds of phrases. Looking for them one by one costs more than
// everything else the reader does, so one automaton (Aho and Corasick, 1975) passes over the
// sentence once and says which cues it holds; a rule whose cue is absent need not run at all.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
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
  // The cues of all phrases in the text, which must be in lower case. One step for each byte.
  Cues in(std::string_view folded) const;

 private:
  struct Output {
    std::uint16_t length = 0;
    std::uint8_t cue = 0;
    bool whole_words = false;
    std::uint16_t next = 0;  // another phrase that ends at the same place; 0 for none
  };
  static constexpr unsigned class_bits = 6;
  static constexpr std::uint16_t ends_here = 0x8000;  // in next_: some phrase ends at that state

  void add(std::string_view phrase, Cue cue, Where where);
  void link_failures();
  void mark_ends();

  std::array<std::uint8_t, 256> class_of_{};  // bytes that stand in no phrase are all 0
  unsigned classes_ = 1;
  std::vector<std::uint16_t> next_;           // state and class to state; 0 is the start
  std::vector<std::uint16_t> first_output_;   // of a state; 0 for none
  std::vector<Output> outputs_{1};
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
