// Machines' tokens: what they open, until when, and what is said once they are revoked.
#include "platform/access/api_token.hpp"

#include <gtest/gtest.h>

#include "platform/access/account_erasure.hpp"
#include "platform/access/test_access.hpp"

namespace klynge::access {
namespace {

using Kind = Problem::Kind;
using http::TestClient;
using State = ApiTokens::State;

const database::Sql find_plain{"SELECT COUNT(*) FROM api_token WHERE token_hash = $1"};

class ApiTokenTest : public AccessPagesTest {
 protected:
  audit::Actor chef_ = actor_of(access_, add("chef", {Role::administrator}), "10.0.0.1");

  Date today() { return local_date(Instant{now_us_}); }
  Result<std::string> make(std::string name, Scopes scopes = {Scope::read}, int days = 30) {
    return add_token(book_, chef_, {std::move(name), std::move(scopes), plus_days(today(), days)});
  }
  ApiToken only() { return list_tokens(test_.database().reader()).front(); }
  static std::string bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }
};

TEST_F(ApiTokenTest, IsCheckedWhenItIsMade) {
  EXPECT_TRUE(make("Robot"));
  EXPECT_EQ(make("Robot").error().kind, Kind::conflict);
  EXPECT_EQ(make(" ").error().kind, Kind::invalid);
  EXPECT_EQ(make(std::string(101, 'x')).error().kind, Kind::invalid);
  EXPECT_EQ(make("a", {}).error().kind, Kind::invalid);
  EXPECT_EQ(make("a", {Scope::read}, -1).error().kind, Kind::invalid);
  EXPECT_EQ(make("a", {Scope::read}, 731).error().kind, Kind::invalid);
  EXPECT_TRUE(make("to år", {Scope::read}, 730));
  EXPECT_EQ(add_token(book_, chef_, {"a", {Scope::read}, Date{}}).error().kind, Kind::invalid);
  // Nobody gives what they do not have: an administrator reads no log, a system administrator no meetings.
  EXPECT_EQ(make("a", {Scope::audit}).error().kind, Kind::forbidden);
  const audit::Actor system = actor_of(access_, add("system", {Role::system}), "");
  EXPECT_EQ(add_token(book_, system, {"a", {Scope::read}, today()}).error().kind, Kind::forbidden);
  const audit::Actor reader = actor_of(access_, add("reader"), "");
  EXPECT_EQ(add_token(book_, reader, {"a", {Scope::read}, today()}).error().kind, Kind::forbidden);
  for (const Scope scope : all_scopes()) {
    EXPECT_EQ(permissions_of(Scopes{scope}) & (audit::Permission::manage_accounts | audit::Permission::read_closed),
              0u);
    EXPECT_EQ(scope_from(word_of(scope)), scope);
  }
}

TEST_F(ApiTokenTest, IsKeptAsAHashAndEndsWithItsLastDay) {
  const auto token = make("Robot", {Scope::read}, 1);
  ASSERT_TRUE(token);
  {
    auto rows = test_.database().reader().query(find_plain, *token);
    rows.next();
    EXPECT_EQ(rows.integer(0), 0);
  }
  EXPECT_EQ(access_.tokens.find(*token).state, State::sound);
  EXPECT_EQ(access_.tokens.find(*token + "0").state, State::unknown);
  EXPECT_EQ(access_.tokens.find("klynge_" + std::string(64, '0')).state, State::unknown);
  EXPECT_EQ(access_.tokens.find("").state, State::unknown);
  const Date last = plus_days(today(), 1);
  while (local_date(Instant{now_us_ + 10 * minute_us}) <= last) pass(10);
  EXPECT_EQ(access_.tokens.find(*token).state, State::sound);
  while (local_date(Instant{now_us_}) <= last) pass(1);
  EXPECT_EQ(access_.tokens.find(*token).state, State::expired);
}

TEST_F(ApiTokenTest, IsRefusedAtOnceWhenItIsRevoked) {
  const auto token = make("Robot");
  ASSERT_TRUE(token);
  ApiTokens other_node(test_.database(), book_.clock);
  EXPECT_EQ(access_.tokens.find(*token).state, State::sound);
  EXPECT_EQ(other_node.find(*token).state, State::sound);
  ASSERT_TRUE(revoke_token(book_, access_.tokens, chef_, only().id));
  EXPECT_EQ(access_.tokens.find(*token).state, State::revoked);
  pass(1);
  EXPECT_EQ(other_node.find(*token).state, State::revoked);
  EXPECT_EQ(revoke_token(book_, access_.tokens, chef_, only().id).error().kind, Kind::conflict);
  EXPECT_EQ(revoke_token(book_, access_.tokens, chef_, Id<ApiToken>{make_uuid_v7(1)}).error().kind, Kind::not_found);
  EXPECT_EQ(make("Robot").error().kind, Kind::conflict);  // the log would not tell them apart
}

TEST_F(ApiTokenTest, SaysWhenItWasLastUsed) {
  const auto token = make("Robot");
  ASSERT_TRUE(token);
  EXPECT_FALSE(only().last_used_at);
  access_.tokens.find(*token);
  access_.tokens.write_last_used();
  EXPECT_EQ(only().last_used_at->us, now_us_.load());
  pass(10);
  access_.tokens.find(*token);
  access_.tokens.write_last_used();
  EXPECT_EQ(only().last_used_at->us, now_us_.load());
}

TEST_F(ApiTokenTest, OpensWhatItsScopesSayAndNeedsNoFormToken) {
  const auto reads = make("Læser"), imports = make("Import", {Scope::import});
  ASSERT_TRUE(reads && imports);
  TestClient client(server_.port());
  EXPECT_EQ(client.get("/moeder", bearer(*reads)).body, "møder");
  EXPECT_EQ(client.get("/moeder", "Authorization: bearer  " + *reads + "\r\n").body, "møder");
  const auto refused = client.post("/ret", "a=b", bearer(*reads));
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(holds(refused.body, "Adgangsnøglen giver ikke lov til dette."));
  EXPECT_EQ(client.post("/import", "a=b", bearer(*imports)).body, "taget ind");
  EXPECT_EQ(client.post("/import", "a=b", bearer(*reads)).status, 403);
  EXPECT_EQ(client.post("/ret", "a=b", bearer(*imports)).status, 403);
  EXPECT_EQ(client.get("/konti", bearer(*imports)).status, 403);
  EXPECT_EQ(client.get("/konto", bearer(*imports)).status, 403);  // it has no account of its own
  // A token counts alone: a session's cookie beside it gives nothing.
  const std::string chef = cookie_of("chef");
  EXPECT_EQ(client.get("/konti", chef + bearer(*reads)).status, 403);
  EXPECT_TRUE(client.get("/moeder", bearer(*reads)).header("Set-Cookie").empty());
}

TEST_F(ApiTokenTest, RestsWhileItsMakerCouldNotMakeIt) {
  const auto maker = *find_login(test_.database().reader(), "chef");
  const auto token = make("Robot", {Scope::import});
  ASSERT_TRUE(token);
  const auto state = [&] { return access_.tokens.find(*token).state; };
  const auto roles = [&](Roles given) { ASSERT_TRUE(set_roles(access_, admin_, maker.account.id, given)); };
  ApiTokens other_node(test_.database(), book_.clock);
  EXPECT_EQ(state(), State::sound);
  EXPECT_EQ(other_node.find(*token).state, State::sound);

  ASSERT_TRUE(set_disabled(access_, admin_, maker.account.id, true));
  EXPECT_EQ(state(), State::maker_fell) << "at once here";
  pass(1);
  EXPECT_EQ(other_node.find(*token).state, State::maker_fell) << "and soon on other nodes";
  TestClient client(server_.port());
  const auto told = client.get("/moeder", bearer(*token));
  EXPECT_EQ(told.status, 401);
  EXPECT_TRUE(holds(told.body, "ikke længere ret til det"));
  EXPECT_FALSE(only().maker_stands);
  ASSERT_TRUE(set_disabled(access_, admin_, maker.account.id, false));
  EXPECT_EQ(state(), State::sound) << "rests no longer";

  roles({Role::secretary});  // may what it gives, but no longer hand it out
  EXPECT_EQ(state(), State::maker_fell);
  roles({Role::system});  // hands out, but not this
  EXPECT_EQ(state(), State::maker_fell);
  roles({Role::administrator, Role::reader});
  EXPECT_EQ(state(), State::sound);
  test_.database().write([&](database::Connection& connection) {
    audit::Transaction transaction(connection, book_.clock());
    erase_account(transaction, maker.account);
    return true;
  });
  forget_all(access_);
  EXPECT_EQ(state(), State::maker_fell);
}

TEST_F(ApiTokenTest, ATokenThatDoesNotCountIsToldSo) {
  const auto token = make("Robot");
  ASSERT_TRUE(token);
  ASSERT_TRUE(revoke_token(book_, access_.tokens, chef_, only().id));
  TestClient client(server_.port());
  const auto revoked = client.get("/moeder", bearer(*token));
  EXPECT_EQ(revoked.status, 401);
  EXPECT_EQ(revoked.body, "Adgangsnøglen er tilbagekaldt. Bed administratoren om en ny.\n");
  EXPECT_TRUE(holds(revoked.header("WWW-Authenticate"), "Bearer"));
  EXPECT_EQ(client.get("/log-ind", bearer(*token)).status, 401);  // also where nobody needs one
  EXPECT_EQ(client.post("/ret", "a=b", bearer(*token)).status, 401);
  EXPECT_EQ(client.get("/moeder", bearer("klynge_x")).status, 401);
  EXPECT_EQ(client.get("/moeder", "Authorization: Basic YTpi\r\n").status, 303);  // of a proxy in front of us
}

// A program reads no sentence out of a text: it is told in the form it asked for.
TEST_F(ApiTokenTest, ARefusalIsJsonWhereJsonIsAskedFor) {
  const auto reads = make("Robot");
  ASSERT_TRUE(reads);
  TestClient client(server_.port());
  const std::string json = "Accept: application/json\r\n";
  const auto unknown = client.get("/moeder", bearer("klynge_x") + json);
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(unknown.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(
      unknown.body,
      R"({"type":"about:blank","title":"Adgangsnøglen gælder ikke","status":401,"detail":"Adgangsnøglen er ikke rigtig."})"
      "\n");
  EXPECT_TRUE(holds(unknown.header("WWW-Authenticate"), "Bearer"));
  const auto more = client.get("/konti", bearer(*reads) + json);
  EXPECT_EQ(more.status, 403);
  EXPECT_EQ(more.header("Content-Type"), "application/problem+json");
  EXPECT_TRUE(holds(more.body, R"("status":403)"));
  const auto nothing = client.get("/findes-ikke", bearer(*reads) + json);
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.header("Content-Type"), "application/problem+json");
  // A browser sends both, and reads the page.
  EXPECT_TRUE(holds(client.get("/findes-ikke", "Accept: text/html,application/json\r\n").body, "<html"));
}

TEST_F(ApiTokenTest, AnAdministratorMakesAndRevokesThemOnAPage) {
  TestClient client(server_.port());
  const std::string chef = cookie_of("chef");
  const std::string csrf = token_on(client.get("/adgangsnoegler", chef).body);
  EXPECT_EQ(client.post("/adgangsnoegler", "csrf=" + csrf + "&navn=Robot&sidste_dag=" + iso(today()), chef).status,
            400);
  EXPECT_EQ(client.post("/adgangsnoegler", "csrf=" + csrf + "&navn=Robot&lov=read&sidste_dag=i+morgen", chef).status,
            400);
  const auto made = client.post(
      "/adgangsnoegler", "csrf=" + csrf + "&navn=Robot+%3Cb%3E&lov=read&lov=read&sidste_dag=" + iso(today()), chef);
  ASSERT_EQ(made.status, 200);
  const auto at = made.body.find("klynge_");
  ASSERT_NE(at, made.body.npos);
  const std::string token = made.body.substr(at, 71);
  EXPECT_EQ(client.get("/moeder", bearer(token)).status, 200);
  const auto list = client.get("/adgangsnoegler", chef);
  EXPECT_TRUE(holds(list.body, "Robot &lt;b&gt;"));
  EXPECT_FALSE(holds(list.body, token));
  EXPECT_FALSE(holds(list.body, "Aldrig"));  // it was used just now
  EXPECT_EQ(client.post("/adgangsnoegler/" + only().id.text() + "/tilbagekald", "csrf=" + csrf, chef).status, 303);
  EXPECT_EQ(client.get("/moeder", bearer(token)).status, 401);
  EXPECT_TRUE(holds(client.get("/adgangsnoegler", chef).body, "Tilbagekaldt"));
}

}  // namespace
}  // namespace klynge::access
