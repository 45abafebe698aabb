// An installation with accounts, for the tests of access: on SQLite, or on PostgreSQL where
// KLYNGE_TEST_POSTGRES is set; the clock stands where the test puts it.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <string_view>

#include "platform/access/access.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/account_store.hpp"
#include "platform/database/test_database.hpp"
#include "platform/http/test_client.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::access {

inline constexpr std::int64_t minute_us = 60'000'000;
// As cheap as libsodium allows: these tests are not about the cost.
inline constexpr PasswordCost cheap{1, 8192};
inline constexpr std::string_view password = "rigtig hest batteri";

inline bool holds(std::string_view text, std::string_view what) { return text.find(what) != text.npos; }

class AccessTest : public testing::Test {
 protected:
  database::TestDatabase test_;
  std::atomic<std::int64_t> now_us_ = 1'700'000'000'000'000;
  audit::Book book_{test_.database(), [this] { return Instant{now_us_}; }};
  mail::Outbox outbox_{book_, new_secret_key()};
  Access access_{book_, outbox_, {.cost = cheap}};
  audit::Actor admin_{"admin-id", "Admin", "127.0.0.1", permissions_of(Roles{Role::administrator})};

  Account add(const std::string& login, const Roles& roles = {Role::reader}) {
    auto added = add_account(book_, access_.hasher, admin_, {login, "Navn " + login, roles, std::string(password)});
    EXPECT_TRUE(added) << added.error().danish;
    return added.value_or(Account{});
  }
  Result<SignedIn> enter(std::string_view login, std::string_view typed = password,
                         std::string_view from = "10.0.0.1") {
    return sign_in(access_, login, typed, from);
  }
  std::int64_t count(const database::Sql& sql) {
    auto rows = test_.database().reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  // The texts of the letters that wait for this address, oldest first.
  std::vector<std::string> letters_to(std::string_view email) {
    std::vector<std::string> texts;
    for (const auto& row : mail::waiting(test_.database().reader(), 1000))
      if (row.recipient == email) texts.push_back(opened(outbox_.key, row.sealed_body).value_or(""));
    return texts;
  }
  void pass(std::int64_t minutes) { now_us_ += minutes * minute_us; }
};

// The pages, as a browser without JavaScript uses them.
class AccessPagesTest : public AccessTest {
 protected:
  std::vector<http::Route> all_routes() {
    auto all = routes(access_);
    all.push_back({http::Method::get, "/", audit::Permission::read_all,
                   [](const http::Request&) { return http::Response::text("overblik"); }});
    all.push_back({http::Method::get, "/moeder", audit::Permission::read_all,
                   [](const http::Request&) { return http::Response::text("møder"); }});
    all.push_back({http::Method::post, "/ret", audit::Permission::change_record,
                   [](const http::Request&) { return http::Response::text("rettet"); }});
    all.push_back({http::Method::post, "/import", audit::Permission::import_documents,
                   [](const http::Request&) { return http::Response::text("taget ind"); }});
    return all;
  }
  http::ServerOptions options() {
    http::ServerOptions chosen;
    chosen.port = 0;
    chosen.serving_threads = 2;
    return chosen;
  }
  http::Server server_{options(), all_routes(), hooks(access_)};

  // The Cookie header of a session of this account.
  std::string cookie_of(std::string_view login) {
    http::TestClient client(server_.port());
    const auto answer = client.post(
        "/log-ind", "brugernavn=" + std::string(login) + "&adgangskode=rigtig+hest+batteri&til=/moeder%3Fside%3D2");
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.header("Location"), "/moeder?side=2");
    const std::string set = answer.header("Set-Cookie");
    EXPECT_TRUE(holds(set, "; HttpOnly; SameSite=Lax") && holds(set, "Path=/"));
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
  }
  static std::string token_on(const std::string& page) {
    const auto at = page.find("name=\"csrf\" value=\"");
    return at == page.npos ? std::string{} : page.substr(at + 19, 64);
  }
};

}  // namespace klynge::access
