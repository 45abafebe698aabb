// Codes as RFC 6238 has them, and signing in with one.
#include "platform/access/second_factor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.hpp"
#include "platform/access/qr_code.hpp"
#include "platform/access/test_access.hpp"
#include "platform/access/totp.hpp"
#include "platform/audit/audit_store.hpp"
#include "platform/html/url.hpp"

namespace klynge::access {
namespace {

using Kind = Problem::Kind;
using http::TestClient;

constexpr std::int64_t second_us = 1'000'000;

TEST(TotpTest, MakesTheCodesOfTheRfc) {
  // RFC 6238, appendix B, the last six of eight digits.
  constexpr std::string_view secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> cases[] = {{59, "287082"},         {1111111109, "081804"},
                                                        {1111111111, "050471"}, {1234567890, "005924"},
                                                        {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : cases) EXPECT_EQ(totp_code(secret, totp_step(Instant{seconds * second_us})), code);
  EXPECT_EQ(readable_secret("12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  EXPECT_EQ(readable_secret("a"), "ME");
  EXPECT_NE(new_totp_secret(), new_totp_secret());
  EXPECT_EQ(
      totp_address("12345678901234567890", "søren@x"),
      "otpauth://totp/Klynge:s%C3%B8ren%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Klynge&algorithm=SHA1&digits=6&period=30");
}

TEST(TotpTest, ACodeCountsNearItsTimeAndOnce) {
  constexpr std::string_view secret = "12345678901234567890";
  const Instant now{1'700'000'010 * second_us};
  const std::int64_t step = totp_step(now);
  for (const std::int64_t near : {step - 1, step, step + 1})
    EXPECT_EQ(matching_step(secret, totp_code(secret, near), now, {}), near);
  for (const std::int64_t far : {step - 2, step + 2, step + 1000})
    EXPECT_FALSE(matching_step(secret, totp_code(secret, far), now, {}));
  EXPECT_FALSE(matching_step(secret, totp_code(secret, step), now, step));
  EXPECT_FALSE(matching_step(secret, totp_code(secret, step - 1), now, step));
  EXPECT_EQ(matching_step(secret, totp_code(secret, step + 1), now, step), step + 1);
  const std::string code = totp_code(secret, step);
  EXPECT_TRUE(matching_step(secret, " " + code.substr(0, 3) + " " + code.substr(3), now, {}));
  for (auto odd : {"", "12345", "1234567", "abcdef", "æøåæøå"}) EXPECT_FALSE(matching_step(secret, odd, now, {}));
}

TEST(QrCodeTest, IsAPictureWithAName) {
  const std::string text = qr_code("otpauth://totp/x", "Et \"billede\"").text();
  EXPECT_TRUE(text.starts_with("<svg"));
  EXPECT_TRUE(holds(text, "aria-label=\"Et &quot;billede&quot;\""));
  EXPECT_GT(text.size(), 2000u);
  EXPECT_TRUE(qr_code(std::string(5000, 'x'), "x").empty());
}

// The backup codes that a page shows.
std::vector<std::string> codes_on(const std::string& page) {
  std::vector<std::string> codes;
  for (auto at = page.find("<li><code class=\"k-secret\">"); at != page.npos;
       at = page.find("<li><code class=\"k-secret\">", at + 1))
    codes.push_back(page.substr(at + 27, 19));
  return codes;
}

class SecondFactorTest : public AccessPagesTest {
 protected:
  std::string secret_;
  std::vector<std::string> backup_codes_;  // of the account that was set up last

  std::string code(std::int64_t steps_on = 0) { return totp_code(secret_, totp_step(Instant{now_us_}) + steps_on); }
  // An account that has one.
  Account with_factor(std::string login) {
    Account account = add(std::move(login));
    const FactorSetup setup = begin_factor(access_, account);
    secret_ = setup.secret;
    const auto codes = confirm_factor(access_, actor_of(access_, account, "10.0.0.1"), setup.sealed, code(), password);
    EXPECT_TRUE(codes);
    backup_codes_ = codes.value_or(std::vector<std::string>{});
    pass(2);
    return account;
  }
};

const database::Sql stored_secret{"SELECT totp FROM account WHERE totp IS NOT NULL"};

TEST_F(SecondFactorTest, IsSetUpWithACodeAndThePassword) {
  const Account karen = add("karen"), bo = add("bo");
  const audit::Actor actor = actor_of(access_, karen, "10.0.0.1");
  const FactorSetup setup = begin_factor(access_, karen);
  secret_ = setup.secret;
  EXPECT_EQ(confirm_factor(access_, actor, setup.sealed, "000000", password).error().kind, Kind::invalid);
  EXPECT_EQ(confirm_factor(access_, actor, setup.sealed, code(), "forkert kode").error().kind, Kind::forbidden);
  EXPECT_EQ(confirm_factor(access_, actor_of(access_, bo, ""), setup.sealed, code(), password).error().kind,
            Kind::invalid);
  EXPECT_EQ(confirm_factor(access_, actor, "noget", code(), password).error().kind, Kind::invalid);
  EXPECT_FALSE(find_account(test_.database().reader(), karen.id)->has_factor);
  ASSERT_TRUE(confirm_factor(access_, actor, setup.sealed, code(), password));
  EXPECT_TRUE(find_account(test_.database().reader(), karen.id)->has_factor);
  pass(2);
  EXPECT_EQ(confirm_factor(access_, actor, setup.sealed, code(), password).error().kind, Kind::conflict);
  const FactorSetup old = begin_factor(access_, bo);
  pass(31);
  EXPECT_EQ(confirm_factor(access_, actor_of(access_, bo, ""), old.sealed,
                           totp_code(old.secret, totp_step(Instant{now_us_})), password)
                .error()
                .kind,
            Kind::invalid);
  auto rows = test_.database().reader().query(stored_secret);
  ASSERT_TRUE(rows.next());
  EXPECT_FALSE(holds(rows.string(0), secret_));
  EXPECT_FALSE(holds(rows.string(0), hex(secret_)));
}

TEST_F(SecondFactorTest, IsAskedForAtSignIn) {
  with_factor("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  EXPECT_EQ(in->token, "");
  ASSERT_FALSE(in->waits.empty());
  EXPECT_EQ(finish_sign_in(access_, in->waits, "000000", "10.0.0.1").error().kind, Kind::forbidden);
  const std::string right = code();
  const auto done = finish_sign_in(access_, in->waits, right, "10.0.0.1");
  ASSERT_TRUE(done);
  EXPECT_TRUE(access_.sessions.find(done->token));
  EXPECT_EQ(finish_sign_in(access_, in->waits, right, "10.0.0.1").error().kind, Kind::forbidden);  // once
  EXPECT_EQ(finish_sign_in(access_, in->waits, code(-1), "10.0.0.1").error().kind, Kind::forbidden);
  pass(1);
  EXPECT_TRUE(finish_sign_in(access_, in->waits, code(), "10.0.0.1"));
}

TEST_F(SecondFactorTest, ThePageBetweenIsWorthNothingElse) {
  const Account karen = with_factor("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  std::string changed = in->waits;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  for (const std::string& note : {std::string(), changed, begin_factor(access_, karen).sealed})
    EXPECT_EQ(finish_sign_in(access_, note, code(), "10.0.0.1").error().kind, Kind::forbidden);
  ASSERT_TRUE(reset_password(access_, admin_, karen.id));
  EXPECT_FALSE(finish_sign_in(access_, in->waits, code(), "10.0.0.1"));  // the password was changed meanwhile
  Account ida = with_factor("ida");
  const auto again = enter("ida");
  ASSERT_TRUE(again);
  pass(limits::code_wait_minutes + 1);
  EXPECT_FALSE(finish_sign_in(access_, again->waits, code(), "10.0.0.1"));
  const auto fresh = enter("ida");
  ASSERT_TRUE(set_disabled(access_, admin_, ida.id, true));
  EXPECT_FALSE(finish_sign_in(access_, fresh->waits, code(), "10.0.0.1"));
}

TEST_F(SecondFactorTest, GuessingCodesIsLimited) {
  with_factor("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  for (int i = 0; i < limits::code_attempts_per_quarter_hour; ++i)
    EXPECT_EQ(
        finish_sign_in(access_, in->waits, "00000" + std::to_string(i), "10.0.1." + std::to_string(i)).error().kind,
        Kind::forbidden);
  EXPECT_EQ(finish_sign_in(access_, in->waits, code(), "10.0.0.9").error().kind, Kind::too_many);
  pass(16);
  const auto later = enter("karen");
  EXPECT_TRUE(finish_sign_in(access_, later->waits, code(), "10.0.0.1"));
}

TEST_F(SecondFactorTest, IsTakenAwayByItsOwnerOrAnAdministrator) {
  const Account karen = with_factor("karen");
  const audit::Actor actor = actor_of(access_, karen, "10.0.0.1");
  EXPECT_FALSE(remove_own_factor(access_, actor, "forkert kode", code()));
  EXPECT_FALSE(remove_own_factor(access_, actor, password, "000000"));
  ASSERT_TRUE(remove_own_factor(access_, actor, password, code()));
  EXPECT_FALSE(enter("karen")->token.empty());
  EXPECT_FALSE(remove_factor(access_, admin_, karen.id));

  const Account ida = with_factor("ida");
  ASSERT_TRUE(set_email(access_, admin_, ida.id, "ida@x.dk"));
  const auto in = finish_sign_in(access_, enter("ida")->waits, code(), "10.0.0.1");
  ASSERT_TRUE(in);
  EXPECT_EQ(remove_factor(access_, actor, ida.id).error().kind, Kind::forbidden);
  ASSERT_TRUE(remove_factor(access_, admin_, ida.id));
  EXPECT_FALSE(access_.sessions.find(in->token));
  EXPECT_TRUE(holds(letters_to("ida@x.dk").back(), "fjernet to-trins-login"));
  EXPECT_FALSE(enter("ida")->token.empty());
}

TEST_F(SecondFactorTest, AnAdministratorTakesTheirOwnAwayOnlyWithPasswordAndCode) {
  const Account chief = with_factor("chef");
  audit::Actor actor = actor_of(access_, chief, "10.0.0.1");
  actor.permissions = permissions_of(Roles{Role::administrator});
  EXPECT_EQ(remove_factor(access_, actor, chief.id).error().kind, Kind::invalid);
  EXPECT_FALSE(enter("chef")->waits.empty());
}

TEST_F(SecondFactorTest, WithAnotherKeyItSaysSo) {
  with_factor("karen");
  outbox_.key = new_secret_key();
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  EXPECT_EQ(finish_sign_in(access_, in->waits, code(), "10.0.0.1").error().kind, Kind::unavailable);
}

TEST_F(SecondFactorTest, ThePagesLeadThroughIt) {
  add("karen");
  TestClient client(server_.port());
  const std::string karen = cookie_of("karen");
  const std::string csrf = token_on(client.get("/konto", karen).body);
  const std::string page = client.get("/konto/to-trin", karen).body;
  EXPECT_TRUE(holds(page, "<svg class=\"k-qr\""));
  const auto at = page.find("name=\"forseglet\" value=\"") + 24;
  std::string sealed_secret = page.substr(at, page.find('"', at) - at), escaped;
  html::append_percent_encoded(escaped, sealed_secret);
  const auto plain = opened(outbox_.key, sealed_secret);
  ASSERT_TRUE(plain) << page.substr(at - 30, 200);
  const auto begin = plain->find("\"text\":\"") + 8;
  secret_ = *from_base64(plain->substr(begin, plain->find('"', begin) - begin));
  EXPECT_TRUE(holds(page, readable_secret(secret_)));
  EXPECT_EQ(
      client.post("/konto/to-trin", "csrf=" + csrf + "&forseglet=" + escaped + "&kode=1&adgangskode=x", karen).status,
      400);
  const auto set = client.post(
      "/konto/to-trin",
      "csrf=" + csrf + "&forseglet=" + escaped + "&kode=" + code() + "&adgangskode=rigtig+hest+batteri", karen);
  EXPECT_EQ(set.status, 200);
  EXPECT_EQ(codes_on(set.body).size(), 10u);
  EXPECT_TRUE(holds(client.get("/konto/to-trin", karen).body, "To-trins-login er slået til."));
  pass(1);
  const auto asked = client.post("/log-ind", "brugernavn=karen&adgangskode=rigtig+hest+batteri&til=/moeder");
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(asked.header("Set-Cookie").empty());
  const auto note_at = asked.body.find("name=\"venter\" value=\"") + 21;
  std::string note;
  html::append_percent_encoded(note, asked.body.substr(note_at, asked.body.find('"', note_at) - note_at));
  const auto wrong = client.post("/log-ind/kode", "venter=" + note + "&kode=000000&til=/moeder");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_TRUE(holds(wrong.body, "Koden er forkert"));
  const auto done = client.post("/log-ind/kode", "venter=" + note + "&til=/moeder&kode=" + code());
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), "/moeder");
  EXPECT_FALSE(done.header("Set-Cookie").empty());
  EXPECT_EQ(client.get("/konto/to-trin").status, 303);

  const auto shown = client.get("/konto/to-trin", karen).body;
  EXPECT_TRUE(holds(shown, "Du har 10 reservekoder tilbage."));
  EXPECT_TRUE(codes_on(shown).empty());
  const auto first = codes_on(set.body).front();
  const auto in_with = [&](const std::string& typed) {
    return client.post("/log-ind/kode", "venter=" + note + "&til=/moeder&kode=" + typed).status;
  };
  EXPECT_EQ(in_with(first), 303);
  EXPECT_EQ(in_with(first), 403);
  EXPECT_TRUE(holds(client.get("/konto/to-trin", karen).body, "Du har 9 reservekoder tilbage."));
  pass(1);
  EXPECT_EQ(
      client.post("/konto/to-trin/koder", "csrf=" + csrf + "&kode=" + code() + "&adgangskode=forkert", karen).status,
      403);
  const auto renewed = client.post("/konto/to-trin/koder",
                                   "csrf=" + csrf + "&kode=" + code() + "&adgangskode=rigtig+hest+batteri", karen);
  EXPECT_EQ(renewed.status, 200);
  ASSERT_EQ(codes_on(renewed.body).size(), 10u);
  EXPECT_EQ(in_with(codes_on(set.body).back()), 403);
  EXPECT_EQ(in_with(codes_on(renewed.body).back()), 303);
  EXPECT_EQ(client.post("/konto/to-trin/koder", "csrf=" + csrf + "&kode=1&adgangskode=x").status, 403);
}

const database::Sql stored_codes{"SELECT COUNT(*) FROM account_backup_code"};

TEST_F(SecondFactorTest, ABackupCodeSignsInOnceAndTellsItsOwner) {
  const Account karen = with_factor("karen");
  ASSERT_TRUE(set_email(access_, admin_, karen.id, "karen@x.dk"));
  ASSERT_EQ(backup_codes_.size(), 10u);
  EXPECT_EQ(std::set(backup_codes_.begin(), backup_codes_.end()).size(), 10u);
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  std::string typed = backup_codes_[3];
  std::ranges::transform(typed, typed.begin(),
                         [](unsigned char c) { return c == '-' ? ' ' : static_cast<char>(std::toupper(c)); });
  const auto done = finish_sign_in(access_, in->waits, typed, "10.0.0.1");
  ASSERT_TRUE(done);
  EXPECT_TRUE(access_.sessions.find(done->token));
  EXPECT_TRUE(holds(letters_to("karen@x.dk").back(), "du har 9 tilbage"));
  const auto again = finish_sign_in(access_, in->waits, backup_codes_[3], "10.0.0.1");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, Kind::forbidden);
  EXPECT_EQ(count(stored_codes), 9);
  // The log says that one was used, and not which.
  const auto entries =
      audit::list_entries(test_.database().reader(), {.action = "session.start_by_backup_code"}).entries;
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_TRUE(holds(entries[0].payload.value_or(""), "\"backup_codes_left\":9"));
  EXPECT_FALSE(holds(entries[0].payload.value_or(""), backup_codes_[3]));
  access_.refusals.settle();
  EXPECT_EQ(audit::list_entries(test_.database().reader(), {.action = "session.refuse"}).entries.size(), 1u);
}

TEST_F(SecondFactorTest, ABackupCodeIsItsOwnersAloneAndKeptAsAHash) {
  with_factor("karen");
  const auto karens = backup_codes_;
  const Account ida = with_factor("ida");
  EXPECT_EQ(finish_sign_in(access_, enter("ida")->waits, karens[0], "10.0.0.1").error().kind, Kind::forbidden);
  for (auto rows = test_.database().reader().query({"SELECT code_hash FROM account_backup_code"}); rows.next();)
    for (const auto& code : karens) EXPECT_NE(rows.text(0), sha256_hex(code));
  ASSERT_TRUE(remove_factor(access_, admin_, ida.id));
  EXPECT_EQ(count(stored_codes), 10);
  const auto karen = find_login(test_.database().reader(), "karen")->account;
  ASSERT_TRUE(remove_own_factor(access_, actor_of(access_, karen, "10.0.0.1"), password, karens[9]));
  EXPECT_EQ(count(stored_codes), 0);
}

TEST_F(SecondFactorTest, GuessingBackupCodesIsLimited) {
  with_factor("karen");
  const auto in = enter("karen");
  for (int i = 0; i < limits::code_attempts_per_quarter_hour; ++i)
    EXPECT_EQ(
        finish_sign_in(access_, in->waits, "abcd-efgh-jkmn-pqr" + std::to_string(i), "10.0.1." + std::to_string(i))
            .error()
            .kind,
        Kind::forbidden);
  EXPECT_EQ(finish_sign_in(access_, in->waits, backup_codes_[0], "10.0.0.9").error().kind, Kind::too_many);
  EXPECT_EQ(count(stored_codes), 10);
}

// Accounts from before there were backup codes have none until their owner makes some.
TEST_F(SecondFactorTest, BackupCodesAreRenewedWithPasswordAndCode) {
  const Account karen = with_factor("karen");
  const audit::Actor actor = actor_of(access_, karen, "10.0.0.1");
  test_.database().write([](database::Connection& connection) {
    connection.script("DELETE FROM account_backup_code");
    return true;
  });
  EXPECT_EQ(renew_own_backup_codes(access_, actor, "forkert kode", code()).error().kind, Kind::forbidden);
  EXPECT_EQ(renew_own_backup_codes(access_, actor, password, "000000").error().kind, Kind::forbidden);
  EXPECT_EQ(renew_own_backup_codes(access_, actor, password, backup_codes_[0]).error().kind, Kind::forbidden);
  EXPECT_EQ(count(stored_codes), 0);
  const auto renewed = renew_own_backup_codes(access_, actor, password, code());
  ASSERT_TRUE(renewed);
  EXPECT_TRUE(finish_sign_in(access_, enter("karen")->waits, renewed->front(), "10.0.0.1"));
}

}  // namespace
}  // namespace klynge::access
