// Who was there, told by groups: a label for each, its people behind it.
#include "reading/attendance_groups.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/document.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

using Roll = std::vector<std::string>;

// “name|title|status|role” of everybody.
Roll roll(const std::string& rows) {
  static const char* const status[] = {"present", "apologies", "substitute", "vacant"};
  static const char* const role[] = {"chair", "cochair", "member", "observer", "secretary", "guest", "administration"};
  const auto document = decode_plain_text("Referat af møde i Forum den 3. maj 2022\n\n" + rows +
                                          "\n\n1. Dagsorden\nGodkendt.\n\n2. Eventuelt\nIntet.\n");
  Roll out;
  for (const auto& person : read_meeting(*document).attendance)
    out.push_back(person.name + "|" + person.title.value_or("") + "|" + status[static_cast<int>(person.status)] + "|" +
                  role[static_cast<int>(person.role)]);
  return out;
}

const Roll one_away{"Anne Krog||present|member",  "Bo Lind||present|member", "Ida Vang||present|chair",
                    "Per Holm||apologies|member", "Lis Dam||present|member", "Ole Skov||present|member"};

TEST(AttendanceGroups, EndTheAbsentWithTheNextLabelOfATable) {
  EXPECT_EQ(roll("| Beboerrepræsentanter | Anne Krog, Bo Lind |\n|---|---|\n| Pårørende | Ida Vang (formand) |\n"
                 "| Afbud | Per Holm |\n| Medarbejderrepræsentant | Lis Dam |\n| Leder | Ole Skov |"),
            one_away);
  EXPECT_EQ(roll("Beboerrepræsentanter      Anne Krog,\n                          Bo Lind\n"
                 "Pårørende                 Ida Vang (formand)\nAfbud:                    Per Holm\n"
                 "Medarbejderrepræsentant   Lis Dam\nLeder                     Ole Skov"),
            one_away);
  EXPECT_EQ(roll("Forældre\tAnne Krog og Bo Lind\nAfbud\tIngen\nReferent\tLis Dam"),
            (Roll{"Anne Krog||present|member", "Bo Lind||present|member", "Lis Dam||present|secretary"}));
}

TEST(AttendanceGroups, EndTheAbsentWithTheNextLabelledRow) {
  EXPECT_EQ(roll("Beboere: Anne Krog, Bo Lind\nAfbud: Per Holm\nMedarbejderrepræsentant: Lis Dam\nLeder: Ole Skov\n"
                 "Observatør: Ida Vang"),
            (Roll{"Anne Krog||present|member", "Bo Lind||present|member", "Per Holm||apologies|member",
                  "Lis Dam|Medarbejderrepræsentant|present|member", "Ole Skov|Leder|present|member",
                  "Ida Vang||present|observer"}));
  EXPECT_EQ(roll("Til stede: Anne Krog, Bo Lind\nAfbud: Forældre: Per Holm\nElever: Lis Dam"),
            (Roll{"Anne Krog||present|member", "Bo Lind||present|member", "Per Holm||apologies|member",
                  "Lis Dam||apologies|member"}));
}

TEST(AttendanceGroups, BelowTheAbsentHoldMoreOfThem) {
  EXPECT_EQ(roll("Deltagere:\nForældre: Anne Krog, Bo Lind\nFraværende:\nForældrevalgte: Afbud fra Bo Lind.\n"
                 "Elevrepræsentanter: Marie Karla Dam Holm, Nicodem Bøje Krag (er det gået galt med dagsordenen?)"),
            (Roll{"Anne Krog||present|member", "Bo Lind||apologies|member", "Marie Karla Dam Holm||apologies|member",
                  "Nicodem Bøje Krag||apologies|member"}));
  EXPECT_EQ(roll("Til stede: Anne Krog, Bo Lind\nAfbud fra: Gerda\nSuppleanter: Ida Vang og Gerda Boksager"),
            (Roll{"Anne Krog||present|member", "Bo Lind||present|member", "Gerda Boksager||apologies|member",
                  "Ida Vang||substitute|member"}));
}

TEST(AttendanceSides, AreToldByTheirSentence) {
  EXPECT_EQ(roll("Til stede var 58 beboere fra 44 lejemål. Fra organisationsbestyrelsen deltog Anne Krog og fra "
                 "administrationen driftschef Bo Lind og økonomimedarbejder Ida Vang."),
            (Roll{"Anne Krog||present|guest", "Bo Lind|driftschef|present|administration",
                  "Ida Vang|økonomimedarbejder|present|administration"}));
  EXPECT_EQ(roll("Der var mødt 31 af foreningens 60 medlemmer.\nEndvidere deltog administrator, advokat Anne Krog, "
                 "Krag & Lund, samt\nstatsautoriseret revisor Bo Lind."),
            (Roll{"Anne Krog|advokat|present|administration", "Bo Lind|statsautoriseret revisor|present|guest"}));
  EXPECT_EQ(roll("Til stede: Per Holm, Lis Dam\nDesuden deltog inspektør Anne Krog og fra kommunen Bo Lind."),
            (Roll{"Per Holm||present|member", "Lis Dam||present|member", "Anne Krog|inspektør|present|guest",
                  "Bo Lind||present|member"}));
}

TEST(AttendanceByStatus, IsToldInAColumnOfItsOwn) {
  EXPECT_EQ(roll("Repræsentanter for organisationerne\nAnne Krog, Blindes Landsforbund (formand)   Deltog\n"
                 "Bo Lind, LEV    Afbud\nRepræsentanter for kommunen\nVejingeniør Per Holm, Teknik   Deltog i punkt 3\n"
                 "Sekretær\nIda Vang   Deltog"),
            (Roll{"Anne Krog||present|chair", "Bo Lind||apologies|member", "Per Holm|Vejingeniør|present|member",
                  "Ida Vang||present|secretary"}));
  EXPECT_EQ(roll("Anne Krog   Deltog ikke i valget\nDagsorden   Deltog"), Roll{});
}

TEST(AttendanceTable, TellsTitleAndEmployerInOneCell) {
  EXPECT_EQ(roll("Navn | Funktion | Til stede\nAnne Krog | Sundhedschef, Nord Kommune (medformand) | Ja\n"
                 "Bo Lind | Formand, PLO-Fjord | Afbud"),
            (Roll{"Anne Krog|Sundhedschef|present|cochair", "Bo Lind|Formand|apologies|member"}));
  EXPECT_EQ(roll("Navn | Rolle | Organisation | Deltager\nAnne Krog | Styregruppeformand | Nord Kommune | x\n"
                 "Bo Lind | Projektleder, referent | Nord Kommune | Afbud"),
            (Roll{"Anne Krog|Styregruppeformand|present|chair", "Bo Lind|Projektleder|apologies|member"}));
}

TEST(AttendanceSides, MayBeTheAdministratorAlone) {
  EXPECT_EQ(roll("Der var mødt 31 andelshavere. Fra administrator, Boligkontoret Ås, deltog Anne Krog. Fra bestyrelsen "
                 "deltog Bo Lind (formand) og Ida Vang. Bestyrelsesmedlem Per Holm havde meldt afbud."),
            (Roll{"Anne Krog||present|administration", "Bo Lind||present|chair", "Ida Vang||present|member",
                  "Per Holm|Bestyrelsesmedlem|apologies|member"}));
}

TEST(AttendanceGroups, AreNoTableOfOtherThings) {
  EXPECT_EQ(roll("Leder     Bo Lind\nFormål    At tale sammen\nDeltagere: Anne Krog, Ida Vang"),
            (Roll{"Anne Krog||present|member", "Ida Vang||present|member"}));
}

}  // namespace
}  // namespace klynge::reading
