// kill -9 at random moments: what was acknowledged is there, nothing is there twice, the chain
// verifies. A child process writes with several threads and acknowledges each action on a pipe;
// the parent kills it and looks. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;
using database::TestDatabase;

const audit::Action thing_add_action{"thing.add", audit::Action::Reach::thing};

const Sql insert_thing{"INSERT INTO thing (id, part) VALUES ($1, $2)"};
const Sql select_things{"SELECT id, COUNT(*) FROM thing GROUP BY id"};
const Sql count_entries{"SELECT COUNT(*) FROM audit_entry"};

constexpr int threads = 4, kills = 50;

Result<void> act(Book& book, std::int64_t id) {
  return perform<void>(book, {"test", "Test", ""}, thing_add_action, [&](Transaction& t) -> Result<void> {
    t.connection().execute(insert_thing, id, 1);
    t.connection().execute(insert_thing, id, 2);  // both or none
    t.changed({"thing", std::to_string(id)});
    return {};
  });
}

[[noreturn]] void write_until_killed(const std::string& url, int pipe, std::int64_t first_id) {
  const auto opened = database::open(url);
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; ++t) {
    writers.emplace_back([&, t] {
      Book book{*opened};
      for (std::int64_t id = first_id + t; id < first_id + 1'000'000; id += threads) {
        if (!act(book, id) || ::write(pipe, &id, sizeof id) != sizeof id) ::_exit(1);
      }
    });
  }
  for (auto& writer : writers) writer.join();
  ::_exit(0);
}

// The ids that the child acknowledged before it was killed, `after_first` behind the first of them.
std::vector<std::int64_t> run_and_kill(const std::string& url, std::int64_t first_id,
                                       std::chrono::microseconds after_first) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(url, ends[1], first_id);
  }
  ::close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t id = 0;
  if (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
  // The pipe holds what comes meanwhile; should it fill up, the child waits to be killed.
  std::this_thread::sleep_for(after_first);
  ::kill(child, SIGKILL);
  while (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return acknowledged;
}

// The things that are there, each whole and with one entry of the log. In one snapshot: a server
// may still be finishing what the killed process had sent.
std::set<std::int64_t> look(database::Database& database) {
  std::set<std::int64_t> there;
  Connection& reader = database.reader();
  const database::ReadTransaction snapshot(reader);
  Rows rows = reader.query(select_things);
  while (rows.next()) {
    EXPECT_EQ(rows.integer(1), 2) << "half an action, or one twice: " << rows.integer(0);
    there.insert(rows.integer(0));
  }
  Rows entries = reader.query(count_entries);
  entries.next();
  EXPECT_EQ(entries.integer(0), static_cast<std::int64_t>(there.size()));
  return there;
}

TEST(Crash, WhatWasAcknowledgedIsThereOnceAndTheChainVerifies) {
  TestDatabase test;
  test.database().write([](Connection& c) {
    c.script("CREATE TABLE thing (id BIGINT NOT NULL, part SMALLINT NOT NULL)");
    return true;
  });
  const unsigned seed = std::random_device{}();
  std::minstd_rand random(seed);
  RecordProperty("seed", static_cast<int>(seed));
  std::vector<Seal> seals;
  std::set<std::int64_t> acknowledged;
  for (int i = 0; i < kills; ++i) {
    test.close();  // a fork must not carry an open database along
    const std::chrono::microseconds moment(std::uniform_int_distribution(0, 20'000)(random));
    for (const auto id : run_and_kill(test.url(), 1'000'000LL * (i + 1), moment)) {
      EXPECT_TRUE(acknowledged.insert(id).second) << id;
    }
    test.reopen();
    const auto there = look(test.database());
    for (const auto id : acknowledged) ASSERT_TRUE(there.contains(id)) << id << ", seed " << seed;
    const auto verification = verify(test.database(), seals);
    ASSERT_TRUE(verification.sound()) << verification.faults[0].text << ", seed " << seed;
    for (const Seal& head : verification.heads) seals.push_back(head);
  }
  EXPECT_GT(acknowledged.size(), static_cast<std::size_t>(kills));
}

}  // namespace
}  // namespace klynge::audit
