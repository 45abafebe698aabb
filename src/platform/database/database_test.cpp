// What both databases promise alike. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include "platform/database/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "platform/database/migrations.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::database {
namespace {

constexpr const char* create_thing =
    "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT, flag SMALLINT CHECK (flag IN (0, 1)), data BYTEA)";
const Sql insert_thing{"INSERT INTO thing (id, name, flag, data) VALUES ($1, $2, $3, $4)"};
const Sql select_thing{"SELECT id, name, flag, data FROM thing WHERE id = $1"};
const Sql select_all{"SELECT id, name FROM thing ORDER BY id"};
const Sql count_things{"SELECT COUNT(*), COUNT(DISTINCT id), SUM(id) FROM thing"};

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() {
    db().write([](Connection& c) {
      c.script(create_thing);
      return true;
    });
  }
  Database& db() { return test_.database(); }
  std::int64_t count() {
    Rows rows = db().reader().query(count_things);
    EXPECT_TRUE(rows.next());
    return rows.integer(0);
  }
  void insert(std::int64_t id, std::string_view name = "ting") {
    db().write([&](Connection& c) {
      c.execute(insert_thing, id, name, true, nullptr);
      return true;
    });
  }
  TestDatabase test_{TestDatabase::Start::empty};
};

TEST_F(DatabaseTest, WhatIsWrittenIsReadBackAsItWas) {
  const std::string bytes("\x00\xff\x10 bytes \x00", 11);
  db().write([&](Connection& c) {
    EXPECT_EQ(c.execute(insert_thing, 1, "æøå 'quoted' \"\\", true, Bytes{bytes}), 1);
    c.execute(insert_thing, INT64_MIN, std::optional<std::string>{}, nullptr, nullptr);
    c.execute(insert_thing, INT64_MAX, "", false, Bytes{""});
    return true;
  });
  Connection& reader = db().reader();
  Rows one = reader.query(select_thing, 1);
  ASSERT_TRUE(one.next());
  EXPECT_EQ(one.integer(0), 1);
  EXPECT_EQ(one.text(0), "1");
  EXPECT_EQ(one.string(1), "æøå 'quoted' \"\\");
  EXPECT_TRUE(one.boolean(2));
  EXPECT_EQ(one.string(3), bytes);
  EXPECT_FALSE(one.next());
  EXPECT_FALSE(one.next());

  Rows least = reader.query(select_thing, INT64_MIN);
  ASSERT_TRUE(least.next());
  EXPECT_EQ(least.integer(0), INT64_MIN);
  EXPECT_EQ(least.optional_string(1), std::nullopt);
  EXPECT_EQ(least.optional_integer(2), std::nullopt);
  EXPECT_TRUE(least.is_null(3));

  Rows most = reader.query(select_thing, INT64_MAX);
  ASSERT_TRUE(most.next());
  EXPECT_EQ(most.integer(0), INT64_MAX);
  EXPECT_FALSE(most.is_null(1));
  EXPECT_EQ(most.string(1), "");
  EXPECT_FALSE(most.is_null(3));
  EXPECT_EQ(most.string(3), "");
}

const Sql out_of_order{"SELECT $2 || '-' || $1 || '-' || $2 FROM thing WHERE id = $3"};
TEST_F(DatabaseTest, ParametersAreBoundByTheirNumberNotByTheirPlace) {
  insert(7);
  Rows rows = db().reader().query(out_of_order, "first", "second", 7);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.string(0), "second-first-second");
}

const Sql optional_filter{"SELECT COUNT(*) FROM thing WHERE (CAST($1 AS TEXT) IS NULL OR name = $1) LIMIT $2"};
TEST_F(DatabaseTest, AFilterMayBeNull) {
  insert(1, "a");
  insert(2, "b");
  const auto counted = [&](std::optional<std::string> name) {
    Rows rows = db().reader().query(optional_filter, name, 10);
    rows.next();
    return rows.integer(0);
  };
  EXPECT_EQ(counted(std::nullopt), 2);
  EXPECT_EQ(counted("a"), 1);
  EXPECT_EQ(counted(std::nullopt), 2);
}

TEST_F(DatabaseTest, AWrongNumberOfParametersIsSaid) {
  EXPECT_THROW(db().reader().query(select_thing), DatabaseError);
  EXPECT_THROW(db().reader().query(select_thing, 1, 2), DatabaseError);
}

TEST_F(DatabaseTest, TextWithANulIsRefused) {
  EXPECT_THROW(insert(1, std::string_view("a\0b", 3)), DatabaseError);
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, AStatementMayBeUsedWhileItsRowsAreRead) {
  for (int i = 0; i < 3; ++i) insert(i);
  Connection& reader = db().reader();
  int inner_rows = 0;
  Rows outer = reader.query(select_all);
  while (outer.next()) {
    Rows inner = reader.query(select_all);
    while (inner.next()) ++inner_rows;
  }
  EXPECT_EQ(inner_rows, 9);
}

TEST_F(DatabaseTest, AWalkThroughEverythingMayStopEarly) {
  db().write([&](Connection& c) {
    for (int i = 0; i < 5000; ++i) c.execute(insert_thing, i, "row", nullptr, nullptr);
    return true;
  });
  Connection& reader = db().reader();
  {
    Rows rows = reader.scan(select_all);
    ASSERT_TRUE(rows.next());
  }
  int seen = 0;
  {
    Rows rows = reader.scan(select_all);
    while (rows.next()) EXPECT_EQ(rows.integer(0), seen++);
  }
  EXPECT_EQ(seen, 5000);
  EXPECT_EQ(count(), 5000);
}

TEST_F(DatabaseTest, FalseUndoesAndAnExceptionUndoesAndComesOut) {
  EXPECT_FALSE(db().write([](Connection& c) {
    c.execute(insert_thing, 1, "a", true, nullptr);
    return false;
  }));
  EXPECT_THROW(db().write([](Connection& c) -> bool {
    c.execute(insert_thing, 2, "b", true, nullptr);
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  insert(3);
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, AConstraintIsNamedWithoutTheData) {
  insert(1, "hemmelig");
  try {
    insert(1, "hemmelig");
    FAIL() << "the key was taken twice";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind, DatabaseError::Kind::constraint);
    EXPECT_EQ(std::string(error.what()).find("hemmelig"), std::string::npos);
  }
  insert(2);
  EXPECT_EQ(count(), 2);
}

const Sql bad_cast{"SELECT CAST($1 AS BIGINT) + 1 FROM thing"};
TEST_F(DatabaseTest, ErrorTextsHoldNoParameters) {
  insert(1);
  try {
    Rows rows = db().reader().query(bad_cast, "hemmelig");
    rows.next();  // SQLite makes 0 of it
  } catch (const DatabaseError& error) {
    EXPECT_EQ(std::string(error.what()).find("hemmelig"), std::string::npos);
  }
}

TEST_F(DatabaseTest, AReaderDoesNotWrite) {
  EXPECT_THROW(db().reader().execute(insert_thing, 1, "a", true, nullptr), DatabaseError);
}

TEST_F(DatabaseTest, WriteInsideWriteIsABugAndSaysSo) {
  EXPECT_THROW(db().write([&](Connection&) { return db().write([](Connection&) { return true; }); }), std::logic_error);
  insert(1);
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, ASnapshotDoesNotMove) {
  insert(1);
  {
    const ReadTransaction snapshot(db().reader());
    EXPECT_EQ(count(), 1);
    insert(2);
    EXPECT_EQ(count(), 1);
  }
  EXPECT_EQ(count(), 2);
}

const Sql read_counter{"SELECT id FROM counter"};
const Sql set_counter{"UPDATE counter SET id = $1"};
TEST_F(DatabaseTest, WritersBesideOneAnotherLoseNothing) {
  db().write([](Connection& c) {
    c.script("CREATE TABLE counter (id BIGINT); INSERT INTO counter VALUES (0)");
    return true;
  });
  constexpr int threads = 8, rounds = 25;
  std::atomic<int> undone = 0;
  std::vector<std::thread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        const bool keep = (t + i) % 5 != 0;
        const bool kept = db().write([&](Connection& c) {
          Rows rows = c.query(read_counter);
          rows.next();
          c.execute(set_counter, rows.integer(0) + 1);
          c.execute(insert_thing, t * 1000 + i, "x", true, nullptr);
          return keep;
        });
        EXPECT_EQ(kept, keep);
        if (!keep) ++undone;
      }
    });
  }
  for (auto& worker : workers) worker.join();
  Rows rows = db().reader().query(read_counter);
  rows.next();
  EXPECT_EQ(rows.integer(0), threads * rounds - undone);
  EXPECT_EQ(count(), threads * rounds - undone);
}

TEST_F(DatabaseTest, ThreadsComeAndGo) {
  insert(1);
  for (int round = 0; round < 20; ++round) {
    std::thread([&] { EXPECT_EQ(count(), 1); }).join();
  }
}

TEST_F(DatabaseTest, AThreadThatOutlivesADatabaseReadsTheNextOne) {
  insert(1);
  EXPECT_EQ(count(), 1);
  test_.reopen();
  EXPECT_EQ(count(), 1);
  TestDatabase other;
  EXPECT_EQ(schema_version(other.database().reader()), newest_version());
  EXPECT_EQ(count(), 1);
}

TEST(Open, AnAddressOfAnotherKindIsRefusedWithoutRepeatingIt) {
  try {
    open("mysql://user:password@host/db");
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(std::string(error.what()).find("password"), std::string::npos);
  }
  EXPECT_THROW(open("sqlite:/no/such/folder/klynge.db"), DatabaseError);
  EXPECT_THROW(open("postgresql://nobody@127.0.0.1:1/none"), DatabaseError);
}

const Sql newer{"INSERT INTO schema_migration (version, name) VALUES ($1, 'from the future')"};
TEST(Migrate, AppliesOnceAndRefusesANewerDatabase) {
  TestDatabase test(TestDatabase::Start::empty);
  EXPECT_EQ(schema_version(test.database().reader()), 0);
  migrate(test.database());
  EXPECT_EQ(schema_version(test.database().reader()), newest_version());
  migrate(test.database());
  test.database().write([](Connection& c) {
    c.execute(newer, newest_version() + 1);
    return true;
  });
  EXPECT_THROW(migrate(test.database()), DatabaseError);
}

TEST(Migrate, SeveralNodesMayStartAtOnce) {
  TestDatabase test(TestDatabase::Start::empty);
  std::atomic<int> failures = 0;
  std::vector<std::thread> nodes;
  for (int i = 0; i < 4; ++i) {
    nodes.emplace_back([&] {
      try {
        const auto node = open(test.url());
        migrate(*node);
        if (schema_version(node->reader()) != newest_version()) ++failures;
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
      }
    });
  }
  for (auto& node : nodes) node.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace klynge::database
