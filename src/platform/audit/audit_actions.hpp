// What can be done to the audit log itself: a payload can be erased, nothing else.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/payload_search.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::audit {

// Removes the payload (and salt) of one entry for good: a person's right. The entry stays, the
// chain still verifies, and the erasure is an entry of its own with `reason` (shown to auditors;
// it must not repeat what is erased). Needs manage_accounts.
// not_found where there is no such entry; conflict where its payload is gone already.
Result<void> erase_payload(Book& book, const Actor& actor, std::string_view node, std::int64_t sequence,
                           std::string_view reason);

// The same for many, inside an action that has been allowed already: each erasure is an entry of its own,
// before that of the action. What is gone already is passed over. Returns how many went.
std::int64_t erase_payloads(const Book& book, const Actor& actor, Transaction& transaction,
                            const std::vector<EntryKey>& entries, std::string_view reason);

}  // namespace klynge::audit
