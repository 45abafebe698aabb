#include "app/print.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "app/store.hpp"
#include "platform/database/database.hpp"

namespace klynge::app {

void print_problem(std::string_view about, const Problem& problem) {
  fmt::print(stderr, "{}: {}{}\n", about, problem.danish,
             problem.detail.empty() ? "" : fmt::format(" ({})", problem.detail));
}

Problem problem_of(const std::exception& failure) {
  using Kind = Problem::Kind;
  if (const auto* database = dynamic_cast<const database::DatabaseError*>(&failure))
    return database::to_problem(*database);
  if (dynamic_cast<const NoRegister*>(&failure))
    return {
        Kind::not_found,
        "Her er intet register. Ret mappen i --data, eller begynd et register med klynge import eller klynge serve.",
        failure.what()};
  if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&failure)) {
    if (file->code() == std::errc::no_space_on_device)
      return {Kind::unavailable, "Der er ikke plads på disken.", failure.what()};
    if (file->code() == std::errc::permission_denied)
      return {Kind::unavailable, "Klynge har ikke lov til at bruge en fil eller mappe.", failure.what()};
    return {Kind::unavailable, "En fil eller mappe kan ikke bruges.", failure.what()};
  }
  return {Kind::unavailable, "Kommandoen kunne ikke udføres.", failure.what()};
}

}  // namespace klynge::app
