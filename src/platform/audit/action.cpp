#include "platform/audit/action.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace klynge::audit {
namespace {

struct Table {
  std::vector<const Action*> actions;
  bool closed = false;
};

// Actions are made before main(), in no order that is known: the table is there when the first one asks.
Table& table() {
  static Table one;
  return one;
}

bool states_none(Action::Reach reach) { return reach != Action::Reach::role && reach != Action::Reach::in_body; }

}  // namespace

Action::Action(std::string_view its_name, Permission needed, Reach its_reach)
    : name(its_name), permission(needed), reach(its_reach) {
  if (states_none(reach) != (permission == Permission::none))
    throw std::logic_error(fmt::format("the action {} needs a permission, or a reach that says why not", name));
  if (table().closed)
    throw std::logic_error(fmt::format("the action {} is declared too late: declare it at namespace scope", name));
  table().actions.push_back(this);
}

Action::Action(std::string_view its_name, Reach its_reach) : Action(its_name, Permission::none, its_reach) {}

Action::~Action() { std::erase(table().actions, this); }

const std::vector<const Action*>& all_actions() {
  static const auto sorted = [] {
    table().closed = true;
    auto all = table().actions;
    std::ranges::sort(all, {}, &Action::name);
    const auto twice = std::ranges::adjacent_find(all, {}, &Action::name);
    if (twice != all.end()) throw std::logic_error(fmt::format("two actions are called {}", (*twice)->name));
    return all;
  }();
  return sorted;
}

}  // namespace klynge::audit
