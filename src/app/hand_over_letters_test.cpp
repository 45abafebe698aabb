// A hand-over that is sent for approval writes to the chairs.
#include "app/hand_over_letters.hpp"

#include <algorithm>

#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/test_hand_over.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::structure {
namespace {

class HandOverLetters : public HandOverTest {
 protected:
  void address(const audit::Actor& actor, std::string_view email) {
    static const database::Sql sql{"UPDATE account SET email = $2 WHERE id = $1"};
    test_.database().write([&](database::Connection& connection) {
      connection.execute(sql, actor.id, email);
      return true;
    });
  }
};

TEST_F(HandOverLetters, GoToTheChairsOfAllSidesWhoHaveAnAddressAndToNobodyTwice) {
  book_.listeners.push_back(app::hand_over_letters({book_, new_secret_key()}, "https://klynge.example.org"));
  const auto old = body("Gammelt udvalg", {Date{2022, 7, 1}, {}}), council = body("Nyt råd"), other = body("Andet råd");
  address(seated(old, SeatRole::chair, "Eva Holt"), "eva@example.org");
  address(seated(council, SeatRole::cochair, "Ib Krag"), "ib@example.org");
  seated(council, SeatRole::chair, "Uden adresse");
  address(seated(old, SeatRole::member, "Menigt medlem"), "medlem@example.org");
  seated(other, SeatRole::chair, "Eva Holt", {}, false);
  const auto id = start(plan(old, {council, other}));
  EXPECT_EQ(mail::count_waiting(reader()), 0) << "a draft asks nobody";
  sent(id);
  std::vector<std::string> to;
  for (const auto& one : mail::waiting(reader(), 10)) {
    to.push_back(one.recipient);
    EXPECT_EQ(one.subject, "Overdragelsen af Gammelt udvalg venter på din godkendelse");
  }
  std::ranges::sort(to);
  EXPECT_EQ(to, (std::vector<std::string>{"eva@example.org", "ib@example.org"}));
}

}  // namespace
}  // namespace klynge::structure
