// What counts as the same content: other bytes of one text, and what is a change of substance.
#include "intake/content.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "reading/document.hpp"

using namespace klynge;
using namespace klynge::intake;

namespace {

std::vector<std::string> words(const std::string& text) {
  reading::MeetingRecord record;
  record.items.push_back({.title = text});
  return content_words(record);
}

Differences differences(const std::string& a, const std::string& b) { return compare(words(a), words(b)); }

reading::Document document(const std::string& text) { return reading::decode_plain_text(text).value(); }

struct Pair {
  const char *a, *b;
  bool same;
};

}  // namespace

TEST(Content, HashIgnoresSpaceLineBreaksHyphensAndCase) {
  EXPECT_EQ(content_hash(document("Referat af mødet\nden 3. maj. Økono-\nmien")),
            content_hash(document("REFERAT  af\nmødet den 3. maj.\n\nØkonomien")));
  EXPECT_NE(content_hash(document("Beløb 100")), content_hash(document("Beløb 101")));
}

TEST(Content, LeftoverMarkupIsNoText) {
  EXPECT_EQ(words("<p><ul style=\"x\">Referat</p> a < 3"), words("Referat a < 3"));
}

class ContentPair : public testing::TestWithParam<Pair> {};
TEST_P(ContentPair, IsJudgedAsAPersonWould) {
  const Pair& pair = GetParam();
  const auto result = differences(pair.a, pair.b);
  EXPECT_EQ(result.same_content(), pair.same) << pair.a << " | " << pair.b << " | " << result.example;
  EXPECT_EQ(differences(pair.b, pair.a).same_content(), pair.same);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ContentPair,
    testing::Values(Pair{"Driftsgruppen drøftede indsatsen", "Driftsgruppen drøftede ind satsen", true},
                    Pair{"koordinationsudvalget mødtes", "koordinatonsudvalget mødtes", true},
                    Pair{"personer som ikke har et netværk", "personer sm ikke har et netværk", true},
                    Pair{"mødes i rådhussalen", "mødes i rådhusalen", true},
                    Pair{"Indstillingen blev godkendt", "Indstillingen blev ikke godkendt", false},
                    Pair{"der bevilges 100.000 kr.", "der bevilges 190.000 kr.", false},
                    Pair{"gruppen kan gå videre", "gruppen skal gå videre", false},
                    Pair{"sagen udsættes", "sagen udsættes til næste møde", false},
                    Pair{"med forbehold", "uden forbehold", false}, Pair{"mødet den 3. maj", "mødet den 4. maj", false},
                    Pair{"der var et punkt", "der var et punkt p", true}, Pair{"Pia deltog", "Per deltog", false}));

TEST(Content, ManyDifferencesAreBounded) {
  std::string a, b;
  for (int i = 0; i < 3000; ++i) {
    a += "ord" + std::to_string(i) + " ";
    b += "andet" + std::to_string(i) + " ";
  }
  EXPECT_FALSE(differences(a, b).same_content());
  EXPECT_LT(similarity(words(a), words(b)), 0.01);
}

TEST(Content, AlignsALongTextWithFewSlips) {
  std::string a, b;
  for (int i = 0; i < 2000; ++i) {
    const std::string word = "sundhedsaftale" + std::string(1, static_cast<char>('a' + i % 26)) + " punktet ";
    a += word;
    b += i % 100 == 7 ? "sundhedsaftele" + std::string(1, static_cast<char>('a' + i % 26)) + " punktet " : word;
  }
  const auto result = differences(a, b);
  EXPECT_TRUE(result.same_content()) << result.example;
  EXPECT_EQ(result.slips, 20u);
}

RC_GTEST_PROP(Content, EditDistanceIsAMetricUpToItsBound, (std::string a, std::string b)) {
  const std::size_t all = a.size() + b.size();
  const std::size_t exact = edit_distance(a, b, all);
  RC_ASSERT(exact == edit_distance(b, a, all));
  RC_ASSERT((exact == 0) == (a == b));
  for (const std::size_t bound : {std::size_t{0}, std::size_t{1}, std::size_t{3}})
    RC_ASSERT(edit_distance(a, b, bound) == std::min(exact, bound + 1));
}

RC_GTEST_PROP(Content, DifferencesAreFoundExactlyWhereTheyAre, ()) {
  const auto base = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
  std::vector<std::string> a, b;
  for (const int one : base) a.push_back("ord" + std::string(1, static_cast<char>('a' + one)));
  b = a;
  RC_ASSERT(compare(a, b).slips + compare(a, b).substance == 0u);
  const auto at = *rc::gen::inRange<std::size_t>(0, b.size() + 1);
  b.insert(b.begin() + static_cast<std::ptrdiff_t>(at), "tilføjelse");
  RC_ASSERT(compare(a, b).substance == 1u);
  RC_ASSERT(compare(b, a).substance == 1u);
}
