// The meeting itself: heading, body, number, day, hour and place, in the ways minutes print them.
#include "reading/header.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/document.hpp"
#include "reading/header_body.hpp"
#include "reading/header_title.hpp"
#include "reading/labels.hpp"
#include "reading/read_meeting.hpp"
#include "reading/title_body.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& header, const std::string& tail = "") {
  const auto document = decode_plain_text(
      header +
      "\n\n1. Godkendelse af dagsorden\nReferat:\nDagsordenen blev godkendt.\n\n2. Eventuelt\nReferat:\nIntet.\n" +
      tail);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

struct TitleCase {
  std::string header, title, body;
};

TEST(Headings, AreReadAsPrinted) {
  const std::vector<TitleCase> cases{
      {"Forside / Politik / Udvalg / Teknikudvalget\n\nTeknikudvalget\nReferat 3. oktober 2019",
       "Teknikudvalget Referat 3. oktober 2019", "Teknikudvalget"},
      {"Møde i rådet den 22. marts 2022\n\nSe beslutninger fra rådsmødet den 22. marts.",
       "Møde i rådet den 22. marts 2022", "rådet"},
      {"TilForsidePolitikReferaterTeknikudvalget - Referat - 3. oktober 2019\n\nTeknikudvalget - Referat - 3. oktober 2019",
       "Teknikudvalget - Referat - 3. oktober 2019", "Teknikudvalget"},
      {"Her finder du referatet fra det seneste møde.\nÆldre referater end på denne side: se 2007\n\nReferat\ntil\nmødet i Sørådet\nden 3. maj 2022",
       "Referat til mødet i Sørådet", "Sørådet"},
      {"B E S L U T N I N G E R\nREGION FJORDLAND\nREGIONSRÅDET\nTirsdag den 10. marts 2015\nKl. 17.00",
       "BESLUTNINGER REGION FJORDLAND", "REGIONSRÅDET"},
      {"UDVALG\n\nSØRÅDET\n\nMØDE\n\nORDINÆRT MØDE\n\nSTED\n\nSalen\n\nSTARTTIDSPUNKT\n\n07-03-2017 17:00:00",
       "ORDINÆRT MØDE", "SØRÅDET"},
      {"Styregruppen for Digital Træning\nReferat af 5. styregruppemøde\n\nDato: 27. februar 2024",
       "Styregruppen for Digital Træning Referat af 5. styregruppemøde", "Styregruppen for Digital Træning"},
      {"Referat af 2. rådsmøde\ni Rådet for sjældne sygdomme\nOnsdag den 8. marts 2017",
       "Referat af 2. rådsmøde i Rådet for sjældne sygdomme", "Rådet for sjældne sygdomme"},
      {"Dagsordener og referater fra HMU i Ådal\n- Udvalg: HMU Ådal\n- Mødedato: 28. februar 2025 kl. 09:30",
       "Dagsordener og referater fra HMU i Ådal", "HMU Ådal"},
      {"Sundhedsråd Bredå\nBeslutningsreferat\nMøde nr. 3/2026 - 19-03-2026 kl. 13:00",
       "Sundhedsråd Bredå Beslutningsreferat", "Sundhedsråd Bredå"},
      {"Referat af bestyrelsesmøde onsdag d. 7. november 2012 kl. 19.30 i B-huset.",
       "Referat af bestyrelsesmøde onsdag d. 7. november 2012", "bestyrelse"},
      {"REFERAT\nReferat fra 8. møde i styregruppen for Data d. 11. december 2019",
       "Referat fra 8. møde i styregruppen for Data d. 11. december 2019", "styregruppen for Data"},
      {"Referater 2016\n\nReferat fra møde i Lokalrådet den 30. november 2016",
       "Referat fra møde i Lokalrådet den 30. november 2016", "Lokalrådet"},
      {"Menighedsrådsmøde\n\nØrby Sogns Menighedsråd\n\nDato: 16. juni 2021", "Menighedsrådsmøde",
       "Ørby Sogns Menighedsråd"},
      {"Referat\nMøde mellem PLO-Å og Åby Kommune\nDato: 18.05.2022", "Referat Møde mellem PLO-Å og Åby Kommune",
       "PLO-Å og Åby Kommune"}};
  for (const auto& expected : cases) {
    const auto record = read(expected.header);
    EXPECT_EQ(record.title, expected.title) << expected.header;
    EXPECT_EQ(record.body, expected.body) << expected.header;
  }
}

TEST(Headings, NameTheBody) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Referat af MR møde d. 8. oktober 2019", "MR"},
      {"Referat af LMU-møde, Center for Hjælp", "LMU"},
      {"Beboer- og pårørenderådsmøde på Linden", "Beboer- og pårørenderåd"},
      {"Social og sundheds møde den 24. april 2023", "Social og sundhed"},
      {"Velfærdsudvalget - Referat fra mødet den 24-01-2019", "Velfærdsudvalget"},
      {"Referat af FU-møde i Sundkredsen", "FU"},
      {"Opfølgningsmøde i driftsgruppen for udskrivninger", "driftsgruppen for udskrivninger"},
      {"Referat af TR-møde i Hovedudvalget", "Hovedudvalget"},
      {"Referat fra ordinært afdelingsmøde i afdeling 12", "afdelingsmøde"}};
  for (const auto& [title, body] : cases) EXPECT_EQ(body_in_title(title), body) << title;
}

TEST(Headings, AreNoBreadcrumbs) {
  EXPECT_TRUE(is_breadcrumb("Forside / Politik / Udvalg"));
  EXPECT_TRUE(is_breadcrumb("Fjordby Hospital > Ledelse > Møder"));
  EXPECT_FALSE(is_breadcrumb("Referat/beslutning fra møde den 3/4"));
}

TEST(HeaderFields, AreReadWithoutColon) {
  const auto record = read(
      "Udvalget for Kultur\nReferat 3. oktober 2019\nMødetidspunkt 16:00\nMødelokale Blå Sal\nSluttidspunkt 17:25");
  EXPECT_EQ(record.start, ClockTime{16 * 60});
  EXPECT_EQ(record.end, ClockTime{17 * 60 + 25});
  EXPECT_EQ(record.place, "Blå Sal");
}

TEST(HeaderFields, AreCutWhereSeveralStandInARow) {
  const auto record = read(
      "Referat: Lærernes Forening\nDato: 9. januar 2014     Sted: Hornby Kursussted     Start: kl. 10.00     Slut: kl. 15.30\nTil stede: Nils Ols (NO) og Povl Sand (PS).Afbud: Jens Matt");
  EXPECT_EQ(record.date, (Date{2014, 1, 9}));
  EXPECT_EQ(record.place, "Hornby Kursussted");
  EXPECT_EQ(record.start, ClockTime{10 * 60});
  EXPECT_EQ(record.end, ClockTime{15 * 60 + 30});
  ASSERT_EQ(record.attendance.size(), 3u);
  EXPECT_EQ(record.attendance[2].name, "Jens Matt");
  EXPECT_EQ(record.attendance[2].status, Status::apologies);
}

TEST(HeaderFields, TellWhichPartOfADayInFiguresIsTheYear) {
  struct Case {
    std::string day, tail;
    Date date;
  };
  for (const Case& c :
       {Case{"25.08.27", "", {2027, 8, 25}}, Case{"27.08.25", "", {2025, 8, 27}},
        Case{"fredag d. 25.08.22", "", {2025, 8, 22}},   // the 25th was a Thursday
        Case{"torsdag d. 25.08.22", "", {2022, 8, 25}},  // as printed
        Case{"25.08.22 (fredag)", "", {2025, 8, 22}}, Case{"25.08.27", "Næste møde: 3. september 2025", {2025, 8, 27}},
        Case{"25-08-27", "Næste møde: 03-09-2027", {2027, 8, 25}},
        Case{"12.03.24", "Aftalen er af 4. maj 2011.", {2024, 3, 12}}}) {
    const auto record = read("Referat af møde i Rådet\n\nDato: " + c.day, c.tail);
    EXPECT_EQ(record.date, c.date) << c.day << ' ' << c.tail;
    EXPECT_TRUE(record.findings.empty()) << c.day;
  }
}

TEST(HeaderFields, TakeARoomForAPlace) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Referat\nSted: Regionsgården, sal B, samt virtuelt", "Regionsgården, sal B"},
      {"Referat\nSted: Kulturstationen, lokale 3 (Teams-link udsendt)", "Kulturstationen, lokale 3"},
      {"Referat\nSted: DIT, Bredtorv 40, kl. 13.00-16.00", "DIT, Bredtorv 40"},
      {"Referat af møde\nMødelokale K, Regionshuset\nMandag den 3. maj 2021 kl. 10.00", "Mødelokale K, Regionshuset"},
      {"Referat af Rådsmøde Mandag den 6. marts 2017 Kl. 10.00 i lokale M2 på Vedgården", "lokale M2 på Vedgården"},
      {"Referat af Rådsmøde Mandag den 6. marts 2017 Kl. 10.00 i caféen", "caféen"},
      {"Månedsarkiv: december 2015\n\nReferat fra Rådets møde den 30. november 2015 i Blå Stue, Rådhuset kl. 10.00 – 12.00",
       "Blå Stue, Rådhuset"},
      {"Referat\nTirsdag den 10. marts 2015\nKl. 17.00\nGården i Åby, salen\nMøde nr. 3", "Gården i Åby, salen"},
      {"Referat af møde i Rådet\n\nDen 09.01.2020 kl. 13:00 i Salen, Sdr. Havnevej 1, 4999 Åby",
       "Salen, Sdr. Havnevej 1, 4999 Åby"},
      {"Referat af møde i Rådet\nFredag den 3. maj 2019 kl. 13.00 til lørdag den 4. maj kl. 15.00\nHotel Klitheden",
       "Hotel Klitheden"}};
  for (const auto& [header, place] : cases) EXPECT_EQ(read(header).place, place) << header;
  EXPECT_FALSE(read("Rådet - 03-05-2022\nReferat\nLokation:\nUdsendt den:\nTorsdag, 28 april, 2022 - 17:26").place);
}

TEST(HeaderFields, TakeARoomWithoutALabelBesideTheDay) {
  struct Case {
    std::string header, place;
  };
  for (const Case& c :
       {Case{"Elmerådet\n20. februar 2024\nMødelokale 2, Rådhuset\nkl. 10.00-12.00\nReferat", "Mødelokale 2, Rådhuset"},
        Case{"Elmerådet - referat\n- 20. februar 2024\n- 10:00 - 12:00\n- Byrådssalen", "Byrådssalen"},
        Case{"Elmerådet\nKantinen på Rådhuset\n20. februar 2024, kl. 10.00\nReferat", "Kantinen på Rådhuset"},
        Case{"Referat af møde i Elmerådet\nDato: 20. februar 2024\nTid: 10.00-12.00\nAktivitetscentret, Bygaden 3",
             "Aktivitetscentret, Bygaden 3"},
        Case{"Referat af møde i Elmerådet den 20. februar 2024\nLokale 1.12", "Lokale 1.12"},
        Case{"Elmerådet\nPlejecentret Skovly\nReferat af møde den 20. februar 2024", ""}})
    EXPECT_EQ(read(c.header).place.value_or(""), c.place) << c.header;
  for (const std::string place : {"Teams", "Microsoft Teams", "Online", "Virtuelt møde", "Videomøde"})
    for (const std::string& header : {"Elmerådet\n20. februar 2024\n" + place + "\nkl. 10.00-12.00\nReferat",
                                      "Referat af møde i Elmerådet den 20. februar 2024\n" + place}) {
      EXPECT_EQ(read(header).mode, Mode::online) << header;
      EXPECT_FALSE(read(header).place) << header;
    }
}

TEST(HeaderFields, TakeHoursAloneBehindTheirLabel) {
  const auto record = read("Referat af bestyrelsesmøde d. 14/9 2021\nTid: 18-20\nSted: hos Tue");
  EXPECT_EQ(record.start, ClockTime{18 * 60});
  EXPECT_EQ(record.end, ClockTime{20 * 60});
}

TEST(HeaderFields, TakeTheHourBehindEitherOfItsNames) {
  const auto record = read("Referat af møde i Prøverådet\nMødedato: 15. november 2023\nKlokkeslæt: 13.00-15.00");
  EXPECT_EQ(record.start, ClockTime{13 * 60});
  EXPECT_EQ(record.end, ClockTime{15 * 60});
}

TEST(Headings, AreNoSentencesThatTellOfMinutes) {
  EXPECT_EQ(read("Kære alle\n\nTak for et godt møde. Her kommer mit referat.\n\nReferat fra rådsmødet den 16. maj 2018")
                .title,
            "Referat fra rådsmødet den 16. maj 2018");
}

TEST(HeaderFields, TakeTheNumberFromTheHeading) {
  EXPECT_EQ(read("Referat fra 5. møde i Faglig Klynge den 3. maj 2022").meeting_number, "5");
  EXPECT_EQ(read("REFERAT\nForum for Træning\n\n2. møde 2021\nTorsdag den 16. september 2021").meeting_number, "2");
  EXPECT_EQ(read("Styregruppemøde nr. 4 – Projekt Nord\nDato: 23/2-2023").meeting_number, "4");
  EXPECT_EQ(read("Bestyrelsesmøde nr. 3-2016\nDato: 2. maj 2016").meeting_number, "3-2016");
}

TEST(HeaderFields, ComeFromTheEndOfTheDocument) {
  const auto record =
      read("Referat af møde i Rådet den 3. maj 2022", "\nMødet sluttede kl. 21.05.\nNæste MR møde 19. november.\n");
  EXPECT_EQ(record.end, ClockTime{21 * 60 + 5});
  EXPECT_EQ(record.next_meeting, (Date{2022, 11, 19}));
  EXPECT_FALSE(read("Referat af møde i Rådet den 3. maj 2022", "\nIda Holm tilsluttede sig mødet kl. 19.05.\n").end);
}

TEST(HeaderFields, MayStandAboveTheLettersOfWhoWroteIt) {
  const auto record = read("Referat af møde i Rådet den 3. maj 2022", "\nNæste møde: 21.08.2022 kl. 10\n/SV\n");
  EXPECT_EQ(record.next_meeting, (Date{2022, 8, 21}));
  EXPECT_EQ(record.items.back().minutes, "Intet.");
}

TEST(HeaderFields, OfTheNextMeetingAreNoPartOfTheLastItem) {
  const auto record = read("Referat af møde i Rådet den 3. maj 2022", "\nNæste møde\nTorsdag den 19. august 2022\n");
  EXPECT_EQ(record.next_meeting, (Date{2022, 8, 19}));
  EXPECT_EQ(record.items.back().minutes, "Intet.");
}

TEST(HeaderFields, OfWhoSignsStandBesideEachOther) {
  for (const std::string tail :
       {"\nOle Dam, formand              Referent: Ida Vang\n", "\nFormand Ole Dam              Referent Ida Vang\n"}) {
    const auto record = read("Referat af møde i Rådet den 3. maj 2022", tail);
    EXPECT_EQ(record.items.back().minutes, "Intet.") << tail;
    ASSERT_EQ(record.approval.size(), 1u) << tail;
    EXPECT_EQ(record.approval[0].by, "Ida Vang") << tail;
    ASSERT_EQ(record.attendance.size(), 1u) << tail;
    EXPECT_EQ(record.attendance[0].role, Role::secretary) << tail;
  }
  EXPECT_EQ(read("Referat af møde i Rådet den 3. maj 2022",
                 "\nOle Dam                  Ida Vang\nformand                  referent\n")
                .items.back()
                .minutes,
            "Intet.");
}

TEST(HeaderFields, ComeFromTheDecisionsWhereNothingElseNamesThem) {
  const auto document = decode_plain_text(
      "1. Temadag\n\nBeslutning i Velfærdsudvalget den 10. december 2015\nGodkendt.\n\n2. Budget\n\nBeslutning i Velfærdsudvalget den 10. december 2015\nGodkendt.\n");
  const auto record = read_meeting(*document);
  EXPECT_EQ(record.body, "Velfærdsudvalget");
  EXPECT_EQ(record.date, (Date{2015, 12, 10}));
}

TEST(Header, NamesABodyWhoseNameStandsOnTheNextRow) {
  const auto record =
      read("Referat af møde i Klyngestyregruppe\nElmeå\nTidspunkt: Torsdag den 12. september 2019, kl. 9-11");
  EXPECT_EQ(record.title, "Referat af møde i Klyngestyregruppe Elmeå");
  EXPECT_EQ(record.body, "Klyngestyregruppe Elmeå");
}

TEST(Header, KeepsAnAbbreviationInTheTitle) {
  EXPECT_EQ(read("Referat af fællesbestyrelsesmøde i Ø.H.I.F. 11. december 2007 kl. 19-22 i klubhuset").title,
            "Referat af fællesbestyrelsesmøde i Ø.H.I.F. 11. december 2007");
}

TEST(Header, TakesTheDayOfTheMeetingBelowALettersDay) {
  EXPECT_EQ(read("Praksisafdelingen\nJ.nr. 17/1234\nDen 9. oktober 2017\n\nREFERAT\nMøde i Praksisplanudvalget\n"
                 "den 4. oktober 2017\nTid: 14.00-16.00\n")
                .date,
            (Date{2017, 10, 4}));
}

TEST(Header, KnowsAMeetingThatWasHeldOnline) {
  EXPECT_EQ(read("Referat af møde tirsdag den 18. maj 2021\nMødet blev holdt virtuelt på Teams kl. 15:00-17:00.").mode,
            Mode::online);
}

TEST(Header, LeavesWhatAMailPutsAroundTheMinutes) {
  const auto record = read(
      "Fra: Lis Holm\nTil: Bruger- og pårørenderådet\nEmne: Referat fra mødet 4/11\n\nKære alle\n\n"
      "Hermed referatet. Sig til, hvis jeg har misforstået noget.\n\nReferat fra møde i Brugerrådet\n\n"
      "Tirsdag d. 4. november 2014 kl. 16.00 - 18.30",
      "\nMange hilsner\nLis Holm\nSekretær");
  EXPECT_EQ(record.title, "Referat fra møde i Brugerrådet");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].title, "Godkendelse af dagsorden");
  EXPECT_EQ(read("Til: Styregruppen\nFra: Sekretariatet\nEmne: Referat af styregruppemøde\nDato: 3. maj 2022").date,
            (Date{2022, 5, 3}));
  EXPECT_EQ(record.items[1].minutes, "Intet.");
}

}  // namespace
}  // namespace klynge::reading
