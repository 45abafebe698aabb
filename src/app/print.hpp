// How the command line tells of a problem: the Danish sentence a user can act on, and the detail.
#pragma once
#include <exception>
#include <string_view>

#include "base/problem.hpp"

namespace klynge::app {

// "FILE: Filen er tom. (empty input)" on standard error.
void print_problem(std::string_view about, const Problem& problem);

// What ended a command, as such a problem: a database that does not answer, a folder that cannot be used.
Problem problem_of(const std::exception& failure);

}  // namespace klynge::app
