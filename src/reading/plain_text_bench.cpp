// Plain text to lines, in bytes a second.
#include <benchmark/benchmark.h>

#include "reading/document.hpp"

namespace {

// About the share of æ, ø, å and of blank lines that minutes have.
std::string minutes_text(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes)
    text +=
        "3. Orientering om status for den fælles indsats\n\n"
        "Formanden bød velkommen, og styregruppen drøftede oplægget fra sekretariatet. Der var\n"
        "enighed om, at kommunerne hver sender et bidrag på 125.000 kr. inden den 1. september,\n"
        "og at regnskabet lægges frem på næste møde.\n";
  return text;
}

void decode(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(klynge::reading::decode_plain_text(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void clean_text(benchmark::State& state) { decode(state, minutes_text(static_cast<std::size_t>(state.range(0)))); }
BENCHMARK(clean_text)->Arg(20 << 10)->Arg(1 << 20)->Arg(16 << 20);

void dashes_everywhere(benchmark::State& state) {
  std::string text;
  while (text.size() < (1u << 20)) text += "– et punkt – med “citat” og\u00a0hårdt mellemrum\ttabulator\n";
  decode(state, text);
}
BENCHMARK(dashes_everywhere);

void combining_marks_only(benchmark::State& state) {
  std::string text;
  while (text.size() < (1u << 20)) text += "\u0301";
  decode(state, text);
}
BENCHMARK(combining_marks_only);

}  // namespace

BENCHMARK_MAIN();
