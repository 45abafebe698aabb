// A hit in its context: the place in the text where the words stand, with the words marked.
//
// What is marked is decided by the same analyser that indexed the text, so whatever made the hit is
// marked: another form of the word, a part of a compound, a phrase.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace klynge::search {

struct SnippetPiece {
  std::string text;
  bool hit = false;
};
using Snippet = std::vector<SnippetPiece>;

// All of a short text (a title), with its hits.
Snippet mark_hits(std::string_view text, const Query& query);
// The piece of about `letters` letters with most different hits, “…” where something is left out;
// the text's beginning where it has none.
Snippet snippet_of(std::string_view text, const Query& query, std::size_t letters = 260);

}  // namespace klynge::search
