// `klynge reread`: what is in the register, read anew by the reader of this program.
//
// To be run after an upgrade whose CHANGELOG names a better reader; may be stopped with Ctrl-C and goes on
// where it was.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/stop.hpp"
#include "app/store.hpp"
#include "intake/read_again.hpp"
#include "meetings/resolver.hpp"

namespace klynge::app {

int reread_command(const StoreOptions& store_options, const RereadOptions& options) {
  const Store store = open_existing_store(store_options);
  const meetings::Resolver resolver = meetings::matching_resolver();
  const std::atomic<bool>& stop_asked = stop_on_signal();

  const bool line = !options.quiet && isatty(STDERR_FILENO) != 0;
  intake::ReadAgainOptions how;
  how.all = options.all;
  how.stop = &stop_asked;
  how.progress = [&](const intake::ReadAgainSummary& now) {
    if (!line) return;
    fmt::print(stderr, "\r\033[K{:>6} of {}", now.changed + now.unchanged + now.left, now.documents);
    std::fflush(stderr);
  };
  how.left_alone = [&](const std::string& file_name, const Problem& problem) {
    if (line) fmt::print(stderr, "\r\033[K");
    print_problem(file_name, problem);
  };
  const auto done = intake::read_all_again({*store.book, resolver}, command_line_actor(), how);
  if (line) fmt::print(stderr, "\r\033[K");
  if (!options.quiet)
    fmt::print(stderr, "{} documents to read again: {} changed, {} as before, {} left for a person\n", done.documents,
               done.changed, done.unchanged, done.left);
  return done.left || stop_asked ? 1 : 0;
}

}  // namespace klynge::app
