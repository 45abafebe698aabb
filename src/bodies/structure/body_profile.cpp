#include "bodies/structure/body_profile.hpp"

#include <algorithm>
#include <set>

#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

constexpr std::array<Word<Reach>, 4> reaches{{{Reach::cluster, "cluster", "Klyngen eller rådets område"},
                                              {Reach::region, "region", "Regionen"},
                                              {Reach::country, "country", "Hele landet"},
                                              {Reach::unknown, "unknown", "Ikke angivet"}}};
constexpr std::array<Word<BodyLevel>, 5> levels{
    {{BodyLevel::political, "political", "Politisk niveau"},
     {BodyLevel::professional_strategic, "professional-strategic", "Fagligt-strategisk niveau"},
     {BodyLevel::operations, "operations", "Driftsniveau"},
     {BodyLevel::advisory, "advisory", "Rådgivende"},
     {BodyLevel::unknown, "unknown", "Ikke angivet"}}};
constexpr std::array<Word<RelationKind>, 2> relation_kinds{
    {{RelationKind::reports_to, "reports_to", "refererer til"}, {RelationKind::hears, "hears", "hører"}}};

}  // namespace

std::string_view name(Reach reach) { return kept_word(reaches, reach); }
std::optional<Reach> reach_of(std::string_view word) { return from_kept(reaches, word); }
std::string_view danish(Reach reach) { return danish_word(reaches, reach); }

std::optional<BodyLevel> level_of(std::string_view word) { return from_kept(levels, word); }
std::string_view danish(BodyLevel level) { return danish_word(levels, level); }

const std::vector<BodyLevel>& body_levels() {
  static const std::vector<BodyLevel> all{BodyLevel::political, BodyLevel::professional_strategic,
                                          BodyLevel::operations, BodyLevel::advisory, BodyLevel::unknown};
  return all;
}

std::string_view name(RelationKind kind) { return kept_word(relation_kinds, kind); }
std::optional<RelationKind> relation_kind(std::string_view word) { return from_kept(relation_kinds, word); }
std::string_view danish(RelationKind kind) { return danish_word(relation_kinds, kind); }

bool would_close_circle(const std::vector<Succession>& standing, std::string_view predecessor,
                        std::string_view successor) {
  // Walks on from the successor; whoever is reached comes after it.
  std::set<std::string_view> reached{successor};
  std::vector<std::string_view> open{successor};
  while (!open.empty()) {
    const auto body = open.back();
    open.pop_back();
    if (body == predecessor) return true;
    for (const auto& one : standing)
      if (one.predecessor_id == body && reached.insert(one.successor_id).second) open.push_back(one.successor_id);
  }
  return false;
}

}  // namespace klynge::structure
