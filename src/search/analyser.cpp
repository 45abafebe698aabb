#include "search/analyser.hpp"

#include <libstemmer.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "base/person_number.hpp"
#include "base/text.hpp"
#include "search/compound_words.hpp"

namespace klynge::search {
namespace {

// A longer run of letters is no word; its beginning is kept, so that it costs no more than one.
constexpr std::size_t longest_word_bytes = 200;
// Words seen before are not analysed again; the memory is thrown away when it has grown large.
constexpr std::size_t remembered_words = 40'000;

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// A stemmer keeps state while it works, so each thread has its own.
sb_stemmer* stemmer() {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDeleter> made{sb_stemmer_new("danish", "UTF_8")};
  if (!made) throw std::runtime_error("libstemmer has no Danish stemmer");
  return made.get();
}

enum class Class { letter, digit, other };

struct Character {
  Class kind = Class::other;
  std::size_t bytes = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return {Class::letter, 1};
    return {c >= '0' && c <= '9' ? Class::digit : Class::other, 1};
  }
  auto next = static_cast<int32_t>(at);
  const auto end = static_cast<int32_t>(text.size());
  UChar32 value;
  U8_NEXT(text.data(), next, end, value);
  const auto bytes = static_cast<std::size_t>(next) - at;
  if (value < 0) return {Class::other, bytes};
  // A soft hyphen and combining marks belong to the word around them; folding takes care of them.
  if (value == 0x00ad || u_isalpha(value) || u_getCombiningClass(value) > 0) return {Class::letter, bytes};
  return {u_isdigit(value) ? Class::digit : Class::other, bytes};
}

struct Run {
  Class kind;
  std::size_t begin, end;
};

std::optional<Run> next_run(std::string_view text, std::size_t from) {
  while (from < text.size()) {
    const Character first = character_at(text, from);
    if (first.kind == Class::other) {
      from += first.bytes;
      continue;
    }
    std::size_t end = from + first.bytes;
    while (end < text.size()) {
      const Character next = character_at(text, end);
      if (next.kind != first.kind) break;
      end += next.bytes;
    }
    return Run{first.kind, from, end};
  }
  return std::nullopt;
}

struct Terms {
  std::string term;
  std::vector<std::string> parts;
};

Terms make_terms(const std::string& folded) {
  Terms terms{stem(folded), {}};
  for (const auto& part : compound_parts(folded)) {
    std::string stemmed = stem(part);
    if (stemmed != terms.term && std::ranges::find(terms.parts, stemmed) == terms.parts.end())
      terms.parts.push_back(std::move(stemmed));
  }
  return terms;
}

const Terms& terms_of(std::string_view word) {
  thread_local std::unordered_map<std::string, Terms> known;
  if (known.size() > remembered_words) known.clear();
  std::string key(word);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  Terms terms = make_terms(folded_token(word));
  return known.emplace(std::move(key), std::move(terms)).first->second;
}

}  // namespace

std::string stem(std::string_view folded_word) {
  sb_stemmer* made = stemmer();
  const auto* stemmed = sb_stemmer_stem(made, reinterpret_cast<const sb_symbol*>(folded_word.data()),
                                        static_cast<int>(folded_word.size()));
  if (stemmed == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(made))};
}

void prepare_analyser() { analyse("sundhedsklynge"); }

std::string folded_token(std::string_view token) {
  std::string folded = fold(token);
  // Folding may bring out signs (½ becomes 1⁄2); a term is letters and digits alone.
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const Character c = character_at(folded, at);
    if (c.kind != Class::other) out.append(folded, at, c.bytes);
    at += c.bytes;
  }
  return out;
}

std::vector<Token> analyse(std::string_view text, std::size_t most) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (tokens.size() < most) {
    const auto run = next_run(text, at);
    if (!run) break;
    at = run->end;
    if (run->kind == Class::digit) {
      if (const auto end = person_number_end(text, run->begin, Suspicion::written)) {
        at = *end;
        continue;
      }
    }
    std::size_t end = std::min(run->end, run->begin + longest_word_bytes);
    while (end > run->begin && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    const auto word = text.substr(run->begin, end - run->begin);
    Token token{static_cast<std::uint32_t>(run->begin), static_cast<std::uint32_t>(run->end), {}, {}};
    if (run->kind == Class::letter) {
      const Terms& terms = terms_of(word);
      token.term = terms.term;
      token.parts = terms.parts;
    } else {
      token.term = folded_token(word);
    }
    if (!token.term.empty()) tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace klynge::search
