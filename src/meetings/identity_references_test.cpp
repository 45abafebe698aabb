// Meetings follow when persons and bodies are merged, split and parted again.
#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/identity_actions.hpp"
#include "meetings/identity_references.hpp"
#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

using bodies::IdentityKind;

class IdentityReferencesTest : public testing::Test {
 protected:
  IdentityReferencesTest() { register_.add(test_record(), meeting_, true, items_); }
  std::vector<bodies::Mention> mentions(IdentityKind kind, std::string_view id) {
    return references_.mentions(register_.reader(), kind, id, 100);
  }
  std::vector<std::string> as_what(std::string_view id) {
    std::vector<std::string> out;
    for (const auto& mention : mentions(IdentityKind::person, id)) out.push_back(mention.what);
    std::ranges::sort(out);
    return out;
  }

  TestRegister register_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  audit::Book book_{register_.database(), [this] { return Instant{++now_us_}; }};
  audit::Actor secretary_{"account-1", "Sekretær", "", audit::Permission::change_record | audit::Permission::read_all};
  bodies::References references_ = identity_references();
  MeetingId meeting_{make_uuid_v7(1'000)};
  std::vector<ItemId> items_{ItemId{make_uuid_v7(1'001)}, ItemId{make_uuid_v7(1'002)}};
};

using Words = std::vector<std::string>;

TEST_F(IdentityReferencesTest, APersonsRowsAreMovedByAMergeAndBackByUndoingIt) {
  EXPECT_EQ(as_what("Asta Lind"), (Words{"deltager", "oplæg"}));
  EXPECT_EQ(as_what("Bo Falk"), (Words{"ansvarlig", "deltager"}));
  const auto merged = bodies::merge(book_, secretary_, references_, {IdentityKind::person, "Asta Lind", "Bo Falk"});
  ASSERT_TRUE(merged);
  EXPECT_EQ(as_what("Asta Lind"), (Words{"ansvarlig", "deltager", "deltager", "oplæg"}));
  EXPECT_TRUE(as_what("Bo Falk").empty());
  ASSERT_TRUE(bodies::undo_merge(book_, secretary_, references_, *merged));
  EXPECT_EQ(as_what("Asta Lind"), (Words{"deltager", "oplæg"}));
  EXPECT_EQ(as_what("Bo Falk"), (Words{"ansvarlig", "deltager"}));
}

TEST_F(IdentityReferencesTest, ASplitMovesOnlyWhatWasChosen) {
  const auto all = mentions(IdentityKind::person, "Asta Lind");
  const auto presented = std::ranges::find(all, "oplæg", &bodies::Mention::what);
  ASSERT_NE(presented, all.end());
  EXPECT_EQ(presented->path, "/punkter/" + items_[0].text());
  const auto other = bodies::split(book_, secretary_, references_,
                                   {IdentityKind::person, "Asta Lind", {presented->value}, {}, "Asta Lind (Nord)"});
  ASSERT_TRUE(other);
  EXPECT_EQ(as_what("Asta Lind"), Words{"deltager"});
  EXPECT_EQ(as_what(*other), Words{"oplæg"});
  // Chosen on a page that has grown old, or made up: refused, and nothing is moved.
  const auto again = bodies::split(book_, secretary_, references_,
                                   {IdentityKind::person, "Asta Lind", {presented->value}, {}, "En tredje"});
  EXPECT_EQ(again.error().kind, Problem::Kind::conflict);
  for (const auto* value : {"", "x", "a b c d", "a  - 99999999999999999999", "p x y 0 z"})
    EXPECT_FALSE(
        bodies::split(book_, secretary_, references_, {IdentityKind::person, "Asta Lind", {value}, {}, "En tredje"}))
        << value;
}

TEST_F(IdentityReferencesTest, ASplitLivesOnWhenTheMeetingIsWrittenAnew) {
  const auto all = mentions(IdentityKind::person, "Asta Lind");
  const auto attended = std::ranges::find(all, "deltager", &bodies::Mention::what);
  ASSERT_NE(attended, all.end());
  const auto other = bodies::split(book_, secretary_, references_,
                                   {IdentityKind::person, "Asta Lind", {attended->value}, {}, "Asta Lind (Nord)"});
  ASSERT_TRUE(other);
  auto corrected = test_record();
  corrected.place = "Rådhuset";
  register_.add(corrected, meeting_, false, items_);
  EXPECT_EQ(as_what(*other), Words{"deltager"});
  EXPECT_EQ(as_what("Asta Lind"), Words{"oplæg"});
  // Where the words have changed they are asked about again.
  corrected.attendance[0].organisation = "Havnsø Kommune";
  register_.add(corrected, meeting_, false, items_);
  EXPECT_EQ(as_what("Asta Lind"), (Words{"deltager", "oplæg"}));
}

TEST_F(IdentityReferencesTest, WhatWasTakenBackIsNotShownButFollows) {
  register_.change([&](audit::Transaction& transaction) {
    ASSERT_TRUE(take_back_version(transaction, test_resolver(), meeting_, 1));
  });
  EXPECT_TRUE(as_what("Asta Lind").empty());
  ASSERT_TRUE(bodies::merge(book_, secretary_, references_, {IdentityKind::person, "Asta Lind", "Bo Falk"}));
  auto left = register_.reader().query(database::Sql{"SELECT count(*) FROM attendance WHERE person_id = 'Bo Falk'"});
  left.next();
  EXPECT_EQ(left.integer(0), 0);
}

TEST_F(IdentityReferencesTest, AMeetingFollowsItsBody) {
  register_.change(
      [&](audit::Transaction& transaction) { transaction.connection().execute(add_test_body, "Den nye gruppe"); });
  const std::string before = "Styregruppen for Fjordklyngen";
  ASSERT_EQ(mentions(IdentityKind::body, before).size(), 1u);
  std::vector<std::string> told;
  book_.listeners.push_back([&](audit::Transaction&, const audit::Change& change) { told.push_back(change.kind); });
  ASSERT_TRUE(bodies::merge(book_, secretary_, references_, {IdentityKind::body, "Den nye gruppe", before}));
  EXPECT_EQ(find_head(register_.reader(), meeting_)->body_id, "Den nye gruppe");
  EXPECT_EQ(std::ranges::count(told, "meeting"), 1);
}

}  // namespace
}  // namespace klynge::meetings
