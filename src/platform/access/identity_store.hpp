// Which account an identity of a provider is, and sign-ins under way there.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account.hpp"
#include "platform/database/connection.hpp"
#include "platform/oidc/provider.hpp"

namespace klynge::access {

struct LinkedIdentity {
  std::string issuer, subject;
  Id<Account> account;
  Instant linked_at;
};
std::optional<LinkedIdentity> find_identity(database::Connection& connection, std::string_view issuer,
                                            std::string_view subject);
std::vector<LinkedIdentity> identities_of(database::Connection& connection, Id<Account> account);
void insert_identity(database::Connection& connection, const LinkedIdentity& identity);
bool delete_identity(database::Connection& connection, const LinkedIdentity& identity);

struct AttemptRow {
  std::string nonce, verifier, return_to;
  Instant started_at;
};
std::int64_t count_attempts(database::Connection& connection);
void insert_attempt(database::Connection& connection, std::string_view state_hash, const AttemptRow& row);
// Finds and removes it: it counts once.
std::optional<AttemptRow> take_attempt(database::Connection& connection, std::string_view state_hash);
void delete_attempts_before(database::Connection& connection, Instant before);

}  // namespace klynge::access
