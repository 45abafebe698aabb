#include "search/compound_words.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_set>

#include "search/analyser.hpp"

namespace klynge::search {
namespace {

constexpr std::size_t shortest_compound_bytes = 7;
constexpr std::size_t longest_compound_bytes = 60;
constexpr std::size_t shortest_part_bytes = 3;
constexpr std::size_t shortest_unknown_bytes = 4;  // of a beginning that is no known word
constexpr std::size_t shortest_end_after_unknown_bytes = 5;

using Words = std::unordered_set<std::string>;

// The words themselves, and their stems: an end part stands in any of its forms.
struct Lexicon {
  Words words, stems;
};

const Lexicon& lexicon() {
  static const Lexicon made = [] {
    Lexicon lexicon;
    lexicon.words.reserve(70'000);
    lexicon.stems.reserve(70'000);
    std::string_view text = danish_words();
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.starts_with("#")) continue;
      while (!line.empty()) {
        const std::size_t blank = std::min(line.find(' '), line.size());
        const std::string_view word = line.substr(0, blank);
        line.remove_prefix(std::min(blank + 1, line.size()));
        if (word.size() < shortest_part_bytes) continue;
        lexicon.words.emplace(word);
        lexicon.stems.emplace(stem(word));
      }
    }
    return lexicon;
  }();
  return made;
}

bool starts_letter(std::string_view word, std::size_t at) {
  return at >= word.size() || (static_cast<unsigned char>(word[at]) & 0xc0) != 0x80;
}

// A first or middle part without its joining letter; nothing where it is no known word.
std::optional<std::string_view> inner_part(std::string_view piece) {
  const Words& words = lexicon().words;
  if (piece.size() < shortest_part_bytes) return std::nullopt;
  if (words.contains(std::string(piece))) return piece;
  if (piece.size() <= shortest_part_bytes || (piece.back() != 's' && piece.back() != 'e')) return std::nullopt;
  const auto bare = piece.substr(0, piece.size() - 1);
  if (words.contains(std::string(bare))) return bare;
  return std::nullopt;
}

bool is_end_part(std::string_view piece) {
  if (piece.size() < shortest_part_bytes) return false;
  const std::string stemmed = stem(piece);
  return stemmed.size() >= shortest_part_bytes &&
         (lexicon().stems.contains(stemmed) || lexicon().words.contains(std::string(piece)));
}

struct Piece {
  std::size_t begin = 0;
  std::string_view part;
};

constexpr std::size_t unreachable = std::numeric_limits<std::size_t>::max();

// The fewest parts that make up the whole word; of several, the one with the longest end part.
std::vector<Piece> split_whole(std::string_view word) {
  struct Reach {
    std::size_t parts = unreachable, from = 0;
    std::string_view part{};
  };
  std::vector<Reach> reach(word.size() + 1);
  reach[0].parts = 0;
  std::size_t best_parts = unreachable, best_begin = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (reach[at].parts == unreachable || !starts_letter(word, at)) continue;
    if (at > 0 && reach[at].parts + 1 < best_parts && is_end_part(word.substr(at))) {
      best_parts = reach[at].parts + 1;
      best_begin = at;
    }
    for (std::size_t end = at + shortest_part_bytes; end + shortest_part_bytes <= word.size(); ++end) {
      if (!starts_letter(word, end) || reach[at].parts + 1 >= reach[end].parts) continue;
      if (const auto part = inner_part(word.substr(at, end - at))) reach[end] = {reach[at].parts + 1, at, *part};
    }
  }
  std::vector<Piece> pieces;
  if (best_parts == unreachable) return pieces;
  pieces.push_back({best_begin, word.substr(best_begin)});
  for (std::size_t at = best_begin; at > 0; at = reach[at].from) pieces.push_back({reach[at].from, reach[at].part});
  std::ranges::reverse(pieces);
  return pieces;
}

// The longest known word at the end of a word whose beginning is not known.
std::vector<Piece> split_end(std::string_view word) {
  for (std::size_t at = shortest_unknown_bytes; at + shortest_end_after_unknown_bytes <= word.size(); ++at)
    if (starts_letter(word, at) && is_end_part(word.substr(at))) return {{at, word.substr(at)}};
  return {};
}

}  // namespace

std::vector<std::string> compound_parts(std::string_view word) {
  std::vector<std::string> parts;
  if (word.size() < shortest_compound_bytes || word.size() > longest_compound_bytes) return parts;
  // A word of the list is simple, even where two others happen to make it up.
  if (lexicon().words.contains(std::string(word)) || lexicon().stems.contains(stem(word))) return parts;
  auto pieces = split_whole(word);
  if (pieces.empty()) pieces = split_end(word);
  const auto add = [&](std::string_view part) {
    if (std::ranges::find(parts, part) == parts.end()) parts.emplace_back(part);
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    add(pieces[i].part);
    if (i > 0 && i + 1 < pieces.size()) add(word.substr(pieces[i].begin));
  }
  return parts;
}

}  // namespace klynge::search
