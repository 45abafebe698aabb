// How fast a version is written and a meeting read out. Meetings of ten and of twenty items with
// recommendations, decisions, tasks, amounts and places, on SQLite unless KLYNGE_TEST_POSTGRES is set.
#include <benchmark/benchmark.h>

#include "meetings/list_store.hpp"
#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

reading::MeetingRecord bench_record(int items, int day) {
  auto record = test_record();
  record.body = "Organ " + std::to_string(day % 40);
  record.date = plus_days(Date{2015, 1, 1}, day % 3000);
  record.attendance.clear();
  for (int i = 0; i < 15; ++i)
    record.attendance.push_back(
        {.name = "Person " + std::to_string(i), .title = "direktør", .organisation = "Fjordvig Kommune"});
  const auto model = record.items[0];
  record.items.clear();
  record.sources.clear();
  for (int i = 0; i < items; ++i) {
    auto item = model;
    item.number = std::to_string(i + 1);
    item.presenters = {"Person 1"};
    item.tasks[0].responsible = {"Person 2"};
    item.case_text = std::string(600, 'x');
    item.minutes = std::string(300, 'y');
    record.items.push_back(item);
    for (const char* field :
         {"title", "number", "case", "minutes", "outcome", "recommendations/0", "recommendations/1"})
      record.sources["/items/" + std::to_string(i) + "/" + field] = {.page = 1,
                                                                     .line = static_cast<std::uint32_t>(10 * i + 3)};
  }
  return record;
}

void write_meetings(benchmark::State& state) {
  TestRegister test;
  const auto record = bench_record(10, 1);
  test.add(record);
  const std::string source = "s1";
  for (auto _ : state)
    test.change([&](audit::Transaction& transaction) {
      const auto resolver = no_resolver();
      for (int i = 0; i < 100; ++i) {
        const auto items = TestRegister::new_items(record.items.size());
        write_version(transaction, resolver,
                      {.meeting = TestRegister::new_id<Meeting>(),
                       .meeting_is_new = true,
                       .reading_id = "r-s1",
                       .record = record,
                       .as_read = true,
                       .item_ids = items,
                       .sources = std::span(&source, 1),
                       .committed_by = "Test"});
      }
    });
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(write_meetings)->Unit(benchmark::kMillisecond);

void read_meeting(benchmark::State& state) {
  TestRegister test;
  std::vector<MeetingId> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(test.add(bench_record(20, i)));
  std::size_t next = 0;
  for (auto _ : state) {
    const database::ReadTransaction moment(test.reader());
    benchmark::DoNotOptimize(find_meeting(test.reader(), ids[next++ % ids.size()]));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_meeting)->Unit(benchmark::kMicrosecond);

void list_decisions(benchmark::State& state) {
  TestRegister test;
  for (int i = 0; i < 1400; ++i) test.add(bench_record(20, i));
  const DecisionFilter filter{.words = state.range(0) == 1 ? "intet sådant ord" : ""};
  for (auto _ : state) {
    benchmark::DoNotOptimize(count(test.reader(), everything(), filter));
    benchmark::DoNotOptimize(collect<DecisionRow>(each_decision, test.reader(), everything(), filter, {}));
  }
}
BENCHMARK(list_decisions)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace klynge::meetings

BENCHMARK_MAIN();
