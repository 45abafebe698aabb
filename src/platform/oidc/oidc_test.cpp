// ID tokens that are to be believed and those that are not; a provider whose keys change.
#include <gtest/gtest.h>

#include <map>

#include "base/limits.hpp"
#include "platform/oidc/provider.hpp"
#include "platform/oidc/test_signer.hpp"

namespace klynge::oidc {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t second_us = 1'000'000;
constexpr Instant now{1'800'000'000 * second_us};
const Expected expected{"https://login.example.org", "klynge", "the-nonce", Instant{now.us - 30 * second_us}};

Json good_claims() {
  return {{"iss", "https://login.example.org"},
          {"aud", "klynge"},
          {"sub", "user-1"},
          {"nonce", "the-nonce"},
          {"iat", 1'800'000'000},
          {"exp", 1'800'000'300},
          {"email", "k@x.dk"}};
}

Json with(const char* name, const Json& value) {
  Json claims = good_claims();
  if (value.is_null())
    claims.erase(name);
  else
    claims[name] = value;
  return claims;
}

Keys keys_of(std::initializer_list<Json> keys) {
  auto parsed = parse_keys(Json{{"keys", keys}}.dump());
  EXPECT_TRUE(parsed);
  return parsed.value_or(Keys{});
}

class IdTokenTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    signer = new TestSigner("key-1");
    other = new TestSigner("key-2");
  }
  static void TearDownTestSuite() {
    delete signer;
    delete other;
  }
  static Verdict verdict_of(const Json& claims) {
    return verify(signer->sign(claims), keys_of({signer->public_key()}), expected, now);
  }
  static TestSigner *signer, *other;
};
TestSigner *IdTokenTest::signer = nullptr, *IdTokenTest::other = nullptr;

TEST_F(IdTokenTest, ASoundOneSaysWhoItIs) {
  const auto verdict = verdict_of(good_claims());
  ASSERT_EQ(verdict.trust, Trust::sound) << verdict.why;
  EXPECT_EQ(verdict.identity.issuer, "https://login.example.org");
  EXPECT_EQ(verdict.identity.subject, "user-1");
  EXPECT_EQ(verdict.identity.text("email"), "k@x.dk");
  EXPECT_EQ(verdict.identity.text("exp"), "");
  TestSigner curve("key-3", false);
  EXPECT_EQ(verify(curve.sign(good_claims()), keys_of({signer->public_key(), curve.public_key()}), expected, now).trust,
            Trust::sound);
  // Without a word on the key, those that fit may try.
  EXPECT_EQ(verify(other->sign(good_claims(), "RS256", ""), keys_of({signer->public_key(), other->public_key()}),
                   expected, now)
                .trust,
            Trust::sound);
  EXPECT_EQ(verify(signer->sign(good_claims(), "PS256", "key-1"), keys_of({signer->public_key()}), expected, now).trust,
            Trust::sound);
}

TEST_F(IdTokenTest, EveryClaimIsChecked) {
  const std::int64_t at = 1'800'000'000;
  EXPECT_EQ(verdict_of(with("aud", Json::array({"klynge", "other"}))).trust, Trust::refused);  // without azp
  Json several = with("aud", Json::array({"klynge", "other"}));
  several["azp"] = "klynge";
  EXPECT_EQ(verdict_of(several).trust, Trust::sound);
  struct Case {
    const char* name;
    Json value;
  };
  for (const Case& one : std::initializer_list<Case>{{"iss", "https://evil.example.org"},
                                                     {"iss", nullptr},
                                                     {"iss", "https://login.example.org/"},
                                                     {"aud", "other"},
                                                     {"aud", nullptr},
                                                     {"aud", Json::array()},
                                                     {"aud", Json::array({"other"})},
                                                     {"aud", 7},
                                                     {"azp", "other"},
                                                     {"nonce", "another"},
                                                     {"nonce", nullptr},
                                                     {"nonce", ""},
                                                     {"sub", nullptr},
                                                     {"sub", ""},
                                                     {"sub", 7},
                                                     {"sub", std::string(256, 'x')},
                                                     {"exp", nullptr},
                                                     {"exp", "soon"},
                                                     {"exp", at - 60},
                                                     {"exp", -1},
                                                     {"exp", 1e300},
                                                     {"iat", nullptr},
                                                     {"iat", at + 61},
                                                     {"iat", at - 91},
                                                     {"nbf", at + 61},
                                                     {"nbf", "x"}})
    EXPECT_EQ(verdict_of(with(one.name, one.value)).trust, Trust::refused) << one.name << " " << one.value;
  // Clocks that differ by a minute are no reason.
  for (const Case& one :
       std::initializer_list<Case>{{"exp", at - 59}, {"iat", at + 60}, {"iat", at - 90}, {"nbf", at + 60}})
    EXPECT_EQ(verdict_of(with(one.name, one.value)).trust, Trust::sound) << one.name << " " << one.value;
}

TEST_F(IdTokenTest, OnlyAPublicKeysSignatureCounts) {
  const Keys keys = keys_of({signer->public_key()});
  for (const std::string& token :
       {TestSigner::unsigned_token(good_claims(), ""), TestSigner::unsigned_token(good_claims(), "AAAA"),
        signer->sign_with_public_key(good_claims())})
    EXPECT_NE(verify(token, keys, expected, now).trust, Trust::sound) << token.substr(0, 40);
  EXPECT_EQ(verify(signer->sign_with_public_key(good_claims()), keys, expected, now).trust, Trust::refused);
  EXPECT_EQ(verify(other->sign(good_claims()), keys, expected, now).trust, Trust::no_key);
  EXPECT_EQ(verify(other->sign(good_claims(), "RS256", "key-1"), keys, expected, now).trust, Trust::bad_signature);
  const std::string token = signer->sign(good_claims());
  const auto dot = token.find('.');
  for (std::size_t i = dot + 1; i < token.size(); i += 11) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(verify(changed, keys, expected, now).trust, Trust::sound) << i;
  }
  for (const std::string& odd : {std::string(), std::string("a.b"), std::string("a.b.c"), std::string("..."),
                                 std::string(300'000, 'x'), token + ".x"})
    EXPECT_EQ(verify(odd, keys, expected, now).trust, Trust::malformed);
}

TEST_F(IdTokenTest, AKeyIsForWhatItSaysItIsFor) {
  Json for_encryption = signer->public_key(), for_another = signer->public_key(),
       secret{{"kty", "oct"}, {"k", "AAAA"}, {"kid", "key-1"}};
  for_encryption["use"] = "enc";
  for_another["alg"] = "RS512";
  EXPECT_TRUE(keys_of({for_encryption, secret, Json("x"), Json{{"kty", "RSA"}}}).empty());
  EXPECT_EQ(verify(signer->sign(good_claims()), keys_of({for_another}), expected, now).trust, Trust::no_key);
  for (auto odd : {"", "[]", "{}", R"({"keys":{}})", "ikke json"}) EXPECT_FALSE(parse_keys(odd)) << odd;
}

TEST(PkceTest, TheChallengeIsTheRfcs) {
  // RFC 7636, appendix B.
  EXPECT_EQ(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const Attempt one = new_attempt(now), two = new_attempt(now);
  EXPECT_EQ(one.verifier.size(), 43u);
  EXPECT_NE(one.state, two.state);
  EXPECT_NE(one.nonce, one.state);
}

TEST(FetchTest, AsksOnlyHttps) {
  for (auto good : {"https://a.dk", "http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]:8/"})
    EXPECT_TRUE(may_ask(good)) << good;
  for (auto bad : {"", "http://a.dk", "http://127.0.0.1.evil.dk/", "http://localhost.evil.dk", "file:///etc/passwd",
                   "https://", "https://a@b.dk", "https://a b", "http://127.0.0.1@evil.dk"})
    EXPECT_FALSE(may_ask(bad)) << bad;
  EXPECT_EQ(fetch({.url = "http://127.0.0.1:1/"}).error().kind, Problem::Kind::unavailable);
}

class ProviderTest : public testing::Test {
 protected:
  Instant now_ = now;
  std::map<std::string, std::string> answers_;
  std::map<std::string, int> asked_;
  std::string last_form_;
  TestSigner first_{"key-1"}, second_{"key-2"};
  Attempt attempt_ = new_attempt(now);
  Provider provider_{{.issuer = "https://login.example.org", .client_id = "klynge", .client_secret = "s"},
                     [this](const Question& question) -> Result<std::string> {
                       ++asked_[question.url];
                       if (!question.form.empty()) last_form_ = question.form;
                       const auto found = answers_.find(question.url);
                       if (found == answers_.end()) return fail(Problem::Kind::unavailable, "Nej.");
                       return found->second;
                     },
                     [this] { return now_; }};

  void SetUp() override {
    answers_["https://login.example.org/.well-known/openid-configuration"] =
        Json{{"issuer", "https://login.example.org"},
             {"authorization_endpoint", "https://login.example.org/auth"},
             {"token_endpoint", "https://login.example.org/token"},
             {"jwks_uri", "https://login.example.org/jwks"}}
            .dump();
    publish({first_.public_key()});
    issue(first_);
  }
  void publish(std::initializer_list<Json> keys) {
    answers_["https://login.example.org/jwks"] = Json{{"keys", keys}}.dump();
  }
  void issue(const TestSigner& signer) {
    Json claims = good_claims();
    claims["nonce"] = attempt_.nonce;
    claims["iat"] = now_.us / second_us;
    claims["exp"] = now_.us / second_us + 300;
    answers_["https://login.example.org/token"] = Json{{"id_token", signer.sign(claims)}}.dump();
  }
  Result<Identity> who() { return provider_.who_is(attempt_, "the code", "https://klynge.example.org/svar"); }
  int asked(const char* path) { return asked_[std::string("https://login.example.org") + path]; }
};

TEST_F(ProviderTest, SendsTheBrowserThereWithPkce) {
  const auto way = provider_.way_there(attempt_, "https://klynge.example.org/svar");
  ASSERT_TRUE(way);
  for (const std::string& part : {std::string("https://login.example.org/auth?response_type=code&client_id=klynge"),
                                  "&state=" + attempt_.state, "&nonce=" + attempt_.nonce,
                                  "&code_challenge=" + challenge_of(attempt_.verifier) + "&code_challenge_method=S256",
                                  std::string("&redirect_uri=https%3A%2F%2Fklynge.example.org%2Fsvar"),
                                  std::string("&scope=openid%20email%20profile")})
    EXPECT_NE(way->find(part), std::string::npos) << part;
  EXPECT_EQ(way->find(attempt_.verifier), std::string::npos);
  ASSERT_TRUE(who());
  EXPECT_NE(last_form_.find("code_verifier=" + attempt_.verifier), std::string::npos);
  ASSERT_TRUE(who());
  EXPECT_EQ(asked("/.well-known/openid-configuration"), 1);
  EXPECT_EQ(asked("/jwks"), 1);
  now_.us += 3601 * second_us;
  issue(first_);
  ASSERT_TRUE(who());
  EXPECT_EQ(asked("/.well-known/openid-configuration"), 2);
}

TEST_F(ProviderTest, ANewKeyIsAskedForOnceAMinuteAtTheMost) {
  ASSERT_TRUE(who());
  publish({first_.public_key(), second_.public_key()});
  issue(second_);
  ASSERT_TRUE(who());
  EXPECT_EQ(asked("/jwks"), 2);
  const TestSigner unknown("key-9");
  issue(unknown);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(who().error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(asked("/jwks"), 2);
  now_.us += 61 * second_us;
  issue(unknown);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(who());
  EXPECT_EQ(asked("/jwks"), 3);
}

TEST_F(ProviderTest, AnotherProviderOrABrokenOneIsNotBelieved) {
  const std::string url = "https://login.example.org/.well-known/openid-configuration";
  const std::string good = answers_[url];
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, Json>>{
           {"issuer", "https://evil.example.org"},
           {"token_endpoint", "http://login.example.org/token"},
           {"jwks_uri", 7},
           {"code_challenge_methods_supported", Json::array({"plain"})}}) {
    Json changed = Json::parse(good);
    changed[name] = value;
    answers_[url] = changed.dump();
    EXPECT_EQ(provider_.way_there(attempt_, "https://k.dk").error().kind, Problem::Kind::unavailable) << name;
  }
  answers_[url] = "<html>";
  EXPECT_FALSE(provider_.way_there(attempt_, "https://k.dk"));
  answers_[url] = good;
  for (auto odd : {"<html>", "{}", R"({"id_token":7})", R"({"error":"server_error"})"}) {
    answers_["https://login.example.org/token"] = odd;
    EXPECT_EQ(who().error().kind, Problem::Kind::unavailable) << odd;
  }
  answers_["https://login.example.org/token"] = R"({"error":"invalid_grant"})";
  EXPECT_EQ(who().error().kind, Problem::Kind::forbidden);
}

TEST(SettingsTest, SayWhatTheyLack) {
  EXPECT_EQ(fault_of({}), "");
  EXPECT_EQ(fault_of({.issuer = "https://a.dk", .client_id = "k"}), "");
  EXPECT_NE(fault_of({.issuer = "http://a.dk", .client_id = "k"}), "");
  EXPECT_NE(fault_of({.issuer = "https://a.dk"}), "");
  EXPECT_NE(fault_of({.issuer = "https://a.dk", .client_id = "k", .scopes = "email"}), "");
  EXPECT_NE(fault_of({.issuer = "https://a.dk", .client_id = "k", .match = "name"}), "");
}

}  // namespace
}  // namespace klynge::oidc
