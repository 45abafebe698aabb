#include "platform/audit/audit_actions.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "platform/audit/append.hpp"

namespace klynge::audit {
namespace {

using database::Sql;

const audit::Action audit_erase_payload_action{"audit.erase_payload", audit::Permission::manage_accounts};

const Sql find_entry{"SELECT 1 FROM audit_entry WHERE node = $1 AND sequence = $2"};
const Sql delete_payload{"DELETE FROM audit_payload WHERE node = $1 AND sequence = $2"};

Change erasure_of(std::string_view node, std::int64_t sequence, std::string_view reason) {
  return {"audit_entry", fmt::format("{}:{}", node, sequence),
          nlohmann::json{{"reason", reason}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

}  // namespace

std::int64_t erase_payloads(const Book& book, const Actor& actor, Transaction& transaction,
                            const std::vector<EntryKey>& entries, std::string_view reason) {
  std::int64_t erased = 0;
  for (const EntryKey& entry : entries) {
    if (transaction.connection().execute(delete_payload, entry.node, entry.sequence) == 0) continue;
    append_entry(transaction.connection(), book.node, actor, "audit.erase_payload", transaction.now(),
                 {erasure_of(entry.node, entry.sequence, reason)});
    ++erased;
  }
  return erased;
}

Result<void> erase_payload(Book& book, const Actor& actor, std::string_view node, std::int64_t sequence,
                           std::string_view reason) {
  return perform_erased(book, actor, audit_erase_payload_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    const bool exists = connection.query(find_entry, node, sequence).next();
    if (!exists) return fail(Problem::Kind::not_found, "Der er ingen post med det nummer i loggen.");
    if (connection.execute(delete_payload, node, sequence) == 0) {
      return fail(Problem::Kind::conflict, "Indholdet af denne post i loggen er allerede slettet.");
    }
    transaction.changed(erasure_of(node, sequence, reason));
    return {};
  });
}

}  // namespace klynge::audit
