// A page of about 30 KB: a table of 200 rows with links, built row by row.
#include <benchmark/benchmark.h>

#include "platform/html/html.hpp"

namespace klynge::html {
namespace {

constexpr auto row = make<"<tr class=\"row\"><td>{}</td><td><a href=\"{}\">{}</a></td><td title=\"{}\">{}</td></tr>\n">;
constexpr auto page =
    make<"<!doctype html><html lang=\"da\"><head><title>{}</title></head><body><table>{}</table></body></html>">;

void render_page_of_30_kb(benchmark::State& state) {
  const std::string id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
                    title = "Opfølgning på \"fælles\" handleplan & økonomi";
  std::size_t bytes = 0;
  for (auto _ : state) {
    Html rows;
    for (int i = 0; i < 140; ++i) row.append_to(rows, i, url("/moeder/", id), title, "godkendt", "Godkendt");
    const Html out = page("Møder", rows);
    bytes = out.text().size();
    benchmark::DoNotOptimize(bytes);
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(render_page_of_30_kb);

}  // namespace
}  // namespace klynge::html

BENCHMARK_MAIN();
