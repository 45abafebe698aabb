// Structure files: what is refused with which sentence, what is written, and the one that Klynge starts with.
#include <fstream>
#include <iterator>

#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/structure_file_actions.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

constexpr std::string_view small = R"({
  "name": "Prøve",
  "organisations": [{"name": "Region Fjordland", "kind": "region"}, {"name": "Agerlund Kommune", "kind": "municipality", "region": "Region Fjordland"}],
  "areas": [{"name": "Klynge Nord", "kind": "cluster", "region": "Region Fjordland", "organisations": ["Agerlund Kommune"]}],
  "bodies": [
    {"name": "Klyngeudvalg Nord", "level": "political", "reach": "cluster", "area": "Klynge Nord", "first_day": "2020-01-01", "last_day": "2026-12-31",
     "duties": ["Mødes.", {"text": "Følge op.", "first_day": "2022-01-01"}],
     "rules": [{"sentence": "2 borgmestre.", "deviations": [{"reason": "Der er kun én.", "decided_by": "Udvalget", "sentence": "1 borgmester."}]}],
     "seats": [{"label": "Borgmester", "kind": "mayor", "organisation": "Agerlund Kommune", "role": "chair",
                "terms": [{"person": "Asta Holm", "last_day": "2023-12-31"}, {"person": "Bo Lind", "first_day": "2024-01-01"}], "substitutes": ["Carl Friis"]},
               {"label": "Sekretær", "kind": "official", "role": "secretary"}],
     "documents": [{"kind": "rules_of_procedure", "text": "Dagsordenen sendes otte dage før.", "procedure": {"agenda_days_before": 8}}]},
    {"name": "Sundhedsråd Nord", "level": "political", "reach": "region", "region": "Region Fjordland", "first_day": "2027-01-01"}],
  "relations": [{"from": "Klyngeudvalg Nord", "to": "Sundhedsråd Nord", "kind": "hears"}],
  "successions": [{"from": "Klyngeudvalg Nord", "to": "Sundhedsråd Nord", "on_day": "2027-01-01", "note": "Klyngerne ophører."}]
})";

class StructureFileTest : public StructureTest {
 protected:
  Result<FileOutcome> apply(std::string_view json, bool keep = true) {
    const auto file = parse_structure_file(json);
    if (!file) return std::unexpected(file.error());
    return apply_structure_file(book_, secretary_, *file, keep);
  }
  std::int64_t entries() {
    static constexpr database::Sql sql{"SELECT COUNT(*) FROM audit_entry"};
    auto rows = reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  std::optional<BodyProfile> called(std::string_view name) {
    for (auto& one : all_profiles(reader()))
      if (one.name == name) return one;
    return std::nullopt;
  }
};

TEST_F(StructureFileTest, EverythingInItIsWrittenInOneAction) {
  const auto done = apply(small);
  ASSERT_TRUE(done) << done.error().danish;
  EXPECT_EQ(entries(), 1);
  const auto body = called("Klyngeudvalg Nord");
  ASSERT_TRUE(body);
  EXPECT_EQ(body->period, (Period{Date{2020, 1, 1}, Date{2027, 1, 1}}));
  EXPECT_EQ(body->cluster_name, "Klynge Nord");
  EXPECT_EQ(duties(reader(), body->body_id).size(), 2u);
  const auto all = seats(reader(), body->body_id);
  ASSERT_EQ(all.size(), 2u);
  ASSERT_EQ(all[0].terms.size(), 2u);
  EXPECT_EQ(holder_on(all[0], Date{2023, 12, 31})->person_name, "Asta Holm");
  EXPECT_EQ(holder_on(all[0], Date{2024, 1, 1})->person_name, "Bo Lind");
  EXPECT_EQ(all[0].substitutes.size(), 1u);
  EXPECT_TRUE(all[0].seat.voting);
  EXPECT_FALSE(all[1].seat.voting) << "a secretary does not vote";
  EXPECT_EQ(procedure_on(reader(), body->body_id, Date{2026, 3, 1}).agenda_days_before, 8);
  const auto kept = rules(reader(), body->body_id);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].deviations.size(), 1u);
  EXPECT_EQ(relations(reader(), "").size(), 1u);
  ASSERT_EQ(all_successions(reader()).size(), 1u);
  EXPECT_EQ(all_successions(reader())[0].on_day, (Date{2027, 1, 1}));
}

TEST_F(StructureFileTest, ASecondTimeNothingIsDone) {
  ASSERT_TRUE(apply(small));
  const auto again = apply(small);
  ASSERT_TRUE(again) << again.error().danish;
  EXPECT_TRUE(again->is_empty()) << again->lines.front();
  EXPECT_EQ(entries(), 1);
}

TEST_F(StructureFileTest, ATrialSaysTheSameAndWritesNothing) {
  const auto trial = apply(small, false);
  ASSERT_TRUE(trial) << trial.error().danish;
  EXPECT_EQ(entries(), 0);
  EXPECT_FALSE(called("Klyngeudvalg Nord"));
  EXPECT_EQ(trial->lines, apply(small)->lines);
}

TEST_F(StructureFileTest, WhatStandsIsCompletedAndNeverOverwritten) {
  const auto id = body("Klyngeudvalg Nord");
  auto standing = *called("Klyngeudvalg Nord");
  standing.reach = Reach::country;
  ASSERT_TRUE(change_profile(book_, secretary_, standing));
  seat(id, "Formand", "member");
  ASSERT_TRUE(apply(small));
  const auto after = called("Klyngeudvalg Nord");
  EXPECT_EQ(after->body_id, id);
  EXPECT_EQ(after->reach, Reach::country) << "the register's word wins";
  EXPECT_EQ(after->period.from, (Date{2020, 1, 1})) << "what was not known is taken over";
  EXPECT_EQ(seats(reader(), id).size(), 1u) << "seats that somebody has entered are left alone";
  EXPECT_EQ(rules(reader(), id).size(), 1u);
}

TEST_F(StructureFileTest, OfTwoNamesakesTheOneKnownFromTheSeatsOrganisationSits) {
  const auto region = organisation("Region Fjordland", OrganisationKind::region);
  const auto town = organisation("Agerlund Kommune", OrganisationKind::municipality, region);
  const auto elsewhere = body("Andet udvalg");
  const auto place = seat(elsewhere, "Borgmester", "mayor", town);
  const auto known = term(place, "Asta Holm");
  ASSERT_TRUE(add_term(book_, secretary_,
                       {.seat_id = seat(elsewhere, "Medlem", "member"), .person_name = "Asta Holm", .is_new = true}));
  ASSERT_EQ(namesakes(reader(), "Asta Holm").size(), 2u);
  const auto done = apply(small);
  ASSERT_TRUE(done) << done.error().danish;
  const auto all = seats(reader(), called("Klyngeudvalg Nord")->body_id);
  EXPECT_EQ(holder_on(all[0], Date{2021, 1, 1})->person_id,
            holder_on(*find_seat(reader(), place), Date{2021, 1, 1})->person_id);
}

TEST_F(StructureFileTest, WhoMayNotChangeTheStructureMayNotApplyOne) {
  const auto file = parse_structure_file(small);
  ASSERT_TRUE(file);
  const auto done = apply_structure_file(book_, reader_role_, *file, true);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Problem::Kind::forbidden);
}

TEST_F(StructureFileTest, AnOrganisationOfACommonWordIsTheOneThatIsCalledJustThat) {
  std::string json(small);
  for (auto at = json.find("Agerlund Kommune"); at != json.npos; at = json.find("Agerlund Kommune"))
    json.replace(at, 16, "Psykiatrien");
  ASSERT_TRUE(apply(json)) << apply(json).error().danish;
  EXPECT_TRUE(apply(json)->is_empty()) << "it is known again";
}

struct Bad {
  std::string_view name, what, instead, says;  // `what` of the small file put otherwise
};
const Bad bad_files[] = {
    {"NotJson", R"("name": "Prøve")", R"("name": Prøve)", "Filen er ikke JSON, som den skal være."},
    {"UnknownWord", R"("role": "chair")", R"("rolle": "chair")", "bodies 1, seats 1: Ordet ”rolle” kendes ikke."},
    {"UnknownLevel", R"("level": "political", "reach": "cluster")", R"("level": "høj", "reach": "cluster")",
     "bodies 1: ”level” kan ikke være ”høj”."},
    {"NoName", R"({"name": "Klyngeudvalg Nord", )", R"({)", "bodies 1: ”name” mangler."},
    {"NoSuchDay", R"("last_day": "2023-12-31")", R"("last_day": "2023-13-31")",
     "bodies 1, seats 1, terms 1: ”last_day” skal være en dag som 2022-07-01, ikke ”2023-13-31”."},
    {"UnknownProcedure", R"("agenda_days_before")", R"("agenda_days")",
     "bodies 1, documents 1: Noget i ”procedure” kendes ikke eller har en forkert værdi."},
    {"ListIsNone", R"("duties": ["Mødes.", {"text": "Følge op.", "first_day": "2022-01-01"}])", R"("duties": "Mødes.")",
     "bodies 1: ”duties” skal være en liste."},
    {"UnknownOrganisation", R"("organisation": "Agerlund Kommune", "role")",
     R"("organisation": "Bakkedal Kommune", "role")",
     "Klyngeudvalg Nord: Borgmester: Organisationen ”Bakkedal Kommune” står hverken i filen eller i registeret."},
    {"UnknownBody", R"("relations": [{"from": "Klyngeudvalg Nord")", R"("relations": [{"from": "Klyngeudvalg Syd")",
     "Organet ”Klyngeudvalg Syd” står hverken i filen eller i registeret."},
    {"OverlappingTerms", R"("last_day": "2023-12-31")", R"("last_day": "2024-12-31")",
     "Klyngeudvalg Nord: Borgmester: Asta Holm har allerede pladsen fra 1. januar 2020 til og med 31. december 2024. To kan ikke have den samme plads på samme tid."},
    {"SucceedsItself", R"("to": "Sundhedsråd Nord", "on_day")", R"("to": "Klyngeudvalg Nord", "on_day")",
     "Klyngeudvalg Nord: Et organ kan ikke efterfølge sig selv. Vælg et andet organ."},
    {"RuleNeverMet", R"("sentence": "2 borgmestre.")", R"("sentence": "1 borgmester, herunder 2 borgmestre.")", ""},
};

class BadStructureFile : public StructureFileTest, public testing::WithParamInterface<Bad> {};

TEST_P(BadStructureFile, IsRefusedWithASentenceAndLeavesNothing) {
  std::string json(small);
  const auto at = json.find(GetParam().what);
  ASSERT_NE(at, std::string::npos);
  json.replace(at, GetParam().what.size(), GetParam().instead);
  const auto done = apply(json);
  ASSERT_FALSE(done);
  if (!GetParam().says.empty()) {
    EXPECT_EQ(done.error().danish, GetParam().says);
  }
  EXPECT_TRUE(done.error().danish.ends_with('.')) << done.error().danish;
  EXPECT_EQ(entries(), 0);
  EXPECT_TRUE(all_profiles(reader()).empty());
  EXPECT_TRUE(all_organisations(reader()).empty());
}

INSTANTIATE_TEST_SUITE_P(Files, BadStructureFile, testing::ValuesIn(bad_files),
                         [](const auto& one) { return std::string(one.param.name); });

// --- what Klynge starts with ---

class ExampleStructureTest : public StructureFileTest {
 protected:
  void SetUp() override {
    std::ifstream in(KLYNGE_SOURCE_DIR "/reference/examples/bredsund.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    ASSERT_FALSE(text.empty());
    const auto done = apply(text);
    ASSERT_TRUE(done) << done.error().danish;
  }
  std::vector<std::string> unmet(std::string_view name, Date day) {
    return composition_on(reader(), *called(name), day).unmet;
  }
};

constexpr Date in_2021{2021, 5, 1}, in_2023{2023, 5, 1}, in_2026{2026, 5, 1}, in_2027{2027, 5, 1};

TEST_F(ExampleStructureTest, HasARuleKeptByDeviationOneNotKeptAndAVacantSeat) {
  const auto political = composition_on(reader(), *called("Politisk Sundhedsklynge Bredsund"), in_2026);
  EXPECT_EQ(political.unmet, std::vector<std::string>{});
  EXPECT_EQ(political.deviated.size(), 1u);
  EXPECT_EQ(composition_on(reader(), *called("Faglig Sundhedsklynge Bredsund"), in_2026).vacant.size(), 1u);
  const auto psychiatry = composition_on(reader(), *called("Driftsforum Psykiatri Bredsund"), in_2026);
  EXPECT_EQ(psychiatry.unmet.size(), 1u);
  EXPECT_EQ(psychiatry.kept, 3u);
}

TEST_F(ExampleStructureTest, ItsOtherBodiesAreComposedAsTheirRulesAsk) {
  for (const auto* name : {"Politisk Klynge Bredsund", "Klyngestyregruppe Bredsund", "Driftsgruppe Bredsund"})
    EXPECT_EQ(unmet(name, in_2021), std::vector<std::string>{}) << name;
  EXPECT_EQ(unmet("Driftsforum Bredsund", in_2023), std::vector<std::string>{});
  EXPECT_EQ(unmet("Driftsforum Somatik Bredsund", in_2026), std::vector<std::string>{});
  EXPECT_EQ(unmet("Faglig Sundhedsklynge Bredsund", in_2026), std::vector<std::string>{});
  EXPECT_EQ(unmet("Sundhedsrådet Sydhav Øst", in_2027), std::vector<std::string>{})
      << "its seats are there, though vacant";
}

TEST_F(ExampleStructureTest, HasThreeLevelsAndLinesOnEachOfItsDays) {
  const auto bodies_on = [&](Date day) {
    std::size_t count = 0;
    for (const auto& one : all_profiles(reader())) count += one.exists_on(day);
    return count;
  };
  const auto lines_on = [&](Date day) {
    std::size_t count = 0;
    for (const auto& one : relations(reader(), "")) count += one.period.contains(day);
    return count;
  };
  EXPECT_EQ(bodies_on(in_2021), 4u);
  EXPECT_EQ(bodies_on(in_2023), 4u);
  EXPECT_EQ(bodies_on(in_2026), 5u);
  EXPECT_EQ(bodies_on(in_2027), 4u);
  for (const auto day : {in_2021, in_2023, in_2026, in_2027}) EXPECT_GE(lines_on(day), 3u) << iso(day);
  EXPECT_EQ(all_successions(reader()).size(), 7u);
}

}  // namespace
}  // namespace klynge::structure
