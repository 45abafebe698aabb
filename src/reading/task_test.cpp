// Tasks: who does what, in the many ways of minutes, and what looks like a task and is none.
#include "reading/task.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/task_people.hpp"

namespace klynge::reading {
namespace {

using Names = std::vector<std::string>;

Attendee person(std::string name) {
  Attendee p;
  p.name = std::move(name);
  return p;
}

const KnownPeople& people() {
  static const KnownPeople known =
      known_people({person("Lone Prip"), person("Bo Aage Krag"), person("Rie"), person("TM")});
  return known;
}

std::vector<TaskFound> tasks(const std::string& text) {
  const TaskContext context{"klyngen", Date{2022, 5, 3}, &people()};
  return tasks_in(prose_of(text), context);
}

void expect_one(const std::string& text, const Names& names) {
  const auto found = tasks(text);
  ASSERT_EQ(found.size(), 1u) << text;
  EXPECT_EQ(found[0].responsible, names) << text;
}

TEST(Tasks, HaveADoerOrGoOn) {
  expect_one("Sekretariatet udarbejder et udkast til næste møde.", {"Sekretariatet"});
  expect_one("Lone Prip og Bo Krag gennemgår listen.", {"Lone Prip", "Bo Krag"});
  expect_one("Punktet genoptages.", {});
  expect_one("Formanden kontakter kommunen.", {"Formanden"});
  expect_one("Formanden og kassereren gennemgår tallene.", {"Formanden", "kassereren"});
  expect_one("Bo Krag følger op.", {"Bo Krag"});
  expect_one("Lone tager kontakt til skolen.", {"Lone"});
  expect_one("Rie bager boller til mødet.", {"Rie"});
  expect_one("Bo A. spørger leverandøren.", {"Bo A."});
  expect_one("Hans Chr. Holm undersøger prisen.", {"Hans Chr. Holm"});
  expect_one("Det tager Lone sig af.", {"Lone"});
  expect_one("Sekretariatet giver ansøgerne besked inden påske.", {"Sekretariatet"});
  expect_one("Sv. Aage Holm giver besked til de to firmaer.", {"Sv. Aage Holm"});
  expect_one("Rådet ønsker, at forvaltningen arbejder videre med forslaget.", {"forvaltningen"});
  expect_one("Sagen blev sendt til følgegruppen, som skal beskrive udgifterne.", {"følgegruppen"});
  expect_one("Rie lovede at spørge kommunen.", {"Rie"});
  expect_one("→ Bo Krag spørger leverandøren.", {"Bo Krag"});
  expect_one("Zara, Lone og Rie arbejder på den.", {"Zara", "Lone", "Rie"});
  expect_one("C. Styregruppen udarbejder et udkast til næste møde.", {"Styregruppen"});
}

TEST(Tasks, AreAskedForInThePassive) {
  expect_one("Administrationen anmodes om at udarbejde et notat.", {"Administrationen"});
  expect_one("Forvaltningen blev bedt om at undersøge sagen.", {"Forvaltningen"});
  expect_one("Lone spørges, om hun vil kontakte diætisten.", {"Lone"});
  expect_one("Rie meldte sig til at køre.", {"Rie"});
  expect_one("Graveren ser på det.", {"Graveren"});
  expect_one("TM har brød med.", {"TM"});
  expect_one("Tiltrådt, idet administrationen til næste møde supplerer med en oversigt.", {"administrationen"});
  expect_one("Sekretariatet orienterer ansøgerne.", {"Sekretariatet"});
  for (const char* none :
       {"Byrådet anmodes om at godkende regnskabet.", "Medlemmerne blev bedt om at tage stilling til navnet.",
        "Klyngen blev bedt om at udpege et medlem.", "Det gør Kirkeforvaltning (KIF).", "Lone orienterer .",
        "Rie fortsætter som træner, og det vil Lone også.", "Rie har det bedst med det."})
    EXPECT_TRUE(tasks(none).empty()) << none;
}

TEST(Tasks, AreTwoWhereAnotherGoesOnOrTheMatterDoes) {
  const auto texts = [](const std::string& text) {
    Names out;
    for (const auto& found : tasks(text))
      out.push_back(found.text + " / " + (found.responsible.empty() ? "" : found.responsible[0]));
    return out;
  };
  EXPECT_EQ(texts("Lone bestiller skilte, som Rie henter."),
            (Names{"Lone bestiller skilte / Lone", "Rie henter. / Rie"}));
  EXPECT_EQ(texts("Administrationen arbejder videre med planen og sagen forelægges igen i 1. kvartal 2023."),
            (Names{"Administrationen arbejder videre med planen / Administrationen",
                   "sagen forelægges igen i 1. kvartal 2023. / "}));
  EXPECT_EQ(texts("Lone laver en oversigt, og vi tager den med på næste møde."),
            (Names{"Lone laver en oversigt / Lone", "vi tager den med på næste møde. / "}));
  EXPECT_EQ(texts("Lone laver en oversigt, og det er godt."),
            (Names{"Lone laver en oversigt, og det er godt. / Lone"}));
  EXPECT_EQ(texts("ii) Skur: Rie maler det."), Names{"Skur: Rie maler det. / Rie"});
}

TEST(Tasks, NameWhoDoesThemAtTheEnd) {
  expect_one("Omkode låsen til porten (TM).", {"TM"});
  expect_one("Køkkentrappen skal males. (BK)", {"BK"});
  expect_one("Folderen lægges på hjemmesiden - LP", {"LP"});
  expect_one("Nøgle til skuret: Rie.", {"Rie"});
  expect_one("Vejledningen skrives af administrationen.", {"administrationen"});
  expect_one("Ny oversigt bliver udarbejdet af Lone Prip.", {"Lone Prip"});
}

TEST(Tasks, AreSeveralInOneSentence) {
  const auto found = tasks("Lone skaffer lærred, Rie bager boller, og Bo Krag står for kaffe.");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].text, "Lone skaffer lærred");
  EXPECT_EQ(found[1].text, "Rie bager boller");
  EXPECT_EQ(found[2].responsible, Names{"Bo Krag"});
  EXPECT_EQ(tasks("Det blev aftalt, at Lone skriver indsats 3, og at Rie skriver indsats 4.").size(), 2u);
}

TEST(Tasks, StandUnderLabels) {
  const auto found = tasks("Aktion: Retningslinjen rettes til\nAnsvarlig: Lone Prip, Bo Krag\nFrist: 1. juni 2022");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "Retningslinjen rettes til");
  EXPECT_EQ(found[0].responsible, (Names{"Lone Prip", "Bo Krag"}));
  EXPECT_EQ(found[0].due, "2022-06-01");
}

TEST(Tasks, StandUnderLabelsOnOneRow) {
  const auto found = tasks("Retningslinjen rettes til\nAnsvarlig: Lone Prip     Frist: 1. juni 2022");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "Retningslinjen rettes til");
  EXPECT_EQ(found[0].responsible, Names{"Lone Prip"});
  EXPECT_EQ(found[0].due, "2022-06-01");
}

TEST(Tasks, AreNoneInReportsStatesAndTheMeetingsOwnWork) {
  for (const std::string text :
       {"Udskydes til næste møde.", "Bo Krag orienterede om sagen.", "Kun Nord Kommune offentliggør tal.",
        "Klyngen drøfter sagen.", "Lone Prip mener, at det er for dyrt.", "Bo Krag fortæller om turen.",
        "Klyngen drøftede tallene og takkede.", "Formand – Lone", "Kasserer: Rie", "Suppleant blev Bo (BK).",
        "Tallene er fra kommunerne (KL).", "Bestyrelsesmødet skal tage en time.",
        "Lone Prip leder arbejdet under kommunen.", "Oversigten blev udarbejdet af Lone Prip.",
        "Bo Krag, direktør, Nord Kommune", "Bo Krag opfordrede alle til at melde sig som frivillige.",
        "Mødet holdes hos TM"})
    EXPECT_TRUE(tasks(text).empty()) << text;
}

TEST(Tasks, OfAPersonMayBeToDiscussSomethingWithOthers) {
  expect_one("Lone Prip drøfter den faste telefon med lægelauget.", {"Lone Prip"});
  EXPECT_TRUE(tasks("Lone Prip drøfter sagen.").empty());
}

TEST(Tasks, AreNotDueOnADayThatIsPast) {
  EXPECT_FALSE(due_in("Bo Krag skriver om mødet den 3. april.", {"klyngen", Date{2022, 5, 3}, &people()}));
  EXPECT_EQ(due_in("Bo Krag skriver inden 3. januar.", {"klyngen", Date{2022, 11, 3}, &people()}), "2023-01-03");
  EXPECT_TRUE(tasks("Lone: Møde med kommunen i forrige uge.").empty());
}

TEST(Tasks, AreNotGivenToWhoAsked) { EXPECT_TRUE(tasks("Hvem fører forhandlinger om broen? (Lone Prip)").empty()); }

TEST(Tasks, AreDueWhenItIsSaid) {
  const auto due = [](const std::string& text) { return tasks("Bo Krag skriver notatet " + text + ".").at(0).due; };
  EXPECT_EQ(due("inden 1. juni"), "2022-06-01");
  EXPECT_EQ(due("inden udgangen af juni"), "2022-06-30");
  EXPECT_EQ(due("inden udgangen af februar"), "2023-02-28");
  EXPECT_EQ(due("inden årets udgang"), "2022-12-31");
  EXPECT_EQ(due("til næste møde"), "next_meeting");
  EXPECT_EQ(due("snart"), std::nullopt);
}

TEST(KnownPeople, AreCalledByFirstNameAndInitials) {
  EXPECT_TRUE(people().first_names.contains("Lone"));
  EXPECT_TRUE(people().initials.contains("LP"));
  EXPECT_TRUE(people().initials.contains("BAK"));
  EXPECT_TRUE(people().initials.contains("BK"));
  EXPECT_TRUE(people().initials.contains("TM"));
  EXPECT_FALSE(people().initials.contains("R"));
}

TEST(Tasks, AResponsibleBesideTheMinutesGetsWhatIsLeftToDo) {
  const auto work = [](std::string_view minutes) {
    const auto task = work_of(prose_of(minutes), {"Ida Holm"}, {});
    return task ? task->text : std::string();
  };
  EXPECT_EQ(work("Det går godt. Bussen bestilles til maj. Formanden glæder sig."), "Bussen bestilles til maj.");
  EXPECT_EQ(work("Bestille bus."), "Bestille bus.");
  EXPECT_EQ(work("Hegnet skal males."), "Hegnet skal males.");
  EXPECT_EQ(work("Billetter kan hentes på kontoret."), "");
  EXPECT_EQ(work("Ida Holm bød velkommen."), "");
  EXPECT_EQ(work("Punktet udsættes til maj."), "");
}

TEST(Tasks, AnOfficeMayStandUnderResponsible) {
  EXPECT_EQ(responsible_in("Ida Holm/Bo Krag"), (std::vector<std::string>{"Ida Holm", "Bo Krag"}));
  EXPECT_EQ(responsible_in("Sekretariatet"), std::vector<std::string>{"Sekretariatet"});
  EXPECT_TRUE(responsible_in("Alle").empty());
  EXPECT_TRUE(responsible_in("Sekretariatet skriver til Ida.").empty());
}

}  // namespace
}  // namespace klynge::reading
