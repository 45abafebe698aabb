// Convening, changing and calling off, on whichever database the suite runs.
#include "meetings/convocation_actions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/test_structure.hpp"
#include "meetings/list_store.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/overview_store.hpp"
#include "meetings/person_keeper.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::meetings {
namespace {

constexpr database::Sql count_meetings{"SELECT count(*) FROM meeting"};
constexpr database::Sql count_items{"SELECT count(*) FROM item"};
constexpr database::Sql count_entries{"SELECT count(*) FROM audit_entry WHERE action LIKE 'meeting.%'"};
constexpr database::Sql last_payload{"SELECT payload FROM audit_payload ORDER BY sequence DESC LIMIT 1"};
constexpr database::Sql person_named{"SELECT id FROM person WHERE name = $1"};
constexpr database::Sql link_person{"UPDATE account SET person_id = $2 WHERE id = $1"};

class Convening : public structure::StructureTest {
 protected:
  Convening() {
    body_ = body("Styregruppen", {Date{2025, 1, 1}, Date{2027, 1, 1}});
    const auto seat_id = seat(body_, "Formand", "member");
    term(seat_id, "Asta Lind", {Date{2025, 1, 1}, std::nullopt});
    term(seat(body_, "Medlem", "member"), "Bo Falk", {Date{2025, 1, 1}, Date{2026, 6, 1}});
    account("Asta Lind", "asta@example.org");
  }

  void account(const std::string& person, const std::string& email) {
    test_.database().write([&](database::Connection& connection) {
      const access::Account account{.id = Id<access::Account>{make_uuid_v7(++now_us_ / 1000)},
                                    .login = "konto" + std::to_string(now_us_),
                                    .name = person,
                                    .roles = {},
                                    .email = email,
                                    .created_at = Instant{now_us_}};
      access::insert_account(connection, account, "");
      std::string id;
      {
        auto rows = connection.query(person_named, person);
        rows.next();
        id = rows.string(0);
      }
      connection.execute(link_person, account.id.text(), id);
      return true;
    });
  }

  Plan plan(Date day = {2026, 4, 14}) {
    return {.day = day,
            .start = {13 * 60},
            .end = {15 * 60},
            .place = "Rådhuset",
            .items = {{.title = "Godkendelse"}, {.title = "Personsag", .closed = true}}};
  }
  Result<MeetingId> convene_it(const Plan& wanted, AllTheSame all_the_same = {}) {
    return convene(book_, outside_, secretary_, body_, wanted, all_the_same);
  }
  MeetingId convened(Date day = {2026, 4, 14}) {
    const auto id = convene_it(plan(day));
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or(MeetingId{});
  }
  MeetingView view(MeetingId id) { return find_meeting(reader(), id).value_or(MeetingView{}); }
  Plan plan_now(MeetingId id) { return find_convocation(reader(), id.text())->plan; }
  std::int64_t count(const database::Sql& sql) {
    auto rows = reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  std::string payload() {
    auto rows = reader().query(last_payload);
    return rows.next() ? rows.string(0) : "";
  }

  std::string body_;
  std::vector<LetterTo> letters_;
  Outside outside_{.public_url = "https://k.example",
                   .write_letter = [this](audit::Transaction&, const LetterTo& letter) -> Result<void> {
                     letters_.push_back(letter);
                     return {};
                   }};
};

TEST_F(Convening, MakesAMeetingWithPermalinksThatIsToCome) {
  const auto id = convened();
  const auto meeting = view(id);
  EXPECT_EQ(meeting.head.version, 0);
  EXPECT_EQ(meeting.head.body_id, body_);
  EXPECT_EQ(meeting.head.date, "2026-04-14");
  EXPECT_EQ(meeting.head.start, "13:00");
  EXPECT_EQ(meeting.head.kind, reading::Kind::agenda);
  EXPECT_FALSE(meeting.head.published);
  ASSERT_EQ(meeting.items.size(), 2u);
  EXPECT_EQ(meeting.items[1].number, "2");
  EXPECT_TRUE(meeting.items[1].closed);
  EXPECT_TRUE(find_item(reader(), *ItemId::parse(meeting.items[0].id)));
  const auto coming = coming_meetings(reader(), everything(), body_, "2026-03-01", 10);
  ASSERT_EQ(coming.size(), 1u);
  EXPECT_TRUE(coming[0].convened);
  EXPECT_TRUE(coming_meetings(reader(), everything(), body_, "2026-04-15", 10).empty());
  EXPECT_TRUE(coming_meetings(reader(), {"", "2026-03-01"}, body_, "2026-03-01", 10).empty())
      << "the public sees it once it is published";
  const auto rows = collect<MeetingRow>(each_meeting, reader(), everything(), MeetingFilter{}, {});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_FALSE(rows[0].called_off);
}

TEST_F(Convening, TellsWhoHasASeatAndAnAddressAndNamesTheOthers) {
  convened();
  ASSERT_EQ(letters_.size(), 1u);
  EXPECT_EQ(letters_[0].recipient, "asta@example.org");
  EXPECT_NE(letters_[0].body.find("https://k.example/moeder/"), std::string::npos);
  EXPECT_EQ(letters_[0].body.find("Personsag"), std::string::npos);
  const auto asked = asked_to_come(reader(), body_, {{2026, 4, 14}});
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0].name, "Bo Falk");
  EXPECT_EQ(asked[0].email, "");
  EXPECT_EQ(asked_to_come(reader(), body_, {{2026, 7, 1}}).size(), 1u) << "whose seat has ended by then is not asked";
}

TEST_F(Convening, NeedsARightToChangeTheBodysRecord) {
  EXPECT_EQ(convene(book_, outside_, reader_role_, body_, plan(), {}).error().kind, Problem::Kind::forbidden);
  const auto id = convened();
  letters_.clear();
  EXPECT_EQ(change_convocation(book_, outside_, reader_role_, id, plan({2026, 5, 1}), {}).error().kind,
            Problem::Kind::forbidden);
  EXPECT_EQ(change_convocation(book_, outside_, reader_role_, id, plan_now(id), {}).error().kind,
            Problem::Kind::forbidden);
  EXPECT_EQ(call_off(book_, outside_, reader_role_, id, "Nej").error().kind, Problem::Kind::forbidden);
  EXPECT_TRUE(letters_.empty());
}

TEST_F(Convening, ASecretaryOfTheBodyMayByTheirSeat) {
  const audit::Standing seat{.body_id = body_, .part = audit::Part::secretary};
  audit::Actor by_seat{.id = "account-3", .name = "Sine", .address = ""};
  by_seat.standings = std::make_shared<audit::Standings>("p", std::vector{seat}, std::vector<audit::Invitation>{});
  by_seat.today = {2026, 3, 1};
  EXPECT_TRUE(convene(book_, outside_, by_seat, body_, plan(), {}));
  const auto other = body("Et andet organ");
  EXPECT_EQ(convene(book_, outside_, by_seat, other, plan(), {}).error().kind, Problem::Kind::forbidden);
}

TEST_F(Convening, ARuleThatIsNotKeptMustBeAnswered) {
  rule(body_, "5 medlemmer");
  const auto refused = convene_it(plan());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  EXPECT_NE(refused.error().danish.find("Indkald alligevel"), std::string::npos);
  EXPECT_EQ(count(count_meetings), 0);
  EXPECT_EQ(count(count_entries), 0);
  EXPECT_TRUE(letters_.empty());
  const auto id = convene_it(plan(), {.said = true, .word = "Pladserne er på vej."});
  ASSERT_TRUE(id) << id.error().danish;
  EXPECT_NE(payload().find("Reglen er ikke opfyldt"), std::string::npos) << payload();
  EXPECT_NE(payload().find("Pladserne er på vej."), std::string::npos);
  EXPECT_EQ(payload().find("Personsag"), std::string::npos) << "a closed item stands in the log by its number alone";
  EXPECT_EQ(find_convocation(reader(), id->text())->word, "Pladserne er på vej.");
}

TEST_F(Convening, TheCheckIsMadeOnTheMeetingsDay) {
  rule(body_, "2 medlemmer");
  const auto profile = structure::find_profile(reader(), body_);
  const auto before = structure::composition_on(reader(), *profile, {2026, 4, 14});
  EXPECT_TRUE(before.unmet.empty());
  EXPECT_TRUE(before.vacant.empty());
  EXPECT_EQ(before.kept, 1u);
  const auto after = structure::composition_on(reader(), *profile, {2026, 6, 2});
  EXPECT_EQ(after.vacant, std::vector<std::string>{"Pladsen ”Medlem” er ubesat."});
  EXPECT_FALSE(structure::composition_on(reader(), *profile, {2028, 1, 1}).is_known());
}

TEST_F(Convening, WhatCannotBeLeavesNothingBehind) {
  EXPECT_EQ(convene_it(plan({2024, 12, 31})).error().danish,
            "”Styregruppen” begynder først den 1. januar 2025. Vælg en dag fra da af.");
  EXPECT_TRUE(convene_it(plan({2027, 1, 1}))
                  .error()
                  .danish.starts_with("”Styregruppen” har sidste dag den 31. december 2026."));
  EXPECT_EQ(convene(book_, outside_, secretary_, "ukendt", plan(), {}).error().kind, Problem::Kind::not_found);
  EXPECT_EQ(convene_it(plan(), {.said = true, .word = std::string(501, 'a')}).error().kind, Problem::Kind::too_large);
  EXPECT_EQ(count(count_meetings), 0);
  convened();
  const auto items = count(count_items);
  EXPECT_EQ(convene_it(plan()).error().danish,
            "”Styregruppen” har allerede et møde den 14. april 2026. Vælg en anden dag, eller ret det møde.");
  EXPECT_EQ(count(count_meetings), 1);
  EXPECT_EQ(count(count_items), items);
  EXPECT_EQ(letters_.size(), 1u);
}

TEST_F(Convening, ALetterThatCannotBeKeptUndoesAll) {
  outside_.write_letter = [](audit::Transaction&, const LetterTo&) -> Result<void> {
    return fail(Problem::Kind::too_many, "Udbakken er fuld.");
  };
  EXPECT_EQ(convene_it(plan()).error().danish, "Udbakken er fuld.");
  EXPECT_EQ(count(count_meetings), 0);
  EXPECT_EQ(count(count_entries), 0);
}

TEST_F(Convening, AChangeKeepsPermalinksAndTellsAgain) {
  const auto id = convened();
  const auto before = view(id);
  letters_.clear();
  auto changed = plan_now(id);
  changed.day = {2026, 7, 2};
  changed.items.erase(changed.items.begin());
  changed.items.push_back({.title = "Nyt punkt"});
  ASSERT_TRUE(change_convocation(book_, outside_, secretary_, id, changed, {}));
  const auto after = view(id);
  EXPECT_EQ(after.head.date, "2026-07-02");
  ASSERT_EQ(after.items.size(), 2u);
  EXPECT_EQ(after.items[0].id, before.items[1].id);
  EXPECT_EQ(after.items[0].number, "1");
  EXPECT_TRUE(find_item(reader(), *ItemId::parse(before.items[0].id))->item.removed) << "its permalink answers still";
  ASSERT_EQ(letters_.size(), 1u);
  EXPECT_EQ(letters_[0].subject, "Ændret møde: Styregruppen den 2. juli 2026");
  EXPECT_NE(payload().find("2026-04-14"), std::string::npos);
  // The same again is nothing.
  const auto entries = count(count_entries);
  ASSERT_TRUE(change_convocation(book_, outside_, secretary_, id, plan_now(id), {}));
  EXPECT_EQ(letters_.size(), 1u);
  EXPECT_EQ(count(count_entries), entries);
}

TEST_F(Convening, AMovedMeetingIsToldToThoseOfBothDays) {
  account("Bo Falk", "bo@example.org");
  const auto id = convened();
  letters_.clear();
  auto moved = plan_now(id);
  moved.day = {2026, 7, 2};  // when Bo has no seat any more
  ASSERT_TRUE(change_convocation(book_, outside_, secretary_, id, moved, {}));
  EXPECT_EQ(letters_.size(), 2u);
}

TEST_F(Convening, ItemsOfAnotherMeetingAreNotTaken) {
  const auto first = convened(), second = convened({2026, 5, 12});
  auto stolen = plan_now(second);
  stolen.items[0].id = view(first).items[0].id;
  stolen.items[1].id = stolen.items[0].id;
  ASSERT_TRUE(change_convocation(book_, outside_, secretary_, second, stolen, {}));
  EXPECT_NE(view(second).items[0].id, view(first).items[0].id);
  EXPECT_EQ(view(first).items.size(), 2u);
}

TEST_F(Convening, CalledOffItStaysAndCanBeConvenedAgain) {
  const auto id = convened();
  letters_.clear();
  EXPECT_EQ(call_off(book_, outside_, secretary_, id, "  ").error().kind, Problem::Kind::invalid);
  ASSERT_TRUE(call_off(book_, outside_, secretary_, id, "For få sager."));
  EXPECT_EQ(call_off(book_, outside_, secretary_, id, "Igen").error().kind, Problem::Kind::conflict);
  EXPECT_EQ(find_convocation(reader(), id.text())->called_off_reason, "For få sager.");
  EXPECT_EQ(view(id).items.size(), 2u);
  EXPECT_TRUE(coming_meetings(reader(), everything(), "", "2026-03-01", 10).at(0).called_off);
  EXPECT_TRUE(collect<MeetingRow>(each_meeting, reader(), everything(), MeetingFilter{}, {}).at(0).called_off);
  ASSERT_EQ(letters_.size(), 1u);
  EXPECT_NE(letters_[0].body.find("For få sager."), std::string::npos);
  EXPECT_EQ(convene_it(plan()).error().danish,
            "”Styregruppen” har et aflyst møde den 14. april 2026. Åbn det, og indkald det igen.");
  ASSERT_TRUE(change_convocation(book_, outside_, secretary_, id, plan_now(id), {}));
  EXPECT_FALSE(find_convocation(reader(), id.text())->is_called_off());
  EXPECT_TRUE(letters_[1].subject.starts_with("Mødet holdes alligevel"));
}

TEST_F(Convening, AMeetingWhoseDayHasPassedIsNotCalledOff) {
  const auto id = convened({2026, 3, 2});
  now_us_ += 3LL * 24 * 3600 * 1'000'000;
  EXPECT_EQ(call_off(book_, outside_, secretary_, id, "For sent").error().kind, Problem::Kind::conflict);
}

TEST_F(Convening, WhatWasAnnouncedIsListedOnceItIsConvened) {
  const auto first = convened();
  test_.database().write([&](database::Connection& connection) {
    static const database::Sql announce{"UPDATE meeting SET next_meeting = '2026-05-12' WHERE id = $1"};
    connection.execute(announce, first.text());
    return true;
  });
  EXPECT_EQ(next_meetings(reader(), everything(), "2026-03-01", 10).size(), 1u);
  convened({2026, 5, 12});
  EXPECT_TRUE(next_meetings(reader(), everything(), "2026-03-01", 10).empty());
  EXPECT_EQ(coming_meetings(reader(), everything(), "", "2026-03-01", 10).size(), 2u);
}

TEST_F(Convening, WhoIsErasedIsNamedNoMore) {
  const auto id = convene_it(plan(), {.said = true, .word = "Aftalt med Sine Holm."});
  ASSERT_TRUE(call_off(book_, outside_, secretary_, *id, "Sine Holm er syg."));
  test_.database().write([&](database::Connection& connection) {
    audit::Transaction transaction(connection, Instant{++now_us_});
    person_keeper().forget(transaction, {.ids = {"p"}, .names = {"Sine Holm", secretary_.name}});
    return true;
  });
  const auto kept = find_convocation(reader(), id->text());
  EXPECT_EQ(kept->word, "Aftalt med Slettet person.");
  EXPECT_EQ(kept->called_off_reason, "Slettet person er syg.");
  EXPECT_EQ(kept->convened_by, bodies::erased_person_name);
  EXPECT_EQ(kept->called_off_by, bodies::erased_person_name);
}

}  // namespace
}  // namespace klynge::meetings
