// How secretaries mark an item's beginning, its parts and its end, each in a small document of its own.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& text) {
  const auto document = decode_plain_text(text);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

const std::string head = "Referat\n\nStrandrådet\nTirsdag den 3. maj 2022\n\nTil stede: Bo Krag, Ida Holm\n\n";

TEST(ItemForms, AnythingMayStandBetweenNumberAndTitle) {
  for (const std::string number : {"Pkt. @ / ", "Pkt. @/ ", "Punkt @ | ", "Pkt @ · ", "@ / ", "Sag @ / ", "Ad @ / ",
                                   "Pkt. @ > ", "Nr @: ", "[@] ", "P @: ", "P.@ ", "P@ "}) {
    std::string text = head;
    const std::vector<std::string> titles{"Godkendelse af dagsorden", "Veje / stier", "Eventuelt"};
    for (std::size_t k = 0; k < titles.size(); ++k)
      text += std::string(number).replace(number.find('@'), 1, std::to_string(k + 1)) + titles[k] + "\nDrøftet.\n\n";
    const auto record = read(text);
    EXPECT_EQ(record.body, "Strandrådet") << number;
    EXPECT_EQ(record.date, (Date{2022, 5, 3})) << number;
    ASSERT_EQ(record.items.size(), titles.size()) << number;
    for (std::size_t k = 0; k < titles.size(); ++k) {
      EXPECT_EQ(record.items[k].number, std::to_string(k + 1)) << number;
      EXPECT_EQ(record.items[k].title, titles[k]) << number;
      EXPECT_EQ(record.items[k].minutes, "Drøftet.") << number;
    }
  }
}

// A general assembly whose item 5 holds three proposals; `proposal`: “@” for the letter, “#” for the number, “%” for
// the title.
std::string assembly(const std::string& number, const std::string& proposal, const std::string& gap) {
  const auto heading = [&](int n, const std::string& title) {
    return std::string(number).replace(number.find('#'), 1, std::to_string(n)) + title + "\n";
  };
  const std::vector<std::pair<std::string, std::string>> proposals{
      {"Nyt tag", "Forslaget blev vedtaget."}, {"Grill på altaner", "Forkastet."}, {"Bom", "Forslaget blev trukket."}};
  std::string text = "Referat af generalforsamling i Elmebo\nden 3. maj 2022\n\n" + heading(1, "Valg af dirigent") +
                     "Bo Krag blev valgt.\n\n" + heading(2, "Beretning") + "Taget til efterretning.\n\n" +
                     heading(3, "Regnskab") + "Godkendt.\n\n" + heading(4, "Budget") + "Godkendt.\n\n" +
                     heading(5, "Indkomne forslag") + "Der var indkommet tre forslag.\n";
  for (std::size_t k = 0; k < proposals.size(); ++k) {
    std::string row = proposal;
    const auto put = [&](char sign, const std::string& value) {
      if (const std::size_t at = row.find(sign); at != std::string::npos) row.replace(at, 1, value);
    };
    put('@', std::string(1, static_cast<char>('A' + k)));
    put('#', std::to_string(k + 1));
    put('%', proposals[k].first);
    text += gap + row + "\nForslagsstiller: Ida Holm\n" + proposals[k].second + "\n";
  }
  return text + "\n" + heading(6, "Valg") + "Ida Holm blev valgt.\n\n" + heading(7, "Eventuelt") + "Intet.\n";
}

TEST(ItemForms, ProposalsAreItemsBelowTheItemThatHoldsThem) {
  const std::vector<std::pair<std::string, std::string>> forms{{"Forslag @. %", "A"},
                                                               {"Forslag @: %", "A"},
                                                               {"Forslag #: %", "1"},
                                                               {"Forslag nr. # - %", "1"},
                                                               {"Forslag @ / %", "A"},
                                                               {"Ændringsforslag #: %", "1"},
                                                               {"- Forslag @: %", "A"},
                                                               {"Ad forslag #: %", "1"},
                                                               {"#. forslag: %", "1"},
                                                               {"5.@ %", "5.A"},
                                                               {"5@ %", "5A"},
                                                               {"5.# %", "5.1"},
                                                               {"Forslag 5.#: %", "5.1"},
                                                               {"@. %", "A"},
                                                               {"Forslag #\n%", "1"}};
  for (const auto& [form, number] : forms)
    for (const std::string outer : {"#. ", "Ad #. ", "Pkt. # / "})
      for (const std::string gap : {"\n", ""}) {
        const auto record = read(assembly(outer, form, gap));
        ASSERT_EQ(record.items.size(), 10u) << outer << form << gap;
        EXPECT_EQ(record.items[4].title, "Indkomne forslag");
        EXPECT_EQ(record.items[5].number, number) << form;
        EXPECT_EQ(record.items[5].title, "Nyt tag") << form;
        EXPECT_EQ(record.items[5].outcome, Outcome::approved) << form;
        EXPECT_EQ(record.items[6].outcome, Outcome::rejected) << form;
        EXPECT_EQ(record.items[7].outcome, Outcome::withdrawn) << form;
        EXPECT_EQ(record.items[8].number, "6") << form;
        EXPECT_TRUE(record.findings.empty()) << form;
      }
}

TEST(ItemForms, ProposalsMayStandBelowHeadingsWithoutNumbers) {
  const auto record =
      read(head +
           "Velkomst\nIda Holm bød velkommen.\n\nBeretning\nGodkendt.\n\nIndkomne forslag\n\nForslag A: Nyt tag\n"
           "Vedtaget.\n\nForslag B: Bom\nForkastet.\n\nEventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 6u);
  EXPECT_EQ(record.items[3].number, "A");
  EXPECT_EQ(record.items[3].title, "Nyt tag");
  EXPECT_EQ(record.items[4].outcome, Outcome::rejected);
}

TEST(ItemForms, IdeasThatAreTalkedOfAreNoItems) {
  for (const std::string item :
       {"2. Sommertur\nVi talte om turen.\n\nForslag 1: Zoo\nDer er langt.\n\nForslag 2: Stranden\nDer er vådt.\n",
        "2. Forslag til vej\nSagsfremstilling\nDer er to.\n\nForslag A: Nord\nDyrt.\n\nForslag B: Syd\nBilligt.\n",
        "2. Indkomne forslag\nForslag A blev drøftet, og\nForslag B blev nævnt.\n",
        "2. Forslag A: Nyt tag\nVedtaget.\n"}) {
    const auto record = read(head + "1. Velkomst\nIda Holm bød velkommen.\n\n" + item + "\n3. Eventuelt\nIntet.\n");
    EXPECT_EQ(record.items.size(), 3u) << item;
  }
}

TEST(ItemForms, TheLastItemEndsWhereTheMeetingEnds) {
  const std::string items = head + "1. Budget\nGodkendt.\n\n2. Veje\nDrøftet.\n\n3. Eventuelt\nIda Holm takkede.\n";
  const std::vector<std::string> tails{
      "Venlig hilsen\nMette R.",
      "De bedste hilsner\nMette",
      "Hilsen\nMette",
      "God sommer!",
      "Tak for i aften.",
      "/Mette",
      "Referat skrevet af Mette Rask",
      "Mette R., ref.",
      "Formand: Bo Krag      Referent: Mette Rask",
      "Strandrådet · Strandvej 3 · 4000 Roskilde · tlf. 12 34 56 78",
      "www.strandraadet.dk",
      "Mette Rask\nStrandvej 4\n4000 Roskilde\nmette@strandraadet.dk",
      "Dokumentet er underskrevet digitalt.",
      "Som dirigent:     For bestyrelsen:\n\n_____   _____\nBo Krag   Ida Holm\n\n"
      "Dokumentet er underskrevet digitalt.",
      "Udsendt den 5. maj 2022 til alle medlemmer",
      "2 kommentarer til \"Referat\"\nBo skriver: Hvornår ses vi?\n"
      "Aase Bek skriver: Tirsdag den 23. oktober, og så må vi se, hvad der sker med det hele."};
  for (const std::string& tail : tails)
    for (const std::string end :
         {"Næste møde: onsdag d. 12/6 kl. 19 hos Ida", "Næste bestyrelsesmøde er den 12. juni 2022.",
          "Da der ikke var mere, takkede dirigenten for god ro og orden og\nhævede mødet kl. 21."}) {
      const auto record = read(items + "\n" + end + "\n\n" + tail + "\n");
      ASSERT_EQ(record.items.size(), 3u) << tail;
      EXPECT_EQ(record.items[2].minutes, "Ida Holm takkede.") << end << tail;
      EXPECT_TRUE(record.items[2].tasks.empty()) << tail;
      EXPECT_EQ(record.next_meeting.has_value(), end.starts_with("Næste")) << tail;
    }
  for (const std::string said : {"Hilsen fra Mette blev læst op.", "Næste møde: 12/6 hos Ida.\nBo Krag tog billeder.",
                                 "Venlig hilsen fra kommunen blev læst op.", "Der var en hilsen.\nMette kommer.",
                                 "Næste år holdes mødet i maj."})
    EXPECT_EQ(read(items + said + "\n").items.at(2).minutes, "Ida Holm takkede.\n" + said);
}

TEST(ItemForms, ALabelledNextMeetingOutranksWhatAnItemTellsOfDays) {
  const auto record =
      read(head +
           "1. Budget\nReferat: Godkendt.\n\n2. Mødedatoer\nReferat: Mødet den 5. juni flyttes til den 12. juni.\n\n"
           "3. Eventuelt\nReferat: Ida Holm takkede.\n\nNæste møde: 12. juni 2022 kl. 15.00\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.next_meeting, (Date{2022, 6, 12}));
  EXPECT_EQ(record.items[2].minutes, "Ida Holm takkede.");
  EXPECT_EQ(
      read(head + "1. Budget\nGodkendt.\n\n2. Næste møde\nMødet den 5. juni flyttes til den 12. juni.\n").next_meeting,
      (Date{2022, 6, 12}));
}

TEST(ItemForms, APageMayEndBetweenWhatRecommendsAndItsList) {
  const auto page = [](int n) {
    return "\n                                      Side " + std::to_string(n) +
           " af 4\nRegion Fjord – Praksisrådet – 3. maj 2022\n\n";
  };
  for (const std::string label : {"Indstilling\n", ""}) {
    const auto record = read(
        "Referat af møde i Praksisrådet\n3. maj 2022\n\n1. Velkomst\nReferat\nGodkendt.\n\n"
        "2. Plan\nSagsfremstilling\nDer er en plan.\n" +
        page(2) + "Den er god.\n\n" + label + "Det indstilles, at Praksisrådet\n" + page(3) +
        "    • drøfter planen, og\n    • drøfter, hvordan den bruges.\n\nReferat\nRådet drøftede planen.\n" + page(4) +
        "Det gik godt.\n\n3. Eventuelt\nReferat\nIntet.\n");
    ASSERT_EQ(record.items.size(), 3u);
    EXPECT_EQ(record.items[1].recommendations,
              (std::vector<std::string>{"drøfter planen, og", "drøfter, hvordan den bruges."}));
    EXPECT_EQ(record.items[1].case_text, "Der er en plan.\nDen er god.");
    EXPECT_EQ(record.items[1].minutes, "Rådet drøftede planen.\nDet gik godt.");
  }
}

TEST(ItemForms, ASectionMayNameWhoPresentsIt) {
  for (const std::string section : {"Sagsfremstilling v/ Henrik Bro: ", "Sagsfremstilling v/ Henrik Bro:\n",
                                    "Baggrund ved Henrik Bro\n", "Baggrund (v/ Henrik Bro):\n"}) {
    const auto record = read(head + "1. Svar\n" + section + "Der er mange svar.\nReferat: Drøftet.\n\n" + "2. Plan\n" +
                             section + "Der er en plan.\nReferat: Drøftet.\n\n3. Eventuelt\nReferat: Intet.\n");
    ASSERT_EQ(record.items.size(), 3u) << section;
    EXPECT_EQ(record.items[0].case_text, "Der er mange svar.") << section;
    EXPECT_EQ(record.items[0].presenters, std::vector<std::string>{"Henrik Bro"}) << section;
    EXPECT_EQ(record.items[1].case_text, "Der er en plan.") << section;
  }
}

TEST(ItemForms, AColumnBeforeTheMinutesIsTheCase) {
  for (const std::string column : {"Indhold", "Uddybning", "Baggrund/indhold", "Beskrivelse"}) {
    const auto record =
        read(head + "Punkt | " + column + " | Referat\n1. Velkomst | | Godkendt.\n" +
             "2. Elever | Elevrådet fortæller om året | Taget til efterretning.\n3. Eventuelt | | Intet.\n");
    ASSERT_EQ(record.items.size(), 3u) << column;
    EXPECT_EQ(record.items[1].case_text, "Elevrådet fortæller om året") << column;
    EXPECT_EQ(record.items[1].minutes, "Taget til efterretning.") << column;
  }
}

TEST(ItemForms, ATabPartsTitleAndMinutes) {
  const auto record = read(head +
                           "1.\tVelkomst\tGodkendt.\n\n2.\tØnske: ny vej\tBo Krag har set på det.\n\n"
                           "3.\tRisiko\tRådet drøftede to:\n\t– den ene\n\t– den anden\n\n"
                           "4.\tPengene\tForbrug pr. 31.12.2021: 500 kr. ud af 900 kr.\n\n5.\tEvt.\tIntet.\n");
  ASSERT_EQ(record.items.size(), 5u);
  EXPECT_EQ(record.items[1].title, "Ønske: ny vej");
  EXPECT_EQ(record.items[1].minutes, "Bo Krag har set på det.");
  EXPECT_EQ(record.items[2].title, "Risiko");
  EXPECT_EQ(record.items[2].minutes, "Rådet drøftede to:\n- den ene\n- den anden");
  EXPECT_EQ(record.items[3].title, "Pengene");
  EXPECT_EQ(record.items[3].minutes, "Forbrug pr. 31.12.2021: 500 kr. ud af 900 kr.");
}

TEST(ItemForms, ABookOfMinutesCountsItsLeaves) {
  const std::string items = "\nTil stede: Bo Krag, Ida Holm\n\n1. Velkomst\nGodkendt.\n\n2. Eventuelt\nIntet.\n";
  for (const std::string leaf : {"Blad nr. 41", "Bl. 41", "Folio 41", "41"}) {
    const auto record = read("Beslutningsprotokol for Ådal Menighedsråd                         " + leaf +
                             "\n\nMenighedsrådets CVR-nr.: 12 34 56 78        Myndighedskode: 9999\n\n"
                             "Dagsorden til menighedsrådsmøde torsdag den 10. september 2020 kl. 19.00\n" +
                             items);
    EXPECT_EQ(record.title, "Beslutningsprotokol for Ådal Menighedsråd") << leaf;
    EXPECT_EQ(record.body, "Ådal Menighedsråd") << leaf;
  }
  EXPECT_EQ(read("REFERAT\n\nStyregruppemøde nr. 6 – Ny bro\n\nDato: 9. februar 2023\n" + items).title,
            "REFERAT Styregruppemøde nr. 6 – Ny bro");
}

TEST(ItemForms, AWordWithAColonMayHeadAListInsideTheMinutes) {
  for (const std::string said : {"Vi skal have et program.\nForslag:\n- foredrag\n- udflugt\nMette ringer til bussen.",
                                 "Forslag:\n- foredrag\n- udflugt\nVi tager udflugten.",
                                 "Status: Bo har fået tre tilbud. Vi tager det billigste."}) {
    const auto record = read(head + "1. Budget\nGodkendt.\n\n2. Program\n" + said + "\n\n3. Eventuelt\nIntet.\n");
    ASSERT_EQ(record.items.size(), 3u);
    EXPECT_EQ(record.items[1].minutes, said);
    EXPECT_FALSE(record.items[1].case_text.has_value()) << said;
  }
  const auto labelled =
      read(head +
           "1. Budget\nReferat:\nGodkendt.\n\n2. Program\nForslag:\n- udflugt\nReferat:\nGodkendt.\n\n"
           "3. Eventuelt\nReferat:\nIntet.\n");
  EXPECT_EQ(labelled.items.at(1).case_text, "- udflugt");
}

TEST(ItemForms, PlacesToParkAreNoItems) {
  const auto record = read(head +
                           "1. Parkering\nP1 Nordre Plads\nP2 Søndre Plads\nP3 Havnen\nAlle tre er fyldte.\n\n"
                           "2. Skilte\nDrøftet.\n\n3. Eventuelt\nIntet.\n");
  EXPECT_EQ(record.items.size(), 3u);
}

}  // namespace
}  // namespace klynge::reading
