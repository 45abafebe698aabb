// Bodies, organisations, areas, documents and rules: what is refused, what follows what.
#include "bodies/structure/body_actions.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/decision.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

const audit::Action test_action{"test", audit::Permission::change_record};

constexpr Date july{2022, 7, 1}, year_end{2027, 1, 1};

template <class T>
std::string refusal(const Result<T>& result) {
  return result ? std::string("done") : result.error().danish;
}

using BodyActions = StructureTest;

TEST_F(BodyActions, NoBodySucceedsItselfOverAnyNumberOfSteps) {
  const auto a = body("Klyngestyregruppen Egelund"), b = body("Faglig Klynge Egelund"),
             c = body("Sundhedsrådet Egelund");
  const auto follow = [&](const std::string& before, const std::string& after) {
    return refusal(
        set_succession(book_, secretary_, {.predecessor_id = before, .successor_id = after, .on_day = july}));
  };
  EXPECT_EQ(follow(a, a), "Et organ kan ikke efterfølge sig selv. Vælg et andet organ.");
  EXPECT_EQ(follow(a, b), "done");
  EXPECT_EQ(follow(b, c), "done");
  EXPECT_EQ(
      follow(c, a),
      "”Klyngestyregruppen Egelund” kommer allerede før ”Sundhedsrådet Egelund”. Så ville organet komme til at efterfølge sig selv.");
  EXPECT_EQ(all_successions(reader()).size(), 2u);
  EXPECT_TRUE(take_succession_back(book_, secretary_, b, c));
  EXPECT_EQ(follow(c, a), "done");
}

// Against a plain search for a way back.
RC_GTEST_PROP(Succession, ACircleIsSeenBeforeItIsClosed, ()) {
  std::vector<Succession> standing;
  const auto name_of = [](int i) { return std::string(1, static_cast<char>('a' + i)); };
  const auto pairs = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 7), rc::gen::inRange(0, 7)));
  for (const auto& [before, after] : pairs)
    if (!would_close_circle(standing, name_of(before), name_of(after)))
      standing.push_back({name_of(before), name_of(after)});
  // Without circles there is an order: take away whoever nobody comes before, until nothing is left.
  auto left = standing;
  for (std::size_t round = 0; round <= standing.size(); ++round) {
    const auto before = left;
    std::erase_if(left, [&](const Succession& one) {
      return std::ranges::none_of(before,
                                  [&](const Succession& other) { return other.successor_id == one.predecessor_id; });
    });
  }
  RC_ASSERT(left.empty());
}

TEST_F(BodyActions, EndingABodyEndsWhatGoesOnInIt) {
  const auto old = body("Klyngestyregruppen Egelund"), other = body("Sundhedskoordinationsudvalget");
  const auto one = seat(old, "Direktør", "director");
  term(one, "Asta Lind", {Date{2019, 1, 1}, {}});
  ASSERT_TRUE(add_duty(book_, secretary_, {.body_id = old, .text = "Følge økonomien"}));
  ASSERT_TRUE(add_relation(book_, secretary_, {.from_body_id = old, .to_body_id = other}));
  rule(old, "1 direktør.");
  const auto done = audit::perform<void>(book_, secretary_, test_action, [&](audit::Transaction& transaction) {
    return end_body_in(transaction, old, july);
  });
  ASSERT_TRUE(done) << done.error().danish;
  EXPECT_EQ(find_profile(reader(), old)->period.to, july);
  EXPECT_EQ(find_seat(reader(), one)->seat.period.to, july);
  EXPECT_EQ(find_seat(reader(), one)->terms[0].period, (Period{Date{2019, 1, 1}, july}));
  EXPECT_EQ(duties(reader(), old)[0].period.to, july);
  EXPECT_EQ(relations(reader(), old)[0].period.to, july);
  EXPECT_EQ(rules(reader(), old)[0].period.to, july);
}

TEST_F(BodyActions, NamesAndCodesAreTakenOnce) {
  body("Faglig Klynge Egelund");
  EXPECT_EQ(refusal(add_body(book_, secretary_, {.name = "Faglig klynge, Egelund"})),
            "Der er allerede et organ, der hedder ”Faglig klynge, Egelund”.");
  const auto region = organisation("Region Nordfjord", OrganisationKind::region);
  const auto one = add_organisation(
      book_, secretary_,
      {.name = "Lyngsted Kommune", .kind = OrganisationKind::municipality, .code = "901", .parent_id = region});
  ASSERT_TRUE(one);
  EXPECT_EQ(refusal(add_organisation(
                book_, secretary_, {.name = "Havnsø Kommune", .kind = OrganisationKind::municipality, .code = "901"})),
            "Koden 901 hører til ”Lyngsted Kommune”. Ret koden.");
  EXPECT_EQ(
      refusal(add_organisation(book_, secretary_,
                               {.name = "Havnsø Kommune", .kind = OrganisationKind::municipality, .parent_id = *one})),
      "”Lyngsted Kommune” er ikke en region. Vælg en region.");
  auto stands = *find_organisation(reader(), *one);
  EXPECT_EQ(stands.parent_name, "Region Nordfjord");
  stands.parent_id = stands.id;
  EXPECT_EQ(refusal(change_organisation(book_, secretary_, stands)),
            "En organisation kan ikke høre under sig selv. Vælg en anden region.");
  EXPECT_FALSE(read_code("12a"));
  EXPECT_EQ(read_code(" 0101 ").value(), "0101");
}

TEST_F(BodyActions, RelationsStandOnce) {
  const auto a = body("Faglig Klynge Egelund"), b = body("Politisk Klynge Egelund");
  EXPECT_EQ(refusal(add_relation(book_, secretary_, {.from_body_id = a, .to_body_id = a})),
            "Et organ kan ikke referere til eller høre sig selv. Vælg et andet organ.");
  EXPECT_EQ(refusal(add_relation(book_, secretary_, {.from_body_id = a, .to_body_id = b})), "done");
  EXPECT_EQ(refusal(add_relation(book_, secretary_, {.from_body_id = a, .to_body_id = b})),
            "Den forbindelse står der allerede for noget af den tid. Ret den, der står.");
  EXPECT_EQ(refusal(add_relation(book_, secretary_, {.from_body_id = a, .to_body_id = b, .kind = RelationKind::hears})),
            "done");
}

TEST_F(BodyActions, ADocumentIsNeverOverwritten) {
  const auto one = body("Faglig Klynge Egelund");
  const auto add = [&](std::string text, std::optional<Date> from) {
    return refusal(
        add_document(book_, secretary_,
                     {.body_id = one, .kind = DocumentKind::mandate, .text = std::move(text), .valid_from = from}));
  };
  EXPECT_EQ(add("  ", {}), "Skriv kommissoriets tekst.");
  EXPECT_EQ(add("Første tekst", july), "done");
  EXPECT_EQ(add("Anden tekst", year_end), "done");
  const auto all = documents(reader(), one);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].version, 2);
  EXPECT_EQ(in_force(all, DocumentKind::mandate, {2022, 6, 30}), nullptr);
  EXPECT_EQ(in_force(all, DocumentKind::mandate, july)->text, "Første tekst");
  EXPECT_EQ(in_force(all, DocumentKind::mandate, year_end)->text, "Anden tekst");
}

TEST_F(BodyActions, RulesOfProcedureAreReadForADay) {
  const auto one = body("Faglig Klynge Egelund");
  BodyDocument document{.body_id = one, .kind = DocumentKind::rules_of_procedure, .valid_from = july};
  document.procedure = {.agenda_days_before = 14,
                        .member_items_days_before = 21,
                        .leading = Leading::in_turn,
                        .closed_items_days_after_term = 90};
  ASSERT_TRUE(add_document(book_, secretary_, document));
  document.valid_from = year_end;
  document.procedure.agenda_days_before = 7;
  ASSERT_TRUE(add_document(book_, secretary_, document));
  EXPECT_EQ(procedure_on(reader(), one, {2022, 6, 30}), Procedure{});
  EXPECT_EQ(procedure_on(reader(), one, {2026, 12, 31}).agenda_days_before, 14);
  EXPECT_EQ(procedure_on(reader(), one, year_end).agenda_days_before, 7);
  document.procedure.member_items_days_before = 3;
  EXPECT_EQ(refusal(add_document(book_, secretary_, document)),
            "Medlemmernes punkter skal være modtaget, før dagsordenen sendes. Ret en af de to frister.");
  document.procedure = {.quorum = Quorum::count};
  EXPECT_EQ(refusal(add_document(book_, secretary_, document)),
            "Skriv, hvor mange der skal være til stede, for at mødet kan beslutte noget.");
}

RC_GTEST_PROP(Procedure, ComesBackFromItsJson, ()) {
  const auto days =
      rc::gen::map(rc::gen::inRange(-1, 400), [](int n) { return n < 0 ? std::nullopt : std::optional(n); });
  Procedure one{
      .agenda_days_before = *days,
      .member_items_days_before = *days,
      .minutes_days_after = *days,
      .leading = *rc::gen::element(Leading::unknown, Leading::fixed, Leading::in_turn),
      .leading_note = *rc::gen::element<std::string>("", "skiftevis"),
      .quorum = *rc::gen::element(Quorum::unknown, Quorum::none, Quorum::majority, Quorum::count),
      .quorum_count = *days,
      .written_procedure = *rc::gen::element(std::optional<bool>{}, std::optional(true), std::optional(false)),
      .chairs_decide = *rc::gen::element<std::string>("", "æøå \"citeret\""),
      .closed_items_days_after_term = *days};
  RC_ASSERT(procedure_from_json(to_json(one)) == one);
}
TEST(Procedure, WhatIsNoJsonIsEmpty) {
  for (const auto* text : {"", "x", "[]", "{\"agenda_days_before\":\"14\"}", "{\"leading\":7}"})
    EXPECT_EQ(procedure_from_json(text), Procedure{}) << text;
}

TEST_F(BodyActions, ARuleIsKeptInItsStandardFormOrRefused) {
  const auto one = body("Faglig Klynge Egelund");
  const auto add = [&](std::string sentence) {
    return refusal(add_rule(book_, secretary_, {.body_id = one, .sentence = std::move(sentence)}));
  };
  EXPECT_EQ(add("1  Direktør"), "done");
  EXPECT_NE(add("noget med nogle stole"), "done");
  EXPECT_NE(add("1 repræsentant, herunder 2 fra psykiatrien"), "done");
  ASSERT_EQ(rules(reader(), one).size(), 1u);
  EXPECT_EQ(rules(reader(), one)[0].sentence, "1 direktør.");
  const auto id = rules(reader(), one)[0].id;
  const auto deviate = [&](Deviation deviation) {
    deviation.rule_id = id;
    return refusal(add_deviation(book_, secretary_, deviation));
  };
  EXPECT_EQ(deviate({.reason = "", .decided_by = "Klyngen"}), "Skriv, hvorfor reglen er fraveget.");
  EXPECT_EQ(deviate({.reason = "To ledere deler opgaven", .decided_by = " "}),
            "Skriv, hvem der har besluttet det, eller sæt linket til punktet ind.");
  EXPECT_EQ(deviate({.reason = "To ledere deler opgaven", .decided_by = "Klyngen", .sentence = "2 direktører"}),
            "done");
  EXPECT_EQ(rules(reader(), one)[0].deviations.at(0).sentence, "2 direktører.");
}

TEST(Decision, AnAddressOfAnItemIsKeptAsItsId) {
  const std::string id = "0190a000-0000-7000-8000-000000000001";
  EXPECT_EQ(decision_from("https://klynge.example/punkter/" + id), id);
  EXPECT_EQ(decision_from("/punkter/" + id + "#top"), id);
  EXPECT_EQ(decision_from("Klyngen, se /punkter/" + id), "Klyngen, se /punkter/" + id);
  EXPECT_EQ(decision_from("   "), std::nullopt);
  EXPECT_EQ(decision_text(id), "/punkter/" + id);
}

class Composition : public StructureTest {
 protected:
  Composition() {
    region_ = organisation("Region Nordfjord", OrganisationKind::region);
    lyngsted_ = organisation("Lyngsted Kommune", OrganisationKind::municipality, region_);
    havnso_ = organisation("Havnsø Kommune", OrganisationKind::municipality, region_);
    cluster_ =
        add_cluster(
            book_, secretary_,
            {.name = "Klyngen Egelund", .region_id = region_, .organisations = {{.id = lyngsted_}, {.id = havnso_}}})
            .value_or("");
    body_id_ = add_body(book_, secretary_,
                        {.name = "Politisk Klynge Egelund",
                         .level = BodyLevel::political,
                         .reach = Reach::cluster,
                         .cluster_id = cluster_,
                         .period = {july, year_end}})
                   .value_or("");
    rule(body_id_, "1 borgmester fra hver kommune i klyngen.");
  }
  std::vector<std::string> warnings(Date day) { return composition_warnings(reader(), body_id_, day); }
  std::string region_, lyngsted_, havnso_, cluster_, body_id_;
};

TEST_F(Composition, WarnsOfWhatIsNotKeptOnTheDay) {
  const auto first = seat(body_id_, "Borgmester, Lyngsted Kommune", "mayor", lyngsted_);
  term(first, "Asta Lind", {july, Date{2024, 1, 1}});
  ASSERT_EQ(warnings({2023, 1, 1}).size(), 1u);  // the other municipality has no seat
  EXPECT_TRUE(warnings({2023, 1, 1})[0].starts_with("Reglen er ikke opfyldt: 1 borgmester fra hver kommune i klyngen."))
      << warnings({2023, 1, 1})[0];
  const auto second = seat(body_id_, "Borgmester, Havnsø Kommune", "mayor", havnso_);
  term(second, "Bo Falk");
  EXPECT_TRUE(warnings({2023, 1, 1}).empty());
  // The rule is kept by the seats there are, and one of them stands empty.
  EXPECT_EQ(warnings({2025, 1, 1}), std::vector<std::string>{"Pladsen ”Borgmester, Lyngsted Kommune” er ubesat."});
  EXPECT_EQ(warnings({2027, 1, 1}),
            std::vector<std::string>{"”Politisk Klynge Egelund” findes ikke den 1. januar 2027."});
}

TEST_F(Composition, ADeviationHoldsInItsTime) {
  seat(body_id_, "Borgmester, Lyngsted Kommune", "mayor", lyngsted_);
  ASSERT_TRUE(add_deviation(book_, secretary_,
                            {.rule_id = rules(reader(), body_id_)[0].id,
                             .reason = "Havnsø er ikke med endnu",
                             .decided_by = "Klyngen",
                             .sentence = "1 borgmester.",
                             .period = {july, Date{2023, 1, 1}}}));
  EXPECT_EQ(warnings({2022, 12, 31}).size(), 1u);  // the vacant seat alone
  EXPECT_EQ(warnings({2023, 1, 1}).size(), 2u);
}

TEST_F(Composition, ARuleNotUnderstoodIsSaid) {
  test_.database().write([&](database::Connection& connection) {
    insert_rule(connection, {.id = "r", .body_id = body_id_, .position = 9, .sentence = "En stol til alle"});
    return true;
  });
  const auto said = warnings({2023, 1, 1});
  EXPECT_NE(std::ranges::find(said, "Reglen forstås ikke og er ikke kontrolleret: En stol til alle"), said.end());
}

TEST_F(Composition, ABodyOfWhichNothingIsKnownIsNotWarnedOf) {
  const auto plain = body("Festudvalget");
  EXPECT_TRUE(composition_warnings(reader(), plain, july).empty());
  EXPECT_TRUE(composition_warnings(reader(), "x", july).empty());
}

}  // namespace
}  // namespace klynge::structure
