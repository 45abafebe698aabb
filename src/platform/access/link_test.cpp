// Invitations, forgotten passwords and new addresses: links that open once, for who they were written to.
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/access/link_actions.hpp"
#include "platform/access/test_access.hpp"

namespace klynge::access {
namespace {

using http::TestClient;

class LinkTest : public AccessPagesTest {
 protected:
  static std::string token_in_letter(const std::string& letter) {
    const auto at = letter.find("/adgang/");
    return at == letter.npos ? std::string{} : letter.substr(at + 8, 64);
  }
  std::string last_token(std::string_view email) {
    const auto letters = letters_to(email);
    return letters.empty() ? std::string{} : token_in_letter(letters.back());
  }
  Account with_email(std::string login, std::string email) {
    Account account = add(std::move(login));
    EXPECT_TRUE(set_email(access_, admin_, account.id, email));
    return account;
  }
  Result<Account> invite(std::string login, std::string email) {
    return invite_account(
        access_, admin_,
        {.login = std::move(login), .name = "Karen Prøve", .roles = {Role::reader}, .email = std::move(email)});
  }
  std::string problem_of(std::string_view token) {
    const auto link = look_at_link(access_, token);
    return link ? "(none)" : link.error().danish;
  }
};

const database::Sql count_links{"SELECT COUNT(*) FROM account_link"};
const database::Sql count_tokens_like{
    "SELECT (SELECT COUNT(*) FROM account_link WHERE token_hash = $1) + (SELECT COUNT(*) FROM outgoing_mail WHERE body LIKE $2) + (SELECT COUNT(*) FROM audit_payload WHERE payload LIKE $2)"};

TEST_F(LinkTest, AnInvitationOpensOnceAndIsKeptNowhere) {
  ASSERT_TRUE(invite("karen", "Karen@X.dk"));
  EXPECT_FALSE(enter("karen", ""));
  const auto letters = letters_to("karen@x.dk");
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_TRUE(holds(letters[0], "Dit brugernavn er karen"));
  const std::string token = token_in_letter(letters[0]);
  ASSERT_EQ(token.size(), 64u);
  {
    auto rows = test_.database().reader().query(count_tokens_like, token, "%" + token + "%");
    rows.next();
    EXPECT_EQ(rows.integer(0), 0);
  }
  EXPECT_TRUE(look_at_link(access_, token));
  EXPECT_TRUE(look_at_link(access_, token));  // a mail program may look first
  EXPECT_EQ(choose_password(access_, token, "kort", "10.0.0.1").error().kind, Problem::Kind::invalid);
  ASSERT_TRUE(choose_password(access_, token, password, "10.0.0.1"));
  EXPECT_TRUE(enter("karen"));
  EXPECT_TRUE(holds(problem_of(token), "allerede brugt"));
  EXPECT_FALSE(choose_password(access_, token, "en helt anden kode", "10.0.0.1"));
  EXPECT_TRUE(enter("karen"));
}

TEST_F(LinkTest, SaysWhyALinkDoesNotOpen) {
  EXPECT_TRUE(holds(problem_of(std::string(64, 'a')), "ikke rigtigt"));
  EXPECT_TRUE(holds(problem_of(""), "ikke rigtigt"));
  const auto karen = invite("karen", "k@x.dk");
  ASSERT_TRUE(karen);
  const std::string first = last_token("k@x.dk");
  pass(1);
  ASSERT_TRUE(send_link(access_, admin_, karen->id));
  EXPECT_TRUE(holds(problem_of(first), "nyere"));
  const std::string second = last_token("k@x.dk");
  EXPECT_EQ(problem_of(second), "(none)");
  ASSERT_TRUE(set_disabled(access_, admin_, karen->id, true));
  EXPECT_NE(problem_of(second), "(none)");
  EXPECT_FALSE(send_link(access_, admin_, karen->id));
  ASSERT_TRUE(set_disabled(access_, admin_, karen->id, false));
  EXPECT_NE(problem_of(second), "(none)");  // and does not come to life again
  ASSERT_TRUE(send_link(access_, admin_, karen->id));
  pass(limits::invitation_hours * 60 + 1);
  EXPECT_TRUE(holds(problem_of(last_token("k@x.dk")), "udløbet"));
}

TEST_F(LinkTest, ALetterWhoseLinkIsSupersededIsNotSent) {
  const auto karen = invite("karen", "k@x.dk");
  ASSERT_TRUE(karen);
  ASSERT_TRUE(invite("bo", "k@x.dk")) << "of the same address, but of another account";
  const std::string first = letters_to("k@x.dk").front();
  pass(1);
  ASSERT_TRUE(send_link(access_, admin_, karen->id));
  const auto letters = letters_to("k@x.dk");
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(std::ranges::count(letters, first), 0);
  for (const auto& letter : letters) EXPECT_EQ(problem_of(token_in_letter(letter)), "(none)");
  ASSERT_TRUE(set_disabled(access_, admin_, karen->id, true));
  EXPECT_EQ(letters_to("k@x.dk").size(), 1u);
}

TEST_F(LinkTest, InvitesOnlyWhereALetterCanGo) {
  EXPECT_FALSE(invite("karen", ""));
  EXPECT_FALSE(invite("karen", "karen"));
  EXPECT_FALSE(invite("k", "k@x.dk"));
  ASSERT_TRUE(invite("karen", "k@x.dk"));
  EXPECT_EQ(invite("karen", "k2@x.dk").error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(letters_to("k2@x.dk").empty());
  audit::Actor reader{"r", "R", "", permissions_of(Roles{Role::reader})};
  EXPECT_EQ(invite_account(access_, reader, {.login = "bo", .name = "Bo", .email = "b@x.dk"}).error().kind,
            Problem::Kind::forbidden);
  const Account no_email = add("uden");
  EXPECT_EQ(send_link(access_, admin_, no_email.id).error().kind, Problem::Kind::invalid);
}

TEST_F(LinkTest, AForgottenPasswordIsReplacedAndEndsSessions) {
  with_email("karen", "k@x.dk");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  ASSERT_TRUE(request_reset(access_, " K@x.dk ", "10.0.0.7"));
  EXPECT_TRUE(enter("karen"));  // asking changes nothing
  ASSERT_TRUE(choose_password(access_, last_token("k@x.dk"), "en ny adgangskode", "10.0.0.7"));
  EXPECT_FALSE(access_.sessions.find(in->token));
  EXPECT_FALSE(enter("karen"));
  EXPECT_TRUE(enter("karen", "en ny adgangskode"));
  EXPECT_TRUE(holds(letters_to("k@x.dk").back(), "Der er valgt en ny adgangskode"));
}

TEST_F(LinkTest, AnswersTheSameWhetherTheAddressIsKnown) {
  with_email("karen", "k@x.dk");
  const Account closed = with_email("lukket", "l@x.dk");
  ASSERT_TRUE(set_disabled(access_, admin_, closed.id, true));
  std::vector<std::string> bodies;
  for (auto email : {"k%40x.dk", "l%40x.dk", "ukendt%40x.dk"}) {
    TestClient client(server_.port());
    const auto answer = client.post("/glemt-adgangskode", std::string("email=") + email);
    EXPECT_EQ(answer.status, 200);
    bodies.push_back(answer.body);
  }
  EXPECT_EQ(bodies[0], bodies[1]);
  EXPECT_EQ(bodies[0], bodies[2]);
  EXPECT_EQ(letters_to("k@x.dk").size(), 1u);
  EXPECT_TRUE(letters_to("l@x.dk").empty());
  EXPECT_TRUE(letters_to("ukendt@x.dk").empty());
}

TEST_F(LinkTest, AsksAreLimited) {
  with_email("karen", "k@x.dk");
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE(request_reset(access_, "k@x.dk", "10.0.1." + std::to_string(i)));  // as ever, but
  EXPECT_EQ(count(count_links), limits::reset_requests_per_hour);
  EXPECT_EQ(letters_to("k@x.dk").size(), 1u) << "the others open nothing any more";
  int refused = 0;
  for (int i = 0; i < 30; ++i) refused += !request_reset(access_, "a" + std::to_string(i) + "@x.dk", "10.0.2.1");
  EXPECT_EQ(refused, 30 - 4 * limits::reset_requests_per_hour);
  pass(61);
  ASSERT_TRUE(request_reset(access_, "k@x.dk", "10.0.2.1"));
  EXPECT_EQ(count(count_links), limits::reset_requests_per_hour + 1);
}

TEST_F(LinkTest, ANewAddressIsProvedAndTheOldOneTold) {
  const Account karen = with_email("karen", "old@x.dk");
  const audit::Actor actor = actor_of(access_, karen, "10.0.0.1");
  auto& reader = test_.database().reader();
  EXPECT_EQ(request_email_change(access_, actor, "forkert kode", "new@x.dk").error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(request_email_change(access_, actor, password, "new").error().kind, Problem::Kind::invalid);
  ASSERT_TRUE(request_email_change(access_, actor, password, "New@x.dk"));
  EXPECT_EQ(find_account(reader, karen.id)->email, "old@x.dk");
  const std::string token = last_token("new@x.dk");
  EXPECT_FALSE(choose_password(access_, token, "en ny adgangskode", "10.0.0.1"));  // opens only what it was written for
  ASSERT_TRUE(confirm_email(access_, token, "10.0.0.1"));
  EXPECT_EQ(find_account(reader, karen.id)->email, "new@x.dk");
  EXPECT_FALSE(confirm_email(access_, token, "10.0.0.1"));
  EXPECT_TRUE(holds(letters_to("old@x.dk").back(), "ændret til new@x.dk"));
}

TEST_F(LinkTest, WhatChangesTheAccountClosesItsLinks) {
  const Account karen = with_email("karen", "k@x.dk");
  const auto fresh = [&] {
    pass(61);
    EXPECT_TRUE(send_link(access_, admin_, karen.id));
    return last_token("k@x.dk");
  };
  std::string token = fresh();
  ASSERT_TRUE(reset_password(access_, admin_, karen.id));
  EXPECT_NE(problem_of(token), "(none)");
  token = fresh();
  ASSERT_TRUE(set_email(access_, admin_, karen.id, "other@x.dk"));
  EXPECT_NE(problem_of(token), "(none)");
}

TEST_F(LinkTest, TheOwnerHearsWhatAnAdministratorDid) {
  const Account karen = with_email("karen", "k@x.dk");
  ASSERT_TRUE(reset_password(access_, admin_, karen.id));
  EXPECT_TRUE(holds(letters_to("k@x.dk").back(), "En administrator har valgt en ny adgangskode"));
  ASSERT_TRUE(set_email(access_, admin_, karen.id, "k@x.dk"));
  EXPECT_EQ(letters_to("k@x.dk").size(), 1u);
  ASSERT_TRUE(set_email(access_, admin_, karen.id, "admin@x.dk"));
  EXPECT_TRUE(holds(letters_to("k@x.dk").back(), "ændret e-mailen"));
  EXPECT_FALSE(holds(letters_to("k@x.dk").back(), "admin@x.dk"));
  EXPECT_TRUE(letters_to("admin@x.dk").empty());
  // An address that was written by mistake is a stranger's: it is told nothing, and what waits is not sent.
  const auto invited = invite_account(access_, admin_, {.login = "ida", .name = "Ida", .email = "forkert@x.dk"});
  ASSERT_TRUE(invited);
  ASSERT_TRUE(set_email(access_, admin_, invited->id, "ida@x.dk"));
  EXPECT_TRUE(letters_to("forkert@x.dk").empty());
}

TEST_F(LinkTest, ThePagesLeadFromTheLetterToSigningIn) {
  add("chef", {Role::administrator});
  TestClient client(server_.port());
  const std::string chef = cookie_of("chef");
  const std::string csrf = token_on(client.get("/konti", chef).body);
  const auto without = client.post("/konti", "csrf=" + csrf + "&navn=Karen&brugernavn=karen&invitation=ja", chef);
  EXPECT_EQ(without.status, 400);
  const auto made = client.post(
      "/konti", "csrf=" + csrf + "&navn=Karen&brugernavn=karen&email=k%40x.dk&rolle=reader&invitation=ja", chef);
  ASSERT_EQ(made.status, 200);
  EXPECT_TRUE(holds(made.body, "invitation til k@x.dk"));
  EXPECT_FALSE(holds(made.body, "k-secret"));
  const std::string path = "/adgang/" + last_token("k@x.dk");
  const auto page = client.get(path);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(client.post(path, "ny=en+lang+kode+her&igen=en+anden+kode+her").status, 400);
  EXPECT_EQ(client.post(path, "ny=karenkarenkaren&igen=karenkarenkaren").status, 400);
  const auto done = client.post(path, "ny=en+lang+kode+her&igen=en+lang+kode+her");
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(holds(client.get(done.header("Location")).body, "Adgangskoden er gemt"));
  EXPECT_TRUE(enter("karen", "en lang kode her"));
  const auto dead = client.get(path);
  EXPECT_EQ(dead.status, 409);
  EXPECT_TRUE(holds(dead.body, "Linket er allerede brugt"));
  EXPECT_EQ(client.get("/adgang/noget").status, 404);
}

}  // namespace
}  // namespace klynge::access
