#include "meetings/meeting_actions.hpp"

#include <gtest/gtest.h>

#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

inline constexpr database::Sql last_action{"SELECT action FROM audit_entry ORDER BY sequence DESC LIMIT 1"};

class MeetingActions : public testing::Test {
 protected:
  MeetingActions() {
    auto record = test_record();
    record.items[0].minutes = "Sagen om 010203-4567.";
    record.findings = {
        {.kind = reading::FindingKind::person_number, .message = "Der står et personnummer.", .item = "1", .line = 3},
        {.kind = reading::FindingKind::numbering_gap, .message = "Punkt 3 mangler."}};
    meeting_ = register_.add(record);
    for (const auto& finding : view().findings)
      (finding.kind == reading::FindingKind::person_number ? person_number_ : gap_) = *FindingId::parse(finding.id);
  }

  MeetingView view() { return *find_meeting(register_.reader(), meeting_); }
  FindingView finding(FindingId id) {
    for (const auto& one : view().findings)
      if (one.id == id.text()) return one;
    return {};
  }
  std::string last() {
    auto rows = register_.reader().query(last_action);
    return rows.next() ? rows.string(0) : "";
  }

  TestRegister register_;
  audit::Book book_{.database = register_.database()};
  audit::Actor secretary_{
      .id = "s", .name = "Sekretær", .permissions = audit::Permission::read_all | audit::Permission::change_record};
  audit::Actor reader_{
      .id = "r", .name = "Læser", .permissions = static_cast<audit::Permissions>(audit::Permission::read_all)};
  Resolver resolver_ = test_resolver();
  MeetingId meeting_;
  FindingId person_number_, gap_;
};

TEST_F(MeetingActions, OnlyWhoMayChangeTheRecordPublishes) {
  EXPECT_EQ(publish(book_, reader_, meeting_).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(withdraw(book_, reader_, meeting_).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(settle_finding(book_, reader_, resolver_, gap_, "ord").error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(last(), "");
}

TEST_F(MeetingActions, APersonNumberMustBeSettledBeforePublishing) {
  EXPECT_EQ(publish(book_, secretary_, meeting_).error().kind, Problem::Kind::conflict);
  ASSERT_TRUE(settle_finding(book_, secretary_, resolver_, person_number_, "Fjernet fra originalen."));
  ASSERT_TRUE(publish(book_, secretary_, meeting_));
  EXPECT_TRUE(view().head.published);
  EXPECT_EQ(last(), "meeting.publish");
  // It was one: it stays masked.
  EXPECT_EQ(view().items[0].minutes, "Sagen om xxxxxx-xxxx.");
  ASSERT_TRUE(withdraw(book_, secretary_, meeting_));
  EXPECT_FALSE(view().head.published);
}

TEST_F(MeetingActions, WhatIsNoPersonNumberIsShownAgainOnceDismissed) {
  const auto items_before = view().items;
  ASSERT_TRUE(dismiss_finding(book_, secretary_, resolver_, person_number_, " Det er  et journalnummer. "));
  EXPECT_EQ(view().items[0].minutes, "Sagen om 010203-4567.");
  EXPECT_EQ(view().items[0].id, items_before[0].id);
  EXPECT_EQ(finding(person_number_).state, FindingState::dismissed);
  EXPECT_EQ(finding(person_number_).word, "Det er et journalnummer.");
  EXPECT_EQ(finding(gap_).state, FindingState::open);
  ASSERT_TRUE(reopen_finding(book_, secretary_, resolver_, person_number_));
  EXPECT_EQ(view().items[0].minutes, "Sagen om xxxxxx-xxxx.");
  EXPECT_EQ(finding(person_number_).word, std::nullopt);
}

TEST_F(MeetingActions, AWordIsNeededAndIsNotEndless) {
  EXPECT_EQ(settle_finding(book_, secretary_, resolver_, gap_, "  ").error().kind, Problem::Kind::invalid);
  EXPECT_EQ(settle_finding(book_, secretary_, resolver_, gap_, std::string(501, 'x')).error().kind,
            Problem::Kind::too_large);
  std::string five_hundred;
  for (int i = 0; i < 500; ++i) five_hundred += "ø";
  EXPECT_TRUE(settle_finding(book_, secretary_, resolver_, gap_, five_hundred));
  EXPECT_EQ(finding(gap_).state, FindingState::settled);
  EXPECT_EQ(last(), "finding.settle");
}

TEST_F(MeetingActions, ASettledFindingSurvivesAVersionWithoutIt) {
  ASSERT_TRUE(settle_finding(book_, secretary_, resolver_, gap_, "Punktet udgik."));
  auto record = test_record();
  std::vector<ItemId> items;
  for (const auto& item : view().items) items.push_back(*ItemId::parse(item.id));
  register_.add(record, meeting_, false, items, "s2");
  EXPECT_EQ(finding(gap_).state, FindingState::settled);
  EXPECT_EQ(view().findings.size(), 1u);
}

TEST_F(MeetingActions, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(publish(book_, secretary_, TestRegister::new_id<Meeting>()).error().kind, Problem::Kind::not_found);
  EXPECT_EQ(dismiss_finding(book_, secretary_, resolver_, TestRegister::new_id<Finding>(), "ord").error().kind,
            Problem::Kind::not_found);
}

TEST_F(MeetingActions, PublishingTwiceLeavesOneChange) {
  ASSERT_TRUE(settle_finding(book_, secretary_, resolver_, person_number_, "Set."));
  int heard = 0;
  book_.listeners.push_back(
      [&](audit::Transaction&, const audit::Change& change) { heard += change.kind == "meeting"; });
  ASSERT_TRUE(publish(book_, secretary_, meeting_));
  ASSERT_TRUE(publish(book_, secretary_, meeting_));
  EXPECT_EQ(heard, 1);
}

}  // namespace
}  // namespace klynge::meetings
