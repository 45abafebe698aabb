// Seats made from rules: whatever the rule, once each seat has somebody to be of, the rule is kept.
#include "bodies/structure/rule_seats.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "bodies/composition/rule_generator.hpp"

namespace klynge::structure {
namespace {

using composition::OrganisationKind;

// Two clusters; of each only one municipality, so that a seat of the cluster is a seat of it.
composition::Area small_area() {
  return {.municipalities = {{"m1", "Lyngsted Kommune"}, {"m2", "Tornby Kommune"}},
          .clusters = {{"c1", "Nord", {"m1"}}, {"c2", "Syd", {"m2"}}}};
}

composition::Organisation organisation(const composition::OrganisationReference& reference) {
  if (reference.kind == OrganisationKind::municipality)
    return {.id = "m1", .kind = reference.kind, .name = "Lyngsted Kommune"};
  return {.id = "o-" + std::to_string(static_cast<int>(reference.kind)) + reference.name,
          .kind = reference.kind,
          .name = reference.name};
}

std::vector<composition::Seat> settled(const std::vector<WantedSeat>& wanted, const composition::Area& area) {
  std::vector<composition::Seat> seats;
  for (const auto& one : wanted) {
    composition::Seat seat{.id = "s" + std::to_string(seats.size()),
                           .label = "Plads",
                           .kind = one.kind,
                           .voting = one.voting,
                           .role = one.role};
    if (one.municipality)
      seat.organisation = {
          .id = area.municipalities[*one.municipality].id, .kind = OrganisationKind::municipality, .name = "K"};
    else if (one.from)
      seat.organisation = organisation(*one.from);
    else if (one.cluster)
      seat.organisation = {.id = area.clusters[*one.cluster].organisation_ids.front(),
                           .kind = OrganisationKind::municipality,
                           .name = "K"};
    if (one.appointed_by) seat.appointed_by = organisation(*one.appointed_by);
    seats.push_back(std::move(seat));
  }
  return seats;
}

std::size_t count(std::string_view sentence) {
  const auto rule = composition::parse(sentence);
  EXPECT_TRUE(rule) << sentence;
  return rule ? wanted_seats(*rule, small_area()).size() : 0;
}

TEST(RuleSeats, areAsManyAsTheRuleAsksForAtLeast) {
  EXPECT_EQ(count("5 medlemmer udpeget af kommunekontaktrådet"), 5u);
  EXPECT_EQ(count("2-4 politikere fra hver kommune i klyngen"), 4u);
  EXPECT_EQ(count("1 borgmester fra hver klynge"), 2u);
  EXPECT_EQ(count("Repræsentanter fra almen praksis"), 1u);
  EXPECT_EQ(count("PLO deltager ad hoc"), 0u);
  EXPECT_EQ(count("Udvalgsformænd kan deltage som observatører"), 0u);
  EXPECT_EQ(count("højst 3 medlemmer"), 0u);
}

TEST(RuleSeats, holdThePartsOfARule) {
  const auto chair = wanted_seats(*composition::parse("3 regionsrådsmedlemmer, herunder regionsrådsformanden"), {});
  ASSERT_EQ(chair.size(), 3u);
  EXPECT_EQ(chair[0].kind, composition::SeatKind::regional_council_chair);
  EXPECT_EQ(chair[1].kind, composition::SeatKind::regional_councillor);
  const auto region =
      wanted_seats(*composition::parse("3 repræsentanter fra regionen, herunder 1 fra psykiatrien"), {});
  ASSERT_EQ(region.size(), 3u);
  EXPECT_EQ(region[0].from->kind, OrganisationKind::psychiatry);
  EXPECT_EQ(region[1].from->kind, OrganisationKind::region);
}

TEST(RuleSeats, ofObserversHaveNoVote) {
  const auto seats = wanted_seats(*composition::parse("Udvalgsformænd deltager som observatører"), {});
  ASSERT_EQ(seats.size(), 1u);
  EXPECT_EQ(seats[0].role, composition::SeatRole::observer);
  EXPECT_FALSE(seats[0].voting);
}

using References = std::vector<composition::OrganisationReference>;
bool have_one_in_common(const References& a, const References& b) {
  return std::ranges::any_of(a, [&](const auto& x) {
    return std::ranges::any_of(b, [&](const auto& y) {
      if (x.kind == OrganisationKind::other || y.kind == OrganisationKind::other) return x == y;
      return composition::is_a(x.kind, y.kind) || composition::is_a(y.kind, x.kind);
    });
  });
}

RC_GTEST_PROP(RuleSeats, keepTheRule, ()) {
  const auto rule = *composition::any_rule();
  RC_PRE(!composition::never_met(rule));
  // A most within a part says who may not be among the others: no seat can be made that is certain to be nobody of
  // theirs.
  RC_PRE(std::ranges::none_of(rule.parts, [](const composition::Part& part) { return part.count.max.has_value(); }));
  // Who comes when the agenda asks for it has no seat.
  RC_PRE(rule.manner != composition::Manner::ad_hoc);
  // Whether “Danske Patienter” is of the regional council nobody can tell from the rule.
  RC_PRE(std::ranges::all_of(rule.parts, [&](const composition::Part& part) {
    return rule.from.empty() || part.from.empty() || have_one_in_common(rule.from, part.from);
  }));
  // A committee's chair is of the council the other office is of only where the organisation says so.
  RC_PRE(std::ranges::all_of(rule.parts, [&](const composition::Part& part) {
    return !part.kind || composition::is_a(*part.kind, rule.kind) || composition::is_a(rule.kind, *part.kind);
  }));
  // Of a place the seat is already of somebody.
  if (rule.per != composition::Per::body) {
    RC_PRE(rule.from.empty() &&
           std::ranges::all_of(rule.parts, [](const composition::Part& part) { return part.from.empty(); }));
    RC_PRE(rule.appointed_by.empty());
  }
  // Nobody with a vote is an observer.
  RC_PRE(!(rule.manner == composition::Manner::observer && rule.voting == std::optional(true)));
  const auto area = small_area();
  const auto seats = settled(wanted_seats(rule, area), area);
  const std::vector<composition::RuleInForce> rules{{"r", rule}};
  const auto found = composition::check(rules, {}, seats, area, Date{2026, 1, 1});
  RC_CLASSIFY(seats.empty(), "no seats");
  if (!found.kept) RC_LOG() << composition::write(rule);
  RC_ASSERT(found.kept);
  RC_ASSERT(found.unasked.empty());
}

}  // namespace
}  // namespace klynge::structure
