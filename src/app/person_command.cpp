// `klynge person erase`: what the page does, for whoever runs the server.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/person_keepers.hpp"
#include "app/print.hpp"
#include "app/store.hpp"

namespace klynge::app {

int person_erase_command(const StoreOptions& store_options, const PersonEraseOptions& options) {
  const Store store = open_existing_store(store_options);
  const auto keepers = person_keepers();
  const auto erased = bodies::erase_person(*store.book, command_line_actor(), keepers, {options.id, options.reason});
  if (!erased) {
    print_problem(options.id, erased.error());
    return 1;
  }
  fmt::print("Person {} erased, with {} contents of the audit log.\n", options.id, erased->payloads);
  for (const auto& place : erased->left) fmt::print("The name still stands at {} ({})\n", place.path, place.what);
  return 0;
}

}  // namespace klynge::app
