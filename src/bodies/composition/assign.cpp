#include "bodies/composition/assign.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "bodies/composition/flow.hpp"

namespace klynge::composition {

namespace {

// Seats that are alike to every rule, one node of the net.
struct Alike {
  std::vector<std::size_t> seats;
  int edge_in = 0;
  std::vector<std::pair<int, int>> ways;  // edge out, group
};

struct GroupEdges {
  int out = 0, node = 0;
  std::vector<int> part_edges, part_nodes;
};

std::size_t place_count(Per per, const Area& area) {
  switch (per) {
    case Per::body:
      return 1;
    case Per::municipality:
      return area.municipalities.size();
    case Per::cluster:
      return area.clusters.size();
  }
  return 1;
}

class Net {
 public:
  Net(std::span<const Rule> rules, std::span<const std::size_t> order, std::span<const Seat> seats,
      const std::vector<bool>& used, const Matcher& matcher, const Area& area)
      : rules_(rules), order_(order) {
    result_.kept.assign(rules.size(), false);
    result_.kept_alone.assign(rules.size(), false);
    result_.group_of.assign(seats.size(), Assignment::unasked);
    result_.could_be_in.resize(seats.size());
    source_ = flow_.add_node();
    sink_ = flow_.add_node();
    add_groups(area);
    add_seats(seats, used, matcher);
    // Last, so that a search looks at seats before it goes round.
    flow_.add_edge(sink_, source_, Flow::unbounded);
  }

  Assignment solve() {
    choose_kept();
    for (const auto rule : order_)
      if (!result_.kept[rule]) keep(rule);  // as far as it goes
    for (const auto& alike : alike_) flow_.raise(alike.edge_in, static_cast<int>(alike.seats.size()));
    read_off();
    return std::move(result_);
  }

 private:
  void add_groups(const Area& area) {
    groups_of_.resize(rules_.size());
    std::vector<std::size_t> by_position(order_.begin(), order_.end());
    std::ranges::sort(by_position);
    for (const auto rule : by_position)
      for (std::size_t place = 0; place < place_count(rules_[rule].per, area); ++place) {
        groups_of_[rule].push_back(static_cast<int>(edges_.size()));
        result_.groups.push_back({rule, place, 0, std::vector<std::size_t>(rules_[rule].parts.size())});
        GroupEdges edges;
        edges.node = flow_.add_node();
        edges.out = flow_.add_edge(edges.node, sink_, rules_[rule].count.max.value_or(Flow::unbounded));
        for (const auto& part : rules_[rule].parts) {
          edges.part_nodes.push_back(flow_.add_node());
          edges.part_edges.push_back(
              flow_.add_edge(edges.part_nodes.back(), edges.node, part.count.max.value_or(Flow::unbounded)));
        }
        edges_.push_back(std::move(edges));
      }
  }

  void add_seats(std::span<const Seat> seats, const std::vector<bool>& used, const Matcher& matcher) {
    std::map<std::vector<std::pair<int, int>>, std::size_t> known;  // node and group of each way
    std::vector<std::vector<std::pair<int, int>>> ways_of;
    for (std::size_t seat = 0; seat < seats.size(); ++seat) {
      if (!used[seat]) continue;
      const auto ways = ways_from(seat, matcher);
      if (ways.empty()) continue;
      result_.group_of[seat] = Assignment::surplus;
      const auto [found, is_new] = known.emplace(ways, alike_.size());
      if (is_new) {
        alike_.emplace_back();
        ways_of.push_back(ways);
      }
      alike_[found->second].seats.push_back(seat);
    }
    for (std::size_t i = 0; i < alike_.size(); ++i) {
      auto& alike = alike_[i];
      // Those that are held count before those that are vacant.
      std::ranges::stable_partition(alike.seats, [&](std::size_t seat) { return seats[seat].holder.has_value(); });
      const int node = flow_.add_node();
      const int most = static_cast<int>(alike.seats.size());
      alike.edge_in = flow_.add_edge(source_, node, most);
      for (const auto& [to, group] : ways_of[i]) alike.ways.emplace_back(flow_.add_edge(node, to, most), group);
    }
  }

  // The nodes a seat can go to, each with its group.
  std::vector<std::pair<int, int>> ways_from(std::size_t seat, const Matcher& matcher) {
    std::vector<std::pair<int, int>> ways;
    for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
      if (groups_of_[rule].empty() || !matcher.speaks_of(rule, seat)) continue;
      if (rules_[rule].per == Per::body) {
        add_ways(ways, rule, groups_of_[rule][0], seat, matcher);
        continue;
      }
      for (const auto place : matcher.places(rules_[rule].per, seat))
        add_ways(ways, rule, groups_of_[rule][place], seat, matcher);
    }
    return ways;
  }

  void add_ways(std::vector<std::pair<int, int>>& ways, std::size_t rule, int group, std::size_t seat,
                const Matcher& matcher) {
    result_.could_be_in[seat].push_back(group);
    const auto& edges = edges_[static_cast<std::size_t>(group)];
    bool counted_in_part_only = false;  // “højst 1 fra PLO”: not among the others either
    for (std::size_t part = 0; part < edges.part_nodes.size(); ++part) {
      if (!matcher.is_of_part(rule, part, seat)) continue;
      ways.emplace_back(edges.part_nodes[part], group);
      counted_in_part_only |= rules_[rule].parts[part].count.max.has_value();
    }
    if (!counted_in_part_only) ways.emplace_back(edges.node, group);
  }

  // Everything the rule asks for, at every place, as far as it goes; true where all of it is there.
  bool keep(std::size_t rule) {
    bool all = true;
    for (const int group : groups_of_[rule]) {
      const auto& edges = edges_[static_cast<std::size_t>(group)];
      for (std::size_t part = 0; part < edges.part_edges.size(); ++part)
        all &= flow_.raise(edges.part_edges[part], rules_[rule].parts[part].count.min);
      all &= flow_.raise(edges.out, rules_[rule].count.min);
    }
    return all;
  }

  void choose_kept() {
    const auto nothing = flow_.state();
    std::vector<std::size_t> possible;
    for (const auto rule : order_) {
      result_.kept_alone[rule] = keep(rule);
      flow_.go_back(nothing);
      if (result_.kept_alone[rule]) possible.push_back(rule);
    }
    std::vector<std::size_t> unmet;
    for (const auto rule : possible) {
      auto before = flow_.state();
      result_.kept[rule] = keep(rule);
      if (result_.kept[rule]) continue;
      flow_.go_back(before);
      unmet.push_back(rule);
    }
    if (unmet.size() > 1) leave_one_out(possible, unmet);
  }

  void release(std::size_t rule) {
    for (const int group : groups_of_[rule]) {
      const auto& edges = edges_[static_cast<std::size_t>(group)];
      flow_.release(edges.out);
      for (const int part : edges.part_edges) flow_.release(part);
    }
  }

  // Where leaving one rule unmet is enough, the last such one is left. It is one of those that are kept now: each of
  // the unmet ones fails beside them, so leaving only one of these would not do.
  void leave_one_out(std::span<const std::size_t> possible, std::span<const std::size_t> unmet) {
    const auto chosen = flow_.state();
    for (auto left = possible.rbegin(); left != possible.rend(); ++left) {
      if (!result_.kept[*left]) continue;
      release(*left);
      if (std::ranges::all_of(unmet, [&](std::size_t rule) { return keep(rule); })) {
        for (const auto rule : possible) result_.kept[rule] = rule != *left;
        return;
      }
      flow_.go_back(chosen);
    }
  }

  void read_off() {
    for (const auto& alike : alike_) {
      auto seat = alike.seats.begin();
      for (const auto& [edge, group] : alike.ways)
        for (int left = flow_.on(edge); left > 0; --left) result_.group_of[*seat++] = group;
    }
    for (std::size_t group = 0; group < edges_.size(); ++group) {
      auto& counted = result_.groups[group];
      counted.counted = static_cast<std::size_t>(flow_.on(edges_[group].out));
      for (std::size_t part = 0; part < counted.counted_in_part.size(); ++part)
        counted.counted_in_part[part] = static_cast<std::size_t>(flow_.on(edges_[group].part_edges[part]));
    }
  }

  std::span<const Rule> rules_;
  std::span<const std::size_t> order_;
  Flow flow_;
  int source_ = 0, sink_ = 0;
  std::vector<GroupEdges> edges_;            // by group
  std::vector<std::vector<int>> groups_of_;  // by rule
  std::vector<Alike> alike_;
  Assignment result_;
};

}  // namespace

Assignment assign(std::span<const Rule> rules, std::span<const std::size_t> order, std::span<const Seat> seats,
                  const std::vector<bool>& used, const Matcher& matcher, const Area& area) {
  return Net(rules, order, seats, used, matcher, area).solve();
}

}  // namespace klynge::composition
