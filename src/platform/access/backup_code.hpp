// Backup codes: what signs somebody in once whose telephone is gone.
//
// A code has 79 random bits, so a hash without salt and cost of its own cannot be guessed back; the account's id is
// hashed with it, so that one row says nothing of another. All hashes are compared to their ends, and a code that
// counted is deleted in the transaction that it opened.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "platform/access/account.hpp"
#include "platform/database/connection.hpp"

namespace klynge::access {

inline constexpr int backup_codes = 10;

// Whether what was typed can be one, and not the six digits of an app.
bool is_like_backup_code(std::string_view typed);
// Ten new ones in place of those there were: “abcd-efgh-jkmn-pqrs”. To be shown once; nothing else knows them.
std::vector<std::string> renew_backup_codes(database::Connection& connection, Id<Account> id, Instant now);
// Uses it up. Capitals, blanks and hyphens in what was typed do not matter. False where it is none of the account's, or
// was used.
bool use_backup_code(database::Connection& connection, Id<Account> id, std::string_view typed);
std::int64_t count_backup_codes(database::Connection& connection, Id<Account> id);
void delete_backup_codes(database::Connection& connection, Id<Account> id);

}  // namespace klynge::access
