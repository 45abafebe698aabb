// Running text cut into sentences.
//
// A full stop ends a sentence unless it stands in an abbreviation (“f.eks.”, “kl.”, “pkt.”), after
// a number that goes on (“8. november”, “1. udkast”), or after an initial.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/phrases.hpp"

namespace klynge::reading {

struct Sentence {
  std::size_t start = 0, end = 0;  // bytes; without white space around
  bool bullet = false;             // an entry of a “- ” list
  std::size_t paragraph = 0;
};

std::vector<Sentence> sentences_in(std::string_view text);

// Running text made ready for the rules, once for all of them: its sentences, and the same bytes
// in lower case, so that a place found in the one is a place in the other.
struct Prose {
  std::string_view text;  // of the caller, who keeps it
  std::string folded;
  std::vector<Sentence> sentences;
  std::vector<Cues> cues{};  // what each sentence holds; none where nobody asked when it was made

  Cues cues_of(std::size_t sentence) const;

  std::string_view as_printed(const Sentence& s) const { return text.substr(s.start, s.end - s.start); }
  std::string_view in_lower_case(const Sentence& s) const {
    return std::string_view(folded).substr(s.start, s.end - s.start);
  }
};
Prose prose_of(std::string_view text);
// Without the cues: for the few sentences of it that a rule will look at.
Prose bare_prose_of(std::string_view text);

}  // namespace klynge::reading
