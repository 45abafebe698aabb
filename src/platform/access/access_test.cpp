// Accounts, sessions and sign-in: the actions, and the pages over a real socket. Runs on PostgreSQL
// where KLYNGE_TEST_POSTGRES is set.
#include "platform/access/access.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/access/account_actions.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/test_access.hpp"
#include "platform/audit/verify.hpp"
#include "platform/html/url.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using http::TestClient;

const database::Sql count_sessions{"SELECT COUNT(*) FROM session WHERE ended_at IS NULL"};
const database::Sql count_payloads_with{"SELECT COUNT(*) FROM audit_payload WHERE payload LIKE $1"};
const database::Sql select_tokens{"SELECT token_hash FROM session"};

TEST_F(AccessTest, AddsAccountsWithRules) {
  EXPECT_FALSE(has_accounts(test_.database().reader()));
  const Account added = add("Karen.Å", {Role::secretary});
  EXPECT_EQ(added.login, "karen.å");
  EXPECT_TRUE(has_accounts(test_.database().reader()));
  const auto problem_of = [&](const NewAccount& wanted, const audit::Actor& actor) {
    auto result = add_account(book_, access_.hasher, actor, wanted);
    return result ? "(none)" : result.error().danish;
  };
  const std::string good(password);
  EXPECT_TRUE(holds(problem_of({"KAREN.å", "N", {Role::reader}, good}, admin_), "taget"));
  EXPECT_TRUE(holds(problem_of({"x", "N", {Role::reader}, good}, admin_), "mellem 2 og 64"));
  EXPECT_TRUE(holds(problem_of({"a b", "N", {Role::reader}, good}, admin_), "må kun"));
  EXPECT_TRUE(holds(problem_of({"ab", " ", {Role::reader}, good}, admin_), "navn"));
  EXPECT_TRUE(holds(problem_of({"ab", "N", {Role::reader}, "kort"}, admin_), "mindst 10"));
  EXPECT_TRUE(holds(problem_of({"ab", "N", {Role::reader}, "aaaaaaaaaaaa"}, admin_), "let at gætte"));
  EXPECT_TRUE(holds(problem_of({"hansen", "N", {Role::reader}, "xxHansenxxxx"}, admin_), "brugernavnet"));
  audit::Actor secretary{"s", "S", "", permissions_of(Roles{Role::secretary})};
  EXPECT_TRUE(holds(problem_of({"ab", "N", {Role::reader}, good}, secretary), "ikke ret"));
  EXPECT_EQ(list_accounts(test_.database().reader()).size(), 1u);
}

TEST_F(AccessTest, AnAccountHasSeveralRolesOrNone) {
  EXPECT_TRUE(add("medlem", {}).roles.empty());
  const Account both = add("begge", {Role::finance, Role::secretary, Role::finance});
  EXPECT_EQ(both.roles, (Roles{Role::secretary, Role::finance}));
  auto& reader = test_.database().reader();
  EXPECT_EQ(find_account(reader, both.id)->roles, both.roles);
  EXPECT_EQ(find_login(reader, "medlem")->account.roles, Roles{});
  EXPECT_EQ(list_accounts(reader).size(), 2u);
  const auto in = enter("begge");
  ASSERT_TRUE(in);
  EXPECT_EQ(access_.sessions.find(in->token)->account.roles, both.roles);
  const audit::Actor member = actor_of(access_, find_login(reader, "medlem")->account, "");
  EXPECT_TRUE(member.may(Permission::read_published));
  EXPECT_FALSE(member.may(Permission::read_all));

  ASSERT_TRUE(set_roles(access_, admin_, both.id, {Role::auditor}));
  EXPECT_EQ(access_.sessions.find(in->token)->account.roles, Roles{Role::auditor});  // at once, while signed in
  ASSERT_TRUE(set_roles(access_, admin_, both.id, {}));
  EXPECT_TRUE(find_account(reader, both.id)->roles.empty());
  EXPECT_EQ(set_roles(access_, admin_, Id<Account>{make_uuid_v7(1)}, {}).error().kind, Problem::Kind::not_found);
  const audit::Actor self = actor_of(access_, add("chef", {Role::system}), "");
  EXPECT_EQ(set_roles(access_, self, *Id<Account>::parse(self.id), {Role::secretary}).error().kind,
            Problem::Kind::invalid);
  EXPECT_EQ(set_roles(access_, member, both.id, {Role::secretary}).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(danish(Roles{Role::secretary, Role::finance, Role::auditor}), "Sekretær, økonomi og revisor");
}

TEST_F(AccessTest, BelongsToAPersonThatHasNoOtherAccount) {
  test_.database().write([](database::Connection& connection) {
    connection.script(
        "INSERT INTO person (id, name, sort_key) VALUES ('p1', 'Per', 'p'), ('p2', 'Per Ny', 'p'), ('p3', 'Ida', 'i')");
    return true;
  });
  access_.persons.get = [](database::Connection&, std::string_view id) -> std::optional<PersonDirectory::Entry> {
    if (id == "p9") return std::nullopt;
    return PersonDirectory::Entry{std::string(id), "Navn", ""};
  };
  auto& reader = test_.database().reader();
  const Account karen = add("karen"), ida = add("ida");
  EXPECT_EQ(link_person(access_, admin_, karen.id, "p9").error().kind, Problem::Kind::not_found);
  ASSERT_TRUE(link_person(access_, admin_, karen.id, "p1"));
  ASSERT_TRUE(link_person(access_, admin_, karen.id, "p1"));  // again changes nothing
  EXPECT_EQ(find_account(reader, karen.id)->person_id, "p1");
  const auto taken = link_person(access_, admin_, ida.id, "p1");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(holds(taken.error().danish, "karen"));
  test_.database().write([](database::Connection& connection) {
    connection.script("UPDATE person SET merged_into = 'p2' WHERE id = 'p1'");
    return true;
  });
  EXPECT_EQ(find_account(reader, karen.id)->person_id, "p2");  // poured into another
  EXPECT_FALSE(link_person(access_, admin_, ida.id, "p2"));
  ASSERT_TRUE(link_person(access_, admin_, karen.id, std::nullopt));
  ASSERT_TRUE(link_person(access_, admin_, ida.id, "p2"));
  const audit::Actor self = actor_of(access_, add("chef", {Role::system}), "");
  EXPECT_FALSE(link_person(access_, self, *Id<Account>::parse(self.id), "p3"));
}

TEST_F(AccessTest, KnowsAnAddressThatMailCanBeSentTo) {
  for (auto good : {"a@b.dk", "karen.o'brien+x@mail.region.dk", "k@localhost", "k@xn--bl-wia.dk"})
    EXPECT_TRUE(check_email(good)) << good;
  for (auto bad : {"", "a", "@b.dk", "a@", "a@b..dk", "a@-b.dk", "a b@c.dk", "a@b.dk\r\nBcc: x@y.dk", "a@b@c.dk",
                   "å@b.dk", "a@blå.dk", "<a@b.dk>", ".a@b.dk", "-a@b.dk", "a,b@c.dk"})
    EXPECT_FALSE(check_email(bad)) << bad;
  const Account karen = add("karen");
  ASSERT_TRUE(set_email(access_, admin_, karen.id, " Karen@Region.DK "));
  EXPECT_EQ(find_account(test_.database().reader(), karen.id)->email, "karen@region.dk");
  EXPECT_FALSE(set_email(access_, admin_, karen.id, "karen"));
  ASSERT_TRUE(set_email(access_, admin_, karen.id, ""));
  EXPECT_EQ(find_account(test_.database().reader(), karen.id)->email, "");
}

TEST_F(AccessTest, LogsOutEverywhere) {
  const Account karen = add("karen"), ida = add("ida");
  const auto one = enter("karen"), two = enter("karen"), other = enter("ida");
  ASSERT_TRUE(one && two && other);
  EXPECT_EQ(end_all_sessions(access_, actor_of(access_, karen, ""), ida.id).error().kind, Problem::Kind::forbidden);
  ASSERT_TRUE(end_all_sessions(access_, actor_of(access_, karen, ""), karen.id));
  EXPECT_FALSE(access_.sessions.find(one->token));
  EXPECT_FALSE(access_.sessions.find(two->token));
  EXPECT_TRUE(access_.sessions.find(other->token));
  ASSERT_TRUE(end_all_sessions(access_, admin_, ida.id));
  EXPECT_FALSE(access_.sessions.find(other->token));
}

TEST_F(AccessTest, RolesMayWhatTheDesignSays) {
  const auto may = [](Role role, Permission permission) {
    audit::Actor actor;
    actor.permissions = permissions_of(Roles{role});
    return actor.may(permission);
  };
  EXPECT_TRUE(may(Role::secretary, Permission::change_record));
  EXPECT_TRUE(may(Role::secretary, Permission::read_closed));
  EXPECT_FALSE(may(Role::secretary, Permission::manage_accounts));
  EXPECT_TRUE(may(Role::reader, Permission::read_all));
  EXPECT_FALSE(may(Role::reader, Permission::change_record));
  EXPECT_FALSE(may(Role::reader, Permission::read_closed));
  EXPECT_TRUE(may(Role::administrator, Permission::manage_accounts));
  EXPECT_TRUE(may(Role::administrator, Permission::change_record));
  EXPECT_FALSE(may(Role::administrator, Permission::read_closed));
  EXPECT_TRUE(may(Role::auditor, Permission::read_audit));
  EXPECT_FALSE(may(Role::auditor, Permission::read_all));
  EXPECT_TRUE(may(Role::system, Permission::manage_accounts));
  for (Role role : {Role::finance, Role::support_nurse, Role::support_leader, Role::auditor, Role::system}) {
    EXPECT_FALSE(may(role, Permission::read_all)) << word_of(role);
    EXPECT_FALSE(may(role, Permission::read_closed)) << word_of(role);
    EXPECT_FALSE(may(role, Permission::change_record)) << word_of(role);
  }
  for (Role role : all_roles())
    EXPECT_EQ(may(role, Permission::read_own_patients), role == Role::support_nurse || role == Role::support_leader)
        << word_of(role);
}

TEST_F(AccessTest, SignsInAndOut) {
  const Account karen = add("karen");
  const auto in = enter(" KAREN ");
  ASSERT_TRUE(in);
  auto session = access_.sessions.find(in->token);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->account.id, karen.id);
  EXPECT_EQ(session->csrf_token.size(), 64u);
  audit::Actor actor{karen.id.text(), karen.name, "", permissions_of(karen.roles)};
  ASSERT_TRUE(sign_out(access_, actor, in->token));
  EXPECT_FALSE(access_.sessions.find(in->token));
  EXPECT_EQ(count(count_sessions), 0);
  EXPECT_FALSE(access_.sessions.find("short"));
  EXPECT_FALSE(access_.sessions.find(std::string(64, 'a')));
}

TEST_F(AccessTest, KeepsNeitherTokenNorPassword) {
  add("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  auto rows = test_.database().reader().query(select_tokens);
  ASSERT_TRUE(rows.next());
  EXPECT_NE(rows.string(0), in->token);
  EXPECT_FALSE(rows.next());
  for (const std::string& secret : {std::string(password), in->token, std::string("argon2")}) {
    auto found = test_.database().reader().query(count_payloads_with, "%" + secret + "%");
    found.next();
    EXPECT_EQ(found.integer(0), 0);
  }
  EXPECT_TRUE(find_login(test_.database().reader(), "karen")->password_hash.starts_with("$argon2id$"));
}

TEST_F(AccessTest, RefusesWrongNameWrongPasswordAndDisabledAlike) {
  add("karen");
  const Account closed = add("lukket");
  ASSERT_TRUE(set_disabled(access_, admin_, closed.id, true));
  const auto wrong_password = enter("karen", "forkert forkert");
  const auto wrong_name = enter("findes.ikke");
  const auto disabled = enter("lukket");
  ASSERT_FALSE(wrong_password);
  ASSERT_FALSE(wrong_name);
  ASSERT_FALSE(disabled);
  EXPECT_EQ(wrong_password.error().danish, wrong_name.error().danish);
  EXPECT_EQ(wrong_password.error().danish, disabled.error().danish);
  EXPECT_EQ(count(count_sessions), 0);
  ASSERT_TRUE(set_disabled(access_, admin_, closed.id, false));
  EXPECT_TRUE(enter("lukket"));
}

TEST_F(AccessTest, LimitsGuessingPerName) {
  add("karen");
  for (int i = 0; i < 5 * limits::sign_in_attempts_per_quarter_hour; ++i) {
    const auto tried = enter("karen", "forkert", "10.0.1." + std::to_string(i));
    ASSERT_EQ(tried.error().kind, Problem::Kind::forbidden) << i;
  }
  EXPECT_EQ(enter("karen", password, "10.0.9.9").error().kind, Problem::Kind::too_many);  // also the right one
  pass(14);
  EXPECT_FALSE(enter("karen", password, "10.0.9.9"));
  pass(2);
  EXPECT_TRUE(enter("karen", password, "10.0.9.9"));
}

TEST_F(AccessTest, LimitsGuessingPerAddress) {
  add("karen");
  for (int i = 0; i < limits::sign_in_attempts_per_quarter_hour; ++i)
    ASSERT_EQ(enter("navn" + std::to_string(i), "forkert").error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(enter("karen").error().kind, Problem::Kind::too_many);
  EXPECT_TRUE(enter("karen", password, "10.0.0.2"));
}

TEST_F(AccessTest, WhoGuessesFromOneAddressKeepsNobodyOutElsewhere) {
  add("karen");
  for (int minute = 0; minute < 50; ++minute) {
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(enter("karen", "forkert", "10.6.6.6"));
    pass(1);
  }
  EXPECT_TRUE(enter("karen", password, "10.0.0.1"));
}

TEST_F(AccessTest, ManyMaySignInFromOneAddress) {
  add("karen");
  for (int i = 0; i < 3 * limits::sign_in_attempts_per_quarter_hour; ++i) ASSERT_TRUE(enter("karen")) << i;
}

TEST_F(AccessTest, SessionsEndWhenIdle) {
  add("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  for (int i = 0; i < 5; ++i) {  // in use: goes on
    pass(limits::session_idle_minutes - 1);
    ASSERT_TRUE(access_.sessions.find(in->token)) << i;
  }
  pass(limits::session_idle_minutes + 1);
  EXPECT_FALSE(access_.sessions.find(in->token));
}

TEST_F(AccessTest, SessionsEndAfterTheirLongestTime) {
  add("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  for (int minutes = 0; minutes + 30 <= limits::session_absolute_hours * 60; minutes += 30) {
    ASSERT_TRUE(access_.sessions.find(in->token)) << minutes;
    pass(30);
  }
  pass(1);
  EXPECT_FALSE(access_.sessions.find(in->token));
}

TEST_F(AccessTest, OtherNodesSeeUseAndEndOfASession) {
  const Account karen = add("karen");
  const auto in = enter("karen");
  ASSERT_TRUE(in);
  Access other(book_, outbox_, {.cost = cheap});
  pass(limits::session_idle_minutes - 1);
  ASSERT_TRUE(access_.sessions.find(in->token));
  access_.sessions.write_last_seen();
  pass(limits::session_idle_minutes - 1);
  EXPECT_TRUE(other.sessions.find(in->token));  // last seen by this node
  ASSERT_TRUE(set_disabled(access_, admin_, karen.id, true));
  EXPECT_FALSE(access_.sessions.find(in->token));
  pass(1);  // what another node remembers is seconds old at most
  EXPECT_FALSE(other.sessions.find(in->token));
}

TEST_F(AccessTest, ChangingThePasswordEndsOtherSessions) {
  const Account karen = add("karen");
  const auto here = enter("karen"), elsewhere = enter("karen");
  ASSERT_TRUE(here && elsewhere);
  audit::Actor actor{karen.id.text(), karen.name, "10.0.0.1", permissions_of(karen.roles)};
  const std::string next = "en anden adgangskode";
  EXPECT_EQ(change_own_password(access_, actor, "forkert", next, here->token).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(change_own_password(access_, actor, password, "kort", here->token).error().kind, Problem::Kind::invalid);
  ASSERT_TRUE(change_own_password(access_, actor, password, next, here->token));
  EXPECT_TRUE(access_.sessions.find(here->token));
  EXPECT_FALSE(access_.sessions.find(elsewhere->token));
  EXPECT_FALSE(enter("karen"));
  EXPECT_TRUE(enter("karen", next));
  const auto reset = reset_password(access_, admin_, karen.id);
  ASSERT_TRUE(reset);
  EXPECT_FALSE(access_.sessions.find(here->token));
  EXPECT_TRUE(enter("karen", *reset));
}

TEST_F(AccessTest, NobodyLocksThemselvesOut) {
  const Account boss = add("chef", {Role::administrator});
  audit::Actor actor{boss.id.text(), boss.name, "", permissions_of(boss.roles)};
  EXPECT_FALSE(set_disabled(access_, actor, boss.id, true));
  // A session that was left open is not enough for a password of one's own.
  EXPECT_EQ(reset_password(access_, actor, boss.id).error().kind, Problem::Kind::invalid);
  EXPECT_TRUE(enter("chef"));
  EXPECT_EQ(set_disabled(access_, actor, Id<Account>{make_uuid_v7(1)}, true).error().kind, Problem::Kind::not_found);
}

TEST(PasswordHasherTest, HashesAFewAtOnceAndTurnsTheRestAway) {
  PasswordHasher hasher(cheap);
  const auto hash = hasher.hash(password);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(*hasher.verify(password, *hash));
  EXPECT_FALSE(*hasher.verify("forkert", *hash));
  EXPECT_FALSE(*hasher.verify(password, ""));
  EXPECT_FALSE(*hasher.verify(std::string(limits::password_bytes + 1, 'x'), *hash));

  PasswordHasher slow({3, 32u << 20});  // long enough for all to arrive
  std::atomic<int> hashed = 0, refused = 0;
  std::vector<std::thread> many;
  for (int i = 0; i < 40; ++i) many.emplace_back([&] { slow.verify("forkert", "") ? ++hashed : ++refused; });
  for (auto& one : many) one.join();
  EXPECT_EQ(hashed + refused, 40);
  EXPECT_GE(hashed, 6);
  EXPECT_GT(refused, 0);
}

TEST(RateLimitTest, IsBounded) {
  RateLimit limit(1, minute_us, 10);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(limit.take("k" + std::to_string(i), Instant{i}));
  EXPECT_FALSE(limit.take("k999", Instant{1001}));
  RateLimit same_moment(1, minute_us, 10);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(same_moment.take("k" + std::to_string(i), Instant{7}));
  EXPECT_FALSE(same_moment.take("k99", Instant{8}));
  same_moment.give_back("k99");
  EXPECT_TRUE(same_moment.take("k99", Instant{9}));
  EXPECT_TRUE(limit.take("k999", Instant{1001 + minute_us}));
  EXPECT_EQ(address_key("2001:db8:1:2::1"), address_key("2001:db8:1:2:ffff::9"));
  EXPECT_NE(address_key("2001:db8:1:2::1"), address_key("2001:db8:1:3::1"));
  EXPECT_NE(address_key("::ffff:192.0.2.1"), address_key("::ffff:192.0.2.2"));
  EXPECT_EQ(address_key("::ffff:192.0.2.1"), address_key("192.0.2.1"));
  EXPECT_EQ(address_key("10.0.0.1"), "10.0.0.1");
}

TEST_F(AccessPagesTest, LeadsToSignInAndBack) {
  add("karen");
  TestClient client(server_.port());
  const auto refused = client.get("/moeder?side=2");
  EXPECT_EQ(refused.status, 303);
  EXPECT_EQ(refused.header("Location"), "/log-ind?til=%2Fmoeder%3Fside%3D2");
  const auto form = client.get(refused.header("Location"));
  EXPECT_TRUE(holds(form.body, "name=\"til\" value=\"/moeder?side=2\""));
  const std::string cookie = cookie_of("karen");
  const auto page = client.get("/moeder", cookie);
  EXPECT_EQ(page.body, "møder");
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
}

TEST_F(AccessPagesTest, MeetsEverybodyWithTheirOwnWork) {
  TestClient client(server_.port());
  const auto first_page = [&](std::string login, Roles roles) {
    add(login, std::move(roles));
    return client.get("/", cookie_of(login)).body;
  };
  EXPECT_EQ(first_page("laeser", {Role::reader}), "overblik");
  const auto auditor = first_page("revisor", {Role::auditor});
  EXPECT_TRUE(holds(auditor, "Velkommen til Klynge"));
  EXPECT_TRUE(holds(auditor, "class=\"k-brand\" href=\"/log\""));
  EXPECT_TRUE(holds(first_page("system", {Role::system}), "Konti</a>"));
  const auto member = first_page("medlem", {});
  EXPECT_TRUE(holds(member, "en plads i et organ"));
  EXPECT_FALSE(holds(member, "/konti"));
  EXPECT_TRUE(holds(client.get("/moeder", cookie_of("medlem")).body, "Det har du ikke adgang til"));
}

TEST_F(AccessPagesTest, LeadsNowhereElse) {
  add("karen");
  for (auto target : {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"}) {
    TestClient client(server_.port());
    std::string body = "brugernavn=karen&adgangskode=rigtig+hest+batteri&til=";
    klynge::html::append_percent_encoded(body, target);
    EXPECT_EQ(client.post("/log-ind", body).header("Location"), "/") << target;
  }
}

TEST_F(AccessPagesTest, ShowsWhyNot) {
  add("karen");
  TestClient client(server_.port());
  const auto wrong = client.post("/log-ind", "brugernavn=%3Cb%3E&adgangskode=forkert");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_TRUE(holds(wrong.body, "forkert."));
  EXPECT_TRUE(holds(wrong.body, "value=\"&lt;b&gt;\""));
  EXPECT_TRUE(wrong.header("Set-Cookie").empty());
  for (int i = 0; i < limits::sign_in_attempts_per_quarter_hour; ++i)
    client.post("/log-ind", "brugernavn=x&adgangskode=y");
  EXPECT_EQ(client.post("/log-ind", "brugernavn=karen&adgangskode=rigtig+hest+batteri").status, 429);
}

TEST_F(AccessPagesTest, ChecksTheTokenAndThePermission) {
  add("karen", {Role::secretary});
  add("laeser", {Role::reader});
  TestClient client(server_.port());
  const std::string karen = cookie_of("karen"), reader = cookie_of("laeser");
  const std::string token = token_on(client.get("/konto", karen).body);
  ASSERT_EQ(token.size(), 64u);
  EXPECT_EQ(client.post("/ret", "csrf=" + token, karen).body, "rettet");
  EXPECT_EQ(client.post("/ret", "csrf=" + std::string(64, '0'), karen).status, 403);
  EXPECT_EQ(client.post("/ret", "csrf=" + token, reader).status, 403);
  const auto nobody = client.post("/ret", "csrf=" + token);
  EXPECT_EQ(nobody.status, 403);
  EXPECT_TRUE(holds(nobody.body, "ikke logget ind"));
  EXPECT_EQ(client.get("/konti", karen).status, 403);
  EXPECT_EQ(client.post("/log-ud", "csrf=forkert", karen).status, 403);
  EXPECT_EQ(client.get("/moeder", karen).status, 200);
  const auto out = client.post("/log-ud", "csrf=" + token, karen);
  EXPECT_EQ(out.status, 303);
  EXPECT_TRUE(holds(out.header("Set-Cookie"), "Max-Age=0"));
  EXPECT_EQ(client.get("/moeder", karen).status, 303);
}

TEST_F(AccessPagesTest, AWrongPasswordForANewEmailComesBackToItsForm) {
  add("karen", {Role::secretary});
  TestClient client(server_.port());
  const std::string karen = cookie_of("karen");
  const std::string token = token_on(client.get("/konto", karen).body);
  const auto back =
      client.post("/konto/email", "csrf=" + token + "&email=karen%40example.org&adgangskode=forkert", karen);
  EXPECT_EQ(back.status / 100, 4);
  EXPECT_TRUE(holds(back.body, "value=\"karen@example.org\""));
  const auto form = back.body.find("email-skift-h\"");
  ASSERT_NE(form, std::string::npos);
  EXPECT_NE(back.body.find("alert-error", form), std::string::npos);
  EXPECT_EQ(back.body.substr(0, form).find("alert-error"), std::string::npos);
}

TEST_F(AccessPagesTest, AdministratorsMakeAndCloseAccounts) {
  add("chef", {Role::administrator});
  TestClient client(server_.port());
  const std::string chef = cookie_of("chef");
  const std::string token = token_on(client.get("/konti", chef).body);
  const auto made = client.post(
      "/konti",
      "csrf=" + token + "&navn=S%C3%B8ren+%3Cb%3E&brugernavn=soeren&rolle=secretary&rolle=finance&rolle=findes-ikke",
      chef);
  ASSERT_EQ(made.status, 200);
  EXPECT_TRUE(holds(made.body, "Søren &lt;b&gt;"));
  const auto at = made.body.find("k-secret\">") + 10;
  const std::string handed_over = made.body.substr(at, 19);
  ASSERT_TRUE(enter("soeren", handed_over));
  EXPECT_EQ(client.post("/konti", "csrf=" + token + "&navn=S&brugernavn=soeren&rolle=reader", chef).status, 409);
  const auto soeren = find_login(test_.database().reader(), "soeren");
  ASSERT_TRUE(soeren);
  EXPECT_EQ(soeren->account.roles, (Roles{Role::secretary, Role::finance}));
  const std::string one = "/konti/" + soeren->account.id.text();
  EXPECT_TRUE(holds(client.get(one, chef).body, "id=\"rolle-finance\" name=\"rolle\" value=\"finance\" checked"));
  EXPECT_EQ(client.post(one + "/roller", "csrf=" + token + "&rolle=auditor", chef).status, 303);
  EXPECT_EQ(find_account(test_.database().reader(), soeren->account.id)->roles, Roles{Role::auditor});
  const auto wrong = client.post(one + "/email", "csrf=" + token + "&email=x", chef);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(holds(wrong.body, "navn@eksempel.dk"));
  EXPECT_EQ(client.post(one + "/email", "csrf=" + token + "&email=s@x.dk", chef).status, 303);
  EXPECT_EQ(client.post(one + "/person", "csrf=" + token + "&person=nogen", chef).status, 404);
  const std::string new_password = client.post(one + "/adgangskode", "csrf=" + token, chef).body;
  EXPECT_TRUE(enter("soeren", new_password.substr(new_password.find("k-secret\">") + 10, 19)));
  EXPECT_EQ(client.get("/konti/noget", chef).status, 404);
  EXPECT_EQ(client.post("/konti/" + soeren->account.id.text() + "/spaer", "csrf=" + token, chef).status, 303);
  EXPECT_FALSE(enter("soeren", new_password.substr(new_password.find("k-secret\">") + 10, 19)));
  EXPECT_EQ(client.post("/konti/noget/spaer", "csrf=" + token, chef).status, 404);
}

TEST_F(AccessPagesTest, ChangesOnesOwnPassword) {
  add("karen");
  TestClient client(server_.port());
  const std::string karen = cookie_of("karen");
  const std::string token = token_on(client.get("/konto", karen).body);
  const std::string head = "csrf=" + token + "&gammel=rigtig+hest+batteri&ny=";
  EXPECT_EQ(client.post("/konto/adgangskode", head + "en+anden+kode&igen=en+tredje+kode", karen).status, 400);
  EXPECT_EQ(client.post("/konto/adgangskode", head + "en+anden+kode&igen=en+anden+kode", karen).header("Location"),
            "/konto?skiftet=ja");
  EXPECT_TRUE(enter("karen", "en anden kode"));
  EXPECT_EQ(client.get("/konto").status, 303);
}

TEST_F(AccessPagesTest, OverHttpsNoNeighbourSetsTheCookie) {
  add("karen");
  access_.secure = true;
  TestClient client(server_.port());
  const std::string set =
      client.post("/log-ind", "brugernavn=karen&adgangskode=rigtig+hest+batteri").header("Set-Cookie");
  EXPECT_TRUE(set.starts_with("__Host-klynge_session=")) << set;
  EXPECT_TRUE(holds(set, "; Path=/;") && holds(set, "; HttpOnly") && holds(set, "; Secure") && !holds(set, "Domain"))
      << set;
  const std::string token = set.substr(set.find('=') + 1, 64);
  EXPECT_EQ(client.get("/konto", "Cookie: __Host-klynge_session=" + token + "\r\n").status, 200);
  // A neighbour under the same domain can set a cookie without the prefix, of a session of their own.
  EXPECT_EQ(client.get("/konto", "Cookie: klynge_session=" + token + "\r\n").status, 303);
}

TEST_F(AccessPagesTest, SaysSoWhenTheDatabaseIsGone) {
  const std::string unknown = "Cookie: klynge_session=" + std::string(64, 'a') + "\r\n";
  http::Hooks gone = hooks(access_);
  gone.session = [](http::Request&) {
    throw database::DatabaseError(database::DatabaseError::Kind::unavailable, "host db1");
  };
  http::Server server(options(), all_routes(), gone);
  TestClient client(server.port());
  const auto answer = client.get("/moeder", unknown);
  EXPECT_EQ(answer.status, 503);
  EXPECT_TRUE(holds(answer.body, "Databasen svarer ikke"));
  EXPECT_FALSE(holds(answer.body, "db1"));
}

}  // namespace
}  // namespace klynge::access
