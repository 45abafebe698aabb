// The account of a guest: made by an invitation, without roles, and opened by the letter's link.
#include <gtest/gtest.h>

#include "platform/access/link_actions.hpp"
#include "platform/access/test_access.hpp"

namespace klynge::access {
namespace {

constexpr database::Sql add_person{"INSERT INTO person (id, name, sort_key) VALUES ($1, $1, $1)"};
constexpr database::Sql count_accounts{"SELECT count(*) FROM account"};

class GuestAccount : public AccessTest {
 protected:
  GuestAccount() {
    test_.database().write([](database::Connection& connection) {
      connection.execute(add_person, "p1");
      connection.execute(add_person, "p2");
      return true;
    });
  }
  Result<Account> open(std::string email, std::string person, std::string name = "Gry Gæst") {
    static const audit::Action action{"test.invite_guest", audit::Permission::manage_accounts};
    return audit::perform<Account>(book_, admin_, action, [&](audit::Transaction& transaction) {
      return open_guest_account(access_, transaction,
                                {std::move(name), std::move(email), std::move(person), "Sekretær"});
    });
  }
};

TEST_F(GuestAccount, HasNoRolesAndIsOpenedByTheLetter) {
  const auto account = open(" Gry+x@Example.org ", "p1");
  ASSERT_TRUE(account) << account.error().danish;
  EXPECT_EQ(account->login, "gry-x@example.org");
  EXPECT_TRUE(account->roles.empty());
  EXPECT_EQ(find_by_person(test_.database().reader(), "p1")->id, account->id);
  const auto letters = letters_to("gry+x@example.org");
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_TRUE(
      holds(letters[0], "Sekretær har oprettet en konto til dig i Klynge. Dit brugernavn er gry-x@example.org"));
  const auto at = letters[0].find("/adgang/") + 8;
  ASSERT_TRUE(choose_password(access_, letters[0].substr(at, letters[0].find('\n', at) - at), password, "10.0.0.1"));
  EXPECT_TRUE(enter("gry-x@example.org"));
}

TEST_F(GuestAccount, ATakenNameIsPassedBy) {
  add("gry@example.org");
  const auto account = open("gry@example.org", "p1");
  ASSERT_TRUE(account) << account.error().danish;
  EXPECT_EQ(account->login, "gry@example.org-2");
}

TEST_F(GuestAccount, WhatIsWrongLeavesNoAccount) {
  EXPECT_FALSE(open("ikke en adresse", "p1"));
  EXPECT_FALSE(open("gry@example.org", "p1", "  "));
  EXPECT_EQ(count(count_accounts), 0);
}

}  // namespace
}  // namespace klynge::access
