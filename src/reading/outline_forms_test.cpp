// Forms that part the items in ways of their own: what a web page prints, lists that answer lists, other orders.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/outline.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& text) {
  const auto document = decode_plain_text(text);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

const std::string head = "Referat af bestyrelsesmøde\nDato: 3. maj 2022\nDeltagere: Bo Krag, Ida Holm\n\n";

TEST(Outline, MinutesNeedNotSayThatTheyAre) {
  EXPECT_EQ(
      read(
          "Bestyrelsesmøde\n3. maj 2022\nAfbud: Bo Krag\n\n1. Velkomst\nIda Holm bød velkommen.\n\n2. Tur\nVi tager bussen.\n")
          .kind,
      Kind::minutes);
  EXPECT_EQ(
      read(
          "Dagsorden for bestyrelsesmøde\n3. maj 2022\n\n1. Velkomst\n\n2. Tur\nBo Krag har et forslag om en tur til havet.\n")
          .kind,
      Kind::agenda);
}

TEST(Outline, OneWordOfADecisionIsNoHeading) {
  const auto record =
      read(head +
           "1. Budget\nBeslutning\nVedtaget.\n\n2. Skoler\nVedtaget.\n\n3. Veje\nBeslutning\nVedtages.\n\n"
           "4. Tur\nVedtaget: Vi tager bussen.\n\n5. Gril\nBeslutning\nForslaget er bortfaldet.\n");
  ASSERT_EQ(record.items.size(), 5u);
  EXPECT_EQ(record.items[0].minutes, "Vedtaget.");
  EXPECT_EQ(record.items[0].outcome, Outcome::approved);
  EXPECT_EQ(record.items[1].minutes, "Vedtaget.");
  EXPECT_EQ(record.items[2].outcome, Outcome::approved);
  EXPECT_EQ(record.items[3].minutes, "Vi tager bussen.");
  EXPECT_EQ(record.items[4].outcome, Outcome::rejected);
}

TEST(Outline, WhatACaseTellsOfRecommendingIsNotTheItemsRecommendation) {
  const auto record = read(
      head +
      "1. Midler\nSagsfremstilling\nForummet anbefaler, at to projekter imødekommes:\n- Bro\n- Sti\nIndstilling\n"
      "Det indstilles, at bestyrelsen\n- godkender anbefalingen.\nBeslutning\nGodkendt.\n\n"
      "2. Ansøgninger\nSagsfremstilling\nDer kom to.\nSkovklubben indstilles til afslag, da den intet har planlagt.\n"
      "Beslutning\nGodkendt.\n\n3. Plan\nBeslutning\nBestyrelsen bad om, at sekretariatet forkorter planen til næste møde.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].recommendations, std::vector<std::string>{"godkender anbefalingen."});
  EXPECT_NE(record.items[0].case_text->find("Forummet anbefaler"), std::string::npos);
  EXPECT_TRUE(record.items[1].recommendations.empty());
  EXPECT_NE(record.items[1].case_text->find("indstilles til afslag"), std::string::npos);
  ASSERT_EQ(record.items[2].tasks.size(), 1u);
  EXPECT_EQ(record.items[2].tasks[0].responsible, std::vector<std::string>{"sekretariatet"});
}

TEST(Outline, OneNumberBetweenTwoIsAnItemWhateverItSays) {
  const auto record = read(
      head +
      "1. Dagsorden blev godkendt\n2. Referat fra sidste gang blev godkendt.\n3. Siden sidst:\nSommerfesten gik fint.\n\n4. Turen:\nVi tager bussen.\n\n5. Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 5u);
  EXPECT_EQ(record.items[1].number, "2");
  EXPECT_EQ(record.items[1].title, "Referat fra sidste gang blev godkendt.");
  // A list of more than one stays where it stands.
  EXPECT_EQ(read(head +
                 "1. Turen\nVi skal have:\n1. en bus.\n2. En kurv.\n\n3. Siden sidst\nIntet.\n\n4. Eventuelt\nIntet.\n")
                .items.size(),
            3u);
}

TEST(Outline, TheEndOfAnItemHasItsPlace) {
  const auto record = read(
      head +
      "1. Velkomst kl. 9.00-9.15\nReferat\nSe https://eksempel.dk/a. Bo Krag erklærede sig inhabil og forlod lokalet.\n\n2. Eventuelt\nReferat\nIntet.\n");
  EXPECT_TRUE(record.sources.contains("/items/0/start"));
  EXPECT_TRUE(record.sources.contains("/items/0/end"));
  ASSERT_EQ(record.items.at(0).links.size(), 1u);
  EXPECT_EQ(record.sources.at("/items/0/links/0").line, 7u);
  ASSERT_EQ(record.items.at(0).recused.size(), 1u);
  EXPECT_EQ(record.sources.at("/items/0/recused/0").line, 7u);
}

TEST(Outline, EntriesOfListsDoNotOutweighPointsThatNameThemselves) {
  const std::string list =
      "\n• Udarbejde aftalen om havnen\nog lave et udkast.\n\n• Sikre broen mod isen\nog følge op på det.\n"
      "\n• Opfølgning på hegnet\nog malingen af det.\n\n• Drøftelse af bådene\nog deres pladser.\n\n";
  std::vector<std::string> titles;
  for (const Item& item : read(head + "Kl. 15.05: Tema om naboer og havn\n" + list +
                               "Punkt 1: Oplæg om havnen\nIda Holm fortalte.\nPunkt 2: Drøftelse\n" +
                               "Bo Krag spurgte til prisen.\n" + list + "\nKl. 16.10: Ny havn\nUdsat.\n" + list)
                              .items)
    titles.push_back(item.number.value_or("-") + " " + item.title);
  EXPECT_EQ(titles,
            (std::vector<std::string>{"- Tema om naboer og havn", "1 Oplæg om havnen", "2 Drøftelse", "- Ny havn"}));
}

TEST(Outline, ItemsMayBeToldInTheOrderInWhichTheyCameUp) {
  const auto record = read(
      "Referat af møde i Søudvalget den 3. maj 2022\n\n1. næstformand Bo Krag ledte mødet.\n\n"
      "Sagsnr.: 1-2-19\n19. Regnskab\nResumé\nTallene stemmer.\nBeslutning\nGodkendt.\n\n"
      "Sagsnr.: 1-2-20\n20. Budget\nBeslutning\nUdsat.\n\n"
      "Sagsnr.: 1-2-1\n1. Sejlads\nResumé\nDer sejles.\nBeslutning\nDrøftet.\n\n"
      "Sagsnr.: 1-2-2\n2. Eventuelt\nBeslutning\nIntet.\n");
  std::vector<std::string> items;
  for (const Item& item : record.items)
    items.push_back(item.number.value_or("") + " " + item.title + " " + item.case_number.value_or(""));
  EXPECT_EQ(items, (std::vector<std::string>{"19 Regnskab 1-2-19", "20 Budget 1-2-20", "1 Sejlads 1-2-1",
                                             "2 Eventuelt 1-2-2"}));
}

TEST(Outline, WhatIsToldAboveTheFirstItemIsNoItem) {
  const auto record = read(
      "Referat af møde i Søudvalget den 3. maj 2022\n\n1. næstformand Bo Krag ledte mødet.\n\n\nSagsnr.: 1-2-3\n\n"
      "1. Sejlads\n\nResumé\n\nDer sejles.\n\nBeslutning\n\nDrøftet.\n\nSagsnr.: 1-2-4\n\n2. Eventuelt\n\n"
      "Beslutning\n\nIntet.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].title, "Sejlads");
}

TEST(Outline, AnAgendaMayBeAnsweredByItsNumbers) {
  const auto record = read(
      "Bestyrelsesmøde 3/5 2022\nTil stede var: Ida, Bo og Tue.\n\nDagsorden var:\n\n  1. Regnskab\n  2. Ny båd\n"
      "  3. Eventuelt\n\nReferat:\n\n  1. Bestyrelsen godkendte regnskabet. Det sendes til revisor.\n"
      "  2. Bo har set på en båd.\n  Den er for dyr.\n  3. Der var ikke noget under eventuelt.\n");
  EXPECT_EQ(record.kind, Kind::minutes);
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].title, "Regnskab");
  EXPECT_EQ(record.items[0].minutes, "Bestyrelsen godkendte regnskabet. Det sendes til revisor.");
  EXPECT_EQ(record.items[0].outcome, Outcome::approved);
  EXPECT_EQ(record.items[1].minutes, "Bo har set på en båd.\nDen er for dyr.");
  EXPECT_EQ(record.sources.at("/items/1/minutes").line, 13u);
  EXPECT_EQ(record.items[2].outcome, Outcome::none);
}

TEST(Outline, ASectionMayBeGluedToTheTitle) {
  const auto record = read(
      "Dagsorden\nSørådet 24-11-2022 13:00\n\n1. MeddelelserReferat\n\nFormanden fortalte om broen.\n\n"
      "2. Budget 3-2022Resumé\n\nDer mangler penge.\n\nUdvalget indstiller,\n\nat budgettet godkendes.\n\nReferat\n\n"
      "Godkendt.\n");
  EXPECT_EQ(record.body, "Sørådet");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].title, "Meddelelser");
  EXPECT_EQ(record.items[0].minutes, "Formanden fortalte om broen.");
  EXPECT_EQ(record.items[1].title, "Budget 3-2022");
  EXPECT_EQ(record.items[1].case_text, "Der mangler penge.");
}

TEST(Outline, ACaseNumberMayStandBehindWhoMayReadItOrWhoHasIt) {
  const auto record =
      read(head +
           "1. Sti\nÅben sag        Sagsnr: 15/162\nSagsfremstilling\nStien er mørk.\nBeslutning\nUdsat.\n\n"
           "2. Bro\nBOLKRA / 08/3208\nÅBEN SAG\nSagsfremstilling\nBroen er lav.\nBeslutning\nGodkendt.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].case_number, "15/162");
  EXPECT_EQ(record.items[1].case_number, "08/3208");
  EXPECT_EQ(record.items[1].case_text, "Broen er lav.");
}

TEST(Outline, SlidesWithoutTheirPagesKeepPeopleWithEmployersAndLeaveNumbersOut) {
  const auto record = read(
      "Bestyrelse\nFredag 27. januar 2017 kl. 9-12\nMødelokale K\n\nIndholdsfortegnelse\n1. Dagsorden\n2. Havnen\n3. Økonomi\n"
      "\nDeltagere\nBirgit Holm\nÅby Kommune\nUlla Krag\nRegion Fjordland\nBo Dam\nRegion Fjordland\n\nGæster:\nFrank Lund\n"
      "Lead Agency\nJørgen Bo\nMermaid Care\n\n1. Dagsorden\nSekretariatet indstiller, at bestyrelsen\n• godkender dagsordenen\n\n"
      "Dagsordenen godkendes\n\n4\n\n2. Havnen\nSekretariatet indstiller, at bestyrelsen\n• drøfter havnen\n\nSagsfremstilling\n"
      "Havnen er lav.\n\nReferat\nDrøftet.\n\n5\n\n3. Økonomi\nSekretariatet indstiller, at bestyrelsen\n• ser på tallene\n\n"
      "Sagsfremstilling\nDer er penge.\n\nReferat\nTaget til efterretning.\n\n6\n");
  std::vector<std::string> people;
  for (const Attendee& one : record.attendance) people.push_back(one.name + ", " + one.organisation.value_or(""));
  EXPECT_EQ(people, (std::vector<std::string>{"Birgit Holm, Åby Kommune", "Ulla Krag, Region Fjordland",
                                              "Bo Dam, Region Fjordland", "Frank Lund, Lead Agency",
                                              "Jørgen Bo, Mermaid Care"}));
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].minutes, "Dagsordenen godkendes");
  EXPECT_EQ(record.items[1].minutes, "Drøftet.");
  EXPECT_EQ(record.items[2].minutes, "Taget til efterretning.");
}

TEST(Outline, NobodyAwayIsNoMinutes) {
  const auto record = read(head +
                           "1. Sti\nBeslutning\nGodkendt.\n\nFraværende:\n\nIngen\n\n2. Bro\nBeslutning\nUdsat.\n\n"
                           "Fraværende:\n\nIngen\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].minutes, "Godkendt.");
  EXPECT_EQ(record.items[1].minutes, "Udsat.");
}

TEST(Outline, WhatIsNumberedBelowTheAgendasNameAreTheItems) {
  for (const std::string lead :
       {"Dagsorden:\n", "Dagsorden/Referat (beslutning):\n\n", "Bilag:\n\nIngen bilag\n\nDagsorden:\n"}) {
    const auto record = read(
        head + lead +
        "  1. Dagsorden\n    Dagsorden godkendt.\n  2. Vedtægter – ændring af suppleanters rolle.\n    Vedtægterne er som før.\n"
        "  3. Regler for diæter.\n\n  1. Ida og Bo var til møde om diæter.\n\n    Bo undersøger reglerne.\n  4. Eventuelt\n    Intet.\n");
    std::vector<std::string> titles;
    for (const Item& item : record.items) titles.push_back(item.number.value_or("") + " " + item.title);
    EXPECT_EQ(titles, (std::vector<std::string>{"1 Dagsorden", "2 Vedtægter – ændring af suppleanters rolle.",
                                                "3 Regler for diæter.", "4 Eventuelt"}))
        << lead;
  }
}

TEST(Outline, AnInitialEndsNoTitleAndADayUnderTheNameNoMinutes) {
  const auto record =
      read(head +
           "1. Ansøgninger til Fiskehandler P.Holms Fond.\n\nDe er sendt.\n\n2. Eventuelt\n\nIntet.\n\nReferent:\n\n"
           "Bo Krag\n\n24.10.2016\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].title, "Ansøgninger til Fiskehandler P.Holms Fond.");
  EXPECT_EQ(record.items[1].minutes, "Intet.");
  ASSERT_EQ(record.approval.size(), 1u);
  EXPECT_EQ(record.approval[0].by, "Bo Krag");
}

TEST(Outline, AbsenceThatEveryItemRepeatsIsReadOnceAndIsNoMinutes) {
  for (const std::string away : {"Fraværende:\n\nIda Holm og Bo Krag\n", "Deltog ikke Ida Holm og Bo Krag.\n"}) {
    const auto record = read("Referat af møde i Rådet\n3. maj 2022\n\n1. Sti\nBeslutning\nGodkendt.\n\n" + away +
                             "\n2. Bro\nBeslutning\nUdsat.\n\n" + away);
    ASSERT_EQ(record.attendance.size(), 2u) << away;
    EXPECT_EQ(record.attendance[0].name, "Ida Holm");
    EXPECT_EQ(record.attendance[1].status, Status::apologies);
    EXPECT_EQ(record.items.at(0).minutes, "Godkendt.") << away;
    EXPECT_EQ(record.items.at(1).minutes, "Udsat.") << away;
  }
}

TEST(Outline, ACaseNumberMayStandAboveHeadingsWithoutNumbers) {
  const auto record = read(
      "Referat af møde i Søudvalget den 3. maj 2022\n\nSagsnr.: 27.69.48-G01-2-14\n\nMALING AF STIEN\n\nUdvalget drøftede farven.\n\n"
      "Sagsnr.: 27.69.48-G01-2-15\n\nNY BRO OVER ÅEN\n\nUdvalget bad om en tegning.\n\nSagsnr.: 27.69.48-G01-2-16\n\n"
      "EVENTUELT\n\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].case_number, "27.69.48-G01-2-14");
  EXPECT_EQ(record.items[1].case_number, "27.69.48-G01-2-15");
  EXPECT_EQ(record.items[1].minutes, "Udvalget bad om en tegning.");
}

TEST(Outline, PeopleOfADepartmentAndRareNamesAreKnownByTheDocument) {
  const auto record = read(
      "Protokol over\nMøde i Det Fjordlandske Samråd\n3. maj 2022\n\nTil stede: Bo Krag, Ida Holm, Ole Dam\n\n"
      "Afbud: Flemming Skov, Dietram Paul Kossen\n\nFra Kultur- og Fritidsforvaltningen: Mette Dam\n\nProtokolfører: Jette Lund\n\n"
      "1. Sti\nGodkendt.\n\n2. Bro\nUdsat.\n");
  EXPECT_EQ(record.title, "Protokol over Møde i Det Fjordlandske Samråd");
  EXPECT_EQ(record.body, "Det Fjordlandske Samråd");
  ASSERT_EQ(record.attendance.size(), 7u);
  EXPECT_EQ(record.attendance[4].name, "Dietram Paul Kossen");
  EXPECT_EQ(record.attendance[4].status, Status::apologies);
  EXPECT_EQ(record.attendance[5].role, Role::administration);
  EXPECT_EQ(record.attendance[6].role, Role::secretary);
}

TEST(Outline, TitlesEndWithoutDashesAndKeepTheHourTheySpeakOf) {
  const auto record = read(
      head +
      "1. Valg af ordstyrer-\nIda blev valgt.\n\n2. Dagsorden ( )\nGodkendt.\n\n3. Støj på havnen efter kl. 18\nUdsat.\n\n4. Nyt ved Nyt Fjordby Hospital\nIntet.\n");
  ASSERT_EQ(record.items.size(), 4u);
  EXPECT_EQ(record.items[0].title, "Valg af ordstyrer");
  EXPECT_EQ(record.items[1].title, "Dagsorden");
  EXPECT_EQ(record.items[2].title, "Støj på havnen efter kl. 18");
  EXPECT_FALSE(record.items[2].start);
  EXPECT_TRUE(record.items[3].presenters.empty());
}

// The text in lines of so many bytes, however its own were broken; 0 for a single line.
std::string in_lines_of(const std::string& text, std::size_t width) {
  std::string out;
  std::size_t length = 0;
  for (const char c : text) {
    const bool blank = c == '\n' || c == ' ';
    const bool end = blank && width > 0 && length >= width;
    if (blank && (out.empty() || out.back() == ' ' || out.back() == '\n')) continue;
    out += end ? '\n' : blank ? ' ' : c;
    length = end ? 0 : length + 1;
  }
  return out;
}

TEST(Outline, ItemsAreFoundWhereAllLinesWereRunTogether) {
  const std::vector<std::string> titles{"Godkendelse af dagsorden", "Sti til skoven", "Bro over åen", "Økonomi",
                                        "Eventuelt"};
  const std::string header =
      "Referat af møde i Elmerådet\nDato: 3. maj 2022\nTid: kl. 10.00-12.00\nSted: Salen\n"
      "Deltagere: Ida Holm, Bo Krag\nAfbud: Lis Bork\n";
  for (const std::string& form : std::vector<std::string>{"N. ", "N) ", "Punkt N: ", "Pkt. N. ", "Ad N. "})
    for (const bool agenda : {false, true})
      for (const std::size_t width : std::vector<std::size_t>{0, 384, 447, 900}) {
        std::string text = header;
        if (agenda) {
          text += "Dagsorden:\n";
          for (std::size_t k = 0; k < titles.size(); ++k) text += std::to_string(k + 1) + ". " + titles[k] + "\n";
        }
        for (std::size_t k = 0; k < titles.size(); ++k) {
          std::string number = form;
          number.replace(number.find('N'), 1, std::to_string(k + 1));
          text += number + titles[k] + "\nReferat: Rådet drøftede sagen og de 2 planer fra den 3. april.\n";
        }
        const auto record = read(in_lines_of(text, width));
        const std::string what = form + (agenda ? "with" : "without") + " agenda, " + std::to_string(width);
        EXPECT_EQ(record.body, "Elmerådet") << what;
        EXPECT_EQ(record.date, (Date{2022, 5, 3})) << what;
        EXPECT_EQ(record.place, "Salen") << what;
        EXPECT_EQ(record.attendance.size(), 3u) << what;
        ASSERT_EQ(record.items.size(), titles.size()) << what;
        for (std::size_t k = 0; k < titles.size(); ++k) {
          EXPECT_EQ(record.items[k].number, std::to_string(k + 1)) << what;
          EXPECT_EQ(record.items[k].title, titles[k]) << what;
          EXPECT_EQ(in_lines_of(record.items[k].minutes.value_or(""), 0),
                    "Rådet drøftede sagen og de 2 planer fra den 3. april.")
              << what;
        }
      }
}

TEST(Outline, FieldsMayStandBetweenANumberAndItsTitle) {
  for (const std::string& form :
       {std::string("N.\nSagsnr. 22/100N\nTITLE\n"), std::string("N\n\nÅbent\n\nSagsnr.: 22/100N\n\nTITLE\n\n"),
        std::string("Punkt N\n22/100N\nSagsbehandler: Bo Krag\nTITLE\n"),
        std::string("N.\nSagsbehandler\nBo Krag\nSagsnr.\n22/100N\nTITLE\n"),
        std::string("N. Åbent\nSagsnr. 22/100N\nTITLE\n"), std::string("N. Sagsnr. 22/100N\nTITLE\n")}) {
    std::string text = "Referat af møde i Rådet\nden 3. maj 2022\n\n";
    const std::vector<std::string> titles{"Sti til skoven", "Bro over åen", "Eventuelt"};
    for (std::size_t k = 0; k < titles.size(); ++k) {
      std::string item = form;
      for (auto at = item.find('N'); at != std::string::npos; at = item.find('N', at + 1))
        item.replace(at, 1, std::to_string(k + 1));
      item.replace(item.find("TITLE"), 5, titles[k]);
      text += item + "Emnet blev drøftet.\n\n";
    }
    const auto record = read(text);
    ASSERT_EQ(record.items.size(), 3u) << text;
    for (std::size_t k = 0; k < titles.size(); ++k) {
      EXPECT_EQ(record.items[k].number, std::to_string(k + 1)) << form;
      EXPECT_EQ(record.items[k].title, titles[k]) << form;
      EXPECT_EQ(record.items[k].case_number, "22/100" + std::to_string(k + 1)) << form;
      EXPECT_EQ(record.items[k].minutes, "Emnet blev drøftet.") << form;
    }
  }
}

}  // namespace
}  // namespace klynge::reading
