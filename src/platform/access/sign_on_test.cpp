// Sign-on by a provider: whose account it is, and every answer that must not sign anybody in.
#include <gtest/gtest.h>

#include <map>

#include "platform/access/sign_on.hpp"
#include "platform/access/test_access.hpp"
#include "platform/oidc/test_signer.hpp"

namespace klynge::access {
namespace {

using Json = nlohmann::json;
using Kind = Problem::Kind;

const database::Sql count_identities{"SELECT COUNT(*) FROM account_identity"};
const database::Sql count_all_sessions{"SELECT COUNT(*) FROM session"};
const database::Sql count_under_way{"SELECT COUNT(*) FROM oidc_attempt"};

constexpr const char* issuer = "https://login.example.org";

class SignOnTest : public AccessTest {
 protected:
  std::map<std::string, std::string> answers_;
  static inline oidc::TestSigner* signer_ = nullptr;

  static void SetUpTestSuite() { signer_ = new oidc::TestSigner("key-1"); }
  static void TearDownTestSuite() { delete signer_; }

  void SetUp() override {
    configure({.issuer = issuer, .client_id = "klynge", .claim = "email"});
    answers_[std::string(issuer) + "/.well-known/openid-configuration"] =
        Json{{"issuer", issuer}, {"authorization_endpoint", "https://login.example.org/auth"}, {"token_endpoint", "https://login.example.org/token"},
             {"jwks_uri", "https://login.example.org/jwks"}}.dump();
    answers_["https://login.example.org/jwks"] = Json{{"keys", {signer_->public_key()}}}.dump();
  }
  void configure(oidc::Settings settings) {
    access_.provider = std::make_unique<oidc::Provider>(
        std::move(settings), [this](const oidc::Question& question) -> Result<std::string> { return answers_.at(question.url); },
        [this] { return Instant{now_us_}; });
  }
  Account person(std::string login, const std::string& email) {
    Account account = add(std::move(login));
    EXPECT_TRUE(set_email(access_, admin_, account.id, email));
    return account;
  }

  struct Leg {
    std::string state, nonce, browser;
  };
  Leg leave(const std::string& browser = {}) {
    const auto start = begin_sign_on(access_, browser, "/moeder", "10.0.0.1");
    EXPECT_TRUE(start);
    const auto value = [&](const std::string& name) {
      const auto at = start->location.find("&" + name + "=") + name.size() + 2;
      return start->location.substr(at, start->location.find('&', at) - at);
    };
    return {value("state"), value("nonce"), start->browser};
  }
  Result<SignedOn> come_back(const Leg& leg, const Json& claims) {
    Json all{{"iss", issuer}, {"aud", "klynge"}, {"nonce", leg.nonce}, {"iat", now_us_ / 1'000'000}, {"exp", now_us_ / 1'000'000 + 300}};
    all.update(claims);
    answers_["https://login.example.org/token"] = Json{{"id_token", signer_->sign(all)}}.dump();
    return finish_sign_on(access_, {.state = leg.state, .code = "code", .browser = leg.browser}, "10.0.0.1");
  }
  Result<SignedOn> sign_on(const Json& claims) { return come_back(leave(), claims); }
  std::string sentence(const Result<SignedOn>& result) { return result ? "(signed in)" : result.error().danish; }
};

TEST_F(SignOnTest, LinksByTheClaimOnceAndByTheSubjectFromThenOn) {
  const Account karen = person("karen", "karen@x.dk");
  const auto first = sign_on({{"sub", "u1"}, {"email", "Karen@X.dk"}});
  ASSERT_TRUE(first) << first.error().danish;
  EXPECT_EQ(first->signed_in.account.id, karen.id);
  EXPECT_EQ(first->return_to, "/moeder");
  EXPECT_TRUE(access_.sessions.find(first->signed_in.token));
  // The address no longer counts, neither for her nor for who has it next.
  EXPECT_EQ(sign_on({{"sub", "u1"}, {"email", "andet@x.dk"}})->signed_in.account.id, karen.id);
  const auto thief = sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}});
  ASSERT_FALSE(thief);
  EXPECT_EQ(thief.error().kind, Kind::conflict);
  EXPECT_TRUE(holds(sentence(thief), "hører allerede til en anden bruger"));
  ASSERT_TRUE(unlink_identity(access_, admin_, karen.id, issuer, "u1"));
  access_.sessions.forget_all();
  EXPECT_FALSE(access_.sessions.find(first->signed_in.token));
  EXPECT_TRUE(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}}));
  EXPECT_EQ(unlink_identity(access_, admin_, karen.id, issuer, "u1").error().kind, Kind::not_found);
}

TEST_F(SignOnTest, SaysWhyThereIsNoAccount) {
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "ukendt@x.dk"}})), "ingen konto i Klynge"));
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}})), "ingen konto i Klynge"));
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", ""}})), "ingen konto i Klynge"));
  person("karen", "faelles@x.dk");
  const Account bo = person("bo", "faelles@x.dk");
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "faelles@x.dk"}})), "flere konti"));
  ASSERT_TRUE(set_email(access_, admin_, bo.id, "bo@x.dk"));
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "bo@x.dk"}, {"email_verified", false}})), "ikke bekræftet"));
  ASSERT_TRUE(set_disabled(access_, admin_, bo.id, true));
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "bo@x.dk"}})), "spærret"));
  EXPECT_EQ(count(count_identities), 0);
  EXPECT_EQ(count(count_all_sessions), 0);
}

TEST_F(SignOnTest, TheClaimMayBeTheLoginOrNone) {
  const Account karen = person("karen", "karen@x.dk");
  configure({.issuer = issuer, .client_id = "klynge", .claim = "preferred_username", .match = "login"});
  EXPECT_EQ(sign_on({{"sub", "u1"}, {"preferred_username", "KAREN"}})->signed_in.account.id, karen.id);
  configure({.issuer = issuer, .client_id = "klynge"});
  EXPECT_TRUE(sign_on({{"sub", "u1"}}));   // linked already
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}})), "ingen konto"));
}

TEST_F(SignOnTest, AnAddressThatNobodyProvedOpensNoAccountWhoseLoginItIs) {
  add("karen@x.dk");
  configure({.issuer = issuer, .client_id = "klynge", .claim = "email", .match = "login"});
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "thief"}, {"email", "karen@x.dk"}, {"email_verified", false}})), "ikke bekræftet"));
  EXPECT_EQ(count(count_identities), 0);
  EXPECT_TRUE(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}, {"email_verified", true}}));
}

TEST_F(SignOnTest, WhoeverGetsInLeavesRoomForTheNextAtTheirAddress) {
  person("karen", "karen@x.dk");
  for (int i = 0; i < 6 * limits::sign_in_attempts_per_quarter_hour + 5; ++i)
    ASSERT_TRUE(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})) << i;
}

TEST_F(SignOnTest, AnAnswerCountsOnceInItsBrowserAndInTime) {
  person("karen", "karen@x.dk");
  const Json claims{{"sub", "u1"}, {"email", "karen@x.dk"}};
  Leg leg = leave();
  ASSERT_TRUE(come_back(leg, claims));
  EXPECT_TRUE(holds(sentence(come_back(leg, claims)), "allerede brugt"));   // replayed
  leg = leave();
  EXPECT_TRUE(holds(sentence(come_back({leg.state, leg.nonce, leave().browser}, claims)), "denne browser"));
  EXPECT_TRUE(holds(sentence(come_back({leg.state, leg.nonce, ""}, claims)), "denne browser"));
  EXPECT_TRUE(holds(sentence(come_back({"noget andet", leg.nonce, leg.browser}, claims)), "denne browser"));
  EXPECT_TRUE(come_back(leg, claims));   // the others did not use it up
  // Two tabs of one browser.
  const Leg one = leave(), two = leave(one.browser);
  EXPECT_EQ(one.browser, two.browser);
  EXPECT_TRUE(come_back(one, claims));
  EXPECT_TRUE(come_back(two, claims));
  leg = leave();
  pass(limits::provider_attempt_minutes + 1);
  EXPECT_TRUE(holds(sentence(come_back(leg, claims)), "udløbet"));
  leg = leave();
  EXPECT_TRUE(holds(sentence(come_back(leg, {{"sub", "u1"}, {"nonce", "another"}})), "ikke godkendes"));
  EXPECT_FALSE(come_back(leg, claims));   // an answer that was refused is used up, too
}

TEST_F(SignOnTest, TheProvidersOwnWordsAreSaid) {
  const auto answer = [&](SignOnAnswer given) {
    const Leg leg = leave();
    given.state = leg.state;
    given.browser = leg.browser;
    return sentence(finish_sign_on(access_, given, "10.0.0.1"));
  };
  EXPECT_TRUE(holds(answer({.error = "access_denied"}), "afbrudt"));
  EXPECT_TRUE(holds(answer({.error = "server_error"}), "kunne ikke logge dig ind"));
  EXPECT_TRUE(holds(answer({.code = "c", .issuer = "https://evil.example.org"}), "rigtige login-tjeneste"));
  EXPECT_TRUE(holds(answer({}), "ikke helt"));
  answers_["https://login.example.org/token"] = R"({"error":"invalid_grant"})";
  EXPECT_TRUE(holds(answer({.code = "c"}), "udløbet eller allerede brugt"));
  access_.provider = nullptr;
  EXPECT_EQ(begin_sign_on(access_, "", "/", "10.0.0.1").error().kind, Kind::not_found);
  EXPECT_EQ(finish_sign_on(access_, {}, "10.0.0.1").error().kind, Kind::not_found);
}

TEST_F(SignOnTest, SettingOutIsLimitedByAddress) {
  int refused = 0;
  for (int i = 0; i < 200; ++i) refused += !begin_sign_on(access_, "", "/", "10.0.0.9");
  EXPECT_EQ(refused, 200 - 6 * limits::sign_in_attempts_per_quarter_hour);
  EXPECT_TRUE(begin_sign_on(access_, "", "/", "10.0.0.8"));
  pass(limits::provider_attempt_minutes + 1);
  leave();
  EXPECT_EQ(count(count_under_way), 1);   // what was left behind is gone
}

}  // namespace
}  // namespace klynge::access
