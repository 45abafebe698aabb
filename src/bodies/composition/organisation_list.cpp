#include "bodies/composition/organisation_list.hpp"

#include <string_view>
#include <utility>

#include "bodies/composition/phrases.hpp"

namespace klynge::composition {

namespace {

bool begins_with_capital(const Token& token) {
  if (token.kind != Token::Kind::word || token.text.empty()) return false;
  std::size_t length = 1;  // of the first character
  while (length < token.text.size() && (static_cast<unsigned char>(token.text[length]) & 0xC0) == 0x80) ++length;
  return token.text.substr(0, length) != token.lower.substr(0, length);
}

bool goes_on_a_name(const Token& token) { return token.kind == Token::Kind::word && !is_grammar_word(token.lower); }

// A name outside quotation marks: from a capital letter to the next word of the grammar.
OrganisationList name_at(std::span<const Token> tokens) {
  OrganisationList read;
  if (!begins_with_capital(tokens[0]) || is_grammar_word(tokens[0].lower)) return read;
  OrganisationReference reference;
  while (read.tokens < tokens.size() && goes_on_a_name(tokens[read.tokens])) {
    if (read.tokens > 0) reference.name += ' ';
    reference.name += tokens[read.tokens++].text;
  }
  read.references.push_back(std::move(reference));
  return read;
}

OrganisationList one_at(std::span<const Token> tokens) {
  OrganisationList read;
  if (tokens.empty()) return read;
  if (tokens[0].kind == Token::Kind::quoted) {
    if (tokens[0].text.empty()) return read;
    read.tokens = 1;
    read.references.push_back({OrganisationKind::other, tokens[0].text});
    return read;
  }
  const auto phrase = organisation_phrase_at(tokens);
  // “PLO Lyngsted” is a name that begins with a known word.
  const bool longer = phrase && phrase->tokens < tokens.size() && begins_with_capital(tokens[phrase->tokens]) &&
                      goes_on_a_name(tokens[phrase->tokens]);
  if (!phrase || longer) return name_at(tokens);
  read.tokens = phrase->tokens;
  OrganisationReference reference{phrase->kind};
  if (phrase->kind == OrganisationKind::municipality)
    if (const auto within = within_phrase_at(tokens.subspan(read.tokens))) {
      reference.within = within->within;
      read.tokens += within->tokens;
    }
  read.references.push_back(std::move(reference));
  return read;
}

}  // namespace

OrganisationList organisation_list_at(std::span<const Token> tokens) {
  auto read = one_at(tokens);
  while (read.tokens > 0 && words_at(tokens.subspan(read.tokens), "eller")) {
    auto next = one_at(tokens.subspan(read.tokens + 1));
    if (next.tokens == 0) break;
    read.tokens += 1 + next.tokens;
    read.references.push_back(std::move(next.references.front()));
  }
  return read;
}

}  // namespace klynge::composition
