#include <gtest/gtest.h>

#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

TEST(MeetingStore, ReadsOutWhatWasWritten) {
  TestRegister test;
  const auto id = test.add(test_record());
  const auto meeting = find_meeting(test.reader(), id);
  ASSERT_TRUE(meeting);
  EXPECT_EQ(meeting->head.id, id.text());
  EXPECT_EQ(meeting->head.body_name, "Styregruppen for Fjordklyngen");
  EXPECT_EQ(meeting->head.date, "2021-03-04");
  EXPECT_EQ(meeting->head.start, "15:00");
  EXPECT_EQ(meeting->head.version, 1);
  EXPECT_FALSE(meeting->head.published);
  EXPECT_EQ(heading(meeting->head), "Møde i Styregruppen for Fjordklyngen den 4. marts 2021");
  ASSERT_EQ(meeting->attendance.size(), 2u);
  EXPECT_EQ(meeting->attendance[0].person_id, "Asta Lind");
  EXPECT_TRUE(meeting->attendance[0].moderates);
  EXPECT_EQ(meeting->attendance[0].items, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(meeting->attendance[1].status, reading::Status::apologies);
  ASSERT_EQ(meeting->approval.size(), 1u);
  EXPECT_EQ(meeting->approval[0].act, reading::Act::approved);
  ASSERT_EQ(meeting->sources.size(), 1u);
  EXPECT_EQ(meeting->sources[0].file_name, "s1.txt");
  ASSERT_TRUE(meeting->places.find("attendance/1"));
  EXPECT_EQ(meeting->places.find("attendance/1")->line, 4u);
  EXPECT_EQ(meeting->places.find("date")->start, 5u);
  EXPECT_FALSE(meeting->places.find("attendance"));
}

TEST(MeetingStore, ReadsOutAnItemWithItsLists) {
  TestRegister test;
  const auto meeting = find_meeting(test.reader(), test.add(test_record()));
  ASSERT_TRUE(meeting);
  ASSERT_EQ(meeting->items.size(), 2u);
  const auto& item = meeting->items[0];
  EXPECT_EQ(item.recommendations, (std::vector<std::string>{"Budgettet godkendes", "Resten overføres"}));
  EXPECT_EQ(item.outcome, reading::Outcome::approved);
  ASSERT_EQ(item.presenters.size(), 1u);
  EXPECT_EQ(item.presenters[0].person_id, "Asta Lind");
  ASSERT_EQ(item.decisions.size(), 1u);
  EXPECT_EQ(item.decisions[0].recommendations, (std::vector<int>{1, 2}));
  ASSERT_EQ(item.tasks.size(), 1u);
  EXPECT_EQ(item.tasks[0].due, "2021-06-01");
  ASSERT_EQ(item.tasks[0].responsible.size(), 1u);
  EXPECT_EQ(item.tasks[0].responsible[0].person_id, "Bo Falk");
  ASSERT_EQ(item.amounts.size(), 1u);
  EXPECT_EQ(item.amounts[0].ore, 73984600);
  ASSERT_TRUE(item.places.find("minutes"));
  EXPECT_EQ(item.places.find("minutes")->last_line, 41u);
  EXPECT_FLOAT_EQ(item.places.find("minutes")->confidence, 0.5F);
}

TEST(MeetingStore, FindsAnItemByItsPermalink) {
  TestRegister test;
  const auto meeting = find_meeting(test.reader(), test.add(test_record()));
  const auto found = find_item(test.reader(), *ItemId::parse(meeting->items[1].id));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->item.title, "Orientering");
  EXPECT_EQ(found->meeting.id, meeting->head.id);
  EXPECT_FALSE(find_item(test.reader(), TestRegister::new_id<AgendaItem>()));
  EXPECT_FALSE(find_meeting(test.reader(), TestRegister::new_id<Meeting>()));
}

TEST(MeetingStore, AFurtherVersionKeepsItemsAndTasksAndRemovesWhatIsGone) {
  TestRegister test;
  const auto id = TestRegister::new_id<Meeting>();
  const auto items = TestRegister::new_items(2);
  auto record = test_record();
  test.add(record, id, true, items);
  const auto task_before = find_meeting(test.reader(), id)->items[0].tasks[0].id;

  auto shorter = record;
  shorter.items.pop_back();
  shorter.items[0].title = "Budget, rettet";
  EXPECT_EQ(test.add(shorter, id, false, {items[0]}, "s2"), 2);

  const auto meeting = find_meeting(test.reader(), id);
  ASSERT_EQ(meeting->items.size(), 1u);
  EXPECT_EQ(meeting->items[0].id, items[0].text());
  EXPECT_EQ(meeting->items[0].title, "Budget, rettet");
  EXPECT_EQ(meeting->items[0].tasks[0].id, task_before);
  EXPECT_EQ(meeting->attendance.size(), 2u);
  const auto gone = find_item(test.reader(), items[1]);
  ASSERT_TRUE(gone);
  EXPECT_TRUE(gone->item.removed);
  const auto history = versions(test.reader(), id);
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].version, 2);
  EXPECT_EQ(history[0].sources[0].sha256, "s2");
  EXPECT_EQ(version_items(test.reader(), id, 1), items);
}

TEST(MeetingStore, TakingBackTheLastVersionBringsTheOneBeforeBack) {
  TestRegister test;
  const auto id = TestRegister::new_id<Meeting>();
  const auto items = TestRegister::new_items(2);
  auto record = test_record();
  test.add(record, id, true, items);
  record.items.pop_back();
  test.add(record, id, false, {items[0]}, "s2");
  test.change([&](audit::Transaction& transaction) {
    EXPECT_TRUE(take_back_version(transaction, test_resolver(), id, 2));
    EXPECT_EQ(take_back_version(transaction, test_resolver(), id, 2).error().kind, Problem::Kind::conflict);
    EXPECT_EQ(take_back_version(transaction, test_resolver(), id, 7).error().kind, Problem::Kind::not_found);
  });
  auto meeting = find_meeting(test.reader(), id);
  ASSERT_TRUE(meeting);
  EXPECT_EQ(meeting->head.version, 1);
  EXPECT_EQ(meeting->items.size(), 2u);
  EXPECT_FALSE(meeting->items[1].removed);

  test.change(
      [&](audit::Transaction& transaction) { EXPECT_TRUE(take_back_version(transaction, test_resolver(), id, 1)); });
  EXPECT_FALSE(find_meeting(test.reader(), id));
  EXPECT_TRUE(find_head(test.reader(), id)->taken_back);
  EXPECT_EQ(counts(test.reader()).meetings, 0);
  EXPECT_EQ(counts(test.reader()).decisions, 0);
}

TEST(MeetingStore, AMeetingTakenBackComesBackWithANewVersion) {
  TestRegister test;
  const auto id = TestRegister::new_id<Meeting>();
  const auto items = TestRegister::new_items(2);
  test.add(test_record(), id, true, items);
  test.change(
      [&](audit::Transaction& transaction) { EXPECT_TRUE(take_back_version(transaction, test_resolver(), id, 1)); });
  EXPECT_EQ(test.add(test_record(), id, false, items), 2);
  ASSERT_TRUE(find_meeting(test.reader(), id));
  EXPECT_EQ(counts(test.reader()).items, 2);
}

TEST(MeetingStore, TakingBackAnEarlierVersionLeavesTheCurrentOne) {
  TestRegister test;
  const auto id = TestRegister::new_id<Meeting>();
  const auto items = TestRegister::new_items(2);
  auto record = test_record();
  test.add(record, id, true, items);
  record.items[0].title = "Ny titel";
  test.add(record, id, false, items, "s2");
  test.change(
      [&](audit::Transaction& transaction) { EXPECT_TRUE(take_back_version(transaction, test_resolver(), id, 1)); });
  EXPECT_EQ(find_meeting(test.reader(), id)->items[0].title, "Ny titel");
}

TEST(MeetingStore, AnotherSourceOfTheSameContentIsAddedOnce) {
  TestRegister test;
  const auto id = test.add(test_record());
  for (int i = 0; i < 2; ++i)
    test.change([&](audit::Transaction& transaction) {
      transaction.connection().execute(add_test_source, "s9", "referat.pdf");
      add_source(transaction, id, 1, "s9");
      EXPECT_EQ(transaction.changes().size(), i == 0 ? 1u : 0u);
    });
  const auto sources = find_meeting(test.reader(), id)->sources;
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].sha256, "s1");
  EXPECT_EQ(sources[1].sha256, "s9");
}

TEST(MeetingStore, FindingsKeepTheirIdFromVersionToVersion) {
  TestRegister test;
  const auto id = TestRegister::new_id<Meeting>();
  const auto items = TestRegister::new_items(2);
  auto record = test_record();
  record.findings = {
      {.kind = reading::FindingKind::amounts_do_not_add_up, .message = "Summen stemmer ikke.", .item = "1", .line = 12},
      {.kind = reading::FindingKind::numbering_gap, .message = "Punkt 3 mangler."}};
  test.add(record, id, true, items);
  const auto before = find_meeting(test.reader(), id)->findings;
  ASSERT_EQ(before.size(), 2u);
  record.findings.pop_back();
  test.add(record, id, false, items, "s2");
  const auto after = find_meeting(test.reader(), id)->findings;
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].item_id, items[0].text());
  const auto& same = before[0].kind == after[0].kind ? before[0] : before[1];
  EXPECT_EQ(after[0].id, same.id);
}

TEST(MeetingStore, MasksPersonNumbersInEveryTextButNotInTheRecordItself) {
  TestRegister test;
  auto record = test_record();
  record.items[0].minutes = "Sagen om 010203-4567 drøftet.";
  record.items[0].tasks[0].text = "Skriver til 0102034567";
  record.findings = {
      {.kind = reading::FindingKind::person_number, .message = "Der står et personnummer.", .item = "1"}};
  const auto id = test.add(record);
  const auto meeting = find_meeting(test.reader(), id);
  EXPECT_EQ(meeting->items[0].minutes, "Sagen om xxxxxx-xxxx drøftet.");
  EXPECT_EQ(meeting->items[0].tasks[0].text, "Skriver til xxxxxxxxxx");
  EXPECT_NE(version_record(test.reader(), id, 1)->find("010203-4567"), std::string::npos);
}

TEST(MeetingStore, FindsMeetingsOfABodyOnADay) {
  TestRegister test;
  const auto id = test.add(test_record());
  const auto found = meetings_on(test.reader(), "Styregruppen for Fjordklyngen", "2021-03-04");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, id.text());
  EXPECT_TRUE(meetings_on(test.reader(), "Styregruppen for Fjordklyngen", "2021-03-05").empty());
}

TEST(MeetingStore, WritesMoreRowsThanOneStatementHolds) {
  TestRegister test;
  auto record = test_record();
  for (int i = 3; i < 40; ++i) record.items.push_back(test_item(std::to_string(i), "Punkt " + std::to_string(i)));
  const auto meeting = find_meeting(test.reader(), test.add(record));
  ASSERT_EQ(meeting->items.size(), 39u);
  for (std::size_t i = 0; i < 39; ++i) EXPECT_EQ(meeting->items[i].number, std::to_string(i + 1));
}

}  // namespace
}  // namespace klynge::meetings
