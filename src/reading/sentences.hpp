// Running text cut into sentences.
//
// A full stop ends a sentence unless it stands in an abbreviation (“f.eks.”, “kl.”, “pkt.”), after
// a number that goes on (“8. november”, “1. udkast”), or after an initial.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace klynge::reading {

struct Sentence {
  std::size_t start = 0, end = 0;  // bytes; without white space around
  bool bullet = false;             // an entry of a “- ” list
  std::size_t paragraph = 0;
};

std::vector<Sentence> sentences_in(std::string_view text);

}  // namespace klynge::reading
