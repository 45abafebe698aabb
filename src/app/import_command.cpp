// `klynge import`: files and folders into the register, with a progress line.
//
// Ctrl-C ends the run after the documents in work; the next run goes on where this one stopped.
#include <fmt/format.h>

#include <atomic>
#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/progress.hpp"
#include "app/stop.hpp"
#include "app/store.hpp"
#include "extract/extractor.hpp"
#include "intake/import_folder.hpp"
#include "meetings/resolver.hpp"

namespace klynge::app {

int import_command(const StoreOptions& store_options, const ImportOptions& options) {
  const Store store = open_store(store_options);
  const meetings::Resolver resolver = meetings::matching_resolver();
  extract::Extractor extractor;
  const std::atomic<bool>& stop_asked = stop_on_signal();

  ProgressLine line(options.quiet);
  intake::ImportOptions how;
  how.as = options.yes ? intake::TakeInAs::committed_if_sure : intake::TakeInAs::preview;
  how.stop = &stop_asked;
  how.progress = [&](const intake::ImportProgress& progress) { line.show(progress); };
  how.outcome = [&](const intake::FileOutcome& outcome) {
    if (options.verbose) {
      fmt::print("{}: {}\n", outcome.file, intake::name(outcome.state));
      std::fflush(stdout);
    }
    if (!outcome.problem && outcome.doubts.empty()) return;
    line.clear();
    if (outcome.problem) print_problem(outcome.file, *outcome.problem);
    for (const auto& doubt : outcome.doubts) fmt::print(stderr, "{}: {}\n", outcome.file, doubt);
  };
  const auto done =
      intake::import_paths({*store.book, resolver}, extractor, command_line_actor(), options.paths, std::move(how));
  if (!done) {
    line.clear();
    print_problem("import", done.error());
    return 1;
  }
  line.finish(done->progress);
  if (done->progress.waiting && !options.quiet)
    fmt::print(stderr, "{} documents wait for a person on the page /import\n", done->progress.waiting);
  return done->progress.failed || done->stopped ? 1 : 0;
}

}  // namespace klynge::app
