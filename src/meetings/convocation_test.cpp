// What a form says of a meeting to come, and what members are told: the pure rules.
#include "meetings/convocation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/limits.hpp"

namespace klynge::meetings {
namespace {

constexpr Date today{2026, 3, 1};

PlanTexts good() {
  return {.day = "2026-04-14",
          .start = "13:00",
          .end = "15.30",
          .place = " Rådhuset,  lokale 2 ",
          .rows = {{.title = "Godkendelse"}, {.title = ""}, {.title = "Personsag", .closed = true}}};
}

std::string first_fault(const PlanTexts& texts) {
  const auto read = read_plan(texts, today);
  return read.faults.empty() ? "" : read.faults.front().field + ": " + read.faults.front().danish;
}

TEST(Convocation, AFormIsReadWithEmptyRowsLeftOut) {
  const auto read = read_plan(good(), today);
  ASSERT_TRUE(read.faults.empty()) << read.faults.front().danish;
  EXPECT_EQ(read.plan.day, (Date{2026, 4, 14}));
  EXPECT_EQ(danish_hours(read.plan.start, read.plan.end), "kl. 13.00–15.30");
  EXPECT_EQ(read.plan.place, "Rådhuset, lokale 2");
  ASSERT_EQ(read.plan.items.size(), 2u);
  EXPECT_EQ(read.plan.items[1].title, "Personsag");
  EXPECT_TRUE(read.plan.items[1].closed);
}

TEST(Convocation, WhatIsWrongIsSaidAtItsField) {
  struct Case {
    std::function<void(PlanTexts&)> spoil;
    std::string fault;
  };
  const std::vector<Case> cases = {
      {[](PlanTexts& t) { t.day = ""; }, "dato: Skriv mødets dato."},
      {[](PlanTexts& t) { t.day = "2026-02-28"; }, "dato: Datoen er passeret. Indkald til en dag, der kommer."},
      {[](PlanTexts& t) { t.day = "2062-04-14"; },
       "dato: Datoen ligger mere end to år ude i fremtiden. Er året rigtigt?"},
      {[](PlanTexts& t) { t.start = "kl. 1"; }, "start: Skriv, hvornår mødet begynder, for eksempel 13.00."},
      {[](PlanTexts& t) { t.end = "25:00"; }, "slut: Skriv, hvornår mødet slutter, for eksempel 15.00."},
      {[](PlanTexts& t) { t.end = "12:59"; }, "slut: Mødet slutter, før det begynder. Ret et af klokkeslættene."},
      {[](PlanTexts& t) { t.end = "13:00"; }, "slut: Mødet slutter, før det begynder. Ret et af klokkeslættene."},
      {[](PlanTexts& t) { t.rows = {{.title = "  "}}; },
       "punkt-1: Skriv mindst ét punkt. Ingen kan forberede sig på et møde uden punkter."},
      {[](PlanTexts& t) { t.rows.assign(limits::items_convened + 1, {.title = "Punkt"}); },
       "punkt-1: Der er for mange punkter. Skriv højst 60."},
      {[](PlanTexts& t) { t.rows[2].title = std::string(301, 'a'); },
       "punkt-3: Punktets titel er for lang. Skriv højst 300 tegn."},
      {[](PlanTexts& t) { t.rows[0].title = "Sagen om 010203-4567"; },
       "punkt-1: Punktets titel ser ud til at indeholde et personnummer. Skriv den uden."},
      {[](PlanTexts& t) { t.place = std::string(201, 'a'); },
       "sted: Angivelsen af stedet er for lang. Skriv højst 200 tegn."},
  };
  for (const auto& one : cases) {
    auto texts = good();
    one.spoil(texts);
    EXPECT_EQ(first_fault(texts), one.fault);
  }
  auto bad_day = good();
  bad_day.day = "31/2 2026";
  EXPECT_TRUE(first_fault(bad_day).starts_with("dato: "));
}

TEST(Convocation, HoursAreReadAsPeopleWriteThem) {
  const auto minutes = [](std::string_view text) { return read_clock(text).value_or(reading::ClockTime{-1}).minutes; };
  EXPECT_EQ(minutes("13:00"), 780);
  EXPECT_EQ(minutes(" 9.05 "), 545);
  EXPECT_EQ(minutes("13"), 780);
  EXPECT_EQ(minutes("13:00:00"), 780);
  for (const auto* bad : {"", "24:00", "12:60", "12:5", "12:005", "a", "-1", "12:", ":30", "1 2"})
    EXPECT_EQ(minutes(bad), -1) << bad;
}

TEST(Convocation, ABodyMeetsWhileItExists) {
  structure::BodyProfile body{.name = "Udvalget", .period = {Date{2022, 7, 1}, Date{2027, 1, 1}}};
  EXPECT_TRUE(check_body_meets(body, {2022, 7, 1}));
  EXPECT_TRUE(check_body_meets(body, {2026, 12, 31}));
  EXPECT_EQ(check_body_meets(body, {2022, 6, 30}).error().danish,
            "”Udvalget” begynder først den 1. juli 2022. Vælg en dag fra da af.");
  EXPECT_EQ(check_body_meets(body, {2027, 1, 1}).error().danish,
            "”Udvalget” har sidste dag den 31. december 2026. Der kan ikke indkaldes til et møde efter den dag.");
  EXPECT_FALSE(check_body_meets({.name = "Rådet", .planned = true}, {2027, 1, 1}));
}

TEST(Convocation, DeadlinesStandWithTheirDays) {
  const auto found =
      deadlines_of({.agenda_days_before = 7, .member_items_days_before = 14}, {2026, 3, 15}, {2026, 3, 8});
  ASSERT_TRUE(found.agenda_out && found.member_items_in);
  EXPECT_EQ(found.agenda_out->sentence, "Dagsordenen skal ud senest søndag den 8. marts 2026 (7 dage før mødet).");
  EXPECT_FALSE(found.agenda_out->passed) << "the day itself is in time";
  EXPECT_EQ(found.member_items_in->sentence,
            "Medlemmernes punkter skal være inde senest søndag den 1. marts 2026 (14 dage før mødet).");
  EXPECT_TRUE(found.member_items_in->passed);
  const auto none = deadlines_of({}, {2026, 3, 15}, today);
  EXPECT_FALSE(none.agenda_out || none.member_items_in);
}

TEST(Convocation, LettersSayWhatHasHappened) {
  const auto plan = read_plan(good(), today).plan;
  const auto letter = write_news(News::convened, plan, "Styregruppen", "Asta Lind", "https://k.example/moeder/1", "");
  EXPECT_EQ(letter.subject, "Indkaldelse: Styregruppen den 14. april 2026");
  EXPECT_EQ(
      letter.body,
      "Hej Asta Lind\n\nDu indkaldes til møde i Styregruppen tirsdag den 14. april 2026, kl. 13.00–15.30.\nSted: Rådhuset, lokale 2\n"
      "\nPunkter:\n1. Godkendelse\n2. Lukket punkt\n\nSe mødet i Klynge:\nhttps://k.example/moeder/1\n\nDu får brevet, fordi du har en plads i Styregruppen.\n");
  const auto off =
      write_news(News::called_off, plan, "Styregruppen", "Asta Lind", "https://k.example/moeder/1", "For få sager.");
  EXPECT_EQ(off.subject, "Aflyst møde: Styregruppen den 14. april 2026");
  EXPECT_NE(off.body.find("Begrundelse: For få sager."), off.body.npos);
}

TEST(Convocation, AClosedItemsTitleIsKeptWithoutBeingShown) {
  auto plan = read_plan(good(), today).plan;
  plan.items[0].id = "a";
  plan.items[1].id = "b";
  auto texts = texts_without_closed_titles(plan);
  EXPECT_EQ(texts.rows[1].title, "");
  EXPECT_EQ(read_change(texts, plan, today).plan, plan);
  texts.rows[1].title = "En anden sag";
  EXPECT_EQ(read_change(texts, plan, today).plan.items[1].title, "En anden sag");
  // Nobody opens what they have not read.
  texts.rows[1] = {.id = "b", .title = "", .closed = false};
  const auto opened = read_change(texts, plan, today);
  ASSERT_EQ(opened.faults.size(), 1u);
  EXPECT_EQ(opened.faults[0].field, "punkt-2");
  // An open item without a title is taken out, and a row that says another's id keeps nothing.
  texts = texts_without_closed_titles(plan);
  texts.rows[0].title = "";
  texts.rows[1].id = "c";
  EXPECT_EQ(read_change(texts, plan, today).faults.at(0).field, "punkt-1") << "nothing is left";
}

rc::Gen<std::string> words() {
  return rc::gen::map(rc::gen::inRange(0, 100'000),
                      [](int number) { return "Punkt om æøå " + std::to_string(number); });
}

rc::Gen<Plan> plans() {
  return rc::gen::exec([] {
    Plan plan;
    plan.day = plus_days(today, *rc::gen::inRange(0, 700));
    plan.start.minutes = *rc::gen::inRange(0, 24 * 60 - 1);
    plan.end.minutes = *rc::gen::inRange(plan.start.minutes + 1, 24 * 60);
    if (*rc::gen::arbitrary<bool>()) plan.place = *words();
    const auto count = *rc::gen::inRange(1, static_cast<int>(limits::items_convened) + 1);
    for (int i = 0; i < count; ++i) plan.items.push_back({.title = *words(), .closed = *rc::gen::arbitrary<bool>()});
    return plan;
  });
}

RC_GTEST_PROP(Convocation, APlanComesBackFromItsFormAndItsRecord, ()) {
  auto plan = *plans();
  const auto read = read_plan(texts_of(plan), today);
  RC_ASSERT(read.faults.empty());
  RC_ASSERT(read.plan == plan);
  std::vector<ItemId> ids;
  for (auto& item : plan.items) {
    ids.push_back(ItemId{make_uuid_v7(1'600'000'000'000)});
    item.id = ids.back().text();
  }
  const auto record = reading::from_json(reading::to_json(record_of(plan, "Styregruppen")));
  RC_ASSERT(record.has_value());
  RC_ASSERT(plan_of(*record, ids) == plan);
}

RC_GTEST_PROP(Convocation, NoLetterHoldsTheTitleOfAClosedItem, ()) {
  auto plan = *plans();
  for (auto& item : plan.items)
    if (item.closed) item.title = "Hemmelig " + item.title;
  const auto news = *rc::gen::element(News::convened, News::changed, News::called_off, News::convened_again);
  const auto letter = write_news(news, plan, "Styregruppen", "Asta Lind", "https://k.example/moeder/1", "");
  RC_ASSERT(letter.subject.find("Hemmelig") == letter.subject.npos);
  RC_ASSERT(letter.body.find("Hemmelig") == letter.body.npos);
}

}  // namespace
}  // namespace klynge::meetings
