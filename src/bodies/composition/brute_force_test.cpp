// Made-up rule sets: the check agrees with trying every way to lay the seats out.
//
// The count by hand shares nothing with the check but the words: it says itself who is meant by a rule, and walks
// through all ways to count each seat for a rule, for one of its parts, or for none.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "bodies/composition/assign.hpp"
#include "bodies/composition/check.hpp"

namespace klynge::composition {
namespace {

using Kind = OrganisationKind;
using enum SeatKind;

constexpr Date day{2024, 1, 1};
constexpr int sets_of_one_case = 50;  // RapidCheck runs a hundred cases

const Area area{{{"m0", "Lyngsted Kommune"}, {"m1", "Tornby Kommune"}},
                {{"c0", "Nord", {"m0", "h"}}, {"c1", "Syd", {"m1", "h"}}}};

const std::vector<Organisation> organisations{{"m0", Kind::municipality, "Lyngsted Kommune"},
                                              {"m1", Kind::municipality, "Tornby Kommune"},
                                              {"m9", Kind::municipality, "Fjernby Kommune"},
                                              {"r", Kind::region, "Region Vesterhav"},
                                              {"h", Kind::hospital, "Hospitalet"},
                                              {"p", Kind::psychiatry, "Psykiatrien"},
                                              {"plo", Kind::plo, "PLO Vesterhav"}};

struct Made {
  std::vector<RuleInForce> rules;
  std::vector<Seat> seats;
};

// Mostly such as somebody could mean: a part that some of the rule's seats can be.
Part made_part(const Rule& rule) {
  Part part{{*rc::gen::element(0, 1, 1, 2), std::nullopt}};
  if (part.count.min == 0 || *rc::gen::element(true, false, false)) part.count.max = *rc::gen::inRange(1, 3);
  if (is_a(rule.kind, politician) && *rc::gen::element(true, true, false)) {
    part.kind = is_a(rule.kind, municipal_politician) ? mayor : regional_council_chair;
    return part;
  }
  switch (*rc::gen::element(0, 1, 2, 3, 4)) {
    case 0:
      part.kind = mayor;
      break;
    case 1:
      part.kind = director;
      break;
    case 2:
      part.from = {{Kind::psychiatry}};
      break;
    case 3:
      part.from = {{Kind::hospital}};
      break;
    default:
      part.from = {{Kind::municipality, "", Within::cluster}};
      break;
  }
  return part;
}

Rule made_rule() {
  Rule rule;
  rule.count = {*rc::gen::element(0, 1, 1, 1, 2, 3), std::nullopt};
  if (*rc::gen::element(true, false))
    rule.count.max = std::max(1, rule.count.min + *rc::gen::element(-1, 0, 0, 1, 1, 2));
  rule.kind = *rc::gen::element(member, member, politician, municipal_politician, mayor, regional_councillor, director);
  rule.per = *rc::gen::element(Per::body, Per::body, Per::body, Per::body, Per::municipality, Per::cluster);
  if (rule.per != Per::municipality && !is_a(rule.kind, politician) && *rc::gen::element(true, false))
    rule.from = {{*rc::gen::element(Kind::region, Kind::hospital, Kind::psychiatry, Kind::plo)}};
  if (rule.per == Per::body && rule.from.empty() && *rc::gen::element(true, false, false, false))
    rule.from = {{Kind::municipality, "", Within::cluster}};
  rule.manner = *rc::gen::element(Manner::member, Manner::member, Manner::member, Manner::member, Manner::observer,
                                  Manner::ad_hoc);
  if (rule.manner == Manner::ad_hoc) rule.count.min = 0;
  for (int left = *rc::gen::element(0, 0, 0, 1, 1, 2); left > 0; --left) rule.parts.push_back(made_part(rule));
  return rule;
}

Seat made_seat(int number) {
  Seat seat{"s" + std::to_string(number), "Plads " + std::to_string(number)};
  seat.kind = *rc::gen::element(member, mayor, mayor, municipal_politician, regional_councillor, regional_council_chair,
                                director);
  switch (seat.kind) {
    case mayor:
    case municipal_politician:
      seat.organisation = organisations[*rc::gen::element<std::size_t>(0, 0, 1, 1, 2)];
      break;
    case regional_councillor:
    case regional_council_chair:
      seat.organisation = organisations[3];
      break;
    default:
      seat.organisation = *rc::gen::elementOf(organisations);
  }
  if (*rc::gen::element(true, false, false, false, false, false)) seat.role = SeatRole::observer;
  if (*rc::gen::element(true, true, true, false)) seat.holder = "somebody";
  return seat;
}

// Few sorts of seats that several rules want: where rules are in conflict, or just are not.
Rule crowded_rule() {
  Rule rule;
  rule.count = {*rc::gen::element(1, 1, 1, 2, 2), std::nullopt};
  if (*rc::gen::element(true, false)) rule.count.max = rule.count.min + *rc::gen::element(0, 1, 2);
  rule.kind = *rc::gen::element(member, politician, municipal_politician, mayor);
  rule.per = *rc::gen::element(Per::body, Per::body, Per::body, Per::body, Per::body, Per::municipality);
  if (*rc::gen::element(true, false, false)) {
    Part part{{*rc::gen::element(0, 1, 1), std::nullopt}};
    if (part.count.min == 0 || *rc::gen::element(true, false, false)) part.count.max = *rc::gen::inRange(1, 3);
    if (*rc::gen::element(true, false))
      part.kind = mayor;
    else
      part.from = {{Kind::municipality, "", Within::cluster}};
    rule.parts.push_back(part);
  }
  return rule;
}

Made crowded_composition() {
  Made made;
  const int rules = *rc::gen::element(2, 3, 3, 4), seats = *rc::gen::element(3, 4, 5, 6, 7, 8);
  for (int i = 0; i < rules; ++i) made.rules.push_back({"rule" + std::to_string(i), crowded_rule()});
  for (int i = 0; i < seats; ++i) {
    Seat seat{"s" + std::to_string(i), "Plads " + std::to_string(i)};
    seat.kind = *rc::gen::element(mayor, mayor, municipal_politician, politician);
    seat.organisation = organisations[*rc::gen::element<std::size_t>(0, 0, 1, 1, 2)];
    if (seat.kind == politician) seat.organisation = organisations[3];
    if (*rc::gen::element(true, true, true, false)) seat.holder = "somebody";
    made.seats.push_back(seat);
  }
  return made;
}

Made made_composition() {
  if (*rc::gen::arbitrary<bool>()) return crowded_composition();
  Made made;
  const int rules = *rc::gen::element(1, 2, 2, 3, 3, 4), seats = *rc::gen::element(0, 1, 2, 3, 4, 5, 6, 7);
  for (int i = 0; i < rules; ++i) made.rules.push_back({"rule" + std::to_string(i), made_rule()});
  for (int i = 0; i < seats; ++i) made.seats.push_back(made_seat(i));
  return made;
}

// ---- the count by hand

bool of(const Seat& seat, const std::vector<OrganisationReference>& from) {
  if (from.empty()) return true;
  const auto& organisation = *seat.organisation;
  if (from[0].kind == Kind::municipality)
    return organisation.id == "m0" || organisation.id == "m1";  // always said to be of the area
  if (from[0].kind == Kind::region) return organisation.id == "r" || organisation.id == "h" || organisation.id == "p";
  return organisation.kind == from[0].kind;
}

bool meant(const Rule& rule, const Seat& seat) {
  if (rule.manner == Manner::member && seat.role == SeatRole::observer) return false;
  if (rule.manner == Manner::observer && seat.role != SeatRole::observer) return false;
  return is_a(seat.kind, rule.kind) && of(seat, rule.from);
}

// One rule at one place, with what is counted for it.
struct Tally {
  std::size_t rule = 0;
  int total = 0;
  std::vector<int> in_part{};
};

struct ByHand {
  const Made& made;
  std::vector<bool> used;
  std::vector<bool> asked_for;  // by rule: must have its least
  bool all_placed = true;       // every seat that is meant must be counted
  std::vector<Tally> tallies{};
  std::vector<std::vector<std::pair<std::size_t, int>>> ways{};  // by seat: tally, part or -1

  // Rules not asked for still let in no more than their most.
  bool possible() {
    for (std::size_t rule = 0; rule < made.rules.size(); ++rule) {
      const int places = made.rules[rule].rule.per == Per::body ? 1 : 2;
      for (int place = 0; place < places; ++place)
        tallies.push_back({rule, 0, std::vector<int>(made.rules[rule].rule.parts.size())});
    }
    for (std::size_t seat = 0; seat < made.seats.size(); ++seat)
      ways.push_back(used[seat] ? ways_of(made.seats[seat]) : decltype(ways)::value_type{});
    return walk(0);
  }

  std::vector<std::pair<std::size_t, int>> ways_of(const Seat& seat) const {
    std::vector<std::pair<std::size_t, int>> found;
    std::size_t tally = 0;
    for (const auto& [id, rule, period] : made.rules) {
      const auto& organisation = seat.organisation->id;
      const bool first =
          rule.per == Per::body || organisation == "m0" || (rule.per == Per::cluster && organisation == "h");
      const bool second =
          rule.per != Per::body && (organisation == "m1" || (rule.per == Per::cluster && organisation == "h"));
      for (const bool there : {first, second}) {
        if (there && meant(rule, seat)) add_ways(found, rule, tally, seat);
        ++tally;
        if (rule.per == Per::body) break;
      }
    }
    return found;
  }

  static void add_ways(std::vector<std::pair<std::size_t, int>>& found, const Rule& rule, std::size_t tally,
                       const Seat& seat) {
    bool bounded = false;
    for (std::size_t part = 0; part < rule.parts.size(); ++part) {
      const auto& one = rule.parts[part];
      if ((one.kind && !is_a(seat.kind, *one.kind)) || !of(seat, one.from)) continue;
      found.emplace_back(tally, static_cast<int>(part));
      if (one.count.max) bounded = true;
    }
    if (!bounded) found.emplace_back(tally, -1);
  }

  bool walk(std::size_t seat) {
    if (seat == ways.size()) return enough();
    if (ways[seat].empty() || !all_placed) {
      if (walk(seat + 1)) return true;
    }
    for (const auto& [tally, part] : ways[seat]) {
      auto& counted = tallies[tally];
      const auto& rule = made.rules[counted.rule].rule;
      const auto slot = static_cast<std::size_t>(std::max(part, 0));
      if (rule.count.max && counted.total == *rule.count.max) continue;
      if (part >= 0 && rule.parts[slot].count.max && counted.in_part[slot] == *rule.parts[slot].count.max) continue;
      ++counted.total;
      if (part >= 0) ++counted.in_part[slot];
      const bool found = walk(seat + 1);
      --counted.total;
      if (part >= 0) --counted.in_part[slot];
      if (found) return true;
    }
    return false;
  }

  bool enough() const {
    return std::ranges::all_of(tallies, [&](const Tally& tally) {
      if (!asked_for[tally.rule]) return true;
      const auto& rule = made.rules[tally.rule].rule;
      if (tally.total < rule.count.min) return false;
      for (std::size_t part = 0; part < rule.parts.size(); ++part)
        if (tally.in_part[part] < rule.parts[part].count.min) return false;
      return true;
    });
  }
};

bool by_hand(const Made& made, const std::vector<bool>& used, const std::vector<bool>& asked_for, bool all_placed) {
  return ByHand{made, used, asked_for, all_placed}.possible();
}

struct Counts {
  int sets = 0, kept = 0, alone = 0, not_alone = 0, in_conflict = 0, never = 0;
};

void agree_on_keeping(const Made& made, Counts& counts) {
  const auto result = check(made.rules, {}, made.seats, area, day);
  const std::vector<bool> every_rule(made.rules.size(), true), every_seat(made.seats.size(), true);
  std::vector<bool> held;
  for (const auto& seat : made.seats) held.push_back(seat.holder.has_value());
  RC_ASSERT(result.kept == by_hand(made, every_seat, every_rule, true));
  RC_ASSERT(result.kept_filled == by_hand(made, held, every_rule, true));
  counts.kept += result.kept;
  for (std::size_t rule = 0; rule < made.rules.size(); ++rule) {
    std::vector<bool> only(made.rules.size(), false);
    only[rule] = true;
    RC_ASSERT(result.rules[rule].kept_alone == by_hand(made, every_seat, only, false));
    (result.rules[rule].kept_alone ? counts.alone : counts.not_alone) += 1;
    if (result.rules[rule].status == Status::never) ++counts.never;
    // A badge never stands without its reason, and a rule that is kept has nothing to say but vacancies.
    const bool kept = result.rules[rule].status == Status::met, never = result.rules[rule].status == Status::never;
    const std::size_t reasons =
        result.rules[rule].remarks.size() - (never || result.rules[rule].vacant.empty() ? 0 : 1);
    RC_ASSERT(kept == (reasons == 0));
  }
  // Each seat stands in one place at most.
  std::vector<std::string> named = result.unasked;
  for (const auto& rule : result.rules) {
    named.insert(named.end(), rule.seats.begin(), rule.seats.end());
    named.insert(named.end(), rule.surplus.begin(), rule.surplus.end());
  }
  std::ranges::sort(named);
  RC_ASSERT(std::ranges::adjacent_find(named) == named.end());
  RC_ASSERT(named.size() == made.seats.size());
}

// The blame: what is kept can be kept together, nothing more could be, and one rule is enough where one is.
void agree_on_blame(const Made& made, Counts& counts) {
  std::vector<Rule> rules;
  for (const auto& one : made.rules) rules.push_back(one.rule);
  std::vector<std::size_t> order(rules.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::vector<bool> every_seat(made.seats.size(), true);
  const auto assignment = assign(rules, order, made.seats, every_seat, Matcher(rules, made.seats, area), area);
  auto kept = assignment.kept;
  RC_ASSERT(by_hand(made, every_seat, kept, false));
  std::vector<std::size_t> blamed;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    if (kept[rule]) continue;
    kept[rule] = true;
    RC_ASSERT(!by_hand(made, every_seat, kept, false));
    kept[rule] = false;
    if (assignment.kept_alone[rule]) blamed.push_back(rule);
  }
  counts.in_conflict += !blamed.empty();
  if (blamed.size() < 2) return;
  for (std::size_t left = 0; left < rules.size(); ++left) {
    auto all_but_one = assignment.kept_alone;
    if (!all_but_one[left]) continue;
    all_but_one[left] = false;
    RC_ASSERT(!by_hand(made, every_seat, all_but_one, false));
  }
}

TEST(MadeUpRules, AgreeWithTryingEveryWay) {
  Counts counts;
  const bool agreed = rc::check("the check agrees with a brute-force count", [&] {
    for (int i = 0; i < sets_of_one_case; ++i) {
      const Made made = made_composition();
      ++counts.sets;
      agree_on_keeping(made, counts);
      agree_on_blame(made, counts);
    }
  });
  EXPECT_TRUE(agreed);
  std::cout << counts.sets << " rule sets: " << counts.kept << " kept, " << counts.in_conflict
            << " with rules in conflict; " << counts.alone << " rules kept alone, " << counts.not_alone << " not, "
            << counts.never << " never\n";
  // Were all made-up sets alike, agreeing on them would say little.
  EXPECT_GE(counts.sets, 5000);
  EXPECT_GE(counts.kept, counts.sets / 50);
  EXPECT_GE(counts.in_conflict, counts.sets / 50);
  EXPECT_GE(counts.not_alone, counts.sets / 10);
  EXPECT_GE(counts.never, counts.sets / 50);
}

}  // namespace
}  // namespace klynge::composition
