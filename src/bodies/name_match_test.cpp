// Rules that hold for every name, not only for those of the labelled set.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "bodies/common_names.hpp"
#include "bodies/matcher_rules.hpp"
#include "bodies/name_words.hpp"

namespace klynge::bodies {
namespace {

rc::Gen<std::string> words(std::vector<std::string> list, int most) {
  return rc::gen::map(rc::gen::resize(most, rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(
                                                rc::gen::inRange<std::size_t>(0, list.size())))),
                      [list](const std::vector<std::size_t>& picks) {
                        std::string out;
                        for (const auto pick : picks) out += (out.empty() ? "" : " ") + list[pick];
                        return out;
                      });
}

rc::Gen<std::string> person_names() {
  return words({"Signe", "Lars", "Holmdal", "Jensen", "Ørslev", "Åse", "Bak", "Vang-Østerby", "P.", "Damgård", "von",
                "Tornskov"},
               5);
}
rc::Gen<std::string> body_names() {
  return words({"Politisk", "Faglig", "Sundhedsklynge", "Klynge", "Styregruppe", "Nord", "Syd", "Egelund", "udvalget",
                "for", "Ældrerådet", "1", "2"},
               5);
}
rc::Gen<std::string> organisation_names() {
  return words({"Lyngsted", "Kommune", "Region", "Vesterhav", "Regionshospitalet", "PLO-K", "PLO", "Psykiatrien",
                "Nørre", "Foreningen"},
               4);
}

RC_GTEST_PROP(PersonMatch, ANameNearIsItself, ()) {
  const auto name = parse_person_name(*person_names());
  RC_PRE(!name.words.empty());
  const auto verdict = compare_persons(name, name, {Tie::organisation, false, false});
  RC_ASSERT(verdict.answer != Answer::different);
}

RC_GTEST_PROP(PersonMatch, ExcludingOrganisationsAreNeverJoinedInSilence, ()) {
  const auto a = parse_person_name(*person_names()), b = parse_person_name(*person_names());
  for (const Tie tie : {Tie::nothing, Tie::body, Tie::organisation, Tie::meeting})
    RC_ASSERT(compare_persons(a, b, {tie, true, false}).answer != Answer::same || a.words.size() == 1);
}

RC_GTEST_PROP(PersonMatch, AWordOrderNeverMattersToWhoIsCompared, ()) {
  const auto a = parse_person_name(*person_names()), b = parse_person_name(*person_names());
  const PersonContext near{Tie::organisation, false, false};
  const bool forth = compare_persons(a, b, near).answer == Answer::different,
             back = compare_persons(b, a, near).answer == Answer::different;
  // The genitive s belongs to the printed name alone; these names have none.
  RC_ASSERT(forth == back);
}

RC_GTEST_PROP(PersonMatch, WhoeverMatchesSharesAKey, ()) {
  const auto printed = parse_person_name(*person_names()), known = parse_person_name(*person_names());
  RC_PRE(printed.words.size() > 1 && known.words.size() > 1);
  if (compare_persons(printed, known, {Tie::organisation, false, false}).answer != Answer::same) return;
  if (person_key(printed) == person_key(known)) return;
  const auto stored = person_stored_keys(known), searched = person_search_keys(printed);
  RC_ASSERT(std::ranges::any_of(
      searched, [&](const std::string& key) { return std::ranges::find(stored, key) != stored.end(); }));
}

// The register's matcher asks no further for those it is denied for.
RC_GTEST_PROP(PersonMatch, WhoCannotBeTheSameIsDifferentWhateverTheContext, ()) {
  const auto a = parse_person_name(*person_names()), b = parse_person_name(*person_names());
  bool ever = false;
  for (const Tie tie : {Tie::nothing, Tie::body, Tie::organisation, Tie::meeting})
    for (const bool exclude : {false, true})
      for (const bool listed : {false, true})
        ever |= compare_persons(a, b, {tie, exclude, listed}).answer != Answer::different;
  RC_ASSERT(!ever || could_be_same_person(a, b));
}

RC_GTEST_PROP(BodyMatch, IsTheSameBothWays, ()) {
  const auto a = parse_body_name(*body_names()), b = parse_body_name(*body_names());
  RC_ASSERT(compare_bodies(a, b).answer == compare_bodies(b, a).answer);
  RC_PRE(!a.words.empty());
  RC_ASSERT(compare_bodies(a, a).answer == Answer::same);
}

RC_GTEST_PROP(OrganisationMatch, ANameIsItself, ()) {
  const auto a = parse_organisation_name(*organisation_names());
  RC_PRE(!a.plural);
  RC_ASSERT(compare_organisations(a, a).answer == Answer::same);
  RC_ASSERT(tie_of(a, a) == OrganisationTie::shared);
}

RC_GTEST_PROP(Names, AnyTextIsTaken, (const std::vector<std::uint16_t>& letters)) {
  std::string text;
  for (const auto letter : letters) {
    const unsigned value = letter % 0xd800;  // below the surrogates: every one is a character
    if (value < 0x80)
      text += static_cast<char>(value);
    else if (value < 0x800)
      text += {static_cast<char>(0xc0 | (value >> 6)), static_cast<char>(0x80 | (value & 0x3f))};
    else
      text += {static_cast<char>(0xe0 | (value >> 12)), static_cast<char>(0x80 | ((value >> 6) & 0x3f)),
               static_cast<char>(0x80 | (value & 0x3f))};
  }
  parse_person_name(text);
  parse_body_name(text);
  parse_organisation_name(text);
  shown_person_name(text);
  for (const auto& key : person_search_keys(parse_person_name(text))) RC_ASSERT(is_valid_utf8(key));
  for (const auto& key : person_stored_keys(parse_person_name(text))) RC_ASSERT(is_valid_utf8(key));
}

// A control character beside a letter of two bytes counted as two initials, each half a letter.
TEST(Names, ALetterIsNeverCutInTwo) {
  const auto name = parse_person_name(std::string_view("\0Ā a", 5));
  for (const auto& word : name.words) EXPECT_TRUE(is_valid_utf8(word.text)) << word.text;
  for (const auto& key : person_stored_keys(name)) EXPECT_TRUE(is_valid_utf8(key)) << key;
}

TEST(Names, AreShownWithoutWhatStandsAroundThem) {
  EXPECT_EQ(shown_person_name("Direktør  Signe Holmdal, Lyngsted Kommune"), "Signe Holmdal");
  EXPECT_EQ(shown_person_name("Signe Holmdal (for Bo Falk)"), "Signe Holmdal");
  EXPECT_EQ(shown_person_name("Holmdal, Signe"), "Signe Holmdal");
  EXPECT_EQ(shown_person_name("Anne-Marie Skovlyst"), "Anne-Marie Skovlyst");
}

TEST(Names, TheRegisterKnowsMoreKindsThanNamesAreMatchedBy) {
  const auto kind = [](std::string_view printed) { return name(register_kind(parse_organisation_name(printed))); };
  EXPECT_EQ(kind("Lyngsted Kommune"), "municipality");
  EXPECT_EQ(kind("PLO Egelund"), "plo");
  EXPECT_EQ(kind("PLO-K Lyngsted"), "plo_k");
  EXPECT_EQ(kind("Havministeriet"), "ministry");
  EXPECT_EQ(kind("Fyrstyrelsen"), "agency");
  EXPECT_EQ(kind("Regionsrådet i Region Nordfjord"), "regional_council");
  EXPECT_EQ(kind("Region Nordfjord"), "region");
  EXPECT_EQ(kind("Regionsrådet"), "regional_council");
  EXPECT_EQ(kind("Den regionale fællesadministration"), "joint_administration");
  EXPECT_EQ(kind("Kommunekontaktrådet Nordfjord"), "contact_council");
  EXPECT_EQ(kind("Patientinddragelsesudvalget"), "patient_committee");
  EXPECT_EQ(kind("Patientforeningen Åndenød"), "patients");
  EXPECT_EQ(kind("Bestyrelsen for Lyngsted Havn"), "other");
  EXPECT_EQ(kind("Lyngsted Ro- og Kajakklub"), "other");
}

TEST(Names, LevelsAreGuessedFromTheName) {
  const auto level = [](std::string_view text) { return name(guess_level(parse_body_name(text))); };
  EXPECT_EQ(level("Den Politiske Klynge Egelund"), "political");
  EXPECT_EQ(level("Faglig Sundhedsklynge Egelund"), "professional-strategic");
  EXPECT_EQ(level("Klyngestyregruppe Egelund"), "professional-strategic");
  EXPECT_EQ(level("Driftsforum for Kirurgi"), "operations");
  EXPECT_EQ(level("Patientinddragelsesudvalget"), "advisory");
  EXPECT_EQ(level("Ældrerådet"), "advisory");
  EXPECT_EQ(level("Byrådet"), "political");
  EXPECT_EQ(level("Festgruppen"), "unknown");
}

TEST(Names, EveryDifferenceHasItsKind) {
  EXPECT_EQ(compare_words("tornskov", "tomskov"), WordDifference::lookalike);
  EXPECT_EQ(compare_words("holm", "hoim"), WordDifference::lookalike);
  EXPECT_EQ(compare_words("leif", "lief"), WordDifference::lookalike);
  EXPECT_EQ(compare_words("anna", "ana"), WordDifference::lookalike);
  EXPECT_EQ(compare_words("petersen", "pedersen"), WordDifference::letter);
  EXPECT_EQ(compare_words("larsen", "jensen"), WordDifference::far);
  EXPECT_EQ(letters_apart("sandbæk", "sandbeck"), 2);
  EXPECT_TRUE(is_common_family_name("aagesen"));
  EXPECT_FALSE(is_common_family_name("holmdal"));
}

}  // namespace
}  // namespace klynge::bodies
