// What the audit log says of refused sign-ins, and what it does not.
#include "platform/access/refusals.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "platform/access/log_words.hpp"
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

// Somebody at a machine that was left signed in, who tries to make the account their own.
TEST_F(RefusalsTest, TellOfPasswordsGuessedBehindASignIn) {
  const auto account = add("aja");
  EXPECT_FALSE(change_own_password(access_, actor_of(access_, account, "10.1.2.3"), "et gæt", "en helt ny kode", ""));
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].object_id, account.id.text());
  EXPECT_EQ(change_of(rows[0]).at("why"), "password");
}

TEST_F(RefusalsTest, KeepNothingOfWhatWasTyped) {
  add("aja");
  EXPECT_FALSE(enter("aja", "hemmeligt-et"));
  EXPECT_FALSE(enter("hemmeligt-to", "hemmeligt-tre"));
  access_.refusals.settle();
  constexpr database::Sql telling{
      "SELECT (SELECT count(*) FROM audit_payload WHERE payload LIKE '%hemmeligt%')"
      " + (SELECT count(*) FROM audit_entry WHERE actor_name LIKE '%hemmeligt%' OR object_id LIKE '%hemmeligt%')"};
  EXPECT_EQ(count(telling), 0);
  EXPECT_EQ(refused().size(), 2u);
}

TEST_F(RefusalsTest, CountNamesThatNobodyHasInsteadOfFillingTheLog) {
  for (int i = 0; i < 300; ++i)
    EXPECT_FALSE(enter("ukendt" + std::to_string(i), "x", "10.2." + std::to_string(i / 10) + ".1"));
  EXPECT_EQ(refused().size(), 20u);
  pass(16);
  EXPECT_FALSE(enter("ukendt", "x", "10.3.0.1"));
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 21u);
  EXPECT_EQ(rows.back().object_id, "");
  std::int64_t times = 0;
  for (const auto& row : rows) times += change_of(row).value("times", std::int64_t{1});
  EXPECT_EQ(times, 301);  // every refusal is in some entry
}

TEST_F(RefusalsTest, OfAnAccountAreBoundByTheLimitOnItsTries) {
  add("aja");
  for (int i = 0; i < 150; ++i) EXPECT_FALSE(enter("aja", "forkert", "10.4.0." + std::to_string(i)));
  EXPECT_EQ(refused().size(), static_cast<std::size_t>(5 * limits::sign_in_attempts_per_quarter_hour));
}

class TokenRefusalsTest : public AccessPagesTest {
 protected:
  audit::Actor maker_ = actor_of(access_, add("chef", {Role::administrator}), "10.0.0.1");
  std::string token_ = *add_token(book_, maker_, {"Robotten", {Scope::read}, plus_days(local_date(book_.clock()), 10)});
  Id<ApiToken> id_ = list_tokens(test_.database().reader()).at(0).id;

  int ask(const std::string& token, const std::string& path = "/moeder") {
    http::TestClient client(server_.port());
    return client.get(path, "Authorization: Bearer " + token + "\r\n").status;
  }
  std::vector<audit::EntryRow> refused() {
    access_.refusals.settle();
    auto page = audit::list_entries(test_.database().reader(), {.action = "token.refuse"}, {}, 1000);
    std::ranges::reverse(page.entries);
    return std::move(page.entries);
  }
  static nlohmann::json change_of(const audit::EntryRow& row) {
    return nlohmann::json::parse(row.payload.value_or("[{}]")).at(0).at("change");
  }
};

TEST_F(TokenRefusalsTest, OneThatCountsLeavesNone) {
  EXPECT_EQ(ask(token_), 200);
  EXPECT_TRUE(refused().empty());
}

TEST_F(TokenRefusalsTest, SayWhichTokenAndWhyAndNeverTheTokenItself) {
  EXPECT_EQ(ask(token_, "/konti"), 403);
  ASSERT_TRUE(set_disabled(access_, admin_, *Id<Account>::parse(maker_.id), true));
  EXPECT_EQ(ask(token_), 401);
  ASSERT_TRUE(set_disabled(access_, admin_, *Id<Account>::parse(maker_.id), false));
  now_us_ += 20LL * 24 * 60 * minute_us;
  EXPECT_EQ(ask(token_), 401);
  ASSERT_TRUE(revoke_token(book_, access_.tokens, maker_, id_));
  EXPECT_EQ(ask(token_), 401);
  EXPECT_EQ(ask("klynge_" + std::string(64, 'b')), 401);
  EXPECT_EQ(ask("hemmelig"), 401);  // from the same address: counted
  const auto rows = refused();
  std::string all;
  for (const auto& row : rows) all += row.payload.value_or("") + "\n";
  ASSERT_EQ(rows.size(), 5u) << all;
  const char* reasons[] = {"scope", "maker", "expired", "revoked", "unknown"};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(change_of(rows[i]), (nlohmann::json{{"why", reasons[i]}}));
    EXPECT_EQ(rows[i].object_kind, "token");
    EXPECT_EQ(rows[i].object_id, i < 4 ? id_.text() : "");
    EXPECT_EQ(rows[i].address, "127.0.0.1");
    EXPECT_EQ(rows[i].actor_id, "");
    EXPECT_NE(reason_danish(reasons[i]), reasons[i]);
  }
  constexpr database::Sql telling{
      "SELECT (SELECT count(*) FROM audit_payload WHERE payload LIKE '%klynge!_%' ESCAPE '!' OR payload LIKE '%hemmelig%')"
      " + (SELECT count(*) FROM audit_entry WHERE object_id LIKE 'klynge!_%' ESCAPE '!')"};
  EXPECT_EQ(count(telling), 0);
}

TEST_F(TokenRefusalsTest, AMachineThatKeepsTryingIsCountedInsteadOfFillingTheLog) {
  ASSERT_TRUE(revoke_token(book_, access_.tokens, maker_, id_));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(ask(token_), 401);
  EXPECT_EQ(refused().size(), 1u);
  pass(16);
  EXPECT_EQ(ask(token_), 401);
  const auto rows = refused();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(change_of(rows[1]).at("times"), 50);
}

TEST_F(TokenRefusalsTest, AFloodOfMadeUpTokensIsBounded) {
  for (int i = 0; i < 500; ++i) access_.refusals.at_token("", "unknown", "10.6." + std::to_string(i / 2) + ".1");
  EXPECT_EQ(refused().size(), 20u);
  // And leaves room for a token that somebody made.
  access_.refusals.at_token("Robotten", "expired", "10.6.0.1");
  EXPECT_EQ(refused().size(), 21u);
  pass(16);
  access_.refusals.at_token("", "unknown", "10.7.0.1");
  std::int64_t times = 0;
  for (const auto& row : refused())
    if (row.object_id.empty()) times += change_of(row).value("times", std::int64_t{1});
  EXPECT_EQ(times, 501);
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
