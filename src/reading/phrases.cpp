#include "reading/phrases.hpp"

#include <cassert>
#include <cstring>

#include "reading/same_bytes.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {

namespace {

std::uint32_t four_bytes(const char* at) {
  std::uint32_t four;
  std::memcpy(&four, at, sizeof four);
  return four;
}

}  // namespace

Phrases::Phrases(std::initializer_list<Group> groups) {
  for (const Group& group : groups)
    for (const std::string_view phrase : group.phrases) add(phrase, group.cue, group.where);
}

void Phrases::add(std::string_view phrase, Cue cue, Where where) {
  assert(cue < Cues::most && !phrase.empty() && bytes_.size() + phrase.size() < 0x10000);
  Phrase made{0,
              0,
              static_cast<std::uint16_t>(bytes_.size()),
              static_cast<std::uint16_t>(phrase.size()),
              static_cast<std::uint8_t>(cue),
              where == words,
              0};
  bytes_ += phrase;
  if (phrase.size() < sizeof made.opening) {
    short_.push_back(made);
    return;
  }
  made.opening = four_bytes(phrase.data());
  made.closing = four_bytes(phrase.data() + phrase.size() - sizeof made.closing);
  std::uint16_t& slot = slots_[slot_of(made.opening)];
  made.next = slot;
  slot = static_cast<std::uint16_t>(phrases_.size());
  phrases_.push_back(made);
}

bool Phrases::stands_at(const Phrase& phrase, std::string_view folded, std::size_t at) const {
  if (folded.size() - at < phrase.length ||
      !same_bytes(folded.data() + at, bytes_.data() + phrase.start, phrase.length))
    return false;
  return !phrase.whole_words || is_whole_word(folded, at, at + phrase.length);
}

Cues Phrases::in(std::string_view folded) const {
  Cues found;
  for (const Phrase& phrase : short_)
    for (std::size_t at = find_part(folded, text(phrase)); at != std::string_view::npos && !found.has(phrase.cue);
         at = find_part(folded, text(phrase), at + 1))
      if (stands_at(phrase, folded, at)) found.bits |= std::uint64_t{1} << phrase.cue;
  for (std::size_t at = 0; at + sizeof(std::uint32_t) <= folded.size(); ++at) {
    const std::uint32_t opening = four_bytes(folded.data() + at);
    for (std::uint16_t k = slots_[slot_of(opening)]; k != 0; k = phrases_[k].next) {
      const Phrase& phrase = phrases_[k];
      if (phrase.opening != opening || found.has(phrase.cue) || folded.size() - at < phrase.length) continue;
      // Many words begin alike; most of those end otherwise.
      if (four_bytes(folded.data() + at + phrase.length - sizeof opening) == phrase.closing &&
          stands_at(phrase, folded, at))
        found.bits |= std::uint64_t{1} << phrase.cue;
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
