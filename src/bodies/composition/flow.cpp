#include "bodies/composition/flow.hpp"

#include <algorithm>
#include <cstddef>

namespace klynge::composition {

int Flow::add_node() {
  at_node_.emplace_back();
  return static_cast<int>(at_node_.size()) - 1;
}

int Flow::add_edge(int from, int to, int most) {
  const int edge = static_cast<int>(edges_.size());
  edges_.push_back({from, to, 0, most, 0});
  at_node_[static_cast<std::size_t>(from)].push_back(edge);
  at_node_[static_cast<std::size_t>(to)].push_back(edge);
  return edge;
}

bool Flow::raise(int edge, int least) {
  auto& raised = edges_[static_cast<std::size_t>(edge)];
  while (raised.flow < least) {
    const int pushed = push(edge, least - raised.flow);
    if (pushed == 0) break;
  }
  raised.least = std::max(raised.least, std::min(raised.flow, least));
  return raised.flow >= least;
}

void Flow::release(int edge) { edges_[static_cast<std::size_t>(edge)].least = 0; }

int Flow::push(int edge, int more) {
  const auto& wanted = edges_[static_cast<std::size_t>(edge)];
  more = std::min(more, wanted.most - wanted.flow);
  if (more <= 0) return 0;
  // The circuit goes from the edge's end to its beginning. The search sets out from the side with fewer edges: from the
  // sink or the source it would look at the whole net.
  const auto degree = [&](int node) { return at_node_[static_cast<std::size_t>(node)].size(); };
  const bool onward = degree(wanted.to) <= degree(wanted.from);
  const int start = onward ? wanted.to : wanted.from, goal = onward ? wanted.from : wanted.to;
  // How much more can go over `along` in the direction of the circuit, where the search comes from `node`.
  const auto room = [&](const Edge& along, int node) {
    return (along.from == node) == onward ? along.most - along.flow : along.flow - along.least;
  };
  constexpr int unseen = -1, is_start = -2;
  came_by_.assign(at_node_.size(), unseen);
  queue_.assign(1, start);
  came_by_[static_cast<std::size_t>(start)] = is_start;
  for (std::size_t next = 0; next < queue_.size() && came_by_[static_cast<std::size_t>(goal)] == unseen; ++next) {
    const int node = queue_[next];
    for (const int index : at_node_[static_cast<std::size_t>(node)]) {
      const auto& along = edges_[static_cast<std::size_t>(index)];
      const int other = along.from == node ? along.to : along.from;
      if (index == edge || came_by_[static_cast<std::size_t>(other)] != unseen || room(along, node) <= 0) continue;
      came_by_[static_cast<std::size_t>(other)] = index;
      if (other == goal) break;
      queue_.push_back(other);
    }
  }
  if (came_by_[static_cast<std::size_t>(goal)] == unseen) return 0;

  const auto walk = [&](auto&& step) {
    for (int node = goal; node != start;) {
      auto& along = edges_[static_cast<std::size_t>(came_by_[static_cast<std::size_t>(node)])];
      node = along.from == node ? along.to : along.from;  // where the search came from
      step(along, node);
    }
  };
  walk([&](const Edge& along, int node) { more = std::min(more, room(along, node)); });
  walk([&](Edge& along, int node) { along.flow += (along.from == node) == onward ? more : -more; });
  edges_[static_cast<std::size_t>(edge)].flow += more;
  return more;
}

Flow::State Flow::state() const {
  State state;
  for (const auto& edge : edges_) {
    state.flow.push_back(edge.flow);
    state.least.push_back(edge.least);
  }
  return state;
}

void Flow::go_back(const State& state) {
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    edges_[i].flow = state.flow[i];
    edges_[i].least = state.least[i];
  }
}

}  // namespace klynge::composition
