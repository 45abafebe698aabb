// What the audit log says of refused sign-ins, and what it does not.
#include "platform/access/refusals.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "platform/access/test_access.hpp"
#include "platform/audit/audit_store.hpp"

namespace klynge::access {
namespace {

class RefusalsTest : public AccessTest {
 protected:
  // Oldest first.
  std::vector<audit::EntryRow> refused() {
    access_.refusals.settle();
    auto page = audit::list_entries(test_.database().reader(), {.action = "session.refuse"}, {}, 1000);
    std::ranges::reverse(page.entries);
    return std::move(page.entries);
  }
  static nlohmann::json change_of(const audit::EntryRow& row) {
    return nlohmann::json::parse(row.payload.value_or("[{}]")).at(0).at("change");
  }
};

TEST_F(RefusalsTest, SayWhenFromWhereAndAtWhichAccount) {
  const auto account = add("aja");
  EXPECT_FALSE(enter("aja", "en forkert adgangskode", "10.1.2.3"));
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].object_kind, "account");
  EXPECT_EQ(rows[0].object_id, account.id.text());
  EXPECT_EQ(rows[0].address, "10.1.2.3");
  EXPECT_EQ(rows[0].actor_id, "");
  EXPECT_EQ(rows[0].at.us, now_us_);
  EXPECT_EQ(change_of(rows[0]), (nlohmann::json{{"signed_in", false}, {"why", "password"}}));
}

TEST_F(RefusalsTest, AreNotWrittenForASignInThatSucceeds) {
  add("aja");
  EXPECT_TRUE(enter("aja"));
  EXPECT_TRUE(refused().empty());
}

TEST_F(RefusalsTest, TellADisabledAccountFromAWrongPassword) {
  const auto account = add("aja");
  ASSERT_TRUE(set_disabled(access_, admin_, account.id, true));
  EXPECT_FALSE(enter("aja"));
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(change_of(rows[0]).at("why"), "disabled");
}

TEST_F(RefusalsTest, KeepNothingOfWhatWasTyped) {
  add("aja");
  enter("aja", "hemmeligt-et");
  enter("hemmeligt-to", "hemmeligt-tre");
  access_.refusals.settle();
  constexpr database::Sql telling{
      "SELECT (SELECT count(*) FROM audit_payload WHERE payload LIKE '%hemmeligt%')"
      " + (SELECT count(*) FROM audit_entry WHERE actor_name LIKE '%hemmeligt%' OR object_id LIKE '%hemmeligt%')"};
  EXPECT_EQ(count(telling), 0);
  EXPECT_EQ(refused().size(), 2u);
}

TEST_F(RefusalsTest, CountNamesThatNobodyHasInsteadOfFillingTheLog) {
  for (int i = 0; i < 300; ++i) enter("ukendt" + std::to_string(i), "x", "10.2." + std::to_string(i / 10) + ".1");
  EXPECT_EQ(refused().size(), 20u);
  pass(16);
  enter("ukendt", "x", "10.3.0.1");
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 21u);
  EXPECT_EQ(rows.back().object_id, "");
  std::int64_t times = 0;
  for (const auto& row : rows) times += change_of(row).value("times", std::int64_t{1});
  EXPECT_EQ(times, 301);  // every refusal is in some entry
}

TEST_F(RefusalsTest, OfAnAccountAreBoundByTheLimitOnItsTries) {
  add("aja");
  for (int i = 0; i < 150; ++i) enter("aja", "forkert", "10.4.0." + std::to_string(i));
  EXPECT_EQ(refused().size(), static_cast<std::size_t>(5 * limits::sign_in_attempts_per_quarter_hour));
}

TEST_F(RefusalsTest, AreWrittenBeforeTheServerGoes) {
  add("aja");
  {
    Refusals going(book_);
    for (int i = 0; i < 50; ++i) going.at_account("konto", "password", "10.5.0.1");
  }
  EXPECT_EQ(refused().size(), 50u);
}

}  // namespace
}  // namespace klynge::access
