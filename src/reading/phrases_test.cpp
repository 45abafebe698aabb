// The table of phrases, and the lists of words, against the plain search they stand for.
#include "reading/phrases.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

RC_GTEST_PROP(Phrases, FindWhatAPlainSearchFinds, ()) {
  static const Phrases table{{0, Phrases::inside, {"ab"}}, {1, Phrases::inside, {"bab", "aab"}},
                             {2, Phrases::inside, {"æa"}}, {3, Phrases::words, {"ba", "øb"}},
                             {4, Phrases::words, {"a"}},   {5, Phrases::words, {"aab ba"}}};
  std::string text;
  for (const auto letter : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)))
    text += std::vector<std::string>{"a", "b", " ", "æ", "ø", "1"}[static_cast<std::size_t>(letter)];
  const Cues cues = table.in(text);
  RC_ASSERT(cues.has(0) == contains(text, "ab"));
  RC_ASSERT(cues.has(1) == (contains(text, "bab") || contains(text, "aab")));
  RC_ASSERT(cues.has(2) == contains(text, "æa"));
  RC_ASSERT(cues.has(3) == (has_word(text, "ba") || has_word(text, "øb")));
  RC_ASSERT(cues.has(4) == has_word(text, "a"));
  RC_ASSERT(cues.has(5) == has_word(text, "aab ba"));
}

TEST(Phrases, MayMeanSeveralThings) {
  const Phrases table{{0, Phrases::inside, {"udsat"}}, {1, Phrases::words, {"udsat", "sat"}}};
  EXPECT_TRUE(table.in("punktet udsat").has(0));
  EXPECT_TRUE(table.in("punktet udsat").has(1));
  EXPECT_TRUE(table.in("udsatte").has(0));
  EXPECT_FALSE(table.in("udsatte").has(1));
  EXPECT_TRUE(table.in("").none());
}

TEST(Endings, AreFoundAtTheEndAlone) {
  const Endings endings{"rådet", "kommune"};
  EXPECT_TRUE(endings.end("ældrerådet"));
  EXPECT_FALSE(endings.end("rådets"));
  EXPECT_FALSE(endings.end(""));
}

TEST(Folding, TakesShortAndLongTextsAlike) {
  const std::string capitals = "ÆBLEGRØD PÅ ØSTERÅGADE × ÉN GANG – ÅRET RUNDT";
  std::string text, expected;
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(std::string_view(Folded(text)), expected) << i;
    text += capitals;
    expected += "æblegrød på østerågade × én gang – året rundt";
  }
}

constexpr PhraseScan scanned{"aba", "bb", "cacb"};

RC_GTEST_PROP(PhraseScan, FindsThePhraseThatStandsFirst, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c', '.'));
  const std::size_t first = std::min({text.find("aba"), text.find("bb"), text.find("cacb")});
  RC_ASSERT(scanned.find(text) == first);
  RC_ASSERT(scanned.in(text) == (first != std::string::npos));
}

constexpr WordSet words{"ab", "abc", "b", "øl"};

TEST(WordSet, KnowsItsWordsAsWholesAndAtBothEnds) {
  EXPECT_TRUE(words.has("abc") && words.has("b") && words.has("øl"));
  EXPECT_FALSE(words.has("") || words.has("a") || words.has("abcd") || words.has("ol"));
  EXPECT_EQ(words.beginning("abcd"), "ab");
  EXPECT_TRUE(words.begins("ølglas") && words.ends("saft og øl"));
  EXPECT_FALSE(words.begins("cab") || words.ends("abd") || words.begins("") || words.ends(""));
}

}  // namespace
}  // namespace klynge::reading
