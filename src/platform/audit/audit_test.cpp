// perform(), the log it writes, and reading that log. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.hpp"
#include "platform/audit/audit_actions.hpp"
#include "platform/audit/audit_store.hpp"
#include "platform/audit/entry.hpp"
#include "platform/audit/perform.hpp"
#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;
using database::TestDatabase;

const audit::Action thing_add_action{"thing.add", audit::Permission::change_record};
const audit::Action odd_action{"odd", audit::Permission::change_record};
const audit::Action item_look_action{"item.look", audit::Permission::read_closed};
const audit::Action note_action{"note", audit::Permission::change_record};
const audit::Action person_erase_action{"person.erase", audit::Permission::manage_accounts};
const audit::Action look_action{"look", audit::Action::Reach::thing};
const audit::Action bad_action{"bad", audit::Action::Reach::thing};

const Sql insert_thing{"INSERT INTO thing (id) VALUES ($1)"};
const Sql count_things{"SELECT COUNT(*) FROM thing"};
const Sql count_entries{"SELECT COUNT(*) FROM audit_entry"};

Actor secretary() { return {"account-1", "Sekretær Æ", "10.0.0.1", Permission::change_record | Permission::read_all}; }
Actor administrator() { return {"account-2", "Admin", "", ~Permissions{0}}; }

class AuditTest : public testing::Test {
 protected:
  AuditTest() {
    test_.database().write([](Connection& c) {
      c.script("CREATE TABLE thing (id BIGINT PRIMARY KEY)");
      return true;
    });
  }
  Result<void> add(std::int64_t id, bool keep = true, const Actor& actor = secretary()) {
    return perform<void>(book_, actor, thing_add_action, [&](Transaction& t) -> Result<void> {
      t.connection().execute(insert_thing, id);
      t.changed({"thing", std::to_string(id), R"({"name":"ting"})"});
      if (!keep) return invalid("Nej.");
      return {};
    });
  }
  std::int64_t count(const Sql& sql) {
    Rows rows = test_.database().reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  Verification verified() { return verify(test_.database(), {}); }

  TestDatabase test_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  Book book_{test_.database(), [this] { return Instant{++now_us_}; }};
};

TEST_F(AuditTest, AnActionLeavesOneEntryThatVerifies) {
  ASSERT_TRUE(add(1));
  ASSERT_TRUE(add(2));
  const auto page = list_entries(test_.database().reader(), {});
  ASSERT_EQ(page.entries.size(), 2u);
  const EntryRow& newest = page.entries[0];
  EXPECT_EQ(newest.node, "node1");
  EXPECT_EQ(newest.sequence, 2);
  EXPECT_EQ(newest.actor_name, "Sekretær Æ");
  EXPECT_EQ(newest.address, "10.0.0.1");
  EXPECT_EQ(newest.action, "thing.add");
  EXPECT_EQ(newest.object_kind, "thing");
  EXPECT_EQ(newest.object_id, "2");
  EXPECT_EQ(nlohmann::json::parse(*newest.payload),
            nlohmann::json::parse(R"([{"kind":"thing","id":"2","change":{"name":"ting"}}])"));
  EXPECT_TRUE(verified().sound());
  EXPECT_EQ(verified().entries, 2);
}

TEST_F(AuditTest, WithoutPermissionNothingHappens) {
  Actor reader{"account-3", "Læser", "", static_cast<Permissions>(Permission::read_all)};
  const auto refused = add(1, true, reader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(count(count_things), 0);
  EXPECT_EQ(count(count_entries), 0);
}

TEST_F(AuditTest, ARefusedActionLeavesNothingAndNoGap) {
  ASSERT_TRUE(add(1));
  EXPECT_EQ(add(2, false).error().danish, "Nej.");
  EXPECT_THROW(static_cast<void>(add(1)), database::DatabaseError);  // the key is taken
  ASSERT_TRUE(add(3));
  EXPECT_EQ(count(count_things), 2);
  EXPECT_EQ(count(count_entries), 2);
  EXPECT_TRUE(verified().sound());
}

TEST_F(AuditTest, AnActionGivesBackItsValue) {
  const auto id = perform<std::string>(book_, secretary(), thing_add_action,
                                       [](Transaction& t) -> Result<std::string> { return t.new_id_text(); });
  ASSERT_TRUE(id);
  EXPECT_EQ(id->size(), 36u);
}

TEST_F(AuditTest, ListenersHearEveryChangeInsideTheTransaction) {
  std::vector<std::string> heard;
  book_.listeners.push_back([&](Transaction& t, const Change& change) {
    Rows rows = t.connection().query(count_things);
    rows.next();
    heard.push_back(change.kind + change.id + "/" + std::to_string(rows.integer(0)));
    t.changed({"index", change.id});
  });
  ASSERT_TRUE(add(1));
  EXPECT_FALSE(add(2, false));
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0], "thing1/1");
  const auto page = list_entries(test_.database().reader(), {});
  EXPECT_EQ(nlohmann::json::parse(*page.entries[0].payload).size(), 2u);

  book_.listeners.push_back([](Transaction&, const Change&) { throw std::runtime_error("index broken"); });
  EXPECT_THROW(static_cast<void>(add(3)), std::runtime_error);
  EXPECT_EQ(count(count_things), 1);
}

TEST_F(AuditTest, APayloadThatIsNoJsonIsKeptAsText) {
  ASSERT_TRUE(perform<void>(book_, secretary(), odd_action, [](Transaction& t) -> Result<void> {
    t.changed({"a\"b", "c", "not {json"});
    return {};
  }));
  const auto page = list_entries(test_.database().reader(), {});
  EXPECT_EQ(nlohmann::json::parse(*page.entries.at(0).payload)[0]["change"], "not {json");
}

TEST_F(AuditTest, ALookIsLogged) {
  ASSERT_TRUE(observe(book_, administrator(), item_look_action, "item", "17"));
  EXPECT_FALSE(observe(book_, secretary(), item_look_action, "item", "17"));
  const auto page = list_entries(test_.database().reader(), {.object_kind = "item", .object_id = "17"});
  ASSERT_EQ(page.entries.size(), 1u);
  EXPECT_EQ(page.entries[0].action, "item.look");
}

TEST_F(AuditTest, AnErasedPayloadLeavesAChainThatVerifies) {
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(add(i));
  EXPECT_EQ(erase_payload(book_, secretary(), "node1", 2, "bedt om det").error().kind, Problem::Kind::forbidden);
  ASSERT_TRUE(erase_payload(book_, administrator(), "node1", 2, "bedt om det"));
  EXPECT_EQ(erase_payload(book_, administrator(), "node1", 2, "igen").error().kind, Problem::Kind::conflict);
  EXPECT_EQ(erase_payload(book_, administrator(), "node1", 99, "x").error().kind, Problem::Kind::not_found);
  const auto result = verified();
  EXPECT_TRUE(result.sound());
  EXPECT_EQ(result.erased_payloads, 1);
  const auto page = list_entries(test_.database().reader(), {});
  EXPECT_EQ(page.entries.at(2).payload, std::nullopt);
}

// What the hash covers stays for good, so the name of somebody who may be erased does not stand in it.
TEST_F(AuditTest, AnAccountsNameIsNotWrittenIntoTheChain) {
  Actor account = secretary();
  account.id = "0192f1c2-7b1a-7c3e-9f00-112233445566";
  ASSERT_TRUE(add(1, true, account));
  ASSERT_TRUE(add(2));
  const auto page = list_entries(test_.database().reader(), {});
  EXPECT_EQ(page.entries.at(1).actor_id, account.id);
  EXPECT_EQ(page.entries.at(1).actor_name, "");
  EXPECT_EQ(page.entries.at(1).address, "10.0.0.1");
  EXPECT_EQ(page.entries.at(0).actor_name, "Sekretær Æ");
  EXPECT_TRUE(verified().sound());
}

TEST_F(AuditTest, PayloadsAreFoundByWholeWordsAndErasedTogether) {
  const auto tell = [&](std::string_view text) {
    ASSERT_TRUE(perform<void>(book_, secretary(), note_action, [&](Transaction& t) -> Result<void> {
      t.changed({"note", "1", nlohmann::json{{"text", text}}.dump()});
      return {};
    }));
  };
  tell("Her er Åse \"Bitten\" Ørum.");  // 1
  tell("Her er Åse Ørumsen.");          // 2
  tell("ÅSE ØRUM, formand");            // 3
  PayloadSearch search({"Åse \"Bitten\" Ørum", "Åse Ørum", ""});
  search.search(test_.database().reader());
  EXPECT_EQ(search.found(), (std::vector<EntryKey>{{"node1", 1}, {"node1", 3}}));
  tell("Åse Ørum igen");  // 4
  search.search(test_.database().reader());
  EXPECT_EQ(search.found().size(), 3u);

  ASSERT_TRUE(perform<void>(book_, administrator(), person_erase_action, [&](Transaction& t) -> Result<void> {
    EXPECT_EQ(erase_payloads(book_, administrator(), t, search.found(), "bedt om det"), 3);
    EXPECT_EQ(erase_payloads(book_, administrator(), t, search.found(), "igen"), 0);
    t.changed({"person", "1"});
    return {};
  }));
  const auto result = verified();
  EXPECT_TRUE(result.sound());
  EXPECT_EQ(result.erased_payloads, 3);
  EXPECT_EQ(result.entries, 4 + 3 + 1);
  auto& reader = test_.database().reader();
  EXPECT_EQ(find_entry(reader, "node1", 3)->payload, std::nullopt);
  EXPECT_NE(find_entry(reader, "node1", 2)->payload, std::nullopt);
  EXPECT_EQ(find_erasure(reader, "node1", 4)->action, "audit.erase_payload");
  EXPECT_EQ(find_erasure(reader, "node1", 2), std::nullopt);
}

TEST_F(AuditTest, ALookThatAPageRepeatsIsWrittenDownOnceADay) {
  std::int64_t now_us = 1'700'000'000'000'000;  // 14 November 2023, 23.13 in Denmark
  Book book{test_.database(), [&] { return Instant{now_us}; }};
  const auto look = [&](const Actor& actor, std::string_view id) {
    return observe_once_a_day(book, actor, item_look_action, "item", id).has_value();
  };
  EXPECT_FALSE(look(secretary(), "1"));
  EXPECT_EQ(count(count_entries), 0);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(look(administrator(), "1"));
  EXPECT_EQ(count(count_entries), 1);
  EXPECT_TRUE(look(administrator(), "2"));
  EXPECT_TRUE(look({"account-3", "En anden", "", ~Permissions{0}}, "1"));
  EXPECT_EQ(count(count_entries), 3);
  now_us += 3600 * 1'000'000LL;  // past midnight in Denmark, not yet in UTC
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(look(administrator(), "1"));
  EXPECT_EQ(count(count_entries), 4);
}

// Which statement is asked is chosen by the filter; what is found must not depend on it.
TEST_F(AuditTest, EveryFilterFindsWhatReadingAllWouldFind) {
  const Action* const actions[] = {&thing_add_action, &note_action, &odd_action};
  const std::string kinds[] = {"item", "person"}, ids[] = {"1", "2", "3"};
  std::int64_t now_us = 1'700'000'000'000'000;
  std::uint32_t chance = 7;
  const auto random = [&](std::uint32_t below) { return ((chance = chance * 1664525u + 1013904223u) >> 16) % below; };
  for (const char* node : {"node1", "node2"}) {
    Book book{test_.database(), [&] { return Instant{now_us}; }, node};
    now_us = 1'700'000'000'000'000;  // both write at the same moments
    for (int i = 0; i < 60; ++i) {
      now_us += random(2);
      const Actor actor{"account-" + std::to_string(random(3)), "", "", ~Permissions{0}};
      ASSERT_TRUE(observe(book, actor, *actions[random(3)], kinds[random(2)], ids[random(3)]));
    }
  }
  auto& reader = test_.database().reader();
  const auto all = list_entries(reader, {}, {}, 1000).entries;
  ASSERT_EQ(all.size(), 120u);
  using Words = std::optional<std::string>;
  using Actors = std::optional<std::vector<std::string>>;
  int asked = 0;
  for (const Words& action : {Words{}, Words{"note"}})
    for (const Words& kind : {Words{}, Words{"item"}})
      for (const Words& id : {Words{}, Words{"2"}})
        for (const Words& actor : {Words{}, Words{"account-1"}})
          for (const Actors& any :
               {Actors{}, Actors{{"account-0", "account-1"}}, Actors{std::vector<std::string>(40, "account-2")}})
            for (const std::int64_t after_us : {0, 20}) {
              EntryFilter filter{
                  .actor_id = actor, .action = action, .object_kind = kind, .object_id = id, .any_actor = any};
              if (after_us > 0) filter.from = Instant{1'700'000'000'000'000 + after_us};
              std::vector<std::string> expected, found;
              for (const auto& row : all)
                if ((!action || row.action == *action) && (!kind || row.object_kind == *kind) &&
                    (!id || row.object_id == *id) && (!actor || row.actor_id == *actor) &&
                    (!any || std::ranges::find(*any, row.actor_id) != any->end()) &&
                    (!filter.from || *filter.from <= row.at))
                  expected.push_back(row.hash);
              std::optional<EntryPlace> place;
              do {
                const auto page = list_entries(reader, filter, place, 7);
                for (const auto& row : page.entries) found.push_back(row.hash);
                place = page.next;
              } while (place);
              EXPECT_EQ(found, expected) << action.value_or("-") << kind.value_or("-") << id.value_or("-")
                                         << actor.value_or("-") << (any ? any->size() : 0) << after_us;
              ++asked;
            }
  EXPECT_EQ(asked, 96);
}

TEST_F(AuditTest, AnActionStatesItsPermissionOrWhyItNeedsNone) {
  EXPECT_THROW((Action{"thing.open", Permission::none}), std::logic_error);
  EXPECT_THROW((Action{"thing.own", Permission::read_all, Action::Reach::own}), std::logic_error);
  EXPECT_THROW((Action{"thing.role", Action::Reach::role}), std::logic_error);
}

TEST_F(AuditTest, PagesFollowOneAnotherAndFiltersFilter) {
  for (int i = 1; i <= 7; ++i) ASSERT_TRUE(add(i));
  ASSERT_TRUE(observe(book_, administrator(), look_action, "item", "1"));
  std::vector<std::int64_t> seen;
  std::optional<EntryPlace> place;
  do {
    const auto page = list_entries(test_.database().reader(), {.action = "thing.add"}, place, 3);
    for (const auto& entry : page.entries) seen.push_back(entry.sequence);
    place = page.next;
  } while (place);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{7, 6, 5, 4, 3, 2, 1}));

  auto& reader = test_.database().reader();
  EXPECT_EQ(list_entries(reader, {.actor_id = "account-2"}).entries.size(), 1u);
  EXPECT_EQ(list_entries(reader, {.any_actor = std::vector<std::string>{"account-2", "x"}}).entries.size(), 1u);
  EXPECT_EQ(list_entries(reader, {.any_actor = std::vector<std::string>{"account-2", "account-1"}}).entries.size(), 8u);
  EXPECT_EQ(list_entries(reader, {.any_actor = std::vector<std::string>{}}).entries.size(), 0u);
  EXPECT_EQ(list_entries(reader, {.object_kind = "thing"}).entries.size(), 7u);
  EXPECT_EQ(list_entries(reader, {.object_kind = "thing", .object_id = "3"}).entries.size(), 1u);
  const Instant third = list_entries(reader, {.object_kind = "thing", .object_id = "3"}).entries[0].at;
  EXPECT_EQ(list_entries(reader, {.from = third}).entries.size(), 6u);
  EXPECT_EQ(list_entries(reader, {.before = third}).entries.size(), 2u);
}

TEST_F(AuditTest, ManyThreadsMakeChainsThatVerify) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([this, t] {
      Book mine{test_.database()};
      for (int i = 0; i < 20; ++i) {
        const auto done = perform<void>(mine, secretary(), thing_add_action, [&](Transaction& tx) -> Result<void> {
          tx.connection().execute(insert_thing, t * 100 + i);
          if (i % 4 == 0) return invalid("Nej.");
          return {};
        });
        EXPECT_EQ(done.has_value(), i % 4 != 0);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(count_things), 6 * 15);
  EXPECT_EQ(count(count_entries), 6 * 15);
  const auto result = verified();
  EXPECT_TRUE(result.sound()) << (result.faults.empty() ? "" : result.faults[0].text);
}

// Any mixture of actions that succeed, refuse and fail leaves a chain without gaps, one entry for
// each that succeeded.
TEST_F(AuditTest, AnyMixtureOfSuccessAndFailureKeepsTheChain) {
  std::int64_t next_id = 1;
  EXPECT_TRUE(rc::check([&] {
    const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    std::int64_t succeeded = count(count_entries);
    for (const int step : steps) {
      const std::int64_t id = next_id++;
      switch (step) {
        case 0:
          RC_ASSERT(!add(id, false).has_value());
          break;
        case 1:
          try {
            static_cast<void>(perform<void>(book_, secretary(), bad_action, [&](Transaction& t) -> Result<void> {
              t.connection().execute(insert_thing, id);
              t.connection().execute(insert_thing, id);
              return {};
            }));
            RC_FAIL("the key was taken twice");
          } catch (const database::DatabaseError&) {
          }
          break;
        default:
          RC_ASSERT(add(id).has_value());
          ++succeeded;
      }
    }
    RC_ASSERT(count(count_entries) == succeeded);
    RC_ASSERT(verified().sound());
  }));
}

TEST(Entry, TheEncodingIsFixed) {
  // Computed independently from the description in entry.hpp; a change here is a new version of the chain.
  EntryFields entry;
  entry.node = "n";
  entry.sequence = 1;
  entry.at_us = 2;
  entry.actor_id = "a";
  entry.actor_name = "b";
  entry.address = "c";
  entry.action = "d";
  entry.object_kind = "e";
  entry.object_id = "f";
  entry.commitment = "g";
  entry.previous_hash = genesis_hash;
  EXPECT_EQ(entry_hash(entry).view(), "aa7a5990c5f433f506a50cb34acdb42ba9dae0b620a59123d7279d15e7e9019d");
  EXPECT_EQ(payload_commitment("ab", "c").view(), sha256_hex("abc"));
}

TEST(Entry, NothingMovesFromOneFieldToTheNextUnseen) {
  EntryFields one, other;
  one.actor_id = "ab";
  one.actor_name = "c";
  other.actor_id = "a";
  other.actor_name = "bc";
  EXPECT_NE(entry_hash(one).view(), entry_hash(other).view());
}

}  // namespace
}  // namespace klynge::audit
