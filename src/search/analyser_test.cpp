// What becomes of Danish text on its way into the index.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "search/analyser.hpp"
#include "search/compound_words.hpp"

namespace klynge::search {
namespace {

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& token : analyse(text)) out.push_back(token.term);
  return out;
}

// Whether somebody who looks for `query` finds `text` by one word.
bool finds(std::string_view query, std::string_view text) {
  const auto looked_for = analyse(query);
  if (looked_for.size() != 1) return false;
  return std::ranges::any_of(analyse(text), [&](const Token& token) {
    return token.term == looked_for[0].term || std::ranges::find(token.parts, looked_for[0].term) != token.parts.end();
  });
}

TEST(Analyser, FormsOfAWordAreOneTerm) {
  EXPECT_EQ(terms("beslutning"), terms("Beslutningerne"));
  EXPECT_EQ(terms("møde"), terms("MØDER"));
  EXPECT_EQ(terms("kommunerne"), terms("kommune"));
  EXPECT_EQ(terms("Re\u0301gion"), terms("région"));
}

TEST(Analyser, LettersAndDigitsPart) {
  EXPECT_EQ(terms("38Godkendelse"), (std::vector<std::string>{"38", stem("godkendelse")}));
  EXPECT_EQ(terms("739.846,50 kr."), (std::vector<std::string>{"739", "846", "50", "kr"}));
  EXPECT_EQ(terms("PLO-K"), (std::vector<std::string>{"plo", "k"}));
  EXPECT_TRUE(terms(" … – ½⁄ \xff\xfe").size() <= 1);
}

TEST(Analyser, PartsOfCompoundsAreFound) {
  EXPECT_TRUE(finds("midler", "klyngemidler"));
  EXPECT_TRUE(finds("midlerne", "Klyngemidlernes fordeling"));
  EXPECT_TRUE(finds("klynge", "klyngemidler"));
  EXPECT_TRUE(finds("styregruppe", "Klyngestyregruppen"));
  EXPECT_TRUE(finds("gruppe", "Klyngestyregruppen"));
  EXPECT_TRUE(finds("råd", "Ældrerådet"));
  EXPECT_TRUE(finds("udvalg", "sundhedsudvalgets"));
  EXPECT_TRUE(finds("sundhed", "sundhedsudvalgets"));
  EXPECT_TRUE(finds("hospital", "Universitetshospitalet"));
  EXPECT_TRUE(finds("hospitalet", "Havnsøhospital")) << "the beginning is no known word";
  EXPECT_TRUE(finds("plan", "handleplanen"));
}

TEST(Analyser, ChancePartsAreNot) {
  EXPECT_FALSE(finds("svar", "ansvar"));
  EXPECT_FALSE(finds("deling", "afdeling"));
  EXPECT_FALSE(finds("handling", "behandling"));
  EXPECT_FALSE(finds("slutning", "beslutning"));
  EXPECT_FALSE(finds("sats", "indsats"));
  EXPECT_FALSE(finds("rød", "brød"));
  EXPECT_FALSE(finds("ler", "midler"));
  EXPECT_TRUE(compound_parts("administration").empty());
  EXPECT_TRUE(compound_parts("organisation").empty());
  EXPECT_TRUE(compound_parts("kommunerne").empty());
  EXPECT_TRUE(compound_parts("møde").empty());
}

TEST(Analyser, PersonNumbersMakeNoTerm) {
  EXPECT_EQ(terms("nr. 010203-1234 slut"), (std::vector<std::string>{"nr", "slut"}));
  EXPECT_EQ(terms("cpr 0102031234"), std::vector<std::string>{"cpr"});
  EXPECT_EQ(terms("personnummer 610203 1234"), (std::vector<std::string>{"personnum"}));
  EXPECT_EQ(terms("sag 0102031234"), (std::vector<std::string>{"sag", "0102031234"}));
  EXPECT_EQ(terms("991399-1234"), (std::vector<std::string>{"991399", "1234"}));
  EXPECT_EQ(terms("70 20 30 40"), (std::vector<std::string>{"70", "20", "30", "40"}));
}

TEST(Analyser, TokensStandWhereTheySay) {
  const std::string text = "Punkt 5: Økonomien";
  const auto tokens = analyse(text);
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(text.substr(tokens[2].begin, tokens[2].end - tokens[2].begin), "Økonomien");
  EXPECT_EQ(analyse(text, 2).size(), 2u);
}

// Words as they come: Danish letters, capitals, digits, signs.
rc::Gen<std::string> texts() {
  static const std::vector<std::string> pieces = {"a", "b", "e", "g",      "k",      "l",      "m",    "n", "r", "s",
                                                  "t", "æ", "ø", "å",      "É",      "S",      "M",    "Ø", " ", "-",
                                                  ".", "1", "0", "\u00ad", "midler", "klynge", "møde", "\n"};
  return rc::gen::map(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 28)),
                      [](const std::vector<std::size_t>& picks) {
                        std::string out;
                        for (const auto pick : picks) out += pieces[pick];
                        return out;
                      });
}

RC_GTEST_PROP(Analyser, TheSameTextAlwaysGivesTheSameTerms, ()) {
  const auto text = *texts();
  const auto once = analyse(text), again = analyse(text);
  RC_ASSERT(once.size() == again.size());
  for (std::size_t i = 0; i < once.size(); ++i)
    RC_ASSERT(once[i].term == again[i].term && once[i].parts == again[i].parts);
}

RC_GTEST_PROP(Analyser, CapitalsMakeNoDifferenceToLetters, ()) {
  auto text = *texts();
  std::string capitals = text;
  for (char& c : capitals)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  RC_ASSERT(terms(text) == terms(capitals));
}

RC_GTEST_PROP(Analyser, FoldingIsIdempotent, ()) {
  const auto text = *texts();
  const auto folded = folded_token(text);
  RC_ASSERT(folded_token(folded) == folded);
}

RC_GTEST_PROP(Analyser, TokensAreInOrderAndApart, ()) {
  const auto text = *texts();
  std::uint32_t before = 0;
  for (const auto& token : analyse(text)) {
    RC_ASSERT(token.begin >= before && token.end > token.begin && token.end <= text.size());
    before = token.end;
  }
}

}  // namespace
}  // namespace klynge::search
