// What a page of the structure costs: a region of 40 bodies with 400 seats and 15 years of holders.
#include <benchmark/benchmark.h>

#include <memory>

#include "bodies/identity_store.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/composition_pages.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/rule_actions.hpp"
#include "bodies/structure/seat_actions.hpp"
#include "bodies/structure/seat_store.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::structure {
namespace {

const audit::Action fill_action{"fill", audit::Permission::change_record};

constexpr int bodies_of_region = 40, seats_of_body = 10, terms_of_seat = 4;
constexpr Date start{2012, 1, 1}, day{2024, 5, 1};

struct Region {
  database::TestDatabase test;
  std::int64_t now_us = 1'772'323'200'000'000;
  audit::Book book{test.database(), [this] { return Instant{++now_us}; }};
  std::vector<std::string> bodies;

  Region() {
    const auto done = audit::perform<void>(
        book, {.permissions = ~0u}, fill_action, [&](audit::Transaction& transaction) -> Result<void> {
          const auto region =
              add_organisation_in(transaction, {.name = "Region Nordfjord", .kind = OrganisationKind::region});
          Cluster cluster{.name = "Klyngen Egelund", .region_id = *region};
          for (int i = 0; i < seats_of_body; ++i)
            cluster.organisations.push_back(
                {.id = *add_organisation_in(transaction, {.name = "Sted" + std::to_string(i) + " Kommune",
                                                          .kind = OrganisationKind::municipality,
                                                          .parent_id = *region})});
          const auto area = add_cluster_in(transaction, cluster);
          for (int b = 0; b < bodies_of_region; ++b) fill_body(transaction, b, *area, cluster.organisations);
          return {};
        });
    if (!done) throw std::runtime_error(done.error().detail);
  }
  void fill_body(audit::Transaction& transaction, int number, const std::string& area,
                 const std::vector<Organisation>& organisations) {
    const auto id = *add_body_in(transaction, {.name = "Udvalg nummer " + std::to_string(number),
                                               .level = BodyLevel::political,
                                               .reach = Reach::cluster,
                                               .cluster_id = area});
    bodies.push_back(id);
    (void)add_rule_in(transaction, {.body_id = id, .sentence = "1 borgmester fra hver kommune i klyngen."});
    for (int s = 0; s < seats_of_body; ++s) {
      const auto seat = *add_seat_in(transaction, {.body_id = id,
                                                   .label = "Borgmester",
                                                   .kind = "mayor",
                                                   .organisation_id = organisations[static_cast<std::size_t>(s)].id});
      for (int t = 0; t < terms_of_seat; ++t)
        (void)add_term_in(transaction, {.seat_id = seat,
                                        .person_name = "Person B" + std::to_string(number) + "s" + std::to_string(s) +
                                                       "t" + std::to_string(t),
                                        .is_new = true,
                                        .period = {plus_days(start, t * 1400), plus_days(start, (t + 1) * 1400)}});
    }
  }
};

Region& region() {
  static Region one;
  return one;
}

void composition_of_a_body(benchmark::State& state) {
  auto& connection = region().test.database().reader();
  std::size_t at = 0;
  for (auto _ : state) {
    const auto& id = region().bodies[at++ % region().bodies.size()];
    CompositionView view{.body = *find_profile(connection, id),
                         .day = day,
                         .seats = seats(connection, id),
                         .rules = rules(connection, id)};
    view.composition = compose(view.body, view.rules, view.seats, read_area(connection, view.body, day),
                               other_names_at(connection, id), day);
    benchmark::DoNotOptimize(composition_page(view));
  }
}
BENCHMARK(composition_of_a_body)->Unit(benchmark::kMicrosecond);

// What a chart or a comparison reads: everything, of all times.
void everything_of_a_region(benchmark::State& state) {
  auto& connection = region().test.database().reader();
  for (auto _ : state) {
    benchmark::DoNotOptimize(all_profiles(connection));
    benchmark::DoNotOptimize(seats(connection, ""));
    benchmark::DoNotOptimize(rules(connection, ""));
    benchmark::DoNotOptimize(relations(connection, ""));
    benchmark::DoNotOptimize(duties(connection, ""));
  }
}
BENCHMARK(everything_of_a_region)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace klynge::structure

BENCHMARK_MAIN();
