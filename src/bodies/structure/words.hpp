// A closed set of words, as they stand in the database and as they are shown.
#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace klynge::structure {

template <class Thing>
struct Word {
  Thing thing;
  std::string_view kept, danish;
};

template <class Thing, std::size_t N>
std::string_view kept_word(const std::array<Word<Thing>, N>& words, Thing thing) {
  for (const auto& word : words)
    if (word.thing == thing) return word.kept;
  return {};
}
template <class Thing, std::size_t N>
std::string_view danish_word(const std::array<Word<Thing>, N>& words, Thing thing) {
  for (const auto& word : words)
    if (word.thing == thing) return word.danish;
  return {};
}
template <class Thing, std::size_t N>
std::optional<Thing> from_kept(const std::array<Word<Thing>, N>& words, std::string_view kept) {
  for (const auto& word : words)
    if (word.kept == kept) return word.thing;
  return std::nullopt;
}

}  // namespace klynge::structure
