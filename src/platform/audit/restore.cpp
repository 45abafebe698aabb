#include "platform/audit/restore.hpp"

#include <algorithm>

namespace klynge::audit {
namespace {

// A seal of a chain's later end says nothing against an older backup.
std::vector<Seal> not_younger(std::span<const Seal> seals, const std::vector<Seal>& heads) {
  std::vector<Seal> kept;
  for (const Seal& seal : seals) {
    const auto head = std::ranges::find(heads, seal.node, &Seal::node);
    if (head != heads.end() && seal.sequence <= head->sequence) kept.push_back(seal);
  }
  return kept;
}

}  // namespace

Result<Restored> restore_verified(const std::string& path, database::Database& database, std::span<const Seal> seals,
                                  const database::CopyProgress& progress) {
  Restored restored;
  const auto check = [&](database::Database& backup) -> Result<void> {
    const auto heads = current_heads(backup.reader(), system_now());
    restored.verification = verify(backup, not_younger(seals, heads));
    if (restored.verification.sound()) return {};
    return fail(
        Problem::Kind::conflict,
        "Sikkerhedskopiens log over ændringer stemmer ikke. Den kan være ændret af nogen, så intet er gendannet.",
        restored.verification.faults.front().text);
  };
  auto done = database::restore(path, database, check, progress);
  if (!done) return std::unexpected(done.error());
  restored.rows = done->rows;
  return restored;
}

}  // namespace klynge::audit
