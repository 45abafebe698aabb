#include "search/snippet.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "search/analyser.hpp"

namespace klynge::search {
namespace {

// Hits far behind are not looked for: a page is to be shown at once.
constexpr std::size_t searched_words = 20'000;

struct Hit {
  std::uint32_t begin = 0, end = 0;
  std::size_t clause = 0;
};

bool word_fits(const Token& token, const Clause& clause, std::string_view text) {
  if (token.term == clause.terms[0] || std::ranges::find(token.parts, clause.terms[0]) != token.parts.end())
    return true;
  return !clause.prefix.empty() &&
         (token.term.starts_with(clause.prefix) ||
          folded_token(text.substr(token.begin, token.end - token.begin)).starts_with(clause.prefix));
}

bool phrase_fits(const std::vector<Token>& tokens, std::size_t at, const Clause& clause) {
  if (at + clause.terms.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < clause.terms.size(); ++i)
    if (tokens[at + i].term != clause.terms[i]) return false;
  return true;
}

std::vector<Hit> hits_in(std::string_view text, const Query& query) {
  std::vector<Hit> hits;
  const auto tokens = analyse(text, searched_words);
  for (std::size_t at = 0; at < tokens.size(); ++at)
    for (std::size_t c = 0; c < query.wanted.size(); ++c) {
      const Clause& clause = query.wanted[c];
      const std::size_t words = clause.terms.size();
      if (words > 1 ? !phrase_fits(tokens, at, clause) : !word_fits(tokens[at], clause, text)) continue;
      const Hit hit{tokens[at].begin, tokens[at + words - 1].end, c};
      if (!hits.empty() && hits.back().end >= hit.begin)
        hits.back().end = std::max(hits.back().end, hit.end);
      else
        hits.push_back(hit);
    }
  return hits;
}

// The first letter at or behind `at`.
std::size_t letter_edge(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
  return std::min(at, text.size());
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::size_t word_begin(std::string_view text, std::size_t at) {
  for (std::size_t back = 0; back < 30 && at > 0; ++back, --at)
    if (is_blank(text[at - 1])) return at;
  return letter_edge(text, at);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (std::size_t ahead = 0; ahead < 30 && at < text.size(); ++ahead, ++at)
    if (is_blank(text[at])) return at;
  return letter_edge(text, at);
}

struct Window {
  std::size_t begin = 0, end = 0;
};

Window best_window(std::string_view text, const std::vector<Hit>& hits, std::size_t bytes) {
  if (hits.empty()) return {0, word_end(text, std::min(bytes, text.size()))};
  std::size_t best = 0, best_score = 0;
  for (std::size_t first = 0; first < hits.size(); ++first) {
    std::set<std::size_t> clauses;
    std::size_t inside = 0;
    for (std::size_t i = first; i < hits.size() && hits[i].end - hits[first].begin <= bytes * 3 / 4; ++i, ++inside)
      clauses.insert(hits[i].clause);
    const std::size_t score = clauses.size() * 100 + std::min<std::size_t>(inside, 20);
    if (score > best_score) {
      best_score = score;
      best = first;
    }
  }
  const std::size_t lead = std::min<std::size_t>(bytes / 4, hits[best].begin);
  const std::size_t begin = hits[best].begin == lead ? 0 : word_begin(text, hits[best].begin - lead);
  return {begin, word_end(text, std::min(text.size(), begin + bytes))};
}

void add(Snippet& snippet, std::string_view text, bool hit) {
  if (text.empty()) return;
  // Line ends of the original would only tear the hit apart.
  std::string flat(text);
  std::ranges::replace(flat, '\n', ' ');
  snippet.push_back({std::move(flat), hit});
}

Snippet cut(std::string_view text, const std::vector<Hit>& hits, Window window) {
  Snippet snippet;
  if (window.begin > 0) add(snippet, "… ", false);
  std::size_t at = window.begin;
  for (const Hit& hit : hits) {
    if (hit.begin < at || hit.begin >= window.end) continue;
    const std::size_t end = std::min<std::size_t>(hit.end, window.end);
    add(snippet, text.substr(at, hit.begin - at), false);
    add(snippet, text.substr(hit.begin, end - hit.begin), true);
    at = end;
  }
  add(snippet, text.substr(at, window.end - at), false);
  if (window.end < text.size()) add(snippet, " …", false);
  return snippet;
}

}  // namespace

Snippet mark_hits(std::string_view text, const Query& query) {
  return cut(text, hits_in(text, query), {0, text.size()});
}

Snippet snippet_of(std::string_view text, const Query& query, std::size_t letters) {
  const auto hits = hits_in(text, query);
  return cut(text, hits, best_window(text, hits, letters));
}

}  // namespace klynge::search
