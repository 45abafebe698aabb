// What seats open in the meetings: the rule in memory and the same in SQL, which must never part.
#include "meetings/rights.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "meetings/list_store.hpp"
#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

constexpr database::Sql add_seat{
    "INSERT INTO seat (id, body_id, position, label, kind, voting, role) VALUES ($1, $2, 1, 'Plads', 'member', 1, $3)"};
constexpr database::Sql add_term{
    "INSERT INTO seat_term (id, seat_id, person_id, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)"};
constexpr database::Sql forget_terms{"DELETE FROM seat_term"};
constexpr database::Sql forget_seats{"DELETE FROM seat"};

class MeetingRights : public testing::Test {
 protected:
  // Minutes of two bodies over six years; one more without a day.
  MeetingRights() {
    auto record = test_record();
    for (const auto* body : {"Styregruppen", "Driftsgruppen"}) {
      record.body = body;
      for (int year = 2019; year < 2025; ++year) {
        record.date = Date{year, 3, 4};
        meetings_.push_back(register_.add(record));
      }
    }
    record.date.reset();
    meetings_.push_back(register_.add(record));
  }

  void seat(std::string_view body, audit::Part part, const std::vector<std::pair<Date, Date>>& terms) {
    register_.change([&](audit::Transaction& transaction) {
      const auto id = make_uuid_v7(1'600'000'000'000).text();
      transaction.connection().execute(add_seat, id, body, part == audit::Part::chair ? "chair" : "member");
      for (const auto& [from, to] : terms) {
        const auto day = [](Date date, Date open) {
          return date == open ? std::optional<std::string>() : std::optional(iso(date));
        };
        transaction.connection().execute(add_term, make_uuid_v7(1'600'000'000'000).text(), id, "Asta Lind",
                                         day(from, audit::since_ever), day(to, audit::for_ever));
        held_.push_back({std::string(body), part, from, to, audit::since_ever});
      }
    });
  }
  void forget() {
    held_.clear();
    register_.change([](audit::Transaction& transaction) {
      transaction.connection().execute(forget_terms);
      transaction.connection().execute(forget_seats);
    });
  }
  audit::Actor asta(Date today) {
    audit::Actor actor{.id = "a", .name = "Asta Lind", .address = ""};
    actor.standings = std::make_shared<audit::Standings>("Asta Lind", held_, std::vector<audit::Invitation>{});
    actor.today = today;
    return actor;
  }
  std::vector<std::string> listed(const audit::Actor& actor) {
    std::vector<std::string> ids;
    for (const auto& row : collect<MeetingRow>(each_meeting, register_.reader(), scope_of(actor), MeetingFilter{}, {}))
      ids.push_back(row.head.id);
    std::ranges::sort(ids);
    return ids;
  }
  std::vector<std::string> readable(const audit::Actor& actor) {
    std::vector<std::string> ids;
    for (const auto& id : meetings_) {
      const auto head = find_head(register_.reader(), id);
      if (audit::may_read(actor, matter_of(*head, head->published), actor.today)) ids.push_back(head->id);
    }
    std::ranges::sort(ids);
    return ids;
  }

  TestRegister register_;
  std::vector<MeetingId> meetings_;
  std::vector<audit::Standing> held_;
};

TEST(WhyDanish, NamesTheLastDayOfASeat) {
  const audit::Standing standing{.body_id = "b", .part = audit::Part::member, .from = {2022, 7, 1}, .to = {2027, 1, 1}};
  EXPECT_EQ(
      why_danish({audit::Why::seat, &standing}, "Driftsgruppen"),
      "Du er medlem i Driftsgruppen fra 1. juli 2022 til og med 31. december 2026. Derfor kan du læse alt i organet.");
  const audit::Standing always{.body_id = "b", .part = audit::Part::chair};
  EXPECT_EQ(why_danish({audit::Why::seat, &always}, "Driftsgruppen"),
            "Du er formand i Driftsgruppen. Derfor kan du læse alt i organet.");
}

TEST_F(MeetingRights, WithoutASeatNothingIsListed) {
  EXPECT_TRUE(listed(asta({2024, 6, 1})).empty());
  const auto scope = scope_of(asta({2024, 6, 1}));
  auto& reader = register_.reader();
  EXPECT_EQ(count(reader, scope, DecisionFilter{}), 0);
  EXPECT_EQ(count(reader, scope, TaskFilter{}), 0);
  EXPECT_EQ(count(reader, scope, AmountFilter{}), 0);
  EXPECT_EQ(count(reader, scope, FindingFilter{}), 0);
  EXPECT_TRUE(body_choices(reader, scope).empty());
  EXPECT_TRUE(year_choices(reader, scope).empty());
  EXPECT_TRUE(responsible_choices(reader, scope).empty());
  EXPECT_EQ(count(reader, everything(), MeetingFilter{}), 13);
}

TEST_F(MeetingRights, ASeatListsItsBodyAndAnEndedOneItsTime) {
  seat("Styregruppen", audit::Part::member, {{{2020, 1, 1}, {2022, 1, 1}}});
  EXPECT_EQ(listed(asta({2021, 6, 1})).size(), 6u) << "while it runs: all of the body";
  EXPECT_EQ(listed(asta({2024, 6, 1})).size(), 2u) << "after it: 2020 and 2021";
  EXPECT_EQ(listed(asta({2019, 6, 1})).size(), 0u) << "before it: nothing";
  const auto scope = scope_of(asta({2024, 6, 1}));
  EXPECT_EQ(year_choices(register_.reader(), scope).size(), 2u);
  EXPECT_EQ(body_choices(register_.reader(), scope).size(), 1u);
  EXPECT_EQ(count(register_.reader(), scope, DecisionFilter{}),
            2 * count(register_.reader(), everything(), DecisionFilter{}) / 13);
}

TEST_F(MeetingRights, WhatIsPublishedIsListedForAll) {
  register_.change([&](audit::Transaction& transaction) {
    constexpr database::Sql publish_it{"UPDATE meeting SET published = 1 WHERE id = $1"};
    transaction.connection().execute(publish_it, meetings_[0].text());
  });
  EXPECT_EQ(listed(asta({2024, 6, 1})), std::vector<std::string>{meetings_[0].text()});
}

RC_GTEST_FIXTURE_PROP(MeetingRights, ListsAndPagesOpenTheSame, ()) {
  forget();
  const auto day = [] { return plus_days({2018, 1, 1}, *rc::gen::inRange(0, 2800)); };
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
    const Date from = *rc::gen::element(audit::since_ever, day(), day());
    const Date to = *rc::gen::element(
        audit::for_ever, plus_days(from == audit::since_ever ? Date{2020, 1, 1} : from, *rc::gen::inRange(1, 1200)));
    seat(*rc::gen::element<std::string>("Styregruppen", "Driftsgruppen"),
         *rc::gen::element(audit::Part::member, audit::Part::chair), {{from, to}});
  }
  const auto actor = asta(day());
  RC_ASSERT(listed(actor) == readable(actor));
}

}  // namespace
}  // namespace klynge::meetings
