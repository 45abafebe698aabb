// Backup while others write; restore into either database. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include "platform/database/backup.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/database/migrations.hpp"
#include "platform/database/sqlite_connection.hpp"
#include "platform/database/table_copy.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::database {
namespace {

namespace fs = std::filesystem;

const Sql insert_organisation{"INSERT INTO organisation (id, name, sort_key, merged_into) VALUES ($1, $2, '', $3)"};
const Sql repoint{"UPDATE organisation SET merged_into = $2 WHERE id = $1"};
const Sql insert_source{
    "INSERT INTO source_document (sha256, file_name, format, size, content_hash, received_at) VALUES ($1, 'a.txt', 'text', 1, '', 7)"};
const Sql insert_bytes{"INSERT INTO source_bytes (sha256, bytes, document) VALUES ($1, $2, NULL)"};
const Sql select_bytes{"SELECT bytes, document FROM source_bytes WHERE sha256 = $1"};
const Sql count_organisations{"SELECT COUNT(*) FROM organisation"};
const Sql count_pairs{
    "SELECT COUNT(*) FROM source_document d FULL JOIN source_bytes b ON b.sha256 = d.sha256 WHERE d.sha256 IS NULL OR b.sha256 IS NULL"};

std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  return bytes;
}

void fill(Database& database) {
  database.write([](Connection& c) {
    c.execute(insert_organisation, "b", "Æblegården \"x\" 'y'", nullptr);
    c.execute(insert_organisation, "a", "", "b");
    c.execute(repoint, "b", "a");  // a points at b, b at a: no order of rows satisfies a key checked at once
    for (int i = 0; i < 1000; ++i) c.execute(insert_organisation, "o" + std::to_string(i), "O", nullptr);
    c.execute(insert_source, "s1");
    c.execute(insert_bytes, "s1", Bytes{all_bytes()});
    return true;
  });
}

std::int64_t number(Connection& connection, const Sql& sql) {
  Rows rows = connection.query(sql);
  rows.next();
  return rows.integer(0);
}

class BackupTest : public testing::Test {
 protected:
  std::string file() { return test_.folder() + "/backup.klynge"; }
  TestDatabase test_;
};

void expect_filled(Database& database) {
  EXPECT_EQ(number(database.reader(), count_organisations), 1002);
  Rows rows = database.reader().query(select_bytes, "s1");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.string(0), all_bytes());
  EXPECT_TRUE(rows.is_null(1));
}

TEST_F(BackupTest, ComesBackInAnotherDatabaseOfEitherKind) {
  fill(test_.database());
  std::int64_t last = 0, of = -1;
  const auto report = backup(test_.database(), file(), [&](std::int64_t done, std::int64_t total) {
    last = done;
    of = total;
  });
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(last, of);
  EXPECT_GT(report->bytes, 0);
  struct stat status{};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  for (const char* beside : {".part", ".part-wal", "-wal", "-shm", "-journal"})
    EXPECT_FALSE(fs::exists(file() + beside));

  TestDatabase same_kind, sqlite = TestDatabase::on_sqlite(TestDatabase::Start::empty);
  const auto restored = restore(file(), same_kind.database());
  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(restored->rows, 1004);
  expect_filled(same_kind.database());
  ASSERT_TRUE(restore(file(), sqlite.database()));
  expect_filled(sqlite.database());
  // The keys are back: a row that points nowhere is refused.
  EXPECT_THROW(same_kind.database().write([](Connection& c) {
    c.execute(insert_organisation, "x", "X", "nowhere");
    return true;
  }),
               DatabaseError);
}

TEST_F(BackupTest, LeadsFromSqliteToTheOtherDatabase) {
  TestDatabase sqlite = TestDatabase::on_sqlite();
  fill(sqlite.database());
  ASSERT_TRUE(backup(sqlite.database(), file()));
  ASSERT_TRUE(restore(file(), test_.database()));
  expect_filled(test_.database());
}

TEST_F(BackupTest, IsOfOneMomentWhileOthersWrite) {
  fill(test_.database());
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop && i < 100'000; ++i) {
      test_.database().write([&](Connection& c) {
        const std::string id = "w" + std::to_string(i);
        c.execute(insert_source, id);
        c.execute(insert_bytes, id, Bytes{all_bytes()});
        return true;
      });
    }
  });
  const auto made = backup(test_.database(), file());
  stop = true;
  writer.join();
  ASSERT_TRUE(made) << made.error().detail;
  SqliteConnection copy(file(), SqliteConnection::Use::file);
  Rows rows = copy.query(count_pairs);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), 0);
}

TEST_F(BackupTest, IsNotRestoredOverWhatIsThere) {
  fill(test_.database());
  ASSERT_TRUE(backup(test_.database(), file()));
  const auto refused = restore(file(), test_.database());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  expect_filled(test_.database());
}

TEST_F(BackupTest, WhatTheCheckRefusesIsNotRestored) {
  fill(test_.database());
  ASSERT_TRUE(backup(test_.database(), file()));
  TestDatabase target;
  const auto refused = restore(file(), target.database(), [](Database& copy) -> Result<void> {
    EXPECT_EQ(number(copy.reader(), count_organisations), 1002);
    return invalid("Nej.");
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(number(target.database().reader(), count_organisations), 0);
}

TEST_F(BackupTest, ARestoreThatFailsLeavesTheDatabaseEmpty) {
  fill(test_.database());
  ASSERT_TRUE(backup(test_.database(), file()));
  {
    SqliteConnection broken(file(), SqliteConnection::Use::plain);
    broken.script("PRAGMA foreign_keys = OFF; DELETE FROM source_document");  // source_bytes now points nowhere
  }
  TestDatabase target;
  EXPECT_THROW(static_cast<void>(restore(file(), target.database())), DatabaseError);
  EXPECT_EQ(number(target.database().reader(), count_organisations), 0);
}

TEST_F(BackupTest, WhatIsNoBackupIsSaid) {
  const auto kind_of = [&](const std::string& path) { return restore(path, test_.database()).error().kind; };
  EXPECT_EQ(kind_of(test_.folder() + "/none"), Problem::Kind::not_found);
  EXPECT_EQ(kind_of(test_.folder()), Problem::Kind::not_found);
  const auto write = [&](std::string_view content) {
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << content;
    return file();
  };
  EXPECT_EQ(kind_of(write("")), Problem::Kind::invalid);
  EXPECT_EQ(kind_of(write("binary junk that is no database at all")), Problem::Kind::invalid);

  fill(test_.database());
  fs::remove(file());
  ASSERT_TRUE(backup(test_.database(), file()));
  fs::resize_file(file(), fs::file_size(file()) / 2);
  TestDatabase target;
  EXPECT_EQ(restore(file(), target.database()).error().kind, Problem::Kind::invalid);
}

TEST_F(BackupTest, OneFromTheFutureIsRefused) {
  ASSERT_TRUE(backup(test_.database(), file()));
  {
    SqliteConnection newer(file(), SqliteConnection::Use::plain);
    newer.script("INSERT INTO schema_migration VALUES (9999, 'future')");
  }
  TestDatabase target;
  EXPECT_EQ(restore(file(), target.database()).error().kind, Problem::Kind::conflict);
}

// A file as the first version of the program would have left it.
TEST_F(BackupTest, OneFromAnOlderProgramIsBroughtUpToDateInACopy) {
  {
    SqliteConnection old(file(), SqliteConnection::Use::plain);
    old.script(create_version_table);
    apply(old, migrations().front());
    old.script("INSERT INTO account VALUES ('1', 'anna', 'Anna', 'reader', 'x', 0, 1)");
  }
  const auto before = fs::file_size(file());
  TestDatabase target;
  const auto restored = restore(file(), target.database());
  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(restored->rows, 2) << "the account, and the role that a later migration made a row of its own";
  EXPECT_EQ(fs::file_size(file()), before);
}

TEST_F(BackupTest, APathThatCannotBeWrittenIsAProblem) {
  EXPECT_EQ(backup(test_.database(), "/no/such/folder/backup").error().kind, Problem::Kind::unavailable);
  if (!testing_on_postgres()) {
    EXPECT_EQ(backup(test_.database(), test_.folder() + "/klynge.db").error().kind, Problem::Kind::invalid);
  }
}

TEST(TableCopy, KnowsTheTablesOfTheMigrations) {
  const auto tables = tables_of_schema();
  EXPECT_GT(tables.size(), 20u);
  for (const Table& table : tables) EXPECT_FALSE(table.columns.empty()) << table.name;
}

}  // namespace
}  // namespace klynge::database
