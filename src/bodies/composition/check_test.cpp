// The check: the real rule sets with seats that keep them and seats that do not, and what is said about it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bodies/composition/check.hpp"

namespace klynge::composition {
namespace {

using Kind = OrganisationKind;
using enum SeatKind;

constexpr Date day{2023, 5, 1};

const Organisation region{"r", Kind::region, "Region Vesterhav"};
const Organisation hospital{"h", Kind::hospital, "Regionshospitalet Egelund"};
const Organisation psychiatry{"p", Kind::psychiatry, "Psykiatrien i Region Vesterhav"};
const Organisation administration{"a", Kind::joint_administration, "Fællesadministrationen"};
const Organisation plo{"plo", Kind::plo, "PLO Vesterhav"};
const Organisation plo_k{"plok", Kind::plo_k, "PLO-K Lyngsted"};
const Organisation contact_council{"kkr", Kind::other, "KKR Vesterhav"};
const Organisation patient_committee{"piu", Kind::patients, "Patientinddragelsesudvalget"};
const Organisation patient_union{"dp", Kind::patients, "Danske Patienter"};
const std::vector<Organisation> municipalities{{"m0", Kind::municipality, "Lyngsted Kommune"},
                                               {"m1", Kind::municipality, "Tornby Kommune"},
                                               {"m2", Kind::municipality, "Egelund Kommune"}};
const Organisation elsewhere{"m9", Kind::municipality, "Fjernby Kommune"};

const Area cluster{{{"m0", "Lyngsted Kommune"}, {"m1", "Tornby Kommune"}, {"m2", "Egelund Kommune"}}, {}};
const Area whole_region{{{"m0", "Lyngsted Kommune"}, {"m1", "Tornby Kommune"}, {"m2", "Egelund Kommune"}},
                        {{"c0", "Nord", {"m0", "m1", "h"}}, {"c1", "Syd", {"m2"}}}};

std::vector<RuleInForce> rules_of(const std::vector<std::string>& sentences) {
  std::vector<RuleInForce> rules;
  for (const auto& sentence : sentences)
    rules.push_back({"rule" + std::to_string(rules.size()), parse(sentence).value()});
  return rules;
}

// Seats by number; held unless said otherwise.
struct Seats {
  std::vector<Seat> list;
  Seats& add(SeatKind kind, const Organisation& organisation, int number = 1) {
    for (; number > 0; --number)
      list.push_back({"s" + std::to_string(list.size()),
                      "Plads " + std::to_string(list.size() + 1),
                      kind,
                      organisation,
                      {},
                      true,
                      SeatRole::member,
                      "holder"});
    return *this;
  }
  Seats& appointed(SeatKind kind, const Organisation& organisation, const Organisation& by, int number = 1) {
    for (; number > 0; --number) {
      add(kind, organisation);
      list.back().appointed_by = by;
    }
    return *this;
  }
  Seats& each_municipality(SeatKind kind, int number = 1) {
    for (const auto& one : municipalities) add(kind, one, number);
    return *this;
  }
  Seats& observers(SeatKind kind, const Organisation& organisation, int number = 1) {
    for (; number > 0; --number) {
      add(kind, organisation);
      list.back().role = SeatRole::observer;
      list.back().voting = false;
    }
    return *this;
  }
  Seats& labelled(std::string label) {
    list.back().label = std::move(label);
    return *this;
  }
  Seats& vacant() {
    list.back().holder.reset();
    return *this;
  }
  Seats without(std::size_t index) const {
    Seats fewer = *this;
    fewer.list.erase(fewer.list.begin() + static_cast<std::ptrdiff_t>(index));
    return fewer;
  }
};

Composition check_all(const std::vector<std::string>& sentences, const Seats& seats, const Area& area = cluster) {
  return check(rules_of(sentences), {}, seats.list, area, day);
}

std::string said(const Composition& composition) {
  std::string out;
  for (const auto& rule : composition.rules) {
    out += std::string(name(rule.status)) + ": " + rule.sentence + "\n";
    for (const auto& remark : rule.remarks) out += "  " + remark + "\n";
  }
  for (const auto& remark : composition.remarks) out += remark + "\n";
  return out;
}

bool says(const Composition& composition, const std::string& sentence) {
  const auto in = [&](const auto& list) { return std::ranges::find(list, sentence) != list.end(); };
  return in(composition.remarks) ||
         std::ranges::any_of(composition.rules, [&](const auto& rule) { return in(rule.remarks); });
}

struct RealBody {
  std::string name;
  std::vector<std::string> rules;
  Seats seats;
  Area area;
};

std::vector<RealBody> real_bodies() {
  std::vector<RealBody> all;
  all.push_back({"sundhedskoordinationsudvalg 2021",
                 {"5 medlemmer udpeget af kommunekontaktrådet", "2 medlemmer udpeget af PLO",
                  "5 medlemmer udpeget af Regionsrådet"},
                 Seats{}
                     .appointed(mayor, municipalities[0], contact_council, 2)
                     .appointed(municipal_politician, municipalities[1], contact_council, 3)
                     .add(general_practitioner, plo, 2)
                     .add(regional_councillor, region, 4)
                     .add(regional_council_chair, region),
                 whole_region});
  all.push_back(
      {"praksisplanudvalg 2021",
       {"5 kommunale politikere", "3 regionsrådsmedlemmer", "3 medlemmer udpeget blandt alment praktiserende læger"},
       Seats{}
           .add(mayor, municipalities[0])
           .add(municipal_politician, municipalities[1], 2)
           .add(politician, municipalities[2])
           .add(committee_chair, municipalities[2])
           .add(regional_councillor, region, 3)
           .add(general_practitioner, plo, 3),
       whole_region});
  all.push_back({"politisk klynge 2021",
                 {"2-4 politiske repræsentanter fra hver kommune i klyngen", "3-4 repræsentanter fra Regionsrådet",
                  "PLO deltager ad hoc afhængigt af dagsordenen", "1 repræsentant fra Patientinddragelsesudvalget"},
                 Seats{}
                     .each_municipality(municipal_politician, 2)
                     .add(mayor, municipalities[0])
                     .add(regional_councillor, region, 3)
                     .add(representative, patient_committee)
                     .add(general_practitioner, plo),
                 cluster});
  all.push_back(
      {"klyngestyregruppe 2021",
       {"Hver kommune i klyngen er repræsenteret på direktørniveau",
        "Regionen er repræsenteret på direktørniveau med repræsentanter fra hospitalet, psykiatrien og den regionale fællesadministration",
        "PLO er repræsenteret med 1-2 deltagere"},
       Seats{}
           .each_municipality(director)
           .add(director, hospital)
           .add(director_level, psychiatry)
           .add(director, administration)
           .add(representative, plo),
       cluster});
  all.push_back({"sundhedssamarbejdsudvalg 2022",
                 {"1 borgmester fra hver klynge", "3 regionsrådsmedlemmer, herunder regionsrådsformanden"},
                 Seats{}
                     .add(mayor, municipalities[1])
                     .add(mayor, municipalities[2])
                     .add(regional_council_chair, region)
                     .add(regional_councillor, region, 2),
                 whole_region});
  all.push_back({"politisk sundhedsklynge 2022",
                 {"3 regionsrådsmedlemmer", "1 borgmester fra hver kommune i klyngen",
                  "Repræsentanter fra almen praksis", "Udvalgsformænd deltager som observatører"},
                 Seats{}
                     .add(regional_councillor, region, 3)
                     .each_municipality(mayor)
                     .add(general_practitioner, plo_k, 2)
                     .observers(committee_chair, municipalities[0])
                     .observers(committee_chair, municipalities[1]),
                 cluster});
  all.push_back({"faglig sundhedsklynge 2022",
                 {"3 regionale repræsentanter, herunder en fra psykiatrien", "1 repræsentant pr. kommune",
                  "Repræsentanter fra almen praksis", "Patientrepræsentanter"},
                 Seats{}
                     .add(director, hospital)
                     .add(director, psychiatry)
                     .add(manager, administration)
                     .each_municipality(director)
                     .add(general_practitioner, plo)
                     .add(member, patient_union, 2),
                 cluster});
  all.push_back({"sundhedsråd 2027",
                 {"10 regionsrådsmedlemmer", "9 medlemmer udpeget af kommunerne i sundhedsrådets område"},
                 Seats{}
                     .add(regional_council_chair, region)
                     .add(regional_councillor, region, 9)
                     .each_municipality(municipal_politician, 3),
                 cluster});
  return all;
}

TEST(RealBodies, AreKeptByTheirSeats) {
  for (const auto& body : real_bodies()) {
    const auto result = check_all(body.rules, body.seats, body.area);
    EXPECT_TRUE(result.kept && result.kept_filled && result.unasked.empty()) << body.name << "\n" << said(result);
    for (const auto& rule : result.rules) {
      EXPECT_EQ(danish(rule), "Opfyldt") << body.name << ": " << rule.sentence;
      EXPECT_TRUE(rule.remarks.empty()) << said(result);
    }
  }
}

// Of each body, every seat in turn is taken away, emptied, or doubled.
TEST(RealBodies, AreNotKeptWithoutASeatThatIsAsked) {
  int broken = 0, spare = 0;
  for (const auto& body : real_bodies())
    for (std::size_t i = 0; i < body.seats.list.size(); ++i) {
      const auto result = check_all(body.rules, body.seats.without(i), body.area);
      const auto unmet = std::ranges::count(result.rules, Status::not_met, &RuleFinding::status);
      EXPECT_LE(unmet, 1) << body.name << "\n" << said(result);
      EXPECT_EQ(result.kept, unmet == 0);
      (unmet ? broken : spare) += 1;
      for (const auto& rule : result.rules)
        if (rule.status == Status::not_met) {
          ASSERT_EQ(rule.remarks.size(), 1u) << said(result);
          EXPECT_TRUE(rule.remarks[0].starts_with("Der mangler ")) << rule.remarks[0];
          EXPECT_FALSE(rule.kept_alone);
        }
      Seats emptied = body.seats;
      emptied.list[i].holder.reset();
      const auto vacant = check_all(body.rules, emptied, body.area);
      EXPECT_TRUE(vacant.kept) << body.name << "\n" << said(vacant);
      EXPECT_EQ(vacant.kept_filled, result.kept) << body.name << "\n" << said(vacant);
      EXPECT_EQ(
          std::ranges::count_if(vacant.rules, [](const auto& rule) { return danish(rule) == "Opfyldt, men ubesat"; }),
          1)
          << said(vacant);
    }
  EXPECT_EQ(spare, 10) << "any of three politicians of two, PLO ad hoc, and any of two where one is enough";
  EXPECT_GT(broken, 50);
}

TEST(RealBodies, SayWhatIsMissing) {
  const auto bodies = real_bodies();
  const auto body = [&](std::string_view wanted) {
    return *std::ranges::find_if(bodies, [&](const auto& one) { return one.name.starts_with(wanted); });
  };
  const auto said_without = [&](std::string_view wanted, auto&& leave_out) {
    auto one = body(wanted);
    std::erase_if(one.seats.list, leave_out);
    return check_all(one.rules, one.seats, one.area);
  };
  const auto of = [](const Organisation& organisation) {
    return [&organisation](const Seat& seat) { return seat.organisation->id == organisation.id; };
  };

  EXPECT_TRUE(says(said_without("politisk sundhedsklynge",
                                [](const Seat& seat) { return seat.kind == mayor && seat.organisation->id == "m0"; }),
                   "Der mangler en borgmester fra Lyngsted Kommune."));
  EXPECT_TRUE(says(said_without("politisk sundhedsklynge", [](const Seat& seat) { return seat.kind == mayor; }),
                   "Der mangler en borgmester fra hver af Lyngsted Kommune, Tornby Kommune og Egelund Kommune."));
  EXPECT_TRUE(
      says(said_without("politisk sundhedsklynge", [](const Seat& seat) { return seat.role == SeatRole::observer; }),
           "Der mangler en udvalgsformand som observatør."));
  EXPECT_TRUE(says(
      said_without("sundhedssamarbejdsudvalg", [](const Seat& seat) { return seat.kind == regional_council_chair; }),
      "Der mangler en regionsrådsformand."));
  EXPECT_TRUE(says(said_without("sundhedssamarbejdsudvalg", of(municipalities[2])),
                   "Der mangler en borgmester fra klyngen Syd."));
  EXPECT_TRUE(
      says(said_without("faglig sundhedsklynge", of(psychiatry)), "Der mangler en repræsentant fra psykiatrien."));
  EXPECT_TRUE(says(said_without("klyngestyregruppe", of(administration)),
                   "Der mangler en repræsentant på direktørniveau fra den regionale fællesadministration."));
  EXPECT_TRUE(says(said_without("sundhedsråd 2027", of(municipalities[0])),
                   "Der mangler 3 medlemmer udpeget af kommunerne i sundhedsrådets område."));
  EXPECT_TRUE(says(said_without("sundhedskoordinationsudvalg", of(plo)), "Der mangler 2 medlemmer udpeget af PLO."));

  auto cluster_body = body("faglig sundhedsklynge");
  cluster_body.seats.list[1].organisation = hospital;  // three from the region, none from psychiatry
  EXPECT_TRUE(says(check_all(cluster_body.rules, cluster_body.seats),
                   "Der mangler en repræsentant fra psykiatrien blandt dem, reglen tæller."));
}

TEST(Check, SaysWhatIsTooMany) {
  auto seats = Seats{}.each_municipality(mayor).add(mayor, municipalities[0]);
  auto result = check_all({"1 borgmester fra hver kommune i klyngen"}, seats);
  EXPECT_EQ(result.rules[0].status, Status::not_met);
  EXPECT_EQ(result.rules[0].surplus, std::vector<std::string>{"s3"});
  EXPECT_TRUE(says(result, "Der er en borgmester for meget fra Lyngsted Kommune: ”Plads 4”.")) << said(result);
  EXPECT_TRUE(result.unasked.empty());

  result = check_all({"2 medlemmer udpeget af PLO"}, Seats{}.add(general_practitioner, plo, 4));
  EXPECT_TRUE(says(result, "Der er 2 medlemmer for mange udpeget af PLO: ”Plads 3” og ”Plads 4”.")) << said(result);

  result = check_all({"2-5 repræsentanter fra regionen, herunder højst 1 fra psykiatrien"},
                     Seats{}.add(member, hospital, 2).add(member, psychiatry, 2));
  EXPECT_TRUE(says(result, "Pladsen ”Plads 4” kan ikke tælle med: ”herunder” lukker ikke flere af den slags ind."))
      << said(result);
}

TEST(Check, CountsHeldSeatsBeforeVacantOnes) {
  const auto result = check_all({"2 medlemmer udpeget af PLO"}, Seats{}.add(member, plo).vacant().add(member, plo, 2));
  EXPECT_EQ(result.rules[0].surplus, std::vector<std::string>{"s0"});
  EXPECT_TRUE(result.rules[0].vacant.empty());
  EXPECT_EQ(result.rules[0].filled, Status::met);
}

TEST(Check, SaysWhichSeatsNoRuleAsksFor) {
  auto seats = Seats{}
                   .add(mayor, municipalities[0])
                   .add(member, patient_union)
                   .labelled("Danske Patienter")
                   .add(mayor, elsewhere)
                   .labelled("Fjernby");
  seats.add(official, region);
  seats.list.back().role = SeatRole::secretary;  // belongs to no rule, and none is missed
  const auto result = check_all({"1 borgmester fra kommunerne i klyngen"}, seats);
  EXPECT_EQ(result.unasked, (std::vector<std::string>{"s1", "s2"}));
  EXPECT_EQ(result.remarks,
            std::vector<std::string>{"Ingen regel nævner disse 2 pladser: ”Danske Patienter” og ”Fjernby”."});
  EXPECT_TRUE(result.kept);
}

TEST(Check, ASeatCountsForOneRuleOnly) {
  // Each rule alone has its seat, together they lack one.
  const auto seats = Seats{}.add(regional_council_chair, region);
  const auto result = check_all({"1 regionsrådsmedlem", "1 regionsrådsformand"}, seats);
  EXPECT_FALSE(result.kept);
  EXPECT_EQ(result.rules[0].status, Status::met);
  EXPECT_EQ(result.rules[1].status, Status::not_met);
  EXPECT_TRUE(result.rules[1].kept_alone);
  EXPECT_EQ(result.rules[1].competing, std::vector<std::string>{"rule0"});
  EXPECT_TRUE(says(
      result,
      "Der er pladser nok til reglen alene, men de tæller med i ”1 regionsrådsmedlem.”. En plads tæller kun ét sted."))
      << said(result);
  // Where another can take its place, it is moved, though the first rule took it first.
  EXPECT_TRUE(
      check_all({"1 regionsrådsmedlem", "1 regionsrådsformand"}, Seats{seats}.add(regional_councillor, region)).kept);
}

TEST(Check, HerunderAsksForSeatsOfItsOwn) {
  const std::vector<std::string> rule{"3 repræsentanter fra regionen, herunder 1 direktør og 1 fra psykiatrien"};
  auto seats = Seats{}.add(director, psychiatry).add(member, hospital, 2);
  auto result = check_all(rule, seats);  // the director of psychiatry is not both
  EXPECT_EQ(result.rules[0].status, Status::not_met) << said(result);
  EXPECT_EQ(result.rules[0].remarks.size(), 1u) << said(result);
  seats.list[1].organisation = psychiatry;
  EXPECT_TRUE(check_all(rule, seats).kept);
}

TEST(Check, BlamesOneRuleWhereOneIsEnough) {
  // First come would keep the first and leave two unmet.
  const auto seats = Seats{}.add(mayor, municipalities[0]).add(mayor, municipalities[1]);
  const auto result =
      check_all({"2 politikere", "1 borgmester fra Lyngsted Kommune", "1 borgmester fra Tornby Kommune"}, seats);
  EXPECT_EQ(result.rules[0].status, Status::not_met) << said(result);
  EXPECT_EQ(result.rules[1].status, Status::met);
  EXPECT_EQ(result.rules[2].status, Status::met);
}

TEST(Check, LaysASeatTooManyAtARuleThatIsUnmetAnyway) {
  const auto result = check_all({"1 kommunal politiker", "1 politiker, herunder regionsrådsformanden"},
                                Seats{}.add(mayor, municipalities[0], 3));
  EXPECT_EQ(result.rules[0].status, Status::met) << said(result);
  EXPECT_EQ(result.rules[1].status, Status::not_met);
  EXPECT_EQ(result.rules[1].surplus.size(), 1u);
}

TEST(Check, FeelsAVacancyWhereItIs) {
  const auto seats = Seats{}.add(mayor, municipalities[0]).add(municipal_politician, municipalities[1]).vacant();
  const auto result = check_all({"1 kommunal politiker", "1 borgmester"}, seats);
  EXPECT_EQ(danish(result.rules[0]), "Opfyldt, men ubesat");
  EXPECT_EQ(result.rules[0].filled, Status::not_met);
  EXPECT_EQ(danish(result.rules[1]), "Opfyldt");
  EXPECT_TRUE(says(result, "Pladsen ”Plads 2” er ubesat.")) << said(result);
  EXPECT_TRUE(result.kept && !result.kept_filled);
}

TEST(Check, TellsARuleThatCanNeverBeMet) {
  const auto result = check_all(
      {"3 borgmestre, herunder 2 fra Lyngsted Kommune og 2 fra Tornby Kommune", "1 borgmester fra hver klynge"},
      Seats{}.each_municipality(mayor));
  EXPECT_EQ(result.rules[0].status, Status::never);
  EXPECT_EQ(danish(result.rules[0]), "Kan aldrig opfyldes");
  EXPECT_EQ(result.rules[0].seats.size(), 3u);  // they are not called unasked for its sake
  EXPECT_TRUE(result.unasked.empty());
  EXPECT_EQ(result.rules[1].status, Status::never);
  EXPECT_TRUE(says(
      result, "Reglen kan ikke opfyldes: der er ingen klynger i organets område. Angiv, hvilke klynger området har."))
      << said(result);
  for (const std::string rule :
       {"1 borgmester fra hver kommune i klyngen", "9 medlemmer udpeget af kommunerne i sundhedsrådets område"})
    EXPECT_EQ(check_all({rule}, Seats{}.each_municipality(mayor), Area{}).rules[0].status, Status::never) << rule;
  EXPECT_TRUE(check_all({"Højst 2 borgmestre fra hver kommune"}, Seats{}, Area{}).kept);
}

TEST(Check, TakesADeviationInTheRulesPlace) {
  const auto rules = rules_of({"2 repræsentanter fra regionen"});
  const auto seats = Seats{}.add(director, hospital, 3);
  const Deviation three{"rule0", parse("3 repræsentanter fra regionen, herunder 2 fra hospitalet").value()};
  auto result = check(rules, std::vector{three}, seats.list, cluster, day);
  EXPECT_EQ(result.rules[0].status, Status::deviated);
  EXPECT_EQ(danish(result.rules[0]), "Fraveget");
  EXPECT_EQ(result.rules[0].sentence, "2 repræsentanter fra regionen.");
  EXPECT_EQ(result.rules[0].instead, "3 repræsentanter fra regionen, herunder 2 fra hospitalet.");
  EXPECT_FALSE(result.rules[0].kept_anyway);
  EXPECT_TRUE(result.kept);

  result = check(rules, std::vector{three}, Seats{}.add(director, hospital, 2).list, cluster, day);
  EXPECT_EQ(result.rules[0].status, Status::not_met) << "what holds instead is not kept either";

  // Nothing asked: any number, and a rule kept all the same is said.
  result = check(rules, std::vector{Deviation{"rule0", std::nullopt}}, seats.list, cluster, day);
  EXPECT_EQ(result.rules[0].status, Status::deviated);
  EXPECT_EQ(result.rules[0].seats.size(), 3u);
  result = check(rules, std::vector{Deviation{"rule0", std::nullopt}}, Seats{}.add(director, hospital, 2).list, cluster,
                 day);
  EXPECT_TRUE(result.rules[0].kept_anyway);

  // Of several the one that began last holds.
  const Deviation older{"rule0", std::nullopt, {Date{2022, 1, 1}, {}}};
  const Deviation newer{"rule0", parse("4 repræsentanter fra regionen").value(), {Date{2023, 1, 1}, {}}};
  for (const auto& both : {std::vector{newer, older}, std::vector{older, newer}})
    EXPECT_EQ(check(rules, both, seats.list, cluster, day).rules[0].status, Status::not_met);
}

TEST(Check, AsksOnlyWhatHoldsOnTheDay) {
  auto rules = rules_of({"1 borgmester", "2 borgmestre"});
  rules[0].period.to = Date{2023, 6, 1};
  rules[1].period.from = Date{2023, 6, 1};
  auto seats = Seats{}.each_municipality(mayor);
  seats.list[0].period.to = Date{2023, 6, 1};  // the first day it is no more
  seats.list[1].period.from = Date{2023, 6, 1};
  seats.list[2].period.from = Date{2023, 6, 1};
  const auto before = check(rules, {}, seats.list, cluster, Date{2023, 5, 31});
  ASSERT_EQ(before.rules.size(), 1u);
  EXPECT_EQ(before.rules[0].rule_id, "rule0");
  EXPECT_EQ(before.rules[0].seats, std::vector<std::string>{"s0"});
  const auto after = check(rules, {}, seats.list, cluster, Date{2023, 6, 1});
  ASSERT_EQ(after.rules.size(), 1u);
  EXPECT_EQ(after.rules[0].seats, (std::vector<std::string>{"s1", "s2"}));
  EXPECT_TRUE(before.kept && after.kept && before.unasked.empty() && after.unasked.empty());
  const Deviation over{"rule0", std::nullopt, {{}, Date{2023, 1, 1}}};
  EXPECT_EQ(check(rules, std::vector{over}, seats.list, cluster, Date{2023, 5, 31}).rules[0].status, Status::met);
}

struct MatchCase {
  std::string rule;
  Seat seat;
  bool counts;
};

TEST(Check, KnowsWhoIsMeant) {
  const auto seat = [](SeatKind kind, std::optional<Organisation> organisation, std::optional<Organisation> by = {}) {
    return Seat{"s", "Pladsen", kind, std::move(organisation), std::move(by), true, SeatRole::member, "holder"};
  };
  Seat observer = seat(member, plo);
  observer.role = SeatRole::observer;
  Seat voiceless = seat(member, plo);
  voiceless.voting = false;
  Organisation union_called_otherwise = patient_union;
  union_called_otherwise.also_called = {"DP"};
  const std::vector<MatchCase> cases{
      {"1 politiker", seat(mayor, municipalities[0]), true},
      {"1 borgmester", seat(politician, municipalities[0]), false},
      {"1 kommunal politiker", seat(politician, municipalities[0]), true},
      {"1 kommunal politiker", seat(politician, region), false},
      {"1 kommunal politiker", seat(committee_chair, municipalities[0]), true},
      {"1 regionsrådsmedlem", seat(committee_chair, region), true},
      {"1 regionsrådsmedlem", seat(mayor, municipalities[0]), false},
      {"1 medlem udpeget af Regionsrådet", seat(regional_councillor, region), true},
      {"1 medlem udpeget af Regionsrådet", seat(member, patient_union, region), true},
      {"1 medlem udpeget af Regionsrådet", seat(member, hospital), false},
      {"1 repræsentant fra Regionsrådet", seat(director, region), false},
      {"1 repræsentant fra Regionsrådet", seat(regional_council_chair, std::nullopt), true},
      {"1 borgmester fra kommunerne", seat(mayor, std::nullopt), true},
      {"1 medlem fra kommunerne i klyngen", seat(mayor, elsewhere), false},
      {"1 medlem fra kommunerne", seat(mayor, elsewhere), true},
      {"1 medlem udpeget af kommunekontaktrådet", seat(mayor, municipalities[0], contact_council), true},
      {"1 medlem udpeget af kommunekontaktrådet", seat(mayor, municipalities[0]), false},
      {"1 medlem fra hver kommune", seat(member, patient_union, municipalities[0]), true},
      {"1 repræsentant fra almen praksis", seat(general_practitioner, std::nullopt), true},
      {"1 repræsentant fra almen praksis", seat(member, plo_k), true},
      {"1 medlem fra PLO", seat(member, plo_k), true},
      {"1 medlem fra PLO-K", seat(member, plo), false},
      {"1 alment praktiserende læge", seat(member, plo), false},
      {"1 patientrepræsentant", seat(member, patient_union), true},
      {"1 repræsentant fra Patientinddragelsesudvalget", seat(member, patient_union), false},
      {"1 repræsentant fra Patientinddragelsesudvalget", seat(member, patient_committee), true},
      {"1 repræsentant fra DANSKE PATIENTER", seat(member, patient_union), true},
      {"1 repræsentant fra DP", seat(member, union_called_otherwise), true},
      {"1 repræsentant fra Region Vesterhav", seat(member, region), true},
      {"1 repræsentant fra PLO eller Danske Patienter", seat(member, patient_union), true},
      {"1 repræsentant på direktørniveau", seat(director, region), true},
      {"1 direktør", seat(director_level, region), false},
      {"1 medlem", observer, false},
      {"1 medlem som observatør", observer, true},
      {"1 medlem som observatør", seat(member, plo), false},
      {"PLO deltager ad hoc", observer, true},
      {"1 medlem med stemmeret", voiceless, false},
      {"1 medlem uden stemmeret", voiceless, true},
      {"1 medlem", voiceless, true},
  };
  Area area = cluster;
  for (const auto& [rule, one, counts] : cases) {
    const auto result = check(rules_of({rule}), {}, std::vector{one}, area, day);
    EXPECT_EQ(result.rules[0].seats.size(), counts ? 1u : 0u)
        << rule << ": " << name(one.kind) << " of " << (one.organisation ? one.organisation->name : "-");
    EXPECT_EQ(result.unasked.size(), counts ? 0u : 1u) << rule;
  }
}

TEST(Check, NothingAskedAndNobodyThere) {
  EXPECT_TRUE(check({}, {}, {}, {}, day).kept);
  const auto lonely = check({}, {}, Seats{}.add(mayor, municipalities[0]).list, cluster, day);
  EXPECT_EQ(lonely.unasked.size(), 1u);
  const auto empty = check_all({"2 medlemmer"}, Seats{});
  EXPECT_TRUE(says(empty, "Der mangler 2 medlemmer.")) << said(empty);
}

}  // namespace
}  // namespace klynge::composition
