#include "bodies/composition/check.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bodies/composition/assign.hpp"
#include "bodies/composition/match.hpp"
#include "bodies/composition/remarks.hpp"

namespace klynge::composition {

namespace {

// What is asked on the day: the rules in force, each with what holds in its place.
struct Asked {
  std::vector<const RuleInForce*> rules;
  std::vector<const Deviation*> deviations;       // by rule; none
  std::vector<Rule> effective;                    // by rule
  std::vector<std::optional<std::string>> never;  // by rule
};

const Deviation* deviation_from(const RuleInForce& rule, std::span<const Deviation> deviations, Date day) {
  const Deviation* latest = nullptr;
  for (const auto& deviation : deviations) {
    if (deviation.rule_id != rule.id || !deviation.period.holds_on(day)) continue;
    if (!latest || !latest->period.from || (deviation.period.from && *deviation.period.from >= *latest->period.from))
      latest = &deviation;
  }
  return latest;
}

Rule effective_rule(const Rule& rule, const Deviation* deviation) {
  if (!deviation) return rule;
  if (deviation->instead) return *deviation->instead;
  Rule nothing_asked = rule;
  nothing_asked.count = {0, std::nullopt};
  nothing_asked.parts.clear();
  return nothing_asked;
}

Asked asked_on(Date day, std::span<const RuleInForce> rules, std::span<const Deviation> deviations, const Area& area) {
  Asked asked;
  for (const auto& rule : rules) {
    if (!rule.period.holds_on(day)) continue;
    asked.rules.push_back(&rule);
    asked.deviations.push_back(deviation_from(rule, deviations, day));
    asked.effective.push_back(effective_rule(rule.rule, asked.deviations.back()));
    asked.never.push_back(never_met_in(asked.effective.back(), area));
  }
  return asked;
}

// What one view finds: the assignment, and for which rule a seat is one too many.
struct View {
  Assignment assignment;
  std::vector<std::vector<std::size_t>> seats;                            // by rule: counted for it
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> surplus;  // by rule: group, seat
};

// Every group that speaks of a surplus seat is full. It is laid at a rule that is not met anyway, then at one that has
// too many already, then at the first.
void lay_surplus(View& view, std::size_t seat) {
  const auto& groups = view.assignment.could_be_in[seat];
  const auto worth = [&](int group) {
    const auto rule = view.assignment.groups[static_cast<std::size_t>(group)].rule;
    return !view.assignment.kept[rule] ? 0 : !view.surplus[rule].empty() ? 1 : 2;
  };
  const int best = *std::ranges::min_element(groups, {}, worth);
  view.surplus[view.assignment.groups[static_cast<std::size_t>(best)].rule].emplace_back(static_cast<std::size_t>(best),
                                                                                         seat);
}

View look(const Asked& asked, std::span<const std::size_t> order, std::span<const Seat> seats,
          const std::vector<bool>& used, const Matcher& matcher, const Area& area) {
  View view;
  view.assignment = assign(asked.effective, order, seats, used, matcher, area);
  view.seats.resize(asked.rules.size());
  view.surplus.resize(asked.rules.size());
  for (std::size_t seat = 0; seat < seats.size(); ++seat) {
    if (!used[seat]) continue;
    const int group = view.assignment.group_of[seat];
    if (group == Assignment::surplus) lay_surplus(view, seat);
    if (group >= 0) view.seats[view.assignment.groups[static_cast<std::size_t>(group)].rule].push_back(seat);
  }
  return view;
}

Status status_of(const Asked& asked, const View& view, std::size_t rule) {
  if (asked.never[rule]) return Status::never;
  if (!view.assignment.kept[rule] || !view.surplus[rule].empty()) return Status::not_met;
  return asked.deviations[rule] ? Status::deviated : Status::met;
}

// Whether the rule itself is kept by exactly these seats.
bool kept_by(const Rule& rule, std::span<const std::size_t> counted, std::span<const Seat> seats, const Area& area) {
  if (never_met_in(rule, area)) return false;
  const std::array rules{rule};
  const std::array<std::size_t, 1> order{0};
  std::vector<bool> used(seats.size());
  for (const auto seat : counted) used[seat] = true;
  const auto alone = assign(rules, order, seats, used, Matcher(rules, seats, area), area);
  return alone.kept[0] && std::ranges::all_of(counted, [&](std::size_t seat) { return alone.group_of[seat] >= 0; });
}

std::vector<Group> groups_of(const View& view, std::size_t rule) {
  std::vector<Group> groups;
  std::ranges::copy_if(view.assignment.groups, std::back_inserter(groups),
                       [&](const Group& group) { return group.rule == rule; });
  return groups;
}

// The rules that count seats this one could have counted.
std::vector<std::size_t> competitors(const View& view, std::size_t rule) {
  std::vector<std::size_t> found;
  const auto& [groups, kept, alone, group_of, could_be_in] = view.assignment;
  for (std::size_t seat = 0; seat < group_of.size(); ++seat) {
    if (group_of[seat] < 0) continue;
    const auto other = groups[static_cast<std::size_t>(group_of[seat])].rule;
    if (other == rule || std::ranges::find(found, other) != found.end()) continue;
    const bool wanted = std::ranges::any_of(
        could_be_in[seat], [&](int group) { return groups[static_cast<std::size_t>(group)].rule == rule; });
    if (wanted) found.push_back(other);
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> labels_of(std::span<const Seat> seats, std::span<const std::size_t> which) {
  std::vector<std::string> labels;
  for (const auto seat : which) labels.push_back(seats[seat].label);
  return labels;
}

void say_surplus(RuleFinding& finding, const Rule& rule, const View& view, std::size_t index,
                 std::span<const Seat> seats, const Area& area) {
  auto surplus = view.surplus[index];
  std::ranges::stable_sort(surplus, {}, [](const auto& one) { return one.first; });
  for (std::size_t i = 0; i < surplus.size();) {
    std::vector<std::size_t> of_group;
    const auto group = surplus[i].first;
    for (; i < surplus.size() && surplus[i].first == group; ++i) of_group.push_back(surplus[i].second);
    for (const auto seat : of_group) finding.surplus.push_back(seats[seat].id);
    finding.remarks.push_back(too_many(rule, view.assignment.groups[group], area, labels_of(seats, of_group)));
  }
}

RuleFinding finding_of(const Asked& asked, std::size_t index, const View& all, const View& held,
                       std::span<const Seat> seats, const Area& area) {
  const auto& rule = asked.effective[index];
  const auto* deviation = asked.deviations[index];
  RuleFinding finding;
  finding.rule_id = asked.rules[index]->id;
  finding.sentence = write(asked.rules[index]->rule);
  if (deviation && deviation->instead) finding.instead = write(rule);
  finding.status = status_of(asked, all, index);
  finding.filled = status_of(asked, held, index);
  std::vector<std::size_t> empty;
  for (const auto seat : all.seats[index]) {
    finding.seats.push_back(seats[seat].id);
    if (seats[seat].holder) continue;
    finding.vacant.push_back(seats[seat].id);
    empty.push_back(seat);
  }
  if (asked.never[index]) {
    finding.kept_alone = false;
    finding.remarks.push_back(*asked.never[index]);
    return finding;
  }
  finding.kept_alone = all.assignment.kept_alone[index];
  if (!all.assignment.kept[index]) {
    finding.remarks = missing(rule, groups_of(all, index), area);
    if (finding.kept_alone) {
      std::vector<std::string> sentences;
      for (const auto other : competitors(all, index)) {
        finding.competing.push_back(asked.rules[other]->id);
        sentences.push_back(write(asked.effective[other]));
      }
      if (!sentences.empty()) finding.remarks.push_back(competing(sentences));
    }
  }
  say_surplus(finding, rule, all, index, seats, area);
  if (!empty.empty()) finding.remarks.push_back(vacant(labels_of(seats, empty)));
  if (finding.status == Status::deviated && kept_by(asked.rules[index]->rule, all.seats[index], seats, area)) {
    finding.kept_anyway = true;
    finding.remarks.push_back("Reglen selv er overholdt, så den fraviges ikke.");
  }
  return finding;
}

// Seats that only a rule speaks of which can never be kept stand with that rule all the same.
void give_to_impossible_rules(const Asked& asked, View& view, std::vector<bool>& is_unasked, const Matcher& matcher) {
  for (std::size_t seat = 0; seat < is_unasked.size(); ++seat)
    for (std::size_t rule = 0; is_unasked[seat] && rule < asked.rules.size(); ++rule)
      if (asked.never[rule] && matcher.speaks_of(rule, seat)) {
        view.seats[rule].push_back(seat);
        is_unasked[seat] = false;
      }
}

bool is_kept(Status status) { return status == Status::met || status == Status::deviated; }

}  // namespace

std::optional<SeatRole> seat_role(std::string_view name) {
  if (name == "chair") return SeatRole::chair;
  if (name == "cochair") return SeatRole::cochair;
  if (name == "member") return SeatRole::member;
  if (name == "observer") return SeatRole::observer;
  if (name == "secretary") return SeatRole::secretary;
  return std::nullopt;
}

std::string_view name(Status status) {
  switch (status) {
    case Status::met:
      return "met";
    case Status::deviated:
      return "deviated";
    case Status::not_met:
      return "not_met";
    case Status::never:
      return "never";
  }
  return "";
}

std::string_view danish(const RuleFinding& finding) {
  const bool vacancy = !finding.vacant.empty() || finding.filled != finding.status;
  switch (finding.status) {
    case Status::met:
      return vacancy ? "Opfyldt, men ubesat" : "Opfyldt";
    case Status::deviated:
      return vacancy ? "Fraveget, men ubesat" : "Fraveget";
    case Status::not_met:
      return "Ikke opfyldt";
    case Status::never:
      return "Kan aldrig opfyldes";
  }
  return "";
}

Composition check(std::span<const RuleInForce> rules, std::span<const Deviation> deviations,
                  std::span<const Seat> seats, const Area& area, Date day) {
  const Asked asked = asked_on(day, rules, deviations, area);
  const Matcher matcher(asked.effective, seats, area);
  std::vector<bool> there(seats.size()), is_held(seats.size()), is_unasked(seats.size());
  for (std::size_t seat = 0; seat < seats.size(); ++seat) {
    there[seat] = seats[seat].period.holds_on(day);
    is_held[seat] = there[seat] && seats[seat].holder;
  }
  std::vector<std::size_t> order;
  for (std::size_t rule = 0; rule < asked.rules.size(); ++rule)
    if (!asked.never[rule]) order.push_back(rule);
  View all = look(asked, order, seats, there, matcher, area);

  // By the seats that are held, those rules come first that lose none of their seats, so that a vacancy is felt where
  // it is.
  std::ranges::stable_partition(order, [&](std::size_t rule) {
    return std::ranges::all_of(all.seats[rule], [&](std::size_t seat) { return is_held[seat]; });
  });
  const View held = look(asked, order, seats, is_held, matcher, area);

  for (std::size_t seat = 0; seat < seats.size(); ++seat)
    is_unasked[seat] =
        there[seat] && seats[seat].role != SeatRole::secretary && all.assignment.group_of[seat] == Assignment::unasked;
  give_to_impossible_rules(asked, all, is_unasked, matcher);

  Composition composition;
  for (std::size_t rule = 0; rule < asked.rules.size(); ++rule) {
    composition.rules.push_back(finding_of(asked, rule, all, held, seats, area));
    composition.kept &= is_kept(composition.rules.back().status);
    composition.kept_filled &= is_kept(composition.rules.back().filled);
  }
  std::vector<std::size_t> of_no_rule;
  for (std::size_t seat = 0; seat < seats.size(); ++seat)
    if (is_unasked[seat]) of_no_rule.push_back(seat);
  for (const auto seat : of_no_rule) composition.unasked.push_back(seats[seat].id);
  if (!of_no_rule.empty()) composition.remarks.push_back(unasked(labels_of(seats, of_no_rule)));
  return composition;
}

}  // namespace klynge::composition
