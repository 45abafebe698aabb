// `klynge audit verify`: walks every chain, compares it with the seals, and says what does not fit.
#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/store.hpp"
#include "platform/audit/verify.hpp"

namespace klynge::app {

bool report(const audit::Verification& result) {
  fmt::print("{} entries in {} chains, {} erased payloads, {} seals compared\n", result.entries, result.heads.size(),
             result.erased_payloads, result.seals);
  for (const auto& head : result.heads) fmt::print("  {} ends at {} with {}\n", head.node, head.sequence, head.hash);
  for (const auto& fault : result.faults)
    fmt::print("FAULT {}: {} {}: {}\n", audit::word(fault.kind), fault.node, fault.sequence, fault.text);
  if (result.more_faults) fmt::print("… and more\n");
  fmt::print("{}\n", result.sound() ? "The audit log is sound." : "The audit log is NOT sound.");
  return result.sound();
}

int audit_verify_command(const StoreOptions& options) {
  const Store store = open_existing_store(options);
  const auto seals = audit::read_seal_file(store.seal_path());
  if (!seals) {
    print_problem(store.seal_path(), seals.error());
    return 1;
  }
  return report(audit::verify(*store.database, *seals)) ? 0 : 1;
}

}  // namespace klynge::app
