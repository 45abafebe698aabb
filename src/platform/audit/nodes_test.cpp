// Two nodes that write to one PostgreSQL: neither waits for the other's head, and both chains verify.
// Skipped without KLYNGE_TEST_POSTGRES: on SQLite one process writes.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "platform/audit/append.hpp"
#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using namespace std::chrono_literals;

const audit::Action thing_change_action{"thing.change", audit::Permission::change_record};

const Actor& actor() {
  static const Actor one{"0192f1c2-7b1a-7c3e-9f00-112233445566", "Anna Andersen", "192.0.2.17", ~Permissions{0}};
  return one;
}

Result<void> act(Book& book, int number) {
  return perform<void>(book, actor(), thing_change_action, [&](Transaction& t) -> Result<void> {
    t.changed({"thing", std::to_string(number), R"({"before":1,"after":2})"});
    return {};
  });
}

class TwoNodes : public testing::Test {
 protected:
  void SetUp() override {
    if (!database::testing_on_postgres()) GTEST_SKIP() << "needs KLYNGE_TEST_POSTGRES: one process writes to SQLite";
    other_ = database::open(test_.url());
    ASSERT_TRUE(act(one_, 1));
    Book two{*other_, system_now, "node2"};
    ASSERT_TRUE(act(two, 1));
  }
  database::TestDatabase test_;
  std::unique_ptr<database::Database> other_;
  Book one_{test_.database(), system_now, "node1"};
};

TEST_F(TwoNodes, OneWritesWhileTheOtherHoldsItsHead) {
  Book two{*other_, system_now, "node2"};
  std::promise<void> held, free;
  std::thread holder([&] {
    test_.database().write([&, told = false](database::Connection& connection) mutable {
      append_entry(connection, "node1", actor(), "thing.change", system_now(), {{"thing", "held"}});
      if (!told) held.set_value();
      told = true;
      free.get_future().wait_for(60s);
      return true;
    });
  });
  held.get_future().wait();
  auto done = std::async(std::launch::async, [&] { return act(two, 2).has_value(); });
  const bool went_on = done.wait_for(30s) == std::future_status::ready;
  free.set_value();
  holder.join();
  EXPECT_TRUE(went_on) << "the other node's action waited for this one's transaction";
  EXPECT_TRUE(done.get());
  EXPECT_TRUE(verify(test_.database(), {}).sound());
}

TEST_F(TwoNodes, ManyActionsOnBothLeaveTwoSoundChains) {
  constexpr int each = 200;
  const auto run = [](database::Database& database, const char* node) {
    Book book{database, system_now, node};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&book, t] {
        for (int i = 0; i < each / 4; ++i) EXPECT_TRUE(act(book, t * 1000 + i));
      });
    for (auto& thread : threads) thread.join();
  };
  std::thread second([&] { run(*other_, "node2"); });
  run(test_.database(), "node1");
  second.join();
  const auto result = verify(test_.database(), {});
  EXPECT_TRUE(result.sound()) << (result.faults.empty() ? "" : result.faults[0].text);
  ASSERT_EQ(result.heads.size(), 2u);
  EXPECT_EQ(result.heads[0].sequence, each + 1);
  EXPECT_EQ(result.heads[1].sequence, each + 1);
}

}  // namespace
}  // namespace klynge::audit
