#include "reading/phrases.hpp"

#include <cassert>

#include "reading/scan.hpp"

namespace klynge::reading {

Phrases::Phrases(std::initializer_list<Group> groups) : next_(std::size_t{1} << class_bits), first_output_(1) {
  for (const Group& group : groups)
    for (const std::string_view phrase : group.phrases) add(phrase, group.cue, group.where);
  link_failures();
  mark_ends();
}

void Phrases::add(std::string_view phrase, Cue cue, Where where) {
  assert(cue < Cues::most && !phrase.empty());
  std::size_t state = 0;
  for (const char c : phrase) {
    std::uint8_t& byte_class = class_of_[static_cast<unsigned char>(c)];
    if (byte_class == 0) {
      assert(classes_ < 1u << class_bits);
      byte_class = static_cast<std::uint8_t>(classes_++);
    }
    std::uint16_t& next = next_[state << class_bits | byte_class];
    if (next != 0) {
      state = next;
      continue;
    }
    assert(first_output_.size() < ends_here);
    state = next = static_cast<std::uint16_t>(first_output_.size());
    first_output_.push_back(0);
    next_.resize(next_.size() + (std::size_t{1} << class_bits));
  }
  outputs_.push_back({static_cast<std::uint16_t>(phrase.size()), static_cast<std::uint8_t>(cue), where == words, first_output_[state]});
  first_output_[state] = static_cast<std::uint16_t>(outputs_.size() - 1);
}

// Breadth first: where a state has no step for a byte, it takes that of the longest proper suffix
// that is a state, whose phrases end there as well.
void Phrases::link_failures() {
  std::vector<std::uint16_t> failure(first_output_.size(), 0), queue{0};
  for (std::size_t done = 0; done < queue.size(); ++done) {
    const std::size_t state = queue[done];
    for (std::size_t byte_class = 1; byte_class < classes_; ++byte_class) {
      std::uint16_t& next = next_[state << class_bits | byte_class];
      const std::uint16_t fallback = state == 0 ? std::uint16_t{0} : next_[std::size_t{failure[state]} << class_bits | byte_class];
      if (next == 0) {
        next = fallback;
        continue;
      }
      failure[next] = fallback;
      std::uint16_t* last = &first_output_[next];
      while (*last != 0) last = &outputs_[*last].next;
      *last = first_output_[fallback];
      queue.push_back(next);
    }
  }
}

// So that the pass over a text need not ask of every state whether a phrase ends there.
void Phrases::mark_ends() {
  for (std::uint16_t& next : next_)
    if (first_output_[next] != 0) next |= ends_here;
}

Cues Phrases::in(std::string_view folded) const {
  Cues found;
  std::size_t state = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    state = next_[state << class_bits | class_of_[static_cast<unsigned char>(folded[at])]];
    if ((state & ends_here) == 0) continue;
    state &= ends_here - 1u;
    for (std::uint16_t k = first_output_[state]; k != 0; k = outputs_[k].next) {
      const Output& output = outputs_[k];
      if (found.has(output.cue)) continue;
      if (!output.whole_words || is_whole_word(folded, at + 1 - output.length, at + 1)) found.bits |= std::uint64_t{1} << output.cue;
    }
  }
  return found;
}

Endings::Endings(const std::string_view* first, const std::string_view* last) {
  for (; first != last; ++first) by_last_byte_[static_cast<unsigned char>(first->back())].push_back(*first);
}

bool Endings::end(std::string_view word) const {
  if (word.empty()) return false;
  for (const std::string_view ending : by_last_byte_[static_cast<unsigned char>(word.back())])
    if (word.ends_with(ending)) return true;
  return false;
}

}  // namespace klynge::reading
