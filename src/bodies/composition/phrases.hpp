// The wordings that the language knows, and which of them stands at a place in a sentence.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "bodies/composition/rule.hpp"
#include "bodies/composition/tokens.hpp"

namespace klynge::composition {

// The longest wording that the tokens begin with.
struct SeatPhrase {
  std::size_t tokens = 0;
  SeatKind kind = SeatKind::member;
  bool one = false;                        // “borgmesteren”: there is one of it
  std::optional<OrganisationKind> from{};  // “regionale repræsentanter”
};
std::optional<SeatPhrase> seat_phrase_at(std::span<const Token> tokens);

struct OrganisationPhrase {
  std::size_t tokens = 0;
  OrganisationKind kind = OrganisationKind::other;
};
std::optional<OrganisationPhrase> organisation_phrase_at(std::span<const Token> tokens);

// “i klyngen”
struct WithinPhrase {
  std::size_t tokens = 0;
  Within within = Within::unsaid;
};
std::optional<WithinPhrase> within_phrase_at(std::span<const Token> tokens);

// How many tokens the phrase ("ad hoc") takes; 0 where they do not begin with it. The phrase is lower case.
std::size_t words_at(std::span<const Token> tokens, std::string_view phrase);
// The first of several.
std::size_t any_words_at(std::span<const Token> tokens, std::span<const std::string_view> phrases);

// Words with a place in the grammar: they end a name that is not in quotation marks.
bool is_grammar_word(std::string_view lower);
// The known word that a misspelt one is nearest to, if any is near.
std::optional<std::string> nearest_word(std::string_view lower);

}  // namespace klynge::composition
