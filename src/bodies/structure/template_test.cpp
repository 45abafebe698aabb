// Templates applied: what is made, what is recognised, and the change from 2022 to 2027 played through.
#include <algorithm>

#include "bodies/identity_actions.hpp"
#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/identity_references.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/reference.hpp"
#include "bodies/structure/rule_store.hpp"
#include "bodies/structure/template_actions.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

class TemplateTest : public StructureTest {
 protected:
  TemplatePlan apply(const TemplateChoice& choice) {
    auto done = apply_template(book_, secretary_, choice);
    EXPECT_TRUE(done) << done.error().danish << " (" << done.error().detail << ")";
    return done ? std::move(*done) : TemplatePlan{};
  }
  Problem refused(const TemplateChoice& choice) {
    const auto before = entries();
    const auto done = apply_template(book_, secretary_, choice);
    EXPECT_FALSE(done);
    EXPECT_EQ(entries(), before) << "something was written";
    return done ? Problem{} : done.error();
  }
  std::int64_t entries() { return number("SELECT COUNT(*) FROM audit_entry"); }
  std::int64_t number(const char* text) {
    const database::Sql sql{text};
    auto rows = reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  std::optional<BodyProfile> called(std::string_view name) {
    for (auto& one : all_profiles(reader()))
      if (one.name == name) return one;
    return std::nullopt;
  }
  std::string organisation_id(std::string_view name) {
    for (const auto& one : all_organisations(reader()))
      if (one.name == name) return one.id;
    ADD_FAILURE() << "no " << name;
    return "";
  }
  std::string area(const std::string& name, const std::string& region, const std::vector<std::string>& municipalities,
                   ClusterKind kind = ClusterKind::cluster, Period period = {}) {
    Cluster one{.name = name, .kind = kind, .region_id = organisation_id(region), .period = period};
    for (const auto& each : municipalities) one.organisations.push_back({.id = organisation_id(each)});
    const auto id = add_cluster(book_, secretary_, one);
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  std::vector<std::string> successors(std::string_view name) {
    std::vector<std::string> found;
    for (const auto& one : all_successions(reader()))
      if (one.predecessor_name == name) found.push_back(one.successor_name);
    return found;
  }
  BodyComposition composition_on(const BodyProfile& body, Date day) {
    rules_ = rules(reader(), body.body_id);
    return compose(body, rules_, seats(reader(), body.body_id), read_area(reader(), body, day),
                   other_names_at(reader(), body.body_id), day);
  }
  std::vector<RuleRow> rules_;
};

constexpr Date day_2023{2023, 5, 1}, day_2027{2027, 5, 1};

TEST_F(TemplateTest, makesTheStructureOf2022OfTheReferenceData) {
  const auto plan = apply({.template_id = "2022", .region = "Nordjylland"});
  EXPECT_EQ(plan.areas.size(), 2u);
  EXPECT_EQ(plan.bodies.size(), 5u);
  const auto political = called("Politisk sundhedsklynge Nord");
  ASSERT_TRUE(political);
  EXPECT_EQ(political->level, BodyLevel::political);
  EXPECT_EQ(political->reach, Reach::cluster);
  EXPECT_EQ(political->period, (Period{Date{2022, 7, 1}, Date{2027, 1, 1}}));
  EXPECT_TRUE(political->open_questions);
  EXPECT_FALSE(duties(reader(), political->body_id).empty());
  const auto hjorring = find_organisation_by_code(reader(), "860");
  ASSERT_TRUE(hjorring);
  EXPECT_EQ(hjorring->name, "Hjørring Kommune");
  EXPECT_EQ(hjorring->parent_name, "Region Nordjylland");
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 11);
  const auto committee = called("Sundhedssamarbejdsudvalget i Region Nordjylland");
  ASSERT_TRUE(committee);
  int reports = 0;
  for (const auto& one : relations(reader(), committee->body_id)) reports += one.kind == RelationKind::reports_to;
  EXPECT_EQ(reports, 2);
}

// Every rule is kept by the seats made for it, and none of them is held; the mayors of the whole region are of a
// municipality that nobody has chosen yet.
TEST_F(TemplateTest, makesVacantSeatsThatKeepTheRules) {
  const auto plan = apply({.template_id = "2022", .region = "Region Nordjylland"});
  for (const auto& step : plan.bodies) {
    const auto body = called(step.one.name);
    ASSERT_TRUE(body) << step.one.name;
    const auto found = composition_on(*body, day_2023);
    EXPECT_TRUE(found.unreadable.empty());
    EXPECT_FALSE(found.found.kept_filled) << body->name;
    if (body->reach == Reach::region) continue;
    EXPECT_TRUE(found.found.kept) << body->name;
    EXPECT_TRUE(found.found.unasked.empty()) << body->name;
  }
  const auto political = seats(reader(), called("Politisk sundhedsklynge Nord")->body_id);
  ASSERT_EQ(political.size(), 8u);  // three councillors, a mayor of each of four municipalities, general practice
  EXPECT_EQ(political[0].seat.label, "Regionsrådsmedlem 1, Region Nordjylland");
  EXPECT_EQ(political[3].seat.label, "Borgmester, Hjørring Kommune");
  EXPECT_EQ(political[7].seat.label, "Repræsentant, PLO Nordjylland");
  for (const auto& one : political) EXPECT_TRUE(is_vacant(one, day_2023));
  const auto committee = seats(reader(), called("Sundhedssamarbejdsudvalget i Region Nordjylland")->body_id);
  ASSERT_EQ(committee.size(), 5u);
  EXPECT_EQ(committee[0].seat.label, "Borgmester fra klyngen Nord");
  EXPECT_EQ(committee[2].seat.label, "Regionsrådsformand, Region Nordjylland");
}

TEST_F(TemplateTest, appliedAgainChangesNothing) {
  for (const std::string id : {"2022", "2027"}) {
    apply({.template_id = id, .region = "Region Nordjylland"});
    const auto before = entries();
    const auto again = apply({.template_id = id, .region = "Region Nordjylland"});
    EXPECT_TRUE(again.is_empty()) << id;
    EXPECT_EQ(entries(), before) << id;
  }
  const auto earlier = plan_template(reader(), {.template_id = "2022", .region = "Region Nordjylland"});
  ASSERT_TRUE(earlier);
  EXPECT_TRUE(earlier->is_empty()) << "the structure of 2022 stands although that of 2027 has come after it";
}

TEST_F(TemplateTest, isOneEntryInTheAuditLog) {
  const auto before = entries();
  apply({.template_id = "2022", .region = "Region Midtjylland", .areas = {"Gødstrup"}});
  EXPECT_EQ(entries(), before + 1);
}

TEST_F(TemplateTest, needsTheRightToChange) {
  const auto done = apply_template(book_, reader_role_, {.template_id = "2022", .region = "Region Nordjylland"});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(number("SELECT COUNT(*) FROM cluster"), 0);
}

// A register that minutes have filled: names alone, some of them in other words.
TEST_F(TemplateTest, recognisesWhatStandsAndFillsInWhatIsNotKnown) {
  const auto municipality = organisation("Hjørring Kommune", OrganisationKind::municipality);
  const auto other = organisation("Frederikshavns Kommune", OrganisationKind::municipality);
  const auto practice = organisation("PLO-Nordjylland", OrganisationKind::plo);
  const auto body_id = body("Politisk Sundhedsklynge Nord");
  const auto by_another_name = body("Sundhedssamarbejdsudvalget");
  apply({.template_id = "2022", .region = "Region Nordjylland"});
  EXPECT_EQ(find_organisation(reader(), municipality)->code, "860");
  EXPECT_EQ(find_organisation(reader(), other)->code, "813");
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 11);
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'plo'"), 1);
  EXPECT_EQ(number("SELECT COUNT(*) FROM body"), 5);
  EXPECT_EQ(find_profile(reader(), body_id)->reach, Reach::cluster);
  EXPECT_EQ(find_profile(reader(), body_id)->name, "Politisk Sundhedsklynge Nord");
  EXPECT_EQ(find_profile(reader(), by_another_name)->reach, Reach::region);
  const auto there = seats(reader(), body_id);
  EXPECT_EQ(there.back().seat.organisation_id, practice);
}

TEST_F(TemplateTest, leavesRulesAndSeatsThatStandAlone) {
  const auto body_id = body("Politisk Sundhedsklynge Nord");
  seat(body_id, "Formand", "politician");
  rule(body_id, "1 medlem");
  apply({.template_id = "2022", .region = "Region Nordjylland"});
  EXPECT_EQ(seats(reader(), body_id).size(), 1u);
  EXPECT_EQ(rules(reader(), body_id).size(), 1u);
}

TEST_F(TemplateTest, usesTheAreasOfTheRegister) {
  organisation("Region Vesterhav", OrganisationKind::region);
  for (const auto* name : {"Lyngsted Kommune", "Tornby Kommune"})
    organisation(name, OrganisationKind::municipality, organisation_id("Region Vesterhav"));
  area("Sundhedsklynge Egelund", "Region Vesterhav", {"Lyngsted Kommune", "Tornby Kommune"});
  apply({.template_id = "2022", .region = "Region Vesterhav"});
  EXPECT_TRUE(called("Faglig sundhedsklynge Egelund"));
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 2);
  EXPECT_EQ(number("SELECT COUNT(*) FROM cluster"), 1);
}

TEST_F(TemplateTest, of2021IsFollowedBy2022) {
  organisation("Region Vesterhav", OrganisationKind::region);
  for (const auto* name : {"Lyngsted Kommune", "Tornby Kommune"})
    organisation(name, OrganisationKind::municipality, organisation_id("Region Vesterhav"));
  const auto cluster = area("Egelund", "Region Vesterhav", {"Lyngsted Kommune", "Tornby Kommune"});
  const auto plan = apply({.template_id = "2021", .region = "Region Vesterhav", .from = Date{2019, 7, 1}});
  EXPECT_EQ(plan.bodies.size(), 4u);
  const auto group = called("Klyngestyregruppe Egelund");
  ASSERT_TRUE(group);
  EXPECT_EQ(group->period, (Period{Date{2019, 7, 1}, Date{2022, 7, 1}}));
  // All but the seat of a hospital that nobody has named.
  const auto group_found = composition_on(*group, Date{2021, 1, 1});
  EXPECT_EQ(std::ranges::count(group_found.found.rules, composition::Status::met, &composition::RuleFinding::status),
            2);
  for (const auto* name : {"Sundhedskoordinationsudvalget i Region Vesterhav", "Praksisplanudvalget i Region Vesterhav",
                           "Politisk klynge Egelund"}) {
    const auto one = called(name);
    ASSERT_TRUE(one) << name;
    EXPECT_TRUE(composition_on(*one, Date{2021, 1, 1}).found.kept) << name;
  }
  apply({.template_id = "2022", .region = "Region Vesterhav"});
  EXPECT_EQ(successors("Klyngestyregruppe Egelund"), std::vector<std::string>{"Faglig sundhedsklynge Egelund"});
  EXPECT_EQ(successors("Politisk klynge Egelund"), std::vector<std::string>{"Politisk sundhedsklynge Egelund"});
  EXPECT_EQ(successors("Sundhedskoordinationsudvalget i Region Vesterhav"),
            std::vector<std::string>{"Sundhedssamarbejdsudvalget i Region Vesterhav"});
  EXPECT_TRUE(successors("Praksisplanudvalget i Region Vesterhav").empty());
  EXPECT_EQ(find_cluster(reader(), cluster)->period, Period{}) << "the area goes on";
}

// --- 2026 → 2027 ---

TEST_F(TemplateTest, the2027CouncilsComeAfterTheClusters) {
  apply({.template_id = "2022", .region = "Region Nordjylland"});
  const auto plan = apply({.template_id = "2027", .region = "Region Nordjylland"});
  EXPECT_EQ(plan.areas.size(), 2u);
  for (const auto* name : {"Politisk sundhedsklynge Nord", "Faglig sundhedsklynge Nord"}) {
    EXPECT_EQ(successors(name), std::vector<std::string>{"Sundhedsråd Vendsyssel"}) << name;
    EXPECT_TRUE(called(name)->exists_on({2026, 12, 31}));
    EXPECT_FALSE(called(name)->exists_on({2027, 1, 1}));
  }
  EXPECT_EQ(successors("Politisk sundhedsklynge Syd"), std::vector<std::string>{"Sundhedsråd Limfjorden"});
  for (const auto& one : all_successions(reader())) EXPECT_EQ(one.on_day, (Date{2027, 1, 1}));
  for (const auto& one : all_clusters(reader())) {
    const bool council = one.kind == ClusterKind::council_area;
    EXPECT_EQ(one.period.contains({2026, 12, 31}), !council) << one.name;
    EXPECT_EQ(one.period.contains({2027, 1, 1}), council) << one.name;
  }
  const auto council = called("Sundhedsråd Limfjorden");
  ASSERT_TRUE(council);
  EXPECT_EQ(council->period, (Period{Date{2027, 1, 1}, {}}));
  EXPECT_TRUE(council->open_questions);
  EXPECT_FALSE(council->exists_on({2026, 12, 31}));
  EXPECT_EQ(seats(reader(), council->body_id).size(), 18u);
  EXPECT_TRUE(composition_on(*council, day_2027).found.kept);
  EXPECT_NE(rules_[0].source->find("ikke kontrolleret"), std::string::npos) << "a lead is marked as one";
}

// Bodies that somebody entered without an end, one by a name of its own, and a cluster whose municipalities go two
// ways.
TEST_F(TemplateTest, theChangeEndsWhatWasLeftOpenAndMayHaveSeveralSuccessors) {
  apply({.template_id = "2022", .region = "Region Nordjylland", .areas = {"Syd"}});
  const auto cluster =
      area("Midt", "Region Nordjylland", {"Aalborg Kommune", "Jammerbugt Kommune", "Hjørring Kommune"});
  const auto add = [&](const std::string& name, BodyLevel level) {
    const auto id = add_body(book_, secretary_,
                             {.name = name,
                              .level = level,
                              .reach = Reach::cluster,
                              .cluster_id = cluster,
                              .period = {Date{2022, 9, 1}, {}}});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  };
  const auto political = add("Borgmestrenes forum", BodyLevel::political);
  const auto held = seat(political, "Formand", "politician");
  term(held, "Ane Prøve");
  apply({.template_id = "2027", .region = "Region Nordjylland"});
  EXPECT_EQ(successors("Borgmestrenes forum"),
            (std::vector<std::string>{"Sundhedsråd Limfjorden", "Sundhedsråd Vendsyssel"}));
  EXPECT_EQ(find_profile(reader(), political)->period, (Period{Date{2022, 9, 1}, Date{2027, 1, 1}}));
  EXPECT_EQ(find_cluster(reader(), cluster)->period.to, (Date{2027, 1, 1}));
  EXPECT_EQ(holder_on(*find_seat(reader(), held), {2026, 12, 31})->person_name, "Ane Prøve");
  EXPECT_EQ(holder_on(*find_seat(reader(), held), {2027, 1, 1}), nullptr);
}

TEST_F(TemplateTest, municipalitiesComeUnderRegionOestdanmarkOnlyFromItsFirstDay) {
  apply({.template_id = "2027", .region = "Østdanmark"});
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 46);
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'region'"), 3);
  BodyProfile east{.reach = Reach::region, .region_id = organisation_id("Region Østdanmark")}, capital = east;
  capital.region_id = organisation_id("Region Hovedstaden");
  EXPECT_EQ(read_area(reader(), east, {2027, 1, 1}).municipalities.size(), 46u);
  EXPECT_EQ(read_area(reader(), east, {2026, 12, 31}).municipalities.size(), 0u);
  EXPECT_EQ(read_area(reader(), capital, {2026, 12, 31}).municipalities.size(), 29u);
  EXPECT_EQ(read_area(reader(), capital, {2027, 1, 1}).municipalities.size(), 0u);
}

// Two municipalities in the register turn out to be one: the one that is kept comes under the later region too.
TEST_F(TemplateTest, theLaterRegionFollowsWhenTwoBecomeOne) {
  apply({.template_id = "2027", .region = "Østdanmark"});
  const auto gone = organisation_id("Roskilde Kommune"),
             kept = organisation("Roskilde By", OrganisationKind::municipality);
  ASSERT_TRUE(
      bodies::merge(book_, secretary_, identity_references(), {bodies::IdentityKind::organisation, kept, gone}));
  ASSERT_EQ(later_regions(reader(), kept).size(), 1u);
  EXPECT_EQ(later_regions(reader(), kept)[0].region_name, "Region Østdanmark");
  EXPECT_TRUE(later_regions(reader(), gone).empty());
}

TEST_F(TemplateTest, ofTheWholeCountryIsSeventeenCouncilsAnd98Municipalities) {
  for (const auto* region : {"Region Østdanmark", "Region Syddanmark", "Region Midtjylland", "Region Nordjylland"}) {
    const auto plan = apply({.template_id = "2027", .region = region});
    for (const auto& step : plan.bodies) {
      const auto council = called(step.one.name);
      ASSERT_TRUE(council);
      EXPECT_TRUE(composition_on(*council, day_2027).found.kept) << council->name;
    }
  }
  EXPECT_EQ(number("SELECT COUNT(*) FROM body"), 17);
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 98);
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'region'"), 6);
  EXPECT_EQ(number("SELECT COUNT(*) FROM seat"), 134 + 116);
}

// --- what is refused ---

TEST_F(TemplateTest, refusesWhatIsNotThere) {
  EXPECT_EQ(refused({.template_id = "1999", .region = "Region Nordjylland"}).kind, Problem::Kind::not_found);
  EXPECT_EQ(refused({.template_id = "2022", .region = ""}).danish, "Vælg en region.");
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Atlantis"}).danish,
            "Regionen ”Region Atlantis” findes hverken i registeret eller i referencedata. Vælg en anden region.");
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Nordjylland", .areas = {"Øst"}}).danish,
            "Området ”Øst” findes ikke i Region Nordjylland. Vælg et af regionens områder.");
}

TEST_F(TemplateTest, refusesADayOutsideTheTemplatesTime) {
  EXPECT_EQ(refused({.template_id = "2021", .region = "Region Nordjylland"}).danish,
            "Vælg den første dag, strukturen skal gælde. Skabelonen kender den ikke.");
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Nordjylland", .from = Date{2022, 6, 30}}).danish,
            "Skabelonen gælder først fra 1. juli 2022. Vælg en senere dag.");
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Nordjylland", .from = Date{2027, 1, 1}}).danish,
            "Skabelonen gælder kun til og med 31. december 2026. Vælg en tidligere dag.");
  EXPECT_EQ(
      refused({.template_id = "2027", .region = "Region Sjælland"}).danish,
      "Region Sjælland gælder fra 1. januar 2007 til og med 31. december 2026, men strukturen skal gælde fra 1. januar 2027. Vælg en anden region "
      "eller en anden dag.");
}

TEST_F(TemplateTest, refusesARegionWithoutAreasAndAnAreaWithoutMunicipalities) {
  EXPECT_EQ(
      refused({.template_id = "2022", .region = "Region Hovedstaden"}).danish,
      "Der er ingen sundhedsklynger i Region Hovedstaden den 1. juli 2022. Opret dem under Områder, eller vælg en anden region eller dag.");
  organisation("Region Vesterhav", OrganisationKind::region);
  area("Egelund", "Region Vesterhav", {});
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Vesterhav"}).danish,
            "Området ”Egelund” har ingen kommuner. Vælg områdets kommuner under Områder, og prøv igen.");
}

TEST_F(TemplateTest, refusesABodyOfThatNameThatIsAnother) {
  const auto region = organisation("Region Vesterhav", OrganisationKind::region);
  ASSERT_TRUE(add_body(book_, secretary_,
                       {.name = "Politisk sundhedsklynge Nord",
                        .level = BodyLevel::political,
                        .reach = Reach::cluster,
                        .region_id = region}));
  EXPECT_EQ(
      refused({.template_id = "2022", .region = "Region Nordjylland"}).danish,
      "”Politisk sundhedsklynge Nord” står allerede i registeret, men hører til en anden region (Region Vesterhav). Ret organet, eller giv det et andet navn, "
      "og prøv igen.");
}

TEST_F(TemplateTest, refusesAMunicipalityWithAnotherCode) {
  ASSERT_TRUE(add_organisation(book_, secretary_,
                               {.name = "Hjørring Kommune", .kind = OrganisationKind::municipality, .code = "999"}));
  EXPECT_EQ(refused({.template_id = "2022", .region = "Region Nordjylland"}).danish,
            "”Hjørring Kommune” har koden 999 i registeret, men den officielle kode er 860. Ret koden, og prøv igen.");
}

// A seat that only begins after the old structure's end cannot be cut by it.
TEST_F(TemplateTest, undoesEverythingWhereOnePartIsRefused) {
  apply({.template_id = "2022", .region = "Region Nordjylland", .areas = {"Syd"}});
  const auto cluster = area("Midt", "Region Nordjylland", {"Aalborg Kommune"});
  const auto id = add_body(
      book_, secretary_,
      {.name = "Midt politisk", .level = BodyLevel::political, .reach = Reach::cluster, .cluster_id = cluster});
  ASSERT_TRUE(id);
  seat(*id, "Sen plads", "member", {}, {Date{2027, 6, 1}, {}});
  const auto bodies_before = number("SELECT COUNT(*) FROM body");
  EXPECT_FALSE(refused({.template_id = "2027", .region = "Region Nordjylland"}).danish.empty());
  EXPECT_EQ(number("SELECT COUNT(*) FROM body"), bodies_before);
}

TEST_F(TemplateTest, aCodeWithALeadingZeroIsTheSame) {
  ASSERT_TRUE(add_organisation(book_, secretary_,
                               {.name = "Hjørring", .kind = OrganisationKind::municipality, .code = "0860"}));
  apply({.template_id = "2022", .region = "Region Nordjylland", .areas = {"Nord"}});
  EXPECT_EQ(number("SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 11);
}

TEST(AreaPlace, isWhatTheAreaIsCalledWithoutItsKind) {
  EXPECT_EQ(area_place("Sundhedsklynge Nord"), "Nord");
  EXPECT_EQ(area_place("Sundhedsråd Midt- og Vestsjælland"), "Midt- og Vestsjælland");
  EXPECT_EQ(area_place("Nord"), "Nord");
}

}  // namespace
}  // namespace klynge::structure
