// Which rows head the items, and what stands in each: one small document for every way of writing.
#include "reading/outline.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& text) {
  const auto document = decode_plain_text(text);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

const std::string head = "Referat af bestyrelsesmøde\nDato: 3. maj 2022\nDeltagere: Bo Krag, Ida Holm\n\n";

using Items = std::vector<std::vector<std::string>>;

// Number, title and minutes of every item.
Items items_of(const std::string& text) {
  Items out;
  for (const Item& item : read(text).items)
    out.push_back({item.number.value_or(""), item.title, item.minutes.value_or("")});
  return out;
}

TEST(Outline, LettersNumberItems) {
  EXPECT_EQ(
      items_of(head +
               "A. Siden sidst\nIda Holm bød velkommen.\n\nB. Udflugt\nTuren blev drøftet.\n\nC. Eventuelt\nIntet.\n"),
      (Items{{"A", "Siden sidst", "Ida Holm bød velkommen."},
             {"B", "Udflugt", "Turen blev drøftet."},
             {"C", "Eventuelt", "Intet."}}));
}

TEST(Outline, RomanNumbersNumberItems) {
  EXPECT_EQ(
      items_of(
          head +
          "I. Velkomst\nIda Holm bød velkommen.\n\nII. Udflugt\nTuren blev drøftet.\n\nIII. Maling\nUdsat.\n\nIV. Eventuelt\nIntet.\n"),
      (Items{{"I", "Velkomst", "Ida Holm bød velkommen."},
             {"II", "Udflugt", "Turen blev drøftet."},
             {"III", "Maling", "Udsat."},
             {"IV", "Eventuelt", "Intet."}}));
}

TEST(Outline, NumbersMayBearTheYear) {
  EXPECT_EQ(
      items_of(
          head +
          "14/22 Velkomst\nIda Holm bød velkommen.\n\n15/22 Udflugt\nTuren blev drøftet.\n\n16/22 Eventuelt\nIntet.\n"),
      (Items{{"14/22", "Velkomst", "Ida Holm bød velkommen."},
             {"15/22", "Udflugt", "Turen blev drøftet."},
             {"16/22", "Eventuelt", "Intet."}}));
}

TEST(Outline, AListInsideALetteredItemIsNoRowOfItems) {
  EXPECT_EQ(
      items_of(
          head +
          "A. Siden sidst\nIda Holm bød velkommen.\n\nB. Høring\nRådet pegede på:\n1. Lys på stien\n2. Bedre skilte\n3. Flere bænke\n4. Kortere hegn\n\nC. Eventuelt\nIntet.\n"),
      (Items{{"A", "Siden sidst", "Ida Holm bød velkommen."},
             {"B", "Høring", "Rådet pegede på:\n1. Lys på stien\n2. Bedre skilte\n3. Flere bænke\n4. Kortere hegn"},
             {"C", "Eventuelt", "Intet."}}));
}

TEST(Outline, ANumberAloneTakesItsTitleFromTheAgenda) {
  EXPECT_EQ(
      items_of(
          head +
          "Dagsorden\n1. Referat\n2. Økonomi\n3. Eventuelt\n\nAd 1.\nReferatet blev godkendt.\n\nAd 2. Bo Krag gennemgik regnskabet. Det blev godkendt.\n\nAd 3.\nIntet.\n"),
      (Items{{"1", "Referat", "Referatet blev godkendt."},
             {"2", "Økonomi", "Bo Krag gennemgik regnskabet. Det blev godkendt."},
             {"3", "Eventuelt", "Intet."}}));
}

TEST(Outline, ANumberSaidAgainBelowTheTitleIsNoItem) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Velkomst\nAd 1.\nIda Holm bød velkommen.\n\n2. Udflugt\nAd 2.\nTuren blev drøftet.\n\n3. Eventuelt\nAd 3.\nIntet.\n"),
      (Items{{"1", "Velkomst", "Ida Holm bød velkommen."},
             {"2", "Udflugt", "Turen blev drøftet."},
             {"3", "Eventuelt", "Intet."}}));
}

TEST(Outline, SectionsNumberItemsButNotWhereOneQuotesThem) {
  const std::string sections =
      "§ 1 Navn\nForeningens navn er Svanen.\n\n§ 2 Formål\nFormålet er roning.\n\n§ 3 Medlemmer\nAlle kan blive medlem.\n\n";
  const auto quoted =
      read("Referat af møde i Rådet\nden 3. maj 2022\n\n1. Velkomst\nReferat:\nVelkommen.\n\n2. Vedtægter\n" +
           sections + "Referat:\nGodkendt.\n\n3. Eventuelt\nReferat:\nIntet.\n");
  ASSERT_EQ(quoted.items.size(), 3u);
  EXPECT_EQ(quoted.items[2].title, "Eventuelt");
  const auto record = read(
      "Referat af møde i Rådet\nden 3. maj 2022\n\n§ 1 Velkomst\nFormanden bød velkommen.\n\n§ 2 Budget\nGodkendt.\n\n"
      "§ 3 Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[1].number, "2");
  EXPECT_EQ(record.items[1].title, "Budget");
}

TEST(Outline, ItemsMayHaveTheirTimeBeforeTheirNumber) {
  const auto record = read(
      "Referat af møde i Rådet\nden 3. maj 2022\n\n08.15-08.20   1. Opsamling\nReferat:\nGodkendt.\n\n"
      "08.20-09.00   2. Budget v. Bo Krag\nReferat:\nDrøftet.\n\n09.00-09.15   3. Eventuelt\nReferat:\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[1].number, "2");
  EXPECT_EQ(record.items[1].title, "Budget");
  EXPECT_EQ(record.items[1].start, ClockTime{8 * 60 + 20});
  EXPECT_EQ(record.items[1].end, ClockTime{9 * 60});
  EXPECT_EQ(record.items[1].minutes, "Drøftet.");
}

TEST(Outline, TextMayRunOnBehindTheTitle) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Godkendelse af referat: Godkendt.\n2. Økonomi – kassereren gennemgik årets tal.\n3. Maling. Huset males i maj.\n4. Eventuelt: intet\n5. Næste møde: 7. juni 2022\n"),
      (Items{{"1", "Godkendelse af referat", "Godkendt."},
             {"2", "Økonomi", "kassereren gennemgik årets tal."},
             {"3", "Maling.", "Huset males i maj."},
             {"4", "Eventuelt", "intet"},
             {"5", "Næste møde", "7. juni 2022"}}));
}

TEST(Outline, ATitleWithAColonStaysWhole) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Orientering: Nye lokaler\nReferat\nTaget til efterretning.\n\n2. Oplæg: Lys på stien\nReferat\nDrøftet.\n"),
      (Items{{"1", "Orientering: Nye lokaler", "Taget til efterretning."}, {"2", "Oplæg: Lys på stien", "Drøftet."}}));
}

TEST(Outline, NothingNeedsToPartTitleAndText) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Godkendelse af dagsorden Godkendt\n2. Siden sidst Huset bliver lukket i maj.\n3. Økonomi Der er 500 kr. på kontoen.\n4. Eventuelt Intet.\n"),
      (Items{{"1", "Godkendelse af dagsorden", "Godkendt"},
             {"2", "Siden sidst", "Huset bliver lukket i maj."},
             {"3", "Økonomi", "Der er 500 kr. på kontoen."},
             {"4", "Eventuelt", "Intet."}}));
}

TEST(Outline, EveryItemMayBearTheSameNumber) {
  EXPECT_EQ(
      items_of(
          head +
          " 1. Velkomst\n\nIda Holm bød velkommen.\n\n 1. Udflugt\n\nTuren blev drøftet.\n 1. Bus\n 2. Tog\n\n 1. Eventuelt\n\nIntet.\n"),
      (Items{{"1", "Velkomst", "Ida Holm bød velkommen."},
             {"1", "Udflugt", "Turen blev drøftet.\n1. Bus\n2. Tog"},
             {"1", "Eventuelt", "Intet."}}));
}

TEST(Outline, LettersUnderANumberAreItems) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Velkomst\nIda Holm bød velkommen.\n\n2. Forslag\n\na) Forslag om hund\nForslaget blev forkastet.\n\nb) Forslag om kat\nForslaget blev vedtaget.\n\n3. Eventuelt\nIntet.\n"),
      (Items{{"1", "Velkomst", "Ida Holm bød velkommen."},
             {"2", "Forslag", ""},
             {"a", "Forslag om hund", "Forslaget blev forkastet."},
             {"b", "Forslag om kat", "Forslaget blev vedtaget."},
             {"3", "Eventuelt", "Intet."}}));
}

TEST(Outline, HeadingsInCapitalsNeedNoNumber) {
  EXPECT_EQ(items_of(head + "VELKOMST\nIda Holm bød velkommen.\n\nUDFLUGT\nTuren blev drøftet.\n\nEVENTUELT\nIntet.\n"),
            (Items{{"", "VELKOMST", "Ida Holm bød velkommen."},
                   {"", "UDFLUGT", "Turen blev drøftet."},
                   {"", "EVENTUELT", "Intet."}}));
}

TEST(Outline, UnderlinedHeadingsNeedNoNumber) {
  EXPECT_EQ(items_of(head + "Velkomst\n--------\nIda Holm bød velkommen.\n\nUdflugt\n-------\nTuren blev drøftet.\n"),
            (Items{{"", "Velkomst", "Ida Holm bød velkommen."}, {"", "Udflugt", "Turen blev drøftet."}}));
}

TEST(Outline, HeadingsApartNeedNoNumber) {
  EXPECT_EQ(
      items_of(
          head +
          "Maden\nIda Holm roste suppen. Det blev aftalt, at der er fisk om torsdagen.\n\nHaven\nBo Krag orienterede om hegnet.\n\nEvt.\nIntet.\n"),
      (Items{{"", "Maden", "Ida Holm roste suppen. Det blev aftalt, at der er fisk om torsdagen."},
             {"", "Haven", "Bo Krag orienterede om hegnet."},
             {"", "Evt.", "Intet."}}));
}

TEST(Outline, AListUnderAHeadingIsNoRowOfItems) {
  EXPECT_EQ(
      items_of(
          head +
          "Velkomst\nIda Holm bød velkommen.\n\nVeje\nGruppen blev enig om denne rækkefølge:\n1. Skolegade\n2. Møllebakken\n3. Stien\n\nEventuelt\nIntet.\n"),
      (Items{{"", "Velkomst", "Ida Holm bød velkommen."},
             {"", "Veje", "Gruppen blev enig om denne rækkefølge:\n1. Skolegade\n2. Møllebakken\n3. Stien"},
             {"", "Eventuelt", "Intet."}}));
}

TEST(Outline, TheAgendaNamesTheHeadings) {
  EXPECT_EQ(
      items_of(
          head +
          "Dagsorden\n- Velkomst\n- Tur til havet\n- Eventuelt\n\nVelkomst\nIda Holm bød velkommen.\nTur til havet\nTuren blev drøftet.\nEventuelt\nIntet.\n"),
      (Items{{"", "Velkomst", "Ida Holm bød velkommen."},
             {"", "Tur til havet", "Turen blev drøftet."},
             {"", "Eventuelt", "Intet."}}));
}

TEST(Outline, ASignOffIsNoPartOfTheLastItem) {
  for (const std::string end : {"Mødet sluttede kl. 20.45.\n", "Med venlig hilsen\nBo Krag\n",
                                "Som dirigent: ______________\nIda Holm\n", "Bo Krag\nIda Holm\n"})
    EXPECT_EQ(items_of(head + "1. Velkomst\nIda Holm bød velkommen.\n\n2. Eventuelt\nIntet.\n\n" + end).back(),
              (std::vector<std::string>{"2", "Eventuelt", "Intet."}))
        << end;
}

TEST(Outline, TheFrameOfAWebPageIsNoPartOfIt) {
  EXPECT_EQ(
      items_of(
          "Spring til indhold\nForside > Politik > Referater\n" + head +
          "1. Velkomst\nIda Holm bød velkommen.\n\n2. Eventuelt\nIntet.\n\nSidst opdateret 4. maj 2022\nDel på Facebook\nVar denne side til hjælp?\nJa\nNej\nKontakt\nTorvet 1\n")
          .back(),
      (std::vector<std::string>{"2", "Eventuelt", "Intet."}));
}

TEST(Outline, AWordOfAFrameInTheTextIsText) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Velkomst\nIda Holm bød velkommen.\n\n2. Vagt\nTelefonen passes af Bo Krag i juli.\nKontakt til pressen går gennem formanden.\n")
          .back(),
      (std::vector<std::string>{"2", "Vagt",
                                "Telefonen passes af Bo Krag i juli.\nKontakt til pressen går gennem formanden."}));
}

TEST(Outline, APageInOneLineIsCut) {
  const auto record = read(
      "Referat fra Udvalget\n\n1 Referat fra Udvalget Dato: 3. maj 2022 Sted: Sal 2 Deltagere: Bo Krag, Ida Holm Afbud: Eva Skov\n\n2 1. Godkendelse af dagsorden Side 2 Sagsfremstilling Dagsordenen er sendt ud. Indstilling Det indstilles, at den godkendes. Beslutning Godkendt.\n2. "
      "Budget Sagsfremstilling Der er 500 kr. på kontoen. Indstilling Det indstilles, at budgettet drøftes. Beslutning Drøftet.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.date, (Date{2022, 5, 3}));
  EXPECT_EQ(record.items[0].title, "Godkendelse af dagsorden");
  EXPECT_EQ(record.items[0].case_text, "Dagsordenen er sendt ud.");
  EXPECT_EQ(record.items[0].recommendations, std::vector<std::string>{"den godkendes."});
  EXPECT_EQ(record.items[1].minutes, "Drøftet.");
}

TEST(Outline, TitlesGluedToTheRowBeforeAreCut) {
  EXPECT_EQ(
      items_of(head +
               "1. Velkomst\nReferat\nIda Holm bød velkommen2. Udflugt\nReferat\nUdsat3. Eventuelt\nReferat\nIntet\n"),
      (Items{{"1", "Velkomst", "Ida Holm bød velkommen"}, {"2", "Udflugt", "Udsat"}, {"3", "Eventuelt", "Intet"}}));
}

TEST(Outline, AFormsOwnHeadingsAreLearned) {
  std::string text = head;
  for (const std::string n : {"7", "8", "9"})
    text +=
        n + ". Sag om sti " + n +
        "\nSagens opståen\nBorgere har skrevet.\nFremadrettet perspektiv\nStien males.\nVejudvalget, 03-05-2022, pkt. " +
        n + "\nTaget til efterretning.\n\n";
  const auto record = read(text);
  ASSERT_EQ(record.items.size(), 3u);
  for (const Item& item : record.items) {
    EXPECT_EQ(item.case_text, "Borgere har skrevet.\nStien males.");
    EXPECT_EQ(item.minutes, "Taget til efterretning.");
  }
}

TEST(Outline, ASubHeadingNowAndThenIsText) {
  std::string text = head;
  for (int n = 1; n <= 6; ++n)
    text += std::to_string(n) + ". Sag om sti " + std::to_string(n) + "\nSagsfremstilling\nBorgere har skrevet.\n" +
            (n % 2 ? "Erfaringer fra øen\nStien males.\n" : "") + "Beslutning\nTaget til efterretning.\n\n";
  EXPECT_EQ(read(text).items.at(0).case_text, "Borgere har skrevet.\nErfaringer fra øen\nStien males.");
}

TEST(Outline, AFileUnderTheTitleIsAnAttachment) {
  const auto record = read(
      head +
      "1. Sti\nKort_over_sti.pdf\nBaggrund\nStien er mørk.\nBeslutning\nGodkendt.\n\n2. Eventuelt\nBeslutning\nIntet.\n");
  EXPECT_EQ(record.items.at(0).attachments, std::vector<std::string>{"Kort_over_sti.pdf"});
}

TEST(Outline, CaseNumbersAreNoText) {
  for (const std::string mark : {"Sag 306-2014-5577", "Dok. 306-2015-307712", "Initialer: MBF", "00.22.02-A00-3-18",
                                 "Sagsnr. 311407 Vejudvalget Åbent punkt"})
    EXPECT_EQ(items_of(head + "1. Velkomst\n" + mark +
                       "\nReferat\nIda Holm bød velkommen.\n\n2. Eventuelt\nReferat\nIntet.\n")
                  .front(),
              (std::vector<std::string>{"1", "Velkomst", "Ida Holm bød velkommen."}))
        << mark;
}

TEST(Outline, ACasesNumberMayBeFiguresAlone) {
  const auto record =
      read(head + "1. Sti\nSagsnr. 311407 Vejudvalget Åbent punkt\nReferat\nUdsat.\n\n2. Eventuelt\nReferat\nIntet.\n");
  EXPECT_EQ(record.items.at(0).case_number, "311407");
}

TEST(Outline, ARegistrysNumberIsTheCases) {
  const auto record = read(head +
                           "1. Velkomst\nSag 306-2014-5577\nReferat\nIda Holm bød velkommen.\n\n2. "
                           "Sti\nSag 17 blev nævnt.\nReferat\nUdsat.\n");
  EXPECT_EQ(record.items.at(0).case_number, "306-2014-5577");
  EXPECT_EQ(record.items.at(1).case_number, std::nullopt);
}

TEST(Outline, AMarkBelowAHeadingIsNotTheNextOnes) {
  const auto record = read(
      head +
      "1. Sti\n\nÅbent\n\nBeslutning\n\nGodkendt.\n\n2. Køb af grund\n\nLukket\n\n3. Eventuelt\n\nÅbent\n\nBeslutning\n\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_FALSE(record.items[0].closed);
  EXPECT_TRUE(record.items[1].closed);
  EXPECT_FALSE(record.items[2].closed);
}

TEST(Outline, TwoNumbersWithSectionsAreItemsWhateverIsSetApart) {
  EXPECT_EQ(
      items_of(
          head +
          "1. Godkendelse af dagsorden\n\nÅbent\n\nBeslutning\n\nGodkendt.\n\n2. Maling af stien\n\nÅbent\n\nResume\n\nStien er bleg.\n\nØkonomi\n\nIngen.\n\nHøring\n\nIngen.\n\nBeslutning\n\nUdsat.\n"),
      (Items{{"1", "Godkendelse af dagsorden", "Godkendt."}, {"2", "Maling af stien", "Udsat."}}));
}

TEST(Outline, BulletsWithBulletsBelowThemAreItems) {
  EXPECT_EQ(
      items_of(
          "Referat bestyrelsesmøde den 3.5-22\n\nTil stede: Bo, Ida og Per\n\n • Sti og hegn\n  • Bo maler stien.\n  • hegnet er bestilt\n • Udflugt\n  • turen går til Ærø\n • Sommerfest\n  • udsat\n"),
      (Items{{"", "Sti og hegn", "- Bo maler stien.\n- hegnet er bestilt"},
             {"", "Udflugt", "- turen går til Ærø"},
             {"", "Sommerfest", "- udsat"}}));
}

TEST(Outline, WhoCameToADecisionIsPartOfIt) {
  const auto record = read(
      "Referat af møde i Lokaludvalget\nDato: 3. maj 2022\n\n1. Dagsorden\n\nIndstilling\n\nFormanden indstiller,\n\n1. at dagsordenen godkendes\n\nBeslutning\n\nGodkendt.\n\nFremmøde og inhabilitet:\n\nBo Krag havde meldt afbud, og Ida Holm deltog i stedet.\n\n2. Sti\n\nBeslutning\n\nUdsat.\n\nFremmøde og inhabilitet:\n\nIda Holm var inhabil og deltog ikke.\n");
  ASSERT_EQ(record.attendance.size(), 2u);
  EXPECT_EQ(record.attendance[0].status, Status::apologies);
  EXPECT_EQ(record.attendance[1].substitutes_for, "Bo Krag");
  EXPECT_EQ(record.items.at(0).case_text, std::nullopt);
  EXPECT_EQ(record.items.at(1).recused, std::vector<std::string>{"Ida Holm"});
}

TEST(Outline, AQuestionIsAWholeTitle) {
  EXPECT_EQ(
      items_of(head + "1. Velkomst\n\nIda Holm bød velkommen.\n\n2. Hvad vil vi bruge stien til?\n\nVi besluttede to "
                      "ting:\n\nA. Den males.\n\n3. Eventuelt\n\nIntet.\n")
          .at(1),
      (std::vector<std::string>{"2", "Hvad vil vi bruge stien til?", "Vi besluttede to ting:\nA. Den males."}));
}

TEST(Outline, EvtBelowNumberedItemsIsTheLast) {
  EXPECT_EQ(items_of(head + "Punkt 1: Sti\nStien males.\n\nPunkt 2: Udflugt\nTuren blev drøftet.\n\nEvt:\nIntet.\n"),
            (Items{{"1", "Sti", "Stien males."}, {"2", "Udflugt", "Turen blev drøftet."}, {"", "Evt", "Intet."}}));
}

TEST(Outline, HeadingsOfGroupsMayEndInAColon) {
  const auto record = read(
      "Dagsorden til møde i Rådet\nDato: 3. maj 2022\n\n1. Sti\nStien er bleg.\n\nPunkter til drøftelse:\n\n2. Udflugt\nHvor skal vi hen?\n\nOrienteringspunkter:\n\n3. Eventuelt\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].case_text, "Stien er bleg.");
  EXPECT_EQ(record.items[1].case_text, "Hvor skal vi hen?");
}

TEST(Outline, WhatAnswersTheAgendaIsMinutes) {
  EXPECT_EQ(items_of("Til stede: Bo, Ida og Per\n\nDagsorden:\n\n 1. Sti\n 2. Udflugt\n 3. Evt\n\nAd 1)\n\nStien skal "
                     "males.\n\nAd 2)\n\nTuren går til Ærø.\n\nAd 3)\n\nIntet.\n"),
            (Items{{"1", "Sti", "Stien skal males."}, {"2", "Udflugt", "Turen går til Ærø."}, {"3", "Evt", "Intet."}}));
}

TEST(Outline, ACaseNumberMayStandAlone) {
  const auto record =
      read(head +
           "36. Sti\n01.02G00 - 2017/27088\n\nSagsfremstilling\nStien er bleg.\n\nBeslutning\nGodkendt.\n\n37. "
           "Bro\n27.69A00 - 2017/1\n\nBeslutning\nUdsat.\n");
  EXPECT_EQ(record.items.at(0).case_number, "01.02G00 - 2017/27088");
  EXPECT_EQ(record.items.at(0).case_text, "Stien er bleg.");
  EXPECT_EQ(record.items.at(1).case_number, "27.69A00 - 2017/1");
}

TEST(Outline, EmptyEntriesOfAListAreNoText) {
  EXPECT_EQ(
      items_of(head + "1. Meddelelser\n • Formand\nIngen.\n •\n • Kasserer\nIngen.\n\n2. Eventuelt\nIntet.\n").at(0),
      (std::vector<std::string>{"1", "Meddelelser", "- Formand\nIngen.\n- Kasserer\nIngen."}));
}

TEST(Outline, NumbersSetFurtherInAreListsOfAnItem) {
  const auto record = read(
      "Indkaldelse til 3. møde i Seniorrådet 2021\n\nTorsdag den 10. juni 2021 kl. 9.00\n\nDagsorden:\n\n 1. Valg af ordstyrer\n 2. Valg af referent\n 3. Godkendelse af dagsorden\n 4. Meddelelser\n  1. Herunder stien\n  2. Herunder møde med rådet\n  3. Udflugten før valget\n 5. Høringssvar\n 6. Dagsordener\n  1. Direkte relationer\n 7. Næste møde\n");
  EXPECT_EQ(record.body, "Seniorrådet");
  ASSERT_EQ(record.items.size(), 7u);
  EXPECT_EQ(record.items[3].title, "Meddelelser");
  EXPECT_EQ(record.items[4].title, "Høringssvar");
  EXPECT_EQ(record.items[6].title, "Næste møde");
}

TEST(Outline, APageWithOneItemHasItsTitleBelowTheMeetingsFields) {
  const auto record = read(
      "Mødedato: 23.08.2017, kl. 11:00\nMødested: Salen, Ådal\n\nMaling af stien i 2018\n\nSe alle bilag\n\nRådet skal beslutte farven.\n\nIndstilling\n\nForvaltningen indstiller,\n\n1. at stien males,\n\n2. at den bliver grøn.\n\nLøsning\n\nMaling er billig.\n\nBeslutning\n\nGodkendt.\n");
  ASSERT_EQ(record.items.size(), 1u);
  EXPECT_EQ(record.items[0].title, "Maling af stien i 2018");
  EXPECT_EQ(record.items[0].case_text, "Rådet skal beslutte farven.\nMaling er billig.");
  EXPECT_EQ(record.items[0].minutes, "Godkendt.");
}

TEST(Outline, RecommendationsMayStandBetweenThoseOfAList) {
  const auto record = read(
      head +
      "1. Sti\nIndstilling:\nFU indstiller:\nAt stien males\nFU indstiller, at udvalget vælger en farve.\nAt broen hæves\nBeslutning:\nGodkendt.\n\n2. Eventuelt\nBeslutning:\nIntet.\n");
  EXPECT_EQ(record.items.at(0).recommendations,
            (std::vector<std::string>{"At stien males", "udvalget vælger en farve.", "At broen hæves"}));
}

TEST(Outline, ContentsLoseTheirPages) {
  const std::string contents =
      "Referat - Regionsrådet 2018-2021\n\n08-03-2021 16:00\n\nIndholdsfortegnelse\n\n1 (Åben) Dagsorden 4\n\n2 (Åben) Plan 2021 5\n\n3 (Lukket) Køb af grund 14\n";
  const auto only = read(contents);
  ASSERT_EQ(only.items.size(), 3u);
  EXPECT_EQ(only.items[1].title, "Plan 2021");
  EXPECT_TRUE(only.items[2].closed);
  const auto whole = read(
      contents + "\n1 (Åben) Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2 (Åben) Plan 2021\n\nBeslutning\n\nUdsat.\n");
  ASSERT_EQ(whole.items.size(), 3u);
  EXPECT_EQ(whole.items[0].minutes, "Godkendt.");
  EXPECT_EQ(whole.items[1].minutes, "Udsat.");
}

TEST(Outline, NumbersMayStandUnevenly) {
  EXPECT_EQ(
      items_of(
          head +
          " 1) Protest\n • Godkendt.\n\n  2) Sti\n • Udsat.\n\n  3) Udflugt\n • Aflyst.\n\n 4) Eventuelt\n • Intet.\n")
          .size(),
      4u);
}

TEST(Outline, WhatIsDecidedBelowARecommendationIsMinutes) {
  const auto record =
      read(head + "A. Regnskab\nSendt ud.\nIndstilling: HB godkender regnskabet\nGodkendt.\n\nB. Eventuelt\nIntet.\n");
  EXPECT_EQ(record.items.at(0).recommendations, std::vector<std::string>{"HB godkender regnskabet"});
  EXPECT_EQ(record.items.at(0).minutes, "Godkendt.");
}

TEST(Outline, ALockedItemNeedsNoOtherTitle) {
  const auto record =
      read(head + "1. Sti\nBeslutning\nUdsat.\n\n2. Lukket punkt.\n\n3. Eventuelt\nBeslutning\nIntet.\n");
  EXPECT_TRUE(record.items.at(1).closed);
}

TEST(Outline, APageOfOneItemHoldsItsSections) {
  const auto record = read(
      "Skip til hoved indholdet\nMødedato: 29.09.2015, kl. 15:30\nMødested: Rådhuset\n\nBro - grundlag\n\nSe alle bilag\nBroen samles.\n\nIndstilling og beslutning\n\nForvaltningen indstiller,\n\n  1. at godkende vedtægter,\n  2. at godkende budget,\n\nProblemstilling\n\nBroen er gammel.\n\nØkonomi\n\nUdgiften er 5 kr.\n\nBeslutning\n\nHavneudvalgets beslutning i mødet den 29. september 2015\n\nIndstillingen blev anbefalet over for rådet uden afstemning.");
  EXPECT_EQ(record.body, "Havneudvalget");
  ASSERT_EQ(record.items.size(), 1u);
  EXPECT_EQ(record.items[0].title, "Bro - grundlag");
  EXPECT_EQ(record.items[0].recommendations.size(), 2u);
  EXPECT_EQ(record.items[0].minutes, "Indstillingen blev anbefalet over for rådet uden afstemning.");
  EXPECT_EQ(record.items[0].outcome, Outcome::followed);
}

TEST(Outline, ReferatAboveASectionIsTheDocumentsHeading) {
  const auto record = read(
      "Forum\nMødedato: 29.09.2015\nMødested: Rådhuset\n\nBro - grundlag\n\nReferat\n\nResumé\n\nBroen samles.\n\nBeslutning\n\nUdsat.");
  ASSERT_EQ(record.items.size(), 1u);
  EXPECT_EQ(record.items[0].case_text, "Broen samles.");
  EXPECT_EQ(record.items[0].minutes, "Udsat.");
}

TEST(Outline, ACaseNumberMayStandBelowItsWord) {
  const auto record = read(
      head +
      "1.  Bro\n\nSagsnr:\n\n10/511\n\nBeslutning\n\nUdsat.\n\n2.  Sti\n\nSagsnr:\n\n10/565\n\nBeslutning\n\nUdsat.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].case_number, "10/511");
  EXPECT_EQ(record.items[1].case_number, "10/565");
}

TEST(Outline, APageMayBeginWithItsOnlyItem) {
  const auto record = read(
      "1. Godkendelse af dagsorden\n\nBeslutning\n\nI mødet deltog:\n\nBorgere:\n\nAnne Krog, Bo Lind og Ida Vang.\n\nFra Fritidsforvaltningen:\n\nPer Holm (referent)\n\nFølgende havde meldt afbud:\n\nKaj Dam.\n\nDagsordenen blev godkendt.");
  ASSERT_EQ(record.items.size(), 1u);
  EXPECT_EQ(record.items[0].minutes, "Dagsordenen blev godkendt.");
  EXPECT_EQ(record.attendance.size(), 5u);
}

TEST(Outline, TheFirstNumberMayLackItsStop) {
  const auto record = read(head + "1 Siden sidst.\nVi bød velkommen.\n\n2. Huset\nMales.\n\n3. Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].title, "Siden sidst.");
}

TEST(Outline, WhatASiteSaysStandsAboveTheMeeting) {
  const auto record = read(
      "Dagsordener og referater\n\nHer finder du alle referater.\n\nSe kommende møder\n\nPolitisk mødekalender 2023 (pdf)\n\nReferat\n\nTirsdag d. 10 maj 2022, kl. 16:00\nMødestedRådssalen\nUdvalgHaveråd\nBemærkninger\nAfbud: Bo Lind (A)\n\nResume\n\nRådet skal godkende.\n\nBeslutning\n\nAnne Krog deltog som suppleant for Per Holm.\n\n\nGodkendt.\n\nSagens gang\n\nRådet.\n\nResume\n\nRådet orienteres.\n\nBeslutning\n\nTaget til efterretning.\n");
  EXPECT_EQ(record.title, "Referat");
  EXPECT_EQ(record.body, "Haveråd");
  EXPECT_EQ(record.place, "Rådssalen");
  ASSERT_EQ(record.items.size(), 2u);
  ASSERT_EQ(record.attendance.size(), 3u);
  EXPECT_EQ(record.attendance[2].substitutes_for, "Per Holm");
}

TEST(Outline, ClosedItemsMayStandBehindTheOthers) {
  const auto record = read(
      "Møde i Rådet 2018-2021\n\nmandag den 6. januar 2020 kl. 16:00\n\nDeltagere:\n\nAnne Krog (A), Formand\n\nBo Lind (I)Indholdsfortegnelse åbent møde\n\n1.\n\nSti\n\n4\n\n3.\n\nBro\n\n6Indholdsfortegnelse lukket møde\n\n2.\n\nKøb (Lukket punkt)\n\n5\n\n1. Sti\n\nBeslutning i Rådet 2018-2021 mandag den 6. januar 2020, pkt. 1\n\nGodkendt.\n\n3. Bro\n\nBeslutning i Rådet 2018-2021 mandag den 6. januar 2020, pkt. 3\n\nUdsat.\n\n2. Køb (Lukket punkt)\n");
  EXPECT_EQ(record.body, "Rådet");
  EXPECT_EQ(record.attendance.back().name, "Bo Lind");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[1].minutes, "Udsat.");
  EXPECT_EQ(record.items[2].title, "Køb");
  EXPECT_TRUE(record.items[2].closed);
}

TEST(Outline, ALetterMayTellTheKindOfAnItem) {
  const auto record = read(
      head +
      "Pkt. 1\n\nBudget\n\nEr alt med?\n\nB\n\nGodkendt\n\nPkt. 2\n\nKort nyt\n\nVi spiser.\n\nO\n\nGod start\n\nPkt. 3\n\nSti\n\nD\n\nDrøftet\n\nPkt. 4\n\nNæste møde:\n\nDen 3. juni 2022\n");
  ASSERT_EQ(record.items.size(), 4u);
  EXPECT_EQ(record.items[0].case_text, "Er alt med?");
  EXPECT_EQ(record.items[0].minutes, "Godkendt");
  EXPECT_EQ(record.items[1].minutes, "God start");
  EXPECT_EQ(record.items[3].title, "Næste møde");
}

TEST(Outline, ATribunalsFindingIsNoDecisionOfTheMeeting) {
  const auto record = read(
      head +
      "1. Støj\nSagsfremstilling\nVi klagede.\n\nByggeklagenævnets afgørelse\nNævnet gav os ret.\n\nBeslutning\nUdsat.\n\n2. Sti\nBeslutning\nUdsat.\n");
  EXPECT_EQ(record.items.at(0).minutes, "Udsat.");
}

TEST(Outline, BulletsAndNumbersBelongToTheForm) {
  const auto record = read(
      head +
      "1. Sti\n1.1. Baggrund\nStien er mørk.\n1.2. Indstilling\nDet indstilles,\n• at stien males.\n1.3. Beslutning\nGodkendt.\n\n2. Bro\n2.1. Baggrund\nBroen er lav.\n2.2. Indstilling\nDet indstilles,\n• at broen hæves.\n2.3. Beslutning\nUdsat.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].case_text, "Stien er mørk.");
  EXPECT_EQ(record.items[0].recommendations, std::vector<std::string>{"stien males."});
  EXPECT_EQ(record.items[1].minutes, "Udsat.");
}

TEST(Outline, AProposalIsARecommendation) {
  for (const std::string lead :
       {"Det foreslås, at bestyrelsen", "Forvaltningen anbefaler,", "Administrationen anbefaler at", "Det foreslås:"}) {
    const auto record =
        read(head + "1. Sti\nBaggrund\nStien er mørk.\n" + lead +
             "\na) maler stien\nb) køber en lampe\nBeslutning\nGodkendt.\n\n2. Eventuelt\nBeslutning\nIntet.\n");
    EXPECT_EQ(record.items.at(0).recommendations, (std::vector<std::string>{"maler stien", "køber en lampe"})) << lead;
    EXPECT_EQ(record.items.at(0).case_text, "Stien er mørk.") << lead;
  }
}

TEST(Outline, WhatIsSaidInTheCaseIsNoRecommendation) {
  const auto record = read(
      head +
      "1. Sti\nBaggrund\nStien er mørk. Arbejdsgruppen anbefaler at male stien, før vinteren kommer.\nArbejdsgruppen foreslår møder på følgende dage:\nmandag og torsdag.\nBeslutning\nGodkendt.\n\n2. Eventuelt\nBeslutning\nIntet.\n");
  EXPECT_TRUE(record.items.at(0).recommendations.empty());
}

TEST(Outline, WhoAnswersForAnItemPresentsIt) {
  const auto record = read(
      head +
      "Punkt | Referat | Ansvarlig\n1. Velkomst | Ida Holm bød velkommen. | Ida\n2. Udflugt | Turen blev drøftet. | Bo Krag\n3. Eventuelt | Intet. |\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].minutes, "Ida Holm bød velkommen.");
  EXPECT_EQ(record.items[0].presenters, std::vector<std::string>{"Ida"});
  EXPECT_EQ(record.items[1].presenters, std::vector<std::string>{"Bo Krag"});
}

}  // namespace
}  // namespace klynge::reading
