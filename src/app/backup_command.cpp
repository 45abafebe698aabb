// `klynge backup` and `klynge restore`.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/store.hpp"
#include "platform/audit/restore.hpp"
#include "platform/database/backup.hpp"

namespace klynge::app {
namespace {

// What was sealed between the backup and now is gone with what it sealed; the old file would say so at every
// verification. It is kept under another name, for it is evidence, and a new one begins with the heads as restored.
void begin_new_seals(const Store& store) {
  const std::filesystem::path seals = store.seal_path();
  if (std::filesystem::exists(seals)) {
    const auto kept = seals.string() + ".before-restore-" + iso(system_now());
    std::filesystem::rename(seals, kept);
    fmt::print("{}: the seals up to now are kept there; a new file begins\n", kept);
  }
  audit::seal(*store.book, audit::seal_file(seals.string()));
}

}  // namespace

int backup_command(const StoreOptions& options, const std::string& file) {
  Store store = open_store(options);
  audit::seal(*store.book, audit::seal_file(store.seal_path()));
  const auto report = database::backup(*store.database, file);
  if (!report) {
    print_problem(file, report.error());
    return 1;
  }
  fmt::print("{}: {} bytes\n", file, report->bytes);
  return 0;
}

int restore_command(const StoreOptions& options, const std::string& file) {
  const Store store = open_store(options);
  // A new data folder has no seals; where an operator has put them there, the backup is held to them.
  const auto seals = audit::read_seal_file(store.seal_path());
  if (!seals) {
    print_problem(store.seal_path(), seals.error());
    return 1;
  }
  const auto report = audit::restore_verified(file, *store.database, *seals);
  if (!report) {
    print_problem(file, report.error());
    return 1;
  }
  begin_new_seals(store);
  rebuild_index(*store.book);
  fmt::print("{}: {} rows restored\n", file, report->rows);
  return audit_verify_command(options);
}

}  // namespace klynge::app
