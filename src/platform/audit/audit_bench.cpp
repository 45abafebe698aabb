// How many audited actions a second reach the disk, and how fast a chain is verified.
// On SQLite in a temporary folder, or on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

#include "platform/audit/audit_store.hpp"
#include "platform/audit/entry.hpp"
#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Sql;
using database::TestDatabase;

const audit::Action item_correct_action{"item.correct", audit::Permission::change_record};

std::unique_ptr<TestDatabase> test;
void prepare(const benchmark::State&) { test = std::make_unique<TestDatabase>(); }
void drop(const benchmark::State&) { test.reset(); }

constexpr const char* change =
    R"({"before":{"title":"Budgetopfølgning","outcome":"noted"},"after":{"title":"Budgetopfølgning for 2. kvartal","outcome":"approved"}})";

void Perform(benchmark::State& state) {
  Book book{test->database()};
  const Actor actor{"0192f1c2-7b1a-7c3e-9f00-112233445566", "Anna Andersen", "192.0.2.17", ~Permissions{0}};
  for (auto _ : state) {
    const auto done = perform<void>(book, actor, item_correct_action, [](Transaction& t) -> Result<void> {
      t.changed({"item", "0192f1c2-7b1a-7c3e-9f00-aabbccddeeff", change});
      return {};
    });
    if (!done) throw std::runtime_error("refused");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Perform)->Setup(prepare)->Teardown(drop)->Threads(1)->Threads(8)->Threads(64)->UseRealTime();

const Sql insert_entry{
    "INSERT INTO audit_entry (node, sequence, at, actor_id, actor_name, address, action, object_kind, object_id,"
    " commitment, previous_hash, hash) VALUES ('node1', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const Sql insert_payload{"INSERT INTO audit_payload (node, sequence, salt, payload) VALUES ('node1', $1, $2, $3)"};
const Sql insert_head{"INSERT INTO audit_head (node, sequence, hash) VALUES ('node1', $1, $2)"};

// Entries as perform() writes them, in one transaction.
void fill(std::int64_t entries) {
  test->database().write([&](Connection& c) {
    std::string previous{genesis_hash};
    const std::string payload =
        std::string(R"([{"kind":"item","id":"0192f1c2-7b1a-7c3e-9f00-aabbccddeeff","change":)") + change + "}]";
    for (std::int64_t i = 1; i <= entries; ++i) {
      const std::string salt = new_salt();
      const HexHash commitment = payload_commitment(salt, payload);
      const EntryFields entry{"node1",
                              i,
                              1'700'000'000'000'000 + i,
                              "0192f1c2-7b1a-7c3e-9f00-112233445566",
                              "Anna Andersen",
                              "192.0.2.17",
                              "item.correct",
                              "item",
                              "0192f1c2-7b1a-7c3e-9f00-aabbccddeeff",
                              commitment.view(),
                              previous};
      const HexHash hash = entry_hash(entry);
      c.execute(insert_entry, i, entry.at_us, entry.actor_id, entry.actor_name, entry.address, entry.action,
                entry.object_kind, entry.object_id, entry.commitment, entry.previous_hash, hash.view());
      c.execute(insert_payload, i, salt, payload);
      previous = hash.view();
    }
    c.execute(insert_head, entries, previous);
    return true;
  });
}

// Who did what among the entries of others: a page of fifty, as the auditor's page asks for it. Processor time.
constexpr std::int64_t actors = 300, actions = 90;
void fill_mixed(std::int64_t entries) {
  constexpr Sql mixed{
      "INSERT INTO audit_entry (node, sequence, at, actor_id, actor_name, address, action, object_kind, object_id, commitment, previous_hash, hash)"
      " VALUES ('node1', $1, $2, $3, '', '192.0.2.17', $4, $5, $6, 'c', 'p', 'h')"};
  test->database().write([&](Connection& c) {
    for (std::int64_t i = 1; i <= entries; ++i) {
      // One in a thousand is of the last actor and of the last action: they are the rare ones.
      const bool rare = i % 1000 == 0;
      const auto actor = rare ? actors : (i * 7919) % actors, action = rare ? actions : (i * 104'729) % actions;
      c.execute(mixed, i, 1'700'000'000'000'000 + i * 1'000'000, "actor-" + std::to_string(actor),
                "action." + std::to_string(action), i % 3 == 0 ? "item" : "meeting", "id-" + std::to_string(i % 5000));
      c.execute(insert_payload, i, "salt", R"([{"kind":"item","id":"1","change":{}}])");
    }
    return true;
  });
}

void List(benchmark::State& state, const EntryFilter& filter) {
  test = std::make_unique<TestDatabase>();
  fill_mixed(200'000);
  auto& reader = test->database().reader();
  for (auto _ : state) benchmark::DoNotOptimize(list_entries(reader, filter, {}, 50));
  test.reset();
}
BENCHMARK_CAPTURE(List, newest, EntryFilter{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_actor, EntryFilter{.any_actor = std::vector<std::string>{"actor-7"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_rare_actor, EntryFilter{.any_actor = std::vector<std::string>{"actor-300"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_rare_action, EntryFilter{.action = "action.90"})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_actor_and_action,
                  EntryFilter{.action = "action.90", .any_actor = std::vector<std::string>{"actor-7"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_nobody, EntryFilter{.any_actor = std::vector<std::string>{"actor-x"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(List, of_unknown_kind, EntryFilter{.object_kind = "ukendt"})->Unit(benchmark::kMicrosecond);

void Verify(benchmark::State& state) {
  test = std::make_unique<TestDatabase>();
  fill(state.range(0));
  for (auto _ : state) {
    if (!verify(test->database(), {}).sound()) throw std::runtime_error("not sound");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  test.reset();
}
BENCHMARK(Verify)->Arg(300'000)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace klynge::audit

BENCHMARK_MAIN();
