// What a body's minutes leave open, by their rules, and what the pages say when it was handed over.
#include "meetings/open_matters.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "meetings/list_store.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/register_pages.hpp"
#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

constexpr database::Sql set_task_state{"UPDATE task SET state = $2 WHERE text = $1"};
constexpr database::Sql task_state{"SELECT state FROM task WHERE text = $1"};
constexpr database::Sql take_back{"UPDATE meeting SET taken_back = 1 WHERE id = $1"};

const std::string ending = "Styregruppen for Fjordklyngen", following = "Fjord Sundhedsråd";

class OpenMatters : public testing::Test {
 protected:
  using Items = std::vector<reading::Item>;

  MeetingId meeting(const std::string& body, std::optional<Date> day, Items items,
                    reading::Kind kind = reading::Kind::minutes) {
    reading::MeetingRecord record;
    record.kind = kind;
    record.body = body;
    record.date = day;
    record.items = std::move(items);
    return register_.add(record);
  }
  static reading::Item item(std::string title, std::optional<reading::Outcome> outcome = {},
                            std::optional<std::string> case_number = {}) {
    auto one = test_item("1", std::move(title));
    one.outcome = outcome;
    if (outcome) one.minutes = "Referat.";
    one.case_number = std::move(case_number);
    return one;
  }
  static reading::Item postponed(std::string title, std::optional<std::string> case_number = {}) {
    return item(std::move(title), reading::Outcome::postponed, std::move(case_number));
  }
  std::vector<std::string> titles(std::string_view kind, const std::string& body = ending) {
    std::vector<std::string> found;
    for (const auto& one : structure::find_kind(matters_, kind)->open(register_.reader(), body, {2027, 1, 1}))
      found.push_back(one.title);
    return found;
  }
  std::string text_of(const database::Sql& sql, std::string_view value) {
    auto rows = register_.reader().query(sql, value);
    return rows.next() ? rows.string(0) : std::string();
  }

  TestRegister register_;
  audit::Book book_{.database = register_.database()};
  structure::OpenMatters matters_ = open_matters();
  audit::Actor secretary_{
      "s", "Sekretær", "",
      audit::Permission::change_record | audit::Permission::manage_structure | audit::Permission::read_all};
};

using Titles = std::vector<std::string>;

TEST_F(OpenMatters, APostponedItemIsOpenUntilLaterMinutesTakeItUp) {
  meeting(ending, Date{2025, 1, 10},
          {postponed("Budget for 2026"), postponed("Fælles indkøb", "2025-17"), postponed("Tavlemøder.")});
  EXPECT_EQ(titles("postponed_item"), (Titles{"Budget for 2026", "Fælles indkøb", "Tavlemøder."}));
  meeting(ending, Date{2025, 2, 10},
          {item("BUDGET  for 2026", reading::Outcome::approved),
           item("Noget helt andet", reading::Outcome::noted, "2025-17")});
  EXPECT_EQ(titles("postponed_item"), Titles{"Tavlemøder."});
  // On an agenda it has not been taken up; before it was postponed neither; another body's is another matter.
  meeting(ending, Date{2025, 3, 10}, {item("Tavlemøder")}, reading::Kind::agenda);
  meeting(ending, Date{2024, 3, 10}, {item("Tavlemøder", reading::Outcome::noted)});
  meeting("En anden gruppe", Date{2025, 4, 10}, {item("Tavlemøder", reading::Outcome::noted)});
  EXPECT_EQ(titles("postponed_item"), Titles{"Tavlemøder."});
  // Postponed again: the later one is open, once.
  meeting(ending, Date{2025, 5, 10}, {postponed("Tavlemøder")});
  EXPECT_EQ(titles("postponed_item"), Titles{"Tavlemøder"});
}

TEST_F(OpenMatters, WhatABodyAfterItTakesUpIsNoLongerOpen) {
  meeting(ending, Date{2025, 1, 10}, {postponed("Tavlemøder")});
  meeting(following, Date{2027, 2, 10}, {item("Tavlemøder", reading::Outcome::noted)});
  EXPECT_EQ(titles("postponed_item"), Titles{"Tavlemøder"});
  ASSERT_TRUE(structure::set_succession(book_, secretary_, {.predecessor_id = ending, .successor_id = following}));
  EXPECT_EQ(titles("postponed_item"), Titles{});
}

TEST_F(OpenMatters, OfAClosedItemOnlyItsNumberIsSaid) {
  auto secret = postponed("En bestemt borgers sag");
  secret.closed = true;
  secret.tasks = {{.text = "Ringer til borgeren", .responsible = {"Bo Falk"}, .due = std::nullopt}};
  meeting(ending, Date{2025, 1, 10}, {secret});
  EXPECT_EQ(titles("postponed_item"), Titles{"Lukket punkt 1"});
  EXPECT_EQ(titles("task"), Titles{"Opgave fra lukket punkt 1"});
  const auto open = structure::find_kind(matters_, "task")->open(register_.reader(), ending, {2027, 1, 1});
  EXPECT_EQ(open.at(0).detail, "");
}

TEST_F(OpenMatters, TasksThatAreNotKnownToBeDone) {
  register_.add(test_record());
  auto two = item("Opfølgning", reading::Outcome::decided);
  two.tasks = {{.text = "Er gjort", .responsible = {}, .due = std::nullopt},
               {.text = "Er åben", .responsible = {}, .due = "next_meeting"}};
  meeting(ending, Date{2025, 1, 10}, {two});
  auto gone = item("Taget tilbage", reading::Outcome::decided);
  gone.tasks = {{.text = "Taget tilbage", .responsible = {}, .due = std::nullopt}};
  const auto taken_back = meeting(ending, Date{2025, 2, 10}, {gone});
  register_.change([&](audit::Transaction& transaction) {
    transaction.connection().execute(set_task_state, "Er gjort", "done");
    transaction.connection().execute(set_task_state, "Er åben", "open");
    transaction.connection().execute(take_back, taken_back.text());
  });
  EXPECT_EQ(titles("task"), (Titles{"Følger op på overførslen", "Er åben"}));
  const auto open = structure::find_kind(matters_, "task")->open(register_.reader(), ending, {2027, 1, 1});
  EXPECT_EQ(open.at(0).detail, "Ansvarlig: Bo Falk · Frist: 1. juni 2021");
  EXPECT_EQ(open.at(1).detail, "Frist: næste møde");
}

TEST_F(OpenMatters, AnAnswerIsWaitedForUntilLaterMinutesTakeItUp) {
  auto sent = item("Ny samarbejdsaftale", reading::Outcome::decided);
  sent.minutes = "Aftalen blev drøftet. Udkastet sendes i høring i kommunerne til den 1. juni 2025. Der var enighed.";
  auto up = item("Fælles bemanding", reading::Outcome::decided, "2025-4");
  up.minutes = "Sagen oversendes til Sundhedssamarbejdsudvalget.";
  auto secret = item("En bestemt borgers sag", reading::Outcome::decided);
  secret.minutes = "Sagen oversendes til regionen.";
  secret.closed = true;
  auto told = item("Orientering", reading::Outcome::noted);
  told.minutes = "Taget til efterretning. Materialet sendes rundt.";
  meeting(ending, Date{2025, 1, 10}, {sent, up, secret, told});
  meeting(ending, Date{2020, 1, 10}, {[&] {
            auto old = sent;
            old.title = "For længe siden";
            return old;
          }()});
  EXPECT_EQ(titles("awaited_answer"), (Titles{"Ny samarbejdsaftale", "Fælles bemanding"}));
  const auto open = structure::find_kind(matters_, "awaited_answer")->open(register_.reader(), ending, {2027, 1, 1});
  EXPECT_EQ(open.at(0).detail, "Udkastet sendes i høring i kommunerne til den 1. juni 2025.");
  meeting(ending, Date{2025, 6, 10}, {item("Svar fra udvalget", reading::Outcome::noted, "2025-4")});
  EXPECT_EQ(titles("awaited_answer"), Titles{"Ny samarbejdsaftale"});
}

TEST_F(OpenMatters, MoneyThatWasGrantedIsListedWithItsAmounts) {
  const auto with_money = [&](std::string title, std::string minutes, reading::Outcome outcome, int amounts) {
    auto one = item(std::move(title), outcome);
    one.minutes = std::move(minutes);
    for (int i = 1; i <= amounts; ++i)
      one.amounts.push_back(
          {.ore = i * 10'000'000, .text = std::to_string(i) + "00.000 kr.", .label = {}, .period = {}});
    return one;
  };
  auto secret = with_money("Lukket", "Der bevilges 1 mio. kr.", reading::Outcome::approved, 1);
  secret.closed = true;
  meeting(ending, Date{2025, 1, 10},
          {with_money("Fælles akutteam", "Der bevilges 250.000 kr.", reading::Outcome::approved, 5),
           with_money("Regnskab", "Godkendt.", reading::Outcome::approved, 1),
           with_money("Ansøgning om midler", "Udsat.", reading::Outcome::postponed, 1), secret});
  meeting(ending, Date{2021, 1, 10}, {with_money("Gammel pulje", "Bevilget.", reading::Outcome::approved, 1)});
  EXPECT_EQ(titles("grant"), Titles{"Fælles akutteam"});
  const auto open = structure::find_kind(matters_, "grant")->open(register_.reader(), ending, {2027, 1, 1});
  EXPECT_EQ(open.at(0).detail, "100.000 kr., 200.000 kr., 300.000 kr. og 2 beløb mere · Forbruget er ikke kendt");
}

TEST_F(OpenMatters, AStandingItemIsOnMostOfTheLastMinutes) {
  const auto held = [&](int month, Items items) { meeting(ending, Date{2025, month, 1}, std::move(items)); };
  held(1,
       {item("Godkendelse af referat", reading::Outcome::approved), item("Nyt fra praksis", reading::Outcome::noted)});
  held(2,
       {item("Godkendelse af referat.", reading::Outcome::approved), item("Nyt fra praksis", reading::Outcome::noted)});
  EXPECT_EQ(titles("standing_item"), Titles{}) << "two meetings are no habit";
  for (int month = 3; month <= 8; ++month)
    held(month, {item("Godkendelse af referat", reading::Outcome::approved),
                 item("Sag " + std::to_string(month), reading::Outcome::noted)});
  EXPECT_EQ(titles("standing_item"), Titles{"Godkendelse af referat"}) << "the other was long ago";
}

TEST_F(OpenMatters, HandedOverAndSaidOnTheItemsPage) {
  auto record = test_record();
  record.items.push_back(postponed("Tavlemøder"));
  const auto id = register_.add(record);
  meeting(following, Date{2020, 5, 1}, {item("Et møde", reading::Outcome::noted)});
  const auto plan = [&](Date last) {
    return structure::HandOverPlan{
        .body_id = ending, .last_day = last, .successors = {following}, .reason = "Ophører."};
  };
  const auto early = structure::start_hand_over(book_, secretary_, matters_, plan({2021, 3, 3}));
  ASSERT_FALSE(early);
  EXPECT_NE(early.error().danish.find("holdt møde 4. marts 2021"), std::string::npos) << early.error().danish;

  const auto started = structure::start_hand_over(book_, secretary_, matters_, plan({2021, 12, 31}));
  ASSERT_TRUE(started) << started.error().danish;
  ASSERT_TRUE(structure::settle_rest(book_, secretary_, *started, {.kind = "task", .closed_reason = "Er løst."}));
  ASSERT_TRUE(
      structure::settle_rest(book_, secretary_, *started, {.kind = "postponed_item", .successor_id = following}));
  ASSERT_TRUE(structure::settle_rest(book_, secretary_, *started, {.kind = "grant", .closed_reason = "Er brugt."}));
  ASSERT_TRUE(structure::send_hand_over(book_, secretary_, matters_, *started));
  for (const auto& side : {ending, following})
    ASSERT_TRUE(structure::approve_standing_in(book_, secretary_, matters_, *started,
                                               {.body_id = side, .name = "Ida Holm", .reason = "Ingen formand."}));
  EXPECT_EQ(text_of(task_state, "Følger op på overførslen"), "dropped");
  EXPECT_EQ(titles("task"), Titles{});

  const auto shown = *find_meeting(register_.reader(), id);
  const auto page = [&](std::size_t number, bool reads_all) {
    return hand_over_trail(register_.reader(), shown.items.at(number), reads_all).text();
  };
  EXPECT_NE(
      page(2, true).find("Overdraget fra Styregruppen for Fjordklyngen til Fjord Sundhedsråd den 1. januar 2022."),
      std::string::npos);
  EXPECT_NE(page(2, true).find("/overdragelser/" + *started), std::string::npos);
  EXPECT_NE(page(2, false).find("Overdraget fra"), std::string::npos);
  EXPECT_EQ(page(2, false).find("/overdragelser/"), std::string::npos);
  EXPECT_NE(
      page(0, true).find(
          "Opgaven ”Følger op på overførslen”: Lukket ved overdragelsen fra Styregruppen for Fjordklyngen den 1. januar 2022: Er løst."),
      std::string::npos);
  EXPECT_EQ(page(0, false), "") << "why a task was closed is not said to the public";
  EXPECT_EQ(page(1, true), "");
}

TEST_F(OpenMatters, ATaskThatWasHandedOverIsListedWithBothBodies) {
  register_.add(test_record());
  const std::string elsewhere = "En anden gruppe";
  auto other = item("Opfølgning", reading::Outcome::decided);
  other.tasks = {{.text = "Deres egen", .responsible = {}, .due = std::nullopt}};
  meeting(elsewhere, Date{2021, 1, 10}, {other});
  // The body that follows has not met yet.
  register_.change(
      [&](audit::Transaction& transaction) { transaction.connection().execute(add_test_body, following); });
  const auto started = structure::start_hand_over(
      book_, secretary_, matters_,
      {.body_id = ending, .last_day = Date{2021, 12, 31}, .successors = {following}, .reason = "Ophører."});
  ASSERT_TRUE(started) << started.error().danish;
  for (const auto* kind : {"task", "grant"})
    ASSERT_TRUE(structure::settle_rest(book_, secretary_, *started, {.kind = kind, .successor_id = following}));
  const auto tasks = [&](const std::string& body) {
    const TaskFilter filter{.body_id = body};
    auto found = collect<TaskRow>(each_task, register_.reader(), everything(), filter, Paging{});
    EXPECT_EQ(count(register_.reader(), everything(), filter), std::ssize(found));
    return found;
  };
  const auto offered = [&](const Scope& scope) {
    return std::ranges::count(task_body_choices(register_.reader(), scope), following, &Choice::id);
  };
  ASSERT_TRUE(structure::send_hand_over(book_, secretary_, matters_, *started));
  EXPECT_TRUE(tasks(following).empty()) << "before it is approved nothing has gone over";
  EXPECT_EQ(offered(everything()), 0);
  for (const auto& side : {ending, following})
    ASSERT_TRUE(structure::approve_standing_in(book_, secretary_, matters_, *started,
                                               {.body_id = side, .name = "Ida Holm", .reason = "Ingen formand."}));

  for (const auto& body : {ending, following}) {
    const auto found = tasks(body);
    ASSERT_EQ(found.size(), 1u) << body;
    EXPECT_EQ(found[0].text, "Følger op på overførslen");
    EXPECT_EQ(found[0].handed_to, following);
    EXPECT_EQ(found[0].responsible.size(), 1u);
  }
  EXPECT_EQ(tasks(elsewhere).at(0).handed_to, std::nullopt);
  EXPECT_EQ(tasks("").size(), 2u);
  EXPECT_EQ(offered(everything()), 1);
  EXPECT_EQ(offered({.person = "", .today = "2022-02-01"}), 0) << "who reads nothing of it is not told";
  EXPECT_NE(task_table("Opgaver", tasks(following), true)
                .text()
                .find(", overdraget til <a href=\"/organer/Fjord%20Sundhedsr"),
            std::string::npos)
      << task_table("Opgaver", tasks(following), true).text();
}

}  // namespace
}  // namespace klynge::meetings
