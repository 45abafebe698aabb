// Searching 28,000 items with rare and common words, from eight threads; and filling the index.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

#include "search/analyser.hpp"
#include "search/corpus_for_test.hpp"

namespace klynge::search {
namespace {

constexpr int meetings = 1'400, items = 20, words_per_item = 150;

struct Filled {
  Shelf shelf = make_corpus(3, meetings, items, words_per_item);
  database::TestDatabase database = database::TestDatabase::on_sqlite();
  Filled() { fill_index(database.database(), shelf); }
  std::optional<Document> document(std::string_view id) const {
    const std::size_t dash = id.find('-');
    const auto& group = shelf.groups.at({"meeting", std::string(id.substr(0, dash + 1))});
    return group[static_cast<std::size_t>(std::stoi(std::string(id.substr(dash + 1))))];
  }
  Source source() const {
    Source source = shelf.source();
    source.document = [this](database::Connection&, std::string_view, std::string_view id) { return document(id); };
    return source;
  }
};

Filled& filled() {
  static Filled made;
  return made;
}

const char* const queries[] = {
    "klyngen",         "sjælden7ord", "midler økonomi",      "og",      "\"i at\"", "akutpladser år:2022",
    "budget -økonomi", "tele*",       "sjælden3ord klyngen", "Bredsund"};

void search_page(benchmark::State& state) {
  auto& all = filled();
  const Source source = all.source();
  std::size_t i = static_cast<std::size_t>(state.thread_index());
  std::vector<double> times;
  for (auto _ : state) {
    const auto before = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(search(all.database.database().reader(), source,
                                    parse_query(queries[i++ % std::size(queries)]), {true, true}, {}));
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
  }
  std::ranges::sort(times);
  if (times.empty()) return;
  state.counters["p50_ms"] = benchmark::Counter(times[times.size() / 2], benchmark::Counter::kAvgThreads);
  state.counters["p99_ms"] = benchmark::Counter(times[times.size() * 99 / 100], benchmark::Counter::kAvgThreads);
}
BENCHMARK(search_page)->Threads(1)->Threads(8)->UseRealTime()->Unit(benchmark::kMillisecond)->MinTime(3);

void each_query(benchmark::State& state) {
  auto& all = filled();
  const Source source = all.source();
  const auto* typed = queries[static_cast<std::size_t>(state.range(0))];
  state.SetLabel(typed);
  for (auto _ : state)
    benchmark::DoNotOptimize(search(all.database.database().reader(), source, parse_query(typed), {true, true}, {}));
}
BENCHMARK(each_query)->DenseRange(0, 9)->Unit(benchmark::kMillisecond);

void fill(benchmark::State& state) {
  const Shelf shelf = make_corpus(5, 200, items, words_per_item);
  for (auto _ : state) {
    auto database = database::TestDatabase::on_sqlite();
    fill_index(database.database(), shelf);
  }
  state.SetItemsProcessed(state.iterations() * 200 * items);
}
BENCHMARK(fill)->Unit(benchmark::kMillisecond);

void analyse_text(benchmark::State& state) {
  const Shelf shelf = make_corpus(9, 20, items, words_per_item);
  std::size_t bytes = 0;
  for (auto _ : state)
    for (const auto& [group, documents] : shelf.groups)
      for (const auto& one : documents) {
        benchmark::DoNotOptimize(analyse(one.text));
        bytes += one.text.size();
      }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(analyse_text)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace klynge::search

BENCHMARK_MAIN();
