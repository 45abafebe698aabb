// What one question of rights costs: asked for every item of a page, so it must cost nothing to speak of.
#include <benchmark/benchmark.h>

#include <string>

#include "platform/audit/standing.hpp"

namespace klynge::audit {
namespace {

// Somebody with many seats over many years, asking for items of bodies of theirs and of others.
void BM_MayRead(benchmark::State& state) {
  std::vector<Standing> held;
  for (int n = 0; n < state.range(0); ++n)
    held.push_back({"0192a0b0-0000-7000-8000-0000000000" + std::to_string(10 + n),
                    Part::member,
                    {2018 + n % 5, 1, 1},
                    {2022 + n % 5, 1, 1},
                    since_ever});
  Actor actor{.id = "a", .name = "A", .address = ""};
  actor.standings = std::make_shared<Standings>("p", held, std::vector<Invitation>{});
  std::size_t n = 0;
  const std::string strange = "0192a0b0-0000-7000-8000-0000000000zz";
  for (auto _ : state) {
    const auto& body = n % 2 == 0 ? held[n % held.size()].body_id : strange;
    benchmark::DoNotOptimize(may_read(
        actor, {.body_id = body, .held_on = {2021, 5, 1}, .item_id = "item", .closed = n % 3 == 0}, {2026, 1, 1}));
    ++n;
  }
}
BENCHMARK(BM_MayRead)->Arg(1)->Arg(10)->Arg(60);

}  // namespace
}  // namespace klynge::audit
BENCHMARK_MAIN();
