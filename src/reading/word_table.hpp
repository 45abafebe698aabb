// Hundreds of words with something known of each, to look one up in.
//
// As an unordered map, but all in one array and with a hash of a word's first and last eight bytes
// and its length: the words are short, and nearly all that is looked up is not in the table. The
// texts of the words are the caller's and must stay. WordSet (word_set.hpp) is for a few words that
// are known when the program is compiled.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "reading/same_bytes.hpp"

namespace klynge::reading {

template <typename Value>
class WordTable {
 public:
  // Of a word that is added twice the first stays.
  void add(std::string_view word, Value value) {
    if (find(word)) return;
    if (2 * ++count_ > slots_.size()) grow();
    put({word, value});
  }
  const Value* find(std::string_view word) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = hash(word) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.word.data() == nullptr) return nullptr;
      if (slot.word.size() == word.size() && same_bytes(slot.word.data(), word.data(), word.size())) return &slot.value;
    }
  }
  bool has(std::string_view word) const { return find(word) != nullptr; }

 private:
  struct Slot {
    std::string_view word;
    Value value{};
  };

  static std::size_t hash(std::string_view word) {
    std::uint64_t first = 0, last = 0;
    if (word.size() >= sizeof first) {
      std::memcpy(&first, word.data(), sizeof first);
      std::memcpy(&last, word.data() + word.size() - sizeof last, sizeof last);
    } else {
      for (const char c : word) first = first << 8 | static_cast<unsigned char>(c);
    }
    const std::uint64_t mixed = (first ^ last * 0x9e3779b97f4a7c15u ^ word.size() << 56) * 0xd6e8feb86659fd93u;
    return static_cast<std::size_t>(mixed ^ mixed >> 32);
  }
  void put(const Slot& slot) {
    std::size_t at = hash(slot.word) & (slots_.size() - 1);
    while (slots_[at].word.data() != nullptr) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? 16 : 4 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before)
      if (slot.word.data() != nullptr) put(slot);
  }

  std::vector<Slot> slots_;  // a power of two of them, at most half of them in use
  std::size_t count_ = 0;
};

// The same where only the words count.
class WordList {
 public:
  WordList(const std::string_view* first, const std::string_view* last) {
    for (; first != last; ++first) words_.add(*first, {});
  }
  bool has(std::string_view word) const { return words_.has(word); }

 private:
  struct Nothing {};
  WordTable<Nothing> words_;
};

}  // namespace klynge::reading
