// `klynge serve`: opens the register, makes the first accounts and reads the examples with their structure where
// they are missing, and serves until it is told to stop.
#include <fmt/format.h>
#include <signal.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <ctime>
#include <vector>

#include "app/commands.hpp"
#include "app/log.hpp"
#include "app/print.hpp"
#include "app/progress.hpp"
#include "app/server.hpp"
#include "app/store.hpp"
#include "app/structure_command.hpp"
#include "extract/extractor.hpp"
#include "intake/import_folder.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/resolver.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/password.hpp"
#include "platform/audit/seal.hpp"

namespace klynge::app {
namespace {

// SIGINT and SIGTERM wait for sigtimedwait(); threads made from here on inherit that.
sigset_t hold_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// The first accounts of an empty register: a secretary, who does the work, and an administrator, who
// makes more accounts and sees no closed item. None where there are accounts already.
std::vector<access::NewAccount> make_first_accounts(Store& store) {
  if (access::count_enabled(store.database->reader(), access::Role::administrator) > 0) return {};
  access::PasswordHasher hasher;
  std::vector<access::NewAccount> made;
  for (access::NewAccount wanted :
       {access::NewAccount{.login = "sekretaer", .name = "Første sekretær", .roles = {access::Role::secretary}},
        access::NewAccount{.login = "administrator",
                           .name = "Første administrator",
                           .roles = {access::Role::administrator, access::Role::system}}}) {
    wanted.password = access::generated_password();
    const auto account = access::add_account(*store.book, hasher, command_line_actor(), wanted);
    if (account) {
      made.push_back(std::move(wanted));
      continue;
    }
    // Another node may have been first.
    if (account.error().kind != Problem::Kind::conflict) print_problem(wanted.login, account.error());
  }
  return made;
}

void read_examples(Store& store, const std::string& folder) {
  if (folder.empty()) return;
  const meetings::Resolver resolver = meetings::matching_resolver();
  extract::Extractor extractor;
  ProgressLine line(false);
  intake::ImportOptions how;
  how.as = intake::TakeInAs::committed_if_sure;
  how.label = "Eksempelreferater";
  how.progress = [&](const intake::ImportProgress& progress) { line.show(progress); };
  const auto done =
      intake::import_paths({*store.book, resolver}, extractor, command_line_actor(), {folder}, std::move(how));
  if (done) {
    line.finish(done->progress);
  } else {
    print_problem(folder, done.error());
  }
}

void begin_with_structure(const Store& store, const std::string& file) {
  if (file.empty()) return;
  if (const auto done = apply_structure_file_at(store, file, true); !done) print_problem(file, done.error());
}

void seal_now(Store& store) {
  try {
    audit::seal(*store.book, audit::seal_file(store.seal_path()));
  } catch (const std::exception& error) {
    spdlog::error("the audit log could not be sealed: {}", error.what());
  }
}

constexpr timespec seal_interval{.tv_sec = 600, .tv_nsec = 0};

}  // namespace

int serve_command(const StoreOptions& store_options, const ServeOptions& options) {
  const sigset_t stop_signals = hold_stop_signals();
  log_as_json();
  Store store = open_store(store_options);
  const auto first = make_first_accounts(store);
  if (meetings::counts(store.database->reader()).meetings == 0) {
    read_examples(store, options.examples);
    begin_with_structure(store, options.structure);
  }

  RunningServer server(store, options);
  fmt::print("Klynge is at http://{}:{}\n", options.address, server.port());
  fmt::print("The data lie in {}\n",
             store_options.database.empty() ? store_options.data : "the database, the seals in " + store_options.data);
  for (const auto& account : first) fmt::print("Sign in as {} with the password {}\n", account.login, account.password);
  if (first.empty()) {
    fmt::print(
        "Sign in with an account made before, or make one: klynge user add LOGIN --name NAME --role secretary\n");
  } else {
    fmt::print("The passwords are shown only now; each is changed under the name on the page.\n");
  }
  fmt::print("Ready. Ctrl-C stops.\n");
  std::fflush(stdout);

  // Between two seals nothing but waiting for the signal.
  while (sigtimedwait(&stop_signals, nullptr, &seal_interval) < 0) seal_now(store);
  server.stop();
  seal_now(store);
  return 0;
}

}  // namespace klynge::app
