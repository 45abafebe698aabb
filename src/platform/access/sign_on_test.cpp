// Sign-on by a provider: whose account it is, and every answer that must not sign anybody in.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "platform/access/sign_on.hpp"
#include "platform/access/test_access.hpp"
#include "platform/audit/audit_store.hpp"
#include "platform/oidc/test_signer.hpp"

namespace klynge::access {
namespace {

using Json = nlohmann::json;
using Kind = Problem::Kind;

const database::Sql count_identities{"SELECT COUNT(*) FROM account_identity"};
const database::Sql count_all_sessions{"SELECT COUNT(*) FROM session"};
const database::Sql count_under_way{"SELECT COUNT(*) FROM oidc_attempt"};

const database::Sql telling{"SELECT count(*) FROM audit_payload WHERE payload LIKE '%hemmelig%'"};
const database::Sql add_person{"INSERT INTO person (id, name, sort_key) VALUES ($1, 'Navn', 'navn')"};

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
        Json{{"issuer", issuer},
             {"authorization_endpoint", "https://login.example.org/auth"},
             {"token_endpoint", "https://login.example.org/token"},
             {"jwks_uri", "https://login.example.org/jwks"}}
            .dump();
    answers_["https://login.example.org/jwks"] = Json{{"keys", {signer_->public_key()}}}.dump();
  }
  void configure(oidc::Settings settings) {
    access_.provider = std::make_unique<oidc::Provider>(
        std::move(settings),
        [this](const oidc::Question& question) -> Result<std::string> { return answers_.at(question.url); },
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
    Json all{{"iss", issuer},
             {"aud", "klynge"},
             {"nonce", leg.nonce},
             {"iat", now_us_ / 1'000'000},
             {"exp", now_us_ / 1'000'000 + 300}};
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
  EXPECT_TRUE(
      holds(sentence(sign_on({{"sub", "u1"}, {"email", "bo@x.dk"}, {"email_verified", false}})), "ikke bekræftet"));
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
  EXPECT_TRUE(sign_on({{"sub", "u1"}}));  // linked already
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}})), "ingen konto"));
}

TEST_F(SignOnTest, AnAddressThatNobodyProvedOpensNoAccountWhoseLoginItIs) {
  add("karen@x.dk");
  configure({.issuer = issuer, .client_id = "klynge", .claim = "email", .match = "login"});
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "thief"}, {"email", "karen@x.dk"}, {"email_verified", false}})),
                    "ikke bekræftet"));
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
  EXPECT_TRUE(holds(sentence(come_back(leg, claims)), "allerede brugt"));  // replayed
  leg = leave();
  EXPECT_TRUE(holds(sentence(come_back({leg.state, leg.nonce, leave().browser}, claims)), "denne browser"));
  EXPECT_TRUE(holds(sentence(come_back({leg.state, leg.nonce, ""}, claims)), "denne browser"));
  EXPECT_TRUE(holds(sentence(come_back({"noget andet", leg.nonce, leg.browser}, claims)), "denne browser"));
  EXPECT_TRUE(come_back(leg, claims));  // the others did not use it up
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
  EXPECT_FALSE(come_back(leg, claims));  // an answer that was refused is used up, too
}

TEST_F(SignOnTest, WhoIsSignedInIsNotToldTheContrary) {
  const auto all = sign_on_routes(access_);
  const auto route = std::ranges::find(all, "/log-ind/tjeneste/svar", &http::Route::pattern);
  ASSERT_NE(route, all.end());
  http::Request request{.target = "/log-ind/tjeneste/svar"};
  EXPECT_TRUE(holds(route->handler(request).body, "<h1>Du er ikke logget ind</h1>"));
  request.actor.id = "0192f1c2-7b1a-7c3e-9f00-112233445566";
  request.actor.name = "Karen Prøve";
  const auto back = route->handler(request).body;
  EXPECT_FALSE(holds(back, "Du er ikke logget ind"));
  EXPECT_TRUE(holds(back, "Du er stadig logget ind som Karen Prøve."));
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

TEST_F(SignOnTest, RefusedAnswersStandInTheLog) {
  const auto refused = [&] {
    access_.refusals.settle();
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& row : audit::list_entries(test_.database().reader(), {.action = "session.refuse"}).entries)
      out.emplace_back(row.object_id, Json::parse(row.payload.value_or("[{}]")).at(0).at("change").value("why", ""));
    std::ranges::sort(out);
    return out;
  };
  using All = std::vector<std::pair<std::string, std::string>>;
  const Json unknown{{"sub", "u1"}, {"email", "ukendt@x.dk"}};
  EXPECT_FALSE(sign_on(unknown));
  Leg leg = leave();
  EXPECT_FALSE(come_back(leg, {{"sub", "u1"}, {"nonce", "another"}}));
  EXPECT_FALSE(come_back(leg, unknown));  // replayed
  EXPECT_FALSE(sign_on({{"sub", "u1"}, {"email", "ukendt@x.dk"}, {"exp", now_us_ / 1'000'000 - 600}}));
  EXPECT_EQ(refused(),
            (All{{"", "another nonce"}, {"", "expired"}, {"", "no such attempt"}, {"", "unknown identity"}}));
  const Account karen = person("karen", "karen@x.dk");
  ASSERT_TRUE(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}}));
  EXPECT_FALSE(sign_on({{"sub", "u3"}, {"email", "karen@x.dk"}}));
  ASSERT_TRUE(set_disabled(access_, admin_, karen.id, true));
  EXPECT_FALSE(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}}));
  const auto all = refused();
  ASSERT_EQ(all.size(), 6u);
  EXPECT_EQ(all[4], std::pair(karen.id.text(), std::string("account disabled")));
  EXPECT_EQ(all[5], std::pair(karen.id.text(), std::string("the account belongs to another identity")));
  // Answers made up without end are counted, not written one by one; what they say is nowhere.
  for (int i = 0; i < 200; ++i)
    EXPECT_FALSE(finish_sign_on(access_, {.state = "hemmelig", .error = "hemmelig"}, "10.0.0.2"));
  EXPECT_EQ(refused().size(), 10u);
  EXPECT_EQ(count(telling), 0);
}

// --- a claim that names a person ------------------------------------------------------------------------------

class PersonSignOn : public SignOnTest {
 protected:
  std::map<std::string, std::vector<PersonDirectory::Entry>> by_email_;
  const std::string karen_ = "0192f1c2-7b1a-7c3e-9f00-000000000001", bo_ = "0192f1c2-7b1a-7c3e-9f00-000000000002";

  void SetUp() override {
    SignOnTest::SetUp();
    test_.database().write([&](database::Connection& connection) {
      for (const auto& id : {karen_, bo_}) connection.execute(add_person, id);
      return true;
    });
    by_email_["karen@x.dk"] = {{karen_, "Karen Prøve", ""}};
    access_.persons.get = [](database::Connection&, std::string_view id) {
      return PersonDirectory::Entry{std::string(id), "Navn", ""};
    };
    access_.persons.by_email = [this](database::Connection&, std::string_view email) {
      return by_email_[std::string(email)];
    };
    persons(true);
  }
  void persons(bool makes) {
    configure({.issuer = issuer, .client_id = "klynge", .claim = "email", .match = "person", .makes_accounts = makes});
  }
  std::size_t accounts() { return list_accounts(test_.database().reader()).size(); }
};

TEST_F(PersonSignOn, FindsThePersonsAccount) {
  persons(false);
  const Account karen = add("karen", {});
  ASSERT_TRUE(link_person(access_, admin_, karen.id, karen_));
  const auto in = sign_on({{"sub", "u1"}, {"email", "Karen@X.dk"}});
  ASSERT_TRUE(in) << in.error().danish;
  EXPECT_EQ(in->signed_in.account.id, karen.id);
  EXPECT_EQ(accounts(), 1u);
}

TEST_F(PersonSignOn, MakesAnAccountWhereThatIsAllowed) {
  persons(false);
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})), "ingen konto i Klynge"));
  EXPECT_EQ(accounts(), 0u);
  persons(true);
  const auto in = sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}});
  ASSERT_TRUE(in) << in.error().danish;
  const Account& made = in->signed_in.account;
  EXPECT_EQ(made.person_id, karen_);
  EXPECT_EQ(made.name, "Karen Prøve");
  EXPECT_EQ(made.login, "karen@x.dk");
  EXPECT_TRUE(made.roles.empty());
  EXPECT_FALSE(enter("karen@x.dk", ""));  // there is no password to guess
  EXPECT_EQ(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})->signed_in.account.id, made.id);
  EXPECT_EQ(accounts(), 1u);
  // Another identity with her address is not her.
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u2"}, {"email", "karen@x.dk"}})), "hører allerede til en anden bruger"));
  EXPECT_EQ(accounts(), 1u);
}

TEST_F(PersonSignOn, MakesNoneWhereItIsNotSureWhose) {
  for (const Json& claims : {Json{{"sub", "u1"}, {"email", "ukendt@x.dk"}}, Json{{"sub", "u1"}},
                             Json{{"sub", "u1"}, {"email", "karen@x.dk"}, {"email_verified", false}}})
    EXPECT_FALSE(sign_on(claims));
  by_email_["karen@x.dk"].push_back({bo_, "Bo", ""});
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})), "flere personer"));
  EXPECT_EQ(accounts(), 0u);
  by_email_["karen@x.dk"].pop_back();
  add("karen@x.dk");  // somebody else has the name
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})), "som brugernavn"));
  EXPECT_EQ(accounts(), 1u);
}

// The address of a person is kept by secretaries; roles are given by administrators.
TEST_F(PersonSignOn, AnAccountWithRolesOpensToItsOwnAddressAlone) {
  const Account chief = person("chef", "chef@x.dk");
  ASSERT_TRUE(set_roles(access_, admin_, chief.id, {Role::administrator}));
  ASSERT_TRUE(link_person(access_, admin_, chief.id, karen_));
  EXPECT_TRUE(holds(sentence(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})), "anden e-mail"));
  EXPECT_EQ(count(count_identities), 0);
  ASSERT_TRUE(set_email(access_, admin_, chief.id, "karen@x.dk"));
  EXPECT_EQ(sign_on({{"sub", "u1"}, {"email", "karen@x.dk"}})->signed_in.account.id, chief.id);
}

TEST_F(SignOnTest, SettingOutIsLimitedByAddress) {
  int refused = 0;
  for (int i = 0; i < 200; ++i) refused += !begin_sign_on(access_, "", "/", "10.0.0.9");
  EXPECT_EQ(refused, 200 - 6 * limits::sign_in_attempts_per_quarter_hour);
  EXPECT_TRUE(begin_sign_on(access_, "", "/", "10.0.0.8"));
  pass(limits::provider_attempt_minutes + 1);
  leave();
  EXPECT_EQ(count(count_under_way), 1);  // what was left behind is gone
}

}  // namespace
}  // namespace klynge::access
