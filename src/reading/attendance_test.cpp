// Who was there: the headings of lists, the entries of lists, and lists in whole documents.
#include "reading/attendance.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/attendance_heading.hpp"
#include "reading/document.hpp"
#include "reading/person_name.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& header) {
  const auto document = decode_plain_text(
      header +
      "\n\n1. Godkendelse af dagsorden\nReferat:\nDagsordenen blev godkendt.\n\n2. Eventuelt\nReferat:\nIntet.\n");
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

// “name|title|organisation|status|role” of everybody, in the order of the record.
std::vector<std::string> roll(const MeetingRecord& record) {
  static const char* const status[] = {"present", "apologies", "substitute", "vacant"};
  static const char* const role[] = {"chair", "cochair", "member", "observer", "secretary", "guest", "administration"};
  std::vector<std::string> out;
  for (const auto& person : record.attendance)
    out.push_back(person.name + "|" + person.title.value_or("") + "|" + person.organisation.value_or("") + "|" +
                  status[static_cast<int>(person.status)] + "|" + role[static_cast<int>(person.role)]);
  return out;
}

using Roll = std::vector<std::string>;

struct HeadingCase {
  std::string text, organisation, value;
  Status status;
  Role role;
};

TEST(AttendanceHeadings, AreToldByTheirWords) {
  const std::vector<HeadingCase> cases{
      {"Fra bestyrelsen deltog: Kaja Holm, Ole Dam", "", "Kaja Holm, Ole Dam", Status::present, Role::member},
      {"Fra driften deltog: Varmemester Ole Dam", "", "Varmemester Ole Dam", Status::present, Role::administration},
      {"Fra Region Nord deltog: Kaja Holm", "Region Nord", "Kaja Holm", Status::present, Role::member},
      {"Deltagere fra PLO-Ås:", "PLO-Ås", "", Status::present, Role::member},
      {"Medlemmer fraværende", "", "", Status::apologies, Role::member},
      {"Ikke til stede: Kaja Holm", "", "Kaja Holm", Status::apologies, Role::member},
      {"Fraværende uden afbud: Kaja Holm", "", "Kaja Holm", Status::apologies, Role::member},
      {"Afbud fra overlæge Kaja Holm, Region Nord", "", "overlæge Kaja Holm, Region Nord", Status::apologies,
       Role::member},
      {"Mødt var desuden Ole Dam, sekretær", "", "Ole Dam, sekretær", Status::present, Role::guest},
      {"Sekretær for mødet: Kaja Holm", "", "Kaja Holm", Status::present, Role::secretary},
      {"Referat v/Kaja Holm", "", "Kaja Holm", Status::present, Role::secretary},
      {"Referat: Kaja Holm", "", "Kaja Holm", Status::present, Role::secretary},
      {"Øvrige deltagere fra forvaltningen", "", "", Status::present, Role::administration}};
  for (const auto& expected : cases) {
    const auto heading = attendance_heading(expected.text);
    ASSERT_TRUE(heading) << expected.text;
    EXPECT_EQ(heading->organisation.value_or(""), expected.organisation) << expected.text;
    EXPECT_EQ(expected.text.substr(heading->value)
                  .substr(expected.text[std::min(heading->value, expected.text.size() - 1)] == ' '),
              expected.value)
        << expected.text;
    EXPECT_EQ(heading->status, expected.status) << expected.text;
    EXPECT_EQ(heading->role, expected.role) << expected.text;
  }
}

TEST(AttendanceHeadings, AreNoneInOtherRows) {
  for (const std::string text : {"Referat af møde i Beboerforum Lindevænget", "Udvalget for Børn og Unge",
                                 "Styregruppen for Sundhed", "Deltagerne spiste frokost.", "Medlem af rådet Kaja Holm",
                                 "Fra sagens behandling i maj", "Referat:", "Til orientering"})
    EXPECT_FALSE(attendance_heading(text)) << text;
}

TEST(PeopleInOneText, BeginWhereTheNextNameStands) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases{
      {"Formand Kaja Holm, kasserer Vibeke Dam, bestyrelsesmedlemmer Jan Friis og Tove Rask samt suppleant Leif Bjerg",
       {"Kaja Holm", "Vibeke Dam", "Jan Friis", "Tove Rask", "Leif Bjerg"}},
      {"Anne Krog, direktør, Region Nord, Per Bo, chef for Sundhed og Omsorg", {"Anne Krog", "Per Bo"}},
      {"Per, Jakob, Trine og Maria", {"Per", "Jakob", "Trine", "Maria"}},
      {"Sven Erik, Pernille, Vinnie, Karen", {"Sven Erik", "Pernille", "Vinnie", "Karen"}},
      {"Tue, Randi, Lasse B.", {"Tue", "Randi", "Lasse B."}},
      {"Karla Dam, Røde Kors", {"Karla Dam"}},
      {"Julie Aulum – sognepræst, Per Nørby – graver", {"Julie Aulum", "Per Nørby"}},
      {"Annette Bo for Patricia Krag, Lene Holm", {"Annette Bo", "Lene Holm"}},
      {"Sygeplejernes Forening (Birgitte Dam, Bo Krag (ref.))", {"Birgitte Dam", "Bo Krag"}},
      {"Vera Holst, formand for Kultur-, Fritids- og Sundhedsudvalget, Vest Kommune", {"Vera Holst"}}};
  for (const auto& [text, names] : cases) {
    std::vector<std::string> found;
    for (const auto& person : parse_people(text)) found.push_back(person.name);
    EXPECT_EQ(found, names) << text;
  }
}

TEST(PeopleInOneText, ShareWhatIsSaidOfAll) {
  const auto people = parse_people("driftschef Carsten Wulf og konsulent Louise Anker, begge Boligselskabet Nord");
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].organisation, "Boligselskabet Nord");
  EXPECT_EQ(people[1].organisation, "Boligselskabet Nord");
  EXPECT_EQ(people[1].title, "konsulent");
}

TEST(PeopleInOneText, StandInForWhomTheyName) {
  const auto stands_in = [](const std::string& text) {
    const auto people = parse_people(text);
    EXPECT_EQ(people.size(), 1u) << text;
    return people.empty() ? std::string() : people[0].substitutes_for.value_or("");
  };
  EXPECT_EQ(stands_in("Annette Bo for Patricia Krag"), "Patricia Krag");
  EXPECT_EQ(stands_in("Else Skov, byrådsmedlem, Vest Kommune (deltog for Mads Jakob)"), "Mads Jakob");
  EXPECT_EQ(stands_in("som stedfortræder for Per Horn (C): Ulla Brask (C)"), "Per Horn");
}

TEST(PersonEntries, TellLettersOfANameFromOnesOfAnOrganisation) {
  EXPECT_EQ(parse_person("Mette Lyng (ML)")->initials, "ML");
  EXPECT_EQ(parse_person("Kim Nør (KL)")->organisation, "KL");
  EXPECT_FALSE(parse_person("Anna Bro (SF)")->organisation);
  EXPECT_EQ(parse_person("Henning Bast      HB      kasserer")->title, "kasserer");
}

TEST(Attendance, ReadsClausesByOrganisation) {
  const auto record = read(
      "Referat af møde i Kontaktudvalget den 9. november 2021\n\nTil stede var\nfra Søby Kommune: centerchef Lisbet Vang og teamleder Erling Kofod\nfra Patientforum: Svend Aage Huus\n\n"
      "Afbud fra overlæge Merete Dyhr, Region Øst\n\nSekretær for mødet: Jonna Lyst");
  EXPECT_EQ(roll(record),
            (Roll{"Lisbet Vang|centerchef|Søby Kommune|present|member",
                  "Erling Kofod|teamleder|Søby Kommune|present|member", "Svend Aage Huus||Patientforum|present|member",
                  "Merete Dyhr|overlæge|Region Øst|apologies|member", "Jonna Lyst|||present|secretary"}));
}

TEST(Attendance, ReadsOrganisationsAboveTheirPeople) {
  const auto record = read(
      "Referat af møde i Forum den 3. maj 2022\n\nDeltagere\nRegion Syd\nAnne Krog, direktør\nBo Krag, kontorchef\nFjordby Kommune\nIda Lund, sundhedschef");
  EXPECT_EQ(roll(record),
            (Roll{"Anne Krog|direktør|Region Syd|present|member", "Bo Krag|kontorchef|Region Syd|present|member",
                  "Ida Lund|sundhedschef|Fjordby Kommune|present|member"}));
}

TEST(Attendance, EndsWhereTheMinutesBegin) {
  const auto document = decode_plain_text(
      "Referat fra Brugerrådet på Hyldegården\n\nRådet holdt møde torsdag den 12. januar 2023.\n\nTil stede: Ingrid Bech (formand), Oluf Krag og centerleder Vivi Holm.\nAfbud: Preben Stamp.\nVivi Holm skrev referat.\n\n"
      "Mad og måltider\nOluf Krag syntes, at maden er blevet bedre.\n\nBusturen\nVi blev enige om at køre den 1. juni.\n");
  const auto record = read_meeting(*document);
  EXPECT_EQ(roll(record), (Roll{"Ingrid Bech|||present|chair", "Oluf Krag|||present|member",
                                "Vivi Holm|centerleder||present|member", "Preben Stamp|||apologies|member"}));
  ASSERT_EQ(record.approval.size(), 1u);
  EXPECT_EQ(record.approval[0].by, "Vivi Holm");
}

TEST(Attendance, ReadsListsThatGoOnAsSentences) {
  const auto record = read(
      "Møde i Beboerrådet d. 19/9-23\n\nTil stede fra beboerne var Inger, Poul Erik og Ruth. Kirsten havde sendt afbud. Lone skrev referat.");
  EXPECT_EQ(roll(record), (Roll{"Inger|||present|member", "Poul Erik|||present|member", "Ruth|||present|member",
                                "Kirsten|||apologies|member", "Lone|||present|secretary"}));
}

TEST(Attendance, JoinsNamesThatAreBrokenOverRows) {
  const auto record = read(
      "Referat fra bestyrelsesmøde den 30. marts 2022\n\nDeltagere: Malene Brogård (formand), Steffen Uhrskov, Hanne-Mette\nLadefoged, Bo Silkjær, Anne Katrine Holberg og Jørn Svane\nAfbud: Gert Monrad");
  EXPECT_EQ(roll(record), (Roll{"Malene Brogård|||present|chair", "Steffen Uhrskov|||present|member",
                                "Hanne-Mette Ladefoged|||present|member", "Bo Silkjær|||present|member",
                                "Anne Katrine Holberg|||present|member", "Jørn Svane|||present|member",
                                "Gert Monrad|||apologies|member"}));
}

TEST(Attendance, KnowsPeopleByTheirInitials) {
  const auto record = read(
      "Referat af møde i udvalget den 7. juni 2022\n\nDeltagere: Jakob Stær (JS), Dorthe Winkel (DW), Sanne Tved (ST)\nFraværende: ST\nReferent: DW");
  EXPECT_EQ(roll(record),
            (Roll{"Jakob Stær|||present|member", "Dorthe Winkel|||present|member", "Sanne Tved|||apologies|member"}));
  ASSERT_EQ(record.approval.size(), 1u);
  EXPECT_EQ(record.approval[0].by, "Dorthe Winkel");
}

TEST(Attendance, TakesACrossForTheHeadAboveIt) {
  const auto record = read(
      "Referat af møde i Rådet den 26. oktober 2011\n\nMedlemmer:                 Til stede    Med afbud    Uden afbud\nLars Hvid                     X\nParisa Gaz                                 X\nShellie Bø                                              X");
  EXPECT_EQ(roll(record),
            (Roll{"Lars Hvid|||present|member", "Parisa Gaz|||apologies|member", "Shellie Bø|||apologies|member"}));
}

TEST(Attendance, KeepsTheListsStatusForItsGroups) {
  const auto record = read(
      "Referat af skolebestyrelsesmøde den 17. april 2008\n\nTil stede:\nForældrevalgte: Per Knag, Jette Skov\nElevrepræsentanter: Kaja Schuldt\n\nFraværende:\nForældrevalgte: Dorthe Myrup\nElevrepræsentanter: Marie Brå");
  EXPECT_EQ(roll(record),
            (Roll{"Per Knag|||present|member", "Jette Skov|||present|member", "Kaja Schuldt|||present|member",
                  "Dorthe Myrup|||apologies|member", "Marie Brå|||apologies|member"}));
}

TEST(Attendance, LeavesCandidatesOfTheAgendaOut) {
  const auto record = read(
      "Referat fra generalforsamling den 8. november 2005\n\nDagsorden:\nSuppleant Lene Grev (1 år)\nRevisorerne: Mogens Harbo og Uffe Dal");
  EXPECT_TRUE(record.attendance.empty());
}

TEST(Attendance, ReadsListsThatStandSideBySide) {
  const auto record = read(
      "Referat af styregruppemøde den 15. juni 2021\n\nDeltagere                                Afbud\nInge Barfod, Ravn Kommune (formand)      Frank Elbo, Ravn Kommune\nJane Munk, Region Syd");
  EXPECT_EQ(roll(record), (Roll{"Inge Barfod||Ravn Kommune|present|chair", "Jane Munk||Region Syd|present|member",
                                "Frank Elbo||Ravn Kommune|apologies|member"}));
}

TEST(Attendance, ReadsOrganisationsRepresentedBySomebody) {
  const auto record = read(
      "Referat af Grønt Råds møde den 14. maj 2012\n\nDeltagere:\nLandboforeningen v/ Søren Hansted\nNaturforeningen v/ Jens Sønderby (formand)\nAfbud: Jagtforbundet v/ Erik Vester og Bevaringsforeningen v/ Lisbeth Gram");
  EXPECT_EQ(
      roll(record),
      (Roll{"Søren Hansted||Landboforeningen|present|member", "Jens Sønderby||Naturforeningen|present|chair",
            "Erik Vester||Jagtforbundet|apologies|member", "Lisbeth Gram||Bevaringsforeningen|apologies|member"}));
}

TEST(Attendance, LimitsPeopleToItemsOfThisMeeting) {
  const auto document = decode_plain_text(
      "Referat\nUdvalget for Kultur\n14. juni 2022\n\nMedlemmer:\nLis Vang\nMerete Skov\n\nAfbud: Merete Skov fra punkt 132\n\n131. Dagsorden\nBeslutning\nGodkendt.\n\n132. Budget\nBeslutning\nGodkendt.\n\n133. Eventuelt\nBeslutning\nIntet.\n");
  const auto record = read_meeting(*document);
  ASSERT_EQ(record.attendance.size(), 2u);
  for (const auto& number : record.attendance[1].items)
    EXPECT_TRUE(number == "131" || number == "132" || number == "133") << number;
}

TEST(Attendance, ReadsRemarksCrossesAndInitials) {
  // Who is away stands in the column of those present.
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nNavn            Rolle       Til stede\nAnne Krog       Formand     X\nBo Lind         Kasserer    Afbud")),
      (Roll{"Anne Krog|Formand||present|chair", "Bo Lind|Kasserer||apologies|member"}));
  // Most roles are no titles, and a title beside the name stays.
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nDeltagere\nNavn | Organisation | Rolle | Til stede\nAnne Krog | PLO | Formand | X\nBo Lind | Nord Kommune | Medlem | Afbud\nIda Vang, projektleder | Nord Kommune | Sekretær | X")),
      (Roll{"Anne Krog|Formand|PLO|present|chair", "Bo Lind||Nord Kommune|apologies|member",
            "Ida Vang|projektleder|Nord Kommune|present|secretary"}));
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nDeltagere\nNavn | Titel | Organisation | Bemærkning\nAnne Krog | læge | PLO | formand\nBo Lind | chef | Nord Kommune | afbud\nIda Vang | leder | Nord Kommune | for Bo Lind")),
      (Roll{"Anne Krog|læge|PLO|present|chair", "Bo Lind|chef|Nord Kommune|apologies|member",
            "Ida Vang|leder|Nord Kommune|substitute|member"}));
  // Title and organisation under one head are as behind a name in a list.
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nDeltagere\nNavn | Titel/organisation | Til stede\nAnne Krog | Borgmester Nord Kommune (formand) | X\nBo Lind | direktør, Nord Kommune | Afbud")),
      (Roll{"Anne Krog|Borgmester|Nord Kommune|present|chair", "Bo Lind|direktør|Nord Kommune|apologies|member"}));
  // “Anne K.” is the one Anne of the list.
  EXPECT_EQ(roll(read("Referat af møde i Forum den 3. maj 2022\n\nDeltagere: Anne Krog, Bo Lind\nReferent: Anne K.")),
            (Roll{"Anne Krog|||present|member", "Bo Lind|||present|member"}));
  // “I stedet” means the one named before.
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nDeltagere: Anne Krog, Ida Vang\nFraværende: Bo Lind (V). I stedet deltog Per Holm (V).")),
      (Roll{"Anne Krog|||present|member", "Ida Vang|||present|member", "Bo Lind|||apologies|member",
            "Per Holm|||substitute|member"}));
}

TEST(Attendance, ReadsWhoCameInsteadFromTheMinutes) {
  const auto document = decode_plain_text(
      "Referat af møde i Forum den 3. maj 2022\n\n1. Dagsorden\nBeslutning\nGodkendt.\nBo Lind havde meldt afbud, og Ida Vang (A) deltog i stedet.\n\n2. Eventuelt\nBeslutning\nIntet.\n");
  const auto record = read_meeting(*document);
  EXPECT_EQ(roll(record), (Roll{"Bo Lind|||apologies|member", "Ida Vang|||substitute|member"}));
  ASSERT_EQ(record.attendance.size(), 2u);
  EXPECT_EQ(record.attendance[1].substitutes_for, "Bo Lind");
}

TEST(Attendance, TakesWhoCameForAnItemForAGuest) {
  const auto record = read(
      "Referat af møde i Prøverådet\nTil stede:\nOle Dam, chef, Nord Kommune\nKaja Holm, chef, Nord Kommune\n\n"
      "Under punkt 2 deltog Bo Krag, projektleder, Nord Sygehus.\n");
  ASSERT_EQ(record.attendance.size(), 3u);
  EXPECT_EQ(roll(record)[2], "Bo Krag|projektleder|Nord Sygehus|present|guest");
  EXPECT_EQ(record.attendance[2].items, std::vector<std::string>{"2"});
}

TEST(Attendance, KnowsAStandInByWhatTheBracketSaysWhateverTheNameIs) {
  EXPECT_EQ(
      roll(read("Referat af møde i Prøverådet\nDeltagere\nOle Dam (formand)\nZita Rold (stedfortræder for Bo Krag)\n"
                "\nAfbud\nBo Krag\n")),
      (Roll{"Ole Dam|||present|chair", "Zita Rold|||substitute|member", "Bo Krag|||apologies|member"}));
}

TEST(Attendance, TakesNoPersonOfAGroupForAnEmployer) {
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Brugerrådet\nDeltagere:\n  Beboere: Asta Holm\n  Medarbejdere: Rikke Juul, Sami Haddad\n"
          "  Leder: Vibeke Storm\n")),
      (Roll{"Asta Holm|||present|member", "Rikke Juul|||present|member", "Sami Haddad|||present|member",
            "Vibeke Storm|Leder||present|member"}));
}

TEST(Attendance, ListsPeopleByTheirLettersAlone) {
  EXPECT_EQ(roll(read("Referat af møde i Arbejdsmiljøudvalget\nden 3. maj 2022\nDeltagere: LT, BA og JH\nAfbud: KM\n"
                      "Referent: SV\n")),
            (Roll{"LT|||present|member", "BA|||present|member", "JH|||present|member", "KM|||apologies|member",
                  "SV|||present|secretary"}));
  // Organisations are no people, nor are letters among people named in full.
  EXPECT_TRUE(
      read("Referat af møde i Arbejdsmiljøudvalget\nden 3. maj 2022\nDeltagere: PLO og KL\n").attendance.empty());
}

TEST(Attendance, CallsTheHeadOfAnAssociationItsChair) {
  EXPECT_EQ(
      roll(read("Referat af møde i Hovedbestyrelsen\nden 3. maj 2022\nTil stede: Landsformand Ole Dam, Ida Vang\n"))[0],
      "Ole Dam|Landsformand||present|chair");
}

TEST(Attendance, TellsASentenceOnAStandInFromAList) {
  EXPECT_EQ(roll(read("Referat af møde i Prøverådet\nDato: 3. maj 2022\nTil stede: Ole Dam og Kaja Holm.\n\n"
                      "Afbud: Bo Krag og Ida Vang.\n\nSom stedfortræder for Bo Krag deltog Jens Matt.\n")),
            (Roll{"Ole Dam|||present|member", "Kaja Holm|||present|member", "Bo Krag|||apologies|member",
                  "Ida Vang|||apologies|member", "Jens Matt|||substitute|member"}));
}

TEST(Attendance, ReadsARoleAndWhenOrHowSomebodyWasThereInOneBracket) {
  const auto record = read(
      "Referat af møde i Prøverådet\nDeltagere:\nOle Dam, chef, Nord Kommune (formand, via Teams)\n"
      "Kaja Holm, konsulent, Nord Kommune (gæst, deltog under punkt 2)\n");
  EXPECT_EQ(roll(record),
            (Roll{"Ole Dam|chef|Nord Kommune|present|chair", "Kaja Holm|konsulent|Nord Kommune|present|guest"}));
  EXPECT_TRUE(record.attendance[0].remote);
  EXPECT_EQ(record.attendance[1].items, std::vector<std::string>{"2"});
}

TEST(Attendance, TakesAUnionInTheColumnOfOfficesForAnOrganisation) {
  EXPECT_EQ(roll(read("Referat af møde i MED-udvalget\nNavn | Funktion | Deltog | Afbud\n"
                      "Ole Dam | Ældrechef | x | \nKaja Holm | FOA |  | x\n")),
            (Roll{"Ole Dam|Ældrechef||present|member", "Kaja Holm||FOA|apologies|member"}));
}

TEST(Attendance, ReadsSentencesOnTheAbsentAndItemsNamedAfterThem) {
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nAlle var mødt, undtagen John G. Holm og Ida Vang, som havde meldt afbud.")),
      (Roll{"John G. Holm|||apologies|member", "Ida Vang|||apologies|member"}));
  EXPECT_EQ(
      roll(read(
          "Referat af møde i Forum den 3. maj 2022\n\nDeltagere\n • Anne Krog\n • Bo Lind\n\n • Afbud\n • Bo Lind deltog ikke i punkterne 2 – 11")),
      (Roll{"Anne Krog|||present|member", "Bo Lind|||present|member"}));
  const auto document = decode_plain_text(
      "Referat af møde i Forum den 3. maj 2022\n\n1. Fraværende\nBeslutning\nBo Lind og Ida Vang var fraværende.\nPer Holm deltog under pkt. 1-2.\n\n2. Sti\nBeslutning\nUdsat.\n\n3. Eventuelt\nBeslutning\nIntet.\n");
  EXPECT_EQ(roll(read_meeting(*document)),
            (Roll{"Bo Lind|||apologies|member", "Ida Vang|||apologies|member", "Per Holm|||present|member"}));
}

TEST(Attendance, ReadsAStatusBehindEachName) {
  const auto record = read(
      "Møde i Forum den 3. maj 2022\n\nMedlemmer\n\n • Anne Krog: Deltog\n • Bo Lind: Afbud (Stedfortræder Per Holm, fraværende ved sag 1-4. )\n • Ida Vang: Fraværende");
  EXPECT_EQ(roll(record), (Roll{"Anne Krog|||present|member", "Bo Lind|||apologies|member",
                                "Per Holm|||substitute|member", "Ida Vang|||apologies|member"}));
  EXPECT_EQ(record.attendance.at(2).substitutes_for, "Bo Lind");
}

TEST(Attendance, ReadsNameOfficeAndPartyOnThreeRows) {
  EXPECT_EQ(
      roll(read(
          "Referat - Regionsrådet\n\n08-03-2021 16:00\n\nVideo\n\nMedlemmer af udvalget:\n\nAnne Krog\n\nFormand\n\n(A)\n\nBo Lind\n\n2. næstformand\n\n(V)\n\nIda Vang\n\nLøsgænger\n\nPer Holm\n\n(F)")),
      (Roll{"Anne Krog|Formand||present|chair", "Bo Lind|2. næstformand||present|member", "Ida Vang|||present|member",
            "Per Holm|||present|member"}));
}

TEST(Attendance, SeesWhoActsForATime) {
  const auto record = read("Møde i Forum den 3. maj 2022\n\nTil stede: Anne Krog (midlertidig for Bo Lind), Ida Vang");
  EXPECT_EQ(roll(record), (Roll{"Anne Krog|||substitute|member", "Ida Vang|||present|member"}));
  EXPECT_EQ(record.attendance.at(0).substitutes_for, "Bo Lind");
}

TEST(Attendance, TakesFirstNamesAndThoseAwayBehindThem) {
  EXPECT_EQ(
      roll(read(
          "Møde i Forum den 3. maj 2022\n\nDeltagere : Dorte, Troels, Per, Thomas F, 2x Kirsten, afbud fra Ida T.")),
      (Roll{"Dorte|||present|member", "Troels|||present|member", "Per|||present|member", "Thomas F|||present|member",
            "Kirsten|||present|member", "Ida T.|||apologies|member"}));
  EXPECT_EQ(roll(read("Møde i Forum den 3. maj 2022\n\nTilstede var Anders, Bo, Lis ; Jørgen og Lillian")),
            (Roll{"Anders|||present|member", "Bo|||present|member", "Lis|||present|member", "Jørgen|||present|member",
                  "Lillian|||present|member"}));
}

TEST(Attendance, SeesWhoCameInsteadInABracketAndWhoStayedAway) {
  const auto record = read(
      "Møde i Forum den 3. maj 2022\n\n1. Sti\nBeslutning\nGodkendt.\n\nFraværende:\n\nAnne Krog\n\nBo Lind (Ida Vang mødt)\n\n2. Bro\nBeslutning\nUdsat.\n");
  EXPECT_EQ(roll(record),
            (Roll{"Anne Krog|||apologies|member", "Bo Lind|||apologies|member", "Ida Vang|||substitute|member"}));
  EXPECT_EQ(
      roll(read(
          "Møde i Forum den 3. maj 2022\n\n1. Sti\nBeslutning\nGodkendt.\n\nFremmøde:\n\nPer Holm havde meldt afbud.\n\nBo Lind udeblev uden afbud.")),
      (Roll{"Per Holm|||apologies|member", "Bo Lind|||apologies|member"}));
}

TEST(Attendance, SeesWhoCameInsteadOfThoseAwayAndWhereNobodyCame) {
  const auto record = read(
      "Referat af møde i Rådet\n3. maj 2022\n\nFravær med afbud:\n\n  • Keld Gram – Anders Lund deltager som suppleant\n"
      "  • Rune Solvang (suppleant Rikke Skov deltager i stedet)\n  • Ann Dam er fraværende - Mette Krog er indkaldt som hendes "
      "suppleant, men kan ikke deltage\n\nFravær uden afbud: Hans Holm\n\n1. Dagsorden\nGodkendt.\n\n2. Eventuelt\nIntet.\n");
  std::vector<std::string> people;
  for (const Attendee& one : record.attendance)
    people.push_back(one.name + (one.status == Status::substitute  ? " for " + one.substitutes_for.value_or("")
                                 : one.status == Status::apologies ? " away"
                                                                   : " present"));
  EXPECT_EQ(people, (std::vector<std::string>{"Keld Gram away", "Anders Lund for Keld Gram", "Rune Solvang away",
                                              "Rikke Skov for Rune Solvang", "Ann Dam away", "Hans Holm away"}));
}

TEST(Attendance, CountsWhoTakesPartFromAfarAsThere) {
  const auto record = read(
      "Referat af møde i Rådet\n3. maj 2022\n\nDeltagere: Bo Krag\nAfbud:\nIda Holm deltager online\n\n1. Sti\nGodkendt.\n\n"
      "2. Bro\nUdsat.\n");
  ASSERT_EQ(record.attendance.size(), 2u);
  EXPECT_EQ(record.attendance[1].status, Status::present);
  EXPECT_TRUE(record.attendance[1].remote);
}

TEST(Attendance, PartsNamesThatNobodyElseBearsAndOfficesOfTwoWords) {
  std::vector<std::string> names;
  for (const auto& person : parse_people("Bo Krag, Zoltran Erik Gjer, Ida Holm, Ole Dam, Lise Skov, Per Bak"))
    names.push_back(person.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"Bo Krag", "Zoltran Erik Gjer", "Ida Holm", "Ole Dam", "Lise Skov", "Per Bak"}));
  const auto two = parse_people("Direktør Mette Krag og Sundheds- og Omsorgschef Ida Holm");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[1].title, "Sundheds- og Omsorgschef");
  // A name and an employer in turn are no list of names.
  EXPECT_EQ(parse_people("Karla Dam, Røde Kors, Bo Krag, Ældre Sagen, Ida Holm, Nord Kommune").size(), 3u);
}

TEST(Attendance, KnowsNicknamesAndLettersBehindNames) {
  EXPECT_EQ(roll(read("Møde i Forum den 3. maj 2022\n\nTil stede: Anne Krog, Bo \"Basse\" Lind, Ida ”Idda” Vang og "
                      "Hans ‘Hasse’ Holm")),
            (Roll{"Anne Krog|||present|member", "Bo \"Basse\" Lind|||present|member",
                  "Ida ”Idda” Vang|||present|member", "Hans ‘Hasse’ Holm|||present|member"}));
  EXPECT_EQ(
      roll(read("Møde i Forum den 3. maj 2022\n\nTil stede: Anne Krog DH, Bo Lind FOA, Ida Vang (DSR), Per Holm PH, "
                "Lis Dam DF\nAfbud: Ole Skov ÆR")),
      (Roll{"Anne Krog||DH|present|member", "Bo Lind||FOA|present|member", "Ida Vang||DSR|present|member",
            "Per Holm|||present|member", "Lis Dam|||present|member", "Ole Skov||ÆR|apologies|member"}));
}

TEST(Attendance, TakesADeputyForNoJointChair) {
  const auto record = read(
      "Møde i Forum den 3. maj 2022\n\nTil stede: Anne Krog (formand), Bo Lind (næstformand), Ida Vang "
      "(medformand)");
  EXPECT_EQ(roll(record),
            (Roll{"Anne Krog|||present|chair", "Bo Lind|||present|member", "Ida Vang|||present|cochair"}));
  EXPECT_EQ(record.attendance.at(1).note, "næstformand");
}

TEST(Attendance, OfTheFirstItemIsNoMinutes) {
  const auto document = decode_plain_text(
      "Referat af møde i Forum den 3. maj 2022\n\n1. Velkomst\nI mødet deltog:\nFra Nord Kommune:\nAnne Krog, chef\nBo Lind, læge\n\nAfbud: Ida Vang\n\nDagsordenen blev godkendt.\n\n2. Eventuelt\nIntet.\n\nPer Holm\nreferent\n");
  const auto record = read_meeting(*document);
  EXPECT_EQ(roll(record), (Roll{"Anne Krog|chef|Nord Kommune|present|member",
                                "Bo Lind|læge|Nord Kommune|present|member", "Ida Vang|||apologies|member"}));
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].minutes, "Dagsordenen blev godkendt.");
  EXPECT_EQ(record.items[1].minutes, "Intet.");
}

TEST(Attendance, SaysWhereTitleAndOrganisationStand) {
  const auto record = read("Referat af møde i Forum den 3. maj 2022\n\nDeltagere:\nAnne Krog, direktør, Region Syd");
  const Place& title = record.sources.at("/attendance/0/title");
  EXPECT_EQ(title.line, 4u);
  EXPECT_EQ(title.start, 11u);
  const Place& organisation = record.sources.at("/attendance/0/organisation");
  EXPECT_EQ(organisation.line, 4u);
  EXPECT_EQ(organisation.end - organisation.start, 10u);
  EXPECT_GT(organisation.confidence, 0);
}

}  // namespace
}  // namespace klynge::reading
