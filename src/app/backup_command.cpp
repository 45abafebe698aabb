// `klynge backup` and `klynge restore`.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

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
  Store store = open_existing_store(options);
  audit::seal(*store.book, audit::seal_file(store.seal_path()));
  const auto report = database::backup(*store.database, file);
  if (!report) {
    print_problem(file, report.error());
    return 1;
  }
  fmt::print("{}: {} bytes\n", file, report->bytes);
  return 0;
}

namespace {

// What opening a register makes beside the database's own server; taken away again where nothing came of it, so that a
// folder is not left with an empty register and a key.
class NewFiles {
 public:
  explicit NewFiles(const StoreOptions& options) {
    const auto database = options.data + "/klynge.db";
    for (const auto& path : {database, database + "-wal", database + "-shm", key_path(options), options.data})
      if (!std::filesystem::exists(path)) new_.push_back(path);
  }
  void remove() const {
    std::error_code ignored;  // a folder that others have put something into stays
    for (const auto& path : new_) std::filesystem::remove(path, ignored);
  }

 private:
  std::vector<std::string> new_;
};

bool restore_into(const StoreOptions& options, const std::string& file) {
  const Store store = open_store(options);
  // A new data folder has no seals; where an operator has put them there, the backup is held to them.
  const auto seals = audit::read_seal_file(store.seal_path());
  if (!seals) {
    print_problem(store.seal_path(), seals.error());
    return false;
  }
  const auto report = audit::restore_verified(file, *store.database, *seals);
  if (!report) {
    print_problem(file, report.error());
    return false;
  }
  begin_new_seals(store);
  rebuild_index(*store.book);
  fmt::print("{}: {} rows restored\n", file, report->rows);
  return true;
}

}  // namespace

int restore_command(const StoreOptions& options, const std::string& file) {
  const NewFiles made(options);
  if (restore_into(options, file)) return audit_verify_command(options);
  made.remove();
  return 1;
}

}  // namespace klynge::app
