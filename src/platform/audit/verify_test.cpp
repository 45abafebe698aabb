// Tampering, column by column: each must be found, said at the right place, and nothing else beside it.
// Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include "platform/audit/verify.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/audit/audit_actions.hpp"
#include "platform/audit/entry.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;
using database::TestDatabase;

const audit::Action thing_change_action{"thing.change", audit::Permission::change_record};
const audit::Action look_action{"look", audit::Action::Reach::thing};

const Sql read_entry{
    "SELECT sequence, at, actor_id, actor_name, address, action, object_kind, object_id, commitment, previous_hash"
    " FROM audit_entry WHERE node = 'node1' AND sequence >= $1 ORDER BY sequence"};
const Sql write_hash{
    "UPDATE audit_entry SET actor_name = $2, previous_hash = $3, hash = $4 WHERE node = 'node1' AND sequence = $1"};
const Sql write_head{"UPDATE audit_head SET sequence = $1, hash = $2 WHERE node = 'node1'"};

Actor secretary() { return {"account-1", "Sekretær", "10.0.0.1", ~Permissions{0}}; }

class VerifyTest : public testing::Test {
 protected:
  VerifyTest() {
    for (int i = 1; i <= entries; ++i) act(std::to_string(i));
  }
  void act(const std::string& id) {
    ASSERT_TRUE(perform<void>(book_, secretary(), thing_change_action, [&](Transaction& t) -> Result<void> {
      t.changed({"thing", id, R"({"before":1,"after":2})"});
      return {};
    }));
  }
  void tamper(const std::string& sql) {
    test_.database().write([&](Connection& c) {
      c.script(sql.c_str());
      return true;
    });
  }
  std::vector<Fault> faults(std::span<const Seal> seals = {}) { return verify(test_.database(), seals).faults; }
  void expect_one(Fault::Kind kind, std::int64_t sequence, std::span<const Seal> seals = {}) {
    const auto found = faults(seals);
    ASSERT_EQ(found.size(), 1u) << (found.empty() ? "nothing found" : found[0].text);
    EXPECT_STREQ(word(found[0].kind), word(kind)) << found[0].text;
    EXPECT_EQ(found[0].sequence, sequence) << found[0].text;
    EXPECT_EQ(found[0].node, "node1");
  }
  std::vector<Seal> seal_now() {
    std::vector<Seal> seals;
    seal(book_, [&](const std::string& line) { seals.push_back(*parse_seal_line(line)); });
    return seals;
  }

  static constexpr int entries = 12;
  TestDatabase test_;
  Book book_{test_.database()};
};

class EntryColumn : public VerifyTest, public testing::WithParamInterface<const char*> {};
TEST_P(EntryColumn, IsGuarded) {
  tamper(fmt::format("UPDATE audit_entry SET {} WHERE node = 'node1' AND sequence = 5", GetParam()));
  expect_one(Fault::Kind::changed_entry, 5);
}
INSTANTIATE_TEST_SUITE_P(All, EntryColumn,
                         testing::Values("at = at + 1", "actor_id = 'x'", "actor_name = 'x'", "address = 'x'",
                                         "action = 'x'", "object_kind = 'x'", "object_id = 'x'", "commitment = 'x'",
                                         "previous_hash = 'x'",
                                         "hash = '0000000000000000000000000000000000000000000000000000000000000001'"));

TEST_F(VerifyTest, WhatNobodyTouchedIsSound) {
  const auto seals = seal_now();
  act("more");
  const auto result = verify(test_.database(), seals);
  EXPECT_TRUE(result.sound());
  EXPECT_EQ(result.entries, entries + 1);
  EXPECT_EQ(result.seals, 1);
  ASSERT_EQ(result.heads.size(), 1u);
  EXPECT_EQ(result.heads[0].sequence, entries + 1);
}

TEST_F(VerifyTest, AnEmptyLogIsSound) {
  TestDatabase empty;
  EXPECT_TRUE(verify(empty.database(), {}).sound());
}

TEST_F(VerifyTest, AnEntryThatIsGoneLeavesAGap) {
  tamper("DELETE FROM audit_entry WHERE sequence IN (5, 6)");
  expect_one(Fault::Kind::missing_entries, 5);
  EXPECT_EQ(faults()[0].last, 6);
}

TEST_F(VerifyTest, ABeginningThatIsGoneIsAGap) {
  tamper("DELETE FROM audit_entry WHERE sequence < 4");
  expect_one(Fault::Kind::missing_entries, 1);
}

TEST_F(VerifyTest, AnEntryMovedToAnotherChainIsMissedHereAndOddThere) {
  tamper("UPDATE audit_entry SET node = 'node2' WHERE sequence = 5");
  const auto found = faults();
  ASSERT_GE(found.size(), 3u);
  EXPECT_EQ(found[0].kind, Fault::Kind::missing_entries);
  EXPECT_EQ(found[0].sequence, 5);
  EXPECT_EQ(found[1].node, "node2");
}

TEST_F(VerifyTest, AnEntryWithAnotherNumberIsFound) {
  tamper("UPDATE audit_entry SET sequence = 9000000000000000000 WHERE sequence = 12");
  bool gap = false, changed = false;
  for (const Fault& fault : faults()) {
    gap |= fault.kind == Fault::Kind::missing_entries && fault.sequence == 12;
    changed |= fault.kind == Fault::Kind::changed_entry;
  }
  EXPECT_TRUE(gap);
  EXPECT_TRUE(changed);
  tamper("UPDATE audit_entry SET sequence = -3 WHERE sequence = 11");
  EXPECT_GE(faults().size(), 3u);
}

TEST_F(VerifyTest, AChangedPayloadIsFound) {
  tamper("UPDATE audit_payload SET payload = '[]' WHERE sequence = 5");
  expect_one(Fault::Kind::changed_payload, 5);
}

TEST_F(VerifyTest, AChangedSaltIsFound) {
  tamper("UPDATE audit_payload SET salt = 'x' WHERE sequence = 5");
  expect_one(Fault::Kind::changed_payload, 5);
}

TEST_F(VerifyTest, APayloadThatIsGoneWithoutAnErasureIsFound) {
  tamper("DELETE FROM audit_payload WHERE sequence = 5");
  expect_one(Fault::Kind::missing_payload, 5);
  ASSERT_TRUE(erase_payload(book_, secretary(), "node1", 7, "bedt om det"));
  expect_one(Fault::Kind::missing_payload, 5);
}

TEST_F(VerifyTest, APayloadMovedToAnotherEntryIsFound) {
  tamper("UPDATE audit_payload SET sequence = 500 WHERE sequence = 5");
  expect_one(Fault::Kind::missing_payload, 5);
}

TEST_F(VerifyTest, AHeadThatIsNotTheLastEntryIsFound) {
  tamper("UPDATE audit_head SET sequence = 11");
  expect_one(Fault::Kind::head_mismatch, entries);
  tamper("UPDATE audit_head SET sequence = 12, hash = 'x'");
  expect_one(Fault::Kind::head_mismatch, entries);
  tamper("DELETE FROM audit_head");
  expect_one(Fault::Kind::head_mismatch, entries);
}

TEST_F(VerifyTest, ATailThatIsCutIsMissedByTheHead) {
  tamper("DELETE FROM audit_entry WHERE sequence > 8");
  expect_one(Fault::Kind::missing_tail, 9);
  tamper("DELETE FROM audit_entry");
  expect_one(Fault::Kind::missing_tail, 1);
}

TEST_F(VerifyTest, ATailThatIsCutWithItsHeadIsMissedByTheSeal) {
  const auto seals = seal_now();
  tamper(
      "UPDATE audit_head SET sequence = 8, hash = (SELECT hash FROM audit_entry WHERE sequence = 8);"
      "DELETE FROM audit_payload WHERE sequence > 8; DELETE FROM audit_entry WHERE sequence > 8");
  EXPECT_TRUE(faults().empty());
  expect_one(Fault::Kind::missing_tail, 9, seals);
  EXPECT_EQ(faults(seals)[0].last, entries);
}

TEST_F(VerifyTest, EverythingGoneIsMissedByTheSeal) {
  const auto seals = seal_now();
  tamper("DELETE FROM audit_head; DELETE FROM audit_payload; DELETE FROM audit_entry");
  EXPECT_TRUE(faults().empty());
  expect_one(Fault::Kind::missing_tail, 1, seals);
}

// With everything recomputed from one entry on, as somebody who owns the database could.
class RewrittenFrom : public VerifyTest, public testing::WithParamInterface<int> {};
TEST_P(RewrittenFrom, IsFoundByTheFirstSealBehindIt) {
  auto seals = seal_now();
  for (int i = 0; i < 3; ++i) act("later");
  for (const Seal& later : seal_now()) seals.push_back(later);
  test_.database().write([](Connection& c) {
    std::string previous;
    {
      Rows rows = c.query(read_entry, GetParam());
      rows.next();
      previous = rows.string(9);
    }
    std::vector<std::pair<std::int64_t, std::string>> hashes;
    Rows rows = c.query(read_entry, GetParam());
    while (rows.next()) {
      EntryFields entry{"node1",      rows.integer(0), rows.integer(1), rows.text(2), "En anden", rows.text(4),
                        rows.text(5), rows.text(6),    rows.text(7),    rows.text(8), previous};
      const HexHash hash = entry_hash(entry);
      c.execute(write_hash, entry.sequence, entry.actor_name, previous, hash.view());
      previous = hash.view();
      hashes.emplace_back(entry.sequence, previous);
    }
    c.execute(write_head, hashes.back().first, hashes.back().second);
    return true;
  });
  EXPECT_TRUE(faults().empty());
  expect_one(Fault::Kind::rewritten, entries, seals);
}
INSTANTIATE_TEST_SUITE_P(All, RewrittenFrom, testing::Values(1, 5));

TEST_F(VerifyTest, SeveralNodesAreSealedIntoOneAnother) {
  Book other{test_.database(), system_now, "node2"};
  ASSERT_TRUE(observe(other, secretary(), look_action, "item", "1"));
  seal_now();
  const auto entries_before = verify(test_.database(), {}).entries;
  seal_now();  // nothing new in the other chain: nothing to note
  EXPECT_EQ(verify(test_.database(), {}).entries, entries_before);
  EXPECT_TRUE(faults().empty());

  tamper(
      "DELETE FROM audit_payload WHERE node = 'node2'; DELETE FROM audit_entry WHERE node = 'node2';"
      "DELETE FROM audit_head WHERE node = 'node2'");
  const auto found = faults();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].node, "node2");
  EXPECT_EQ(found[0].kind, Fault::Kind::missing_tail);
}

TEST_F(VerifyTest, ASealFileKeepsWhatItWasGiven) {
  const std::string path = test_.folder() + "/seals";
  EXPECT_TRUE(read_seal_file(path)->empty());
  seal(book_, seal_file(path));
  act("more");
  seal(book_, seal_file(path));
  const auto seals = read_seal_file(path);
  ASSERT_TRUE(seals);
  ASSERT_EQ(seals->size(), 2u);
  EXPECT_EQ((*seals)[1].sequence, entries + 1);
  EXPECT_TRUE(verify(test_.database(), *seals).sound());

  std::ofstream(path, std::ios::app) << "klynge-seal/1 node1 9";  // the power failed here
  EXPECT_EQ(read_seal_file(path)->size(), 2u);
  std::ofstream(path, std::ios::app) << "\nklynge-seal/1 node1\n";
  EXPECT_FALSE(read_seal_file(path));
}

TEST(SealLine, ComesBackAsItWas) {
  const Seal seal{"node1/2", 17, std::string(64, 'a'), "2027-01-01T12:00:00.000000Z"};
  EXPECT_EQ(parse_seal_line(seal_line(seal)), seal);
  for (const char* bad : {"", "klynge-seal/1", "klynge-seal/1 n x h t", "klynge-seal/2 n 1 h t"}) {
    EXPECT_EQ(parse_seal_line(bad), std::nullopt) << bad;
  }
}

// Long enough to be walked in several parts; the gap lies across one of their borders.
TEST_F(VerifyTest, ALongChainIsWalkedInPartsWithoutFalseAlarm) {
  constexpr int more = 45'000;
  test_.database().write([&](Connection& c) {
    static const Sql insert{
        "INSERT INTO audit_entry (node, sequence, at, actor_id, actor_name, address, action, object_kind, object_id,"
        " commitment, previous_hash, hash) VALUES ('long', $1, 0, '', '', '', '', '', '', $2, $3, $4)"};
    static const Sql payload{"INSERT INTO audit_payload (node, sequence, salt, payload) VALUES ('long', $1, '', '')"};
    static const Sql head{"INSERT INTO audit_head (node, sequence, hash) VALUES ('long', $1, $2)"};
    const HexHash commitment = payload_commitment("", "");
    std::string previous{genesis_hash};
    for (int i = 1; i <= more; ++i) {
      EntryFields entry{"long", i, 0, "", "", "", "", "", "", commitment.view(), previous};
      const HexHash hash = entry_hash(entry);
      c.execute(insert, i, commitment.view(), previous, hash.view());
      c.execute(payload, i);
      previous = hash.view();
    }
    c.execute(head, more, previous);
    return true;
  });
  std::int64_t furthest = 0;
  const auto sound = verify(test_.database(), {}, [&](std::int64_t done, std::int64_t total) {
    EXPECT_LE(done, total);
    furthest = std::max(furthest, done);
  });
  EXPECT_TRUE(sound.sound());
  EXPECT_EQ(furthest, more + entries);

  tamper(
      "DELETE FROM audit_entry WHERE node = 'long' AND sequence BETWEEN 19990 AND 20010;"
      "UPDATE audit_entry SET actor_id = 'x' WHERE node = 'long' AND sequence = 40000");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].sequence, 19990);
  EXPECT_EQ(found[0].last, 20010);
  EXPECT_EQ(found[1].sequence, 40000);
}

}  // namespace
}  // namespace klynge::audit
