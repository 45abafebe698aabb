// Rights by seats: what a term opens, what stays open after it, and that nothing else does.
#include "platform/audit/standing.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace klynge::audit {
namespace {

const Date first{2022, 7, 1}, last{2025, 12, 31}, after{2026, 1, 1}, today{2026, 6, 1};

Actor member(Part part, Date from, Date to, Date closed_to = since_ever) {
  Actor actor{.id = "a", .name = "A", .address = ""};
  actor.standings = std::make_shared<Standings>("p", std::vector<Standing>{{"body", part, from, to, closed_to}},
                                                std::vector<Invitation>{});
  return actor;
}
Matter matter(Date day, bool closed = false) {
  return {.body_id = "body", .held_on = day, .item_id = "item", .closed = closed};
}

TEST(Standing, ARunningTermReadsAllOfItsBodyAndNothingOfAnother) {
  const auto actor = member(Part::member, first, for_ever);
  EXPECT_EQ(may_read(actor, matter({2019, 1, 1}), today).why, Why::seat);
  EXPECT_EQ(may_read(actor, matter({2026, 5, 1}, true), today).why, Why::seat);
  EXPECT_FALSE(may_read(actor, {.body_id = "other", .held_on = {2026, 5, 1}}, today));
  EXPECT_FALSE(may_read(actor, {.body_id = "", .held_on = {2026, 5, 1}}, today));
}

TEST(Standing, AfterTheTermItsOwnTimeStaysReadable) {
  const auto actor = member(Part::member, first, after);
  EXPECT_EQ(may_read(actor, matter(last), today).why, Why::past_seat);
  EXPECT_FALSE(may_read(actor, matter(after), today)) << "the term's end is its first day no more";
  EXPECT_FALSE(may_read(actor, matter({2022, 6, 30}), today));
  EXPECT_FALSE(may_read(actor, matter(since_ever), today)) << "a meeting without a day is of no term";
  EXPECT_FALSE(may_read(actor, matter(last, true), today)) << "the rules of procedure say nothing of closed items";
}

TEST(Standing, ClosedItemsOfItsTimeAsLongAsTheRulesOfProcedureSay) {
  const auto actor = member(Part::member, first, after, {2026, 7, 1});
  EXPECT_EQ(may_read(actor, matter(last, true), {2026, 6, 30}).why, Why::past_seat);
  EXPECT_FALSE(may_read(actor, matter(last, true), {2026, 7, 1}));
  EXPECT_TRUE(may_read(actor, matter(last, false), {2030, 1, 1}));
}

TEST(Standing, ATermToComeOpensNothingYet) {
  const auto actor = member(Part::chair, {2027, 1, 1}, for_ever, for_ever);
  EXPECT_FALSE(may_read(actor, matter({2027, 2, 1}), today));
  EXPECT_FALSE(may_in_some_body(actor, Permission::read_all, today));
  EXPECT_TRUE(may_in_some_body(actor, Permission::read_all, {2027, 1, 1}));
}

TEST(Standing, PartsBringWhatTheDesignSays) {
  for (const Part part :
       {Part::observer, Part::substitute, Part::member, Part::secretary, Part::cochair, Part::chair}) {
    const auto actor = member(part, first, for_ever);
    EXPECT_TRUE(may_in_body(actor, Permission::read_closed, "body", today));
    EXPECT_EQ(may_in_body(actor, Permission::approve, "body", today), part == Part::chair || part == Part::cochair);
    EXPECT_EQ(may_in_body(actor, Permission::change_record, "body", today), part == Part::secretary);
    EXPECT_FALSE(may_in_body(actor, Permission::change_record, "other", today));
    EXPECT_FALSE(may_in_body(actor, Permission::manage_structure, "body", today));
  }
}

TEST(Standing, WithinABodyTheActorHasWhatThePartBringsToday) {
  auto actor = member(Part::secretary, first, after);
  actor.today = last;
  EXPECT_TRUE(acting_in(actor, "body").may(Permission::change_record));
  EXPECT_FALSE(acting_in(actor, "other").may(Permission::change_record));
  actor.today = after;
  EXPECT_FALSE(acting_in(actor, "body").may(Permission::change_record)) << "the term has ended";
  EXPECT_FALSE(actor.may(Permission::change_record)) << "and the actor is unchanged";
}

TEST(Standing, AGuestReadsTheItemsOfTheInvitation) {
  Actor guest{.id = "g", .name = "G", .address = ""};
  guest.standings = std::make_shared<Standings>("p", std::vector<Standing>{},
                                                std::vector<Invitation>{{"item", {2026, 6, 1}}, {"also", for_ever}});
  EXPECT_EQ(may_read(guest, matter({2026, 5, 1}, true), today).why, Why::invitation);
  EXPECT_FALSE(may_read(guest, matter({2026, 5, 1}), {2026, 6, 2})) << "the day after the invitation's last";
  EXPECT_FALSE(may_read(guest, {.body_id = "body", .held_on = {2026, 5, 1}, .item_id = "another"}, today));
  EXPECT_FALSE(may_read(guest, {.body_id = "body", .held_on = {2026, 5, 1}}, today))
      << "the meeting itself is not theirs";
}

TEST(Standing, TheHighestOfSeveralPartsCounts) {
  Actor actor{.id = "a", .name = "A", .address = ""};
  actor.standings =
      std::make_shared<Standings>("p",
                                  std::vector<Standing>{{"body", Part::member, first, for_ever, since_ever},
                                                        {"body", Part::secretary, first, for_ever, since_ever}},
                                  std::vector<Invitation>{});
  const auto verdict = may_read(actor, matter(last), today);
  ASSERT_TRUE(verdict.standing);
  EXPECT_EQ(verdict.standing->part, Part::secretary);
  EXPECT_TRUE(may_in_body(actor, Permission::change_record, "body", today));
}

// Whoever may read something closed may read it where it is open, and nothing is read before a term or by nobody.
RC_GTEST_PROP(Standing, MoreIsNeverOpenedByClosing, ()) {
  const auto day = [] { return plus_days({2020, 1, 1}, *rc::gen::inRange(0, 3000)); };
  std::vector<Standing> held;
  for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
    const Date from = day(), to = plus_days(from, *rc::gen::inRange(1, 900));
    held.push_back({*rc::gen::element<std::string>("a", "b", "c"),
                    *rc::gen::element(Part::observer, Part::member, Part::secretary, Part::chair), from, to,
                    *rc::gen::element(since_ever, to, plus_days(to, 90), for_ever)});
  }
  Actor actor{.id = "x", .name = "X", .address = ""};
  actor.standings = std::make_shared<Standings>("p", held, std::vector<Invitation>{});
  const std::string body = *rc::gen::element<std::string>("a", "b", "c", "d");
  const Date held_on = day(), now = day();
  const Matter open{.body_id = body, .held_on = held_on}, closed{.body_id = body, .held_on = held_on, .closed = true};
  if (may_read(actor, closed, now)) RC_ASSERT(static_cast<bool>(may_read(actor, open, now)));
  const bool expected = std::ranges::any_of(held, [&](const Standing& one) {
    return one.body_id == body && (one.runs_on(now) || (one.from <= now && one.runs_on(held_on)));
  });
  RC_ASSERT(static_cast<bool>(may_read(actor, open, now)) == expected);
  if (may_read(actor, open, now)) RC_ASSERT(may_in_some_body(actor, Permission::read_all, now));
}

}  // namespace
}  // namespace klynge::audit
