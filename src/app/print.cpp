#include "app/print.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace klynge::app {

void print_problem(std::string_view about, const Problem& problem) {
  fmt::print(stderr, "{}: {}{}\n", about, problem.danish,
             problem.detail.empty() ? "" : fmt::format(" ({})", problem.detail));
}

}  // namespace klynge::app
