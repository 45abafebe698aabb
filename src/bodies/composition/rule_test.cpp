// The language: the sentences of real agreements, the one standard form, and what is refused.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/composition/rule_generator.hpp"

namespace klynge::composition {
namespace {

using enum SeatKind;
using Org = OrganisationReference;

struct Case {
  std::string sentence;
  std::string standard;
};

std::string standard_of(std::string_view sentence) {
  const auto rule = parse(sentence);
  return rule ? write(*rule) : "! " + rule.error().danish;
}

// Every sentence of the 2021, 2022 and 2027 agreements.
const std::vector<Case> agreement_sentences{
    {"5 medlemmer udpeget af kommunekontaktrådet", "5 medlemmer udpeget af kommunekontaktrådet."},
    {"2 medlemmer udpeget af PLO", "2 medlemmer udpeget af PLO."},
    {"5 medlemmer udpeget af Regionsrådet", "5 medlemmer udpeget af Regionsrådet."},
    {"5 kommunale politikere", "5 kommunale politikere."},
    {"3 regionsrådsmedlemmer", "3 regionsrådsmedlemmer."},
    {"3 medlemmer udpeget blandt alment praktiserende læger", "3 alment praktiserende læger."},
    {"2-4 politiske repræsentanter fra hver kommune i klyngen", "2-4 politikere fra hver kommune i klyngen."},
    {"3-4 repræsentanter fra Regionsrådet", "3-4 repræsentanter fra Regionsrådet."},
    {"PLO deltager ad hoc afhængigt af dagsordenen", "PLO deltager ad hoc."},
    {"1 repræsentant fra Patientinddragelsesudvalget", "1 repræsentant fra Patientinddragelsesudvalget."},
    {"Hver kommune i klyngen er repræsenteret på direktørniveau",
     "Mindst 1 repræsentant på direktørniveau fra hver kommune i klyngen."},
    {"Regionen er repræsenteret på direktørniveau med repræsentanter fra hospitalet, psykiatrien og den regionale fællesadministration",
     "Mindst 3 repræsentanter på direktørniveau fra regionen, herunder 1 fra hospitalet, 1 fra psykiatrien og 1 fra den regionale "
     "fællesadministration."},
    {"PLO er repræsenteret med 1-2 deltagere", "1-2 deltagere fra PLO."},
    {"1 borgmester fra hver klynge", "1 borgmester fra hver klynge."},
    {"3 regionsrådsmedlemmer, herunder regionsrådsformanden", "3 regionsrådsmedlemmer, herunder regionsrådsformanden."},
    {"1 borgmester fra hver kommune i klyngen", "1 borgmester fra hver kommune i klyngen."},
    {"Repræsentanter fra almen praksis", "Mindst 1 repræsentant fra almen praksis."},
    {"3 regionale repræsentanter, herunder en fra psykiatrien",
     "3 repræsentanter fra regionen, herunder 1 fra psykiatrien."},
    {"1 repræsentant pr. kommune", "1 repræsentant fra hver kommune."},
    {"Patientrepræsentanter", "Mindst 1 patientrepræsentant."},
    {"Udvalgsformænd deltager som observatører", "Mindst 1 udvalgsformand som observatør."},
    {"10 regionsrådsmedlemmer", "10 regionsrådsmedlemmer."},
    {"9 medlemmer udpeget af kommunerne i sundhedsrådets område",
     "9 medlemmer udpeget af kommunerne i sundhedsrådets område."},
};

TEST(Language, ReadsEverySentenceOfTheAgreements) {
  for (const auto& [sentence, standard] : agreement_sentences) EXPECT_EQ(standard_of(sentence), standard) << sentence;
}

TEST(Language, MeansWhatItSays) {
  const auto steering = parse(
      "Regionen er repræsenteret på direktørniveau med repræsentanter fra hospitalet, psykiatrien og den regionale fællesadministration");
  ASSERT_TRUE(steering);
  Rule expected{{3, std::nullopt}, director_level, {{OrganisationKind::region}}};
  for (const auto kind :
       {OrganisationKind::hospital, OrganisationKind::psychiatry, OrganisationKind::joint_administration})
    expected.parts.push_back({{1, std::nullopt}, std::nullopt, {{kind}}});
  EXPECT_EQ(*steering, expected);

  EXPECT_EQ(parse("2-4 politiske repræsentanter fra hver kommune i klyngen").value(),
            (Rule{{2, 4}, politician, {}, {}, Per::municipality, Within::cluster}));
  EXPECT_EQ(parse("PLO deltager ad hoc afhængigt af dagsordenen").value(), (Rule{{0, std::nullopt},
                                                                                 participant,
                                                                                 {{OrganisationKind::plo}},
                                                                                 {},
                                                                                 Per::body,
                                                                                 Within::unsaid,
                                                                                 std::nullopt,
                                                                                 Manner::ad_hoc}));
  EXPECT_EQ(
      parse("Udvalgsformænd kan deltage som observatører").value(),
      (Rule{{0, std::nullopt}, committee_chair, {}, {}, Per::body, Within::unsaid, std::nullopt, Manner::observer}));
  EXPECT_EQ(parse("3 regionsrådsmedlemmer, herunder regionsrådsformanden").value(),
            (Rule{{3, 3},
                  regional_councillor,
                  {},
                  {},
                  Per::body,
                  Within::unsaid,
                  std::nullopt,
                  Manner::member,
                  {{{1, std::nullopt}, regional_council_chair, {}}}}));
  EXPECT_EQ(parse("9 medlemmer udpeget af kommunerne i sundhedsrådets område").value(),
            (Rule{{9, 9}, member, {}, {{OrganisationKind::municipality, "", Within::council_area}}}));
}

TEST(Language, TakesOtherWordingsForTheSame) {
  const std::vector<Case> cases{
      // clang-format off
      {"2–4 politikere fra hver kommune i klyngen.", "2-4 politikere fra hver kommune i klyngen."},
      {"2 — 4 POLITISKE MEDLEMMER PR. KOMMUNE I KLYNGEN", "2-4 politikere fra hver kommune i klyngen."},
      {"to til fire politikere for hver kommune i klyngen", "2-4 politikere fra hver kommune i klyngen."},
      {"Mellem to og fire politikere fra hver kommune", "2-4 politikere fra hver kommune."},
      {"1 eller 2 deltagere fra PLO-K", "1-2 deltagere fra PLO-K."},
      {"0-2 deltagere fra PLO", "Højst 2 deltagere fra PLO."},
      {"en borgmester fra hver klynge", "1 borgmester fra hver klynge."},
      {"Én direktør fra hospitalet pr. klynge", "1 direktør fra hospitalet pr. klynge."},
      {"Mindst 2 patient- og pårørenderepræsentanter", "Mindst 2 patientrepræsentanter."},
      {"Højst tre repræsentanter fra patientforeningerne.", "Højst 3 repræsentanter fra patientforeningerne."},
      {"Op til 3 embedsmænd fra regionen", "Højst 3 embedsmænd fra regionen."},
      {"Hver kommune udpeger 2 medlemmer", "2 medlemmer fra hver kommune."},
      {"Regionsrådet udpeger fem medlemmer", "5 medlemmer udpeget af Regionsrådet."},
      // clang-format on
      {"KKR udpeger 5 medlemmer, herunder 3 borgmestre",
       "5 medlemmer udpeget af kommunekontaktrådet, herunder 3 borgmestre."},
      {"Der er 5 medlemmer, der udpeges af Regionsrådet", "5 medlemmer udpeget af Regionsrådet."},
      {"3 repræsentanter fra regionen (heraf en fra psykiatrien og en fra hospitalet)",
       "3 repræsentanter fra regionen, herunder 1 fra psykiatrien og 1 fra hospitalet."},
      {"3 regionale repræsentanter herunder en fra psykiatrien og hospitalet",
       "3 repræsentanter fra regionen, herunder 1 fra psykiatrien og 1 fra hospitalet."},
      {"Regionen er repræsenteret med 2 repræsentanter fra hospitalet og 1 fra psykiatrien",
       "3 repræsentanter fra regionen, herunder 2 fra hospitalet og 1 fra psykiatrien."},
      {"Hver kommune er repræsenteret ved borgmesteren", "1 borgmester fra hver kommune."},
      {"Hver kommune i klyngen er repræsenteret på direktørniveau med 1-2 deltagere",
       "1-2 repræsentanter på direktørniveau fra hver kommune i klyngen."},
      {"Hver kommune er repræsenteret af sin borgmester", "1 borgmester fra hver kommune."},
      {"2 repræsentanter for PLO", "2 repræsentanter fra PLO."},
      {"1 kommunaldirektør fra hver kommune i området", "1 direktør fra hver kommune i området."},
      {"2 hospitalsdirektører", "2 direktører fra hospitalet."},
      {"1 repræsentant for patienter og pårørende", "1 patientrepræsentant."},
      {"3 repræsentanter fra regionen, hvoraf en er fra psykiatrien",
       "3 repræsentanter fra regionen, herunder 1 fra psykiatrien."},
      {"2 udvalgsformænd udpeget blandt kommunale politikere", "2 udvalgsformænd fra kommunerne."},
      {"2 kommunale direktører", "2 direktører fra kommunerne."},
      {"1 repræsentant fra Lyngsted Kommune, udpeget af KKR",
       "1 repræsentant fra Lyngsted Kommune udpeget af kommunekontaktrådet."},
      {"2 repræsentanter fra Danske Patienter", "2 repræsentanter fra Danske Patienter."},
      {"2 repræsentanter fra Foreningen for Gigt eller PLO", "2 repræsentanter fra Foreningen for Gigt eller PLO."},
      {"1 repræsentant fra ”Liv og Lunger, Egelund”", "1 repræsentant fra ”Liv og Lunger, Egelund”."},
      {"PLO Lyngsted deltager efter behov", "PLO Lyngsted deltager ad hoc."},
      {"1 repræsentant fra PLO deltager ad hoc", "1 repræsentant fra PLO deltager ad hoc."},
      {"Almen praksis deltager når dagsordenen kræver det", "Almen praksis deltager ad hoc."},
      {"2 udvalgsformænd deltager som observatører", "2 udvalgsformænd som observatører."},
      {"Regionsrådsformanden", "1 regionsrådsformand."},
      {"1 medlem uden stemmeret fra PLO", "1 medlem uden stemmeret fra PLO."},
      {"5 repræsentanter fra kommunerne i klyngen, herunder højst 2 direktører",
       "5 repræsentanter fra kommunerne i klyngen, herunder højst 2 direktører."},
      {"5 medlemmer, herunder netop 1 fra PLO", "5 medlemmer, herunder netop 1 fra PLO."},
      {"\u00a05\u00a0medlemmer  udpeget af PLO . ", "5 medlemmer udpeget af PLO."},
  };
  for (const auto& [sentence, standard] : cases) EXPECT_EQ(standard_of(sentence), standard) << sentence;
}

TEST(Language, SaysWhatItDoesNotUnderstandAndWhere) {
  const std::vector<std::pair<std::string, std::string>> cases{
      // clang-format off
      {"", "Der står ingen regel."}, {"   ", "Der står ingen regel."},
      {"5 bogmestre fra hver klynge", "Klynge forstår ikke ”bogmestre” (ord nummer 2). Mente du ”borgmestre”?"},
      {"5 medlemmer fra", "Sætningen slutter for tidligt, efter ”fra”."},
      {"5 medlemmer fra psykatrien", "Klynge forstår ikke ”psykatrien” (ord nummer 4). Mente du ”psykiatrien”?"},
      {"5 medlemmer, herunder", "Sætningen slutter for tidligt"},
      {"5 medlemmer, herunder 2", "Her ventes, hvem der skal være iblandt"},
      {"5 medlemmer i udgangspunktet", "Klynge forstår ikke ”i” (ord nummer 3)."},
      {"1 borgmester og 1 direktør", "Her begynder noget nyt: ”og” (ord nummer 3). En sætning er én regel"},
      {"5 medlemmer fra regionen, 2 fra PLO", "Her begynder noget nyt: ”2” (ord nummer 5)."},
      {"PLO synger", "Klynge forstår ikke ”synger” (ord nummer 2)."}, {"0 medlemmer", "Antallet skal være mindst 1."},
      {"5000 medlemmer", "Antallet er for stort: en regel kan højst gælde 999 pladser."},
      {"99999999999999999999 medlemmer", "Antallet er for stort"}, {"Mindst medlemmer", "Her ventes et tal."},
      {"3 borgmestre udpeget blandt regionsrådsmedlemmer", "Ingen er både ”borgmester” og ”regionsrådsmedlem”"},
      {"3 borgmestre på direktørniveau", "”borgmester” kan ikke være på det niveau."},
      {"1 repræsentant fra PLO fra hver kommune", "”fra PLO” kan ikke stå samtidig"},
      {"1 repræsentant fra hver kommune pr. klynge", "det kan kun siges én gang"}, {"\xff", "tegn, som ikke kan læses"},
      // clang-format on
      {std::string(limits::composition_sentence_bytes + 1, 'a'), "Reglen er for lang"},
  };
  for (const auto& [sentence, said] : cases) {
    const auto rule = parse(sentence);
    ASSERT_FALSE(rule) << sentence << " became " << write(*rule);
    EXPECT_NE(rule.error().danish.find(said), std::string::npos) << sentence << ": " << rule.error().danish;
    EXPECT_TRUE(rule.error().danish.ends_with('.') || rule.error().danish.ends_with("”")) << rule.error().danish;
  }
}

TEST(Language, TakesNoRuleWhoseStandardFormIsTooLong) {
  std::string sentence = "9 medlemmer fra KKR";
  while (sentence.size() + 10 < limits::composition_sentence_bytes) sentence += " eller KKR";  // kommunekontaktrådet
  const auto rule = parse(sentence);
  ASSERT_FALSE(rule);
  EXPECT_EQ(rule.error().kind, Problem::Kind::too_large);
}

TEST(Language, EveryProblemWithAPlaceShowsAnExampleThatIsUnderstood) {
  const std::string before = "Skriv for eksempel: ”";
  for (const std::string sentence :
       {"", "5", "5 xyz", "5 medlemmer fra", "5 medlemmer xyz", "5 medlemmer, herunder 1 fra PLO xyz", "Xyz", "Mindst",
        "Mellem 1", "3 medlemmer blandt", "5 medlemmer, herunder 1 borgmester udpeget"}) {
    const auto rule = parse(sentence);
    ASSERT_FALSE(rule) << sentence;
    const auto at = rule.error().danish.find(before);
    ASSERT_NE(at, std::string::npos) << rule.error().danish;
    std::string example = rule.error().danish.substr(at + before.size());
    example.resize(example.size() - std::string("”").size());
    EXPECT_TRUE(parse(example)) << example;
  }
}

TEST(Language, TheExamplesAreInStandardForm) {
  for (const auto& example : examples()) EXPECT_EQ(standard_of(example), example);
}

// What stands between marks in every line that begins with `line_start`.
std::vector<std::string> examples_in(const std::string& file, std::string_view line_start, std::string_view from,
                                     std::string_view to) {
  std::ifstream stream(std::string(KLYNGE_SOURCE_DIR) + "/docs/" + file);
  std::vector<std::string> found;
  for (std::string line; std::getline(stream, line);)
    for (std::size_t at = line.find(from); line.starts_with(line_start) && at != std::string::npos;) {
      const auto end = line.find(to, at + from.size());
      if (end == std::string::npos) break;
      found.push_back(line.substr(at + from.size(), end - at - from.size()));
      at = line.find(from, end + (from == to ? to.size() : 0));
    }
  return found;
}

TEST(Language, ReadsTheExamplesOfTheGuides) {
  auto sentences = examples_in("brugervejledning/sammensaetning.md", "- *", "*", "*");
  ASSERT_GE(sentences.size(), 10u);
  sentences.resize(10);  // the list at the top; further down single words are in italics
  const auto of_table = examples_in("brugervejledning/sammensaetning.md", "| ", "*", "*");
  EXPECT_GE(of_table.size(), 10u);
  sentences.insert(sentences.end(), of_table.begin(), of_table.end());
  for (const auto& sentence : sentences) EXPECT_TRUE(parse(sentence)) << standard_of(sentence);

  const auto cells = examples_in("composition-rules.md", "| ", "| ", " |");  // written, standard form, in turn
  ASSERT_GE(cells.size(), 20u);
  for (std::size_t i = 4; i + 1 < cells.size(); i += 2) EXPECT_EQ(standard_of(cells[i]), cells[i + 1]);
}

TEST(NeverMet, IsSaidOfRulesThatNoSeatsCouldKeep) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"4-2 medlemmer fra PLO", "den kræver mindst 4 og tillader højst 2"},
      {"2 repræsentanter fra regionen, herunder 2 fra psykiatrien og 1 fra hospitalet",
       "”herunder” kræver 3, men reglen tæller højst 2"},
      {"3 medlemmer, herunder 3-2 fra PLO", "”herunder” kræver mindst 3 og tillader højst 2"},
      {"3 borgmestre, herunder regionsrådsformanden", "”regionsrådsformanden” kan ikke være blandt dem"},
      {"3 repræsentanter fra regionen, herunder 1 fra PLO", "”1 fra PLO” kan ikke være blandt dem"},
      {"3 repræsentanter fra regionen, herunder 1 borgmester", "”1 borgmester” kan ikke være blandt dem"},
      {"1 borgmester fra psykiatrien", "ingen ”borgmester” kommer fra psykiatrien"},
      {"1 regionsrådsmedlem fra hver kommune", "ingen ”regionsrådsmedlem” kommer fra kommunerne"},
      {"3 borgmestre, herunder højst 1 kommunal politiker", "den kræver mindst 3, men ”herunder” lukker højst 1 ind"},
  };
  for (const auto& [sentence, said] : cases) {
    const auto rule = parse(sentence);
    ASSERT_TRUE(rule) << sentence << ": " << rule.error().danish;
    const auto why = never_met(*rule);
    ASSERT_TRUE(why) << sentence;
    EXPECT_NE(why->find(said), std::string::npos) << *why;
  }
}

TEST(NeverMet, IsNotSaidOfTheAgreements) {
  for (const auto& [sentence, standard] : agreement_sentences)
    EXPECT_FALSE(never_met(parse(sentence).value())) << sentence;
  for (const std::string sentence :
       {"3 borgmestre, herunder 1 fra Lyngsted Kommune", "3 medlemmer, herunder højst 1 borgmester",
        "3 repræsentanter fra PLO eller regionen, herunder 1 fra psykiatrien"})
    EXPECT_FALSE(never_met(parse(sentence).value())) << sentence;
}

TEST(Words, AreATaxonomy) {
  EXPECT_TRUE(is_a(regional_council_chair, regional_councillor));
  EXPECT_TRUE(is_a(regional_council_chair, politician));
  EXPECT_TRUE(is_a(mayor, municipal_politician));
  EXPECT_FALSE(is_a(municipal_politician, mayor));
  EXPECT_FALSE(is_a(mayor, regional_councillor));
  for (const auto kind : seat_kinds()) {
    EXPECT_TRUE(is_a(kind, kind) && is_a(kind, member) && is_a(kind, representative) && is_a(kind, participant))
        << name(kind);
    EXPECT_EQ(seat_kind(name(kind)), kind);
  }
  EXPECT_FALSE(seat_kind("king"));
  for (const auto kind : organisation_kinds()) EXPECT_EQ(organisation_kind(name(kind)), kind);
  EXPECT_EQ(organisation_kind("agency"), OrganisationKind::other);
  EXPECT_TRUE(is_a(OrganisationKind::psychiatry, OrganisationKind::region));
  EXPECT_TRUE(is_a(OrganisationKind::plo_k, OrganisationKind::general_practice));
}

RC_GTEST_PROP(Language, ReadsBackWhatItWrites, ()) {
  const Rule rule = *any_rule();
  const std::string sentence = write(rule);
  RC_PRE(sentence.size() <= limits::composition_sentence_bytes);
  const auto back = parse(sentence);
  RC_TAG(sentence.size() / 40);
  if (!back) RC_FAIL(sentence + " → " + back.error().danish);
  if (*back != rule) RC_FAIL(sentence + " → " + write(*back));
}

RC_GTEST_PROP(Language, DoesNotCareAboutCapitalsDashesAndSpaces, ()) {
  Rule rule = *any_rule();
  for (auto* list : {&rule.from, &rule.appointed_by})
    for (auto& one : *list) one = {OrganisationKind::psychiatry};  // names keep their capitals
  for (auto& part : rule.parts)
    for (auto& one : part.from) one = {OrganisationKind::plo};
  if (rule.per == Per::municipality) rule.from.clear();
  std::string sentence;
  for (const char c : write(rule)) {
    if (c == ' ')
      sentence += "\u00a0 ";
    else
      sentence += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
  }
  RC_PRE(sentence.size() <= limits::composition_sentence_bytes);
  const auto back = parse(sentence);
  if (!back) RC_FAIL(sentence + " → " + back.error().danish);
  RC_ASSERT(*back == rule);
}

}  // namespace
}  // namespace klynge::composition
