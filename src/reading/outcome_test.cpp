// Outcomes, decisions by recommendation, votes and recusals, each in the words of minutes.
#include "reading/outcome.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "reading/ballot.hpp"

namespace klynge::reading {
namespace {

std::optional<Outcome> outcome(const std::string& text, std::string_view title = {}) {
  return outcome_of_item(prose_of(text), {title, {}, false});
}

TEST(Outcomes, FollowTheVerb) {
  const std::vector<std::pair<std::string, std::optional<Outcome>>> cases{
      // clang-format off
      {"Godkendt.", Outcome::approved}, {"Indstillingen blev fulgt.", Outcome::followed},
      {"Taget til efterretning.", Outcome::noted}, {"Emnet blev drøftet.", Outcome::discussed},
      {"Klyngen besluttede, at midlerne overføres.", Outcome::decided},
      {"Udskydes til næste møde.", Outcome::postponed}, {"Udgår", Outcome::withdrawn},
      {"Sagen hjemvist.", Outcome::returned}, {"Forslaget blev ikke godkendt.", Outcome::rejected},
      {"Intet til referat.", Outcome::none}, {"Bo bød velkommen.", std::nullopt},
      {"Godkendt, dog udgår sag nr. 4.", Outcome::approved}, {"lndstillingen b1ev fulgt.", Outcome::followed},
      {"Til efterretning", Outcome::noted}, {"Drøftet.", Outcome::discussed}, {"Ingen bemærkninger.", Outcome::none},
      {"Enstemmigt vedtaget.", Outcome::approved}, {"Rådet noterede sig planen.", Outcome::noted},
      {"Orientering givet.", Outcome::noted}, {"Vi snakkede om skuret igen.", Outcome::discussed},
      {"Godk endt.", Outcome::approved}, {"Til efter retning.", Outcome::noted},
      // clang-format on
      {"---", Outcome::none}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(outcome(text), expected) << text;
}

TEST(Outcomes, KnowADecisionOfItsOwnFromAnApproval) {
  EXPECT_EQ(outcome("Bestyrelsen vedtog at hæve kontingentet til 650 kr."), Outcome::decided);
  EXPECT_EQ(outcome("Udvalget besluttede at godkende referatet."), Outcome::approved);
  EXPECT_EQ(outcome("Bo gennemgik regnskabet, som efterfølgende blev godkendt."), Outcome::approved);
  EXPECT_EQ(outcome("Bo gennemgik planen, som blev godkendt i 2019."), std::nullopt);
  EXPECT_EQ(outcome("Formanden aflagde beretning, som blev godkendt med akklamation."), Outcome::approved);
  EXPECT_EQ(outcome("Kassereren gennemgik regnskabet, der blev godkendt."), Outcome::approved);
  // A clause that is over before the verb is none of its own.
  EXPECT_EQ(outcome("Regnskabet, der viser et overskud på 412.660 kr., blev godkendt."), Outcome::approved);
  EXPECT_EQ(outcome("Udvalget bevilger 30.000 kr. til kurset."), Outcome::decided);
}

TEST(Outcomes, KnowANoInManyWords) {
  for (const std::string text :
       {"Forslaget blev ikke vedtaget.", "Udvalget kan ikke imødekomme ansøgningen.",
        "Forretningsudvalget afviser klagen.", "Bestyrelsen gav afslag.", "Ansøgningen blev ikke anbefalet.",
        "Udvalget kan ikke godkende forslaget.", "Forslaget kunne ikke tiltrædes."})
    EXPECT_EQ(outcome(text), Outcome::rejected) << text;
  EXPECT_EQ(outcome("Forslaget blev trukket af forslagsstilleren."), Outcome::withdrawn);
  // An amendment that falls does not reject the recommendation.
  EXPECT_EQ(outcome("Ændringsforslaget blev forkastet. Indstillingen blev tiltrådt."), Outcome::followed);
}

TEST(Outcomes, LeaveWhatSomebodySaidOfAnotherTime) {
  EXPECT_EQ(outcome("Formanden svarede, at spørgsmålet er drøftet i bestyrelsen før."), std::nullopt);
  EXPECT_EQ(outcome("Formanden svarede, og emnet blev drøftet."), Outcome::discussed);
}

TEST(Outcomes, ArePutOffWhereTheMatterComesAgain) {
  EXPECT_EQ(outcome("Punktet tages op igen den 8. marts."), Outcome::postponed);
  EXPECT_EQ(outcome("Genoptages på mødet i januar."), Outcome::postponed);
  EXPECT_EQ(outcome("Gennemgangen er udskudt til den 25. oktober."), Outcome::postponed);
  EXPECT_EQ(
      outcome(
          "Da Bo er syg, udsættes regnskabet til næste møde. Ida kan dog fortælle, at ansøgningen til fonden er sendt."),
      Outcome::postponed);
  EXPECT_EQ(outcome("Emnet blev drøftet og tages op igen."), Outcome::discussed);
}

TEST(Outcomes, ArePassedOnWhereTheRecommendationWasToRecommend) {
  EXPECT_EQ(outcome("Ad. 1-3: Anbefales."), Outcome::followed);
  EXPECT_EQ(outcome("Ramme 2017 anbefales."), Outcome::followed);
  EXPECT_EQ(outcome("Udvalget anbefaler forvaltningens indstilling over for Byrådet."), Outcome::followed);
  EXPECT_EQ(outcome("Indstilles til Byrådets godkendelse."), Outcome::followed);
  EXPECT_EQ(outcome("Rådet tilslutter sig."), Outcome::followed);
  EXPECT_EQ(outcome("Udvalget tilsluttede sig forslaget."), Outcome::followed);
  EXPECT_NE(outcome("Rådet tilslutter sig, at stien males."), Outcome::followed);
}

TEST(Outcomes, FollowWhatWasRecommended) {
  const auto under = [](const std::string& text, const std::string& recommendation) {
    const std::vector<std::string> recommendations{recommendation};
    return outcome_of_item(prose_of(text), {"Sag", recommendations, false});
  };
  EXPECT_EQ(
      under("Udvalget anbefalede byrådet at oprette klinikken.", "udvalget anbefaler byrådet at oprette en klinik"),
      Outcome::followed);
  EXPECT_EQ(under("Bo Lind anbefalede bogen.", "udvalget anbefaler bogen"), std::nullopt);
  EXPECT_EQ(under("Svømmeklubben Havørnen modtager prisen.", "rådet udpeger en vinder."), Outcome::decided);
}

TEST(Outcomes, KnowWordsOfRefusalAndTalkThatAreNoVerdict) {
  EXPECT_EQ(outcome("Udvalget drøftede, at afviste henvisninger følges af en anvisning."), Outcome::discussed);
  EXPECT_EQ(outcome("Udvalget afviste henvendelsen."), Outcome::rejected);
  EXPECT_EQ(outcome("Bo har været til landsmøde, hvor der mest blev talt om hjemmesiden."), std::nullopt);
  EXPECT_EQ(outcome("Bortfalder, da eleverne selv har fundet et sted."), Outcome::withdrawn);
}

TEST(Outcomes, OfAnElectionAreDecided) {
  EXPECT_EQ(outcome("Bo Krag", "Valg af dirigent"), Outcome::decided);
  EXPECT_EQ(outcome("1. suppleant blev Ida.", "Valg af to suppleanter"), Outcome::decided);
  EXPECT_EQ(outcome("Udsat.", "Valg af dirigent"), Outcome::postponed);
  EXPECT_EQ(outcome("Godkendt.", "Valg af revisor"), Outcome::approved);
  EXPECT_EQ(outcome("Bo Krag", "Eventuelt"), std::nullopt);
}

TEST(Outcomes, MayBeOneWord) {
  const std::vector<std::pair<std::string, Outcome>> cases{{"Trukket.", Outcome::withdrawn},
                                                           {"Forslaget er trukket.", Outcome::withdrawn},
                                                           {"Forslaget trækkes.", Outcome::withdrawn},
                                                           {"Frafaldet.", Outcome::withdrawn},
                                                           {"Bortfaldet.", Outcome::rejected},
                                                           {"Bortfalder.", Outcome::rejected},
                                                           {"Afvises.", Outcome::rejected},
                                                           {"Afslag.", Outcome::rejected},
                                                           {"Forkastes.", Outcome::rejected},
                                                           {"Ej godkendt.", Outcome::rejected}};
  for (const auto& [text, outcome] : cases)
    EXPECT_EQ(outcome_of_item(prose_of(text), {"Sti", {}, false}), outcome) << text;
}

TEST(Outcomes, TakeNothingFromWhatIsOnlyMentioned) {
  const std::vector<std::pair<std::string, std::optional<Outcome>>> cases{
      {"Rådet drøftede planen. Det er vigtigt at holde fast i de aftalte indsatser.", Outcome::discussed},
      {"Rådet drøftede planen. De aftalte at mødes igen.", Outcome::decided},
      {"Det blev aftalt, at dagsordenen følger formandens forslag.", Outcome::decided},
      {"Bestyrelsen har anført, at kommunen gav afslag på en lignende terrasse. Der var enighed om at udsætte forslaget.",
       Outcome::postponed},
      {"Vinderne trækkes i maj.", std::nullopt},
      {"Det kan ikke afvises, at prisen stiger.", std::nullopt}};
  for (const auto& [text, outcome] : cases)
    EXPECT_EQ(outcome_of_item(prose_of(text), {"Sti", {}, false}), outcome) << text;
}

TEST(Decisions, AreReadByRecommendation) {
  const std::string text = "1.-2. Godkendt\nAd 3) Udsat";
  const auto found = decisions_in(text, 3);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].decision.recommendations, (std::vector<int>{1, 2}));
  EXPECT_EQ(found[0].decision.outcome, Outcome::approved);
  EXPECT_EQ(found[1].decision.outcome, Outcome::postponed);
  EXPECT_EQ(text.substr(found[1].start, found[1].end - found[1].start), "Ad 3) Udsat");
}

TEST(Votes, AreCounted) {
  const std::vector<std::tuple<std::string, std::optional<int>, std::optional<int>, std::optional<int>>> cases{
      {"5 stemte for, 2 imod.", 5, 2, std::nullopt},
      {"Vedtaget med 7 stemmer for og 2 imod.", 7, 2, std::nullopt},
      {"Vedtaget med 9 stemmer mod 4.", 9, 4, std::nullopt},
      {"Tre stemte for, én imod, og to undlod at stemme.", 3, 1, 2},
      {"For stemte Lone Prip og Bo Krag. Imod stemte Rie Holm.", 2, 1, std::nullopt},
      {"For stemte 17 (A og V). Imod stemte 3 (Ø). 1 undlod at stemme (O).", 17, 3, 1},
      {"Stemte for: Lone Prip og Bo Krag. Imod stemte: Rie Holm. Hverken for eller imod stemte: Ida Beck.", 2, 1, 1},
      {"Forslaget til 120.000 kr. blev vedtaget med 22 stemmer for og 6 imod.", 22, 6, std::nullopt},
      // What else is counted in the sentence is no vote.
      {"Forslag 1, en legeplads ved søen, blev vedtaget med 22 stemmer for og 6 imod.", 22, 6, std::nullopt},
      {"Stigningen på 3 % fra 1. juli blev godkendt mod 2 stemmer.", std::nullopt, 2, std::nullopt},
      {"Der stemte 29 boliger (fordelingstal 431) for og 12 (fordelingstal 181) imod.", 29, 12, std::nullopt},
      // One side alone, and those who are named.
      {"Vedtaget med 33 stemmer. 2 undlod at stemme.", 33, std::nullopt, 2},
      {"Godkendt med 16 stemmer. Bo Krag (O) undlod at stemme.", 16, std::nullopt, 1},
      {"Godkendt, idet Rie Holm stemte imod.", std::nullopt, 1, std::nullopt},
      {"Imod stemte Bo Krag (O) og Rie Holm (V).", std::nullopt, 2, std::nullopt},
      {"For stemte Lone Prip. Imod stemte Bo Krag, der ønsker en lavere takst.", 1, 1, std::nullopt},
      {"For: 19, imod: 33 ved afstemning. Blanke: 2.", 19, 33, 2},
      {"For stemte 9 (O). Imod stemte 29 (A). Hverken for eller imod stemte 2 (F).", 9, 29, 2},
      {"Godkendt med 3 stemmer for og 1 imod. Bo Krag stemte imod.", 3, 1, std::nullopt}};
  for (const auto& [text, in_favour, against, abstained] : cases) {
    const auto votes = votes_in(prose_of(text));
    ASSERT_EQ(votes.size(), 1u) << text;
    EXPECT_EQ(votes[0].vote.in_favour, in_favour) << text;
    EXPECT_EQ(votes[0].vote.against, against) << text;
    EXPECT_EQ(votes[0].vote.abstained, abstained) << text;
    EXPECT_EQ(votes[0].start, 0u);
    EXPECT_EQ(votes[0].vote.text, text);
  }
  EXPECT_TRUE(votes_in(prose_of("Der var god stemning.")).empty());
  EXPECT_TRUE(votes_in(prose_of("Ændringen kræver 2/3 af de afgivne stemmer.")).empty());
  const auto blank = votes_in(prose_of("Vedtaget med 36 stemmer for, 4 imod og 1 blank."));
  ASSERT_EQ(blank.size(), 1u);
  EXPECT_EQ(blank[0].vote.abstained, 1);
  const auto silent = votes_in(prose_of("Der var 39 stemmer for, 0 imod og 2, der ikke stemte."));
  ASSERT_EQ(silent.size(), 1u);
  EXPECT_EQ(silent[0].vote.against, 0);
  EXPECT_EQ(silent[0].vote.abstained, 2);
  EXPECT_TRUE(votes_in(prose_of("Ida fik 38 stemmer, Bo 35 og Rie 17.")).empty());
  EXPECT_EQ(votes_in(prose_of("Forslag A: 5 stemte for, 2 imod. Forslag B: 5 stemte for, 2 imod.")).size(), 2u);
}

TEST(Recused, AreNamedWithTheirPlace) {
  const std::string text = "Sagen blev drøftet. Bo Krag erklærede sig inhabil og forlod mødet.";
  const auto found = recused_in(prose_of(text));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "Bo Krag");
  EXPECT_EQ(text.substr(found[0].start, 7), "Bo Krag");
}

}  // namespace
}  // namespace klynge::reading
