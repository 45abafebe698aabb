#include "platform/audit/restore.hpp"

#include <gtest/gtest.h>

#include "platform/database/sqlite_connection.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::SqliteConnection;
using database::TestDatabase;

const audit::Action look_action{"look", audit::Action::Reach::thing};

class RestoreTest : public testing::Test {
 protected:
  void act(int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(observe(book_, {"a", "A", ""}, look_action, "item", std::to_string(i)));
    }
  }
  void tamper(const char* sql) { SqliteConnection(file_, SqliteConnection::Use::plain).script(sql); }
  TestDatabase test_, target_;
  Book book_{test_.database()};
  std::string file_ = test_.folder() + "/backup";
};

TEST_F(RestoreTest, TheChainGoesOnWhereTheBackupEnded) {
  act(5);
  ASSERT_TRUE(database::backup(test_.database(), file_));
  const auto seals_then = current_heads(test_.database().reader(), {});
  act(5);
  auto seals = current_heads(test_.database().reader(), {});
  seals.insert(seals.end(), seals_then.begin(), seals_then.end());

  const auto restored = restore_verified(file_, target_.database(), seals);
  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(restored->verification.entries, 5);
  EXPECT_EQ(restored->verification.seals, 1);
  Book book{target_.database()};
  ASSERT_TRUE(observe(book, {"a", "A", ""}, look_action, "item", "x"));
  EXPECT_TRUE(verify(target_.database(), seals_then).sound());
  EXPECT_FALSE(verify(target_.database(), seals).sound());  // what came after the backup is lost, and that shows
}

TEST_F(RestoreTest, ABackupThatSomebodyChangedIsNotRestored) {
  act(5);
  const auto seals = current_heads(test_.database().reader(), {});
  ASSERT_TRUE(database::backup(test_.database(), file_));
  tamper("UPDATE audit_entry SET actor_name = 'x' WHERE sequence = 3");
  const auto refused = restore_verified(file_, target_.database(), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  EXPECT_NE(refused.error().detail.find("entry 3"), std::string::npos);
  EXPECT_EQ(verify(target_.database(), {}).entries, 0);
}

}  // namespace
}  // namespace klynge::audit
