// What happens when the ground gives way: a full disk, a server that goes away.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>
#include <vector>

#include "platform/database/test_database.hpp"

namespace klynge::database {
namespace {

const Sql insert_row{"INSERT INTO thing (id, name) VALUES ($1, $2)"};
const Sql count_rows{"SELECT COUNT(*) FROM thing"};
const Sql own_pid{"SELECT pg_backend_pid()"};
const Sql terminate{"SELECT pg_terminate_backend(CAST($1 AS INTEGER))"};

std::int64_t number(Connection& connection, const Sql& sql) {
  Rows rows = connection.query(sql);
  rows.next();
  return rows.integer(0);
}

void create(Database& database) {
  database.write([](Connection& c) {
    c.script("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT)");
    return true;
  });
}

bool insert(Database& database, std::int64_t id, const std::string& name = "x") {
  return database.write([&](Connection& c) {
    c.execute(insert_row, id, name);
    return true;
  });
}

TEST(FullDisk, AnActionThatFindsNoRoomIsUndoneAndTheRestStands) {
  TestDatabase test = TestDatabase::on_sqlite(TestDatabase::Start::empty);
  create(test.database());
  insert(test.database(), 1);
  const auto limit = [&](const char* pages) {
    test.database().write([&](Connection& c) {
      c.script(pages);
      return true;
    });
  };
  limit("PRAGMA max_page_count = 20");
  try {
    insert(test.database(), 2, std::string(1 << 20, 'x'));
    FAIL() << "there was room";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind, DatabaseError::Kind::full);
  }
  EXPECT_TRUE(insert(test.database(), 3));
  limit("PRAGMA max_page_count = 100000");
  EXPECT_TRUE(insert(test.database(), 2, std::string(1 << 20, 'x')));
  EXPECT_EQ(number(test.database().reader(), count_rows), 3);
}

// The file may not grow: the write that fails is the group's COMMIT, after its actions succeeded.
TEST(FullDisk, ACommitThatFailsIsToldToEverybodyInTheGroup) {
  TestDatabase test = TestDatabase::on_sqlite(TestDatabase::Start::empty);
  create(test.database());
  insert(test.database(), 1);

  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 256 << 10;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  std::atomic<int> kept = 0, failed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        try {
          insert(test.database(), 100 + t * 100 + i, std::string(10'000, 'x'));
          ++kept;
        } catch (const DatabaseError&) {
          ++failed;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);

  EXPECT_GT(failed, 0);
  EXPECT_EQ(number(test.database().reader(), count_rows), 1 + kept);
  EXPECT_TRUE(insert(test.database(), 2));
  test.reopen();
  EXPECT_EQ(number(test.database().reader(), count_rows), 2 + kept);
}

std::set<int> open_sockets() {
  std::set<int> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;  // the folder's own
    if (std::filesystem::read_symlink(entry, gone).native().starts_with("socket:"))
      found.insert(std::stoi(entry.path().filename()));
  }
  return found;
}

class ServerGoesAway : public testing::Test {
 protected:
  void SetUp() override {
    if (!testing_on_postgres()) GTEST_SKIP() << "needs KLYNGE_TEST_POSTGRES; see script/postgres-for-tests";
    test_ = std::make_unique<TestDatabase>(TestDatabase::Start::empty);
    killer_ = open(test_->url());
    create(db());
    insert(db(), 1);
  }
  Database& db() { return test_->database(); }
  void kill(std::int64_t pid) {
    Rows rows = killer_->reader().query(terminate, pid);
    ASSERT_TRUE(rows.next());
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the other end has to notice the signal
  }
  std::unique_ptr<TestDatabase> test_;
  std::unique_ptr<Database> killer_;
};

TEST_F(ServerGoesAway, InsideAWriteItIsUnavailableAndTheNextOneWorks) {
  int runs = 0;
  try {
    db().write([&](Connection& c) {
      ++runs;
      c.execute(insert_row, 2, "x");
      kill(number(c, own_pid));
      try {
        c.execute(insert_row, 3, "x");
      } catch (const DatabaseError&) {
        // An action that goes on all the same must not write outside its transaction.
      }
      c.execute(insert_row, 4, "x");
      return true;
    });
    FAIL() << "the connection was gone";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind, DatabaseError::Kind::unavailable) << error.what();
  }
  EXPECT_EQ(runs, 1);
  EXPECT_TRUE(insert(db(), 5));
  EXPECT_EQ(number(db().reader(), count_rows), 2);
}

TEST_F(ServerGoesAway, AnIdleWriterConnectsAnewUnnoticed) {
  std::int64_t pid = 0;
  db().write([&](Connection& c) {
    pid = number(c, own_pid);
    return false;
  });
  kill(pid);
  EXPECT_TRUE(insert(db(), 2));
}

TEST_F(ServerGoesAway, AnIdleReaderConnectsAnewUnnoticed) {
  kill(number(db().reader(), own_pid));
  EXPECT_EQ(number(db().reader(), count_rows), 1);
}

// A server that falls may have sent its last words before: libpq reads those and takes the line for a whole one.
TEST_F(ServerGoesAway, ALineThatIsCutAfterLastWordsIsReplacedUnnoticed) {
  const std::set<int> others = open_sockets();
  const auto cut_here = open(test_->url());
  cut_here->reader().script("LISTEN last_words");
  EXPECT_EQ(number(cut_here->reader(), count_rows), 1);
  killer_->write([](Connection& c) {
    c.script("NOTIFY last_words");
    return true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // they have to arrive
  for (const int socket : open_sockets())
    if (!others.contains(socket)) ::shutdown(socket, SHUT_WR);
  EXPECT_EQ(number(cut_here->reader(), count_rows), 1);
}

TEST_F(ServerGoesAway, InsideASnapshotItIsUnavailableAndTheNextOneWorks) {
  {
    const ReadTransaction snapshot(db().reader());
    kill(number(db().reader(), own_pid));
    EXPECT_THROW(number(db().reader(), count_rows), DatabaseError);
    EXPECT_THROW(number(db().reader(), count_rows), DatabaseError);
  }
  EXPECT_EQ(number(db().reader(), count_rows), 1);
}

TEST_F(ServerGoesAway, InTheMiddleOfALongWalk) {
  db().write([](Connection& c) {
    c.script("INSERT INTO thing SELECT i, repeat('x', 1000) FROM generate_series(10, 60000) AS i");
    return true;
  });
  static const Sql everything{"SELECT id, name FROM thing"};
  const std::int64_t pid = number(db().reader(), own_pid);
  EXPECT_THROW(
      {
        Rows rows = db().reader().scan(everything);
        rows.next();
        kill(pid);
        while (rows.next()) {
        }
      },
      DatabaseError);
  EXPECT_EQ(number(db().reader(), count_rows), 59'992);
}

TEST(PostgresCollation, AnotherOneThanCIsRefused) {
  if (!testing_on_postgres()) GTEST_SKIP() << "needs KLYNGE_TEST_POSTGRES; see script/postgres-for-tests";
  const std::string url = std::getenv("KLYNGE_TEST_POSTGRES");
  const std::string name = "klynge_collation_" + std::to_string(::getpid());
  ASSERT_EQ(std::system(("psql -q '" + url + "' -c \"CREATE DATABASE " + name +
                         " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.utf8' LC_CTYPE 'C.utf8'\"")
                            .c_str()),
            0);
  std::string other = url;
  other.replace(other.find("/postgres?"), 10, "/" + name + "?");
  try {
    open(other);
    ADD_FAILURE() << "the collation was taken";
  } catch (const DatabaseError& error) {
    EXPECT_NE(std::string(error.what()).find("C.utf8"), std::string::npos) << error.what();
  }
  EXPECT_EQ(std::system(("psql -q '" + url + "' -c 'DROP DATABASE " + name + "'").c_str()), 0);
}

}  // namespace
}  // namespace klynge::database
