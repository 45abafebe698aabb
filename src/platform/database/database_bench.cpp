// How fast the statement layer reads, and how many transactions a second reach the disk.
// On SQLite in a temporary folder, or on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <benchmark/benchmark.h>

#include <atomic>
#include <memory>

#include "platform/database/test_database.hpp"

namespace klynge::database {
namespace {

constexpr int rows = 10'000;

const Sql insert_row{"INSERT INTO thing (id, name, at) VALUES ($1, $2, $3)"};
const Sql select_row{"SELECT name, at FROM thing WHERE id = $1"};
const Sql select_twenty{"SELECT id, name, at FROM thing WHERE id >= $1 ORDER BY id LIMIT 20"};

std::unique_ptr<TestDatabase> test;
std::atomic<std::int64_t> next_id;

void prepare(const benchmark::State&) {
  test = std::make_unique<TestDatabase>(TestDatabase::Start::empty);
  next_id = rows;
  test->database().write([](Connection& c) {
    c.script("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)");
    for (int i = 0; i < rows; ++i)
      c.execute(insert_row, i, "Budgetopfølgning for 2. kvartal", 1'700'000'000'000'000LL + i);
    return true;
  });
}
void drop(const benchmark::State&) { test.reset(); }

void ReadOne(benchmark::State& state) {
  Connection& reader = test->database().reader();
  std::int64_t id = std::int64_t{state.thread_index()} * 37;
  for (auto _ : state) {
    Rows row = reader.query(select_row, id = (id + 7919) % rows);
    row.next();
    benchmark::DoNotOptimize(row.text(0).data());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ReadOne)->Setup(prepare)->Teardown(drop)->Threads(1)->Threads(2)->UseRealTime();

void ReadTwenty(benchmark::State& state) {
  Connection& reader = test->database().reader();
  std::int64_t id = 0;
  for (auto _ : state) {
    Rows row = reader.query(select_twenty, id = (id + 7919) % rows);
    while (row.next()) benchmark::DoNotOptimize(row.text(1).data());
  }
  state.SetItemsProcessed(state.iterations() * 20);
}
BENCHMARK(ReadTwenty)->Setup(prepare)->Teardown(drop)->UseRealTime();

void Transaction(benchmark::State& state) {
  for (auto _ : state) {
    test->database().write([&](Connection& c) {
      c.execute(insert_row, next_id++, "Budgetopfølgning for 2. kvartal", 1'700'000'000'000'000LL);
      return true;
    });
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Transaction)->Setup(prepare)->Teardown(drop)->Threads(1)->Threads(8)->Threads(64)->UseRealTime();

}  // namespace
}  // namespace klynge::database

BENCHMARK_MAIN();
