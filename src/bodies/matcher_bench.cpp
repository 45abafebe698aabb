// Matching the names of many meetings against a register that grows all the while.
#include <benchmark/benchmark.h>

#include <random>

#include "bodies/matcher.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::bodies {
namespace {

constexpr int attendees = 25, mentions = 5, meetings_per_write = 50;

struct Names {
  std::mt19937 random{1};
  std::vector<std::string> given{"Signe",          "Lars",  "Bodil", "Åse",     "Torben", "Anne-Marie",
                                 "Hans Christian", "Mette", "Ulla",  "Carsten", "Leif",   "Gunhild"};
  std::vector<std::string> begin{"Holm",  "Krag",  "Birke", "Torn", "Skov", "Vester",
                                 "Øster", "Anker", "Høg",   "Lyng", "Damm", "Ravn"};
  std::vector<std::string> end{"dal", "toft", "gaard", "skov", "lund", "bæk", "sen", "holt", "by", "mark"};
  template <class List>
  const std::string& one(const List& list) {
    return list[random() % list.size()];
  }
  std::string person() { return one(given) + " " + one(begin) + one(end) + " " + one(begin) + one(end); }
};

void match_meetings(benchmark::State& state) {
  auto test = database::TestDatabase::on_sqlite();
  Names names;
  std::vector<std::vector<std::string>> rosters(40);
  for (auto& roster : rosters)
    for (int i = 0; i < attendees; ++i) roster.push_back(names.person());
  int meeting = 0;
  for (auto _ : state) {
    test.database().write([&](database::Connection& connection) {
      audit::Transaction transaction(connection, Instant{1'700'000'000'000'000});
      for (int m = 0; m < meetings_per_write; ++m, ++meeting) {
        const std::size_t body = static_cast<std::size_t>(meeting) % rosters.size();
        auto& roster = rosters[body];
        roster[names.random() % roster.size()] = names.person();  // somebody new at every meeting
        Matcher matcher(transaction, "");
        matcher.body({"Driftsforum nummer " + std::to_string(body)});
        for (std::size_t i = 0; i < roster.size(); ++i)
          matcher.attendee(
              {.name = roster[i], .title = "", .organisation = "Sted" + std::to_string(i % 9) + "by Kommune"});
        for (int i = 0; i < mentions; ++i)
          benchmark::DoNotOptimize(matcher.mention(roster[static_cast<std::size_t>(i)]));
      }
      return true;
    });
  }
  state.SetItemsProcessed(state.iterations() * meetings_per_write);
}
BENCHMARK(match_meetings)->UseRealTime()->Unit(benchmark::kMillisecond)->MinTime(4);

}  // namespace
}  // namespace klynge::bodies

BENCHMARK_MAIN();
