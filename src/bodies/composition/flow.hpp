// A flow with lower and upper bounds, raised step by step.
//
// The nets here are small (seats alike are one node) and are asked many times over with one more bound each time, so an
// edge's bound is raised by pushing along one residual circuit after another, never undoing a bound that already holds:
// by Hoffman's theorem that finds a flow wherever there is one. Boost.Graph's max-flows know no lower bounds and would
// need the net built anew for every question. Paths are the shortest, found in the order edges were added, so the same
// net gives the same flow.
#pragma once
#include <vector>

namespace klynge::composition {

class Flow {
 public:
  static constexpr int unbounded = 1 << 20;  // above any count of seats

  int add_node();
  // Carries 0 … most. Returns the edge.
  int add_edge(int from, int to, int most);
  // Raises the edge's lower bound to `least`, or as far as all other bounds allow; true where it got there.
  bool raise(int edge, int least);
  // Takes the edge's lower bound away again.
  void release(int edge);
  int on(int edge) const { return edges_[static_cast<std::size_t>(edge)].flow; }

  // What raise() has changed, to go back to.
  struct State {
    std::vector<int> flow, least;
  };
  State state() const;
  void go_back(const State& state);

 private:
  struct Edge {
    int from = 0, to = 0, least = 0, most = 0, flow = 0;
  };
  // One shortest circuit through the edge, by at most `more`; what was pushed, 0 where there is none.
  int push(int edge, int more);

  std::vector<Edge> edges_;
  std::vector<std::vector<int>> at_node_;  // edges that begin or end there
  std::vector<int> came_by_;               // of the search: the edge, -1 not seen
  std::vector<int> queue_;
};

}  // namespace klynge::composition
