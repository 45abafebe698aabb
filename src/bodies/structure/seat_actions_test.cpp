// Seats and terms: what is refused, and that no sequence of changes ever stores two holders at once.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "bodies/identity_actions.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

using SeatActions = StructureTest;

constexpr Date july{2022, 7, 1}, year_end{2027, 1, 1};

template <class T>
std::string refusal(const Result<T>& result) {
  return result ? std::string("done") : result.error().danish;
}

TEST_F(SeatActions, ASeatTakesItsDaysFromItsBodyAndATermFromItsSeat) {
  const auto council = body("Politisk Klynge Egelund", {july, year_end});
  const auto one = seat(council, "Borgmester, Lyngsted Kommune", "mayor",
                        organisation("Lyngsted Kommune", OrganisationKind::municipality));
  term(one, "Asta Lind");
  const auto history = find_seat(reader(), one);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->seat.period, (Period{july, year_end}));
  EXPECT_EQ(history->seat.organisation_name, "Lyngsted Kommune");
  EXPECT_EQ(history->terms.at(0).period, (Period{july, year_end}));
  EXPECT_EQ(holder_on(*history, {2023, 1, 1})->person_name, "Asta Lind");
  EXPECT_EQ(holder_on(*history, {2022, 6, 30}), nullptr);
  EXPECT_FALSE(is_vacant(*history, {2022, 6, 30}));
}

TEST_F(SeatActions, TwoDoNotHaveOneSeatAtOnce) {
  const auto one = seat(body("Driftsgruppe Egelund"), "Direktør", "director");
  term(one, "Asta Lind", {july, year_end});
  const auto second =
      add_term(book_, secretary_, {.seat_id = one, .person_name = "Bo Falk", .period = {Date{2026, 12, 31}, {}}});
  EXPECT_EQ(
      refusal(second),
      "Asta Lind har allerede pladsen fra 1. juli 2022 til og med 31. december 2026. To kan ikke have den samme plads på samme tid.");
  EXPECT_EQ(find_seat(reader(), one)->terms.size(), 1u);
  // On the day the first has left, the next may begin.
  EXPECT_EQ(refusal(add_term(book_, secretary_, {.seat_id = one, .person_name = "Bo Falk", .period = {year_end, {}}})),
            "done");
}

TEST_F(SeatActions, ANewHolderEndsTheOneBefore) {
  const auto one = seat(body("Driftsgruppe Egelund"), "Direktør", "director");
  term(one, "Asta Lind", {july, {}});
  const auto next =
      add_term(book_, secretary_, {.seat_id = one, .person_name = "Bo Falk", .period = {Date{2024, 1, 1}, {}}}, true);
  ASSERT_TRUE(next) << next.error().danish;
  const auto history = find_seat(reader(), one);
  EXPECT_EQ(history->terms.at(0).period, (Period{july, Date{2024, 1, 1}}));
  EXPECT_EQ(history->terms.at(1).person_name, "Bo Falk");
}

TEST_F(SeatActions, WhatCannotBeIsRefusedWithASentence) {
  const auto ended = body("Klyngestyregruppen Egelund", {{}, july});
  const auto open = body("Faglig Klynge Egelund", {july, {}});
  const auto seat_with = [&](Seat one) { return refusal(add_seat(book_, secretary_, one)); };
  EXPECT_EQ(
      seat_with({.body_id = ended, .label = "Direktør", .kind = "director"}),
      "”Klyngestyregruppen Egelund” findes ikke mere; det sluttede den 30. juni 2022. Skriv også pladsens sidste dag.");
  EXPECT_EQ(seat_with({.body_id = ended, .label = "Direktør", .kind = "director", .period = {{}, july}}), "done");
  EXPECT_EQ(seat_with({.body_id = open, .label = "Direktør", .kind = "director", .period = {Date{2022, 1, 1}, {}}}),
            "Pladsen ligger uden for organets tid. ”Faglig Klynge Egelund” gælder fra 1. juli 2022.");
  EXPECT_EQ(seat_with({.body_id = open, .label = "Direktør", .kind = "kaptajn"}), "Vælg, hvilken slags plads det er.");
  EXPECT_EQ(seat_with({.body_id = open, .label = "  ", .kind = "director"}),
            "Skriv, hvad pladsen hedder, højst 300 tegn.");
  EXPECT_EQ(seat_with({.body_id = "x", .label = "Direktør", .kind = "director"}),
            "Organet findes ikke længere. Genindlæs siden, og prøv igen.");
  EXPECT_EQ(seat_with({.body_id = open, .label = "Direktør", .kind = "director", .period = {year_end, july}}),
            "Perioden slutter, før den begynder. Ret den første eller den sidste dag.");
  EXPECT_EQ(seat_with({.body_id = open, .label = "Gæst", .kind = "member", .voting = true, .role = SeatRole::observer}),
            "En observatør eller en sekretær har ikke stemmeret. Vælg en anden rolle, eller fjern stemmeretten.");
  EXPECT_EQ(seats(reader(), "").size(), 1u);
}

TEST_F(SeatActions, AnOrganisationOrPersonMergedAwayIsNotTaken) {
  const auto kept = organisation("Lyngsted Kommune", OrganisationKind::municipality);
  const auto gone = organisation("Havnsø Kommune", OrganisationKind::municipality);
  ASSERT_TRUE(
      bodies::merge(book_, secretary_, bodies::no_references(), {bodies::IdentityKind::organisation, kept, gone}));
  const auto open = body("Faglig Klynge Egelund");
  EXPECT_EQ(
      refusal(add_seat(book_, secretary_,
                       {.body_id = open, .label = "Direktør", .kind = "director", .organisation_id = gone})),
      "Den valgte organisation findes ikke længere eller er lagt sammen med en anden. Genindlæs siden, og vælg igen.");
  const auto one = seat(open, "Direktør", "director", kept);
  term(one, "Asta Lind", {july, Date{2023, 1, 1}});
  term(one, "Bo Falk", {Date{2023, 1, 1}, Date{2024, 1, 1}});
  const auto terms = find_seat(reader(), one)->terms;
  ASSERT_TRUE(bodies::merge(book_, secretary_, bodies::no_references(),
                            {bodies::IdentityKind::person, terms[0].person_id, terms[1].person_id}));
  EXPECT_EQ(refusal(add_term(book_, secretary_,
                             {.seat_id = one, .person_id = terms[1].person_id, .period = {Date{2025, 1, 1}, {}}})),
            "”Bo Falk” er lagt sammen med en anden. Genindlæs siden, og vælg igen.");
}

TEST_F(SeatActions, ANameMeansTheOnlyOneWhoIsCalledSo) {
  const auto open = body("Faglig Klynge Egelund");
  const auto one = seat(open, "Direktør", "director"), other = seat(open, "Læge", "general_practitioner");
  term(one, "Asta Lind");
  term(other, "Asta Lind", {{}, july});
  EXPECT_EQ(find_seat(reader(), one)->terms[0].person_id, find_seat(reader(), other)->terms[0].person_id);
  // Somebody else of that name.
  ASSERT_TRUE(add_term(book_, secretary_,
                       {.seat_id = other, .person_name = "Asta Lind", .is_new = true, .period = {july, year_end}}));
  EXPECT_NE(find_seat(reader(), other)->terms[1].person_id, find_seat(reader(), one)->terms[0].person_id);
  EXPECT_EQ(
      refusal(add_term(book_, secretary_, {.seat_id = other, .person_name = "Asta Lind", .period = {year_end, {}}})),
      "Der er 2 i registeret, der hedder ”Asta Lind”. Vælg, hvem du mener.");
  EXPECT_EQ(namesakes(reader(), "Asta Lind").size(), 2u);
}

TEST_F(SeatActions, ChangingABodysDaysTakesWhatBelongsToItAlong) {
  const auto council = body("Politisk Klynge Egelund", {july, {}});
  const auto one = seat(council, "Borgmester", "mayor");
  term(one, "Asta Lind");
  auto profile = *find_profile(reader(), council);
  profile.period.to = year_end;
  ASSERT_TRUE(change_profile(book_, secretary_, profile));
  EXPECT_EQ(find_seat(reader(), one)->seat.period, (Period{july, year_end}));
  EXPECT_EQ(find_seat(reader(), one)->terms[0].period, (Period{july, year_end}));
  // What has an end of its own keeps it, and would then lie outside.
  const auto other = seat(council, "Læge", "general_practitioner", {}, {july, Date{2026, 1, 1}});
  profile.period.to = Date{2025, 1, 1};
  EXPECT_EQ(refusal(change_profile(book_, secretary_, profile)),
            "Pladsen ”Læge” gælder fra 1. juli 2022 til og med 31. december 2025. Ret det først.");
  EXPECT_EQ(find_seat(reader(), one)->seat.period.to, year_end);
  EXPECT_EQ(find_profile(reader(), council)->period.to, year_end);
  EXPECT_TRUE(end_seat(book_, secretary_, other, {2024, 1, 1}));
  EXPECT_TRUE(change_profile(book_, secretary_, profile));
}

TEST_F(SeatActions, OnlyWhoMayChangeDoes) {
  const auto open = body("Faglig Klynge Egelund");
  const auto refused = add_seat(book_, reader_role_, {.body_id = open, .label = "Direktør", .kind = "director"});
  EXPECT_EQ(refused.error().kind, Problem::Kind::forbidden);
}

TEST_F(SeatActions, ContactDataAreCheckedAndKeptApart) {
  const auto one = seat(body("Faglig Klynge Egelund"), "Direktør", "director");
  term(one, "Asta Lind");
  const auto person = find_seat(reader(), one)->terms[0].person_id;
  EXPECT_EQ(refusal(change_contact(book_, secretary_, person, {.email = "asta"})),
            "Skriv mailadressen som navn@sted.dk.");
  EXPECT_EQ(refusal(change_contact(book_, secretary_, person, {.telephone = "ring"})),
            "Skriv telefonnummeret med cifre, for eksempel 12 34 56 78.");
  ASSERT_TRUE(
      change_contact(book_, secretary_, person, {.email = "asta@lyngsted.example", .telephone = "+45 12 34 56 78"}));
  EXPECT_EQ(contact_of(reader(), person).email, "asta@lyngsted.example");
  ASSERT_TRUE(change_contact(book_, secretary_, person, {}));
  EXPECT_EQ(contact_of(reader(), person), Contact{});
}

TEST_F(SeatActions, SubstitutesAreReadWithTheirSeat) {
  const auto one = seat(body("Faglig Klynge Egelund"), "Direktør", "director");
  ASSERT_TRUE(add_substitute(book_, secretary_, {.seat_id = one, .person_name = "Bo Falk", .period = {july, {}}}));
  EXPECT_EQ(refusal(add_substitute(book_, secretary_, {.seat_id = one, .person_name = "Bo Falk"})),
            "Bo Falk er allerede stedfortræder fra 1. juli 2022.");
  const auto history = find_seat(reader(), one);
  ASSERT_EQ(substitutes_on(*history, {2023, 1, 1}).size(), 1u);
  EXPECT_TRUE(substitutes_on(*history, {2022, 1, 1}).empty());
  const auto held = seats_of_person(reader(), history->substitutes[0].person_id);
  ASSERT_EQ(held.size(), 1u);
  EXPECT_TRUE(held[0].as_substitute);
  EXPECT_EQ(held[0].body_name, "Faglig Klynge Egelund");
}

// --- whatever the sequence ---

std::optional<Date> any_day() {
  const int day = *rc::gen::inRange(-2, 10);
  return day < 0 ? std::nullopt : std::optional(plus_days(july, day));
}
Period any_period() { return {any_day(), any_day()}; }

// What must be true after every step, of all seats of the body.
void expect_sound(database::Connection& connection, const std::string& body_id) {
  const auto body = find_profile(connection, body_id);
  for (const auto& history : seats(connection, body_id)) {
    RC_ASSERT(covers(body->period, history.seat.period));
    for (std::size_t i = 0; i < history.terms.size(); ++i) {
      const auto& term = history.terms[i];
      RC_ASSERT(!term.period.is_empty());
      RC_ASSERT(covers(history.seat.period, term.period));
      for (std::size_t j = i + 1; j < history.terms.size(); ++j)
        RC_ASSERT(!overlaps(term.period, history.terms[j].period));
    }
  }
}

TEST_F(SeatActions, NoSequenceOfChangesStoresAnOverlap) {
  int round = 0;
  int stored = 0;
  rc::check("terms never overlap", [&] {
    const auto council = body("Klynge nummer " + std::to_string(++round));
    const auto one = seat(council, "Plads", "member");
    const int steps = *rc::gen::inRange(1, 14);
    for (int step = 0; step < steps; ++step) {
      const auto history = find_seat(reader(), one);
      const auto name = *rc::gen::element<std::string>("Asta Lind", "Bo Falk", "Carl Holm");
      const auto pick = [&] { return history->terms[*rc::gen::inRange<std::size_t>(0, history->terms.size())]; };
      switch (*rc::gen::inRange(0, 6)) {
        case 0:
        case 1:
          (void)add_term(book_, secretary_, {.seat_id = one, .person_name = name, .period = any_period()},
                         *rc::gen::arbitrary<bool>());
          break;
        case 2:
          if (!history->terms.empty()) {
            auto term = pick();
            term.period = any_period();
            (void)change_term(book_, secretary_, term);
          }
          break;
        case 3: {
          auto changed = history->seat;
          changed.period = any_period();
          (void)change_seat(book_, secretary_, changed);
          break;
        }
        case 4: {
          auto profile = *find_profile(reader(), council);
          profile.period = any_period();
          (void)change_profile(book_, secretary_, profile);
          break;
        }
        default:
          if (const auto day = any_day()) (void)end_seat(book_, secretary_, one, *day);
      }
      expect_sound(reader(), council);
    }
    stored += static_cast<int>(find_seat(reader(), one)->terms.size());
  });
  EXPECT_GT(stored, 20);  // the changes were not all refused
}

}  // namespace
}  // namespace klynge::structure
